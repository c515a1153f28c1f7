"""Rows that a bulletin takes out of its own assessment: 应处置数为0的，不参与评价."""

import re
from collections.abc import Iterator
from fractions import Fraction

from parsers.rules.readings import Reading, Setting
from parsers.rules.sentences import sentences
from parsers.rules.signs import tidy_name
from schemas.rules import Condition, RuleKind

_DONE_WITHOUT = re.compile(
    r"(?:不再|不予|不|未|暂不|免于|免予|免)(?:参与|参加|纳入|列入|计入|进行|作|做|计算)?"
    r"(?:本次|本月|本期|本年|当月|综合|相关|该项|此项|指标){0,3}"
    r"(?:评价|排名|考核|评比|评分|排序|打分|考评|评定|评估|排位|统计排名|计分|得分|分值|指标值|总分|通报排名)"
    r"|(?:不|不予|暂不)计算[\u4e00-\u9fff]{2,12}"
)
_UNIT = r"(?: *+(?:件次|件|人次|人|次|个|分|户|家|宗|起|项|例|条|份))?"
_NAME = r"(?:(?![或且])[\u4e00-\u9fffA-Za-z0-9()·]){2,20}?"
_OR = r" *+或者? *+"
_VALUE = r"(?<![0-9.])[0-9]{1,12}+(?:\.[0-9]{1,12}+)? *+%?"
_LESS = r"少于|不足|低于|小于|未满|不满|未达到|不到|未达|<|不超过|≤|不高于"
_MORE = r"多于|超过|大于|高于|>|不低于|≥|达到"
_CONDITION = re.compile(
    rf"(?P<names>{_NAME}(?:(?:{_OR}| *+[、且] *+){_NAME}){{0,4}})"
    r" *+(?:如果|若|如)? *+(?P<all>均|都|同时|全部)? *+"
    rf"(?P<op>为|是|等于|=|{_LESS}|{_MORE}) *+(?P<value>{_VALUE}|零){_UNIT} *+(?P<under>以下|以内)?"
    rf"|(?P<name>{_NAME}) *+在? *+(?P<limit>{_VALUE}){_UNIT} *+(?:\(.{{1,6}}\))? *+(?:以下|以内)"
    rf"|(?:无|没有|未发生|未产生)(?P<without>{_NAME}(?:{_OR}{_NAME}){{0,3}})(?=的|，|,|者|则|时)"
)
_OPERATORS = {
    **dict.fromkeys(("为", "是", "等于", "="), "="),
    **dict.fromkeys(("少于", "不足", "低于", "小于", "未满", "不满", "未达到", "不到", "未达", "<"), "<"),
    **dict.fromkeys(("不超过", "≤", "不高于"), "<="),
    **dict.fromkeys(("多于", "超过", "大于", "高于", ">"), ">"),
    **dict.fromkeys(("不低于", "≥", "达到"), ">="),
}
_LEAD = re.compile(
    r" *+(?:[(（]?[0-9]{1,2}[)）.、]|[①-⑳])? *+"
    r"(?:其中|备注|注|说明|凡是?|当|若|如果|如|对于?|因|由于|则|且|本次|对|各单位)*[:：]? *+"
)
_BOTH = re.compile(r"[数量率分][和与及同].*[数量率分]$")
_AROUND = re.compile(r"^(?:凡是?|当|若|如果|如|对于?|因|本次|的|且)+|(?:如果|若|如|在|数量?均|的)$")
_LONGEST = 120  # characters between the condition and what follows from it


def read_exemptions(setting: Setting) -> Iterator[Reading]:
    """Yield what takes rows out; what does so for reasons that are no numbers stays unparsed."""
    for start, end in sentences(setting.text):
        consequence = _DONE_WITHOUT.search(setting.text, start, end)
        if consequence is None:
            continue
        begins = max(start, consequence.start() - _LONGEST)
        lead = _LEAD.match(setting.text, begins, end)
        begins = lead.end() if lead and begins == start else begins
        begins += len(setting.text[begins:end]) - len(setting.text[begins:end].lstrip())
        ends = end - (len(setting.text[start:end]) - len(setting.text[start:end].rstrip()))
        conditions = _conditions(setting.text, begins, consequence.start())
        if conditions:
            yield Reading(begins, ends, RuleKind.EXEMPTION, conditions=conditions)
        else:
            yield Reading(begins, ends, RuleKind.UNPARSED)


def _conditions(text: str, start: int, end: int) -> tuple[Condition, ...]:
    """Return the conditions of which any suffices; () where several must hold together, or none is understood."""
    found: list[Condition] = []
    at = start
    while match := _CONDITION.search(text, at, end):
        at = match.end()
        if match["all"] or re.search("且|同时", text[start:end]):
            return ()
        if match["without"]:
            found += [Condition(name, "=", Fraction(0)) for name in _names(match["without"])]
        elif match["name"]:
            found.append(Condition(_names(match["name"])[-1], "<=", _value(match["limit"])))
        else:
            names = _names(match["names"])
            if _BOTH.search(match["names"]) or (len(names) > 1 and "或" not in match["names"]):
                return ()
            operator = "<=" if match["under"] else _OPERATORS[match["op"]]
            found += [Condition(name, operator, _value(match["value"])) for name in names]
    return tuple(dict.fromkeys(found))


def _names(text: str) -> list[str]:
    names = [_AROUND.sub("", part) for part in re.split(r" *+(?:或者?|、) *+", text)]
    return [tidy_name(name) for name in names if name]


def _value(text: str) -> Fraction:
    if text == "零":
        return Fraction(0)
    return Fraction(text.rstrip("% ")) / (100 if text.endswith("%") else 1)
