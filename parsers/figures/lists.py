"""Lists: numbers that follow each other, and the things that 分别 deals them out to."""

import re
from collections.abc import Sequence

from parsers.figures import phrases
from parsers.figures.bodies import Names
from parsers.figures.clauses import after_lead, overlapped, without_judgement
from parsers.figures.numbers import Number
from parsers.figures.phrases import CLAUSE
from parsers.figures.roles import PLACES
from parsers.figures.skeletons import Run
from parsers.figures.subjects import is_metric, words_to_subject
from parsers.figures.words import cut

Item = tuple[str, str]
"""A body and a metric; one of them may be ""."""

_LONGEST = 160  # characters before a number in which its items are looked for


_INTRODUCED = re.compile(r"^.*(?:分别|依次)(?:是|为)")
_MOVED = re.compile(r"(?<=..)(?:增幅|降幅|涨幅|跌幅|增速)$")
_PREDICATE = re.compile(r"(?<=..)(?:均|都|也)?(?:高于|低于|位于|处于|超过)[^、]{2,10}$")


def _to_items(words: str, count: int) -> list[str]:
    """Cut a list so that it has ``count`` items, if it can be: in 自筹资金和定金及预收款 one of 和, 及 joins a name."""
    items = [part for part in re.split(r"、|以及|和|及|与", words) if part]
    if len(items) <= count:
        return items
    *first, last = words.split("、")
    if len(first) + 1 == count:
        return [*first, last]
    for found in re.finditer(r"以及|和|及|与", last):
        pair = [last[: found.start()], last[found.end() :]]
        if len(first) + len(pair) == count and all(pair):
            return [*first, *pair]
    return items


_TOWN_AND_COUNTRY = ("城镇", "农村")
_INDUSTRIES = ("第一产业", "第二产业", "第三产业")


def list_length(run: Run, index: int) -> int:
    """Return how many numbers the list has that begins with the one at ``index``."""
    count = 1
    while index + count < len(run.at):
        between = run.text[run.at[index + count - 1] + 1 : run.at[index + count]]
        if not between or not (phrases.CONNECTOR.fullmatch(between) or phrases.LISTED.fullmatch(between)):
            break
        count += 1
    return count


def counted_items(run: Run, index: int, counted: Number, metric: str) -> list[Item]:
    """甲、乙两区分别…: the things that the number before counts."""
    words = CLAUSE.split(run.text[max(0, run.at[index - 1] - _LONGEST) : run.at[index - 1]])[-1]
    items = [item for item in re.split(r"[、和及与]", words) if item]
    if len(items) != counted.value:
        return []
    unit = counted.unit if counted.unit in PLACES else ""
    return [(item if item.endswith(unit) else item + unit, metric) for item in items]


def named_items(words: str, count: int, names: Names) -> list[Item]:
    """Return the ``count`` things that 分别 deals its numbers out to, each as (body, metric) with one of the two."""
    asked = list(phrases.RESPECTIVE.finditer(words))
    words = words[: asked[-1].start()] if asked else words
    for clause in reversed(CLAUSE.split(words)):
        listed = _MOVED.sub("", _INTRODUCED.sub("", after_lead(without_judgement(clause))))
        phrase = words_to_subject(_PREDICATE.sub("", listed), names)
        items = _to_items(phrase.entity or phrase.metric, count)
        if len(items) == 1 and count == len(_TOWN_AND_COUNTRY) and "城乡" in items[0]:
            return [("", items[0].replace("城乡", each)) for each in _TOWN_AND_COUNTRY]
        if len(items) == 1 and count == len(_INDUSTRIES) and "三次产业" in items[0]:
            return [("", items[0].replace("三次产业", each)) for each in _INDUSTRIES]
        if len(items) < 2:
            continue
        if len(items) != count:
            return []
        if phrase.entity:
            return [(item, phrase.metric) for item in items]
        tail = _shared_tail(items)
        return [("", item if item.endswith(tail) else overlapped(item, tail)) for item in items]
    return []


def _shared_tail(items: Sequence[str]) -> str:
    """城乡建设类, 政法类诉求 share 诉求; 一, 二, 三产业增加值 share 产业增加值."""
    last = items[-1]
    if (found := re.search(r"类(?!别)(.+)$", last)) and all(item.endswith("类") for item in items[:-1]):
        return found[1]
    if is_metric(last) and not any(is_metric(item) for item in items[:-1]) and len(cut(last)) > 1:
        tail = cut(last)[-1]  # PM2.5, PM10浓度
        if not all(len(item) <= 2 for item in items[:-1]):
            return tail
    if all(len(item) <= 2 for item in items[:-1]) and len(last) > len(items[-2]):
        return last[len(items[-2].removeprefix("第")) :]
    return ""
