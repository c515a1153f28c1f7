"""Weighted scores in words: 综合得分按办结率占40%、满意率占60%加权计算; 由甲、乙加权得出，权重分别为40%和60%."""

import re
from collections.abc import Iterator
from functools import reduce

from parsers.rules.expressions import text_to_number
from parsers.rules.readings import Reading, Setting
from parsers.rules.sentences import sentences
from parsers.rules.signs import tidy_name
from schemas.rules import Expression, Name, Number, Operation, RuleKind

Terms = list[tuple[str, Number]]

_WEIGHED = re.compile(r"加权|权重|构成|组成|计分|折算|合成|计算")
_SCORE = r"(?:得分|总分|分值|评分|成绩|指标值|指数|分)"
_SUBJECT = re.compile(
    rf"(?P<target>[\u4e00-\u9fffA-Za-z]{{0,18}}?{_SCORE})(?:的?计算)? *+"
    r"(?:中|由|按照?|根据|包括|采用|采取|以|是|为|=|:|：|，|,){1,3}(?:其中|由|按照?)? *+"
    r"(?:[两二三四五六七八九十0-9]{1,2}(?:个|项|大)?(?:部分|指标|内容|方面)(?:组成|构成|加权)?(?:得出)?[:：，,]? *+)?"
)
_NAME = r"[\u4e00-\u9fffA-Za-z0-9·]{1,20}?"
_WEIGHT = r"[0-9]{1,3}(?:\.[0-9]+)? *+%|0\.[0-9]+"
_AND = r" *+(?:以及|[、，,；;和与及+]|) *+"
_ITEM = re.compile(
    rf"(?P<name>{_NAME}) *+[(:：]? *+(?:(?:所占|的)?(?:权重|比重|比例)(?:为|是|占)?|所?占比?|按) *+[:：]? *+"
    rf"(?P<weight>{_WEIGHT}) *+\)?|(?P<said>{_NAME}) *+\( *+(?P<share>{_WEIGHT}) *+\)"
)
_JOINT = re.compile(_AND)
_RESPECTIVE = re.compile(
    r"(?:权重|占比|比重|比例)(?:分别|依次|各)?(?:为|是|占)? *+[:：]? *+"
    rf"(?P<weights>(?:{_WEIGHT})(?:(?: *+以及| *+[、，,和与及]) *+(?:{_WEIGHT})){{1,12}})"
    rf"|(?:分别|依次)?按照?(?P<before>(?:{_WEIGHT})(?:(?: *+以及| *+[、，,和与及]) *+(?:{_WEIGHT})){{1,12}})"
    r"的?(?:权重|比例|比重|占比)"
)
_LISTED = re.compile(r"加权|[，,]|按[^，,]{0,8}计算")
_COUNTED = re.compile(
    r"(?:等?(?:[0-9]{1,2}|[两二三四五六七八九十]{1,2})(?:[项个大](?:指标|内容|部分|方面)?|部分|方面)(?:组成|构成)?|的|等)$"
)
_EXTRA = re.compile(
    r"(?:(?P<minus>减去|扣除|扣减)|加上|计入|另加|加计|并加)(?P<name>(?:各类|各项|相关|有关)?[\u4e00-\u9fff]{0,6}分)(?=[，,。；;]|$)"
)
"""What is counted on top of the weighted parts: 并计入加减分."""
_LONGEST_LIST = 200  # characters


def read_weights(setting: Setting) -> Iterator[Reading]:
    """Yield weighted scores; weights that do not add up to 1 leave the sentence unparsed."""
    text = setting.text
    if "%" not in text and "0." not in text:
        return
    for start, end in sentences(text):
        if _WEIGHED.search(text, start, end):
            yield from _sentence_to_reading(text[start:end].rstrip(), start)


def _sentence_to_reading(sentence: str, offset: int) -> Iterator[Reading]:
    for subject in _SUBJECT.finditer(sentence):
        terms, last = _items(sentence, subject.end())
        if len(terms) < 2:
            terms, last = _respective(sentence, subject.end())
        if len(terms) < 2:
            continue
        if sum(weight.value for _, weight in terms) != 1:
            break
        products: list[Expression] = [Operation("*", Name(name), weight) for name, weight in terms]
        expression = reduce(lambda left, right: Operation("+", left, right), products)
        extra = _EXTRA.search(sentence, last)
        if extra is not None:
            sign = "-" if extra["minus"] else "+"
            expression, last = Operation(sign, expression, Name(tidy_name(extra["name"]))), extra.end()
        start = offset + subject.start("target")
        yield Reading(start, offset + last, RuleKind.FORMULA, tidy_name(subject["target"]), expression)
        return
    if re.search("加权|权重", sentence) and len(re.findall(_WEIGHT, sentence)) > 1:
        yield Reading(offset, offset + len(sentence), RuleKind.UNPARSED)


def _items(sentence: str, start: int) -> tuple[Terms, int]:
    """Return the terms of 甲占40%、乙占60% that begin at ``start``, and where they end."""
    terms: Terms = []
    at = start
    while item := _ITEM.match(sentence, at):
        name, weight = item["name"] or item["said"], item["weight"] or item["share"]
        terms.append((tidy_name(name), text_to_number(weight.replace(" ", ""))))
        at = item.end()
        joint = _JOINT.match(sentence, at)
        after = joint.end() if joint else at
        if not _ITEM.match(sentence, after):
            break
        at = after
    return terms, at


def _respective(sentence: str, start: int) -> tuple[Terms, int]:
    """Return the terms of 甲、乙、丙加权，权重分别为40%、30%、30%."""
    found = _RESPECTIVE.search(sentence, start)
    if found is None or found.start() - start > _LONGEST_LIST:
        return [], start
    weights = re.findall(_WEIGHT, found["weights"] or found["before"])
    listed = _LISTED.split(sentence[start : found.start()])[0].strip()
    names = _list_to_names(_COUNTED.sub("", listed), len(weights))
    if len(names) != len(weights):
        return [], start
    terms = [
        (tidy_name(name), text_to_number(weight.replace(" ", ""))) for name, weight in zip(names, weights, strict=True)
    ]
    return terms, found.end()


def _list_to_names(listed: str, count: int) -> list[str]:
    """Cut 甲、乙和丙; 和 is cut only where a name would be missing otherwise."""
    names = listed.split("、")
    if len(names) < count:
        for word in ("以及", "与", "和", "及"):
            before, found, after = names[-1].partition(word)
            if found and before and after:
                return [*names[:-1], before, after]
    return names
