"""A table seen as named series of numbers: its columns over its rows, or its rows over its columns.

Bulletins print metrics as columns and bodies as rows, or metrics as rows and periods as columns. A check speaks of
series and of keys (the other axis), and so reads both.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, takewhile

from checks.engine.numbers import Num
from checks.engine.words import RANK, gives_weight, has_any, is_total, names_ratio, plain, rate_stem
from schemas.bulletins import Bulletin
from schemas.printed import PERCENT, Missing
from schemas.tables import CellRole, Column, ColumnKind, Row, RowKind, Table, value_ref

SUMMABLE = (ColumnKind.COUNT, ColumnKind.AMOUNT)
UNNUMBERED = (ColumnKind.LABEL, ColumnKind.TEXT, ColumnKind.ORDINAL, ColumnKind.GRADE)
AGGREGATE = (RowKind.TOTAL, RowKind.SUBTOTAL)


@dataclass(frozen=True, slots=True)
class Series:
    """A named line of numbers; ``cells`` by key.

    ``short`` holds the name without the words that it shares with a neighbour, where a header over several columns
    was printed in one line with theirs; ``number`` what a row of column numbers (栏次) gives it.
    """

    index: int
    name: str
    path: tuple[str, ...]
    unit: str
    kind: ColumnKind
    cells: dict[int, Num]
    short: tuple[str, ...] = ()
    number: str = ""

    @property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """What the series may be called, from the whole header path to its innermost part."""
        return ((self.name,), self.path[-1:], self.short[:1], self.short[1:])

    @property
    def called(self) -> tuple[str, ...]:
        """All of ``names``, the innermost first."""
        return tuple(dict.fromkeys((*self.path[-1:], *self.short, self.name)))

    @property
    def plain(self) -> str:
        return plain(self.name)

    @property
    def group(self) -> tuple[tuple[str, ...], str]:
        """What stands over the series: its header path but the last, and the words shared with its neighbours."""
        own = plain(self.path[-1]) if self.path else self.plain
        return self.path[:-1], own.removesuffix(self.short[0]) if self.short else ""

    @property
    def summable(self) -> bool:
        return self.kind in SUMMABLE

    @property
    def is_percent(self) -> bool:
        return self.unit in PERCENT


@dataclass(frozen=True)
class Sheet:
    """A table in one direction. ``keys`` are the rows (or columns) that hold an instance of each relation."""

    table: Table
    number: int
    transposed: bool
    series: tuple[Series, ...]
    keys: tuple[int, ...]
    aggregates: frozenset[int]
    names: dict[int, str]
    missing: dict[tuple[int, int], Missing]

    @cached_property
    def numbers(self) -> tuple[Series, ...]:
        """The series that hold counts, amounts or rates, in order."""
        return tuple(each for each in self.series if each.cells and each.kind is not ColumnKind.RANK)

    @cached_property
    def summables(self) -> tuple[Series, ...]:
        return tuple(each for each in self.numbers if each.summable)

    @cached_property
    def signature(self) -> tuple[str, ...]:
        """Names and kinds in order: tables of one header are pooled where evidence is gathered."""
        return tuple(each.plain + "|" + each.kind for each in self.series)

    @cached_property
    def ratios(self) -> frozenset[int]:
        """The keys under which all series hold rates, means or indices, which do not add up from one to the next."""
        whole, broken = self._whole_and_broken
        few = len(whole) * 2 >= len(whole) + len(broken) - 1
        return frozenset(key for key in whole | broken if names_ratio(self.where(key), broken=key in broken and few))

    @cached_property
    def mixed(self) -> bool:
        """Tell whether the keys are of different measures: counts among rates, means or numbers with decimals."""
        return bool(self.ratios) or all(self._whole_and_broken)

    @cached_property
    def _whole_and_broken(self) -> tuple[frozenset[int], frozenset[int]]:
        """The keys under which no number has decimals, and the others."""
        keys = {key for series in self.series for key in series.cells}
        broken = {key for series in self.series for key, num in series.cells.items() if num.places}
        return frozenset(keys - broken), frozenset(broken)

    def may_add(self, key: int, total: Num, parts: Sequence[Num], names: Sequence[str]) -> bool:
        """Tell whether numbers under a key may be meant to add up; ``names`` are those of the parts' series.

        Among different measures, a total that lies between its parts is rather a mean, and over periods one that is
        the number of the last of them is a stock (年末户数).
        """
        if key in self.ratios:
            return False
        values = [part.amount for part in parts]
        if len(values) < 2 or sum(values) == total.amount or max(values) <= 0:
            return True
        if total.amount in (values[0], values[-1]) and all(_PERIOD.fullmatch(plain(name)) for name in names):
            return False
        return not (self.mixed and min(values) <= total.amount <= max(values))

    def where(self, key: int) -> str:
        return self.names.get(key, "")


def bulletin_to_sheets(bulletin: Bulletin, *, first: int = 0) -> tuple[Sheet, ...]:
    """Return every table as columns over rows, and those of mixed rows also as rows over columns.

    Tables are numbered from ``first`` on.
    """
    sheets = []
    for number, table in enumerate(bulletin.tables, first):
        nums = table_to_nums(table, number)
        sheets.append(_by_columns(table, number, nums))
        turned = _by_rows(table, number, nums)
        if turned is not None:
            sheets.append(turned)
    return tuple(sheets)


def sheets_to_forms(sheets: Iterable[Sheet]) -> tuple[tuple[Sheet, ...], ...]:
    """Return the sheets with the halves of one printed table together: 收入 left and 支出 right, in the same rows."""
    forms: dict[tuple[object, ...], list[Sheet]] = {}
    for sheet in sheets:
        rows = sheet.table.rows
        parts = tuple(part.id for part in sheet.table.grid.parts)
        forms.setdefault((parts or sheet.table.id, rows[0].row if rows else -1), []).append(sheet)
    return tuple(map(tuple, forms.values()))


def table_to_nums(table: Table, number: int) -> dict[tuple[int, int], Num]:
    """Return the numbers that stand for a definite value; approximated and missing ones do not."""
    columns = table.column_at()
    bare = _columns_of_bare_bounds(table)
    finest = _finest_amounts(table)
    nums = {}
    for value in table.values:
        printed = value.printed
        column = columns.get(value.col)
        if printed.value is None or printed.approx is not None or column is None:
            continue
        full = column.strips_zeros or (value.col in bare and printed.value in _BOUNDS)
        places = max(printed.places, column.places) if full else printed.places
        if printed.value == 0 and not printed.exact and column.kind in SUMMABLE:
            places = max(places, finest.get(column.unit, 0))
        places = max(places, 0)
        scaled = int(printed.value.scaleb(places))
        exact = (printed.exact and printed.scale == 0) or gives_weight(column.name)
        nums[value.row, value.col] = Num(
            value_ref(table.id, value.row, value.col), number, value.row, value.col, scaled, places,
            exact, printed.unit or column.unit, printed.scale, printed.raw,
            printed.place,
        )  # fmt: skip
    return nums


def _finest_amounts(table: Table) -> dict[str, int]:
    """Return to how many decimals amounts of each unit are printed: a bare 0 among them is nothing at all."""
    finest: dict[str, int] = {}
    for column in table.columns:
        if column.kind in SUMMABLE:
            finest[column.unit] = max(finest.get(column.unit, 0), column.places)
    return finest


_BOUNDS = (0, 100)
"""Rates that are printed without decimals where all others have them: 100% beside 98.93%."""


def _columns_of_bare_bounds(table: Table) -> frozenset[int]:
    """Return the columns of rates that print every number to the same decimals but a bare 0 or 100."""
    rates = {column.col: column.places for column in table.columns if column.kind is ColumnKind.RATE and column.places}
    odd = {
        value.col
        for value in table.values
        if value.printed.value is not None
        and value.printed.places != rates.get(value.col)
        and not (value.printed.places == 0 and value.printed.value in _BOUNDS)
    }
    return frozenset(rates) - odd


def _by_columns(table: Table, number: int, nums: dict[tuple[int, int], Num]) -> Sheet:
    rows = [row for row in table.rows if row.kind not in (RowKind.HEADER, RowKind.NOTE) and row.statement is None]
    numbers = column_numbers(table)
    series = tuple(
        replace(_column_to_series(column, rows, nums), short=short, number=numbers.get(column.col, ""))
        for column, short in zip(table.columns, _short_names(table.columns), strict=True)
        if column.kind not in UNNUMBERED
    )
    held = {row for row, _ in nums}
    missing = {
        (value.row, value.col): value.printed.missing for value in table.values if value.printed.missing is not None
    }
    return Sheet(
        table, number, False, series,
        tuple(row.row for row in rows if row.row in held),
        frozenset(row.row for row in rows if row.kind in AGGREGATE),
        {row.row: _row_name(row) for row in rows}, missing,
    )  # fmt: skip


_COLUMN_NUMBER = re.compile(r"[(（]?(\d{1,2}|[①-⑳]|[A-Z])[)）]?(?:[=＝].*)?")


def column_numbers(table: Table) -> dict[int, str]:
    """Return what a header row of column numbers (栏次 1 2 3=1-2) calls each column; nothing if there is none."""
    by_row: dict[int, dict[int, str]] = {}
    for cell in table.grid.cells:
        if table.roles.get((cell.row, cell.col)) is CellRole.HEADER:
            found = _COLUMN_NUMBER.fullmatch("".join(cell.text.split()))
            if found is not None:
                by_row.setdefault(cell.row, {})[cell.col] = found[1]
    best = max(by_row.values(), key=len, default={})
    return best if len(best) >= 2 and len(set(best.values())) == len(best) else {}


def _short_names(columns: Sequence[Column]) -> list[tuple[str, ...]]:
    """Return, for each column, its name without beginnings that it shares with others, the shortest beginning first.

    Others are those of the run of neighbours that begin alike, as under one header.
    """
    names = [plain(column.path[-1] if column.path else column.name) for column in columns]
    found: list[tuple[str, ...]] = []
    for _, run in groupby(names, key=lambda name: name[:2]):
        members = list(run)
        for at, name in enumerate(members):
            heads = {_shared(name, other) for position, other in enumerate(members) if position != at}
            found.append(tuple(name[head:] for head in sorted(heads) if head >= 2 and len(name) - head >= 2))
    return found


def _shared(name: str, other: str) -> int:
    """Count the characters that two names begin with alike, 0 where nothing of either would be left."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(name, other, strict=False)))
    return shared if min(len(name), len(other)) - shared >= 2 else 0


def _row_name(row: Row) -> str:
    return "·".join(dict.fromkeys(part for part in row.path if part)) or row.label


def _column_to_series(column: Column, rows: Iterable[Row], nums: dict[tuple[int, int], Num]) -> Series:
    cells = {row.row: nums[row.row, column.col] for row in rows if (row.row, column.col) in nums}
    unit = column.unit or _common_unit(cells.values())
    return Series(column.col, column.name, column.path, unit, column.kind, cells)


def _common_unit(nums: Iterable[Num]) -> str:
    units = {num.unit for num in nums}
    return units.pop() if len(units) == 1 else ""


_NUMERIC = (*SUMMABLE, ColumnKind.RATE, ColumnKind.SCORE)


def _by_rows(table: Table, number: int, nums: dict[tuple[int, int], Num]) -> Sheet | None:
    """Return the rows as series where the rows are metrics: rates among counts, or all columns are periods."""
    columns = [column for column in table.columns if column.kind in _NUMERIC]
    rows = [row for row in table.rows if row.kind not in (RowKind.HEADER, RowKind.NOTE) and row.statement is None]
    series = []
    for row in rows:
        cells = {column.col: nums[row.row, column.col] for column in columns if (row.row, column.col) in nums}
        if cells:
            unit = _common_unit(cells.values())
            series.append(Series(row.row, row.label, row.path, unit, _kind_of(row.label, unit, cells), cells))
    if not (_mixes_rates_and_counts(series) or _are_periods(columns)):
        return None
    return Sheet(
        table, number, True, tuple(series), tuple(column.col for column in columns),
        frozenset(column.col for column in columns if is_total(column.name)),
        {column.col: column.name for column in columns}, {},
    )  # fmt: skip


def _mixes_rates_and_counts(series: Iterable[Series]) -> bool:
    kinds = {each.kind for each in series}
    named = any(rate_stem(each.name) for each in series if each.kind is ColumnKind.RATE)
    return named and not kinds.isdisjoint(SUMMABLE)


_PERIOD = re.compile(r"(?:(?:19|20)\d\d年?)?(?:度|\d{1,2}月份?|[一二三四]季度|第[一二三四]季度|[上下]半年)?(?:末|底)?")
_FEWEST_PERIODS = 3


def _are_periods(columns: Sequence[Column]) -> bool:
    """Tell whether the columns are years, quarters or months, one after the other."""
    names = [plain(column.name) for column in columns]
    return len(names) >= _FEWEST_PERIODS and all(name and _PERIOD.fullmatch(name) for name in names)


def _kind_of(label: str, unit: str, cells: dict[int, Num]) -> ColumnKind:
    if has_any(label, RANK):
        return ColumnKind.RANK
    if unit in PERCENT or (rate_stem(label) and not all(num.exact for num in cells.values())):
        return ColumnKind.RATE
    return ColumnKind.COUNT if all(num.exact for num in cells.values()) else ColumnKind.AMOUNT
