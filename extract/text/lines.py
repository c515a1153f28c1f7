"""Text to lines: numbered as an editor numbers them, and cut so that marks do not stand in a number's way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from schemas.documents import TextLine
from schemas.places import Place

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_INNER = re.compile(r"[\f\v\x85\u2028\u2029]")
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
_BLANK = " \t\u3000\u00a0\u2002\u2003\u2009\x1a" + _UNSEEN
_UNSEEN_RUN = re.compile(f"[{_UNSEEN}]+")
_BOLD = re.compile(r"\*\*+")


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line as it stands in the file.

    ``number`` counts from 1 the lines that line feeds and carriage returns end. Form feeds and the rarer
    separators of Unicode also begin a new line for the reader, not for an editor: such a piece keeps the number
    and ``start`` says how many code points of the line stand before it. ``page_break``: a form feed is one of them.
    ``marked``: there may be marks in it that are not to be read.
    """

    number: int
    text: str
    start: int = 0
    page_break: bool = False
    marked: bool = True

    @property
    def blank(self) -> bool:
        return not self.text.strip(_BLANK)


def text_to_lines(text: str) -> Iterator[RawLine]:
    """Yield every line, blank ones included."""
    marked = "**" in text or _UNSEEN_RUN.search(text) is not None
    for number, match in enumerate(_LINE.finditer(text), start=1):
        line = match[1]
        if match.start() == match.end() and number > 1:
            return  # behind the last line end
        if not _INNER.search(line):
            yield RawLine(number, line, marked=marked)
            continue
        start, page_break = 0, False
        for inner in _INNER.finditer(line):
            yield RawLine(number, line[start : inner.start()], start, page_break, marked)
            start, page_break = inner.end(), inner[0] == "\f"
        yield RawLine(number, line[start:], start, page_break, marked)


def slice_to_textlines(line: RawLine, start: int, end: int, file: str) -> tuple[TextLine, ...]:
    """Return what is to be read between two offsets of ``line``, without blanks at its ends and without marks.

    Marks (``**``, characters of no width) split it: each part keeps its own offsets in the unmodified line. There
    is always one part; a blank slice gives an empty one where it begins.
    """
    piece = line.text[start:end]
    low = start + len(piece) - len(piece.lstrip(_BLANK))
    piece = piece.strip(_BLANK)
    if line.marked and piece:
        return tuple(_textline(line, *span, file) for span in _without_marks(line.text, low, low + len(piece)))
    return (_textline(line, low, low + len(piece), file),)


def _textline(line: RawLine, low: int, high: int, file: str) -> TextLine:
    text = line.text[low:high]
    return TextLine(text, Place(file, text, line=line.number, start=low + line.start, end=high + line.start))


def _without_marks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = sorted((*_bold_marks(text, start, end), *_unseen(text, start, end)))
    parts, low = [], start
    for cut, until in cuts:
        if cut > low:
            parts.append((low, cut))
        low = until
    if end > low:
        parts.append((low, end))
    return parts


def _unseen(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if text.isascii():
        return
    for match in _UNSEEN_RUN.finditer(text, start, end):
        yield match.span()


def _bold_marks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the pairs of ``**`` that set bold: the first touches what follows, the second what stands before.

    Two stars between digits are no mark (2**3), nor are stars without a partner (a footnote sign).
    """
    if "**" not in text:
        return
    opening: tuple[int, int] | None = None
    for match in _BOLD.finditer(text, start, end):
        low, high = match.span()
        before, after = text[low - 1 : low] if low > start else "", text[high : high + 1] if high < end else ""
        if before.isdecimal() and after.isdecimal():
            continue
        if opening is not None and before and not before.isspace():
            yield opening
            yield (low, high)
            opening = None
        elif after and not after.isspace():
            opening = (low, high)
