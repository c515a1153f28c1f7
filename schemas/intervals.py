"""Sets of true values that could have been printed so, in exact arithmetic.

An ``Interval`` has ``Fraction`` ends, each open or closed.  A printed number stands for such a set
(``printed_interval``); sums, differences, products and quotients carry the sets through a formula, so that a
relation is contradicted only if no true values print as shown.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Rounding(StrEnum):
    """How a true value became a printed one."""

    NEAREST = "nearest"  # half up and half even both admitted: ties may have gone either way
    HALF_UP = "half-up"
    HALF_EVEN = "half-even"  # GB/T 8170-2008, 四舍六入五成双
    TRUNCATION = "truncation"  # 截尾, towards zero
    CEILING = "ceiling"  # away from zero


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers between ``low`` and ``high``; an end belongs to the set where it is closed."""

    low: Fraction
    high: Fraction
    low_closed: bool = True
    high_closed: bool = True

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"empty interval: {self.low} > {self.high}")

    @classmethod
    def exactly(cls, value: Fraction | Decimal | int) -> "Interval":
        """Return the set that holds one value."""
        point = Fraction(value)
        return cls(point, point)

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, (Fraction, Decimal, int)):
            return False
        point = Fraction(value)
        above = self.low < point or (self.low == point and self.low_closed)
        below = point < self.high or (self.high == point and self.high_closed)
        return above and below

    def meets(self, other: "Interval") -> bool:
        """Tell whether the two sets share a value."""
        return not (_ends_before(self, other) or _ends_before(other, self))

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.low_closed and other.low_closed,
            self.high_closed and other.high_closed,
        )

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low, self.high_closed, self.low_closed)

    def __sub__(self, other: "Interval") -> "Interval":
        return self + (-other)

    def __mul__(self, other: "Interval") -> "Interval":
        corners = [
            (a * b, ac and bc)
            for a, ac in ((self.low, self.low_closed), (self.high, self.high_closed))
            for b, bc in ((other.low, other.low_closed), (other.high, other.high_closed))
        ]
        low = min(value for value, _ in corners)
        high = max(value for value, _ in corners)
        zero = 0 in self or 0 in other  # then the product is 0 somewhere inside, if not at a closed corner
        return Interval(
            low,
            high,
            any(closed for value, closed in corners if value == low) or (low == 0 and zero),
            any(closed for value, closed in corners if value == high) or (high == 0 and zero),
        )

    def __truediv__(self, other: "Interval") -> "Interval":
        """Divide; raises ``ZeroDivisionError`` where the divisor may be 0."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor's interval holds or touches 0")
        return self * Interval(1 / other.high, 1 / other.low, other.high_closed, other.low_closed)


def _ends_before(a: Interval, b: Interval) -> bool:
    return a.high < b.low or (a.high == b.low and not (a.high_closed and b.low_closed))


def printed_interval(value: Decimal, places: int, rounding: Rounding = Rounding.NEAREST) -> Interval:
    """Return the true values that print as ``value`` with ``places`` decimals under ``rounding``.

    ``NEAREST`` is closed at both ends: at a tie half-up and half-even may each have been used.  Truncation of
    a value that prints as 0 is open on both sides.
    """
    unit = Fraction(1, 10**places) if places >= 0 else Fraction(10**-places)
    centre = Fraction(value)
    half = unit / 2
    sign = -1 if centre < 0 else 1
    size = abs(centre)
    if rounding is Rounding.NEAREST:
        return Interval(centre - half, centre + half)
    if rounding is Rounding.HALF_UP:
        if size == 0:
            return Interval(-half, half, False, False)
        found = Interval(size - half, size + half, True, False)
    elif rounding is Rounding.HALF_EVEN:
        even = (size / unit) % 2 == 0
        found = Interval(size - half, size + half, even, even)
    elif rounding is Rounding.TRUNCATION:
        if size == 0:
            return Interval(-unit, unit, False, False)
        found = Interval(size, size + unit, True, False)
    else:
        if size == 0:
            return Interval.exactly(0)
        found = Interval(size - unit, size, False, True)
    return found if sign > 0 else -found


def round_to(value: Fraction, places: int, rounding: Rounding = Rounding.HALF_UP) -> Decimal:
    """Return ``value`` as it prints with ``places`` decimals; ``NEAREST`` rounds ties up like ``HALF_UP``."""
    scaled = abs(value) * Fraction(10) ** places
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    twice = 2 * rest - scaled.denominator
    if rounding is Rounding.TRUNCATION:
        up = False
    elif rounding is Rounding.CEILING:
        up = rest > 0
    elif rounding is Rounding.HALF_EVEN:
        up = twice > 0 or (twice == 0 and whole % 2 == 1)
    else:
        up = twice >= 0
    signed = (whole + up) * (-1 if value < 0 else 1)
    return Decimal(signed).scaleb(-places)
