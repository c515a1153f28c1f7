"""Laid rows to cells: where a cell spans the blanks beside or below it.

A text writes a merged cell once and leaves the rest of it blank. What is merged is told from the header (a name over
several columns has names or nothing below), from the labels (a group's label goes on beside its members) and from
statements that stand in place of a row's numbers.
"""

from collections.abc import Iterable, Sequence

from extract.text import wording
from extract.text.kinds import NUMBERS, Kind, is_total
from extract.text.layout import LaidRow
from extract.text.rows import RawCell
from extract.text.shape import Shape
from schemas.documents import Cell


class _Spans:
    """Cells under construction: each position that is taken knows the top left corner that owns it."""

    def __init__(self, heads: Iterable[int], *, totals_within: bool) -> None:
        self.heads = frozenset(heads)
        self.totals_within = totals_within
        self.cells: dict[tuple[int, int], RawCell] = {}
        self.owner: dict[tuple[int, int], tuple[int, int]] = {}
        self.size: dict[tuple[int, int], tuple[int, int]] = {}
        self.single: list[Cell] = []  # cells that span nothing and that nothing can span

    def put(self, row: int, col: int, cell: RawCell, rowspan: int = 1, colspan: int = 1) -> None:
        self.cells[row, col] = cell
        self.size[row, col] = (rowspan, colspan)
        for down in range(rowspan):
            for right in range(colspan):
                self.owner[row + down, col + right] = (row, col)

    def lengthen(self, corner: tuple[int, int]) -> None:
        """Let a cell go on over one more row."""
        rows, cols = self.size[corner]
        self.size[corner] = (rows + 1, cols)
        for right in range(cols):
            self.owner[corner[0] + rows, corner[1] + right] = corner

    def to_cells(self) -> tuple[Cell, ...]:
        spanning = [
            Cell(row, col, cell.lines, cell.place, *self.size[row, col]) for (row, col), cell in self.cells.items()
        ]
        return tuple(sorted((*spanning, *self.single), key=lambda cell: (cell.row, cell.col)))


def layout_to_cells(laid: Sequence[LaidRow], shape: Shape) -> tuple[Cell, ...]:
    """Return the cells of a grid; blank positions that no cell spans are cells with empty text."""
    heads = [index for index, one in enumerate(laid) if one.header and one.cells]
    spans = _Spans(heads, totals_within=_totals_within(laid, shape))
    _span_header(spans, laid, heads, shape)
    joint_end = _joint_end(spans, heads, shape)
    for index, one in enumerate(laid):
        if one.header:
            continue
        if one.wide:
            spans.put(index, 0, one.cells[0], 1, shape.width)
            continue
        _span_body(spans, index, one, shape, joint_end)
    return spans.to_cells()


def _totals_within(laid: Sequence[LaidRow], shape: Shape) -> bool:
    """Tell whether a 合计 beside a blank label is its group's: rows with a first label follow one, or there are more.

    A single one at the end may as well be the table's.
    """
    first, inner = shape.first, shape.first + 1
    totals = [
        index
        for index, one in enumerate(laid)
        if first in one.cells
        and one.cells[first].kind == Kind.BLANK
        and inner in one.cells
        and is_total(one.cells[inner].text)
    ]
    rest = laid[totals[0] + 1 :] if totals else []
    return len(totals) > 1 or any(first in one.cells and one.cells[first].kind != Kind.BLANK for one in rest)


def _span_header(spans: _Spans, laid: Sequence[LaidRow], heads: Sequence[int], shape: Shape) -> None:
    """Put the header's cells: over the blanks on their right that have names below, and down over blanks."""
    for level, index in enumerate(heads):
        lower = [laid[at].cells for step, at in enumerate(heads[level + 1 :], start=1) if at == index + step]
        cells = laid[index].cells
        for col in range(shape.width):
            cell = cells.get(col)
            if cell is None or (index, col) in spans.owner:
                continue
            if cell.kind == Kind.BLANK:
                spans.put(index, col, cell)
                continue
            end = col + 1
            while end < shape.width and (index, end) not in spans.owner and _belongs(end, col, cells, lower, shape):
                end += 1
            rowspan = 1
            for row in lower:
                if any(at not in row or row[at].kind != Kind.BLANK for at in range(col, end)):
                    break
                rowspan += 1
            spans.put(index, col, cell, rowspan, end - col)


def _belongs(
    col: int, start: int, cells: dict[int, RawCell], lower: Sequence[dict[int, RawCell]], shape: Shape
) -> bool:
    """Tell whether a header position belongs to the name that stands at ``start``, left of it."""
    if col in cells and cells[col].kind != Kind.BLANK:
        return False
    if any(row[col].kind != Kind.BLANK for row in lower if col in row):
        return True
    return shape.figures and shape.first <= start and col < shape.values


def _joint_end(spans: _Spans, heads: Sequence[int], shape: Shape) -> int:
    """Return the column behind the label columns that have one header cell together, or none at all."""
    if not shape.figures:
        return shape.first + 1
    if not heads:
        return shape.values
    corner = spans.owner.get((heads[-1], shape.first))
    return shape.first + 1 if corner is None else min(shape.values, corner[1] + spans.size[corner][1])


def _span_body(spans: _Spans, index: int, one: LaidRow, shape: Shape, joint_end: int) -> None:
    statement = _statement(one, shape)
    labels_end = shape.values if shape.figures else shape.first + 2
    for col, cell in sorted(one.cells.items()):
        if statement is not None and col > statement:
            break
        if col == statement:
            spans.put(index, col, cell, 1, shape.width - col)
        elif col >= labels_end:
            spans.single.append(Cell(index, col, cell.lines, cell.place))
        elif (index, col) in spans.owner:
            continue
        elif shape.first <= col < labels_end and cell.kind == Kind.BLANK:
            corner = spans.owner.get((index - 1, col))
            if corner is not None and corner[0] not in spans.heads and _goes_on(spans, corner, col, one, labels_end):
                spans.lengthen(corner)
            else:
                spans.put(index, col, cell)
        elif shape.first <= col < joint_end:
            spans.put(index, col, cell, 1, _label_colspan(one, col, joint_end))
        else:
            spans.put(index, col, cell)


def _goes_on(spans: _Spans, corner: tuple[int, int], col: int, one: LaidRow, labels_end: int) -> bool:
    """Tell whether a blank label belongs to the label above it.

    That label stands beside a first member, and the row has a label of its own further right, which is not numbered
    like the label above: （六） beside a blank is no member of （五）.
    """
    owner = spans.cells[corner]
    inner = [one.cells[right] for right in range(col + 1, labels_end) if right in one.cells]
    style = wording.enumerator_style(owner.text)
    return (
        corner[1] == col
        and spans.size[corner][1] == 1
        and owner.kind != Kind.BLANK
        and not any(one.cells[left].kind != Kind.BLANK for left in range(col) if left in one.cells)
        and _has_member(spans, corner, labels_end)
        and any(cell.kind != Kind.BLANK for cell in inner)
        and (not any(is_total(cell.text) for cell in inner) or spans.totals_within)
        and not (style and any(wording.enumerator_style(cell.text) == style for cell in inner))
    )


def _has_member(spans: _Spans, corner: tuple[int, int], labels_end: int) -> bool:
    """Tell whether another label stands right of a label in its own row."""
    row, col = corner
    return any(
        (row, right) in spans.cells and spans.cells[row, right].kind != Kind.BLANK
        for right in range(col + 1, labels_end)
    )


def _label_colspan(one: LaidRow, col: int, joint_end: int) -> int:
    """Return how many columns a label spans: all blanks beside it under the same header cell."""
    behind = range(col + 1, joint_end)
    blank = all(at not in one.cells or one.cells[at].kind == Kind.BLANK for at in behind)
    return joint_end - col if blank and not any(_may_be_loose(one, at) for at in behind) else 1


def _may_be_loose(one: LaidRow, col: int) -> bool:
    return any(col in columns for _, _, columns in one.loose)


def _statement(one: LaidRow, shape: Shape) -> int | None:
    """Return the column of words in place of all numbers of a row, which has nothing else behind its labels."""
    if not shape.figures or one.loose or shape.values == 0:
        return None
    filled = [col for col, cell in one.cells.items() if cell.kind != Kind.BLANK and col >= shape.values]
    if len(filled) != 1 or filled[0] != shape.values or shape.width - shape.values < 2:
        return None
    cell = one.cells[shape.values]
    return shape.values if cell.kind == Kind.TEXT and not shape.refusals[shape.values] >= NUMBERS else None
