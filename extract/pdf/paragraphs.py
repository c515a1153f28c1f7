"""Printed lines to paragraphs, over line, column and page breaks."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from extract.pdf.cells import join_latin
from extract.pdf.lines import is_han
from extract.pdf.pages import PageContent
from extract.pdf.placed import PlacedGrid, PlacedLine
from schemas.documents import GridPart, Paragraph, ParagraphRole
from schemas.places import Box

_RUNNING_TEXT = 150  # characters outside tables that make a body of running text
_FULL = 1.7  # em short of the right margin that a full line may end (a word or a pair of signs did not fit)
_WIDE = 0.7  # of the width between like margins: lines that reach so far show where the right margin is
_FLUSH = 0.8  # em from the left margin within which a line begins flush; a new paragraph is set in by two
_SAME_SIZE = 0.12  # of the type size
_LOOSE = 1.2  # em of white between two lines of one paragraph at most, unless its text is set wider throughout
_LARGER = 1.12  # times the body's size: a headline
_LONGEST_HEADING = 40  # characters of a numbered heading
_TITLE_WIDTH = 0.1  # of the column's width by which a line's middle may miss the column's in a centred title

_SENTENCE_ENDS = "。；：;:.!?！？"
_ENUMERATOR = re.compile(
    r"[（(]?[一二三四五六七八九十百]{1,4}[）)、.．]|第[一二三四五六七八九十百\d]{1,4}[章节条部分]"
    r"|[（(]?\d{1,3}[）)、.．](?!\d)|附件|附表|备注|说明|注[：:]"
)
_HEADING = re.compile(r"[（(]?[一二三四五六七八九十百]{1,4}[）)、]|第[一二三四五六七八九十百\d]{1,4}[章节部分]")


@dataclass(frozen=True, slots=True)
class Column:
    """Margins of a column of text, in the frame of its page, and the usual white between its lines."""

    left: float
    right: float
    gap: float


@dataclass(slots=True)
class _Open:
    """The paragraph that is being read."""

    lines: list[PlacedLine] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)


def body_size(pages: Iterable[PageContent]) -> float:
    """Return the size of type in which most of the text is set: of running text if there is any, else of tables."""
    items = [item for page in pages for region in page.regions for item in region]
    sizes: Counter[float] = Counter()
    for item in items:
        if isinstance(item, PlacedLine):
            sizes[round(item.em * 2) / 2] += len(item.line.text)
    if sum(sizes.values()) < _RUNNING_TEXT:
        in_tables = [_cell_sizes(item.part) for item in items if isinstance(item, PlacedGrid)]
        sizes = sum(in_tables, Counter()) or sizes
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 1.0


def _cell_sizes(part: GridPart) -> Counter[float]:
    """Return how many Chinese characters of each width the cells of a grid hold."""
    lines = [line for cell in part.cells for line in cell.lines]
    return Counter(
        round((x1 - x0) * 2) / 2
        for line in lines
        for char, (x0, x1) in zip(line.text, line.edges, strict=False)
        if is_han(char)
    )


def region_to_column(
    lines: Sequence[PlacedLine], usual: tuple[float, float] | None, page_width: float | None
) -> Column:
    """Return the column that the lines stand in.

    ``usual`` margins of the document's pages widen it.  Where all lines are short the right margin is taken to be as
    wide as the left; ``page_width`` is None for a column of several on its page, which must be its own witness.
    """
    left, right = min(line.box[0] for line in lines), max(line.box[2] for line in lines)
    if usual is not None:
        left, right = min(left, usual[0]), max(right, usual[1])
    if page_width is not None and right - left < _WIDE * (page_width - 2 * left):
        right = page_width - left
    gaps = [b.box[1] - a.box[3] for a, b in pairwise(lines)]
    return Column(left, right, median(gaps) if gaps else 0.0)


def box_to_column(box: Box, lines: Sequence[PlacedLine]) -> Column:
    """Return the column of text in a box, whose inner margins are alike."""
    column = region_to_column(lines, None, None)
    return Column(column.left, max(column.right, box[2] - (column.left - box[0])), column.gap)


def _first_word(line: PlacedLine, em: float) -> float:
    """Return the width of the line's first word and a blank: it stands here if it did not fit above."""
    text = line.line.text
    if not text or is_han(text[0]) or not line.line.edges:
        return 0.0
    end = text.find(" ")
    return line.line.edges[end - 1 if end > 0 else -1][1] - line.box[0] + em / 2


class ParagraphReader:
    """Takes lines one by one and gives a paragraph back whenever one is complete."""

    def __init__(self, body_em: float) -> None:
        self._body_em = body_em
        self._open = _Open()

    def take(self, line: PlacedLine, column: Column) -> Paragraph | None:
        """Add a line; return the paragraph that it ended."""
        done = None
        if self._open.lines and not self._continues(line, column):
            done = self.close()
        self._open.lines.append(line)
        self._open.columns.append(column)
        return done

    def close(self) -> Paragraph | None:
        """Return the open paragraph."""
        lines, self._open = self._open.lines, _Open()
        if not lines:
            return None
        printed = tuple(join_latin([line.line for line in lines]))
        role = ParagraphRole.HEADING if self._is_heading(lines) else ParagraphRole.BODY
        return Paragraph(printed, role)

    def _continues(self, line: PlacedLine, column: Column) -> bool:
        before, its_column = self._open.lines[-1], self._open.columns[-1]
        em = max(before.em, line.em)
        if abs(before.em - line.em) > _SAME_SIZE * em or before.tabbed or line.tabbed:
            return False
        same_page = before.line.place.page == line.line.place.page
        below = line.box[1] >= before.box[1]
        if same_page and below and line.box[1] - before.box[3] > max(_LOOSE * em, 1.3 * column.gap):
            return False
        if self._is_title(before, its_column) and self._is_title(line, column):
            return same_page
        if before.box[2] + max(_FULL * em, _first_word(line, em)) < its_column.right:
            return False
        text, following = before.line.text, line.line.text
        if text[-1:] in _SENTENCE_ENDS and _ENUMERATOR.match(following):
            return False
        hanging = (
            len(self._open.lines) > 1 and abs(line.box[0] - column.left - before.box[0] + its_column.left) < em / 2
        )
        return line.box[0] <= column.left + _FLUSH * em or hanging

    def _is_title(self, line: PlacedLine, column: Column) -> bool:
        """Tell whether the line is part of a centred headline."""
        if line.em < _LARGER * self._body_em:
            return False
        off = (line.box[0] + line.box[2]) / 2 - (column.left + column.right) / 2
        return abs(off) <= _TITLE_WIDTH * (column.right - column.left)

    def _is_heading(self, lines: list[PlacedLine]) -> bool:
        text = "".join(line.line.text for line in lines)
        if not any(map(str.isalnum, text)):
            return False
        if lines[0].em >= _LARGER * self._body_em:
            return True
        short = len(lines) == 1 and len(text) <= _LONGEST_HEADING
        return short and text[-1] not in _SENTENCE_ENDS + "，、" and bool(_HEADING.match(text))
