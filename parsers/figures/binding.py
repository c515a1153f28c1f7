"""From the numbers of one passage to what each of them says.

A sentence is read from left to right with a small memory (the body and metric last named, what a list is about, the
period). What a clause leaves out is taken from the memory; what it names replaces the memory.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from parsers.figures import phrases
from parsers.figures.names import Names, Subject, is_category, is_metric, words_to_subject
from parsers.figures.numbers import Number
from parsers.figures.periods import Kind, Mention, Span
from parsers.figures.phrases import CLAUSE, GROUP, N
from parsers.figures.roles import PLACES, Said, change_to_kind, words_to_said
from parsers.figures.skeletons import Run, Sentence, Skeleton, skeleton_to_sentences
from parsers.figures.words import cut
from schemas.figures import ChangeKind, FigureRole

_REACH_BACK = 160  # characters before a number in which its words are looked for
_REACH_ON = 80  # characters behind it

SIZED = (FigureRole.LEVEL, FigureRole.PART)


@dataclass(frozen=True, slots=True)
class Bound:
    """A number with its meaning; ``metric`` and ``entity`` as the text names them."""

    number: Number
    role: FigureRole
    metric: str
    entity: str
    period: Span | None
    base: str = ""
    against: str = ""
    kind: ChangeKind | None = None
    falling: bool = False
    own: bool = False
    """Its own words name it; nothing is inherited."""
    doubts: tuple[tuple[str, str, str], ...] = ()


@dataclass(slots=True)
class Memory:
    """What a document has named so far: carried from passage to passage."""

    period: Span | None = None
    section: str = ""
    named: str = ""
    metric: str = ""
    unit: str = ""


@dataclass(slots=True)
class Thread:
    """What the words of one sentence have named so far."""

    entity: str | None = None
    metric: str = ""
    view: str = ""
    lead: str = ""
    lead_end: int = -1
    part: bool = False
    part_unit: str | None = None
    whole: Bound | None = None
    bounds: list[Bound] = field(default_factory=list)
    dealt: list[str] = field(default_factory=list)
    dealt_to: list[Bound] = field(default_factory=list)
    listed: int = 0

    @property
    def last(self) -> Bound | None:
        return self.bounds[-1] if self.bounds else None


def bind(skeleton: Skeleton, names: Names, memory: Memory) -> Iterator[Bound]:
    """Yield each number of a passage with its meaning, in order; ``memory`` is carried on to the next passage."""
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
        self.context = memory.period
        self.period = memory.period
        self.dates = [date for date in skeleton.dates if sentence.start <= date[0] <= sentence.end]
        self.date_at = 0

    def read(self) -> Iterator[Bound]:
        places = {order: (run, index) for run in self.sentence.runs for index, order in enumerate(run.numbers)}
        for order in sorted(places):
            run, index = places[order]
            self._pass_dates(self.skeleton.at[order])
            bound = self._bind(run, index, self.skeleton.numbers[order])
            self.thread.bounds.append(bound)
            if bound.role in (*SIZED, FigureRole.FROM, FigureRole.TO):
                self.memory.unit = bound.number.unit
            yield bound
        self._pass_dates(self.sentence.end)
        if self.thread.metric:
            self.memory.metric = self.thread.metric

    def _pass_dates(self, position: int) -> None:
        """Take in the dates that stand before ``position``."""
        while self.date_at < len(self.dates) and self.dates[self.date_at][0] <= position:
            mention = self.dates[self.date_at][1]
            self.date_at += 1
            if mention.span is None:
                continue
            self.period = mention.span
            if mention.kind is Kind.SPAN:
                self.memory.period = mention.span

    def _bind(self, run: Run, index: int, number: Number) -> Bound:
        at = run.at[index]
        since = run.at[index - 1] + 1 if index else 0
        before = run.text[max(since, at - _REACH_BACK) : at]
        after = run.text[at + 1 : at + 1 + _REACH_ON]
        thread = self.thread
        if index and phrases.CONNECTOR.fullmatch(before) and thread.last is not None:
            return self._next_in_list(number, before)
        thread.listed = 0
        self._read_leads(run, at)
        if run.host is not None and not index:
            self._read_host(run.host)
        before = before.replace(GROUP, "")
        if phrases.PART.search(before):
            self._open_part(before)
        elif thread.part and "；" in before:
            self._maybe_close_part(before, number)
        said = words_to_said(before, after, number, thread.last.role if thread.last else None)
        bound = self._mean(said, before, after, number, run, index)
        if phrases.RESPECTIVE.search(before):
            bound = self._deal(bound, said, run, index, before)
        return bound

    # lists

    def _next_in_list(self, number: Number, before: str) -> Bound:
        """8.24%和24.05%: the next of a list says the same of the next thing."""
        thread = self.thread
        last = thread.bounds[-1]
        thread.listed += 1
        bound = replace(last, number=number)
        if thread.listed < len(thread.dealt):
            kind, _, text = thread.dealt[thread.listed].partition(":")
            return replace(bound, entity=text) if kind == "body" else replace(bound, metric=text)
        if thread.listed < len(thread.dealt_to):
            model = thread.dealt_to[thread.listed]
            return replace(bound, metric=model.metric, entity=model.entity)
        return bound

    def _deal(self, bound: Bound, said: Said, run: Run, index: int, before: str) -> Bound:
        """分别为5件、3件和2件: deal the numbers out to the things named before, or to the figures before."""
        thread = self.thread
        count = 1
        while index + count < len(run.at):
            between = run.text[run.at[index + count - 1] + 1 : run.at[index + count]]
            if not phrases.CONNECTOR.fullmatch(between):
                break
            count += 1
        thread.dealt, thread.dealt_to = [], []
        if count < 2:
            return bound
        thread.dealt = _respective_items(said.head + said.thing, count, self.names)
        if thread.dealt:
            kind, _, text = thread.dealt[0].partition(":")
            return replace(bound, entity=text) if kind == "body" else replace(bound, metric=text)
        sized = [each for each in thread.bounds if each.role in SIZED]
        if len(sized) >= count and bound.role in (FigureRole.CHANGE, FigureRole.SHARE):
            thread.dealt_to = sized[-count:]
            return replace(bound, metric=sized[-count].metric, entity=sized[-count].entity)
        return bound

    def _read_leads(self, run: Run, at: int) -> None:
        """Remember what a list is about: 从满意率看, 办理数量较多的单位是："""
        thread = self.thread
        low = max(0, at - _REACH_BACK)
        text = run.text[low:at]
        for view in phrases.VIEW.finditer(text):
            thread.view = self._metric_of(view["what"] or view["in"])
            thread.lead, thread.lead_end = thread.view, low + view.end()
        for lead in phrases.LEAD.finditer(text):
            if low + lead.end() <= thread.lead_end or run.host is not None:
                continue
            thread.lead_end = low + lead.end()
            what = self._metric_of(lead["what"].rsplit("中", 1)[-1])
            fits = len(what) > 1 and not what.startswith(("较", "进步")) and not self.names.is_body(what)
            if fits and (not thread.view or is_metric(what)):
                thread.lead = what
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

    def _open_part(self, before: str) -> None:
        thread = self.thread
        thread.part = True
        sized = [each for each in thread.bounds if each.role in SIZED]
        thread.whole = sized[-1] if sized else None

    def _maybe_close_part(self, before: str, number: Number) -> None:
        """A semicolon ends what 其中 began, unless the parts themselves are set off by semicolons."""
        thread = self.thread
        parts = [each for each in thread.bounds if each.role is FigureRole.PART]
        if len(parts) >= 2 and thread.listed == 0:
            thread.part = False

    # meaning

    def _mean(self, said: Said, before: str, after: str, number: Number, run: Run, index: int) -> Bound:
        clauses = [clause for clause in CLAUSE.split(said.head)]
        own = words_to_subject(_after_lead(clauses[-1]), self.names) if clauses else Subject()
        thread = self.thread
        self._note_entity(own, clauses)
        entity = thread.entity if thread.entity is not None else self.memory.section
        role = said.role
        if role is FigureRole.CHANGE:
            return self._mean_change(said, own, clauses, number, entity)
        if role is FigureRole.SHARE:
            return self._mean_share(said, own, clauses, number, entity)
        if role is FigureRole.RANK:
            return self._mean_rank(said, own, number, entity, after)
        if role is FigureRole.COUNT:
            return self._mean_count(own, clauses, after, number, entity)
        if role is FigureRole.TO and thread.last is not None:
            return replace(thread.last, number=number, role=role, period=self.period)
        if role is FigureRole.LEVEL and thread.part and self._is_part(number):
            role = FigureRole.PART
        metric, named = self._level_metric(own, clauses, after, number)
        if named:
            thread.metric = metric
        period = None if role is FigureRole.FROM and self.period is self.context else self.period
        return Bound(number, role, metric, entity, period, own=named)

    def _is_part(self, number: Number) -> bool:
        thread = self.thread
        if number.relative or number.unit in ("分", "岁"):
            return False
        return thread.whole is None or _base_unit(thread.whole.number.unit) == _base_unit(number.unit) or not any(
            each.role is FigureRole.PART for each in thread.bounds
        )

    def _note_entity(self, own: Subject, clauses: Sequence[str]) -> None:
        """Let the words name whom the sentence speaks of from here on."""
        thread = self.thread
        for clause in clauses[:-1]:
            words = _after_lead(clause)
            subject = words_to_subject(words, self.names)
            if subject.entity and (subject.metric or words != clause):
                thread.entity = subject.entity
            elif subject.whole and not subject.entity:
                thread.entity = ""
        if own.entity:
            thread.entity = own.entity
        elif own.whole:
            thread.entity = ""
        elif clauses and re.search(r"该(?:单位|部门|局|公司|街道|镇|乡|县|区|市|中心|委|站|所)", clauses[-1]) and self.memory.named:
            thread.entity = self.memory.named

    def _level_metric(self, own: Subject, clauses: Sequence[str], after: str, number: Number) -> tuple[str, bool]:
        """Return the metric of a level, and whether its own words name it."""
        thread = self.thread
        noun = _noun_after(after, number)
        if own.metric and not own.verb:
            metric = self._composed(own.metric)
            if noun and number.unit and not is_metric(own.metric) and len(own.metric) + len(noun) <= 24:
                metric += noun
            return metric, not (thread.lead and is_category(own.metric))
        if noun and number.unit:
            return own.metric + noun, True
        for clause in reversed(clauses[:-1]):
            earlier = words_to_subject(_after_lead(_without_judgement(clause)), self.names)
            if earlier.metric and not earlier.verb and not own.entity:
                named = self._composed(earlier.metric)
                return (named if named.endswith(own.metric) else named + own.metric), True
        inherited = thread.lead or thread.metric or self.memory.metric
        if own.verb and own.metric and own.metric not in inherited:
            return (inherited + own.metric if len(inherited) < 20 else own.metric), True
        if inherited:
            return inherited, False
        return (own.metric or noun or ""), bool(own.metric or noun)

    def _composed(self, metric: str) -> str:
        """投诉类 after 诉求件受理量 is 投诉类诉求件受理量: a kind of things takes the noun of its list."""
        thread = self.thread
        noun = thread.lead or (thread.whole.metric if thread.whole else "")
        if metric.endswith(("类", "类别")) and noun and noun not in metric and "类" not in noun:
            return metric + noun
        return metric

    def _mean_change(
        self, said: Said, own: Subject, clauses: Sequence[str], number: Number, entity: str
    ) -> Bound:
        thread = self.thread
        last = thread.last
        metric, named = "", False
        if said.thing:
            metric, named = said.thing, True
        elif own.metric and not own.verb:
            metric, named = self._composed(_without_judgement(own.metric)), True
        elif len(clauses) > 1 and (last is None or "。" in said.head):
            for clause in reversed(clauses[:-1]):
                earlier = words_to_subject(_after_lead(_without_judgement(clause)), self.names)
                if earlier.metric:
                    metric, named = earlier.metric, True
                    break
        if not metric and own.entity and not own.metric:
            metric = thread.lead or thread.metric
        if not metric and last is not None:
            metric = last.metric.removesuffix("占比") if last.role is FigureRole.SHARE else last.metric
            entity = last.entity
        metric = metric or thread.lead or thread.metric or self.memory.metric
        if named:
            thread.metric = metric
        unit = last.number.unit if last is not None and last.role in (*SIZED, FigureRole.SHARE) else ""
        kind, doubtful = change_to_kind(number, metric, unit)
        against = said.against or ""
        if not against and last is not None:
            against = next((each.against for each in reversed(thread.bounds) if each.role is FigureRole.CHANGE), "")
        doubts = (("change.kind", ChangeKind.RELATIVE.value, "a rate that changes by %"),) if doubtful else ()
        return Bound(
            number,
            FigureRole.CHANGE,
            metric,
            entity,
            self.period,
            against=against,
            kind=kind,
            falling=said.falling,
            own=named,
            doubts=doubts,
        )

    def _mean_share(self, said: Said, own: Subject, clauses: Sequence[str], number: Number, entity: str) -> Bound:
        thread = self.thread
        metric, named = (self._composed(own.metric), True) if own.metric and not own.verb else ("", False)
        last = thread.last
        if not metric:
            listed = self._listed()
            if len(listed) > 1 and (len(clauses) > 1 or said.head.strip("，,")):
                entities = {each.entity for each in listed}
                if len(entities) > 1:
                    entity, metric = "", listed[0].metric
                else:
                    joined = "、".join(each.metric for each in listed)
                    metric = joined if len(joined) <= 26 else thread.lead or listed[0].metric
            elif last is not None:
                metric, entity = last.metric, last.entity
        metric = metric or thread.lead or thread.metric or self.memory.metric
        base = said.base
        if metric and not metric.endswith(("比重", "占比", "比例")):
            metric += "占比"
        return Bound(number, FigureRole.SHARE, metric, entity, self.period, base=base, own=named)

    def _listed(self) -> list[Bound]:
        """Return the figures of the list that stands right before: same unit, each with a name of its own."""
        found: list[Bound] = []
        for bound in reversed(self.thread.bounds):
            if bound.role not in SIZED or (found and bound.number.unit != found[-1].number.unit):
                break
            found.append(bound)
        found.reverse()
        return found if len({(each.metric, each.entity) for each in found}) == len(found) else found[-1:]

    def _mean_rank(self, said: Said, own: Subject, number: Number, entity: str, after: str) -> Bound:
        thread = self.thread
        found = re.match(rf"(?:位|名)?(?:的)?(?:是|为)(?P<who>[^，,；;：:。{N}{GROUP}]{{2,24}})", after)
        if found and self.names.is_body(found["who"]):
            entity = found["who"]
        metric = own.metric or thread.lead or thread.metric or self.memory.metric
        return Bound(number, FigureRole.RANK, f"{metric}排名", entity, self.period, own=bool(own.metric))

    def _mean_count(self, own: Subject, clauses: Sequence[str], after: str, number: Number, entity: str) -> Bound:
        thread = self.thread
        noun = _noun_after(after, number)
        clause = clauses[-1] if clauses else ""
        if number.unit in PLACES:
            return Bound(number, FigureRole.COUNT, f"{number.unit}数", "", self.period, own=True)
        if clause.endswith("等"):
            words = _after_lead(clause).removesuffix("等")
            who = f"{words_to_subject(words, self.names).entity or ''}等{number.value}{number.unit}{noun}"
            if self.names.are_bodies(words) or noun.endswith(("单位", "部门", "企业", "公司")):
                thread.entity = f"{words.lstrip('，,：:')}等{number.value}{number.unit}{noun}"
            del who
        if re.search(r"(?:前|后|最后|倒数)$", clause):
            metric = own.metric or thread.lead or thread.metric or self.memory.metric
            return Bound(number, FigureRole.COUNT, f"{metric}{noun}数", entity, self.period)
        metric = noun or own.metric or thread.lead or thread.metric
        if own.verb and noun:
            metric = own.metric + noun
        return Bound(number, FigureRole.COUNT, f"{metric}数", entity, self.period, own=bool(noun or own.metric))


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


_NOUN_STOPS = frozenset(
    "的 是 为 在 均 都 已 全部 分别 其中 占 比 较 同比 环比 共 和 与 及 以及 或 至 到 并 且 等 也 则 由 被 将 未 不 无 有 按 经 因 实现 完成 开展 进行 签订 实行 中 内 上 下 里 之 后 前 时 来 起 "
    "同时 依托 逐步 正在 可 能 能够 需 应 应当 必须 累计 就 还 又 仍 从 向 对 通过 用于 用 达到 达 增长 下降 增加 减少 提升 提高 位列 排名 、 ， 。 ； ： ( ) “ ” 《 》".split()
)


def _noun_after(after: str, number: Number) -> str:
    """Return the noun that a number counts: 2237个审批服务事项."""
    text = re.split(rf"[，,；;：:。、!?！？({N}{GROUP}《]", after[:32], maxsplit=1)[0].translate(str.maketrans("", "", "“”\""))
    if not text:
        return ""
    words = []
    for word in cut(text):
        if word in _NOUN_STOPS:
            break
        words.append(word)
    return "".join(words)


def _base_unit(unit: str) -> str:
    return unit.lstrip("万亿千百十")


def _respective_items(words: str, count: int, names: Names) -> list[str]:
    """Return the ``count`` things that 分别 deals its numbers out to, as ``body:`` or ``metric:`` words."""
    words = phrases.RESPECTIVE.split(words)[0]
    for clause in reversed(CLAUSE.split(words)):
        phrase = words_to_subject(_after_lead(_without_judgement(clause)), names)
        text = phrase.entity + phrase.metric
        items = [part for part in re.split(r"、|以及|和|及|与", text) if part]
        if len(items) < 2:
            continue
        if len(items) != count:
            return []
        if all(names.is_body(item) for item in items):
            return [f"body:{item}" for item in items]
        tail = _shared_tail(items)
        return [f"metric:{item if item.endswith(tail) else item + tail}" for item in items]
    return []


def _shared_tail(items: Sequence[str]) -> str:
    """城乡建设类, 政法类诉求 share 诉求; 一, 二, 三产业增加值 share 产业增加值."""
    last = items[-1]
    if (found := re.search(r"类(?!别)(.+)$", last)) and all(item.endswith("类") for item in items[:-1]):
        return found[1]
    if all(len(item) <= 2 for item in items[:-1]) and len(last) > len(items[-2]):
        return last[len(items[-2].removeprefix("第")) :]
    return ""
