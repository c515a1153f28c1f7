"""The order of rows: as the bulletin says (按…降序排列), or as nearly all rows of a long table show.

An order by itself proves nothing about a single number, so it never makes a number ``checked``. Seen in the data
alone, one row far out of its place is improbable; near misses happen where the sorting column is not printed.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from checks.engine.binding import bind_name
from checks.engine.drafts import Draft
from checks.engine.numbers import Num, ten
from checks.engine.placing import Why
from checks.engine.sheets import Series, Sheet
from checks.ground import Ground
from checks.rules.unused import unused_rule
from schemas.findings import Basis, Reason, Result
from schemas.rules import RuleKind
from schemas.tables import ColumnKind, RowKind

CODE = "row-order"

FEWEST_ROWS = 12
"""So many different numbers are sorted by chance, all but one, less than once in a million."""

_FEWEST_STATED = 3
_FEWEST_MEANT = 9
"""So many rows are in order by chance, all but one, less than once in a thousand: then the stated order is theirs."""

_OTHERS = ("其他", "其它", "其余")
"""Rows that stand last whatever their number."""


@dataclass(frozen=True, slots=True)
class _Sorting:
    """A column by which rows stand, and the numbers that are out of place."""

    series: Series
    nums: list[Num]
    out: list[Num]
    descending: bool


def check_stated(ground: Ground) -> Iterator[Draft]:
    for rule in ground.rules(RuleKind.ORDER):
        applied = False
        for sheet in ground.column_sheets:
            series = bind_name(rule.target, sheet, ground.bulletin.family).series if rule.target else None
            if series is None or rule.descending is None:
                continue
            nums = ordered_rows(sheet, series)
            if len(nums) >= _FEWEST_STATED:
                applied = True
                out = _out_of_place(nums, descending=rule.descending)
                meant = len(nums) >= _FEWEST_MEANT or ground.stands_under(rule, sheet.number)
                yield from _say(_Sorting(series, nums, out, rule.descending), rule.id, Basis.STATED, sheet, meant=meant)
        if not applied:
            yield unused_rule(CODE, rule)


def check_inferred(ground: Ground) -> Iterator[Draft]:
    if any(True for _ in ground.rules(RuleKind.ORDER)):
        return
    for sheet in ground.column_sheets:
        sorting = _find_sorting(sheet)
        if sorting is not None:
            yield from _say(sorting, "", Basis.INFERRED, sheet)


def ordered_rows(sheet: Sheet, series: Series) -> list[Num]:
    """Return the numbers of the rows that stand for themselves: no totals, no members, no 其他."""
    return [
        series.cells[row.row]
        for row in sheet.table.rows
        if row.row in series.cells
        and row.kind in (RowKind.DATA, RowKind.GROUP)
        and row.parent is None
        and row.exhaustive
        and not row.label.startswith(_OTHERS)
    ]


def _out_of_place(nums: Sequence[Num], *, descending: bool) -> list[Num]:
    """Return the fewest numbers without which the rest is in order."""
    places = max(num.places for num in nums)
    values = [num.scaled * ten(places - num.places) * (-1 if descending else 1) for num in nums]
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, value in enumerate(values):
        at = bisect_right(tails, value)
        before.append(ends[at - 1] if at else None)
        if at == len(tails):
            tails.append(value)
            ends.append(index)
        else:
            tails[at], ends[at] = value, index
    kept = set()
    last: int | None = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return [num for position, num in enumerate(nums) if position not in kept]


def _find_sorting(sheet: Sheet) -> _Sorting | None:
    """Return the column that the rows stand by; a column that is nearly in order only follows one that is."""
    nearly = None
    for series in sheet.numbers:
        if series.kind in (ColumnKind.RANK, ColumnKind.ORDINAL):
            continue
        nums = ordered_rows(sheet, series)
        if len({num.value for num in nums}) < FEWEST_ROWS:
            continue
        for descending in (True, False):
            out = _out_of_place(nums, descending=descending)
            if not out:
                return _Sorting(series, nums, out, descending)
            if len(out) == 1 and _far(nums, out[0], descending=descending) and nearly is None:
                nearly = _Sorting(series, nums, out, descending)
    return nearly


def _far(nums: Sequence[Num], out: Num, *, descending: bool) -> bool:
    """Tell whether a row stands far from where its number belongs."""
    others = [num.value for num in nums if num is not out]
    belongs = sum(value > out.value if descending else value < out.value for value in others)
    same = sum(value == out.value for value in others)
    at = next(index for index, num in enumerate(nums) if num is out)
    away = max(belongs - at, at - belongs - same, 0)
    return away >= max(4, len(nums) // 6)


@dataclass(frozen=True)
class InOrder:
    """``num`` stands between its neighbours that are in order."""

    num: Num
    before: Num | None
    after: Num | None
    descending: bool

    @property
    def tight(self) -> bool:
        return False

    @property
    def operands(self) -> tuple[Num, ...]:
        return (self.num,)

    def holds(self, changed: Mapping[str, int]) -> bool:
        value = self.num.with_scaled(changed.get(self.num.ref, self.num.scaled)).value
        line = (
            [each.value for each in (self.before,) if each] + [value] + [each.value for each in (self.after,) if each]
        )
        return all((a >= b) if self.descending else (a <= b) for a, b in pairwise(line))

    def solve(self, _ref: str) -> tuple[int, ...]:
        return ()  # an order leaves a whole range open


def _say(sorting: _Sorting, rule_id: str, basis: Basis, sheet: Sheet, *, meant: bool = True) -> Iterator[Draft]:
    """Yield what the order shows; ``meant`` says that a stated order is surely said of this table."""
    series, nums, out = sorting.series, sorting.nums, sorting.out
    text = f"各行按{series.plain}{'从高到低' if sorting.descending else '从低到高'}排列"
    base = Draft(CODE, rule_id, text, basis, Result.EXACT, series.plain, "", (), table=sheet.number)
    if len(out) > max(1, len(nums) // 4) or (out and not meant):
        yield replace(base, result=Result.NOT_ASSESSABLE, reason=Reason.AMBIGUOUS_BINDING, operands=tuple(nums[:1]))
        return
    if not out:
        yield replace(base, operands=tuple(nums))
        return
    kept = [num for num in nums if num not in out]
    for num in out:
        proved = basis is Basis.STATED and len(out) == 1
        at = nums.index(num)
        before = next((each for each in reversed(nums[:at]) if each in kept), None)
        after = next((each for each in nums[at + 1 :] if each in kept), None)
        neighbours = tuple(each for each in (before, after) if each is not None)
        yield replace(
            base,
            result=Result.CONTRADICTED if proved else Result.IMPROBABLE,
            where=sheet.where(num.row),
            operands=neighbours,
            target=num,
            why=Why.NONE if proved else Why.INFERRED,
            note="The row stands out of order.",
            note_zh="该行不在应排的位置。",
            relation=InOrder(num, before, after, sorting.descending),
        )
