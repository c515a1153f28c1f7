"""Numbers in plain decimal notation, as other programs and people read them."""

from decimal import Decimal
from fractions import Fraction

OUTWARD_PLACES = 12
"""Decimals of a fraction that is no finite decimal."""


def decimal_to_plain(value: Decimal) -> str:
    """Return the number without an exponent: ``1E+2`` is ``100``."""
    return format(value, "f")


def fraction_to_plain(value: Fraction, *, up: bool = False) -> str:
    """Return a finite decimal in full, and any other rounded down (or ``up``) to ``OUTWARD_PLACES``."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = max(twos, fives) if rest == 1 else OUTWARD_PLACES
    scaled = value * 10**places
    whole = -(-scaled.numerator // scaled.denominator) if up else scaled.numerator // scaled.denominator
    return decimal_to_plain(Decimal((int(whole < 0), tuple(map(int, str(abs(whole)))), -places)))
