"""Whether two printed numbers may stand for one true value."""

from fractions import Fraction

from schemas.intervals import Interval
from schemas.printed import Printed


def agree(one: Printed, other: Printed) -> bool:
    """Tell whether a figure and a cell may print one true value."""
    mine, theirs = _values(one), _values(other)
    return mine is not None and theirs is not None and mine.meets(theirs)


def _values(printed: Printed) -> Interval | None:
    if printed.value is None or printed.approx is not None:
        return None
    interval = printed.interval()
    scale = Fraction(10) ** printed.scale
    return Interval(interval.low * scale, interval.high * scale, interval.low_closed, interval.high_closed)
