"""A share whose base the sentence prints: 完成年初预算60999万元的40.4%, 预算165亿元，执行148亿元，为预算的89.5%.

The number before the base is what the share is of. The clause says all three; still 完成 may count what was moved
between years, so that a difference is doubtful where one digit would mend it, and else said to be open.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from checks.engine.drafts import Draft
from checks.engine.numbers import Num, rounds_to, write_scaled
from checks.figures.numbers import (
    CUT_OFF,
    Tested,
    could_print,
    cut_off,
    figure_to_num,
    num_to_interval,
    one_slip_mends,
    same_measure,
)
from checks.ground import Ground
from schemas.figures import SIZED, Figure, FigureRole
from schemas.findings import Basis, Reason, Result
from schemas.intervals import Interval
from schemas.printed import PERCENT

CODE = "share-of-printed-base"
RULE = "占比等于分项除以句中所印基数"

_BASES = (*SIZED, FigureRole.TARGET)
_OF = re.compile(r"[)）]?的(?:比[例重率])?(?:[为是达]|达到)?")
_MEASURED = re.compile(r"占|完成|相当于|[为达是](?!止)")
_BEFORE = 8  # figures before a base among which the part is looked for


def check(ground: Ground) -> Iterator[Draft]:
    figures = ground.bulletin.figures
    for at, share in enumerate(figures):
        stated = figure_to_num(share)
        if stated is None:
            continue
        if is_of_printed_base(figures, at, ground):
            base, parts = figures[at - 1], _parts(figures[at - 1], figures[max(0, at - _BEFORE) : at - 1], ground)
        elif is_of_plan_before(figures, at, ground):
            base, parts = figures[at - 2], _parts(figures[at - 2], figures[at - 1 : at], ground)
        else:
            continue
        whole = figure_to_num(base)
        draft = None if whole is None else _judge(share, stated, whole, parts)
        if draft is not None:
            yield draft


def is_of_base_printed(figures: Sequence[Figure], at: int, ground: Ground) -> bool:
    """Tell whether the sentence of a share prints its base."""
    return is_of_printed_base(figures, at, ground) or is_of_plan_before(figures, at, ground)


def is_of_printed_base(figures: Sequence[Figure], at: int, ground: Ground) -> bool:
    """Tell whether the number right before a share is its base: 占支出187755亿元的比例为14.75%."""
    if not at or figures[at].printed.unit not in PERCENT or figures[at - 1].role not in _BASES:
        return False
    words = ground.wording.between(figures[at - 1], figures[at])
    if words is None or not _OF.fullmatch(words) or figures[at - 1].printed.unit in PERCENT:
        return False
    return _MEASURED.search(ground.wording.before(figures[at - 1])) is not None


_PLAN = r"(?:预算|计划|目标|任务)(?:总?[数额值])?"
_PLANNED = re.compile(rf"{_PLAN}(?:[为是]|安排)?$|(?:计划|预计|拟)[^，,。；;、：:0-9]{{2,12}}$")
_DONE = re.compile(
    r"[，,]?(?:目前|实际|全年|累计|已经?|现|共){0,2}(?:执行|完成|实现|达到?|支出|收入|到位|到岗|开工|竣工)(?:数|了)?为?"
)
_OF_PLAN = re.compile(
    rf"[，,]?(?:[为占达]|完成|达到|相当于)*(?:年初|年度|全年|调整|变动)?{_PLAN}的|[，,]?(?:完成|执行|实现|到位)率(?:[为是达]|达到)?"
)


def is_of_plan_before(figures: Sequence[Figure], at: int, ground: Ground) -> bool:
    """Tell whether plan, result and share stand in a row: 预算165.02亿元，执行147.69亿元，为预算的89.5%."""
    if at < len(("plan", "result")) or figures[at].printed.unit not in PERCENT:
        return False
    plan, done = figures[at - 2 : at]
    if plan.role not in _BASES or done.role not in SIZED:
        return False
    words = ground.wording.between(plan, done), ground.wording.between(done, figures[at])
    return (
        words[0] is not None
        and words[1] is not None
        and _DONE.fullmatch(words[0]) is not None
        and _OF_PLAN.fullmatch(words[1]) is not None
        and _PLANNED.search(ground.wording.before(plan)) is not None
    )


def _parts(base: Figure, before: Sequence[Figure], ground: Ground) -> list[Num]:
    """Return the numbers that may be the part, the nearest first."""
    found = []
    for figure in reversed(before):
        alike = figure.role in SIZED and same_measure(figure.printed.unit, base.printed.unit)
        num = figure_to_num(figure)
        if alike and num is not None and ground.wording.same_paragraph(figure, base):
            found.append(num)
    return found


def _judge(share: Figure, stated: Num, whole: Num, parts: Sequence[Num]) -> Draft | None:
    if not parts or whole.scaled <= 0:
        return None
    held = next((part for part in parts if _holds(stated, part, whole)), None)
    if held is not None:
        return _draft(share, (stated, held, whole), Result.EXACT)
    part = parts[0]
    if cut_off(stated).meets(_quotient(part, whole, stated.unit)):
        return _draft(share, (stated, part, whole), Result.ROUNDING)
    if one_slip_mends(_relation(stated, part, whole, loosely=True)):
        return _draft(share, (stated, part, whole), Result.IMPROBABLE)
    return _draft(share, (stated, part, whole), Result.NOT_ASSESSABLE)


def _draft(share: Figure, nums: tuple[Num, Num, Num], result: Result) -> Draft:
    stated, part, whole = nums
    full = 1000 if stated.unit == "‰" else 100
    value = full * part.amount / whole.amount
    known = result in (Result.EXACT, Result.IMPROBABLE)
    return Draft(
        CODE, "", RULE, Basis.DEFINITION, result, share.metric, share.entity, (part, whole), stated,
        formula=f"{part.raw} ÷ {whole.raw}", table=stated.table,
        reason=Reason.AMBIGUOUS_BINDING if result is Result.NOT_ASSESSABLE else None,
        recomputed=(stated.scaled,)
        if result is Result.EXACT
        else rounds_to((value.numerator, value.denominator), stated.places),
        relation=_relation(*nums) if known else None,
        power=write_scaled(1, stated.places) if result is Result.EXACT else "",
        explained_by=(CUT_OFF,) if result is Result.ROUNDING else (),
    )  # fmt: skip


def _holds(stated: Num, part: Num, whole: Num) -> bool:
    return whole.scaled > 0 and num_to_interval(stated.as_rounded()).meets(_quotient(part, whole, stated.unit))


def _quotient(part: Num, whole: Num, unit: str) -> Interval:
    return num_to_interval(part) / num_to_interval(whole) * Interval.exactly(1000 if unit == "‰" else 100)


def _relation(stated: Num, part: Num, whole: Num, *, loosely: bool = False) -> Tested:
    def test(held: Mapping[str, Num]) -> bool:
        if loosely:
            return held[whole.ref].scaled > 0 and could_print(
                held[stated.ref], _quotient(held[part.ref], held[whole.ref], stated.unit)
            )
        return _holds(held[stated.ref], held[part.ref], held[whole.ref])

    return Tested((stated, part, whole), test)
