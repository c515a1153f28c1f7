"""The times of one sentence: which date or period holds for which of its numbers, and for what comes after it."""

import re
from bisect import bisect_left
from dataclasses import replace

from parsers.figures import phrases
from parsers.figures.periods import Kind, Mention, Span
from parsers.figures.skeletons import NUMBER, Sentence, Skeleton
from parsers.figures.state import Bound, Memory
from schemas.figures import SIZED, FigureRole

_OPENING = re.compile(
    rf"[，、；]*(?:[^，；：()（{NUMBER}]|\([^()]*\)){{0,12}}：?"
    rf"|[^。；{NUMBER}]{{0,60}}(?:获悉|了解到|介绍|显示|表示|通报|统计)[，：]"
)
"""What may stand before a period that opens a sentence: 本报讯(记者), 福州市."""
_NEAR = 12  # characters between a date that something is compared with and its number
_DAYS = re.compile(r"\d ?日")
"""2月1日至4月30日: days that are named at both ends are the bulletin's own."""


class Times:
    """Passes over the dates of a sentence; ``period`` is what holds where it stands, ``said`` whether it was named."""

    def __init__(self, skeleton: Skeleton, sentence: Sentence, memory: Memory) -> None:
        self.skeleton = skeleton
        self.sentence = sentence
        self.memory = memory
        goes_on = memory.point if phrases.PARTS_GO_ON.match(sentence.runs[0].text) else None
        self.period = goes_on or memory.outline.current_period
        self.said = False
        self.other: tuple[int, Mention] | None = None
        self.throughout: Span | None = None
        self.before_part: Span | None = None
        self.date_at = bisect_left(skeleton.dates, sentence.start, key=lambda date: date[0])

    def pass_until(self, position: int) -> None:
        """Take in the dates that stand before ``position``."""
        dates = self.skeleton.dates
        while self.date_at < len(dates) and dates[self.date_at][0] <= position:
            at, mention = dates[self.date_at]
            self.date_at += 1
            if self._is_aside(at):
                continue
            if mention.kind is Kind.OTHER or self._is_of_one_number(at):
                self.other = (at, mention)
                self.throughout = mention.span if self._begins(at, mention) else None
                continue
            self.throughout = None
            if mention.span is None:
                self.period = self.memory.context
                continue
            if phrases.WITHIN_PART.search(self.skeleton.text, self.sentence.start, at):
                self.before_part = self.period
            self.period = self.memory.near = mention.span
            self.other = None
            self.said = True
            opens = _OPENING.fullmatch(self.skeleton.text, self.sentence.start, at) is not None
            if opens and mention.kind is Kind.POINT and not mention.text.endswith("初"):
                self.memory.point = mention.span
            if not self.memory.dated and _is_narrower(mention, self.memory.context):
                self.memory.outline.narrow(mention.span)
                self.memory.context = mention.span
            if opens and _reaches_on(mention, self.memory.context or self.memory.outline.period):
                self.memory.outline.say_period(mention.span, first=not self.memory.dated)

    def _begins(self, at: int, mention: Mention) -> bool:
        """去年同期甲区受理#，办结率为#: another time that a sentence begins with holds for all its sizes."""
        ahead = self.skeleton.text[self.sentence.start : at].strip("，、；：。 ")
        return mention.kind is Kind.OTHER and not ahead

    def _is_aside(self, at: int) -> bool:
        """较常年（1991—2020年平均）: a time that brackets give with other words is the time of those words."""
        text = self.skeleton.text
        opened, closed = text.rfind("(", self.sentence.start, at), text.find(")", at, self.sentence.end)
        if opened < 0 or closed < 0 or text.rfind(")", opened, at) > 0:
            return False
        return NUMBER not in text[opened:closed] and len(text[opened + 1 : closed].strip("，、起至到")) > 1

    def _is_of_one_number(self, at: int) -> bool:
        """由2013年的#提高到#: what a move began with has a time of its own."""
        text = self.skeleton.text
        return text[max(at - 1, 0) : at] in ("由", "从") and NUMBER in text[at : at + 3]

    def _of_other_period(self, bound: Bound, at: int) -> Bound:
        """去年受理#: another time than the bulletin's holds for the number right after it."""
        if self.skeleton.text[max(at - 1, 0) : at] == "每":
            return bound
        if self.other is None:
            return replace(bound, period=self.throughout) if self.throughout and bound.role in SIZED else bound
        since, mention = self.other
        self.other = None
        words = self.skeleton.text[since:at]
        aside = ")" in words and words.rfind("(") < words.rfind(")")
        if bound.role is FigureRole.CHANGE or "；" in words or aside:
            return bound
        if bound.role is FigureRole.FROM:
            return replace(bound, period=mention.span, against=bound.against or mention.text.removesuffix("的"))
        if bound.role is FigureRole.SHARE:  # 是去年同期的2.3倍
            return bound if bound.base else replace(bound, base=mention.text)
        return replace(bound, period=mention.span)

    def _of_compared(self, bound: Bound, at: int) -> Bound:
        """较一季度的#增加#: what a number is compared with is of the time that is named before it."""
        if bound.role is not FigureRole.FROM or not bound.against:
            return bound
        near = [mention.span for place, mention in self.skeleton.compared if at - _NEAR <= place < at]
        return replace(bound, period=near[-1] if near else bound.period)

    def of_its_own(self, bound: Bound, at: int) -> Bound:
        """Return a number with the time that is its own, where it has one."""
        return self._of_compared(self._of_other_period(bound, at), at)

    def after_parts(self) -> Span | None:
        """其中9月#；…#: what was named for parts ends with them."""
        if self.before_part is not None:
            self.period, self.before_part = self.before_part, None
        return self.period


def _is_narrower(mention: Mention, context: Span | None) -> bool:
    """Tell whether days named at both ends (9月29日至10月6日) lie within a longer period that the title names."""
    span = mention.span
    if span is None or context is None or span.end is None or context.end is None or span.start == span.end:
        return False
    return bool(_DAYS.search(mention.text)) and context.start <= span.start and span.end <= context.end


def _reaches_on(mention: Mention, context: Span | None) -> bool:
    """Tell whether a period named at the beginning of a sentence holds for the sentences after it."""
    if context is None or mention.span is None or context.end is None:
        return context is None and mention.kind in (Kind.SPAN, Kind.POINT)
    if mention.span.end is None or (mention.kind is not Kind.SPAN and context.start != context.end):
        return False
    if mention.span.start != mention.span.end and _DAYS.search(mention.text):
        return True
    return (mention.span.end - mention.span.start) >= (context.end - context.start)
