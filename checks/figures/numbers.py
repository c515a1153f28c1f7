"""Figures as the numbers and operands that relations are made of."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

from checks.engine.edits import SHIFTED, edits_of
from checks.engine.numbers import Num, rounds_to
from schemas.figures import Figure
from schemas.findings import Explanation, Operand
from schemas.intervals import Interval
from schemas.printed import unit_to_scale

NARRATIVE = -1
"""The table number of what stands in no table."""


def figure_to_num(figure: Figure) -> Num | None:
    """Return a figure as a number of the engine; None if it stands for no definite value."""
    printed = figure.printed
    if printed.value is None or printed.approx is not None:
        return None
    places = max(printed.places, 0)
    return Num(
        figure.id, NARRATIVE, 0, 0, int(printed.value.scaleb(places)), places, printed.exact, printed.unit,
        printed.scale, printed.raw, printed.place,
    )  # fmt: skip


def num_to_interval(num: Num) -> Interval:
    """Return the true values behind a printed number, with its scale taken in."""
    if num.exact:
        return Interval.exactly(num.amount)
    half = Fraction(10) ** num.scale / (2 * 10**num.places)
    return Interval(num.amount - half, num.amount + half)


_MEASURED = tuple("元 吨 克 米 里 亩 顷 度 时 分 钟 秒 天 % ‰ 升 瓦 标箱 美元".split())
"""Ends of units that measure and do not count."""


def counts_things(num: Num) -> bool:
    """Tell whether a number counts things one by one, also in a measure word that no list of ours knows."""
    return num.exact or (not num.places and not num.scale and num.unit != "" and not num.unit.endswith(_MEASURED))


def sum_of(nums: Iterable[Num]) -> Interval:
    """Return the true sums of printed numbers."""
    total = Interval.exactly(0)
    for num in nums:
        total += num_to_interval(num)
    return total


def sum_as_printed(nums: Iterable[Num], like: Num) -> tuple[int, ...]:
    """Return how the sum of numbers as printed would print in the unit and places of ``like``; both ways at a tie."""
    total = sum((num.amount for num in nums), Fraction(0)) / Fraction(10) ** like.scale
    return rounds_to((total.numerator, total.denominator), like.places)


def cut_off(num: Num) -> Interval:
    """Return the true values that print so where what lies behind the last digit is cut off."""
    unit = Fraction(10) ** num.scale / 10**num.places
    return Interval(num.amount, num.amount + unit) if num.scaled >= 0 else Interval(num.amount - unit, num.amount)


def could_print(num: Num, true: Interval) -> bool:
    """Tell whether a true value prints as ``num`` says, rounded or cut off."""
    return num_to_interval(num.as_rounded()).meets(true) or cut_off(num).meets(true)


CUT_OFF = Explanation(
    "truncated", "exonerating", "cut off behind its last digit, not rounded", "末位后截尾，未四舍五入"
)


def figure_to_operand(figure: Figure, role: str = "operand") -> Operand:
    return Operand(figure.id, figure.printed.raw, figure.printed.value, role, figure.printed.place)


def same_measure(a: str, b: str) -> bool:
    """Tell whether two units measure the same, up to 万 and 亿: 万件 and 件."""
    return base_unit(a) == base_unit(b)


@lru_cache(maxsize=1024)
def base_unit(unit: str) -> str:
    """Return a unit without the scale before it, and without what stands in brackets: 台 of 万台（套）."""
    plain = _BRACKETED.sub("", unit)
    if not unit_to_scale(plain):
        return plain
    return plain.lstrip("万亿") if plain[0] in "万亿" else plain[1:].lstrip("万亿")


_BRACKETED = re.compile(r"(?<=.)[(（][^()（）]*[)）]$")


@dataclass(frozen=True)
class Tested:
    """A relation between numbers that can be asked again: ``test`` takes them by their refs."""

    operands: tuple[Num, ...]
    test: Callable[[Mapping[str, Num]], bool]

    @property
    def tight(self) -> bool:
        return True

    def holds(self, changed: Mapping[str, int]) -> bool:
        return self.test({num.ref: num.with_scaled(changed.get(num.ref, num.scaled)) for num in self.operands})

    def solve(self, _ref: str) -> tuple[int, ...]:
        return ()  # the checks on the text name the suspects themselves


def one_slip_mends(relation: Tested, fewest: int = 3) -> bool:
    """Tell whether one miswriting of a number of ``fewest`` digits or more, or two numbers exchanged, mends a relation.

    A relation of three numbers of four digits is mended so by chance in about one of a hundred trials: it speaks for
    a slip, and proves none.
    """
    for num in relation.operands:
        if len(str(abs(num.scaled))) >= fewest - 1:
            for number, name in edits_of(num.scaled, num.places):
                long = max(len(str(abs(number))), len(str(abs(num.scaled)))) >= fewest
                if name != SHIFTED and long and relation.holds({num.ref: number}):
                    return True
    return any(
        relation.holds({one.ref: other.scaled, other.ref: one.scaled})
        for one, other in combinations(relation.operands, 2)
        if (one.places, one.unit, one.exact) == (other.places, other.unit, other.exact)
    )
