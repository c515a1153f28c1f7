"""How rows are said to stand: 按综合得分从高到低排序."""

import re
from collections.abc import Iterator

from parsers.rules.readings import Reading, Setting
from parsers.rules.sentences import clauses
from parsers.rules.signs import tidy_name
from schemas.rules import RuleKind

_HIGH, _LOW = "高大多优好强", "低小少差坏弱劣"
_SORTED = r"(?:排序|排列|排名|排位|排定|排出|列示|列出|为序|顺序|次序|名次|升序|降序)"
_BY = r"(?:按照?|依据|依照|依(?!次)|以(?![下上])|根据)"
_TARGET = r"(?P<target>[^，。；,;:：]{1,30}?)"
_FROM_TO = rf"(?:从|由|自) *+(?P<first>[{_HIGH}{_LOW}])分? *+(?:到|至|向|往) *+(?P<last>[{_HIGH}{_LOW}])分?"
_ORDERS = (
    re.compile(rf"{_BY} *+{_TARGET}(?:的)? *+{_FROM_TO}[^，。；,;]{{0,8}}?{_SORTED}"),
    re.compile(rf"{_BY} *+{_TARGET}(?:的)? *+(?:进行)? *+(?P<word>降序|倒序|升序|正序)(?:排列|排序|排名)?"),
    re.compile(rf"{_BY} *+{_TARGET}(?:的)? *+(?P<pair>高低|大小|多少|优劣)[^，。；,;]{{0,8}}?{_SORTED}"),
    re.compile(rf"{_SORTED}[^，。；,;]{{0,4}}?{_BY} *+{_TARGET}(?:的)? *+{_FROM_TO}"),
    re.compile(rf"{_BY} *+{_TARGET}(?:的)?(?:顺序|次序)?(?:进行)?(?:排序|排列|为序)"),
)
_TIE = re.compile(r"相同|相等|一致|并列|同分|同等")
_LISTED = re.compile(
    r"依次(?:为|是)|分别(?:为|是)|前[0-9一二三四五六七八九十]+[位名]|后[0-9一二三四五六七八九十]+[位名]"
)


def read_orders(setting: Setting) -> Iterator[Reading]:
    """Yield statements of order; a rule for ties is not understood, a list in order is a claim and no rule."""
    text = setting.text
    previous = ""
    for start, end in clauses(text):
        clause = text[start:end]
        if re.search(_SORTED, clause) and not _LISTED.search(clause):
            yield from _clause_to_reading(clause, start, tie=bool(_TIE.search(previous) or _TIE.search(clause)))
        previous = clause


def _clause_to_reading(clause: str, offset: int, *, tie: bool) -> Iterator[Reading]:
    for pattern in _ORDERS:
        found = pattern.search(clause)
        if found is None:
            continue
        if re.fullmatch(_FROM_TO, found["target"]):
            continue  # 按由高到低排列 does not say by what
        start, end = offset + found.start(), offset + found.end()
        groups = found.groupdict()
        if tie:
            yield Reading(start, end, RuleKind.UNPARSED)
            return
        descending: bool | None = None
        if groups.get("first"):
            if (groups["first"] in _HIGH) == (groups["last"] in _HIGH):
                continue
            descending = groups["first"] in _HIGH
        elif groups.get("word"):
            descending = groups["word"] in ("降序", "倒序")
        elif groups.get("pair"):
            descending = True
        yield Reading(start, end, RuleKind.ORDER, target=tidy_name(found["target"]), descending=descending)
        return
