"""What totals share: candidate sets of parts, missing parts, and columns that do not add up at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from checks.engine.formulas import Formula, Sum
from checks.engine.laws import Gap, Instance
from checks.engine.numbers import Num, ten
from checks.engine.sheets import Series, Sheet
from checks.engine.words import DISTINCT_UNITS, DISTINCT_WORDS, MEANS, RATIOS, adds_up, bare, has_any, names_rate
from checks.ground import Ground
from schemas.findings import Operand, Reason
from schemas.printed import Missing
from schemas.tables import Row, RowKind


@lru_cache(maxsize=256)
def plus(count: int) -> Formula:
    return Sum((1,) * count)


@dataclass(frozen=True)
class Added:
    """A total and a set of rows that may be its parts, over all columns that add up.

    ``closing`` counts the columns in which the parts give the total, beyond zeros.
    """

    total: Row
    parts: tuple[Row, ...]
    instances: tuple[Instance, ...]
    gaps: tuple[Gap, ...]
    closing: int
    failing: int


def add_rows(sheet: Sheet, total: Row, parts: Sequence[Row], ground: Ground) -> Added:
    """Hold a total row against the sum of ``parts`` in every column that may add up."""
    parts = tuple(part for part in parts if not _takes_no_part(sheet, part) and not _is_heading(sheet, part))
    ragged = [part for part in (*parts, total) if has_lost_cells(sheet, part)]
    if ragged:
        return Added(total, parts, (), (ragged_gap(sheet, total, parts, ragged, ground),), 0, 0)
    instances: list[Instance] = []
    open_ones: list[Instance] = []
    blanks_close = 0
    if has_any(sheet.where(total.row), MEANS):
        return Added(total, parts, (), (), 0, 0)
    for series in sheet.summables:
        goal = series.cells.get(total.row)
        if goal is None or not adds_up(series.name) or names_rate(series.name) or not _adds(sheet, series):
            continue
        nums = [series.cells[part.row] for part in parts if part.row in series.cells]
        nums = [num for num in nums if (num.unit in RATIOS) is (goal.unit in RATIOS)]
        if not nums:
            continue
        where = f"{sheet.where(total.row)}·{series.plain}"
        # a row that lost a cell may be a part that is not seen as one
        soft = bool(sheet.table.grid.loose) or counts_once(series, goal, nums)
        instance = Instance(goal, tuple(nums), plus(len(nums)), where, soft=soft)
        unknown = [part for part in parts if part.row not in series.cells and _may_hold_a_number(sheet, part, series)]
        if unknown and not adds_up_to(instance):
            open_ones.append(instance)
        elif not _is_no_sum(instance, shared=_is_shared_time(series.plain)):
            instances.append(instance)
            blanks_close += bool(unknown) and len(nums) > 1
    if blanks_close >= _FEWEST_BLANK:
        instances, open_ones = instances + open_ones, []
    gaps = [Gap(each.where, sheet.number, Reason.MISSING_CELL, (each.target, *each.operands)) for each in open_ones]
    closing = sum(adds_up_to(instance) and instance.target.scaled != 0 for instance in instances)
    failing = sum(not adds_up_to(instance) for instance in instances)
    return Added(total, parts, tuple(instances), tuple(gaps), closing, failing)


def _adds(sheet: Sheet, series: Series) -> bool:
    """Tell whether the column's numbers add up over rows: prices, means and yields do not."""
    return sheet.transposed or all(column.adds for column in sheet.table.columns if column.col == series.index)


_FEWEST_BLANK = 2
"""Columns that close without their blank cells, after which a blank stands for nothing in the others too."""


def _takes_no_part(sheet: Sheet, row: Row) -> bool:
    """Tell whether a row prints words that say there was nothing, or is a nameless line of a form left empty."""
    if not row.label and not any(row.row in series.cells for series in sheet.series):
        return True
    return row.statement is not None and not any(word in row.statement for word in _UNKNOWN)


def _is_heading(sheet: Sheet, row: Row) -> bool:
    """Tell whether a row only stands over others and prints no number of its own."""
    return row.kind is RowKind.GROUP and not any(row.row in series.cells for series in sheet.series)


def counts_once(series: Series, total: Num, parts: Sequence[Num]) -> bool:
    """Tell whether a total below its sum may be right: bodies or people that stand in several parts count once.

    The unit or the name may say so; where they do not, a total that no single slip makes of the sum leaves it open.
    """
    added = sum(num.scaled for num in parts)
    if {num.places for num in (total, *parts)} != {total.places}:
        return False
    if not max(num.scaled for num in parts) <= total.scaled < added:
        return False
    counted = series.unit in DISTINCT_UNITS or series.plain.endswith(DISTINCT_WORDS)
    return counted or (total.exact and not is_one_slip(str(total.scaled), str(added)))


_UNKNOWN = ("缺", "未报", "未统计", "未提供", "待", "不详", "保密", "涉密", "另行")
"""Words that stand for numbers nobody printed, where others say that there was nothing."""


def has_lost_cells(sheet: Sheet, row: Row) -> bool:
    """Tell whether numbers of a row may be among its cells without a proved column; a label may be, and lose none."""
    loose = any(cell.row == row.row for cell in sheet.table.grid.loose)
    return loose and any(row.row not in series.cells for series in sheet.series if series.cells)


def ragged_gap(sheet: Sheet, total: Row, parts: Sequence[Row], ragged: Sequence[Row], ground: Ground) -> Gap:
    rows = {row.row for row in ragged}
    operands = tuple(
        series.cells[row.row] for series in sheet.summables for row in (total, *parts) if row.row in series.cells
    )
    return Gap(
        sheet.where(total.row), sheet.number, Reason.MISSING_CELL, operands, loose_operands(sheet, rows, ground), True
    )


def loose_operands(sheet: Sheet, rows: set[int], ground: Ground) -> tuple[Operand, ...]:
    """Return what stands in cells without a proved column, under the names that the ledger knows it by."""
    found = []
    for cell in sheet.table.grid.loose:
        if cell.row in rows:
            found += [
                Operand(token.id, token.raw, None, "operand", token.place) for token in ground.tokens_at(cell.place)
            ]
    return tuple(found)


def _may_hold_a_number(sheet: Sheet, part: Row, series: Series) -> bool:
    """Tell whether an empty cell may stand for a number: a dash or a slash says that there is none."""
    missing = sheet.missing.get((part.row, series.index))
    return missing not in (Missing.DASH, Missing.SLASH)


def adds_up_to(instance: Instance) -> bool:
    """Tell whether the parts give the total within what their digits leave open."""
    places = max(num.places for num in (instance.target, *instance.operands))
    signs = instance.formula.signs if isinstance(instance.formula, Sum) else (1,) * len(instance.operands)
    off = instance.target.scaled * ten(places - instance.target.places) - sum(
        sign * num.scaled * ten(places - num.places) for sign, num in zip(signs, instance.operands, strict=True)
    )
    slack = sum(ten(places - num.places) for num in (instance.target, *instance.operands) if not num.exact)
    return 2 * abs(off) <= slack


def _is_no_sum(instance: Instance, *, shared: bool) -> bool:
    """Tell whether the total looks like a mean or a largest value: it lies among its parts and is no slip of a sum.

    ``shared``: the numbers are times that bodies have in common (优良天数, 办理时长), hardly ever added up.
    """
    values = sorted(num.value for num in instance.operands)
    goal = instance.target.value
    if len(values) < 2 or adds_up_to(instance):
        return False
    if not values[0] <= goal <= values[-1] or values[-1] == 0:
        return False
    if len(values) >= _FEWEST_EXCHANGED and sum(values) + goal == 2 * values[-1]:
        return False  # the total and one of its parts stand in each other's place
    total = (
        sum(num.scaled * 10 ** (instance.target.places - num.places) for num in instance.operands)
        if all(num.places <= instance.target.places for num in instance.operands)
        else 0
    )
    return shared or not is_one_slip(str(abs(instance.target.scaled)), str(abs(total)))


_FEWEST_EXCHANGED = 3
"""Parts of a sum of which one may have been exchanged with the total."""


def _is_shared_time(name: str) -> bool:
    return "天数" in name or bare(name).endswith(("时长", "用时", "耗时", "时间"))


def makes_one_slip(instance: Instance) -> bool:
    """Tell whether one slip in a total makes it of the sum of its parts."""
    places = max(num.places for num in (instance.target, *instance.operands))
    meant = sum(num.scaled * ten(places - num.places) for num in instance.operands)
    printed = instance.target.scaled * ten(places - instance.target.places)
    return is_one_slip(str(abs(printed)), str(abs(meant)))


def is_one_slip(printed: str, meant: str) -> bool:
    """Tell whether one digit changed, dropped, added, or swapped with its neighbour makes one of the other."""
    if printed == meant:
        return False
    if len(printed) == len(meant):
        off = [index for index, (a, b) in enumerate(zip(printed, meant, strict=True)) if a != b]
        if len(off) == 1:
            return True
        return (
            len(off) == 2
            and off[1] == off[0] + 1
            and printed[off[0]] == meant[off[1]]
            and printed[off[1]] == meant[off[0]]
        )
    shorter, longer = sorted((printed, meant), key=len)
    return len(longer) - len(shorter) == 1 and any(
        longer[:index] + longer[index + 1 :] == shorter for index in range(len(longer))
    )
