"""From the numbers of one passage to what each of them says.

A sentence is read from left to right with a small memory (the body and metric last named, what a list is about, the
period). What a clause leaves out is taken from the memory; what it names replaces the memory.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.figures import phrases
from parsers.figures.bodies import Names
from parsers.figures.clauses import after_lead, first_words, joined, overlapped, without_noun
from parsers.figures.lists import counted_items, list_length, named_items
from parsers.figures.meanings import AGE, HOUSES, Meanings
from parsers.figures.numbers import Number
from parsers.figures.parts import follow_parts, makes_up_last
from parsers.figures.phrases import CLAUSE
from parsers.figures.roles import TIMES, Said, change_to_kind, named_against, words_to_said
from parsers.figures.skeletons import GROUP, NUMBER, Run, Sentence, Skeleton, skeleton_to_sentences
from parsers.figures.state import Bound, Memory, Thread
from parsers.figures.subjects import Subject, is_metric, words_to_subject
from parsers.figures.times import Times
from parsers.figures.wording import Words
from schemas.figures import SIZED, FigureRole

_REACH_BACK = 160  # characters before a number in which its words are looked for
_REACH_ON = 80  # characters behind it
_WHO = tuple("景区 景点 市 县 区 城市 省 镇 乡 村 街道 单位 企业 学校 国家 地区 品牌 商圈".split())
"""What a list ranks, where its items are bodies and places rather than kinds of things."""
_RANGE = re.compile(r"[至到~～—–-]{1,2}")


def note_habits(folded: str, memory: Memory) -> None:
    """Count what the changes of a text are said to be measured from."""
    for found in phrases.HABITS.finditer(folded):
        memory.against[found["against"] or phrases.SAID_AGAINST[found["said"]]] += 1


def bind(skeleton: Skeleton, names: Names, memory: Memory) -> Iterator[Bound]:
    """Yield each number of a passage with its meaning, in order; ``memory`` is carried on to the next passage."""
    memory.level = memory.last = memory.subject = memory.point = None
    memory.levels.clear()
    memory.modifier = memory.opening = memory.said_here = ""
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
        self.meanings = Meanings(names, memory, self.thread, memory.outline.current_period)
        self.outer: tuple[bool, Bound | None, list[Bound], bool, str | None] | None = None
        self.times = Times(skeleton, sentence, memory)

    def read(self) -> Iterator[Bound]:
        if ahead := phrases.SAID_AFTER.search(self.sentence.runs[0].text[-_REACH_ON:]):
            self.thread.ahead = self._metric_of(ahead["what"])
        if phrases.CARRIES_ON.match(self.sentence.runs[0].text):
            self.thread.entity = self.memory.subject
        places = {order: (run, index) for run in self.sentence.runs for index, order in enumerate(run.numbers)}
        for order in sorted(places):
            run, index = places[order]
            self.times.pass_until(self.skeleton.at[order])
            self.meanings.period, self.meanings.said_period = self.times.period, self.times.said
            bound = self._bind(run, index, self.skeleton.numbers[order])
            bound = self.times.of_its_own(bound, self.skeleton.at[order])
            self.thread.bounds.append(bound)
            self.memory.last = bound
            if bound.number.unit == "分" and is_metric(bound.metric):
                self.memory.scored = bound.metric
            if bound.role is FigureRole.LEVEL and run.host is None:
                self.memory.level = bound
                self.memory.levels.append(bound)
            yield bound
        self.times.pass_until(self.sentence.end - 1)
        self.memory.dated = self.memory.dated or any(bound.role in SIZED for bound in self.thread.bounds)
        if self.thread.metric:
            self.memory.metric = self.thread.metric
            sized = self.thread.sized()
            self.memory.unit = sized[-1].number.base_unit if sized else ""
        self.memory.subject = self.thread.subject

    def _bind(self, run: Run, index: int, number: Number) -> Bound:
        if unit := self._unit_behind_range(run, index, number):
            return replace(self._bind(run, index, replace(number, unit=unit)), number=number)
        at = run.at[index]
        since = run.at[index - 1] + 1 if index else 0
        before = run.text[max(since, at - _REACH_BACK) : at]
        after = run.text[at + 1 : at + 1 + _REACH_ON]
        thread = self.thread
        if index and thread.last is not None and (bound := self._goes_on(thread.last, before, number)):
            return bound
        self._begin(run, index, before)
        before = phrases.ASIDE.sub("", before).replace(GROUP, "")
        if phrases.BUT.match(after):
            before = phrases.EXCEPT.sub("", before)
        if index:
            thread.listing = before.startswith("、") or (thread.listing and before.startswith("，"))
            before = self._counted_apart(without_noun(before))
        if bound := self._of_base_ahead(before, after, number):
            return bound
        across = phrases.ACROSS_BASE.search(run.text, 0, at) if number.relative and index else None
        if across:
            before = run.text[run.at[index - 2] + 1 if index > 1 else 0 : across.start()]
        follow_parts(before, number, thread, self.memory)
        before = phrases.DIVIDED.sub("，", phrases.AMONG.sub("，", before))
        said = self._said(before, after, number, across)
        clauses = tuple(CLAUSE.split(said.head))
        own = self._own_subject(clauses[-1], said, number)
        glued = index > 0 and len(CLAUSE.split(before)) == 1 and before[:1] not in ("、", "和", "及", "与")
        if not glued:
            thread.clause = own
        if not thread.bounds:
            opening = phrases.SPREAD.split(after_lead(first_words(clauses)))[0]
            thread.opening = words_to_subject(opening, self.names).metric
        self._note_entity(own, clauses, glued=glued)
        if thread.part and thread.lead_end > at - len(before) + before.rfind("其中") >= at - len(before):
            thread.part = False
        bound = self.meanings.of(Words(number, said, before, after, clauses, own, glued))
        if across and not own.metric:
            bound = replace(bound, metric=f"{thread.metric or thread.first or self.memory.metric}占比")
        if index and thread.last and thread.last.role is FigureRole.THRESHOLD and bound.role in SIZED:
            bound = self._of_group(bound, thread.last, before, own)
        if bound.role is FigureRole.PART:
            thread.parts_apart = thread.parts_apart or (len(thread.parts) > 0 and "；" in before)
            thread.parts.append(bound)
        bound = self._dealt(bound, said, before, run, index)
        return replace(bound, role=FigureRole.TARGET) if self._is_aimed_at(bound, run, at) else bound

    def _unit_behind_range(self, run: Run, index: int, number: Number) -> str:
        """3至11岁: the first number of a range has the unit of the second."""
        if number.unit or index + 1 >= len(run.at):
            return ""
        if not _RANGE.fullmatch(run.text, run.at[index] + 1, run.at[index + 1]):
            return ""
        return self.skeleton.numbers[run.numbers[index + 1]].unit

    def _goes_on(self, last: Bound, before: str, number: Number) -> Bound | None:
        """Return a number that only goes on with what the last one began: the next of a list, 同比 beside 环比."""
        if not before:
            bounded = last.role is FigureRole.THRESHOLD or last.number.approx is not None
            return self._of_threshold(last, number) if bounded else replace(last, number=number)
        turned = None
        if last.role is FigureRole.CHANGE:
            also = phrases.BESIDE_ALSO.fullmatch(before)
            if also and number.base_unit == last.number.base_unit:
                return replace(last, number=number, against=also["against"])
            turned = phrases.LISTED.fullmatch(before)
        if turned or (phrases.CONNECTOR.fullmatch(before) and self._may_be_listed(last.number, number)):
            return self._next_in_list(number, turned)
        return None

    def _begin(self, run: Run, index: int, before: str) -> None:
        """Take in what the words before a number that begins something say of the numbers from here on."""
        if "；" in before:
            self.meanings.period = self.times.after_parts()
        self._keep_parts_apart(run, index)
        self.thread.listed, self.thread.dealt = 0, []
        if run.host is None:
            self._read_leads(run.text, run.at[index])
        elif not index:
            self._read_leads(self.sentence.runs[0].text, run.opened)
            self._read_host(run.host)

    def _of_base_ahead(self, before: str, after: str, number: Number) -> Bound | None:
        """占一般公共预算支出#亿元的比例为44%: the number stands as the base of the next one."""
        found = phrases.OF_BASE.search(before)
        if not (found and phrases.BASE_AHEAD.match(after) and number.base_unit):
            return None
        role = FigureRole.TARGET if phrases.PLANNED.search(found["base"]) else FigureRole.LEVEL
        return Bound(number, role, found["base"], self.thread.entity or "", self.meanings.period)

    def _said(self, before: str, after: str, number: Number, across: re.Match[str] | None) -> Said:
        """Return the role that the words give a number, and the words that are left for its subject."""
        if across:
            return Said(FigureRole.SHARE, before, base=across["base"])
        last = self.thread.last
        said = words_to_said(before, after, number, last.role if last else None)
        if said.role is FigureRole.LEVEL and before.startswith("、") and number.relative and self._share_goes_on(said):
            return Said(FigureRole.SHARE, said.head, base=last.base if last else "")
        return said

    def _own_subject(self, clause: str, said: Said, number: Number) -> Subject:
        """Return what the clause of a number names itself; what looks like a body may be a measure, and the reverse."""
        own = words_to_subject(after_lead(clause), self.names)
        if said.role not in SIZED:
            return own
        if own.entity and not own.metric and number.unit in HOUSES and not self.thread.lead:
            own = Subject(metric=own.entity, whole=own.whole)
        if self.thread.lead_who and own.metric and not own.entity and not is_metric(own.metric):
            own = Subject(entity=own.metric)  # 接待量排名前五的景区分别为：云顶山#
        return own

    def _of_group(self, bound: Bound, group: Bound, before: str, own: Subject) -> Bound:
        """60岁及以上人口为#: the number behind a bound is of the group that the bound draws."""
        if not before or CLAUSE.search(before):
            return bound
        return replace(bound, metric=joined(self.skeleton.words_of(group.number), own.metric or bound.metric))

    def _dealt(self, bound: Bound, said: Said, before: str, run: Run, index: int) -> Bound:
        """Give a number that 分别 deals out, or that goes on with numbers so dealt, the thing that it is dealt to."""
        thread = self.thread
        if phrases.RESPECTIVE.search(before):
            bound = self._deal(bound, said, run, index)
            thread.spread = thread.dealt if bound.role in SIZED else thread.spread
        elif bound.role not in SIZED and len(thread.spread) > 1 and list_length(run, index) == len(thread.spread):
            thread.dealt = thread.spread
            bound = replace(bound, entity=thread.dealt[0][0] or bound.entity, metric=thread.dealt[0][1] or bound.metric)
        if thread.dealt and bound.role is FigureRole.CHANGE:
            kind, doubtful = change_to_kind(bound.number, bound.metric, "")
            bound = replace(bound, kind=kind, doubts=bound.doubts if doubtful else ())
        return bound

    def _counted_apart(self, before: str) -> str:
        """三个区依次是晋安区#: the first body of a list whose length was said begins a phrase of its own."""
        last = self.thread.last
        led = phrases.OF_COUNTED.match(before) if last and last.role is FigureRole.COUNT else None
        return "、" + before[led.end() :] if led and self.names.leading(before[led.end() :]) else before

    def _is_aimed_at(self, bound: Bound, run: Run, at: int) -> bool:
        """力争#, 主要目标是：…#: what is aimed at, also where it is a rise or a fall."""
        if bound.role not in (FigureRole.LEVEL, FigureRole.CHANGE) or run.host is not None:
            return False
        if self.memory.outline.aims:
            return True
        part = run.text.rfind("；", 0, at) + 1
        aim = phrases.AIM.search(run.text, part, at)
        done = aim is not None and phrases.DONE.search(run.text, aim.end(), at) is not None
        return (aim is not None and not done) or phrases.GOALS.search(run.text, 0, at) is not None

    def _share_goes_on(self, said: Said) -> bool:
        """健身占四成、美容近三成: a list of shares says 占 once; a rate has its own name."""
        last = self.thread.last
        return last is not None and last.role is FigureRole.SHARE and not is_metric(self._metric_of(said.head))

    def _keep_parts_apart(self, run: Run, index: int) -> None:
        """What 其中 begins within brackets ends with them."""
        thread = self.thread
        if run.host is not None and not index:
            self.outer = (thread.part, thread.whole, thread.parts, thread.parts_apart, thread.entity)
            thread.part = False
            inside = [self.skeleton.numbers[order] for order in run.numbers]
            if not run.host and makes_up_last(inside, thread):
                thread.part, thread.whole, thread.parts, thread.parts_apart = True, thread.last, [], False
        elif run.host is None and self.outer is not None:
            thread.part, thread.whole, thread.parts, thread.parts_apart, thread.entity = self.outer
            self.outer = None

    def _of_threshold(self, bound: Bound, number: Number) -> Bound:
        """75岁以上6例: the number behind a bound counts what lies beyond it."""
        thread = self.thread
        said = self.skeleton.words_of(bound.number)
        topic = thread.whole.metric if thread.part and thread.whole else thread.lead or self.memory.metric
        role = FigureRole.PART if thread.part else FigureRole.LEVEL
        return replace(bound, number=number, role=role, metric=joined(said, topic))

    def _may_be_listed(self, last: Number, number: Number) -> bool:
        """Tell whether two numbers can be of one list: 6.5%和3.2%, but not 8956万剂次，60岁以上人群."""
        dealt = len(self.thread.dealt) > self.thread.listed + 1
        moved = self.thread.last is not None and self.thread.last.role is FigureRole.CHANGE
        return (
            dealt
            or (moved and number.unit not in TIMES)
            or last.base_unit == number.base_unit
            or not last.unit
            or not number.unit
        )

    def _next_in_list(self, number: Number, turned: re.Match[str] | None) -> Bound:
        """8.24%和24.05%: the next of a list says the same of the next thing, or turns the direction (和下降#)."""
        thread = self.thread
        thread.listed += 1
        bound = replace(thread.bounds[-1], number=number)
        if turned:
            bound = replace(bound, falling=bool(turned["down"]))
        if thread.listed < len(thread.dealt):
            entity, metric = thread.dealt[thread.listed]
            bound = replace(bound, entity=entity or bound.entity, metric=metric or bound.metric)
        if bound.role is FigureRole.CHANGE and number.unit != thread.bounds[-1].number.unit:
            counted = (each for each in reversed(thread.sized()) if each.number.base_unit == number.base_unit)
            metric = bound.metric if thread.dealt else next((each.metric for each in counted), bound.metric)
            bound = replace(bound, metric=metric, kind=change_to_kind(number, metric, "")[0])
        return bound

    def _deal(self, bound: Bound, said: Said, run: Run, index: int) -> Bound:
        """分别为5件、3件和2件: deal the numbers out to the things named before, or to the figures before."""
        thread = self.thread
        count = list_length(run, index)
        if count < 2:
            return bound
        thread.dealt = named_items(said.head, count, self.names)
        sized = thread.sized()
        last = thread.last
        if not thread.dealt and last and last.role is FigureRole.COUNT and last.number.value == count:
            thread.dealt = counted_items(run, index, last.number, bound.metric)
        if not thread.dealt and len(sized) >= count and bound.role not in SIZED:
            thread.dealt = [(each.entity, each.metric) for each in sized[-count:]]
        if not thread.dealt and len(sized) >= count and bound.role in SIZED:
            thread.dealt = [(each.entity, bound.metric) for each in _bodies_before(sized, count)]
        if not thread.dealt or bound.metric == AGE:
            return bound
        thread.dealt = [(entity, self.meanings.composed(metric) if metric else "") for entity, metric in thread.dealt]
        if bound.role is FigureRole.SHARE:
            thread.dealt = [(entity, f"{metric}占比") for entity, metric in thread.dealt]
        entity, metric = thread.dealt[0]
        return replace(bound, entity=entity or bound.entity, metric=metric or bound.metric)

    def _read_leads(self, words: str, at: int) -> None:
        """Remember what a list is about: 从满意率看, 办理数量较多的单位是："""
        thread = self.thread
        low = max(0, at - _REACH_BACK)
        text = words[low:at]
        if not phrases.MAY_LEAD.search(text):
            return
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
            who = lead["who"].removeprefix("的").strip("，、：")
            thread.lead_who = who if is_metric(what) and who.endswith(_WHO) else ""
            fits = len(what) > 1 and not what.startswith(("较", "进步")) and not self.names.is_body(what)
            if fits and (not thread.view or is_metric(what)):
                thread.lead = what
                if phrases.GENERIC.fullmatch(what):
                    thread.lead = overlapped(self.memory.outline.topic, what)
            elif thread.view:
                thread.lead = thread.view
            elif not thread.lead:
                thread.lead = thread.metric

    def _metric_of(self, words: str) -> str:
        return words_to_subject(CLAUSE.split(words.replace(NUMBER, ""))[-1], self.names).metric

    def _read_host(self, host: str) -> None:
        """市红星农场（68 分）: the number in brackets is of what stands before them."""
        words = after_lead(CLAUSE.split(host.rstrip("，,：:"))[-1].rsplit("、", 1)[-1])
        words = phrases.SPREAD_IN.sub("", words)
        if words[:1] in ("和", "及", "与") and not self.names.leading(words):
            words = words[1:]  # 柳河镇（93.5%）和石桥乡（94.1%）
        if not words:
            return
        subject = words_to_subject(words, self.names)
        if subject.entity and not subject.metric:
            self.thread.entity = subject.entity
        elif subject.metric and not subject.entity:
            self.thread.metric = subject.metric

    def _note_entity(self, own: Subject, clauses: Sequence[str], *, glued: bool) -> None:
        """Let the words name whom the sentence speaks of from here on."""
        thread = self.thread
        for clause in clauses[:-1]:
            words = after_lead(clause)
            subject = words_to_subject(words, self.names)
            if subject.entity and (subject.metric or words != clause):
                thread.entity = subject.entity
                if subject.metric and not thread.bounds:
                    thread.subject = subject.entity
            elif subject.whole and not subject.entity:
                thread.entity = ""
        counted = glued and thread.last is not None and thread.last.role is FigureRole.COUNT
        if own.entity and not counted and not (glued and not own.metric):
            thread.entity = own.entity
            if own.metric and not thread.bounds:
                thread.subject = own.entity
        elif own.whole:
            thread.entity = ""
        elif self.memory.outline.named and phrases.SAID_BODY.search(clauses[-1]):
            thread.entity = self.memory.outline.named


def _bodies_before(sized: Sequence[Bound], count: int) -> Sequence[Bound]:
    """马尾区31件、长乐区45件，办结率分别为#、#: the last ``count`` sizes, if each is another body's."""
    last = sized[-count:]
    bodies = {each.entity for each in last if each.entity}
    return last if len(bodies) == count and len({each.metric for each in last}) == 1 else ()
