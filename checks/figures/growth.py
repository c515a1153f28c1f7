"""A level, its change and its rate of growth: 完成24627万元，比上年减收1070万元，下降4.2%.

The level less its change is the earlier level, and the rate is the change over that. Where the clause prints the
earlier level itself (同比上年（36368件）上升4.2%), the change and the rate are those between the two. Counts of things
leave no other reading; sums of money are compared at constant prices or on adjusted terms often enough that a
difference is never a proof.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

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
from schemas.figures import SIZED, ChangeKind, Figure, FigureRole
from schemas.findings import Basis, Reason, Result
from schemas.intervals import Interval
from schemas.printed import PERCENT

CODE = "growth-of-level"
RULE = "增减额、增减率与本期数、上期数相符"

_EARLIER_ROLES = (*SIZED, FigureRole.FROM)
_OTHER_TERMS = re.compile(
    r"同口径|可比|不变价|实际增|扣除|剔除|还原|调整(?!后?的?预算)|折算|自然口径|按.{0,6}口径|年均|平均(?:每年|增|下降)|年平均(?=增|下降|递)|以上|两年|三年|五年"
)
"""Words that say that the two levels are not compared as printed."""
_TIME = (
    r"(?:上年度?|上月|去年|上个?季度?|上半年|第?[一二三四]季度|上周|上期|同期|前年|前月|昨日|[12]\d{3}年|\d{1,2}月份?)"
)
_EARLIER = re.compile(
    rf"(?:(?:同比|环比|比|较|与){_TIME}[^，。；、]{{0,14}}?的?|(?:^|[，(（]){_TIME}(?:同期|同月)?(?:为|是)?)[(（]?$"
)
"""Words that end right before the earlier level: 比上年的, 较去年同期（."""
_SAME_TIME = str.maketrans({"去": "上"})


@dataclass(frozen=True, slots=True)
class Growth:
    """What one clause says of one metric: now, before, by how much, at what rate; what it leaves out is None."""

    level: Figure
    earlier: Figure | None
    difference: Figure | None
    rate: Figure | None

    def nums(self) -> tuple[Num, ...] | None:
        """Return the numbers, the one that follows from the others last; None if one stands for no definite value."""
        figures = (self.level, self.earlier, self.difference, self.rate)
        nums = [figure_to_num(figure) for figure in figures if figure is not None]
        if None in nums:
            return None
        return tuple(self._as_counted(num) for num in nums if num is not None)

    def _as_counted(self, num: Num) -> Num:
        """The difference of two counts is a count too."""
        counted = self.level.printed.exact and num.unit == self.level.printed.unit and not num.places
        return replace(num, exact=True) if counted and self.difference and num.ref == self.difference.id else num


def check(ground: Ground) -> Iterator[Draft]:
    for growth in _growths(ground):
        draft = _judge(_of_its_level(growth, ground), ground)
        if draft is not None:
            yield draft
    for growth in _dealt(ground):
        draft = _judge(growth, ground)
        if draft is not None:
            yield replace(draft, result=Result.IMPROBABLE) if draft.result is Result.CONTRADICTED else draft


def _dealt(ground: Ground) -> Iterator[Growth]:
    """Yield what is dealt out in order: 事故86起、死亡64人，同比减少14起、8人，分别下降14.0%和11.1%."""
    figures = ground.bulletin.figures
    at = 0
    while at < len(figures):
        rates = _run(figures, at, ground, relative=True)
        length = len(rates)
        differences = figures[max(0, at - length) : at]
        if length >= _FEWEST and len(differences) == length and "分别" in ground.wording.before(rates[0]):
            plain = all(each.role is FigureRole.CHANGE and not _relative(each) for each in differences)
            levels = _levels_for(differences, figures[max(0, at - length - _BEFORE) : at - length], ground)
            if plain and levels and ground.wording.in_one_sentence(differences[0], rates[-1]):
                yield from map(Growth, levels, [None] * length, differences, rates)
        at += max(length, 1)


def _run(figures: Sequence[Figure], at: int, ground: Ground, *, relative: bool) -> list[Figure]:
    """Return the changes from ``at`` on that are listed: 14.0%、11.1%和10.9%."""
    found: list[Figure] = []
    for figure in figures[at:]:
        if figure.role is not FigureRole.CHANGE or _relative(figure) is not relative:
            break
        if found and ground.wording.between(found[-1], figure) not in ("、", "和", "及", "与", "以及"):
            break
        found.append(figure)
    return found


def _levels_for(differences: Sequence[Figure], before: Sequence[Figure], ground: Ground) -> Sequence[Figure]:
    """Return the sizes in a row that are measured as the differences are, in their order; none if there are several."""
    sizes = [
        figure
        for figure in before
        if figure.role in SIZED
        and figure_to_num(figure) is not None
        and ground.wording.same_paragraph(figure, differences[0])
    ]
    length = len(differences)
    rows = [sizes[start : start + length] for start in range(len(sizes) - length + 1)]
    fit = [row for row in rows if all(map(_measured_alike, differences, row))]
    return fit[0] if len(fit) == 1 else ()


_FEWEST = 2
"""Changes that are dealt out."""


def _growths(ground: Ground) -> Iterator[Growth]:
    figures = ground.bulletin.figures
    taken = ""
    for at, level in enumerate(figures):
        if level.role not in (*SIZED, FigureRole.SHARE) or figure_to_num(level) is None or level.id == taken:
            continue
        behind = [figure for figure in figures[at + 1 : at + 6] if ground.wording.in_one_sentence(level, figure)]
        behind = _without_share([each for each in behind if each.printed.unit not in _DURATIONS])
        earlier = behind[0] if behind and _is_earlier(behind[0], level, ground) else None
        changes = _changes(level, behind[1:] if earlier else behind, earlier)
        difference = next((each for each in changes if not _relative(each)), None)
        rate = next((each for each in changes if _relative(each)), None)
        if earlier is not None:
            taken = earlier.id
            for change in changes:
                yield Growth(level, earlier, *((None, change) if _relative(change) else (change, None)))
        elif difference is not None and rate is not None:
            yield Growth(level, None, difference, rate)


def _without_share(behind: list[Figure]) -> list[Figure]:
    """Leave out a share between a level and its change, with the plan it is of if that is printed.

    完成6亿元，为预算的99.5%，增加2.2亿元; 支出61亿元，完成预算63亿元的97.0%，增支2.4亿元.
    """
    for at, figure in enumerate(behind[:2]):
        if figure.printed.unit in PERCENT and figure.role in (FigureRole.SHARE, FigureRole.LEVEL):
            return behind[at + 1 :]
        if figure.role is not FigureRole.TARGET:
            break
    return behind


def _of_its_level(growth: Growth, ground: Ground) -> Growth:
    """Return the growth of the number of the sentence that it fits: between a level and its change others may stand."""
    if growth.difference is None or growth.rate is None or _fits(growth):
        return growth
    figures = ground.bulletin.figures
    at = ground.figure_at[growth.level.id]
    for figure in reversed(figures[max(0, at - _BEFORE) : at]):
        alike = figure.role in SIZED and same_measure(figure.printed.unit, growth.level.printed.unit)
        if alike and ground.wording.same_paragraph(figure, growth.level):
            other = replace(growth, level=figure)
            if _fits(other):
                return other
    return growth


def _fits(growth: Growth) -> bool:
    nums = growth.nums()
    return nums is not None and _holds(growth, {num.ref: num for num in nums})


_BEFORE = 6
"""Figures before a level among which another one is looked for that the change may be of."""


def _is_earlier(figure: Figure, level: Figure, ground: Ground) -> bool:
    alike = figure.role in _EARLIER_ROLES and same_measure(figure.printed.unit, level.printed.unit)
    words = ground.wording.between(level, figure)
    return alike and words is not None and len(words) <= _LONGEST_GAP and bool(_EARLIER.search(words))


_DURATIONS = ("年", "个月", "天")
"""十年共增加215420人: how long it took stands between."""
_LONGEST_GAP = 24
"""Characters between a level and what it is compared with."""


def _changes(level: Figure, behind: Sequence[Figure], earlier: Figure | None) -> list[Figure]:
    """Return the changes right behind a level that are said of it, of each kind at most one."""
    found: list[Figure] = []
    for figure in behind:
        if figure.role is not FigureRole.CHANGE or figure.change is None or figure_to_num(figure) is None:
            break
        alike = figure.metric == level.metric and figure.entity == level.entity
        if earlier is None and not alike:
            break
        if any(_relative(each) == _relative(figure) for each in found):
            break
        if found and not _one_comparison(found[0], figure):
            break
        if not _relative(figure) and not _measured_alike(figure, level):
            break
        found.append(figure)
    return found


def _relative(change: Figure) -> bool:
    return change.change is not None and change.change.kind is ChangeKind.RELATIVE


def _measured_alike(change: Figure, level: Figure) -> bool:
    if change.change is not None and change.change.kind is ChangeKind.POINTS:
        return level.printed.unit in PERCENT
    return same_measure(change.printed.unit, level.printed.unit)


def _one_comparison(a: Figure, b: Figure) -> bool:
    """Tell whether two changes are measured from the same time, as far as it is said."""
    one, other = (
        each.change.against.translate(_SAME_TIME).removesuffix("同期") if each.change else "" for each in (a, b)
    )
    return not one or not other or one == other


def _judge(growth: Growth, ground: Ground) -> Draft | None:
    nums = growth.nums()
    if nums is None or (growth.rate is not None and growth.level.printed.unit in PERCENT):
        return None
    relation = Tested(nums, lambda held: _holds(growth, held))
    target = nums[-1]
    true = _recomputed(growth, {num.ref: num for num in nums})
    if true is None or target.scaled == 0:
        return None
    exact = _recomputed(growth, {num.ref: replace(num, exact=True) for num in nums}) or true
    values = rounds_to((exact.low.numerator, exact.low.denominator), target.places)
    holds = relation.holds({})
    cut = not holds and growth.rate is not None and cut_off(target).meets(true)
    result, reason = _verdict(growth, nums, relation, ground, holds=holds, as_printed=target.scaled in values)
    if cut:
        result, reason = Result.ROUNDING, None
    return Draft(
        CODE, "", RULE, Basis.DEFINITION, result, _name(growth), growth.level.entity, nums[:-1], target,
        formula=_formula(growth), reason=reason, recomputed=values if not holds else (target.scaled,),
        relation=relation if reason is None and not cut else None, table=target.table,
        explained_by=(CUT_OFF,) if cut else (),
        power=write_scaled(1, target.places) if holds else "",
    )  # fmt: skip


def _verdict(
    growth: Growth, nums: Sequence[Num], relation: Tested, ground: Ground, *, holds: bool, as_printed: bool
) -> tuple[Result, Reason | None]:
    """Say what a difference means: a proof only where things are counted and nothing else may be compared."""
    if holds:
        return (Result.EXACT if as_printed else Result.ROUNDING), None
    if _OTHER_TERMS.search(_words_up_to(growth, ground)) or _turned(growth):
        return Result.NOT_ASSESSABLE, Reason.AMBIGUOUS_BINDING
    counted = all(num.exact for num in nums[:-1]) or growth.level.printed.exact
    if counted and growth.difference is not None and growth.rate is not None:
        return Result.CONTRADICTED, None
    loosely = Tested(relation.operands, lambda held: _holds(growth, held, loosely=True))
    if one_slip_mends(loosely, 3 if growth.earlier is None else 2):
        return (Result.CONTRADICTED if counted and growth.earlier is not None else Result.IMPROBABLE), None
    return (Result.IMPROBABLE, None) if growth.earlier is None else (Result.NOT_ASSESSABLE, Reason.AMBIGUOUS_BINDING)


def _words_up_to(growth: Growth, ground: Ground) -> str:
    """Return the sentence up to the change and a little further, where a bracket may say its terms."""
    last = growth.rate or growth.difference or growth.level
    words = "".join(ground.wording.sentence(growth.level).split())
    behind = "".join(ground.wording.sentence(last).split()).rpartition(last.printed.raw)[2]
    return words[: len(words) - max(0, len(behind) - _LITTLE)]


_LITTLE = 14  # characters behind a change


def _turned(growth: Growth) -> bool:
    """Tell whether the signs of the change and its rate differ: one of them was misread."""
    changes = [figure for figure in (growth.difference, growth.rate) if figure is not None]
    values = [figure.printed.value or 0 for figure in changes]
    return len(values) > 1 and (values[0] < 0) != (values[1] < 0)


def _holds(growth: Growth, held: Mapping[str, Num], *, loosely: bool = False) -> bool:
    true = _recomputed(growth, held)
    stated = growth.rate or growth.difference
    if true is None or stated is None:
        return False
    printed = held[stated.id]
    scale = Fraction(10) ** printed.scale
    if loosely:
        return could_print(printed, _scaled(true, scale))
    return num_to_interval(printed.as_rounded() if growth.rate else printed).meets(_scaled(true, scale))


def _scaled(interval: Interval, scale: Fraction) -> Interval:
    return Interval(interval.low * scale, interval.high * scale, interval.low_closed, interval.high_closed)


def _recomputed(growth: Growth, held: Mapping[str, Num]) -> Interval | None:
    """Return the true values of the last number of ``growth``, in its printed scale; None over 0."""
    now = num_to_interval(held[growth.level.id])
    if growth.earlier is not None:
        before = num_to_interval(held[growth.earlier.id])
    elif growth.difference is not None:
        before = now - num_to_interval(held[growth.difference.id])
    else:
        return None
    if growth.rate is None:
        unit = Fraction(1, 10 ** (growth.difference.printed.scale if growth.difference else 0))
        return _scaled(now - before, unit)
    if before.low <= 0:
        return None
    full = 1000 if growth.rate.printed.unit == "‰" else 100
    if growth.earlier is None and growth.difference is not None:
        return _rate_of(now, num_to_interval(held[growth.difference.id]), full)
    return _scaled(now / before - Interval.exactly(1), Fraction(full))


def _rate_of(now: Interval, change: Interval, full: int) -> Interval:
    """Return change/(now-change): it falls as ``now`` grows and grows with the change, so the corners are its ends."""
    ends = [d / (n - d) * full for n in (now.low, now.high) for d in (change.low, change.high)]
    return Interval(min(ends), max(ends))


def _name(growth: Growth) -> str:
    return growth.level.metric + ("增减率" if growth.rate is not None else "增减额")


def _formula(growth: Growth) -> str:
    now = growth.level.printed.raw
    if growth.earlier is not None:
        then = growth.earlier.printed.raw
        return f"{now}÷{then}-1" if growth.rate is not None else f"{now}-{then}"
    change = growth.difference.printed if growth.difference is not None else None
    shown = change.raw if change is not None else ""
    falling = change is not None and change.value is not None and change.value < 0
    return f"{shown}÷({now}{'+' if falling else '-'}{shown})"
