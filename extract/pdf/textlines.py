"""Lines of a region cut into texts, and the blocks of lines that are tables."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.pdf.lines import Span, is_han, row_to_span
from extract.pdf.rules import Rule
from extract.pdf.values import is_value
from schemas.places import Box

_SPREAD = 3.0  # em between the characters of a name set wide at most
_OTHER_TYPE = 0.06  # of the size of type: lines that differ more are set in another one
EVEN_ROWS = 0.06  # of the usual distance of rows: others stand as evenly
_LEVEL = 0.1  # em of height that lines which stand side by side share at least
_LEADERS = ("....", "……", "····", "．．．", "___")
_ENUMERATED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|其中|合计|小计|总计")
EDGE_LINES = 2  # of a region (page numbers, running heads) over or under a piece that a page break cut off
PROSE = 0.72  # of the region's width: a single chunk this wide is running text
WRAPPED_EM = 1.75  # em from line to line of one cell at most
AS_USUAL = 1.1  # times the rows' usual distance: two rows that leave no room for other text between them
NOTE = re.compile(r"[（(]?(?:注|备注|说明|附注|资料来源|数据来源)\s*\d*\s*[：:.、]|\*")
"""How a note under a table begins."""


@dataclass(slots=True)
class TextLine:
    """A line of a region cut into chunks where wide white stands in it; ``values`` tells which chunks are values."""

    chunks: list[Span]
    values: list[bool]
    base: float
    top: float
    bottom: float
    em: float

    @property
    def is_anchor(self) -> bool:
        return len(self.chunks) > 1 and any(self.values[1:]) and not self.has_leaders

    @property
    def has_leaders(self) -> bool:
        return any(leader in chunk.text for chunk in self.chunks for leader in _LEADERS)

    @property
    def left(self) -> float:
        return self.chunks[0].box[0]

    @property
    def right(self) -> float:
        return max(chunk.box[2] for chunk in self.chunks)

    @property
    def first_value(self) -> float:
        """Where the values begin: behind the names, which may be numbered."""
        named = [n for n in range(1, len(self.chunks)) if self.values[n] and not self.values[n - 1]]
        return self.chunks[named[0] if named else 1 if len(self.chunks) > 1 else 0].box[0]

    @property
    def named_until(self) -> float:
        """Where the names before the values end; where the line begins if it has none."""
        before = [chunk.box[2] for chunk in self.chunks if chunk.box[2] <= self.first_value]
        return max(before, default=self.left)

    def value_spans(self) -> list[Span]:
        return [chunk for chunk, value in zip(self.chunks, self.values, strict=True) if value]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines ``head`` … ``end`` (exclusive) of a region; the body begins at ``body``; the level rules among them.

    A ``piece`` is too little for a table, but stands where a page break may have cut it off from one.
    """

    head: int
    body: int
    end: int
    rules: tuple[Rule, ...]
    piece: bool = False


def chunks_to_line(chunks: list[Span]) -> TextLine:
    values = [is_value(chunk.text) for chunk in chunks]
    if any(values) and len(chunks) > 2 and is_spread(*chunks[:2]) and not any(values[:2]):
        return chunks_to_line([row_to_span([*chunks[0].row, *chunks[1].row]), *chunks[2:]])
    boxes = [chunk.box for chunk in chunks]
    return TextLine(
        chunks,
        values,
        max(chunk.base for chunk in chunks),
        min(box[1] for box in boxes),
        max(box[3] for box in boxes),
        max(chunk.em for chunk in chunks),
    )


def shared_width(one: Box, other: Box) -> float:
    """Return how much of their width two boxes share; negative where white parts them."""
    return min(one[2], other[2]) - max(one[0], other[0])


def shared_height(one: TextLine, other: TextLine) -> float:
    """Return how much of their height two lines share; negative where white parts them."""
    return min(one.bottom, other.bottom) - max(one.top, other.top)


def in_columns(lines: Sequence[TextLine]) -> bool:
    """Tell whether texts stand side by side: on one line, or on lines that share some of their height."""
    return any(len(line.chunks) > 1 for line in lines) or any(is_beside(*pair) for pair in pairwise(lines))


def is_beside(one: TextLine, other: TextLine) -> bool:
    """Tell whether lines share some of their height and none of their width."""
    apart = one.right < other.left or other.right < one.left
    return apart and shared_height(one, other) > _LEVEL * one.em


def is_of_type(line: TextLine, other: TextLine) -> bool:
    """Tell whether two lines are set in one size of type."""
    return abs(line.em - other.em) <= _OTHER_TYPE * line.em


def is_spread(name: Span, following: Span) -> bool:
    """Tell whether a text is one Chinese character, or some with white between, and the next one more of them."""
    letters = [*name.text.split(), following.text]
    near = following.box[0] - name.box[2] < _SPREAD * following.em
    return near and all(len(letter) == 1 and is_han(letter) for letter in letters)


def usual_pitch(lines: Sequence[TextLine], anchors: Sequence[int]) -> float:
    """Return the usual distance of the baselines of neighbouring rows."""
    steps = [lines[after].base - lines[before].base for before, after in pairwise(anchors) if after == before + 1]
    return median(steps) if steps else 1.6 * lines[anchors[0]].em


def did_not_fit(line: TextLine, above: TextLine, lines: Sequence[TextLine], numbers: Iterable[int]) -> bool:
    """Tell whether the line's first word would not have fitted behind what stands above it in its column."""
    chunk = line.chunks[0]
    over = [one for one in above.chunks if one.box[0] <= chunk.box[0] + line.em and one.box[2] > chunk.box[0]]
    if len(line.chunks) > 1 or not over or _ENUMERATED.match(chunk.text):
        return False
    column = [one for number in numbers for one in lines[number].chunks if abs(one.box[0] - over[0].box[0]) < line.em]
    word = chunk.text.split(" ")[0]
    width = line.em if is_han(word[0]) else chunk.edges[len(word) - 1][1] - chunk.box[0]
    return over[0].box[2] + width > max([over[0].box[2], *(one.box[2] for one in column)]) + 0.2 * line.em
