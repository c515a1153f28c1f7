"""A total of the text against the column that it adds up: 各单位受理量合计1,204件.

Where a number of the text is said of no single body and called as the column of one table is, it is that column's
total: the sum of its rows, or of what the rows of groups print. One that is no such sum may speak of more bodies than
the table lists, and is doubted only where one digit would make it the sum.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from checks.engine.drafts import Draft
from checks.engine.numbers import Num, write_scaled
from checks.figures.claims import column_nums
from checks.figures.numbers import Tested, figure_to_num, num_to_interval, one_slip_mends, sum_as_printed, sum_of
from checks.ground import Ground
from schemas.figures import SIZED, Figure
from schemas.findings import Basis, Consequence, Result
from schemas.printed import PERCENT
from schemas.tables import ColumnKind

CODE = "total-of-column"
RULE = "正文所载合计等于表中该栏各行之和"

_TOTAL = re.compile(r"合计|共计|总计|总数|总量|共[有为]?$|全[市省区县州]|累计")
_FEWEST_ROWS = 3
_FEWEST_DIGITS = 3
_SHORTEST = 3
"""Characters of a metric that tell a column by the end of its name: 未办结 of 办理状态未办结."""


def check(ground: Ground) -> Iterator[Draft]:
    for figure in ground.bulletin.figures:
        num = figure_to_num(figure)
        if num is None or figure.role not in SIZED or figure.links or num.unit in PERCENT or num.scaled <= 0:
            continue
        if not num.exact or len(str(num.scaled)) < _FEWEST_DIGITS or not _in_period(figure, ground):
            continue
        if not _TOTAL.search(ground.wording.before(figure)):
            continue
        draft = _judge(figure, num, list(_columns(figure.metric, ground)))
        if draft is not None:
            yield draft


def _in_period(figure: Figure, ground: Ground) -> bool:
    period = ground.bulletin.period
    return period is None or figure.period in ("", f"{period.start}/{period.end}")


def _columns(metric: str, ground: Ground) -> Iterator[tuple[Num, ...]]:
    """Yield the numbers of each column of counts that is called so, without and with the rows of members."""
    for number, table in enumerate(ground.bulletin.tables):
        ending = [column for column in table.columns if column.name.endswith(metric)]
        for column in table.columns:
            called = metric == column.name or (column.path and metric == column.path[-1])
            alone = len(metric) >= _SHORTEST and ending == [column]
            if column.kind is not ColumnKind.COUNT or not (called or alone):
                continue
            both = (tuple(column_nums(table, number, column.name, members=members)) for members in (False, True))
            yield from (nums for nums in both if len(nums) >= _FEWEST_ROWS)


def _judge(figure: Figure, num: Num, columns: Sequence[tuple[Num, ...]]) -> Draft | None:
    if not columns:
        return None
    together = tuple({each.ref: each for nums in columns for each in nums}.values())
    held = next((nums for nums in (*columns, together) if _relation(num, nums).holds({})), None)
    one_table = len({each.table for nums in columns for each in nums}) == 1
    if held is None and not (one_table and one_slip_mends(_relation(num, columns[0]))):
        return None
    nums = held or columns[0]
    return Draft(
        CODE, "", RULE, Basis.INFERRED, Result.EXACT if held else Result.IMPROBABLE, figure.metric, figure.entity,
        (), num, formula="+".join(each.raw for each in nums[:_SHOWN]) + ("+…" if len(nums) > _SHOWN else ""),
        recomputed=sum_as_printed(nums, num), table=num.table, relation=_relation(num, nums),
        power=write_scaled(1, num.places), consequence=Consequence.TOTAL,
    )  # fmt: skip


_SHOWN = 4


def _relation(num: Num, nums: Sequence[Num]) -> Tested:
    """Only the number of the text is asked: the cells of a column are the tables' own affair."""

    def test(held: Mapping[str, Num]) -> bool:
        return num_to_interval(held[num.ref]).meets(sum_of(nums))

    return Tested((num,), test)
