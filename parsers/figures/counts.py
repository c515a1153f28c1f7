"""What a count counts: 等37家单位, 前三位, 三个方面."""

import re

from parsers.figures import phrases
from parsers.figures.bodies import Names
from parsers.figures.clauses import after_lead
from parsers.figures.nouns import noun_after, predicate_after
from parsers.figures.periods import Span
from parsers.figures.roles import PLACES
from parsers.figures.state import Bound, Memory, Thread
from parsers.figures.subjects import is_metric, words_to_subject
from parsers.figures.wording import Words
from schemas.figures import FigureRole

_NOUN_UNITS = frozenset("模块 平台 版块 板块 环节 领域 部分 级".split())
"""Units that name by themselves what is counted."""
_SHORT = 10  # characters of what stands before such a unit
_BEFORE_LIST = re.compile(r"^[，：]*(?:其中|还|共|主要)?(?:有|对|由|为|是)?")
_ANY_BODY = ("单位", "部门", "企业", "公司", "街道", "区县", "县(市)区")


def mean_count(
    words: Words, entity: str, period: Span | None, *, names: Names, memory: Memory, thread: Thread
) -> Bound:
    """Return the meaning of a number that says how many things a list, a claim or a group comprises."""
    number, own, after = words.number, words.own, words.after
    noun = noun_after(after)
    clause = words.clauses[-1]
    if number.unit in PLACES:
        return Bound(number, FigureRole.COUNT, f"{number.unit}数", "", period)
    if clause.endswith(("其他", "其它", "其余", "另外")):
        entity = ""
    if clause.endswith("等"):
        listed = _BEFORE_LIST.sub("", after_lead(clause).removesuffix("等"))
        house = next((word for word in _ANY_BODY if noun.startswith(word)), "")
        if names.are_bodies(listed) or house or noun.endswith(("单位", "部门", "企业", "公司")):
            noun = house or noun
            thread.entity = f"{listed}等{number.value}{number.unit}{noun}"
    if ranked := phrases.TOP.search(clause):
        said = words_to_subject(clause[: ranked.start()], names).metric
        known = thread.view or thread.lead
        metric = said if is_metric(said) or not known else known
        metric = metric or thread.metric or memory.metric
        return Bound(number, FigureRole.COUNT, f"{metric}排名{noun}数", memory.section, period)
    if clause.endswith("等") and (thread.view or thread.lead):
        return Bound(number, FigureRole.COUNT, f"{thread.view or thread.lead}{noun}数", entity, period)
    noun = _things_counted(noun.removesuffix("中"), after)
    if house := next((word for word in _ANY_BODY if noun.startswith(word)), ""):
        noun = house
    plain = words_to_subject(phrases.SPREAD.split(clause)[0], names)
    if number.unit in _NOUN_UNITS and not clause.endswith("等"):
        said = noun or (plain.metric if len(plain.metric) <= _SHORT else "")
        return Bound(number, FigureRole.COUNT, f"{said}{number.unit}数", entity, period)
    if noun:
        said = _said_of(predicate_after(after), noun) if noun in _ANY_BODY else ""
        narrowed = clause.endswith("的") and len(own.metric) <= _SHORT
        metric = (own.metric if own.verb or narrowed else said) + noun
    elif own.entity and not own.metric:
        metric = predicate_after(after) or thread.lead or thread.metric
    elif number.han and "、" in clause:
        metric = (thread.metric or thread.opening or plain.metric) + number.unit
    else:
        metric = plain.metric or thread.lead or thread.metric
    return Bound(number, FigureRole.COUNT, f"{metric}数", entity, period)


_THINGS = tuple(
    """
    城市 断面 点位 水源地 区县 县区 企业 单位 部门 项目 行业 街道 乡镇 社区 学校 医院 机构 站点 监测点 湖泊 河流 国家
    地区
    县 镇 村
    """.split()
)


def _things_counted(noun: str, after: str) -> str:
    """12个城市优良天数比例为67.7%: the cities are counted, not the share of days."""
    if not (is_metric(noun) or after.startswith(f"{noun}的问题")):
        return noun
    ends = [noun.find(thing) + len(thing) for thing in _THINGS if thing in noun]
    return noun[: min(ends)] if ends else noun


def _said_of(predicate: str, noun: str) -> str:
    """单位均存在反馈不及时现象 says 存在反馈不及时现象 of 单位."""
    said = predicate.removeprefix(noun).lstrip("均都已全部")
    return "" if said.startswith(("为", "是", "的", "中", "里")) else said
