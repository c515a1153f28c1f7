"""From what a number is said to be to its metric, body and period: what the words leave out is taken from memory."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.figures import phrases
from parsers.figures.bodies import Names
from parsers.figures.clauses import (
    LONGEST_JOINED,
    after_lead,
    is_category,
    joined,
    last_verb,
    measure_of,
    overlapped,
    without_judgement,
    words_before,
)
from parsers.figures.comparisons import find_against
from parsers.figures.counts import mean_count
from parsers.figures.nouns import noun_after, predicate_after
from parsers.figures.parts import AVERAGES, is_part
from parsers.figures.periods import Span
from parsers.figures.roles import change_to_kind
from parsers.figures.state import Bound, Memory, Thread
from parsers.figures.subjects import NOTHING, VERBS, is_metric, modifier_of, words_to_subject
from parsers.figures.wording import Words
from parsers.figures.words import cut, is_verbal
from schemas.figures import SIZED, ChangeKind, FigureRole

HOUSES = frozenset("个 家 所 座 处 间 支 套 台 条".split())
"""Units of bodies themselves: 企业技术中心56个 counts the centres."""
_KINDS = ("企业", "业", "行业", "产业", "类", "险", "经济", "部门", "制品")
"""How a kind of things ends that has the measure of its like."""

_OF_INSTITUTIONS = frozenset(
    """
    在校生 在校学生 毕业生 招生 教职工 专任教师 学生 床位 从业人员 职工 卫生技术人员 工作人员 学位
    """.split()
)
"""What an institution has: 小学120所，在校生8.5万人."""
_MEASURES_OF_CHANGE = frozenset("增速 增幅 涨幅 降幅 总量 规模 件数 起数 批次 人次 人数 金额 户数".split())
"""What says nothing without the metric before it: 财政收入突破100亿元，增速居全省第3位."""
_ACCOUNT = re.compile(
    r"(?:完成|实现)?(?P<own>(?:当年|本年|年末|上年|年终)?(?:收支|滚存|累计|收入|支出)?(?:收入|支出|结余|赤字|结转|余额)"
    r"(?:预算|决算|总额|数)?)(?:完成)?"
)
"""The head of an account that says nothing without the fund it is of."""
_NARROWED = re.compile(
    r"(?:实际|调整后|全年)?(?:完成)?(?P<narrow>[\u4e00-\u9fff()、]{2,}?)(?:总?收入|总?支出)(?:预算|决算|总计|合计|数)?"
)
_PER_HEAD = re.compile(r"人均|户均|平均|日均|月均")
_STOCKS = ("余额", "存量", "保有量", "存栏")
_FLOWS = ("出栏", "产量", "销量", "产值")
_LIMITS = ("额度", "标准", "价格", "均价", "单价", "顺差", "逆差", "差额")
"""What has no parts however it is named after 其中."""
_TOTALS = ("总数", "总量", "总数量", "总额")
AGE = "年龄"
"""What years of life measure, whatever else is named."""


@dataclass(slots=True)
class Meanings:
    """Reads the meaning of one number after the other of a sentence."""

    names: Names
    memory: Memory
    thread: Thread
    period: Span | None = None
    said_period: bool = False

    def of(self, words: Words) -> Bound:
        """Return the number with its meaning."""
        thread, number, own = self.thread, words.number, words.own
        entity = thread.entity if thread.entity is not None else self.memory.section
        role = words.said.role
        if role is FigureRole.CHANGE:
            return self._mean_change(words, entity)
        if role is FigureRole.SHARE:
            return self._mean_share(words, entity)
        if role is FigureRole.RANK:
            return self._mean_rank(words, entity)
        if role is FigureRole.COUNT:
            return mean_count(words, entity, self.period, names=self.names, memory=self.memory, thread=thread)
        if role is FigureRole.TO and thread.last is not None:
            return replace(thread.last, number=number, role=role, period=self.period)
        if role is FigureRole.LEVEL and thread.part and is_part(number, self.thread):
            role = FigureRole.PART
        metric, named = self._level_metric(words, role)
        if (
            phrases.ALL_TOGETHER.search(words.before)
            and not own.metric
            and (known := thread.first or self.memory.opening)
        ):
            metric, named, entity = thread.lead or known, False, thread.outside or ""
        if role is FigureRole.PART and (_PER_HEAD.search(metric) or metric.endswith(_LIMITS)):
            role = FigureRole.LEVEL
        sized = thread.sized()
        if metric in _TOTALS and sized and sized[-1].number.base_unit == number.base_unit and not thread.lead:
            metric = joined(sized[-1].metric, metric)
        elif phrases.GENERIC.fullmatch(metric) and self.memory.opening and not thread.lead:
            metric = overlapped(self.memory.opening[-(LONGEST_JOINED - len(metric)) :], metric)
        elif named and not self.memory.opening:
            self.memory.opening = metric
        if named:
            if not thread.first and not own.event:
                thread.first = metric
                self.memory.modifier = modifier_of(metric)
            thread.metric = metric
        period = None if role is FigureRole.FROM and not self.said_period else self._period_of(metric, words)
        return Bound(number, role, metric, entity, period, against=words.said.against or "")

    def _period_of(self, metric: str, words: Words) -> Span | None:
        """A stock keeps the day that the sentence before named; a flow is of the whole period: 年末存栏#；出栏#."""
        point = self.memory.point
        if point is None:
            return self.period
        if not self.said_period and metric.endswith(_STOCKS):
            return point
        if self.period == point and "；" in words.before and metric.endswith(_FLOWS):
            return self.memory.outline.current_period
        return self.period

    def _level_metric(self, words: Words, role: FigureRole) -> tuple[str, bool]:
        """Return the metric of a level, and whether its own words name it."""
        thread, number, own, after = self.thread, words.number, words.own, words.after
        if number.unit in ("岁", "周岁"):
            return AGE, False
        bound = role in (FigureRole.TARGET, FigureRole.THRESHOLD) and phrases.OF_WHAT_BOUND.match(after)
        noun = noun_after(after) if number.unit and role is not FigureRole.FROM and not bound else ""
        if (
            own.event
            and not own.verb
            and not own.entity
            and not noun
            and (modifier := self._modifier())
            and (not thread.part or modifier.endswith("事故"))
        ):
            return joined(modifier, own.metric), True
        if own.verb and _ACCOUNT.fullmatch(own.metric) and not noun:
            return self._narrowed(own.metric), True
        if words.glued and own.metric in ("部分", "份额"):
            return thread.clause.metric or thread.metric, False
        last = thread.last
        counted = words.glued and last is not None and last.role is FigureRole.COUNT and thread.metric
        if counted and last and number.relative and own.metric == last.metric.removesuffix("数"):
            return thread.metric, False  # 2个城市低于80%
        if own.metric and not own.verb:
            metric = self.composed(own.metric)
            if number.unit in HOUSES:
                thread.house = own.metric
            if noun and not is_metric(own.metric):
                metric = joined(metric, noun) if len(metric) + len(noun) <= LONGEST_JOINED else last_verb(metric) + noun
            elif own.open and thread.part and is_verbal(cut(own.metric)[0]):
                metric = self._with_object(metric)
            return metric, not (own.metric in AVERAGES or (thread.lead and is_category(own.metric)))
        if noun:
            if own.verb:
                return own.metric + noun, True
            rest = predicate_after(after) if not words.clauses[-1].strip("、，") or own.whole else ""
            return (rest if noun in rest else noun), True
        for clause in reversed(words.clauses[:-1]):
            earlier = words_to_subject(after_lead(without_judgement(clause)), self.names)
            if phrases.DIVIDED.search(f"，{clause}，"):
                break
            if earlier.metric and not earlier.verb and not own.entity:
                named = self.composed(earlier.metric)
                return joined(named, own.metric), True
        classed = role is FigureRole.PART or number.unit in HOUSES
        if classed and not own.metric and (found := phrases.IS_WHAT.match(after)):
            return found["what"][:LONGEST_JOINED], True
        if own.verb:
            return self._with_object(own.metric), True
        if not thread.lead and not thread.metric and not thread.ahead and thread.opening:
            return thread.opening, True
        inherited = thread.lead or thread.metric or thread.ahead or self.memory.metric_for(number)
        return (inherited, False) if inherited else (noun, bool(noun))

    def composed(self, metric: str) -> str:
        """投诉类 after 诉求件受理量 is 投诉类诉求件受理量: a kind of things takes the noun of its list."""
        thread = self.thread
        if metric in _OF_INSTITUTIONS:
            if thread.house and thread.house not in metric:
                return joined(thread.house, metric)
            if thread.first and cut(thread.first)[-1] in _OF_INSTITUTIONS:
                return joined(modifier_of(thread.first), metric)
        if _ACCOUNT.fullmatch(metric):
            return self._narrowed(metric)
        if thread.part and thread.whole and (narrow := words_before(thread.whole.metric, metric)):
            return narrow + metric  # 还本 of 一般债券还本付息
        if metric in _MEASURES_OF_CHANGE:
            return joined(thread.first or self.memory.opening or thread.metric, metric)
        if (known := _shared_with(metric, thread.metric)) and not is_metric(metric):
            return known
        if metric in AVERAGES:
            return metric + thread.metric if thread.metric not in metric else metric
        whole = thread.whole if thread.part and thread.whole and thread.whole.role in SIZED else None
        if whole and len(metric) <= 4 and "差" not in metric and not is_metric(metric):
            return metric + measure_of(whole.metric, metric)
        if not metric.endswith(("类", "类别")):
            return metric
        noun = thread.lead or (thread.whole.metric if thread.whole else "")
        if not noun and thread.last is not None:
            noun = thread.last.metric.removesuffix("占比").rpartition("类")[2]
        return metric + noun if noun and noun not in metric and "类" not in noun else metric

    def _narrowed(self, account: str) -> str:
        """支出 after 养老保险基金收入 is 养老保险基金支出: what narrows an account down holds for the next one."""
        plain = _ACCOUNT.fullmatch(account)
        own = plain["own"] if plain else account
        for known in (self.thread.metric, self.memory.opening):
            found = _NARROWED.fullmatch(known)
            if found and not (self.thread.part and found["narrow"].endswith("税")):
                return joined(found["narrow"], own)
        return own

    def _with_object(self, metric: str) -> str:
        """市本级政府收到 after 收到申请: a verb takes the object that was named before."""
        thread = self.thread
        known = thread.whole.metric if thread.part and thread.whole else thread.lead or thread.metric
        known = known or self.memory.metric
        if metric in known or known.endswith(("率", "度", "占比", "比例")):
            return known if metric in known else metric
        object_words = list(cut(known))
        while object_words and object_words[0] in VERBS:
            object_words.pop(0)
        if not object_words or object_words[-1] in VERBS:
            return metric
        return joined(metric, "".join(object_words))

    def _mean_change(self, words: Words, entity: str) -> Bound:
        thread, number, own, said, clauses = self.thread, words.number, words.own, words.said, words.clauses
        last = thread.last
        metric = ""
        if said.thing:
            metric = said.moved + said.thing if said.moved == "净增" else said.thing
        elif own.metric and not own.verb:
            metric = self._of_kind(without_judgement(own.metric))
        elif len(clauses) > 1 and (last is None or not own.entity):
            metric = self._earlier_subject(clauses[:-1])
        named = bool(metric)
        if not metric and number.base_unit and not number.relative and not number.points:  # 同比减少14起、6人
            sized = thread.sized() if said.moved == "净增" else thread.sized()[::-1]
            counted = (each for each in sized if each.number.base_unit == number.base_unit)
            metric = next((each.metric for each in counted), "")
        if not metric and own.entity:
            metric = thread.lead or thread.metric
        if not metric and last is not None:
            metric = last.metric
            if thread.first and metric.startswith(AVERAGES) and metric.endswith(thread.first):
                metric = thread.first
            if last.role is FigureRole.SHARE and not number.points:
                metric = metric.removesuffix("占比")  # 占#，增长#: it is the thing that grows
            entity = last.entity
        metric = metric or thread.lead or thread.metric or self.memory.metric
        if named:
            thread.metric = metric
        level = next((each for each in reversed(thread.bounds) if each.role in (*SIZED, FigureRole.SHARE)), None)
        kind, doubtful = change_to_kind(number, metric, level.number.unit if level and level.metric == metric else "")
        against = find_against(said, number, thread, self.memory, self.period)
        doubts = (
            (("change.kind", ChangeKind.RELATIVE.value, f"{metric} is a rate that changes by %"),) if doubtful else ()
        )
        return Bound(
            number,
            FigureRole.CHANGE,
            metric,
            entity,
            self.period,
            against=against,
            kind=kind,
            falling=said.falling,
            doubts=doubts,
        )

    def _modifier(self) -> str:
        """本土 of 本土确诊病例, for 治愈出院 that says only what happened to them; the accident named last for 死亡."""
        accident = next((each.metric for each in reversed(self.thread.bounds) if each.metric.endswith("事故")), "")
        if accident:
            return modifier_of(accident)
        return self.memory.modifier or modifier_of(self.memory.outline.topic)

    def _of_kind(self, metric: str) -> str:
        """制造业增长# after 采矿业增加值下降# is 制造业增加值: a kind of things takes the measure of the one before."""
        if not metric.endswith(_KINDS):
            return self.composed(metric)
        before = next(
            (each for each in reversed(self.thread.bounds) if each.role is FigureRole.CHANGE), self.memory.last
        )
        if before is None or before.role is not FigureRole.CHANGE:
            return metric
        if metric.endswith("类") and "类" in before.metric:
            return metric + before.metric.rpartition("类")[2]
        return metric + measure_of(before.metric, metric)

    def _earlier_subject(self, clauses: Sequence[str]) -> str:
        """政法类诉求有所减少，环比下降#: a clause that says the direction names the subject of the next."""
        for clause in reversed(clauses):
            plain = without_judgement(clause)
            earlier = words_to_subject(after_lead(plain), self.names)
            if earlier.metric and not earlier.verb and (plain != clause or not self.thread.bounds):
                return earlier.metric
        return ""

    def _mean_share(self, words: Words, entity: str) -> Bound:
        thread, own, said = self.thread, words.own, words.said
        last = thread.last
        metric = self.composed(own.metric) if own.metric and not own.verb and not said.of_after else ""
        if said.of_after:
            metric = predicate_after(words.after.removeprefix("的")) or said.base
        if not metric:
            listed = self._listed()
            if len(listed) > 1 and len(words.clauses) > 1 and self._sums_up(words):
                if len({each.entity for each in listed}) > 1:
                    entity, metric = "", listed[0].metric
                else:
                    joined = "、".join(each.metric for each in listed)
                    metric = joined if len(joined) <= LONGEST_JOINED else thread.lead or listed[0].metric
            elif last is not None and not own.entity:
                metric, entity = last.metric, last.entity
        metric = metric or thread.lead or thread.metric or self.memory.metric
        if metric and not metric.endswith(("比重", "占比", "比例")):
            metric += "占比"
        return Bound(words.number, FigureRole.SHARE, metric, entity, self.period, base=said.base)

    def _sums_up(self, words: Words) -> bool:
        """Tell whether a share is one of a whole list: 甲区120件、乙区98件，占总数的#."""
        thread = self.thread
        return not words.said.ratio and (
            bool(thread.lead) or thread.listing or phrases.TOGETHER.search(words.before) is not None
        )

    def _listed(self) -> list[Bound]:
        """Return the figures of the list that stands right before: same unit, each of something of its own."""
        found: list[Bound] = []
        for bound in reversed(self.thread.bounds):
            if bound.role not in SIZED or (found and bound.number.unit != found[-1].number.unit):
                break
            found.append(bound)
        found.reverse()
        return found if len({(each.metric, each.entity) for each in found}) == len(found) else found[-1:]

    def _mean_rank(self, words: Words, entity: str) -> Bound:
        thread = self.thread
        own = NOTHING if words.glued else words.own
        found = phrases.WHO_AFTER.match(words.after)
        if found and self.names.is_body(found["who"]):
            entity = found["who"]
        metric = self.composed(own.metric) if own.metric else ""
        metric = metric or thread.lead or thread.clause.metric or thread.metric or self.memory.metric
        metric = phrases.RANK_WORDS.sub("", metric)
        return Bound(words.number, FigureRole.RANK, f"{metric}排名", entity, self.period)


def _shared_with(metric: str, known: str) -> str:
    """城镇居民 after 居民人均可支配收入 is 城镇居民人均可支配收入: another kind of what was measured."""
    shared = next((size for size in range(len(metric) - 1, 1, -1) if known.startswith(metric[-size:])), 0)
    return metric + known[shared:] if shared and is_metric(known) else ""
