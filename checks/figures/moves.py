"""From one number to another, and the change that the same sentence states.

``由40分钟减少为25分钟，减少近四成``: the change must be the one between the two. Only changes that are said of the
same metric right behind the pair are asked; 快了一倍 speaks of a speed and not of the time.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from checks.engine.drafts import Draft
from checks.engine.numbers import Num, rounds_to, write_ratio, write_scaled
from checks.figures.numbers import (
    CUT_OFF,
    Tested,
    base_unit,
    cut_off,
    figure_to_num,
    figure_to_operand,
    num_to_interval,
    same_measure,
)
from checks.ground import Ground
from schemas.figures import ChangeKind, Figure, FigureRole
from schemas.findings import Basis, Result
from schemas.intervals import Interval
from schemas.printed import PERCENT, Approx

CODE = "change-of-move"
RULE = "变动等于后数与前数之差（或其比）"

_OF_SPEED = re.compile(r"快|提速|效率|翻|番")
_SLACK = {
    Approx.NEAR: (Fraction(9, 10), Fraction(1)),
    Approx.ABOUT: (Fraction(9, 10), Fraction(11, 10)),
    Approx.OVER: (Fraction(1), Fraction(11, 10)),
}
"""Between which multiples of the printed number the true one lies: 近四成 is a little less than 40 %."""


def check(ground: Ground) -> Iterator[Draft]:
    figures = ground.bulletin.figures
    for at in range(len(figures) - 2):
        begin, end, change = figures[at : at + 3]
        if (begin.role, end.role, change.role) != (FigureRole.FROM, FigureRole.TO, FigureRole.CHANGE):
            continue
        if change.metric != begin.metric or change.change is None or _OF_SPEED.search(change.text):
            continue
        draft = _judge(begin, end, change)
        if draft is not None:
            yield draft


def _judge(begin: Figure, end: Figure, change: Figure) -> Draft | None:
    first, last = figure_to_num(begin), figure_to_num(end)
    kind = change.change.kind if change.change else None
    if first is None or last is None or change.printed.value is None or kind is None or change.printed.value == 0:
        return None
    if not same_measure(first.unit, last.unit) or (kind is ChangeKind.RELATIVE and first.scaled == 0):
        return None
    if kind is ChangeKind.DIFFERENCE and not same_measure(first.unit, change.printed.unit):
        return None
    if kind is ChangeKind.RELATIVE and change.printed.unit not in PERCENT:
        return None
    true = _recomputed(num_to_interval(first), num_to_interval(last), kind, change.printed.unit)
    stated = figure_to_num(change)
    holds = _admitted(change).meets(true)
    cut = not holds and stated is not None and cut_off(stated).meets(true)
    middle = (true.low + true.high) / 2 / Fraction(10) ** change.printed.scale
    result = Result.ROUNDING if cut else _result(change, middle, holds=holds)
    draft = Draft(
        CODE, "", RULE, Basis.DEFINITION, result, change.metric, change.entity, (),
        formula=f"{begin.printed.raw} → {end.printed.raw}", explained_by=(CUT_OFF,) if cut else (),
        others=(figure_to_operand(change, "result"), figure_to_operand(begin), figure_to_operand(end)),
    )  # fmt: skip
    if stated is None:
        shown = write_ratio((middle.numerator, middle.denominator), max(change.printed.places, 0) + 1)
        return replace(draft, recomputed_text=f"{shown}{base_unit(change.printed.unit)}")
    fits = rounds_to((middle.numerator, middle.denominator), stated.places)
    return replace(
        draft, target=stated, operands=(first, last), others=(), table=stated.table,
        recomputed=(stated.scaled,) if result is Result.EXACT else fits,
        relation=None if cut else _relation(first, last, stated, kind),
        power=write_scaled(1, stated.places) if holds else "",
    )  # fmt: skip


def _result(change: Figure, middle: Fraction, *, holds: bool) -> Result:
    """An exact result prints as shown with the numbers as printed; else their own rounding is needed for it."""
    if not holds:
        return Result.CONTRADICTED
    return Result.EXACT if change.printed.approx is not None or _prints(change, middle) else Result.ROUNDING


def _prints(change: Figure, middle: Fraction) -> bool:
    half = Fraction(1, 2 * 10 ** max(change.printed.places, 0))
    return abs(middle - Fraction(change.printed.value or 0)) <= half


def _recomputed(first: Interval, last: Interval, kind: ChangeKind, unit: str) -> Interval:
    """Return the true changes, in the unit of the change."""
    difference = last - first
    if kind is not ChangeKind.RELATIVE:
        return difference
    full = Interval.exactly(1000 if unit == "‰" else 100)
    return (last / first - Interval.exactly(1)) * full


def _admitted(change: Figure) -> Interval:
    """Return the changes that may print so; an approximated one is read generously."""
    printed = change.printed
    scale = Fraction(10) ** printed.scale
    value = Fraction(printed.value or 0) * scale
    if printed.approx in _SLACK:
        low, high = _SLACK[printed.approx]
        ends = sorted((value * low, value * high))
        return Interval(ends[0], ends[1])
    if printed.approx in (Approx.AT_LEAST, Approx.AT_MOST, Approx.UNDER):
        beyond = value * 1000
        inwards = printed.approx is Approx.AT_LEAST
        ends = sorted((value, beyond if inwards else Fraction(0)))
        return Interval(ends[0], ends[1])
    half = Fraction(1, 2 * 10 ** max(printed.places, 0)) * scale
    return Interval(value - half, value + half)


def _relation(first: Num, last: Num, stated: Num, kind: ChangeKind) -> Tested:
    def test(nums: Mapping[str, Num]) -> bool:
        begin, end, change = nums[first.ref], nums[last.ref], nums[stated.ref]
        if begin.scaled == 0:
            return False
        true = _recomputed(num_to_interval(begin), num_to_interval(end), kind, stated.unit)
        return num_to_interval(change.as_rounded()).meets(true)

    return Tested((first, last, stated), test)
