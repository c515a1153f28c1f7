"""Ranges of values in signs and words: [75,90), 75分（含）以上90分以下, 不低于75分且低于90分, 90分以上（含90分）."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class End:
    """An end of a range; ``closed`` is None where the text leaves that in doubt."""

    value: Fraction
    closed: bool | None


Ends = tuple[End | None, End | None]


@dataclass(frozen=True, slots=True)
class Range:
    """Values from ``low`` to ``high`` as ``text[start:end]`` says; ``subject`` where it names what has them.

    ``in_signs`` tells [75,90) and ≥90 from ranges in words.
    """

    start: int
    end: int
    low: End | None
    high: End | None
    subject: str = ""
    in_signs: bool = False


_VALUE = r"(?<![0-9.])[0-9]{1,12}+(?:\.[0-9]{1,12}+)? *+[%‰]?"
_UNIT = r"(?: *+(?:分(?!别)|个百分点|件|项|次|天|个|人|家|户|亿元|万元|元))?"
_UP, _DOWN = r"(?:及其?)?以上", r"(?:及其?)?以(?:下|内)"
_AND = r" *+(?:[，、,]|且|并|但|而|又){1,2} *+"
_SIGN = r"(?:[≥≤<>]=?|[大小]于(?:或?等于)?)"
_WORDS = {
    **dict.fromkeys(("不低于", "不少于", "不小于", "大于等于", "大于或等于", "达到", "满", "≥", ">="), (True, True)),
    **dict.fromkeys(("高于", "大于", "超过", ">"), (True, False)),
    **dict.fromkeys(("不高于", "不超过", "不大于", "小于等于", "小于或等于", "≤", "<="), (False, True)),
    **dict.fromkeys(
        ("低于", "少于", "小于", "不足", "不满", "不到", "未达到", "达不到", "<"),
        (False, False),
    ),
}
"""Whether a word sets the lower end, and whether it holds the bound itself."""
_WORD = "|".join(sorted(_WORDS, key=lambda word: (-len(word), word)))


def _bound(number: int) -> str:
    """A value with its unit and （含）."""
    return rf"(?P<v{number}>{_VALUE}){_UNIT}{_included(number)}"


def _included(number: int, again: str = "") -> str:
    return rf"(?: *+\( *+(?P<in{number}{again}>不?含)[^()]{{0,8}}\))?"


_INCLUDED_BESIDE = r"(?: *+[，,] *+(?P<in1c>不?含)(?:本数|[0-9.]{1,6} *+分?))?"
"""（95分以上，含95分）"""


def _said(found: re.Match[str], number: int) -> bool | None:
    """Tell whether （含） or （不含） stands with a value; None where neither does."""
    groups = found.groupdict()
    mark = groups.get(f"in{number}") or groups.get(f"in{number}b") or groups.get(f"in{number}c")
    return None if mark is None else mark == "含"


def _value(found: re.Match[str], number: int, other: int = 0) -> Fraction:
    """95% is 19/20; in 90-95% the sign stands for both."""
    text = found[f"v{number}"]
    sign = text[-1] if text[-1] in "%‰" else found[f"v{other}"][-1] if other else ""
    return Fraction(text.rstrip("%‰ ")) / {"%": 100, "‰": 1000}.get(sign, 1)


def _interval(found: re.Match[str]) -> Ends:
    return End(_value(found, 1, 2), found["open"] == "["), End(_value(found, 2), found["close"] == "]")


def _between(found: re.Match[str]) -> Ends:
    first = End(_value(found, 1, 2), _holds(found["sign1"]))
    second = End(_value(found, 2), _holds(found["sign2"]))
    rising = [sign[0] in "≤<小" for sign in (found["sign1"], found["sign2"])]
    if all(rising):
        return first, second
    return (None, None) if any(rising) else (second, first)


def _holds(sign: str) -> bool:
    return re.search(r"[≥≤=]|等于", sign) is not None


def _above_and_below(found: re.Match[str]) -> Ends:
    low = End(_value(found, 1, 2), _said(found, 1))
    if found["word"]:
        return low, _worded(found, "word", 2)[1]
    return low, End(_value(found, 2), _said(found, 2))


def _two_words(found: re.Match[str]) -> Ends:
    first, second = _worded(found, "word1", 1), _worded(found, "word2", 2)
    low, high = first[0] or second[0], first[1] or second[1]
    return (low, high) if low and high else (None, None)


def _worded(found: re.Match[str], group: str, number: int) -> Ends:
    is_low, holds = _WORDS[found[group]]
    said = _said(found, number)
    end = End(_value(found, number), holds if said is None else said)
    return (end, None) if is_low else (None, end)


def _from_to(found: re.Match[str]) -> Ends:
    return End(_value(found, 1, 2), _said(found, 1)), End(_value(found, 2), _said(found, 2))


def _one_sided(found: re.Match[str]) -> Ends:
    end = End(_value(found, 1), _said(found, 1))
    return (end, None) if "上" in found["side"] else (None, end)


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Ends]], ...] = (
    # [75,90)
    (re.compile(rf"(?P<open>[\[(]) *+{_bound(1)} *+[,，] *+{_bound(2)} *+(?P<close>[\])])"), _interval),
    # 75≤得分<90
    (
        re.compile(
            rf"{_bound(1)} *+(?P<sign1>{_SIGN}) *+(?P<subject>[\u4e00-\u9fffA-Za-z]{{0,12}})"
            rf" *+(?P<sign2>{_SIGN}) *+{_bound(2)}"
        ),
        _between,
    ),
    # 75分以上、不足90分; 75分（含）以上90分以下
    (
        re.compile(rf"{_bound(1)} *+{_UP}{_included(1, 'b')}(?:{_AND}| *+)(?P<word>{_WORD}) *+{_bound(2)}"),
        _above_and_below,
    ),
    (
        re.compile(
            rf"{_bound(1)} *+{_UP}{_included(1, 'b')}(?:{_AND}| *+)(?P<word>){_bound(2)} *+{_DOWN}{_included(2, 'b')}"
        ),
        _above_and_below,
    ),
    # 不低于75分且低于90分
    (
        re.compile(rf"(?P<word1>{_WORD}) *+{_bound(1)}{_AND}(?P<word2>{_WORD}) *+{_bound(2)}"),
        _two_words,
    ),
    # 60分（含）至75分（不含）
    (re.compile(rf"{_bound(1)} *+(?:[-~～—–]{{1,2}}|至|到) *+{_bound(2)}(?: *+之间)?"), _from_to),
    # 90分以上（含90分）
    (re.compile(rf"{_bound(1)} *+(?P<side>{_UP}|{_DOWN}){_included(1, 'b')}{_INCLUDED_BESIDE}"), _one_sided),
    # 低于60分, ≥90
    (re.compile(rf"(?P<word>{_WORD}) *+{_bound(1)}(?: *+(?:{_UP}|{_DOWN}))?"), lambda found: _worded(found, "word", 1)),
)
"""In order of precedence."""


def find_ranges(text: str) -> list[Range]:
    """Return the ranges that folded ``text`` names, in order."""
    taken = bytearray(len(text))
    ranges: list[Range] = []
    for pattern, to_ends in _SHAPES:
        for found in pattern.finditer(text):
            if taken.find(1, found.start(), found.end()) >= 0:
                continue
            low, high = to_ends(found)
            if low is None and high is None:
                continue
            if low and high and low.value > high.value:
                low, high = high, low
            taken[found.start() : found.end()] = b"\x01" * len(found[0])
            subject = found.groupdict().get("subject") or ""
            in_signs = re.search(r"[≥≤<>\[]|^\(", found[0]) is not None
            ranges.append(Range(*found.span(), low, high, subject, in_signs))
    return sorted(ranges, key=lambda each: each.start)
