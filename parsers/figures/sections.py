"""Where in the outline of a document a passage stands, and what holds there: a body, a period, a topic."""

import re
from dataclasses import dataclass, field

from parsers.figures.bodies import Names
from parsers.figures.periods import Span
from parsers.figures.phrases import AIM_HEADING
from parsers.figures.subjects import words_to_subject

_LEVELS = tuple(
    re.compile(r"[ #*>]*(?:" + pattern + ")")
    for pattern in (
        r"第[一二三四五六七八九十]+(?:章|部分|编)",
        r"[一二三四五六七八九十]{1,3}、",
        r"[(（][一二三四五六七八九十]{1,3}[)）]",
        r"[0-9]{1,2}(?:[.．](?![0-9])|、)",
        r"[(（][0-9]{1,2}[)）]",
        r"[①-⑳]",
        r"[一二三四五六七八九十]{1,2}是",
    )
)
_PLAIN = len(_LEVELS)  # a short line without a mark is a heading under all that are marked
_NEW_ARTICLE = re.compile(r"[ *]*(?:本报|本网|[\u4e00-\u9fff]{2,8})讯[ (（]")
_HEADING = 40  # characters: a longer line is no heading
_ABOUT = re.compile(r"(?:的)?(?:总体|基本|主要|工作|运行|整体)*(?:情况|运行|工作|概况|分析|统计|数据)+$")
_RESPONSIBLE = re.compile(
    r"[ *]*(?:责任|承办|主办|处置|办理|被投诉|整改)?(?:单位|部门)[ *]*[:：][ *]*(?P<body>[^，。；:：]{2,40}?)[ *]*$"
)


@dataclass(slots=True)
class Section:
    """``body`` is whom the heading names, ``topic`` what it is about, ``period`` what its first words say."""

    level: int
    body: str = ""
    topic: str = ""
    period: Span | None = None
    named: str = ""
    aims: bool = False
    opening: bool = True


@dataclass(slots=True)
class Outline:
    """The sections that are open, from the outermost."""

    period: Span | None
    open: list[Section] = field(default_factory=list)
    here: Span | None = None
    inferred: bool = False

    def enter(self, text: str, names: Names) -> None:
        """Take in a passage: a heading opens a section and closes those of its level and below."""
        self.here = None
        if _NEW_ARTICLE.match(text):
            self.open.clear()
            self.period = None if self.inferred else self.period
        if found := _RESPONSIBLE.match(text):
            self._top().named = found["body"].replace(" ", "")
            return
        level, words = _to_level(text)
        if level is None:
            return
        while self.open and self.open[-1].level >= level:
            self.open.pop()
        section = Section(level)
        if len(words) <= _HEADING and "。" not in words and "，" not in words:
            subject = words_to_subject(_ABOUT.sub("", words.replace(" ", "")), names)
            section.body, section.topic = subject.entity, subject.metric
            section.aims = AIM_HEADING.search(words.strip()) is not None
        self.open.append(section)

    def _top(self) -> Section:
        if not self.open:
            self.open.append(Section(-1))
        return self.open[-1]

    def say_period(self, period: Span, *, first: bool) -> None:
        """Let a period hold: the first of a section until its section ends, a later one for its passage."""
        self.here = period
        if first and self.period is None and period.end is not None:
            self.period, self.inferred = period, True
        if self._top().opening or period == self.period:
            self._top().period = period

    def narrow(self, period: Span) -> None:
        """Take the days that the text names first for the document's own."""
        for section in self.open:
            section.period = None if section.period == self.period else section.period
        self.period = self.here = period

    def leave(self) -> None:
        """The passage was read, and held figures."""
        self._top().opening = False

    @property
    def current_period(self) -> Span | None:
        return self.here or next((each.period for each in reversed(self.open) if each.period), self.period)

    @property
    def body(self) -> str:
        return next((each.body for each in reversed(self.open) if each.body), "")

    @property
    def named(self) -> str:
        return next((each.named for each in reversed(self.open) if each.named), "")

    @property
    def aims(self) -> bool:
        """Whether a heading says that what follows is aimed at."""
        return any(each.aims for each in self.open)

    @property
    def topic(self) -> str:
        return next((each.topic for each in reversed(self.open) if each.topic), "")


def _to_level(text: str) -> tuple[int | None, str]:
    for level, pattern in enumerate(_LEVELS):
        if found := pattern.match(text):
            return level, text[found.end() :].strip(" *")
    plain = text.strip(" *#")
    if 2 < len(plain) <= 20 and not re.search(r"[，。；：:,;!?！？0-9]", plain):
        return _PLAIN, plain
    return None, text
