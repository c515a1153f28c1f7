"""A number that the words say how to work out, held against the numbers that it may be worked out from.

``平均每笔753万元`` is an amount over a count, ``当年结余1.6亿元`` receipts less payments. The words leave open which
numbers are meant, so each way of reading them is tried. One that fits shows the relation. Where none does, the number
is doubted only by a reading that is firm, that is by numbers that stand right there under the very names, and only if
one slip would mend it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checks.engine.drafts import Draft
from checks.engine.numbers import Num, rounds_to, write_scaled
from checks.figures.numbers import (
    CUT_OFF,
    Tested,
    cut_off,
    figure_to_num,
    num_to_interval,
    one_slip_mends,
    same_measure,
)
from checks.ground import Ground
from schemas.figures import SIZED, Figure
from schemas.findings import Basis, Result
from schemas.intervals import Interval


@dataclass(frozen=True, slots=True)
class Reading:
    """Numbers and what they make: ``work`` returns the true values of the result without its scale, None over 0."""

    nums: tuple[Num, ...]
    work: Callable[[Sequence[Interval]], Interval | None]
    formula: str
    firm: bool = False


def judge(
    code: str, rule: str, figure: Figure, readings: Iterable[Reading], *, worked_out: bool = True, fewest: int = 3
) -> Draft | None:
    """Return what the first reading that fits shows, else what a firm one doubts.

    ``worked_out`` says that the result is a quotient, which may have been cut off; ``fewest`` as in ``one_slip_mends``.
    """
    stated = figure_to_num(figure)
    if stated is None:
        return None
    known = [(reading, _true(reading, {})) for reading in readings]
    for reading, true in known:
        if true is not None and _prints(stated, true, worked_out=worked_out):
            return _draft(code, rule, figure, stated, reading, worked_out=worked_out)
    for reading, true in known:
        if true is not None and worked_out and cut_off(stated).meets(true):
            return _draft(code, rule, figure, stated, reading, worked_out=True, cut=True)
    for reading, true in known:
        if reading.firm and true is not None:
            loosely = _relation(stated, reading, worked_out=worked_out, loosely=worked_out)
            if one_slip_mends(loosely, fewest):
                return _draft(code, rule, figure, stated, reading, worked_out=worked_out, fits=False)
    return None


def _true(reading: Reading, held: Mapping[str, Num]) -> Interval | None:
    return reading.work([num_to_interval(held.get(num.ref, num)) for num in reading.nums])


def _prints(stated: Num, true: Interval, *, worked_out: bool) -> bool:
    return num_to_interval(stated.as_rounded() if worked_out else stated).meets(true)


def _relation(stated: Num, reading: Reading, *, worked_out: bool, loosely: bool = False) -> Tested:
    def test(held: Mapping[str, Num]) -> bool:
        true, said = _true(reading, held), held[stated.ref]
        if true is None:
            return False
        return _prints(said, true, worked_out=worked_out) or (loosely and cut_off(said).meets(true))

    return Tested((stated, *reading.nums), test)


def _draft(
    code: str, rule: str, figure: Figure, stated: Num, reading: Reading, *,
    worked_out: bool, cut: bool = False, fits: bool = True,
) -> Draft:  # fmt: skip
    exactly = reading.work([Interval.exactly(num.value * Fraction(10) ** num.scale) for num in reading.nums])
    middle = (exactly.low + exactly.high) / 2 / Fraction(10) ** stated.scale if exactly else stated.value
    values = rounds_to((middle.numerator, middle.denominator), stated.places)
    as_printed = stated.scaled in values
    result = Result.IMPROBABLE if not fits else Result.EXACT if as_printed and not cut else Result.ROUNDING
    return Draft(
        code, "", rule, Basis.DEFINITION, result, figure.metric, figure.entity, reading.nums, stated,
        formula=reading.formula, table=stated.table,
        recomputed=(stated.scaled,) if result is Result.EXACT else values,
        relation=None if cut else _relation(stated, reading, worked_out=worked_out),
        power=write_scaled(1, stated.places) if fits and not cut else "",
        explained_by=(CUT_OFF,) if cut else (),
    )  # fmt: skip


def sizes_before(
    figures: Sequence[Figure], at: int, ground: Ground, *, unit: str | None = None, most: int = 24
) -> list[Figure]:
    """Return the definite sizes of the paragraph before a figure, the nearest first; of ``unit``'s measure if given."""
    found = []
    for figure in reversed(figures[max(0, at - most) : at]):
        if not ground.wording.same_paragraph(figure, figures[at]):
            break
        alike = unit is None or same_measure(figure.printed.unit, unit)
        if figure.role in SIZED and alike and figure_to_num(figure) is not None:
            found.append(figure)
    return found
