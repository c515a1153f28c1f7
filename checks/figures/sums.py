"""Parts of the text and their whole: 其中 and what follows it.

其中 claims no partition. Parts that add up to the whole show that they are one; parts above the whole cannot all be
parts of it, unless things were counted twice: that is improbable, never a proof.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checks.engine.drafts import Draft
from checks.engine.numbers import Num
from checks.figures.itemised import itemised_wholes, made_up_of
from checks.figures.numbers import (
    Tested,
    figure_to_num,
    num_to_interval,
    one_slip_mends,
    same_measure,
    sum_as_printed,
    sum_of,
)
from checks.figures.share_rows import rows_that_close
from checks.figures.texts import OVERLAP
from checks.ground import Ground
from schemas.figures import Figure, FigureRole
from schemas.findings import Basis, Consequence, Result
from schemas.intervals import Interval
from schemas.printed import PERCENT

CODE = "parts-of-whole"
RULE = "各部分之和等于（不超过）总数"

_FEWEST = 2
_STAGES = re.compile(
    r"(?P<due>应)?(?:按[期时]|准时|超期|逾期|延期)?(?P<done>受理|立案|派遣|交办|转办|签收|办理|处[置理]|办结|结案|回复|答复|回访|核[查实]"
    r"|整改|审[核批结]|验收|归档|销号|执结|开工|竣工|投产)"
)
"""Stages of one process: what was taken up, came due, was done, was done in time. Each holds the next."""
_DIVIDED = re.compile(r"[(（]其中")
"""A part that is divided itself."""


def check(ground: Ground) -> Iterator[Draft]:
    judged: set[str] = set()
    for whole, parts in _groups(ground.bulletin.figures):
        text = ground.wording.paragraph(parts[-1])
        draft = _judge(whole, parts, text)
        if draft is not None:
            judged.add(whole.id)
            yield draft
    for listed in itemised_wholes(ground):
        total = figure_to_num(listed.whole)
        if total is not None and listed.whole.id not in judged:
            judged.add(listed.whole.id)
            nums = _nums(listed.parts)
            draft = _to_draft(listed.whole, total, nums, closes=listed.closes)
            yield draft if listed.closes else replace(draft, relation=made_up_of(total, nums))
    for whole, row in rows_that_close(ground):
        total, nums = figure_to_num(whole), _nums(row)
        if total is None or whole.id in judged:
            continue
        relation = made_up_of(total, nums)
        closes = relation.holds({})
        if closes or one_slip_mends(relation):
            yield replace(_to_draft(whole, total, nums, closes=closes), relation=relation)


def _groups(figures: Sequence[Figure]) -> Iterator[tuple[Figure, list[Figure]]]:
    """Yield each level with the parts that follow it; where they make it up, further parts divide it anew."""
    for whole, parts in _lists(figures):
        yield (parts[0], parts[1:]) if _divides_first(parts) else (whole, parts)


def _lists(figures: Sequence[Figure]) -> Iterator[tuple[Figure, list[Figure]]]:
    whole: Figure | None = None
    parts: list[Figure] = []
    for figure in figures:
        if figure.role is FigureRole.PART and whole is not None:
            if not _belongs(figure, whole):
                continue
            parts.append(figure)
            if len(parts) >= _FEWEST and _closes(whole, parts):
                yield whole, parts
                parts = []
        elif figure.role is FigureRole.LEVEL and figure.printed.unit not in PERCENT:
            if whole is not None and len(parts) >= _FEWEST:
                yield whole, parts
            whole, parts = figure, []
    if whole is not None and len(parts) >= _FEWEST:
        yield whole, parts


def _belongs(part: Figure, whole: Figure) -> bool:
    both = figure_to_num(part) is not None and figure_to_num(whole) is not None
    return both and same_measure(part.printed.unit, whole.printed.unit) and part.period == whole.period


def _closes(whole: Figure, parts: Sequence[Figure]) -> bool:
    total = figure_to_num(whole)
    return total is not None and num_to_interval(total).meets(sum_of(_nums(parts)))


def _nums(figures: Sequence[Figure]) -> list[Num]:
    return [num for figure in figures if (num := figure_to_num(figure)) is not None]


def _judge(whole: Figure, parts: Sequence[Figure], text: str) -> Draft | None:
    doubtful = bool(OVERLAP.search(text) or _DIVIDED.search(text)) or not _is_one_list(whole, parts, text)
    total, nums = figure_to_num(whole), _nums(parts)
    if total is None:
        return None
    true, stated = sum_of(nums), num_to_interval(total)
    closes = stated.meets(true)
    if not closes and (doubtful or true.low <= stated.high or _are_nested(parts) or _exceeds(nums, stated)):
        return None
    draft = _to_draft(whole, total, nums, closes=closes)
    if closes:
        return draft
    return replace(draft, note="The parts cannot be more than the whole.", note_zh="各部分之和不应超过总数。")


def _to_draft(whole: Figure, total: Num, nums: Sequence[Num], *, closes: bool) -> Draft:
    return Draft(
        CODE, "", RULE, Basis.DEFINITION, _result(sum_of(nums), num_to_interval(total), closes=closes), whole.metric,
        whole.entity, tuple(nums), total, formula="+".join(num.raw for num in nums), table=total.table,
        recomputed=(total.scaled,) if closes else sum_as_printed(nums, total),
        relation=_relation(total, nums), power="1" if closes else "", consequence=Consequence.TOTAL,
    )  # fmt: skip


def _exceeds(nums: Sequence[Num], stated: Interval) -> bool:
    """Tell whether most parts alone are more than the whole: then they are no parts of it (立案3起，其中祭祀19起)."""
    return sum(num_to_interval(num).low > stated.high for num in nums) * 2 > len(nums)


def _are_nested(parts: Sequence[Figure]) -> bool:
    """Tell whether the parts are stages of one process."""
    stages = [(found["due"], found["done"]) for part in parts if (found := _STAGES.search(part.metric))]
    return len(set(stages)) >= _FEWEST


def _divides_first(parts: Sequence[Figure]) -> bool:
    """Tell whether the first part is what the others add up to: 其中有效回访246件，满意240件，一般5件，不满意1件."""
    first, *rest = _nums(parts)
    return len(rest) >= _FEWEST and first.scaled > 0 and num_to_interval(first).meets(sum_of(rest))


_LONGEST_LIST = 4
"""Parts after one 其中 that are surely all parts of the same whole."""


def _is_one_list(whole: Figure, parts: Sequence[Figure], text: str) -> bool:
    """Tell whether the parts are one short list behind one 其中 in the sentence of the whole."""
    start = text.find(whole.printed.raw)
    end = text.find(parts[-1].printed.raw, start)
    between = text[start:end] if 0 <= start < end else ""
    return between.count("其中") == 1 and not re.search(r"[;；。(（]", between) and len(parts) <= _LONGEST_LIST


def _result(true: Interval, stated: Interval, *, closes: bool) -> Result:
    if not closes:
        return Result.IMPROBABLE
    middle = (true.low + true.high) / 2
    return Result.EXACT if middle == (stated.low + stated.high) / 2 else Result.ROUNDING


def _relation(total: Num, nums: Sequence[Num]) -> Tested:
    """Only parts above the whole would be noticed: a smaller one may as well leave something out."""

    def test(changed: Mapping[str, Num]) -> bool:
        return sum_of([changed[num.ref] for num in nums]).low <= num_to_interval(changed[total.ref]).high

    return Tested((total, *nums), test)
