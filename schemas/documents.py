"""What a file holds before anything is understood: pages, paragraphs and grids in reading order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from struct import Struct
from typing import overload

from schemas.places import Box, Place, join_places


@dataclass(frozen=True, slots=True)
class Source:
    """The file itself. ``pages`` for paged media, ``encoding`` for texts (as detected)."""

    path: str
    sha256: str
    media_type: str
    pages: int | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, or not in full: a visible failure with its reason.

    ``kind`` is a stable code such as ``ragged-row``, ``page-unreadable``, ``undecodable``.
    """

    kind: str
    reason: str
    reason_zh: str
    place: Place


@dataclass(frozen=True, slots=True)
class Page:
    """A page as displayed; sizes in points after rotation.

    ``recognised`` says that its characters come from OCR of its picture: no slip on it can be laid to the publisher.
    """

    number: int
    width: float
    height: float
    rotation: int = 0
    recognised: bool = False


Edge = tuple[float, float]
"""Where a character begins and ends across its page: ``(x0, x1)`` in points."""


class Edges(Sequence[Edge]):
    """The edges of the characters of a line, packed: a page holds hundreds, a document hundreds of pages."""

    __slots__ = ("_packed",)
    _PAIR = Struct("=dd")

    def __init__(self, packed: bytes) -> None:
        """Take pairs of doubles in the order of the machine, 16 bytes per character."""
        self._packed = packed

    def __len__(self) -> int:
        return len(self._packed) // self._PAIR.size

    def __iter__(self) -> Iterator[Edge]:
        return self._PAIR.iter_unpack(self._packed)

    @overload
    def __getitem__(self, at: int) -> Edge: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Edge, ...]: ...
    def __getitem__(self, at: int | slice) -> Edge | tuple[Edge, ...]:
        if isinstance(at, slice):
            return tuple(self)[at]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        x0, x1 = self._PAIR.unpack_from(self._packed, at % len(self) * self._PAIR.size)
        return x0, x1

    def __eq__(self, other: object) -> bool:
        return self._packed == other._packed if isinstance(other, Edges) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._packed)

    def __repr__(self) -> str:
        return f"Edges{tuple(self)}"


@dataclass(frozen=True, slots=True)
class TextLine:
    """One printed line with the place of every character.

    ``edges`` holds one entry per character of ``text`` on pages, and is empty in texts and markup, where
    ``place.start`` counts from the unmodified line or node.
    """

    text: str
    place: Place
    edges: Sequence[Edge] = ()

    def span(self, start: int, end: int) -> Place:
        """Return the place of ``text[start:end]``."""
        quote = self.text[start:end]
        if self.edges and self.place.bbox is not None:
            cut = self.edges[start:end] or self.edges[start : start + 1] or self.edges[-1:]
            box = (cut[0][0], self.place.bbox[1], cut[-1][1], self.place.bbox[3])
            return replace(self.place, quote=quote, bbox=box)
        if self.place.start is None:
            return self.place.quoting(quote)
        return replace(self.place, quote=quote, start=self.place.start + start, end=self.place.start + end)


class Lines:
    """Text over several printed lines that still knows where each character stands (mixin)."""

    __slots__ = ()
    lines: tuple[TextLine, ...]

    @property
    def text(self) -> str:
        """The lines as one string: Chinese needs no space where a line was broken."""
        lines = self.lines
        return lines[0].text if len(lines) == 1 else "".join([line.text for line in lines])

    def span(self, start: int, end: int) -> Place:
        """Return the place of ``text[start:end]``, with its parts where a break cuts it."""
        parts, offset = [], 0
        for line in self.lines:
            low, high = max(start - offset, 0), min(end - offset, len(line.text))
            if low < high:
                parts.append(line.span(low, high))
            offset += len(line.text)
        if not parts:
            return self.lines[0].span(0, 0)
        return join_places(parts, self.text[start:end])


class ParagraphRole(StrEnum):
    """What a run of text is on its page; furniture is kept and marked, never dropped."""

    BODY = "body"
    HEADING = "heading"
    RUNNING_HEAD = "running-head"
    PAGE_NUMBER = "page-number"
    WATERMARK = "watermark"


@dataclass(frozen=True, slots=True)
class Paragraph(Lines):
    """A paragraph, joined over lines and pages."""

    lines: tuple[TextLine, ...]
    role: ParagraphRole = ParagraphRole.BODY
    article: str | None = None

    @property
    def place(self) -> Place:
        return join_places((line.place for line in self.lines), self.text)


@dataclass(frozen=True, slots=True)
class Cell(Lines):
    """A cell of a grid: ``row`` and ``col`` count from 0 and name its top left corner."""

    row: int
    col: int
    lines: tuple[TextLine, ...]
    place: Place
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class LooseCell(Lines):
    """A cell of a ragged row whose column could not be proved.

    ``order`` is its position among the printed cells of its row, ``columns`` the columns it may belong to.
    """

    row: int
    order: int
    lines: tuple[TextLine, ...]
    place: Place
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stitch:
    """A recorded decision to carry a grid on over a break.

    ``page`` is the page (or, in a text, the line) where the continuation starts; ``at_row`` its first row in
    the joined grid; ``dropped`` the repeated header rows that were left out, as cells of their own part;
    ``rows_joined`` is 1 where the break cut a row in two that is one row of the grid again, else 0.
    """

    page: int
    at_row: int
    evidence: tuple[str, ...]
    dropped: tuple[Cell, ...] = ()
    rows_joined: int = 0


@dataclass(frozen=True, slots=True)
class GridPart:
    """A grid as printed on one page, before stitching; rows and columns count from 0 within the part."""

    id: str
    page: int | None
    bbox: Box | None
    cells: tuple[Cell, ...]
    continues: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as rows and columns of text, not yet understood, over all the pages it runs on.

    Rows in the parts = rows in the grid + dropped repeated headers + rows joined again; cells never overlap; a
    column position that no cell covers is absent, not blank.
    """

    id: str
    rows: int
    cols: int
    cells: tuple[Cell, ...]
    parts: tuple[GridPart, ...]
    stitches: tuple[Stitch, ...] = ()
    loose: tuple[LooseCell, ...] = ()

    @property
    def pages(self) -> tuple[int, ...]:
        return tuple(sorted({part.page for part in self.parts if part.page is not None}))

    @property
    def place(self) -> Place:
        """Where the grid begins."""
        return self.cells[0].place

    def by_position(self) -> dict[tuple[int, int], Cell]:
        """Return each covered position with its cell (a spanning cell stands at each of its positions)."""
        return {
            (row, col): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.rowspan)
            for col in range(cell.col, cell.col + cell.colspan)
        }


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture inside a page; ``read`` says whether its characters were read, ``note`` why not."""

    id: str
    place: Place
    read: bool
    note: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file's content in reading order.

    ``digits`` counts the decimal digits of the file's own characters, taken before anything was understood: the
    ledger's control total is held against it.
    """

    source: Source
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    digits: int
    pictures: tuple[Picture, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    def paragraphs(self) -> Iterator[Paragraph]:
        return (block for block in self.blocks if isinstance(block, Paragraph))

    def grids(self) -> Iterator[Grid]:
        return (block for block in self.blocks if isinstance(block, Grid))
