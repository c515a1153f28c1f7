"""Names that stand for several columns: 各项扣分, 各项得分之和, 各项指标得分."""

import re
from collections.abc import Sequence
from functools import reduce

from checks.engine.binding import same_name
from checks.engine.formulas import substitute
from checks.engine.sheets import Series, Sheet
from checks.engine.words import DEDUCTION, bare, has_any, is_total
from schemas.bulletins import Family
from schemas.rules import Expression, Name, Operation, names_in
from schemas.tables import ColumnKind

_COLLECTIVE = re.compile(
    r"(?:各|所有|全部|以上各?|上述各?)(?:单|分|大|小)?(?:项|类|个|部分)?(?:考核|评价|考评|测评|工作|内容|指标|项目|分项)*"
    r"(?P<what>[^之和]*?)(?:的|之)?(?:之和|总和|合计|累计|相加|和)?"
)
_POINTS = ("", "分", "得分", "分值", "分数", "评分", "成绩", "实得分")
"""What says no more than that points are meant."""

_EXTRA = ("加分", "附加分", "奖励分", "加减分", "奖惩分")


def spell_collective(expression: Expression, target: Series, sheet: Sheet, family: Family) -> Expression:
    """Replace such names by the sums of the columns left of the target that they stand for."""
    names = names_in(expression)
    meanings: dict[str, Expression] = {}
    for name in names:
        found = _COLLECTIVE.fullmatch(name)
        if found is None or same_name(name, sheet.numbers, family):
            continue
        others = [other for other in names if other != name]
        columns = _columns(found["what"], others, target, sheet, family)
        if columns:
            terms: list[Expression] = [Name(series.name) for series in columns]
            meanings[name] = reduce(lambda left, right: Operation("+", left, right), terms)
    return substitute(expression, meanings) if meanings else expression


def _columns(what: str, others: Sequence[str], target: Series, sheet: Sheet, family: Family) -> list[Series]:
    named = {id(series) for other in others for series in same_name(other, sheet.numbers, family)}
    left = [series for series in sheet.numbers if series.index < target.index and id(series) not in named]
    if what in _POINTS:
        return [
            series
            for series in left
            if (series.kind is ColumnKind.SCORE or series.unit == "分" or series.summable)
            and not is_total(series.name)
            and not has_any(series.name, (*DEDUCTION, *_EXTRA))
        ]
    return [series for series in left if bare(series.called[0]).endswith(bare(what))]
