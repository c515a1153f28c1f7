"""How a number is printed, and which true values could have been printed so.

Written apart from ``schemas.intervals`` on purpose: the truth must not lean on the code that it judges.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

Range = tuple[Fraction, Fraction]
"""The lowest and the highest true value, both counted in."""

NUMBER = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")
MEASURES = "件分个次处"
"""Measure words that may stand behind the digits in a cell."""
WIDE = str.maketrans("0123456789.-%", "０１２３４５６７８９．－％")
NARROW = str.maketrans("０１２３４５６７８９．－−％", "0123456789.--%")


@dataclass(frozen=True)
class Style:
    """The printing habit of a column.

    ``sign`` stands behind the digits in every cell; ``exact`` says that whole things are counted;
    ``rounding`` is half-up, half-even or truncate; ``zero`` is printed in place of 0.
    """

    places: int = 0
    strip: bool = False
    sign: str = ""
    comma: bool = False
    rounding: str = "half-up"
    exact: bool = False
    minus: str = "-"
    zero: str | None = None

    def round(self, value: Fraction) -> Fraction:
        unit = Fraction(1, 10**self.places)
        whole, rest = divmod(abs(value), unit)
        if self.rounding == "half-up":
            whole += rest * 2 >= unit
        elif self.rounding == "half-even":
            whole += rest * 2 > unit or (rest * 2 == unit and whole % 2 == 1)
        return (whole * unit) * (-1 if value < 0 else 1)

    def write(self, value: Fraction) -> str:
        """Return ``value`` (in the printed scale: 97.3 for 97.3%) as it stands in a cell."""
        rounded = self.round(value)
        if rounded == 0 and self.zero is not None:
            return self.zero
        digits = str(int(abs(rounded) * 10**self.places)).rjust(self.places + 1, "0")
        whole, rest = digits[: len(digits) - self.places], digits[len(digits) - self.places :]
        if self.strip:
            rest = rest.rstrip("0")
        whole = f"{int(whole):,}" if self.comma else whole
        minus = self.minus if rounded < 0 else ""
        return minus + whole + ("." + rest if rest else "") + self.sign

    def range_of(self, text: str) -> Range | None:
        """Return the true values behind a cell; None where no number stands there.

        Where zeros are stripped the cell has the column's decimals; elsewhere, and where it ends in a zero, its own.
        """
        value = read_number(text)
        if value is None:
            return None
        if self.exact:
            return (value, value)
        decimals = text.partition(".")[2].rstrip("%‰" + MEASURES)
        stripped = self.strip and not decimals.endswith("0")
        unit = Fraction(1, 10 ** (self.places if stripped else len(decimals)))
        further = unit if self.rounding == "truncate" else unit / 2
        if value < 0:
            return (value - further, value + unit / 2)
        if value == 0 and self.rounding == "truncate":
            return (value - further, value + further)
        return (value - unit / 2, value + further)


def read_number(text: str) -> Fraction | None:
    """Read a plain printed number."""
    plain = text.strip().translate(NARROW).rstrip("%‰" + MEASURES)
    return Fraction(plain.replace(",", "")) if NUMBER.fullmatch(plain) else None


def add(*ranges: Range) -> Range:
    return (sum((low for low, _ in ranges), Fraction(0)), sum((high for _, high in ranges), Fraction(0)))


def scale(factor: Fraction, held: Range) -> Range:
    ends = (factor * held[0], factor * held[1])
    return (min(ends), max(ends))


def divide(upper: Range, lower: Range) -> Range | None:
    """Divide; None where the divisor may be 0."""
    if lower[0] <= 0 <= lower[1]:
        return None
    ends = [a / b for a in upper for b in lower]
    return (min(ends), max(ends))


def meet(a: Range, b: Range) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]
