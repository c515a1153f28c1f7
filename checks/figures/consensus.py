"""The base that a row of shares agrees on where none is printed.

``11081件，占28.07%；9456件，占21.42%；5396件，占13.67%``: each share of a number leaves a range for its base. Where the
ranges of nearly all of them meet in a narrow one, that is the base, and the share that leaves it out is off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from checks.engine.numbers import Num
from checks.figures.numbers import num_to_interval
from schemas.intervals import Interval

_FEWEST = 3
"""Shares that must agree on a base that stands nowhere."""
_NARROW = Fraction(1, 100)
"""How wide the agreed range may be, measured by its height: wider ones meet by chance."""


@dataclass(frozen=True, slots=True)
class Consensus:
    """The range of the base, and how many shares agree on it."""

    base: Interval
    agreeing: int

    def admits(self, stated: Num, part: Num) -> bool:
        base = _base_of(stated, part)
        return base is not None and base.meets(self.base)

    def shown(self) -> str:
        """Write about where the base lies, to its unit; ``admits`` asks the exact range."""
        return f"{round(self.base.low)}…{round(self.base.high)}"


def row_to_consensus(row: Sequence[tuple[Num, Sequence[Num]]]) -> Consensus | None:
    """Return what all shares of a row but one agree on; None where they do not, or not narrowly."""
    bases = [base for stated, parts in row if len(parts) == 1 and (base := _base_of(stated, parts[0])) is not None]
    if len(bases) < _FEWEST:
        return None
    best = max(bases, key=lambda base: (sum(other.low <= base.low <= other.high for other in bases), base.low))
    agreeing = [other for other in bases if other.low <= best.low <= other.high]
    low, high = max(base.low for base in agreeing), min(base.high for base in agreeing)
    narrow = high - low <= _NARROW * high
    if len(agreeing) < max(_FEWEST, len(bases) - 1) or not narrow:
        return None
    return Consensus(Interval(low, high), len(agreeing))


def _base_of(stated: Num, part: Num) -> Interval | None:
    """Return the bases of which ``part`` prints as the stated share, rounded or cut off."""
    printed = num_to_interval(stated.as_rounded())
    unit = Fraction(10) ** stated.scale / 10**stated.places
    low, high = printed.low, printed.low + unit * 3 / 2
    held = num_to_interval(part)
    if low <= 0 or held.low <= 0:
        return None
    full = 1000 if stated.unit == "‰" else 100
    return Interval(held.low * full / high, held.high * full / low)
