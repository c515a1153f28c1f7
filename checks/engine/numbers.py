"""Printed numbers as exact integers, and the small rational arithmetic that hot loops need.

A ``Ratio`` is ``(numerator, denominator)`` with a positive denominator and no common factor removed: a thousand
relations of a bulletin are tried under several habits each, and ``Fraction`` spends most of that time on reducing.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from schemas.findings import Operand
from schemas.intervals import Interval
from schemas.places import Place

Ratio = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Num:
    """A number printed in a table: ``scaled`` / 10**``places`` in the scale and unit that it is printed in.

    ``places`` are the column's where the column strips trailing zeros. ``exact`` says that things were counted.
    """

    ref: str
    table: int
    row: int
    col: int
    scaled: int
    places: int
    exact: bool
    unit: str
    scale: int
    raw: str
    place: Place

    @property
    def ratio(self) -> Ratio:
        return (self.scaled, 10**self.places)

    @property
    def value(self) -> Fraction:
        return Fraction(self.scaled, 10**self.places)

    @property
    def amount(self) -> Fraction:
        """The value with its scale taken in: 3.5万 is 35000."""
        return self.value * Fraction(10) ** self.scale

    def with_scaled(self, scaled: int) -> "Num":
        """Return the same cell with another number in it."""
        return replace(self, scaled=scaled)

    def as_rounded(self) -> "Num":
        """Return the number without the claim that it counts whole things."""
        return replace(self, exact=False) if self.exact else self


def ten(power: int) -> int:
    """Return 10**``power`` as the whole number that it is."""
    return int(10**power)


def write_scaled(scaled: int, places: int) -> str:
    """Write ``scaled`` / 10**``places`` in plain decimal notation with all its places."""
    sign = "-" if scaled < 0 else ""
    digits = str(abs(scaled)).rjust(places + 1, "0")
    return sign + digits[: len(digits) - places] + (("." + digits[-places:]) if places else "")


def num_to_operand(num: Num, role: str) -> Operand:
    return Operand(num.ref, num.raw, Decimal(write_scaled(num.scaled, num.places)), role, num.place)


def write_ratio(value: Ratio, places: int) -> str:
    """Write a ratio in plain decimal notation, exactly where it ends within ``places``, else rounded there."""
    numerator, denominator = value
    scaled, rest = divmod(abs(numerator) * 10**places, denominator)
    scaled += 2 * rest >= denominator
    text = write_scaled(-scaled if numerator < 0 else scaled, places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def miss(value: Ratio, printed: Num) -> Ratio:
    """Return by how many units of its last digit the printed number lies below ``value``."""
    numerator, denominator = value
    return (numerator * 10**printed.places - printed.scaled * denominator, denominator)


def rounds_to(value: Ratio, places: int) -> tuple[int, ...]:
    """Return what may be printed for ``value``, scaled: one number, or both neighbours at a tie."""
    numerator, denominator = value
    twice = 2 * numerator * 10**places
    low = -((denominator - twice) // (2 * denominator))  # ceil(x - 1/2)
    high = (twice + denominator) // (2 * denominator)  # floor(x + 1/2)
    return (high,) if low == high else (high, low) if numerator >= 0 else (low, high)


def times(value: Ratio, factor: Ratio) -> Ratio:
    return (value[0] * factor[0], value[1] * factor[1])


def interval_of(num: Num, unit_above: bool = False) -> Interval:
    """Return the true values behind a printed number: nearest, ties either way.

    With ``unit_above`` a truncated print is admitted too: up to a whole unit further from zero.
    """
    if num.exact:
        return Interval.exactly(num.value)
    half = Fraction(1, 2 * 10**num.places)
    low, high = num.value - half, num.value + half
    if unit_above:
        if num.scaled >= 0:
            high += half
        if num.scaled <= 0:
            low -= half
    return Interval(low, high)
