"""The runs of text in which rules and numerals are looked for: paragraphs, and cells that hold no typed value."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate

from parsers.folding import fold
from schemas.documents import Document, Grid, Paragraph, ParagraphRole, TextLine
from schemas.places import Place, join_places
from schemas.tables import CellRole, Column, Table


class PassageKind(StrEnum):
    """Where a passage stands."""

    PARAGRAPH = "paragraph"
    PAGE_NUMBER = "page-number"
    FURNITURE = "furniture"  # running heads, watermarks
    HEADER = "header"
    LABEL = "label"
    NOTE = "note"
    VALUE = "value"  # a cell among the values that holds no typed number: words, or what could not be read
    LOOSE = "loose"  # a cell whose column is not proved
    REPEATED = "repeated"  # a header printed again where its table goes on


PROSE = frozenset({PassageKind.PARAGRAPH, PassageKind.NOTE, PassageKind.HEADER, PassageKind.LABEL, PassageKind.VALUE})
"""Where a bulletin may state a rule; what is printed again, or by the page, states nothing new."""


@dataclass(frozen=True, slots=True)
class Passage:
    """``text`` as printed and ``folded`` with the same offsets; ``column`` is that of a cell, where it is known."""

    lines: tuple[TextLine, ...]
    kind: PassageKind
    column: Column | None = None
    text: str = field(init=False)
    folded: str = field(init=False)
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        text = "".join(line.text for line in self.lines)
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "folded", fold(text))
        starts = accumulate((len(line.text) for line in self.lines), initial=0)
        object.__setattr__(self, "_starts", tuple(starts))

    def span(self, start: int, end: int) -> Place:
        """Return the place of ``text[start:end]``, which holds something, in time that no other line adds to."""
        at = bisect_right(self._starts, start) - 1
        if end <= self._starts[at + 1]:
            return self.lines[at].span(start - self._starts[at], end - self._starts[at])
        parts = []
        while at < len(self.lines) and self._starts[at] < end:
            low, high = max(start, self._starts[at]), min(end, self._starts[at + 1])
            if low < high:
                parts.append(self.lines[at].span(low - self._starts[at], high - self._starts[at]))
            at += 1
        return join_places(parts, self.text[start:end])


_PARAGRAPHS = {
    ParagraphRole.BODY: PassageKind.PARAGRAPH,
    ParagraphRole.HEADING: PassageKind.PARAGRAPH,
    ParagraphRole.PAGE_NUMBER: PassageKind.PAGE_NUMBER,
    ParagraphRole.RUNNING_HEAD: PassageKind.FURNITURE,
    ParagraphRole.WATERMARK: PassageKind.FURNITURE,
}
_CELLS = {
    CellRole.HEADER: PassageKind.HEADER,
    CellRole.LABEL: PassageKind.LABEL,
    CellRole.NOTE: PassageKind.NOTE,
    CellRole.VALUE: PassageKind.VALUE,
    CellRole.BLANK: PassageKind.VALUE,
}


def document_to_passages(document: Document, tables: Iterable[Table]) -> tuple[Passage, ...]:
    """Return every run of text but those of the tables' typed values, in reading order.

    A value cell whose number could be read owns all digits of its cell; the digits of everything else, down to
    headers that were dropped where a table was joined over pages, stand in exactly one passage.
    """
    understood = _tables_to_understood(tables)
    passages: list[Passage] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            passages.append(Passage(block.lines, _PARAGRAPHS[block.role]))
        else:
            passages.extend(_grid_to_passages(block, understood))
    return tuple(passage for passage in passages if passage.text)


@dataclass(frozen=True, slots=True)
class _Understood:
    """What a table says of one of its cells; ``kind`` is None where the cell holds a typed number."""

    kind: PassageKind | None
    column: Column | None


def _tables_to_understood(tables: Iterable[Table]) -> Mapping[Place, _Understood]:
    """Return what the tables say of their cells, which they may have cut out of a larger grid."""
    understood: dict[Place, _Understood] = {}
    for table in tables:
        typed = {(value.row, value.col) for value in table.values if value.printed.value is not None}
        columns = table.column_at()
        for cell in table.grid.cells:
            position = (cell.row, cell.col)
            role = table.roles.get(position, CellRole.NOTE)
            understood[cell.place] = _Understood(None if position in typed else _CELLS[role], columns.get(cell.col))
    return understood


def _grid_to_passages(grid: Grid, understood: Mapping[Place, _Understood]) -> Iterator[Passage]:
    """A cell that no table has understood is text."""
    for cell in grid.cells:
        said = understood.get(cell.place, _TEXT)
        if said.kind is not None:
            yield Passage(cell.lines, said.kind, said.column)
    for loose in grid.loose:
        yield Passage(loose.lines, PassageKind.LOOSE)
    for stitch in grid.stitches:
        for dropped in stitch.dropped:
            yield Passage(dropped.lines, PassageKind.REPEATED)


_TEXT = _Understood(PassageKind.NOTE, None)
