"""Printed strings to names: blanks of line wraps go, units in parentheses are taken off."""

import re
from functools import lru_cache

from parsers.folding import fold
from parsers.numerals import RATE_UNITS, is_unit
from parsers.tables.words import GROUPING, KIND_WORDS, LIST_NUMBER, WEIGHT
from schemas.tables import ColumnKind

_HAN = "\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef“”‘’…—·"
_BLANKS = re.compile(rf"(?<=[{_HAN}()%±])\s+|\s+(?=[{_HAN}()%±])|^\s+|\s+$")
_BLANKS_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])|^\s+|\s+$")
_UNIT_IN_BRACKETS = re.compile(
    r"^(?P<name>.*?)[(（\[【](?:计量|金额)?(?:单位[:：])?(?P<unit>[^()（）\[\]【】]{1,16})[)）\]】]$"
)
_UNIT_INSIDE = re.compile(r"[(（](?P<unit>[^()（）]{1,8})[)）]")
_UNIT_BEHIND_SLASH = re.compile(r"^(?P<name>.{2,})[/／](?P<unit>[^/／]{1,6})$")
_FULL_MARKS = re.compile(r"(?:满分|权重|共)?\d{1,3}(?:\.\d)?分")
_SIGN_OF_CHANGE = re.compile(r"^[±+＋\-－—/]+")
_UNIT_SEPARATOR = re.compile(r"[、,，;；和及\s]|(?<=%)或")


def tidy(text: str) -> str:
    """Return a name as it would stand on one line: no blanks beside Chinese characters, one between other words."""
    if not any(character.isspace() for character in text):
        return text
    return re.sub(r"\s+", " ", _BLANKS.sub("", text))


def tidy_title(text: str) -> str:
    """Return a title without the blanks that space its characters out; those beside digits are left as printed."""
    return re.sub(r"\s+", " ", _BLANKS_BETWEEN_HAN.sub("", text))


def split_unit(name: str) -> tuple[str, str]:
    """Return a tidy name without the unit printed with it, and the unit: 接通（件） → 接通, 件; 增减% → 增减%, %.

    In 质效指标（%）检查覆盖率 a head and the name below it stand on one line: its % is the unit of a rate below.
    Full marks say that a column is in marks: 环境卫生（40分） → 环境卫生, 分.
    """
    for pattern in (_UNIT_IN_BRACKETS, _UNIT_BEHIND_SLASH):
        found = pattern.match(name)
        if found:
            unit = _SIGN_OF_CHANGE.sub("", fold(found["unit"]).strip())
            if is_unit(unit):
                return found["name"].rstrip(), unit
            if _FULL_MARKS.fullmatch(unit):
                return found["name"].rstrip(), "分"
    inside = _UNIT_INSIDE.search(name)
    if inside and is_unit(unit := _SIGN_OF_CHANGE.sub("", fold(inside["unit"]).strip())):
        behind = name_to_kind(name[inside.end() :])
        if behind is None or (unit in RATE_UNITS) == (behind in (ColumnKind.RATE, ColumnKind.CHANGE)):
            return name[: inside.start()] + name[inside.end() :], unit
    plain = fold(name)
    for unit in RATE_UNITS:
        if plain.endswith(unit):
            return ("", unit) if is_unit(_SIGN_OF_CHANGE.sub("", plain)) else (name, unit)
    return name, ""


def units_of(text: str) -> tuple[str, ...]:
    """Return the units that a list such as 件、% names, or nothing if any part is no unit."""
    parts = [_SIGN_OF_CHANGE.sub("", fold(part).strip()) for part in _UNIT_SEPARATOR.split(text)]
    kept = tuple(part for part in parts if part)
    return kept if kept and all(map(is_unit, kept)) else ()


def without_number(label: str) -> str:
    """Return a label without the enumerator before it: （七）总计 → 总计."""
    found = LIST_NUMBER.match(label)
    return label[found.end() :].lstrip() if found else label


def without_brackets(label: str) -> str:
    """Return a label without what stands in brackets at its end: 合计（件） → 合计."""
    return re.sub(r"[(（][^()（）]*[)）]$", "", label).rstrip(":：")


@lru_cache(maxsize=8192)
def name_to_kind(name: str, *, at_end: bool = False) -> ColumnKind | None:
    """Return the kind that the words of a header say, None if they say none; of several, the one that ends last.

    ``at_end`` asks for a word that ends the name: elsewhere in a row's label it may be part of a body's name.
    """
    found: tuple[int, int, ColumnKind] | None = None
    if GROUPING.fullmatch(name):
        return None
    name = WEIGHT.sub("", name)
    for kind, pattern in KIND_WORDS:
        for match in pattern.finditer(name):
            if found is None or (match.end(), match.end() - match.start()) > found[:2]:
                found = (match.end(), match.end() - match.start(), kind)
    if found is None or (at_end and found[0] < len(name)):
        return None
    return found[2]
