"""Cutting and joining the words of clauses."""

import re
from collections.abc import Sequence

from parsers.figures import phrases
from parsers.figures.nouns import noun_after
from parsers.figures.subjects import VERBS, is_metric, measure_at_end
from parsers.figures.words import cut, is_verbal

LONGEST_JOINED = 26
"""Characters of a metric that is put together from several words."""

_JUDGEMENT = re.compile(
    r"(?:(?:较|最|更|居|有所|略有|均有|均|也|都|较为|相对|比较|明显|有较明显|有明显)+(?:多|少|高|低|好|差|大|小|突出|明显|集中|增加|减少|上升|下降|波动|提升|提高|增长|回落))+$"
)


def without_judgement(clause: str) -> str:
    return _JUDGEMENT.sub("", clause)


def after_lead(clause: str) -> str:
    """Return what follows 较多的单位是 and the like."""
    end = 0
    for found in phrases.LEAD.finditer(clause):
        end = found.end()
    return clause[end:]


def first_words(clauses: Sequence[str]) -> str:
    return next((clause for clause in clauses if clause.strip("，、")), "")


def without_noun(before: str) -> str:
    """Drop the noun that the number before counts: 53家市直单位网站和12个县区政府网站."""
    before = _CLASSED.sub("", before)
    noun = noun_after(before)
    rest = before[len(noun) :]
    return rest if noun and before.startswith(noun) and rest[:1] in ("、", "和", "及", "与", "，") else before


_CLASSED = re.compile(r"^(?:为|是|属于?)[^，、；]{1,8}(?=[、，；])")
"""3个为优秀、: what the number before was said to be."""


def is_category(metric: str) -> bool:
    return metric.endswith(("类", "类别", "方面", "渠道", "途径", "问题"))


def joined(first: str, second: str) -> str:
    """Put two parts of a metric together, each said once."""
    if not second or second in first:
        return first
    return first + second if len(first) + len(second) <= LONGEST_JOINED else first


def overlapped(first: str, second: str) -> str:
    """Put two parts together that may share words where they meet: 诉求件办理 and 办理数量."""
    shared = next((size for size in range(len(second), 0, -1) if first.endswith(second[:size])), 0)
    return first + second[shared:]


def measure_of(metric: str, item: str) -> str:
    """Return the measure that ends ``metric``, for an item that has none: 赔付支出 of 保险赔付支出 for 财产险."""
    words = cut(metric)
    if len(words) == 1 and 0 < len(found := measure_at_end(metric)) < len(metric):
        words = (metric[: -len(found)], found)
    if len(words) < 2 or not is_metric(words[-1]) or any(character in words[-1] for character in item[-2:]):
        return ""
    tail = words[-1]
    if len(words) > 2 and is_verbal(words[-2]) and not any(character in words[-2] for character in item):
        tail = words[-2] + tail
    return tail


def words_before(whole: str, piece: str) -> str:
    """Return what stands in ``whole`` before the word that holds ``piece``: 一般债券 for 付息 of 一般债券还本付息."""
    before = ""
    for word in cut(whole) if piece in whole else ():
        if piece in word:
            return before
        before += word
    return ""


def last_verb(metric: str) -> str:
    return next((word for word in reversed(cut(metric)) if word in VERBS), "")
