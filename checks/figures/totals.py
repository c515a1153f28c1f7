"""Numbers listed one after the other and their total behind them: 甲5件、乙3件，共计8件.

The words for a total right before a number say that it is the sum of what was listed. The list may begin anywhere
before it in the paragraph; only where no such list fits, and one digit would make the list of the sentence fit, is
anything said against it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from checks.engine.drafts import Draft
from checks.engine.numbers import Num, write_scaled
from checks.figures.numbers import (
    Tested,
    counts_things,
    figure_to_num,
    num_to_interval,
    one_slip_mends,
    same_measure,
    sum_as_printed,
    sum_of,
)
from checks.figures.texts import OVERLAP
from checks.ground import Ground
from schemas.figures import SIZED, Figure
from schemas.findings import Basis, Consequence, Result
from schemas.printed import PERCENT

CODE = "total-of-list"
RULE = "合计等于所列各数之和"

_TOTAL = re.compile(
    r"(?:合计|共计|总计)[为是达]?$"
    r"|(?:^|[，,；、])(?:以上)?(?:[两三四五六七八九十]者|[两三四五六七八九十]?[项类])?(?:共|总共|一共)[为是]?$"
)
_LEFT_OUT = re.compile(r"不含|剔除|扣除|另有|以及其他")
_FEWEST = 2
_LONGEST = 30
"""Numbers of one list that are added up."""


def check(ground: Ground) -> Iterator[Draft]:
    figures = ground.bulletin.figures
    for at, total in enumerate(figures):
        num = figure_to_num(total)
        if num is None or total.role not in SIZED or total.printed.unit in PERCENT or num.scaled <= 0:
            continue
        if not _TOTAL.search(ground.wording.before(total)):
            continue
        draft = _judge(total, num, list(_listed(total, figures[max(0, at - _LONGEST) : at], ground)), ground)
        if draft is not None:
            yield draft


def _listed(total: Figure, before: Sequence[Figure], ground: Ground) -> Iterator[Figure]:
    """Yield the numbers before a total that are measured as it is, the nearest first."""
    for figure in reversed(before):
        if not ground.wording.same_paragraph(figure, total):
            return
        alike = figure.role in SIZED and same_measure(figure.printed.unit, total.printed.unit)
        if alike and figure_to_num(figure) is not None:
            yield figure


def _judge(total: Figure, num: Num, listed: Sequence[Figure], ground: Ground) -> Draft | None:
    nums = [each for figure in listed if (each := figure_to_num(figure)) is not None]
    for length in range(len(nums), _FEWEST - 1, -1):
        if _holds(num, nums[:length]):
            return _draft(total, num, nums[:length], _as_printed(num, nums[:length]))
    own = [figure for figure in listed if ground.wording.in_one_sentence(figure, total)]
    held = nums[: len(own)]
    sentence = ground.wording.sentence(total)
    if len(held) < _FEWEST or OVERLAP.search(sentence) or _LEFT_OUT.search(sentence):
        return None
    if not one_slip_mends(_relation(num, held)):
        return None
    counted = counts_things(num) and all(counts_things(each) for each in held) and len(own) == len(listed)
    return _draft(total, num, held, Result.CONTRADICTED if counted else Result.IMPROBABLE)


def _as_printed(num: Num, nums: Sequence[Num]) -> Result:
    return Result.EXACT if num.amount == sum(each.amount for each in nums) else Result.ROUNDING


def _draft(total: Figure, num: Num, nums: Sequence[Num], result: Result) -> Draft:
    held = list(reversed(nums))
    return Draft(
        CODE, "", RULE, Basis.DEFINITION, result, total.metric, total.entity, tuple(held), num,
        formula="+".join(each.raw for each in held), table=num.table,
        recomputed=sum_as_printed(held, num),
        relation=_relation(num, held), power=write_scaled(1, num.places), consequence=Consequence.TOTAL,
    )  # fmt: skip


def _holds(num: Num, nums: Sequence[Num]) -> bool:
    return num_to_interval(num).meets(sum_of(nums))


def _relation(num: Num, nums: Sequence[Num]) -> Tested:
    def test(held: Mapping[str, Num]) -> bool:
        return _holds(held[num.ref], [held[each.ref] for each in nums])

    return Tested((num, *nums), test)
