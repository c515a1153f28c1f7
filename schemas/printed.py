"""A number as it is printed."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from schemas.intervals import Interval, printed_interval
from schemas.places import Place


class Missing(StrEnum):
    """Why a place that should hold a number holds none; 0 is a value, never one of these."""

    BLANK = "blank"
    DASH = "dash"  # — – - …
    SLASH = "slash"
    STATEMENT = "statement"  # words in place of numbers: 本月无应处置案件
    UNREADABLE = "unreadable"


class Approx(StrEnum):
    """An approximator printed with the number."""

    ABOUT = "about"  # 约 左右 上下 大约: either side
    NEAR = "near"  # 近 将近 接近: a little below
    OVER = "over"  # 逾 超 超过 余 多: above
    AT_LEAST = "at-least"  # 以上 不低于 至少
    AT_MOST = "at-most"  # 以下 以内 不超过 至多
    UNDER = "under"  # 不足 不到: below


SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
"""Powers of ten that a unit may begin with."""

UNSCALED = ("百分点", "百帕", "千瓦", "千克", "千米", "千伏", "千卡", "千帕", "千赫", "千瓦时")
"""Units that begin like one and are units of their own: 万千瓦 is 万 of 千瓦."""


PERCENT = ("%", "‰")
"""Units of a part in so many of a whole."""


@lru_cache(maxsize=1024)
def unit_to_scale(unit: str) -> int:
    """Return the power of ten of a unit's leading 万, 亿 …; 0 where there is none."""
    if unit.startswith(UNSCALED):
        return 0
    names = [name for name in SCALES if unit.startswith(name)]
    return SCALES[max(names, key=len)] if names else 0


def unit_to_base(unit: str) -> str:
    """Return a unit without 万, 亿 …"""
    scales = (name for name in SCALES if unit.startswith(name) and not unit.startswith(UNSCALED))
    return unit[max(map(len, scales), default=0) :]


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed number, or what stands where one should be.

    ``raw`` is the string as printed; ``value`` the number in its printed scale ("3.2 万件" is 3.2 with the unit
    万件); ``places`` the decimals as printed; ``exact`` says that it is a count, exact by its nature.
    """

    raw: str
    value: Decimal | None
    places: int
    unit: str
    place: Place
    approx: Approx | None = None
    missing: Missing | None = None
    exact: bool = False

    @property
    def scale(self) -> int:
        """The power of ten of the unit's leading 万, 亿 …; 0 where there is none."""
        return unit_to_scale(self.unit)

    @property
    def base_unit(self) -> str:
        """The unit without its leading 万, 亿 …"""
        return unit_to_base(self.unit)

    def interval(self) -> Interval:
        """Return the true values that could have been printed so, in the printed scale.

        Raises ``ValueError`` for a missing or an approximated number.
        """
        if self.value is None or self.approx is not None:
            raise ValueError(f"{self.raw!r} stands for no definite set of values")
        if self.exact:
            return Interval.exactly(self.value)
        return printed_interval(self.value, self.places)
