"""A grid as a rectangle of texts, each with its shape: what every later step looks at."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from parsers.numerals import Numeral, text_to_missing, text_to_numeral
from parsers.tables.texts import tidy
from schemas.documents import Cell, Grid
from schemas.ids import make_id
from schemas.printed import Missing


class Shape(StrEnum):
    """What a cell looks like on its own."""

    NUMBER = "number"
    MARK = "mark"  # a dash, a slash or something unreadable where a number may stand
    TEXT = "text"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Content:
    """A cell's text as a name, and what it looks like."""

    text: str
    shape: Shape
    numeral: Numeral | None = None


EMPTY = Content("", Shape.BLANK)

Position = tuple[int, int]


class Sheet:
    """Some rows and columns of a grid, by their numbers in the grid, with the cell and content at each position.

    ``captions`` is the number of rows over the header where that is known from a wider sheet.
    """

    def __init__(self, grid: Grid, rows: Iterable[int], cols: Iterable[int], captions: int | None = None) -> None:
        self.grid = grid
        self.captions = captions
        self.rows = tuple(rows)
        self.cols = tuple(cols)
        self.cells: dict[Position, Cell] = {}
        self.contents: dict[Position, Content] = {}
        within_rows, within_cols = frozenset(self.rows), frozenset(self.cols)
        for cell in grid.cells:
            content = cell_to_content(cell)
            for row in range(cell.row, cell.row + cell.rowspan):
                for col in range(cell.col, cell.col + cell.colspan):
                    if row in within_rows and col in within_cols:
                        self.cells[row, col] = cell
                        self.contents[row, col] = content

    def part(self, rows: Iterable[int], cols: Iterable[int], captions: int | None = None) -> "Sheet":
        """Return the sheet of fewer rows and columns, on a grid that holds only the cells beginning there."""
        kept_rows, kept_cols = tuple(rows), tuple(cols)
        if kept_rows == self.rows and kept_cols == self.cols:
            return self
        return Sheet(_cut(self.grid, kept_rows, kept_cols), kept_rows, kept_cols, captions)

    def at(self, row: int, col: int) -> Content:
        return self.contents.get((row, col), EMPTY)

    def text(self, row: int, col: int) -> str:
        return self.at(row, col).text

    def shape(self, row: int, col: int) -> Shape:
        return self.at(row, col).shape

    def row_cells(self, row: int) -> tuple[Cell, ...]:
        """Return the cells over a row, each once, from the left; also those that begin in a row above."""
        found: dict[int, Cell] = {}
        for col in self.cols:
            cell = self.cells.get((row, col))
            if cell is not None:
                found.setdefault(id(cell), cell)
        return tuple(found.values())

    def filled(self, row: int) -> tuple[Cell, ...]:
        """Return the cells of a row that are not blank."""
        return tuple(cell for cell in self.row_cells(row) if self.at(row, max(cell.col, self.cols[0])).text)

    @cached_property
    def loose_rows(self) -> frozenset[int]:
        """The rows that hold cells with no proved column."""
        return frozenset(cell.row for cell in self.grid.loose)

    @cached_property
    def numeric_cols(self) -> frozenset[int]:
        """The columns that hold numbers for the most part: at least one for two cells of words."""
        numbers = dict.fromkeys(self.cols, 0)
        words = dict.fromkeys(self.cols, 0)
        for (_, col), content in self.contents.items():
            if content.shape is Shape.NUMBER:
                numbers[col] += 1
            elif content.shape is Shape.TEXT:
                words[col] += 1
        return frozenset(col for col in self.cols if numbers[col] and 2 * numbers[col] >= words[col])


def cell_to_content(cell: Cell) -> Content:
    text = tidy(cell.text)
    if not text:
        return EMPTY
    numeral = text_to_numeral(text)
    if numeral is not None:
        return Content(text, Shape.NUMBER, numeral)
    missing = text_to_missing(text)
    return Content(text, Shape.TEXT if missing is Missing.STATEMENT else Shape.MARK)


def _cut(grid: Grid, rows: tuple[int, ...], cols: tuple[int, ...]) -> Grid:
    """Return the grid with only the cells that begin in ``rows`` and ``cols``, at their old positions."""
    within_rows, within_cols = frozenset(rows), frozenset(cols)
    cells = tuple(cell for cell in grid.cells if cell.row in within_rows and cell.col in within_cols)
    loose = tuple(cell for cell in grid.loose if cell.row in within_rows and cols[0] == 0)
    return Grid(
        make_id("grid", grid.id, rows[0], cols[0]), grid.rows, grid.cols, cells, grid.parts, grid.stitches, loose
    )
