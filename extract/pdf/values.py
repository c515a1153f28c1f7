"""What stands in a numeric cell, told by its look alone."""

import re

_NUMBER = re.compile(
    r"[-+−–—－＋]?\s?[(（]?\s?[<>＜＞≥≤≈*]?\s?[￥¥$€£]?\s?[-+−－]?"
    r"(?:\d{1,3}(?:[,，\s]\d{3})+|\d+)(?:[.．]\d+)?|[.．]\d+"
)
_TAIL = re.compile(
    r"\s?[%％‰]?\s?[)）]?\s?[*†‡]{0,3}[a-z]?"
    r"|\s?(?:万|亿|万亿)?(?:元|件|人|家|户|个|次|件次|人次|吨|亩|公里|平方米|位|名|分|倍|天|岁|度)"
    r"|\s?(?:bn|m|k|kg|km|t|million|billion)"
)
_PAIR = re.compile(r"\s?[(（]?[-+−－]?\d[\d,.]*\s?[%％]?[)）]?")
_MISSING = frozenset(
    {"-", "–", "—", "－", "--", "---", "——", "―", "/", "／", "\\", "…", "...", "·", "*", "x", "X", "×", "無", "无"}
)
_WORDS = re.compile(r"n\.?\s?[/.]?\s?a\.?|n\.?d\.?|[A-E][+-]?|√|✓|○|●|〇|[优良中差]", re.IGNORECASE)


def is_value(text: str) -> bool:
    """Tell whether the text is a number, a sign for a missing one, or a grade.

    A number may carry a sign, a currency, a unit, and a second number behind it: ``1,205``, ``-3.2%``, ``63 (18.5%)``.
    """
    text = text.strip()
    if text in _MISSING or _WORDS.fullmatch(text):
        return True
    number = _NUMBER.match(text)
    if number is None:
        return False
    rest = text[number.end() :]
    if not rest or _TAIL.fullmatch(rest):
        return True
    sign = re.match(r"\s?[%％‰]", rest)
    return _PAIR.fullmatch(rest[sign.end() :] if sign else rest) is not None
