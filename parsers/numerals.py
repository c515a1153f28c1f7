"""Strings to ``Printed``: what one cell or one token says as a number.

``text_to_printed`` is the door. A string is a number only if the whole of it is one: sign, digits, scale and unit,
approximators, footnote marks. Everything else is said to be missing in one of the ways of ``Missing``; half a
number is never taken for a whole one.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from parsers.folding import fold
from schemas.places import Place
from schemas.printed import SCALES, Approx, Missing, Printed


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


COUNTING_UNITS = _words(
    "件 个 人 次 家 户 宗 起 例 条 项 名 位 辆 台 套 所 处 座 场 批 期 篇 份 只 头 匹 棵 株 间 栋 幢 单 笔 组 部 "
    "张 本 枚 艘 架 口 床 张床 床位 人次 件次 户次 家次 台次 班次 车次 架次 场次 批次 例次 天 "
    "通 趟 班 册 卷 页 剂 剂次 人份 支 瓶 袋 箱 盒 包 门 盏 根 块 段 片 间次 宗次 起次 人日"
)
"""Measure words for things that are counted one by one."""

MEASURE_UNITS = _words(
    "元 美元 欧元 港元 日元 人民币元 角 分 吨 公斤 千克 克 毫克 微克 米 公里 千米 厘米 毫米 平方米 平方公里 平方千米 "
    "公顷 亩 立方米 升 毫升 度 千瓦时 千瓦小时 瓦 千瓦 兆瓦 小时 分钟 秒 岁 ℃ 摄氏度 吨标准煤 标准箱 标箱 重量箱 "
    "吨公里 人公里 载重吨 总吨 千伏安 分贝 倍 km kWh kwh KWH kW MW m ㎡ m² m2 m³ m3 km² km2 kg g mg t dB TEU GB TB MB "
    "μg/m³ ug/m³ ug/m3 μg/m3 mg/m³ mg/m3 mg/L 微克/立方米 毫克/立方米 毫克/升"
)
"""Units of money, weight, area, time …: what is measured, and so rounded."""

LEVEL_UNITS = ("℃", "摄氏度", "岁", "倍", "分贝", "dB")
"""Measures of which two make no sum."""

RATE_UNITS = ("%", "‰", "个百分点", "百分点", "pct")

_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_BASE_UNIT = "|".join(
    re.escape(unit)
    for unit in sorted({*COUNTING_UNITS, *MEASURE_UNITS, *RATE_UNITS}, key=lambda unit: (-len(unit), unit))
)
_PER = rf"/\d{{0,4}}(?:(?:{_SCALE})?(?:{_BASE_UNIT}|日|月|年|时|周)|{_SCALE})"  # as in 元/人, 元/500克, 例/十万
_UNIT = re.compile(rf"(?P<scale>{_SCALE})?(?P<base>{_BASE_UNIT})(?:{_PER}){{0,2}}")

_COMMA_AND_DASH = str.maketrans("，–", ",-")


def _plain(text: str) -> str:
    return fold(text).translate(_COMMA_AND_DASH).strip()


_BEFORE = {
    "大约": Approx.ABOUT,
    "约": Approx.ABOUT,
    "将近": Approx.NEAR,
    "接近": Approx.NEAR,
    "近": Approx.NEAR,
    "超过": Approx.OVER,
    "逾": Approx.OVER,
    "超": Approx.OVER,
    ">": Approx.OVER,
    "不低于": Approx.AT_LEAST,
    "不少于": Approx.AT_LEAST,
    "至少": Approx.AT_LEAST,
    "≥": Approx.AT_LEAST,
    "不超过": Approx.AT_MOST,
    "不高于": Approx.AT_MOST,
    "至多": Approx.AT_MOST,
    "≤": Approx.AT_MOST,
    "不足": Approx.UNDER,
    "不到": Approx.UNDER,
    "<": Approx.UNDER,
}
_MIDST = {"余": Approx.OVER, "多": Approx.OVER}
_AFTER = {
    "左右": Approx.ABOUT,
    "上下": Approx.ABOUT,
    "及以上": Approx.AT_LEAST,
    "以上": Approx.AT_LEAST,
    "+": Approx.AT_LEAST,
    "及以下": Approx.AT_MOST,
    "以下": Approx.AT_MOST,
    "以内": Approx.AT_MOST,
}
_DOWN = ("-", "—", "△", "▼", "↓", "负增长", "负", "下降", "减少", "降低", "回落", "下跌", "下滑")
_UP = ("+", "↑", "增长", "增加", "上升", "提高", "上涨")


def _one_of(words: tuple[str, ...] | dict[str, Approx]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_MARK = r"[①-⑳*※†‡¹²³⁰⁴-⁹]|\[注?\d{1,2}\]|［注?\d{1,2}］|〔注?\d{1,2}〕|【注?\d{1,2}】|\(注\d{0,2}\)"
_NUMERAL = re.compile(
    rf"""
    (?:[*※]\ ?)?
    (?P<before>{_one_of(_BEFORE)})?\ ?
    (?P<sign>{_one_of(_DOWN + _UP)})?\ ?
    (?P<yuan>[¥￥])?
    (?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,3}}(?:\ \d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\ ?
    (?P<scale>{_SCALE})?
    (?P<midst>{_one_of(_MIDST)})?
    (?:(?P<unit>(?:{_BASE_UNIT})(?:{_PER}){{0,2}})|\((?P<bracketed>(?:{_SCALE})?(?:{_BASE_UNIT})(?:{_PER}){{0,2}})\))?
    (?P<after>{_one_of(_AFTER)})?
    \ ?(?:{_MARK})*
    """,
    re.VERBOSE,
)
# (1,234) is how accounts print a negative; (5) may as well be an enumerator, so it takes two digits or more
_RANKED = re.compile(
    r"(?:并列)?第(?P<first>\d{1,4})[名位]?|(?:并列)?(?P<second>\d{1,4})[名位]?\(?并列\)?|并列(?P<third>\d{1,4})[名位]?"
)
_BRACKETED = re.compile(r"\((?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d{2,})\)(?P<unit>[%‰])?")

_LONGEST = 64  # characters; what is longer is no number, and is not searched for one

_NAME = re.compile(r"0\d+")  # 007 and 0591 are names
_DASHES = re.compile(r"[-—─━―…·_~～一]{1,8}|\.{2,8}")
_SLASHES = re.compile(r"[/\\]{1,4}")
_LOST = re.compile(r"[\ufffd□■▲?？◆]")
_MALFORMED = re.compile(r"\(?[\d.,\s]*\d[\d.,\s]*\)?[%‰]?")
_LOOKALIKE = re.compile(r"(?=.*\d)[\dOoIl|.,]*[OoIl|][\dOoIl|.,]*")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number without its place: the value in its printed scale, and what is printed around the digits."""

    value: Decimal
    places: int
    unit: str
    approx: Approx | None


@lru_cache(maxsize=8192)
def text_to_numeral(text: str) -> Numeral | None:
    """Return the number that the whole of ``text`` is, or None."""
    plain = _plain(text)
    if len(plain) > _LONGEST:
        return None
    bracketed = _BRACKETED.fullmatch(plain)
    if bracketed:
        return Numeral(-_to_decimal(bracketed["digits"]), _places(bracketed["digits"]), bracketed["unit"] or "", None)
    ranked = _RANKED.fullmatch(plain)
    if ranked:
        return Numeral(Decimal(ranked["first"] or ranked["second"] or ranked["third"]), 0, "", None)
    found = _NUMERAL.fullmatch(plain)
    if found is None:
        return None
    digits = found["digits"]
    if _NAME.match(digits):
        return None
    value = _to_decimal(digits)
    unit = (found["scale"] or "") + (found["unit"] or found["bracketed"] or "") or ("元" if found["yuan"] else "")
    approx = _BEFORE.get(found["before"] or "") or _MIDST.get(found["midst"] or "") or _AFTER.get(found["after"] or "")
    return Numeral(-value if found["sign"] in _DOWN else value, _places(digits), unit, approx)


def text_to_missing(text: str) -> Missing:
    """Return what kind of missing a ``text`` that is no number is."""
    plain = _plain(text)
    if not plain:
        return Missing.BLANK
    if _DASHES.fullmatch(plain):
        return Missing.DASH
    if _SLASHES.fullmatch(plain):
        return Missing.SLASH
    if len(plain) > _LONGEST or _NAME.fullmatch(plain):
        return Missing.STATEMENT
    if _LOST.search(plain) or _MALFORMED.fullmatch(plain) or _LOOKALIKE.fullmatch(plain):
        return Missing.UNREADABLE
    return Missing.STATEMENT


def text_to_printed(text: str, place: Place, unit: str = "", *, exact: bool = False) -> Printed:
    """Read ``text``, printed at ``place``, where ``unit`` is understood if none is printed with it.

    ``exact`` says that such numbers are counts; it holds only for a whole number with no scale and no approximator.
    """
    numeral = text_to_numeral(text)
    if numeral is None:
        return Printed(text, None, 0, unit, place, missing=text_to_missing(text))
    own = joined_unit(numeral.unit, unit)
    printed = Printed(text, numeral.value, numeral.places, own, place, approx=numeral.approx)
    if exact and numeral.approx is None and numeral.places == 0 and printed.scale == 0:
        return Printed(text, numeral.value, 0, own, place, exact=True)
    return printed


def joined_unit(printed: str, understood: str) -> str:
    """Return the unit of a number: 3.2万 where 件 is understood is in 万件, and 3.2% is in % whatever is understood."""
    if not printed:
        return understood
    if printed in SCALES:
        base = _UNIT.fullmatch(understood)
        return printed + (base["base"] if base else "")
    return printed


def is_unit(text: str) -> bool:
    """Tell whether ``text`` is a unit such as 万元, 件/人 or %."""
    return _UNIT.fullmatch(_plain(text)) is not None


def is_counting(unit: str) -> bool:
    """Tell whether ``unit`` counts things one by one: 件, but neither 万件 nor 元 nor 件/人."""
    found = _UNIT.fullmatch(unit)
    return found is not None and not found["scale"] and found["base"] == unit and unit in COUNTING_UNITS


def _to_decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace(" ", ""))


def _places(digits: str) -> int:
    return len(digits.partition(".")[2])
