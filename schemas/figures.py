"""Numbers of the narrative and what they mean."""

from dataclasses import dataclass
from enum import StrEnum

from schemas.places import Place
from schemas.printed import Printed


class FigureRole(StrEnum):
    """What a number of the narrative says of its metric."""

    LEVEL = "level"  # 受理 27760 件; 结案率 97.32%
    SHARE = "share"  # 占总数的 61.3%
    CHANGE = "change"  # 同比增长 12.3%; 提高 0.4 个百分点; 减少 15 分钟
    PART = "part"  # 其中电话 21,406 件
    RANK = "rank"  # 位居第 8
    COUNT = "count"  # 等 37 家单位; 前三位; 两类: how many things a list or claim speaks of
    FROM = "from"  # 由 40 分钟
    TO = "to"  # 减少为 25 分钟
    TARGET = "target"  # 目标 95%, 预算 12 亿元
    ORDINAL = "ordinal"  # 第 3 批
    THRESHOLD = "threshold"  # 90 分以上; 超过 30 天的


SIZED = (FigureRole.LEVEL, FigureRole.PART)
"""Roles of numbers that say how much or many there is of something."""


class ChangeKind(StrEnum):
    """How a change is measured."""

    RELATIVE = "relative"  # 增长 12.3%, 翻一番
    POINTS = "points"  # 提高 0.4 个百分点
    DIFFERENCE = "difference"  # 减少 15 分钟, 增加 3 件


@dataclass(frozen=True, slots=True)
class Change:
    """``against`` says what it is measured from (上年同期 for 同比, 上月 for 环比, 年初, 预算 …); "" if unsaid."""

    against: str
    kind: ChangeKind


@dataclass(frozen=True, slots=True)
class Base:
    """What a share or ratio is measured on: the words, and the figure or cell that states it where one is found."""

    text: str
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of a figure and what speaks for it."""

    field: str
    value: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Link:
    """The table cell that states the same fact."""

    table: str
    row: int
    col: int
    evidence: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the narrative.

    ``metric`` as the text names it with what narrows it down (投诉类诉求受理量), ``metric_key`` the family's key or
    "", ``entity`` the body or place that it is said of ("" where the whole bulletin's issuer is meant), ``period``
    as ISO ``start/end`` or "" and ``text`` the clause. A falling change has a negative ``printed.value``.
    """

    id: str
    metric: str
    metric_key: str
    entity: str
    printed: Printed
    period: str
    role: FigureRole
    text: str
    place: Place
    base: Base | None = None
    change: Change | None = None
    article: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    links: tuple[Link, ...] = ()
