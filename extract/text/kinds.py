"""What a cell holds, told from its characters alone."""

import re
from enum import StrEnum
from functools import lru_cache
from unicodedata import normalize


class Kind(StrEnum):
    """One letter each, so that the kinds of a row are a string."""

    BLANK = "e"
    MISSING = "m"  # — / 无: stands in place of anything
    WHOLE = "i"
    DECIMAL = "d"
    PERCENT = "p"
    GRADE = "g"
    TEXT = "t"
    OTHER = "o"  # 3/5, 10-12月: may be a label as well as a value


NUMBERS = frozenset((Kind.WHOLE, Kind.DECIMAL, Kind.PERCENT))

_MISSING = frozenset(
    ("-", "--", "---", "—", "——", "–", "/", "\\", "*", "无", "...", "......", "n/a", "na", "none", "null")
)
_GRADES = re.compile("优|良|中|差|好|优秀|良好|一般|较好|较差|(基本|不)?合格|(基本|未|不)?达标|是|否|[√✓✔×✗]")
_LETTER = re.compile(r"[A-Ea-e][+-]{0,2}|A{2,3}[+-]?|[A-E]级|[一二三四五]级")
_UNITS = (
    "个百分点|百分点|人次|件次|户次|平方米|平方公里|立方米|公里|公顷|万元|亿元|千元|百元|万人|万件|万户|万吨|万|亿|元|件|个|家|人|户"
    "|宗|起|例|条|项|次|篇|份|部|台|套|辆|处|座|所|间|张|分|名|位|吨|米|亩|天|日|小时|分钟|秒|℃|kg|km|m|t"
)
_MOVES = "增长|增加|上升|提高|上涨|负增长|下降|减少|降低|回落|下跌|下滑"
_NUMBER = re.compile(
    rf"(?:[+\-−↑↓▲△▼▽±]|{_MOVES}|(?:并列)?第|并列)?\(?[+\-−]?(?P<digits>[0-9][0-9,]*)(?P<point>\.[0-9]+)?\)?(?P<sign>%|‰)?"
    rf"(?:{_UNITS})?(?:\(?并列\)?|\([0-9]+\))?"
)
_LONG = 40  # characters; a number, a grade or a date is shorter


@lru_cache(maxsize=1 << 16)
def text_to_kind(text: str) -> Kind:
    """Tell what a cell's text is; full-width characters count as their plain ones."""
    if not text or text.isspace():
        return Kind.BLANK
    if len(text) > _LONG:
        return Kind.TEXT
    plain = "".join(normalize("NFKC", text).split())
    if plain.lower() in _MISSING or not plain.strip("-—–―…."):
        return Kind.MISSING
    number = _NUMBER.fullmatch(plain)
    if number is not None:
        if number["sign"]:
            return Kind.PERCENT
        return Kind.DECIMAL if number["point"] else Kind.WHOLE
    if _GRADES.fullmatch(plain) or _LETTER.fullmatch(plain):
        return Kind.GRADE
    letters = sum(character.isalpha() for character in plain)
    return Kind.OTHER if letters <= 1 and any(map(str.isdecimal, plain)) else Kind.TEXT


_WHOLE = "全(?:市|县|区|省|州|盟|旗|国|镇|乡|部)"
_TOTAL = re.compile(f"(?:{_WHOLE})?(?:合计|总计|总合计|总数)|{_WHOLE}")


def is_total(text: str) -> bool:
    """Tell the label of the row that adds up a whole table; a 小计 adds up only a group."""
    return _TOTAL.fullmatch("".join(text.split())) is not None


class Heading(StrEnum):
    """What the words of a header say of the column under it; one letter each, as for ``Kind``."""

    NUMBER = "n"
    GRADE = "g"
    REMARK = "r"
    UNKNOWN = "u"
    BLANK = "e"


_HEADINGS = (
    (Heading.REMARK, re.compile(r"(备注|附注|说明)$")),
    (Heading.GRADE, re.compile(r"(等级|评级|档次|等次|级别)$")),
    (
        Heading.NUMBER,
        re.compile(r"(数|[总数件]量|[率额值分]|占比|比[重例]|[同环]比|增[长减幅]|[合总小]计|[名位]次|排名|[%‰])$"),
    ),
)


@lru_cache(maxsize=1 << 12)
def text_to_heading(text: str) -> Heading:
    """Tell what kind of column a header cell announces."""
    if not text:
        return Heading.BLANK
    if len(text) > _LONG:
        return Heading.UNKNOWN
    plain = "".join(normalize("NFKC", text).split())
    unit = re.search(r"\(([^()]*)\)$", plain)
    if unit is not None:
        plain = plain[: unit.start()]
        if unit[1] == "%" or re.fullmatch(_UNITS, unit[1]):
            return Heading.NUMBER
    return next((heading for heading, pattern in _HEADINGS if pattern.search(plain)), Heading.UNKNOWN)
