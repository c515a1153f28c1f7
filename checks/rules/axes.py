"""A table along one axis: lines of numbers (rows, or columns) that are held against each other at every key."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checks.engine.formulas import Formula
from checks.engine.laws import Instance, Law, Memory
from checks.engine.mending import one_slip_mends
from checks.engine.numbers import Num
from checks.engine.placing import failing, holding, place_law
from checks.engine.sheets import Series, Sheet
from checks.engine.words import SHARE, adds_up, has_any, names_rate, plain
from checks.ground import Ground
from schemas.tables import ColumnKind, Row, RowKind


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column: ``index`` as claims know it, ``label`` as printed, ``cells`` by the other axis.

    ``parent`` is the index of the row whose member it is.
    """

    index: int
    name: str
    label: str
    path: tuple[str, ...]
    cells: dict[int, Num]
    parent: int | None = None


@dataclass(frozen=True)
class Axis:
    """``keys`` names the other axis; ``down`` says that the lines are rows."""

    sheet: Sheet
    down: bool
    lines: tuple[Line, ...]
    keys: dict[int, str]

    def is_explained(self, line: Line, ground: Ground) -> bool:
        """Tell whether a line is known to follow from others of its kind."""
        return bool(ground.claims.get((self.sheet.number, self.down, line.index)))

    def instances(self, whole: Line, parts: Sequence[Line], formula: Formula) -> Iterator[Instance]:
        """Yield the relation at every key at which all its numbers are printed."""
        for key, goal in whole.cells.items():
            nums = tuple(part.cells[key] for part in parts if key in part.cells)
            if len(nums) == len(parts) and (
                self.down or self.sheet.may_add(key, goal, nums, [part.name for part in parts])
            ):
                where = f"{whole.name}·{self.keys[key]}" if self.down else self.keys[key]
                yield Instance(goal, nums, formula, where)


def sheet_to_axes(sheet: Sheet) -> tuple[Axis, ...]:
    """Return a table by its columns and by its rows, with what adds up along them; nothing of one that lost cells."""
    if sheet.transposed or sheet.table.grid.loose:
        return ()
    adding = {column.col for column in sheet.table.columns if column.adds}
    columns = [each for each in sheet.summables if each.index in adding and adds_up(each.name)]
    rows = [row for row in sheet.table.rows if row.kind not in (RowKind.HEADER, RowKind.NOTE) and row.statement is None]
    keys = {row.row: sheet.where(row.row) for row in rows}
    across = Axis(
        sheet, False, tuple(Line(each.index, each.plain, each.name, each.path, each.cells) for each in columns), keys
    )
    downwards = [*columns, *(each for each in sheet.numbers if _is_share(each))]
    adding_rows = [row for row in rows if adds_up(row.label) and not names_rate(row.label)]
    lines = tuple(_row_to_line(row, downwards) for row in adding_rows)
    down = Axis(
        sheet, True, tuple(line for line in lines if line.cells), {each.index: each.plain for each in downwards}
    )
    return across, down


def _is_share(series: Series) -> bool:
    return series.kind is ColumnKind.RATE and has_any(series.name, SHARE)


def _row_to_line(row: Row, columns: Sequence[Series]) -> Line:
    cells = {each.index: each.cells[row.row] for each in columns if row.row in each.cells}
    return Line(row.row, plain(row.label), row.label.strip(), row.path, cells, row.parent)


def with_slips_only(law: Law, memory: Memory) -> Law:
    """Return a law without the places that are off by more than one slip: there it may well not be meant.

    Of the sums that structure only suggests some have things in them that are counted once in the whole, or stand
    in a column of which each number has a base of its own.
    """
    reading, _, placed = place_law(law, memory)
    off, held = failing(placed), holding(placed)
    slips = off if one_slip_mends(placed, reading, memory) else []
    if not slips and len(held) > len(off):
        slips = [each for each in off if one_slip_mends([each], reading, memory)]
    if not any(each.trial.instance.target.scaled for each in held):
        slips = [each for each in slips if _is_long(each.trial.instance)]
    kept = {id(each.trial.instance) for each in (*held, *slips)}
    return replace(law, instances=tuple(each for each in law.instances if id(each) in kept))


def _is_long(instance: Instance) -> bool:
    """Tell whether numbers are so long that one slip hardly ever makes unrelated ones add up."""
    return max(abs(num.scaled) for num in (instance.target, *instance.operands)) >= _LONG


_LONG = 10_000
"""Of numbers this long, one pair in a hundred is one slip apart from a sum."""
