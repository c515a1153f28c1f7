"""The printed lines that a finding speaks of, with its numbers marked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from schemas.documents import Document, Grid, Lines, Paragraph, TextLine
from schemas.findings import Finding
from schemas.places import Box, Place

COLUMN_GAP = "  "
"""Between the cells of a page's row; in a text the gap is as wide as printed."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A printed line (of a text) or row (of a page) and the code points of it that are marked."""

    place: Place
    text: str
    marks: tuple[tuple[int, int], ...]

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """Yield the text in pieces, each marked or not."""
        at = 0
        for start, end in self.marks:
            if at < start:
                yield self.text[at:start], False
            yield self.text[start:end], True
            at = end
        if at < len(self.text):
            yield self.text[at:], False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a line: its text, where it begins in the line, and its place."""

    text: str
    start: int
    place: Place


class Excerpts:
    """All printed lines of a document, to be asked for those of a finding."""

    def __init__(self, document: Document) -> None:
        self._file = document.source.sha256
        self._lines: dict[object, list[_Piece]] = {}
        self._pages: dict[int, list[tuple[Box, object]]] = defaultdict(list)
        by_line: dict[object, list[TextLine]] = defaultdict(list)
        for key, line in _keyed_lines(document):
            by_line[key].append(line)
            if line.place.page is not None and line.place.bbox is not None:
                self._pages[line.place.page].append((line.place.bbox, key))
        for key, lines in by_line.items():
            self._lines[key] = list(_lines_to_pieces(lines))

    def of(self, finding: Finding) -> tuple[Excerpt, ...]:
        """Return the lines that hold its operands in this document, each once, in the operands' order."""
        return self.around(operand.place for operand in finding.operands)

    def around(self, places: Iterable[Place]) -> tuple[Excerpt, ...]:
        """Return the lines that hold these places of this document, each once, with the places marked."""
        marked: dict[object, list[tuple[int, int]]] = defaultdict(list)
        for place in places:
            if place.file == self._file and (key := self._key(place)) is not None:
                marked[key].extend(_marks(self._lines[key], place))
        return tuple(self._excerpt(key, marks) for key, marks in marked.items())

    def _key(self, place: Place) -> object | None:
        if place.page is None or place.bbox is None:
            key = (place.line, place.path)
            return key if key in self._lines else None
        x, y = (place.bbox[0] + place.bbox[2]) / 2, (place.bbox[1] + place.bbox[3]) / 2
        return next(
            (key for (x0, top, x1, bottom), key in self._pages[place.page] if x0 <= x <= x1 and top <= y <= bottom),
            None,
        )

    def _excerpt(self, key: object, marks: Iterable[tuple[int, int]]) -> Excerpt:
        pieces = self._lines[key]
        text = ""
        for piece in pieces:
            text = text.ljust(piece.start) + piece.text
        return Excerpt(pieces[0].place, text, tuple(sorted(set(marks))))


def _keyed_lines(document: Document) -> Iterator[tuple[object, TextLine]]:
    """Yield every line with what it is a part of: the printed line of a text, the row of a page's grid."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            for line in block.lines:
                yield _own_key(line), line
        else:
            for held, row in _cells(block):
                for line in held.lines:
                    yield ((block.id, row) if line.place.page is not None else _own_key(line)), line


def _own_key(line: TextLine) -> object:
    if line.place.page is not None:
        return (line.place.page, line.place.bbox)
    return (line.place.line, line.place.path)


def _cells(grid: Grid) -> Iterator[tuple[Lines, int]]:
    for cell in grid.cells:
        yield cell, cell.row
    for loose in grid.loose:
        yield loose, loose.row


def _lines_to_pieces(lines: Iterable[TextLine]) -> Iterator[_Piece]:
    """Set the parts of a line behind each other: where they were printed (text), or with a gap (page)."""
    at = 0
    for line in sorted(lines, key=_reading_order):
        if line.place.page is None and line.place.start is not None:
            at = max(at, line.place.start)
        yield _Piece(line.text, at, line.place)
        at += len(line.text) + (len(COLUMN_GAP) if line.place.page is not None else 0)


def _reading_order(line: TextLine) -> tuple[float, ...]:
    place = line.place
    if place.page is not None and place.bbox is not None:
        return (place.page, place.bbox[0], place.bbox[1])
    return (place.start or 0,)


def _marks(pieces: Iterable[_Piece], place: Place) -> Iterator[tuple[int, int]]:
    """Yield where in the line the number of ``place`` stands."""
    for piece in pieces:
        if place.page is None and place.start is not None and place.end is not None and piece.place.start is not None:
            if piece.place.start <= place.start and place.end <= piece.place.start + len(piece.text):
                shift = piece.start - piece.place.start
                yield place.start + shift, place.end + shift
        elif piece.place.page == place.page and place.bbox is not None and piece.place.bbox is not None:
            inside = piece.place.bbox[0] <= (place.bbox[0] + place.bbox[2]) / 2 <= piece.place.bbox[2]
            if inside and (found := piece.text.find(place.quote)) >= 0:
                yield piece.start + found, piece.start + found + len(place.quote)
