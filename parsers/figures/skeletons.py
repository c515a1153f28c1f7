"""A passage with its numbers as single marks and its dates taken out: what is left is the wording.

``4 月份，12345 系统受理诉求件 27760 件`` is ``，12345系统受理诉求件#`` where ``#`` is ``NUMBER``: patterns of the
language can be written over it without caring how a number or a date is printed.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.figures.numbers import Number
from parsers.figures.periods import YEARLY, Mention

NUMBER = "\ue000"
"""Stands for a number with its unit."""
GROUP = "\ue001"
"""Stands for a pair of brackets whose numbers are read apart from the words around them."""

_SENTENCE_END = re.compile(r"[。！？!?]")
_DROPPED = re.compile(r"[\s*\u200b\ufeff]+")
_ENUMERATOR = re.compile(
    r"[\s*#>·•]*(?:[0-9]{1,2}(?:[.．](?![0-9])|[、)])|[(（](?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）]|[一二三四五六七八九十]{1,3}、)?"
)
_CHINESE_MARKS = str.maketrans(",;:", "，；：")
_BRACKETS = re.compile(r"[()]")


@dataclass(frozen=True, slots=True)
class Skeleton:
    """``at[n]`` is the position of the n-th number's mark in ``text``; ``dates`` are the mentions taken out,
    ``compared`` those left in, with which something is compared (比上年).
    """

    text: str
    numbers: tuple[Number, ...]
    at: tuple[int, ...]
    dates: tuple[tuple[int, Mention], ...]
    compared: tuple[tuple[int, Mention], ...]
    folded: str

    def words_of(self, number: Number) -> str:
        """Return a number with its unit as printed."""
        return _DROPPED.sub("", self.folded[number.start : number.end])


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one sentence on one level of brackets.

    ``numbers`` are counted over the passage and stand ``at`` these positions of ``text``. Within brackets, ``host`` is
    the wording before the bracket, back to the number or bracket before it; ``opened`` is where the bracket stands in
    the sentence's own words.
    """

    text: str
    numbers: tuple[int, ...]
    at: tuple[int, ...]
    host: str | None = None
    opened: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as its own words, and as the words of each bracket that holds numbers; ``dates`` by position."""

    start: int
    end: int
    runs: tuple[Run, ...]


def to_skeleton(folded: str, numbers: Sequence[Number], mentions: Sequence[Mention]) -> Skeleton:
    """Return the wording of a passage; a date that something is compared with (比上年) stays."""
    parts: list[str] = []
    at: list[int] = []
    dates: list[tuple[int, Mention]] = []
    compared: list[tuple[int, Mention]] = []
    kept: list[Number] = []
    length = 0
    enumerator = _ENUMERATOR.match(folded)
    cursor = enumerator.end() if enumerator else 0
    marks: list[tuple[int, int, Number | Mention]] = [(each.start, each.end, each) for each in numbers]
    marks += [(each.start, each.end, each) for each in mentions]
    marks.sort(key=lambda mark: mark[:2])
    for start, end, thing in marks:
        if start < cursor:  # a date within a date
            continue
        words = _to_words(folded[cursor:start])
        parts.append(words)
        length += len(words)
        if isinstance(thing, Number):
            at.append(length)
            kept.append(thing)
            parts.append(NUMBER)
            length += 1
        elif thing.against:
            compared.append((length, thing))
            parts.append(words := _to_words(folded[start:end]))
            length += len(words)
        else:
            dates.append((length, thing))
            if thing.text == YEARLY:
                parts.append(YEARLY)
                length += len(YEARLY)
        cursor = end
    parts.append(_to_words(folded[cursor:]))
    return Skeleton("".join(parts), tuple(kept), tuple(at), tuple(dates), tuple(compared), folded)


def _to_words(folded: str) -> str:
    """A narrow comma, colon or semicolon between words parts clauses like the Chinese one."""
    return _DROPPED.sub("", folded).translate(_CHINESE_MARKS)


def skeleton_to_sentences(skeleton: Skeleton) -> Iterator[Sentence]:
    """Yield the sentences in order."""
    ends = [found.end() for found in _SENTENCE_END.finditer(skeleton.text)]
    if not ends or ends[-1] < len(skeleton.text):
        ends.append(len(skeleton.text))
    start = 0
    for end in ends:
        low, high = bisect_left(skeleton.at, start), bisect_left(skeleton.at, end)
        text = skeleton.text[start:end]
        marks = tuple(position - start for position in skeleton.at[low:high])
        yield Sentence(start, end, _to_runs(text, marks, low) if marks else (Run(text, (), ()),))
        start = end


def _to_runs(text: str, marks: tuple[int, ...], first: int) -> tuple[Run, ...]:
    """Return the sentence's own words, then each bracket that holds numbers; ``marks`` are the numbers' positions."""
    parts: list[str] = []
    numbers: list[int] = []
    at: list[int] = []
    inner: list[Run] = []
    cursor = length = 0
    for open_at, close_at in [*_groups(text), (len(text), len(text))]:
        words = text[cursor:open_at]
        for order in range(bisect_left(marks, cursor), bisect_left(marks, open_at)):
            numbers.append(first + order)
            at.append(length + marks[order] - cursor)
        parts.append(words)
        length += len(words)
        if open_at < len(text):
            low, high = bisect_left(marks, open_at), bisect_left(marks, close_at)
            inside = tuple(range(first + low, first + high))
            places = tuple(position - open_at - 1 for position in marks[low:high])
            host = words[words.rfind(NUMBER) + 1 :]
            inner.append(Run(text[open_at + 1 : close_at], inside, places, host, length))
            parts.append(GROUP)
            length += 1
        cursor = close_at + 1
    return (Run("".join(parts), tuple(numbers), tuple(at)), *inner)


def _groups(text: str) -> list[tuple[int, int]]:
    """Return the outermost pairs of brackets that hold a number; an unpaired bracket is none."""
    groups = []
    opened = depth = 0
    for found in _BRACKETS.finditer(text):
        if found[0] == "(":
            depth += 1
            opened = found.start() if depth == 1 else opened
        elif depth:
            depth -= 1
            if depth == 0 and NUMBER in text[opened : found.start()]:
                groups.append((opened, found.start()))
    return groups
