"""A whole that the text divides without rest: 包括甲604件和乙805件, 由…组成, 分两类，分别为…, （甲604件、乙805件）.

Unlike 其中, these words claim that the parts are all there is. The numbers behind them in the sentence are the parts.
Lists in brackets are sometimes cut short all the same, so a difference is doubtful, and only where one digit would
mend it.
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
from schemas.figures import SIZED, Figure, FigureRole
from schemas.findings import Basis, Consequence, Result
from schemas.printed import PERCENT

CODE = "divided-whole"
RULE = "所分各项之和等于总数"

_DIVIDES = re.compile(
    r"包括|分为|分成|分[^，。；]{1,16}[两三四五六七八]类|由(?=[^，。；]{0,12}$)|按[^，。；]{1,8}[分看划]|分别[为是有]"
)
_EACH = re.compile(r"分别")
_ALL = re.compile(r"共|总|累计")
"""共受理…件，线上和线下分别为…: without the word for all of it, 分别 may leave something out."""
_BRACKET = re.compile(r"[(（](?!其中|含|包含|不含|同比|环比|占|较|比)")
_OTHER_WAYS = re.compile(
    r"同时|其中|以上|等(?:[^级候]|$)|另有|不含|主要|较[多大高]|突出|集中|前[一二三四五六七八九十\d]"
)
"""Words by which a list need not be all there is."""
_FEWEST = 2
_MOST = 20
_LONGEST_GAP = 40


def check(ground: Ground) -> Iterator[Draft]:
    figures = ground.bulletin.figures
    for at, whole in enumerate(figures):
        total = figure_to_num(whole)
        if total is None or whole.role is not FigureRole.LEVEL or total.unit in PERCENT or total.scaled <= 0:
            continue
        parts = _parts(whole, figures[at + 1 : at + 1 + _MOST], ground)
        nums = [num for part in parts if (num := figure_to_num(part)) is not None]
        if len(nums) >= _FEWEST and len(nums) == len(parts):
            draft = _judge(whole, total, nums)
            if draft is not None:
                yield draft


def _parts(whole: Figure, behind: Sequence[Figure], ground: Ground) -> list[Figure]:
    """Return the numbers that the words behind a whole divide it into."""
    behind = [figure for figure in behind if figure.role is not FigureRole.COUNT]
    if not behind:
        return []
    words = ground.wording.between(whole, behind[0])
    if words is None or len(words) > _LONGEST_GAP or _OTHER_WAYS.search(words):
        return []
    if OVERLAP.search(ground.wording.sentence(whole)):
        return []
    bracket = _BRACKET.match(words) is not None
    if not bracket and not _DIVIDES.search(words):
        return []
    if not bracket and _EACH.search(words) and not _ALL.search(ground.wording.before(whole)):
        return []
    parts: list[Figure] = []
    for figure in behind:
        alike = figure.role in SIZED and same_measure(figure.printed.unit, whole.printed.unit)
        between = ground.wording.between(parts[-1] if parts else whole, figure)
        if not alike or between is None or not ground.wording.in_one_sentence(whole, figure):
            break
        if parts and (_OTHER_WAYS.search(between) or (bracket and re.search(r"[)）]", between))):
            break
        parts.append(figure)
    closed = parts and re.match(r"[)）]", ground.wording.after(parts[-1], 2))
    return parts if not bracket or closed else []


def _judge(whole: Figure, total: Num, nums: Sequence[Num]) -> Draft | None:
    relation = _relation(total, nums)
    holds = relation.holds({})
    counted = counts_things(total) and all(counts_things(num) for num in nums)
    if not holds and not (counted and one_slip_mends(relation)):
        return None
    said_so = sum(num.amount for num in nums) == total.amount
    return Draft(
        CODE, "", RULE, Basis.INFERRED,
        (Result.EXACT if said_so else Result.ROUNDING) if holds else Result.IMPROBABLE,
        whole.metric, whole.entity, tuple(nums), total,
        formula="+".join(num.raw for num in nums), table=total.table, recomputed=sum_as_printed(nums, total),
        relation=relation, power=write_scaled(1, total.places), consequence=Consequence.TOTAL,
    )  # fmt: skip


def _relation(total: Num, nums: Sequence[Num]) -> Tested:
    def test(held: Mapping[str, Num]) -> bool:
        return num_to_interval(held[total.ref]).meets(sum_of(held[num.ref] for num in nums))

    return Tested((total, *nums), test)
