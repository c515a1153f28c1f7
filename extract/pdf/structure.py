"""A block of lines to the rows, columns and cells of a table without upright rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.pdf.body import BodyCell, apart, body_rows
from extract.pdf.cells import Filled, fill_slots
from extract.pdf.columns import Column, columns_of, cut_at_columns, lines_to_columns, names_of_columns, split_names
from extract.pdf.heads import HeadCell, read_head_over_names
from extract.pdf.lattice import Lattice, Slot
from extract.pdf.lines import Span
from extract.pdf.rules import Rule
from extract.pdf.textlines import Block, TextLine


@dataclass(slots=True)
class _Laid:
    """A cell at its place: rows ``row`` … ``below``, columns ``first`` … ``last`` (``below`` exclusive)."""

    row: int
    below: int
    first: int
    last: int
    chunks: list[Span] = field(default_factory=list)


def block_to_filled(lines: Sequence[TextLine], block: Block) -> Filled | None:
    """Return the table of a block, or None if its lines do not stand in two columns or more."""
    body = lines[block.body : block.end]
    columns = split_names(lines_to_columns(body, lines[block.head : block.body]), body, block.rules)
    head_chunks = [chunk for line in lines[block.head : block.body] for chunk in line.chunks]
    cut = block.body if names_of_columns(head_chunks, columns) else block.head  # names may stand over the white
    lines = [cut_at_columns(line, columns) if cut <= number < block.end else line for number, line in enumerate(lines)]
    if len(columns) < 2 or not (
        block.head < block.body or block.piece or _names_rows(lines[block.body : block.end], columns)
    ):
        return None
    if not block.piece and _is_list(lines[block.head : block.end]):
        return None
    named = _named_columns(lines[block.body : block.end], columns)
    head = _head_cells(lines[block.head : block.body], columns, block.rules, named)
    levels = max((cell.end for cell in head), default=0)
    rows = body_rows(lines, block, columns)
    laid = [_Laid(cell.top, cell.end, cell.first, cell.last, list(cell.chunks)) for cell in head]
    laid += [
        _Laid(levels + number, levels + number + cell.rowspan, cell.first, cell.last, cell.chunks)
        for number, row in enumerate(rows)
        for cell in row.cells
    ]
    ys = _row_borders(_level_sides(head, levels), [(row.top, row.bottom) for row in rows])
    texts = [(chunk.box[0], chunk.box[2]) for cell in laid for chunk in cell.chunks]
    return _laid_to_filled(laid, _borders(columns, texts, block.rules), ys)


def _is_list(body: Sequence[TextLine]) -> bool:
    """Tell whether lines without a head are a table of contents, or blanks to be filled in after their names."""
    if any(len(line.chunks) != 2 for line in body if line.is_anchor):
        return False
    if all(line.chunks[0].text.rstrip().endswith(("：", ":")) for line in body):
        return True
    pages = [line.chunks[-1].text for line in body if line.is_anchor]
    numbers = [int(page) for page in pages if page.isdecimal()]
    return len(numbers) == len(pages) > 2 and numbers == sorted(numbers)


def _names_rows(body: Sequence[TextLine], columns: list[Column]) -> bool:
    """Tell whether a column holds words: rows of bare numbers without a head are the labels of a chart."""
    worded = [0] * len(columns)
    for line in body:
        for chunk, value in zip(line.chunks, line.values, strict=True):
            worded[columns_of(chunk, columns)[0]] += not value
    return any(2 * count >= len(body) for count in worded)


def _named_columns(body: Sequence[TextLine], columns: list[Column]) -> int:
    """Return how many columns from the first on hold names and no values."""
    valued = {
        columns_of(chunk, columns)[0]
        for line in body
        for chunk, value in zip(line.chunks, line.values, strict=True)
        if value
    }
    return next((number for number in range(len(columns)) if number in valued), len(columns))


def _head_cells(lines: Sequence[TextLine], columns: list[Column], rules: Sequence[Rule], named: int) -> list[HeadCell]:
    """Return the cells of the head; lines that make no tree of names are a row each."""
    cells = read_head_over_names(lines, columns, rules, named) if lines else []
    if cells is not None:
        return cells
    return [
        HeadCell(level, level + 1, cell.first, cell.last, tuple(cell.chunks))
        for level, line in enumerate(lines)
        for cell in apart([BodyCell(*columns_of(chunk, columns), [chunk]) for chunk in line.chunks])
    ]


def _level_sides(head: Sequence[HeadCell], levels: int) -> list[tuple[float, float]]:
    """Return the top and bottom of the names of each level: of those that stand on it alone, if there are any."""
    sides = []
    for level in range(levels):
        here = [cell for cell in head if cell.top <= level < cell.end and cell.chunks]
        alone = [cell for cell in here if cell.end - cell.top == 1] or here
        boxes = [chunk.box for cell in alone for chunk in cell.chunks]
        sides.append((min(box[1] for box in boxes), max(box[3] for box in boxes)))
    return sides


def _row_borders(head: Sequence[tuple[float, float]], body: Sequence[tuple[float, float]]) -> list[float]:
    """Return the borders of the rows: midway between the lines of neighbours."""
    sides = [*head, *body]
    inner = [(above[1] + below[0]) / 2 for above, below in pairwise(sides)]
    ys = [round(y, 2) for y in (sides[0][0] - 1, *inner, sides[-1][1] + 1)]
    return sorted(ys)


def _borders(columns: list[Column], texts: Sequence[Column], rules: Iterable[Rule]) -> list[float]:
    """Return the borders of the columns: midway in the white between them, and where the texts and rules end."""
    left = min([x0 for x0, _ in texts] + [rule.start for rule in rules])
    right = max([x1 for _, x1 in texts] + [rule.end for rule in rules])
    inner = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    return [round(x, 2) for x in (left - 1, *inner, right + 1)]


def _laid_to_filled(laid: list[_Laid], xs: list[float], ys: list[float]) -> Filled:
    """Return the lattice of the rows and columns with the characters of each cell; blanks are cells too."""
    taken = {
        (row, col) for cell in laid for row in range(cell.row, cell.below) for col in range(cell.first, cell.last + 1)
    }
    blanks = [
        _Laid(row, row + 1, col, col)
        for row in range(len(ys) - 1)
        for col in range(len(xs) - 1)
        if (row, col) not in taken
    ]
    cells = sorted([*laid, *blanks], key=lambda cell: (cell.row, cell.first))
    slots = [
        Slot(one.row, one.first, one.below, one.last + 1, (xs[one.first], ys[one.row], xs[one.last + 1], ys[one.below]))
        for one in cells
    ]
    return fill_slots(Lattice(tuple(xs), tuple(ys), tuple(slots)), [cell.chunks for cell in cells])
