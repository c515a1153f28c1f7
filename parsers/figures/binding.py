"""From the numbers of one passage to what each of them says.

A sentence is read from left to right with a small memory (the body and metric last named, what a list is about, the
period). What a clause leaves out is taken from the memory; what it names replaces the memory.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from parsers.figures import phrases
from parsers.figures.bodies import Names
from parsers.figures.nouns import noun_after, predicate_after
from parsers.figures.numbers import Number
from parsers.figures.periods import Kind, Mention, Span
from parsers.figures.phrases import CLAUSE, N
from parsers.figures.roles import PLACES, Said, change_to_kind, named_against, words_to_said
from parsers.figures.skeletons import GROUP, Run, Sentence, Skeleton, skeleton_to_sentences
from parsers.figures.sections import Outline
from parsers.figures.subjects import NOTHING, VERBS, Subject, is_metric, modifier_of, words_to_subject
from parsers.figures.words import cut, is_verbal
from schemas.figures import ChangeKind, FigureRole
from schemas.printed import SCALES

_REACH_BACK = 160  # characters before a number in which its words are looked for
_REACH_ON = 80  # characters behind it
_LONGEST_JOINED = 26  # characters of a metric put together from several words

_HABIT = 3  # changes that must have named what they are measured from before it is taken for granted
_HOUSES = frozenset("个 家 所 座 处 间 支 套 台 条".split())
"""Units of bodies themselves: 企业技术中心56个 counts the centres."""

_KINDS = ("企业", "业", "行业", "产业", "类", "险", "经济", "部门", "制品")
"""How a kind of things ends that has the measure of its like."""

_OF_INSTITUTIONS = frozenset("在校生 在校学生 毕业生 招生 教职工 专任教师 学生 床位 从业人员 职工 卫生技术人员 工作人员 学位".split())
"""What an institution has: 小学120所，在校生8.5万人."""

SIZED = (FigureRole.LEVEL, FigureRole.PART)


@dataclass(frozen=True, slots=True)
class Bound:
    """A number with its meaning; ``metric`` and ``entity`` as the text names them.

    ``doubts`` are other readings: (field, value, what speaks for it).
    """

    number: Number
    role: FigureRole
    metric: str
    entity: str
    period: Span | None
    base: str = ""
    against: str = ""
    kind: ChangeKind | None = None
    falling: bool = False
    doubts: tuple[tuple[str, str, str], ...] = ()


@dataclass(slots=True)
class Memory:
    """What a document has named so far: carried from passage to passage.

    ``context`` is the document's own period and ``near`` the last one named; ``subject`` is the body that the sentence
    before spoke of; ``level`` and ``last`` are the last level and the last figure of the
    passage, ``opening`` its first metric, ``modifier`` what narrows them down; ``against`` counts what changes were said to be measured from.
    """

    outline: Outline
    context: Span | None = None
    near: Span | None = None
    subject: str | None = None
    metric: str = ""
    modifier: str = ""
    opening: str = ""
    level: Bound | None = None
    last: Bound | None = None
    said_against: str = ""
    against: Counter[str] = field(default_factory=Counter)

    @property
    def section(self) -> str:
        return self.outline.body


@dataclass(slots=True)
class Thread:
    """What the words of one sentence have named so far; ``subject`` is the body that the sentence itself speaks of."""

    entity: str | None = None
    subject: str | None = None
    metric: str = ""
    first: str = ""
    view: str = ""
    lead: str = ""
    lead_end: int = -1
    against: str = ""
    opening: str = ""
    clause: Subject = NOTHING
    part: bool = False
    whole: Bound | None = None
    parts: list[Bound] = field(default_factory=list)
    parts_apart: bool = False
    bounds: list[Bound] = field(default_factory=list)
    dealt: list[tuple[str, str]] = field(default_factory=list)
    listed: int = 0
    listing: bool = False
    house: str = ""

    @property
    def last(self) -> Bound | None:
        return self.bounds[-1] if self.bounds else None

    def sized(self) -> list[Bound]:
        return [bound for bound in self.bounds if bound.role in SIZED]


def note_habits(folded: str, memory: Memory) -> None:
    """Count what the changes of a text are said to be measured from."""
    for found in phrases.HABITS.finditer(folded):
        memory.against[found["against"] or phrases.SAID_AGAINST[found["said"]]] += 1


def bind(skeleton: Skeleton, names: Names, memory: Memory) -> Iterator[Bound]:
    """Yield each number of a passage with its meaning, in order; ``memory`` is carried on to the next passage."""
    memory.level = memory.last = memory.subject = None
    memory.modifier = memory.opening = memory.said_against = ""
    for sentence in skeleton_to_sentences(skeleton):
        yield from _Reader(skeleton, sentence, names, memory).read()


class _Reader:
    """Reads one sentence."""

    def __init__(self, skeleton: Skeleton, sentence: Sentence, names: Names, memory: Memory) -> None:
        self.skeleton = skeleton
        self.sentence = sentence
        self.names = names
        self.memory = memory
        self.thread = Thread()
        self.period = memory.outline.current_period
        self.outer: tuple[bool, Bound | None, list[Bound], bool] | None = None
        self.said_period = False
        self.other: tuple[int, Span | None] | None = None
        self.dates = [date for date in skeleton.dates if sentence.start <= date[0] < sentence.end]
        self.date_at = 0

    def read(self) -> Iterator[Bound]:
        if phrases.CARRIES_ON.match(self.sentence.runs[0].text):
            self.thread.entity = self.memory.subject
        places = {order: (run, index) for run in self.sentence.runs for index, order in enumerate(run.numbers)}
        for order in sorted(places):
            run, index = places[order]
            self._pass_dates(self.skeleton.at[order])
            bound = self._of_other_period(self._bind(run, index, self.skeleton.numbers[order]), self.skeleton.at[order])
            self.thread.bounds.append(bound)
            self.memory.last = bound
            if bound.role is FigureRole.LEVEL and run.host is None:
                self.memory.level = bound
            yield bound
        self._pass_dates(self.sentence.end)
        if self.thread.metric:
            self.memory.metric = self.thread.metric
        self.memory.subject = self.thread.subject

    def _pass_dates(self, position: int) -> None:
        """Take in the dates that stand before ``position``."""
        while self.date_at < len(self.dates) and self.dates[self.date_at][0] <= position:
            at, mention = self.dates[self.date_at]
            self.date_at += 1
            if mention.kind is Kind.OTHER:
                self.other = (at, mention.span)
                continue
            if mention.span is None:
                self.period = self.memory.context
                continue
            self.period = self.memory.near = mention.span
            self.other = None
            self.said_period = True
            opens = _OPENING.fullmatch(self.skeleton.text, self.sentence.start, at) is not None
            if opens and _reaches_on(mention, self.memory.context):
                self.memory.outline.say_period(mention.span)

    def _of_other_period(self, bound: Bound, at: int) -> Bound:
        """去年受理#: another time than the bulletin's holds for the number right after it."""
        if self.other is None:
            return bound
        since, span = self.other
        self.other = None
        words = self.skeleton.text[since:at]
        if bound.role is FigureRole.CHANGE or "；" in words or words.find(")") > words.find("(") >= 0 or words.find("(") < 0 <= words.find(")"):
            return bound
        return replace(bound, period=span)

    def _bind(self, run: Run, index: int, number: Number) -> Bound:
        at = run.at[index]
        since = run.at[index - 1] + 1 if index else 0
        before = run.text[max(since, at - _REACH_BACK) : at]
        after = run.text[at + 1 : at + 1 + _REACH_ON]
        thread = self.thread
        if index and thread.last is not None:
            if not before:
                bounded = thread.last.role is FigureRole.THRESHOLD or thread.last.number.approx is not None
                return self._of_threshold(thread.last, number) if bounded else replace(thread.last, number=number)
            turned = phrases.LISTED.fullmatch(before) if thread.last.role is FigureRole.CHANGE else None
            if turned or phrases.CONNECTOR.fullmatch(before):
                return self._next_in_list(number, turned)
        self._keep_parts_apart(run, index)
        thread.listed, thread.dealt = 0, []
        if run.host is None:
            self._read_leads(run.text, at)
        elif not index:
            self._read_leads(self.sentence.runs[0].text, run.opened)
            self._read_host(run.host)
        before = phrases.ASIDE.sub("", before).replace(GROUP, "")
        if index:
            thread.listing = before.startswith("、") or (thread.listing and before.startswith("，"))
            before = _without_noun(before)
        self._follow_parts(before, number)
        said = words_to_said(before, after, number, thread.last.role if thread.last else None)
        clauses = CLAUSE.split(said.head)
        own = words_to_subject(_after_lead(clauses[-1]), self.names)
        if own.entity and not own.metric and number.unit in _HOUSES and said.role in SIZED and not thread.lead:
            own = Subject(metric=own.entity, whole=own.whole)
        glued = index > 0 and len(CLAUSE.split(before)) == 1 and before[:1] not in ("、", "和", "及", "与")
        if not glued:
            thread.clause = own
        if not thread.bounds:
            thread.opening = words_to_subject(phrases.SPREAD.split(_first_words(clauses))[0], self.names).metric
        self._note_entity(own, clauses, glued=glued)
        if thread.part and thread.lead_end > at - len(before) + before.rfind("其中") >= at - len(before):
            thread.part = False
        bound = self._mean(said, own, clauses, before, after, number, glued=glued)
        if bound.role is FigureRole.PART:
            thread.parts_apart = thread.parts_apart or (len(thread.parts) > 0 and "；" in before)
            thread.parts.append(bound)
        if phrases.RESPECTIVE.search(before):
            bound = self._deal(bound, said, run, index)
        return bound

    def _keep_parts_apart(self, run: Run, index: int) -> None:
        """What 其中 begins within brackets ends with them."""
        thread = self.thread
        if run.host is not None and not index:
            self.outer = (thread.part, thread.whole, thread.parts, thread.parts_apart)
            thread.part = False
            if not run.host and self._splits_last(run):
                thread.part, thread.whole, thread.parts, thread.parts_apart = True, thread.last, [], False
        elif run.host is None and self.outer is not None:
            thread.part, thread.whole, thread.parts, thread.parts_apart = self.outer
            self.outer = None

    def _splits_last(self, run: Run) -> bool:
        """收到建议85件（人大建议50件、政协提案35件）: brackets that hold what the number before them is made of."""
        last = self.thread.last
        inside = [self.skeleton.numbers[order] for order in run.numbers]
        if last is None or last.role not in SIZED or len({_base_unit(number.unit) for number in inside}) > 1:
            return False
        unit = _base_unit(inside[0].unit)
        return unit == _base_unit(last.number.unit) != "" and sum(map(_size, inside)) <= _size(last.number)

    # lists

    def _of_threshold(self, bound: Bound, number: Number) -> Bound:
        """75岁以上6例: the number behind a bound counts what lies beyond it."""
        thread = self.thread
        said = self.skeleton.words_of(bound.number)
        topic = thread.whole.metric if thread.part and thread.whole else thread.lead or self.memory.metric
        role = FigureRole.PART if thread.part else FigureRole.LEVEL
        return replace(bound, number=number, role=role, metric=_joined(said, topic))

    def _next_in_list(self, number: Number, turned: re.Match[str] | None) -> Bound:
        """8.24%和24.05%: the next of a list says the same of the next thing, or turns the direction (和下降#)."""
        thread = self.thread
        thread.listed += 1
        bound = replace(thread.bounds[-1], number=number)
        if turned:
            bound = replace(bound, falling=bool(turned["down"]))
        if thread.listed < len(thread.dealt):
            entity, metric = thread.dealt[thread.listed]
            return replace(bound, entity=entity or bound.entity, metric=metric or bound.metric)
        return bound

    def _deal(self, bound: Bound, said: Said, run: Run, index: int) -> Bound:
        """分别为5件、3件和2件: deal the numbers out to the things named before, or to the figures before."""
        thread = self.thread
        count = 1
        while index + count < len(run.at):
            between = run.text[run.at[index + count - 1] + 1 : run.at[index + count]]
            if not between or not (phrases.CONNECTOR.fullmatch(between) or phrases.LISTED.fullmatch(between)):
                break
            count += 1
        if count < 2:
            return bound
        thread.dealt = _respective_items(said.head, count, self.names)
        sized = thread.sized()
        if not thread.dealt and thread.last and thread.last.role is FigureRole.COUNT and thread.last.number.value == count:
            thread.dealt = self._counted_items(run, index, bound.metric)
        if not thread.dealt and len(sized) >= count and bound.role not in SIZED:
            thread.dealt = [(each.entity, each.metric) for each in sized[-count:]]
        if not thread.dealt:
            return bound
        if bound.role is FigureRole.SHARE:
            thread.dealt = [(entity, f"{metric}占比") for entity, metric in thread.dealt]
        entity, metric = thread.dealt[0]
        return replace(bound, entity=entity or bound.entity, metric=metric or bound.metric)

    def _counted_items(self, run: Run, index: int, metric: str) -> list[tuple[str, str]]:
        """甲、乙两区分别…: the things that the number before counts."""
        counted = self.thread.bounds[-1].number
        words = CLAUSE.split(run.text[max(0, run.at[index - 1] - _REACH_BACK) : run.at[index - 1]])[-1]
        items = [item for item in re.split(r"[、和及与]", words) if item]
        if len(items) != counted.value:
            return []
        unit = counted.unit if counted.unit in PLACES else ""
        return [(item if item.endswith(unit) else item + unit, metric) for item in items]

    def _read_leads(self, words: str, at: int) -> None:
        """Remember what a list is about: 从满意率看, 办理数量较多的单位是："""
        thread = self.thread
        low = max(0, at - _REACH_BACK)
        text = words[low:at]
        for view in phrases.VIEW.finditer(text):
            if phrases.DIMENSION.search(view["what"] or view["in"]):
                continue
            thread.view = self._metric_of(view["what"] or view["in"])
            thread.lead, thread.lead_end = thread.view, low + view.end()
        for lead in phrases.LEAD.finditer(text):
            if low + lead.end() <= thread.lead_end:
                continue
            thread.lead_end = low + lead.end()
            against = phrases.EARLIER_AGAINST.search(lead["what"])
            thread.against = named_against(against.groupdict()) or "" if against else ""
            what = self._metric_of(lead["what"].rsplit("中", 1)[-1])
            fits = len(what) > 1 and not what.startswith(("较", "进步")) and not self.names.is_body(what)
            if fits and (not thread.view or is_metric(what)):
                thread.lead = what
                if phrases.GENERIC.fullmatch(what):
                    thread.lead = self.memory.outline.topic + what
            elif thread.view:
                thread.lead = thread.view
            elif not thread.lead:
                thread.lead = thread.metric

    def _metric_of(self, words: str) -> str:
        return words_to_subject(CLAUSE.split(words.replace(N, ""))[-1], self.names).metric

    def _read_host(self, host: str) -> None:
        """市红星农场（68 分）: the number in brackets is of what stands before them."""
        words = _after_lead(CLAUSE.split(host.rstrip("，,：:"))[-1].rsplit("、", 1)[-1])
        if not words:
            return
        subject = words_to_subject(words, self.names)
        if subject.entity and not subject.metric:
            self.thread.entity = subject.entity
        elif subject.metric and not subject.entity:
            self.thread.metric = subject.metric

    # parts

    def _follow_parts(self, before: str, number: Number) -> None:
        """其中 begins the parts of the number before it; a semicolon may end them."""
        thread = self.thread
        found = None
        for found in phrases.PART.finditer(before):
            pass
        divided = any(phrases.DIMENSION.search(view["what"] or view["in"]) for view in phrases.VIEW.finditer(before))
        if found is not None or divided:
            sized = thread.sized()
            thread.part, thread.parts, thread.parts_apart = True, [], False
            thread.whole = sized[-1] if sized and not divided else self.memory.level or self.memory.last
            thread.metric = thread.whole.metric if divided and thread.whole else thread.metric
        elif thread.part and "；" in before and not self._parts_go_on(before, number):
            thread.part = False

    def _parts_go_on(self, before: str, number: Number) -> bool:
        """After a semicolon: parts that were set off by semicolons before, or that the whole still has room for."""
        thread = self.thread
        if thread.parts_apart:
            return True
        if not thread.parts:
            return True
        if len(thread.parts) > 1 or thread.whole is None or thread.whole.role not in SIZED:
            return False
        head = before.rpartition("；")[2]
        like_whole = len(thread.whole.metric) > 3 and head.startswith(thread.whole.metric[:2])
        if like_whole or _base_unit(number.unit) != _base_unit(thread.whole.number.unit):
            return False
        return _size(thread.parts[0].number) + _size(number) <= _size(thread.whole.number)

    # meaning

    def _note_entity(self, own: Subject, clauses: Sequence[str], *, glued: bool) -> None:
        """Let the words name whom the sentence speaks of from here on."""
        thread = self.thread
        for clause in clauses[:-1]:
            words = _after_lead(clause)
            subject = words_to_subject(words, self.names)
            if subject.entity and (subject.metric or words != clause):
                thread.entity = subject.entity
                if subject.metric and not thread.bounds:
                    thread.subject = subject.entity
            elif subject.whole and not subject.entity:
                thread.entity = ""
        if own.entity and not (glued and not own.metric):
            thread.entity = own.entity
            if own.metric and not thread.bounds:
                thread.subject = own.entity
        elif own.whole:
            thread.entity = ""
        elif self.memory.outline.named and phrases.SAID_BODY.search(clauses[-1]):
            thread.entity = self.memory.outline.named

    def _mean(
        self, said: Said, own: Subject, clauses: Sequence[str], before: str, after: str, number: Number, *, glued: bool
    ) -> Bound:
        thread = self.thread
        entity = thread.entity if thread.entity is not None else self.memory.section
        role = said.role
        if role is FigureRole.CHANGE:
            return self._mean_change(said, own, clauses, number, entity)
        if role is FigureRole.SHARE:
            return self._mean_share(said, own, clauses, before, after, number, entity)
        if role is FigureRole.RANK:
            return self._mean_rank(own if not glued else NOTHING, number, entity, after)
        if role is FigureRole.COUNT:
            return self._mean_count(own, clauses, after, number, entity)
        if role is FigureRole.TO and thread.last is not None:
            return replace(thread.last, number=number, role=role, period=self.period)
        if role is FigureRole.LEVEL and thread.part and self._is_part(number):
            role = FigureRole.PART
        metric, named = self._level_metric(own, clauses, after, number, role, glued=glued)
        if phrases.GENERIC.fullmatch(metric) and self.memory.opening and not thread.lead:
            metric = self.memory.opening[-(_LONGEST_JOINED - len(metric)) :] + metric
        elif named and not self.memory.opening:
            self.memory.opening = metric
        if named:
            if not thread.first and not own.event:
                thread.first = metric
                self.memory.modifier = modifier_of(metric)
            thread.metric = metric
        period = None if role is FigureRole.FROM and not self.said_period else self.period
        return Bound(number, role, metric, entity, period)

    def _is_part(self, number: Number) -> bool:
        thread = self.thread
        if number.relative or number.points or number.unit in ("分", "岁"):
            return False
        if thread.whole is None or thread.whole.role not in SIZED:
            return True
        return _base_unit(thread.whole.number.unit) == _base_unit(number.unit) or not thread.parts

    def _level_metric(
        self, own: Subject, clauses: Sequence[str], after: str, number: Number, role: FigureRole, *, glued: bool
    ) -> tuple[str, bool]:
        """Return the metric of a level, and whether its own words name it."""
        thread = self.thread
        if number.unit in ("岁", "周岁"):
            return "年龄", False
        noun = noun_after(after) if number.unit else ""
        if own.event and not own.verb and not own.entity and not noun and not thread.part and (modifier := self._modifier()):
            return _joined(modifier, own.metric), True
        if glued and own.metric in ("部分", "份额"):
            return thread.clause.metric or thread.metric, False
        if own.metric and not own.verb:
            metric = self._composed(own.metric)
            if number.unit in _HOUSES:
                thread.house = own.metric
            if noun and not is_metric(own.metric):
                metric = _joined(metric, noun) if len(metric) + len(noun) <= _LONGEST_JOINED else _last_verb(metric) + noun
            elif own.open and thread.part:
                metric = self._with_object(metric)
            return metric, not (thread.lead and _is_category(own.metric))
        if noun:
            if own.verb:
                return own.metric + noun, True
            rest = predicate_after(after) if not clauses[-1].strip("、，") or own.whole else ""
            return (rest if noun in rest else noun), True
        for clause in reversed(clauses[:-1]):
            earlier = words_to_subject(_after_lead(_without_judgement(clause)), self.names)
            if earlier.metric and not earlier.verb and not own.entity:
                named = self._composed(earlier.metric)
                return _joined(named, own.metric), True
        if role is FigureRole.PART and not own.metric and (found := phrases.IS_WHAT.match(after)):
            return found["what"][:_LONGEST_JOINED], True
        if own.verb:
            return self._with_object(own.metric), True
        if not thread.lead and not thread.metric and thread.opening:
            return thread.opening, True
        inherited = thread.lead or thread.metric or self.memory.metric
        return (inherited, False) if inherited else (noun, bool(noun))

    def _composed(self, metric: str) -> str:
        """投诉类 after 诉求件受理量 is 投诉类诉求件受理量: a kind of things takes the noun of its list."""
        thread = self.thread
        if metric in _OF_INSTITUTIONS and thread.house and thread.house not in metric:
            return _joined(thread.house, metric)
        if thread.part and thread.whole and len(metric) <= 4 and not is_metric(metric):
            return metric + _measure_of(thread.whole.metric, metric)
        first = thread.first
        if first and len(metric) <= 4 and not is_metric(metric) and is_verbal(cut(first)[-1]) and cut(first)[-1] != cut(metric)[-1]:
            return _joined(modifier_of(first), metric)
        if not metric.endswith(("类", "类别")):
            return metric
        noun = thread.lead or (thread.whole.metric if thread.whole else "")
        if not noun and thread.last is not None:
            noun = thread.last.metric.rpartition("类")[2]
        return metric + noun if noun and noun not in metric and "类" not in noun else metric

    def _with_object(self, metric: str) -> str:
        """市本级政府收到 after 收到申请: a verb takes the object that was named before."""
        thread = self.thread
        known = thread.whole.metric if thread.part and thread.whole else thread.lead or thread.metric
        known = known or self.memory.metric
        words = list(cut(known))
        while words and words[0] in VERBS:
            words.pop(0)
        if not words or words[-1] in VERBS:
            return metric
        return _joined(metric, "".join(words))

    def _mean_change(self, said: Said, own: Subject, clauses: Sequence[str], number: Number, entity: str) -> Bound:
        thread = self.thread
        last = thread.last
        metric = ""
        if said.thing:
            metric = said.thing
        elif own.metric and not own.verb:
            metric = self._of_kind(_without_judgement(own.metric))
        elif len(clauses) > 1 and (last is None or not own.entity):
            metric = self._earlier_subject(clauses[:-1])
        named = bool(metric)
        if not metric and own.entity:
            metric = thread.lead or thread.metric
        if not metric and last is not None:
            metric = last.metric.removesuffix("占比") if last.role is FigureRole.SHARE else last.metric
            entity = last.entity
        metric = metric or thread.lead or thread.metric or self.memory.metric
        if named:
            thread.metric = metric
        level = next((each for each in reversed(thread.bounds) if each.role in (*SIZED, FigureRole.SHARE)), None)
        kind, doubtful = change_to_kind(number, metric, level.number.unit if level and level.metric == metric else "")
        against = said.against
        if against is None:
            against = thread.against or self._usual_against(number) or next((each.against for each in reversed(thread.bounds) if each.role is FigureRole.CHANGE), "")
        elif against:
            self.memory.said_against = against
        doubts = (("change.kind", ChangeKind.RELATIVE.value, f"{metric} is a rate that changes by %"),) if doubtful else ()
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
        """本土 of 本土确诊病例, for 治愈出院 that says only what happened to them."""
        return self.memory.modifier or modifier_of(self.memory.outline.topic)

    def _usual_against(self, number: Number) -> str:
        """What the passage last compared with, or what the document mostly compares with, where nothing is said."""
        memory = self.memory
        if memory.said_against:
            return memory.said_against
        measured = any(_base_unit(each.number.unit) == _base_unit(number.unit) for each in self.thread.sized())
        if not (number.relative or number.points or measured):
            return ""
        total = sum(memory.against.values())
        usual, count = memory.against.most_common(1)[0] if total else ("", 0)
        return usual if count >= _HABIT and count * 2 > total else ""

    def _of_kind(self, metric: str) -> str:
        """制造业增长# after 采矿业增加值下降# is 制造业增加值: a kind of things takes the measure of the one before."""
        if not metric.endswith(_KINDS):
            return self._composed(metric)
        before = next((each for each in reversed(self.thread.bounds) if each.role is FigureRole.CHANGE), self.memory.last)
        if before is None or before.role is not FigureRole.CHANGE:
            return metric
        if metric.endswith("类") and "类" in before.metric:
            return metric + before.metric.rpartition("类")[2]
        return metric + _measure_of(before.metric, metric)

    def _earlier_subject(self, clauses: Sequence[str]) -> str:
        """政法类诉求有所减少，环比下降#: a clause that says the direction names the subject of the next."""
        for clause in reversed(clauses):
            plain = _without_judgement(clause)
            earlier = words_to_subject(_after_lead(plain), self.names)
            if earlier.metric and not earlier.verb and (plain != clause or not self.thread.bounds):
                return earlier.metric
        return ""

    def _mean_share(
        self, said: Said, own: Subject, clauses: Sequence[str], before: str, after: str, number: Number, entity: str
    ) -> Bound:
        thread = self.thread
        last = thread.last
        metric = self._composed(own.metric) if own.metric and not own.verb and not said.of_after else ""
        if said.of_after:
            metric = predicate_after(after.removeprefix("的")) or said.base
        if not metric:
            listed = self._listed()
            if len(listed) > 1 and len(clauses) > 1 and self._sums_up(said, before):
                if len({each.entity for each in listed}) > 1:
                    entity, metric = "", listed[0].metric
                else:
                    joined = "、".join(each.metric for each in listed)
                    metric = joined if len(joined) <= _LONGEST_JOINED else thread.lead or listed[0].metric
            elif last is not None and not own.entity:
                metric, entity = last.metric, last.entity
        metric = metric or thread.lead or thread.metric or self.memory.metric
        if metric and not metric.endswith(("比重", "占比", "比例")):
            metric += "占比"
        return Bound(number, FigureRole.SHARE, metric, entity, self.period, base=said.base)

    def _sums_up(self, said: Said, before: str) -> bool:
        """Tell whether a share is one of a whole list: 甲区120件、乙区98件，占总数的#."""
        thread = self.thread
        return said.ratio is False and (bool(thread.lead) or thread.listing or phrases.TOGETHER.search(before) is not None)

    def _listed(self) -> list[Bound]:
        """Return the figures of the list that stands right before: same unit, each of something of its own."""
        found: list[Bound] = []
        for bound in reversed(self.thread.bounds):
            if bound.role not in SIZED or (found and bound.number.unit != found[-1].number.unit):
                break
            found.append(bound)
        found.reverse()
        return found if len({(each.metric, each.entity) for each in found}) == len(found) else found[-1:]

    def _mean_rank(self, own: Subject, number: Number, entity: str, after: str) -> Bound:
        thread = self.thread
        found = phrases.WHO_AFTER.match(after)
        if found and self.names.is_body(found["who"]):
            entity = found["who"]
        metric = own.metric or thread.lead or thread.clause.metric or thread.metric or self.memory.metric
        metric = phrases.RANK_WORDS.sub("", metric)
        return Bound(number, FigureRole.RANK, f"{metric}排名", entity, self.period)

    def _mean_count(self, own: Subject, clauses: Sequence[str], after: str, number: Number, entity: str) -> Bound:
        thread = self.thread
        noun = noun_after(after)
        clause = clauses[-1]
        if number.unit in PLACES:
            return Bound(number, FigureRole.COUNT, f"{number.unit}数", "", self.period)
        if clause.endswith(("其他", "其它", "其余", "另外")):
            entity = ""
        if clause.endswith("等"):
            words = _after_lead(clause).removesuffix("等").lstrip("，,：:")
            if self.names.are_bodies(words) or noun.endswith(("单位", "部门", "企业", "公司")):
                thread.entity = f"{words}等{number.value}{number.unit}{noun}"
        if ranked := phrases.TOP.search(clause):
            said = words_to_subject(clause[: ranked.start()], self.names).metric
            known = thread.view or thread.lead
            metric = said if is_metric(said) or not known else known
            metric = metric or thread.metric or self.memory.metric
            return Bound(number, FigureRole.COUNT, f"{metric}排名{noun}数", self.memory.section, self.period)
        if clause.endswith("等") and (thread.view or thread.lead):
            return Bound(number, FigureRole.COUNT, f"{thread.view or thread.lead}{noun}数", entity, self.period)
        plain = words_to_subject(phrases.SPREAD.split(clause)[0], self.names)
        if noun:
            said = _said_of(predicate_after(after), noun) if noun in _ANY_BODY else ""
            metric = (own.metric if own.verb else said) + noun
        elif own.entity and not own.metric:
            metric = predicate_after(after) or thread.lead or thread.metric
        elif number.han and "、" in clause:
            metric = (thread.metric or thread.opening or plain.metric) + number.unit
        else:
            metric = plain.metric or thread.lead or thread.metric
        return Bound(number, FigureRole.COUNT, f"{metric}数", entity, self.period)


_ANY_BODY = frozenset(("单位", "部门", "企业", "公司", "街道", "区县", "县(市)区"))


def _said_of(predicate: str, noun: str) -> str:
    """单位均存在反馈不及时现象 says 存在反馈不及时现象 of 单位."""
    said = predicate.removeprefix(noun).lstrip("均都已全部")
    return "" if said.startswith(("为", "是", "的")) else said


def _first_words(clauses: Sequence[str]) -> str:
    return next((clause for clause in clauses if clause.strip("，、")), "")


def _without_noun(before: str) -> str:
    """Drop the noun that the number before counts: 53家市直单位网站和12个县区政府网站."""
    noun = noun_after(before)
    rest = before[len(noun) :]
    return rest if noun and before.startswith(noun) and rest[:1] in ("、", "和", "及", "与", "，") else before


def _last_verb(metric: str) -> str:
    return next((word for word in reversed(cut(metric)) if word in VERBS), "")


_OPENING = re.compile(rf"[，、；]*[^，；：{N}]{{0,12}}")
"""What may stand before a period that opens a sentence: 本报讯(记者), 福州市."""


def _reaches_on(mention: Mention, context: Span | None) -> bool:
    """Tell whether a period named at the beginning of a sentence holds for the sentences after it."""
    if context is None or mention.span is None or context.end is None:
        return context is None and mention.kind in (Kind.SPAN, Kind.POINT)
    if mention.kind is not Kind.SPAN or mention.span.end is None:
        return False
    return (mention.span.end - mention.span.start) >= (context.end - context.start)


_JUDGEMENT = re.compile(
    r"(?:(?:较|最|更|居|有所|略有|均有|均|也|都|较为|相对|比较|明显|有较明显|有明显)+(?:多|少|高|低|好|差|大|小|突出|明显|集中|增加|减少|上升|下降|波动|提升|提高|增长|回落))+$"
)


def _without_judgement(clause: str) -> str:
    return _JUDGEMENT.sub("", clause)


def _after_lead(clause: str) -> str:
    """Return what follows 较多的单位是 and the like."""
    end = 0
    for found in phrases.LEAD.finditer(clause):
        end = found.end()
    return clause[end:]


def _is_category(metric: str) -> bool:
    return metric.endswith(("类", "类别", "方面", "渠道", "途径", "问题"))


def _joined(first: str, second: str) -> str:
    """Put two parts of a metric together, each said once."""
    if not second or second in first:
        return first
    return first + second if len(first) + len(second) <= _LONGEST_JOINED else first


def _measure_of(metric: str, item: str) -> str:
    """Return the measure that ends ``metric``, for an item that has none: 赔付支出 of 保险赔付支出 for 财产险."""
    words = cut(metric)
    if len(words) < 2 or not is_metric(words[-1]) or any(character in words[-1] for character in item[-2:]):
        return ""
    tail = words[-1]
    if len(words) > 2 and is_verbal(words[-2]) and not any(character in words[-2] for character in item):
        tail = words[-2] + tail
    return tail


def _base_unit(unit: str) -> str:
    return unit.lstrip("万亿千百十")


def _size(number: Number) -> Fraction:
    names = [name for name in SCALES if number.unit.startswith(name)]
    return Fraction(number.value) * 10 ** (SCALES[max(names, key=len)] if names else 0)


def _respective_items(words: str, count: int, names: Names) -> list[tuple[str, str]]:
    """Return the ``count`` things that 分别 deals its numbers out to, each as (body, metric) with one of the two."""
    words = phrases.RESPECTIVE.split(words)[0]
    for clause in reversed(CLAUSE.split(words)):
        phrase = words_to_subject(_after_lead(_without_judgement(clause)), names)
        items = [part for part in re.split(r"、|以及|和|及|与", phrase.entity or phrase.metric) if part]
        if len(items) < 2:
            continue
        if len(items) != count:
            return []
        if phrase.entity:
            return [(item, phrase.metric) for item in items]
        tail = _shared_tail(items)
        return [("", item if item.endswith(tail) else item + tail) for item in items]
    return []


def _shared_tail(items: Sequence[str]) -> str:
    """城乡建设类, 政法类诉求 share 诉求; 一, 二, 三产业增加值 share 产业增加值."""
    last = items[-1]
    if (found := re.search(r"类(?!别)(.+)$", last)) and all(item.endswith("类") for item in items[:-1]):
        return found[1]
    if all(len(item) <= 2 for item in items[:-1]) and len(last) > len(items[-2]):
        return last[len(items[-2].removeprefix("第")) :]
    return ""
