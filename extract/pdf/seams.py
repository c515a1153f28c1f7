"""Where a page break cuts a row or a label cell in two, the halves are made one again."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from schemas.documents import Cell
from schemas.places import join_places

_FULL = 1.6  # characters' widths of white beside a full line at most, on either side


@dataclass
class Rows:
    """Cells of one part, asked by row and column."""

    count: int
    cells: tuple[Cell, ...]

    @cached_property
    def width(self) -> int:
        return max((cell.col + cell.colspan for cell in self.cells), default=0)

    @cached_property
    def _starting(self) -> dict[int, list[Cell]]:
        starting: dict[int, list[Cell]] = {}
        for cell in self.cells:
            starting.setdefault(cell.row, []).append(cell)
        return starting

    @cached_property
    def _covering(self) -> dict[tuple[int, int], Cell]:
        return {
            (row, col): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.rowspan)
            for col in range(cell.col, cell.col + cell.colspan)
        }

    def starting(self, row: int) -> list[Cell]:
        return self._starting.get(row, [])

    def covering(self, row: int, col: int) -> Cell | None:
        return self._covering.get((row, col))

    def text_at(self, row: int, col: int) -> str:
        cell = self.covering(row, col)
        return cell.text if cell is not None and cell.row == row else ""

    def column(self, col: int) -> list[str]:
        return [self.text_at(row, col) for row in range(self.count)]

    def signature(self, row: int) -> tuple[tuple[int, int, str], ...]:
        """Return what a row prints, comparable between parts; spaces aside."""
        return tuple((cell.col, cell.colspan, "".join(cell.text.split())) for cell in self.starting(row))

    def texts(self, row: int) -> tuple[str, ...]:
        """Return the texts of a row in order, spaces aside."""
        return tuple("".join(cell.text.split()) for cell in self.starting(row) if cell.text)

    def label(self, row: int) -> str:
        """Return the name of a row: its first filled cell that is no bare number."""
        texts = (cell.text for cell in self.starting(row) if any(map(str.isalpha, cell.text)))
        return next(texts, "")

    def numeric_share(self, col: int) -> float:
        """Return the share of the column's filled cells that are numbers: digits for the greater part."""
        filled = [text for text in self.column(col) if text]
        return sum(2 * sum(map(str.isdecimal, text)) >= len(text) for text in filled) / max(len(filled), 1)


def move(cell: Cell, rows: int) -> Cell:
    """Return the cell so many rows further down."""
    if not rows:
        return cell
    return Cell(cell.row + rows, cell.col, cell.lines, cell.place, cell.rowspan, cell.colspan)


@dataclass(frozen=True, slots=True)
class Seam:
    """What two parts are at their break: the upper's cells, those joined among them, and the lower's other cells.

    Each counts rows from its own first; with ``rows_joined`` the lower's first row is the upper's last.
    """

    upper: tuple[Cell, ...]
    lower: tuple[Cell, ...]
    rows_joined: int = 0
    evidence: tuple[str, ...] = ()


def join_at_break(upper: Rows, lower: Rows) -> Seam:
    """Make the halves of a cut row, or of cut label cells, one again."""
    if _is_rest_of_row(upper, lower):
        return _join_row(upper, lower)
    pairs = _cut_labels(upper, lower)
    if not pairs:
        return Seam(upper.cells, lower.cells)
    whole = {id(high): _one(high, low, rowspan=high.rowspan + low.rowspan) for high, low in pairs}
    taken = {id(low) for _, low in pairs}
    return Seam(
        tuple(whole.get(id(cell), cell) for cell in upper.cells),
        tuple(cell for cell in lower.cells if id(cell) not in taken),
        evidence=("label-cut-by-break",),
    )


def with_leading_blanks(upper: Rows, lower: Rows) -> Rows:
    """Return the lower part, the blanks on top of its first column as one where the upper part names groups there.

    No rule shows how far the name of a group reaches; rows that a break parts from it have none.
    """
    named = any(cell.rowspan > 1 and (cell.col, cell.colspan) == (0, 1) and cell.text for cell in upper.cells)
    blank: list[Cell] = []
    while (cell := lower.covering(len(blank), 0)) is not None and cell.rowspan == cell.colspan == 1 and not cell.text:
        blank.append(cell)
    if not named or len(blank) < 2 or not all(lower.text_at(row, 1) for row in range(len(blank))):
        return lower
    places = join_places(tuple(cell.place for cell in blank), "")
    tall = replace(blank[0], rowspan=len(blank), place=places)
    return Rows(lower.count, (tall, *(cell for cell in lower.cells if all(cell is not one for one in blank))))


def _is_rest_of_row(upper: Rows, lower: Rows) -> bool:
    """Tell whether the lower part's first row is what did not fit of the upper's last.

    Its first cell is blank, which the first column of the upper part never is, or goes on with a name whose last line
    was full; it fills fewer cells, and only such as are filled in the row above; none of them with a number.
    """
    last = upper.count - 1
    above, below = upper.starting(last), lower.starting(0)
    if not below or any(cell.rowspan > 1 for cell in (*above, *below)):
        return False
    filled = [cell for cell in below if cell.text]
    if not filled or below[0].col != 0:
        return False
    if below[0].text and not (above and _goes_on(above[0], below[0])):
        return False
    if not below[0].text and "" in upper.column(0):
        return False
    numeric = [cell for cell in filled if not any(char.isalpha() for char in cell.text)]
    above_filled = {cell.col for cell in above if cell.text}
    return not numeric and len(filled) < len(above_filled) and all(cell.col in above_filled for cell in filled)


_BEGINS = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|其中|合\s*计|小\s*计|总\s*计")


def _goes_on(high: Cell, low: Cell) -> bool:
    """Tell whether the last line of a cell was full, so that what the other says may be the rest of its text."""
    line, box = high.lines[-1].place.bbox, high.place.bbox
    if (high.col, high.colspan) != (low.col, low.colspan) or line is None or box is None or _BEGINS.match(low.text):
        return False
    em = (line[2] - line[0]) / max(len(high.lines[-1].text), 1)
    return box[2] - line[2] < _FULL * em and line[0] - box[0] < _FULL * em


def _join_row(upper: Rows, lower: Rows) -> Seam:
    last = upper.count - 1
    rest = {cell.col: cell for cell in lower.starting(0)}
    return Seam(
        tuple(
            _one(cell, rest[cell.col], rowspan=1) if cell.row == last and cell.col in rest else cell
            for cell in upper.cells
        ),
        tuple(cell for cell in lower.cells if cell.row > 0),
        rows_joined=1,
        evidence=("row-cut-by-break",),
    )


def _cut_labels(upper: Rows, lower: Rows) -> list[tuple[Cell, Cell]]:
    """Return the pairs of cells, above and below the break, that are one merged cell.

    One half of a merged cell is blank.  A blank half that spans rows is merged for certain; one of a single row is
    taken for half a cell only if its column holds merged cells and is blank nowhere else.
    """
    last = upper.count - 1
    pairs = []
    for low in lower.starting(0):
        high = upper.covering(last, low.col)
        if high is None or (high.col, high.colspan) != (low.col, low.colspan) or bool(high.text) == bool(low.text):
            continue
        blank, filled = (low, high) if high.text else (high, low)
        spans = blank.rowspan > 1 or _is_merged_column(upper, lower, blank)
        if spans and any(char.isalpha() for char in filled.text):
            pairs.append((high, low))
    return pairs


def _is_merged_column(upper: Rows, lower: Rows, blank: Cell) -> bool:
    """Tell whether the cells of the blank one's column are merged over rows, and none but it is blank."""
    others = [cell for cell in (*upper.cells, *lower.cells) if cell.col == blank.col and cell is not blank]
    merged = any(cell.rowspan > 1 and (cell.col, cell.colspan) == (blank.col, blank.colspan) for cell in others)
    return merged and all(cell.text for cell in others)


def _one(high: Cell, low: Cell, rowspan: int) -> Cell:
    """Return two halves of a cell as one that knows both places."""
    filled = tuple(line for line in (*high.lines, *low.lines) if line.text) or high.lines[:1]
    place = join_places((high.place, low.place), "".join(line.text for line in filled))
    return replace(high, lines=filled, place=place, rowspan=rowspan)
