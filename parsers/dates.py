"""Dates and periods in words to days: 2017年4月份 is 2017-04-01 to 2017-04-30."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from parsers.han import han_to_decimal

_HAN = "〇○零一二三四五六七八九十"
_Y = rf"(?P<y>(?:19|20)[0-9]{{2}}|[{_HAN}O]{{4}})"
_M = rf"(?P<m>1[0-2]|0?[1-9]|[{_HAN}]{{1,2}})"
_D = rf"(?P<d>3[01]|[12][0-9]|0?[1-9]|[{_HAN}]{{1,3}})"
_TO = r" ?(?:[-~～—–]{1,2}|至|到) ?"


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of days, both ends included, and where in the text it is named."""

    first: date
    last: date
    start: int
    end: int


def _year(found: re.Match[str], year: int | None) -> int | None:
    said = found.groupdict().get("y")
    if not said:
        return year
    return int(said) if said.isdecimal() else int("".join(str(_number(han)) for han in said))


def _number(text: str) -> int:
    """Return what one or two digits, or 汉字 as of a month or day, say."""
    return int(text) if text.isdecimal() else int(han_to_decimal(text.replace("○", "〇").replace("O", "〇")))


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


Days = tuple[date, date]
Shape = tuple[re.Pattern[str], Callable[[re.Match[str], int], Days]]


def _day(found: re.Match[str], year: int) -> Days:
    day = date(year, _number(found["m"]), _number(found["d"]))
    return day, day


def _months(found: re.Match[str], year: int) -> Days:
    return date(year, _number(found["m"]), 1), _month_end(year, _number(found["m2"]))


def _month(found: re.Match[str], year: int) -> Days:
    month = _number(found["m"])
    return date(year, month, 1), _month_end(year, month)


def _quarter(found: re.Match[str], year: int) -> Days:
    quarter = _number(found["q"])
    return date(year, 3 * quarter - 2, 1), _month_end(year, 3 * quarter)


def _part(found: re.Match[str], year: int) -> Days:
    first, last = {"上半年": (1, 6), "下半年": (7, 12), "前三季度": (1, 9), "前两季度": (1, 6), "前二季度": (1, 6)}[
        found["part"]
    ]
    return date(year, first, 1), _month_end(year, last)


def _whole_year(_: re.Match[str], year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31)


_SHAPES: tuple[Shape, ...] = (
    (re.compile(rf"{_Y}(?P<s>[-./]){_M}(?P=s){_D}(?![0-9])"), _day),
    (re.compile(rf"{_Y} ?年 ?{_M} ?月 ?{_D} ?[日号]"), _day),
    (re.compile(rf"{_Y} ?年 ?{_M} ?月?{_TO}(?P<m2>1[0-2]|0?[1-9]|[{_HAN}]{{1,2}}) ?月"), _months),
    (re.compile(rf"{_Y} ?年 ?{_M} ?月份?"), _month),
    (re.compile(rf"{_Y} ?年 ?第? ?(?P<q>[1-4一二三四]) ?季度"), _quarter),
    (re.compile(rf"{_Y} ?年? ?(?P<part>上半年|下半年|前[三二两]季度)"), _part),
    (re.compile(rf"{_Y} ?年度?(?! ?[0-9]{{1,2}} ?月)"), _whole_year),
    (re.compile(rf"(?<![0-9]){_M} ?月 ?{_D} ?[日号]"), _day),
    (re.compile(rf"(?<![0-9]){_M} ?月?{_TO}(?P<m2>1[0-2]|0?[1-9]) ?月"), _months),
    (re.compile(rf"(?<![0-9]){_M} ?月份?"), _month),
)


def find_spells(folded: str, year: int | None = None) -> Iterator[Spell]:
    """Yield the dates and periods that ``folded`` names, in order; ``year`` is that of those without one."""
    taken = bytearray(len(folded))
    found: list[Spell] = []
    for pattern, to_days in _SHAPES:
        for match in pattern.finditer(folded):
            if taken.find(1, *match.span()) >= 0:
                continue
            taken[match.start() : match.end()] = b"\x01" * len(match[0])
            spell = _to_spell(match, to_days, year)
            if spell:
                found.append(spell)
    return iter(sorted(found, key=lambda spell: spell.start))


def _to_spell(match: re.Match[str], to_days: Callable[[re.Match[str], int], Days], year: int | None) -> Spell | None:
    """Return the days, or None for what is no date (31 April)."""
    try:
        said = _year(match, year)
        if said is None:
            return None
        first, last = to_days(match, said)
    except ValueError:
        return None
    return Spell(first, last, *match.span()) if first <= last else None
