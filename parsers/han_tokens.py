"""Numerals in 汉字, each with one class: figures, dates, names, list marks, constants, and for the most part words."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from parsers.figures.words import word_around
from parsers.han import HAN
from parsers.passages import Passage
from parsers.tokens.han import CONSTANTS, DATES, ENUMERATORS, NAMES, SPELLS
from schemas.figures import Figure
from schemas.ids import make_id
from schemas.places import Place
from schemas.tokens import Token, TokenClass

Span = tuple[int, int]

_SHAPES = (
    (TokenClass.DATE, DATES),
    (TokenClass.ENUMERATOR, ENUMERATORS),
    (TokenClass.IDENTIFIER, NAMES),
    (TokenClass.FORMULA, CONSTANTS),
    (TokenClass.DATE, SPELLS),
)
"""In order of precedence, behind the figures."""

_DIGITS = "〇零一二三四五六七八九十百千两廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
_RUN = re.compile(rf"(?:第|[几数])?[{HAN}]*[{_DIGITS}][{HAN}]*|[几数][十百千万亿]+")
_HELD = re.compile(f"[{_DIGITS}半万Ⅰ-Ⅻ]|[几数]亿|I类")
_UNIT_OF_DIGITS = re.compile(r"[0-9][ 余多]{0,2}$")
"""5千人, 3百余家: the scale of a number in digits."""
_SCALES = "十百千万亿"
_QUOTED = re.compile(r"[“\"‘]([一-鿿、]{2,10})[”\"’]")


def passages_to_han_tokens(
    passages: Sequence[Passage], tokens: Iterable[Token], figures: Iterable[Figure]
) -> tuple[Token, ...]:
    """Return the numerals of all passages that no token in digits holds, in reading order.

    A figure in 汉字 keeps its id; ``tokens`` and ``figures`` are those of the passages, in reading order.
    """
    digits = deque((token.raw, token.place, token.id) for token in tokens if _HELD.search(token.raw))
    counted = deque(
        (figure.printed.raw, figure.place, figure.id) for figure in figures if _HELD.search(figure.printed.raw)
    )
    found: list[Token] = []
    for passage in passages:
        taken = {span for span, _ in _take(passage, digits)}
        own = dict(_take(passage, counted))
        if not _HELD.search(passage.folded):
            continue
        for span, cls in _passage_to_spans(passage.folded, taken, own):
            place = passage.span(*span)
            found.append(Token(own.get(span) or _place_to_id(place, span), passage.text[slice(*span)], cls, place))
    return tuple(found)


def _take(passage: Passage, waiting: deque[tuple[str, Place, str]]) -> Iterator[tuple[Span, str]]:
    """Take what stands in ``passage`` from the front of what stands in all of them."""
    at = 0
    while waiting:
        raw, place, ref = waiting[0]
        start = passage.text.find(raw, at)
        while start >= 0 and passage.span(start, start + len(raw)) != place:
            start = passage.text.find(raw, start + 1)
        if start < 0:
            return
        waiting.popleft()
        yield (start, start + len(raw)), ref
        at = start + len(raw)


def _place_to_id(place: Place, span: Span) -> str:
    where = (place.file, place.page, place.bbox, place.line, place.start, place.end, place.path, place.quote)
    return make_id("han", *where, *span)


def _passage_to_spans(folded: str, taken: Iterable[Span], own: Iterable[Span]) -> list[tuple[Span, TokenClass]]:
    """Return the numerals of a passage with their classes, in order; each character belongs to one at most."""
    held = bytearray(len(folded))
    spans: list[tuple[Span, TokenClass]] = []

    def hold(span: Span, cls: TokenClass | None) -> None:
        start, end = span
        if held.find(1, start, end) < 0:
            held[start:end] = b"\x01" * (end - start)
            if cls is not None:
                spans.append((span, cls))

    for span in taken:
        hold(span, None)
    for start, end in own:
        in_digits = any(map(str.isdecimal, folded[start:end]))
        if in_digits:  # 2.7个百分点
            held[start:end] = b"\x01" * (end - start)
        else:
            hold((start, end), TokenClass.FIGURE)
    for cls, pattern in _SHAPES:
        for found in pattern.finditer(folded):
            hold(found.span(found.lastindex or 0), cls)
    for found in _QUOTED.finditer(folded):
        if _RUN.search(found[1]):
            hold(found.span(1), TokenClass.WORD)
    for found in _RUN.finditer(folded):
        for start, end in _free(held, *found.span()):
            if folded[start] not in _SCALES or not _UNIT_OF_DIGITS.search(folded, max(0, start - 3), start):
                word = word_around(folded, start, end)
                hold(word if held.find(1, *word) < 0 else (start, end), TokenClass.WORD)
    return sorted(spans)


def _free(held: bytearray, start: int, end: int) -> Iterator[Span]:
    """Yield the stretches that nothing holds."""
    while start < end:
        start = held.find(0, start, end)
        if start < 0:
            return
        taken = held.find(1, start, end)
        stop = end if taken < 0 else taken
        yield start, stop
        start = stop
