"""The numbers of one passage as the binding reads them: value, unit, approximator, and where they stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from parsers.figures.measures import UNIT
from schemas.printed import Approx, unit_to_base, unit_to_scale


@dataclass(frozen=True, slots=True)
class Number:
    """One number: ``text[start:end]`` holds sign, digits and unit; the unit begins at ``digits_end`` or behind it.

    ``han`` says that it is written in 汉字, ``marked`` that a footnote's mark parts digits and unit.
    """

    start: int
    end: int
    digits_end: int
    value: Decimal
    places: int
    unit: str
    approx: Approx | None
    han: bool = False
    marked: bool = False

    @property
    def relative(self) -> bool:
        """A number of a ratio: a share or a relative change."""
        return self.unit in ("%", "‰", "倍", "番", "成")

    @property
    def base_unit(self) -> str:
        """The unit without 万, 亿 …"""
        return unit_to_base(self.unit)

    @property
    def size(self) -> Fraction:
        """The value with its scale taken in."""
        return Fraction(self.value.scaleb(unit_to_scale(self.unit)))

    @property
    def points(self) -> bool:
        return self.unit.endswith(("百分点", "千分点", "基点")) or self.unit == "pct"


BEFORE = {
    "大约": Approx.ABOUT,
    "约": Approx.ABOUT,
    "将近": Approx.NEAR,
    "接近": Approx.NEAR,
    "近": Approx.NEAR,
    "超过": Approx.OVER,
    "突破": Approx.OVER,
    "逾": Approx.OVER,
    "超": Approx.OVER,
    "不低于": Approx.AT_LEAST,
    "不少于": Approx.AT_LEAST,
    "不小于": Approx.AT_LEAST,
    "至少": Approx.AT_LEAST,
    "不超过": Approx.AT_MOST,
    "不高于": Approx.AT_MOST,
    "不多于": Approx.AT_MOST,
    "不大于": Approx.AT_MOST,
    "至多": Approx.AT_MOST,
    "最多": Approx.AT_MOST,
    "不足": Approx.UNDER,
    "不到": Approx.UNDER,
    "低于": Approx.UNDER,
    "小于": Approx.UNDER,
    "高于": Approx.OVER,
    "大于": Approx.OVER,
    "≥": Approx.AT_LEAST,
    "≤": Approx.AT_MOST,
    ">": Approx.OVER,
    "<": Approx.UNDER,
}
AFTER = {
    "左右": Approx.ABOUT,
    "上下": Approx.ABOUT,
    "及以上": Approx.AT_LEAST,
    "(含)以上": Approx.AT_LEAST,
    "以上": Approx.AT_LEAST,
    "及以下": Approx.AT_MOST,
    "(含)以下": Approx.AT_MOST,
    "以下": Approx.AT_MOST,
    "以内": Approx.AT_MOST,
    "之内": Approx.AT_MOST,
    "内": Approx.AT_MOST,
    "余": Approx.OVER,
    "多": Approx.OVER,
}
_PER = re.compile(r" ?/ ?(?:10+)? ?[万千](?:人)?")
"""发病率为179.8/10万."""
_LONGEST_BEFORE = max(map(len, BEFORE)) + 1
_BEFORE = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(BEFORE, key=len, reverse=True)))}) ?$")
_AFTER = re.compile(rf" ?({'|'.join(map(re.escape, sorted(AFTER, key=len, reverse=True)))})")
_OF_TIME = ("天", "日", "年", "月", "小时", "分钟", "周", "秒", "工作日", "个月", "公里", "米")
"""Units behind which 内 alone is a bound: 6 小时内, but not 12 个内设机构."""

_NUMERAL = re.compile(r"([-+])?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)")


_MARK = re.compile(r" ?(?:[①-⑳*※†‡¹²³⁰⁴-⁹]|\[注?\d{1,2}\]|\(注\d{0,2}\))(?=[\u4e00-\u9fff%])")
"""1200[1]件: the mark of a footnote between a number and its unit."""
_TO = re.compile(r" ?(?:[-~～—–]{1,2}|至|到) ?")
"""10-20件: both ends have the unit."""


def spans_to_numbers(folded: str, spans: Sequence[tuple[int, int]]) -> list[Number]:
    """Return the digit numerals that stand at ``spans`` of ``folded``, with the unit and approximator around them."""
    numbers = []
    for start, end in spans:
        found = _NUMERAL.search(folded, start, end)
        if found is not None:
            digits = found[2].replace(",", "").replace(" ", "")
            value = Decimal(digits)
            places = len(digits.partition(".")[2])
            first, last, negative = _with_sign(folded, *found.span())
            numbers.append(with_unit(folded, (first, last), -value if negative else value, places))
    for at, (low, high) in enumerate(pairwise(numbers)):
        if not low.unit and high.unit and _TO.fullmatch(folded, low.end, high.start):
            numbers[at] = replace(low, unit=high.unit, approx=low.approx or Approx.AT_LEAST)
    return numbers


def _with_sign(folded: str, start: int, end: int) -> tuple[int, int, bool]:
    """Take in a sign: -5, △5, 负5, and (1,234)万元 as accounts print what is below 0."""
    if folded[start] == "-":
        return start, end, True
    if start and folded[start - 1] in "△▲▼负":
        return start - 1, end, folded[start - 1] != "▲"
    if start and folded[start - 1] == "(" and folded[end : end + 1] == ")":
        unit = UNIT.match(folded, end + 1)
        if unit and (unit["scale"] or unit["base"]) and folded[end + 1 : end + 2].strip():
            return start - 1, end + 1, True
    return start, end, False


def with_unit(folded: str, span: tuple[int, int], value: Decimal, places: int, *, han: bool = False) -> Number:
    """Return the number at ``span`` with what is printed around it."""
    start, digits_end = span
    unit, end, approx = "", digits_end, None
    mark = _MARK.match(folded, digits_end)
    if (found := UNIT.match(folded, mark.end() if mark else digits_end)) and (found["scale"] or found["base"]):
        unit = (found["scale"] or "") + (found["base"] or "")
        unit = _without_counter(unit.replace(" ", ""))
        over = found["over"] or found["more"] or found["rest"]
        approx = AFTER.get(over) if over else None
        end = found.end()
    if not unit and (per := _PER.match(folded, end)):
        unit, end = per[0].replace(" ", ""), per.end()
    if (after := _AFTER.match(folded, end)) and _is_bound(after[1], unit, folded[after.end() : after.end() + 1]):
        approx = approx or AFTER[after[1]]
        end = after.end() if after[1] not in ("左右", "上下") else end
    if before := _BEFORE.search(folded, max(0, start - _LONGEST_BEFORE), start):
        approx = BEFORE[before[0].strip()]
    return Number(
        start, end, digits_end, value, places, unit, approx, han, marked=mark is not None and end > digits_end
    )


def _without_counter(unit: str) -> str:
    """个百分点 is 百分点: 个 or 大 before another measure word says nothing; 个月 is not 月."""
    return unit[1:] if len(unit) > 2 and unit[0] in "个大" and unit != "个月" else unit


def _is_bound(word: str, unit: str, follows: str) -> bool:
    if word in ("内", "余", "多"):
        return (
            unit.endswith(_OF_TIME) and follows not in ("设", "部", "容", "地", "外", "边", "么", "次")
            if word == "内"
            else not unit
        )
    return True
