"""Runs of rows to grids, with their parts and the breaks over which they were joined."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from extract.text.layout import LaidRow, rows_to_layout
from extract.text.rows import RawRow
from extract.text.spans import layout_to_cells
from extract.text.stitching import Break, Run
from extract.text.widths import rows_to_shape
from schemas.documents import Cell, Grid, GridPart, LooseCell, Problem, Stitch
from schemas.ids import make_id


def run_to_grid(run: Run, file: str) -> tuple[Grid, tuple[Problem, ...]] | None:
    """Return the grid and the problems of its ragged rows; None if no cell at all could be placed."""
    shape = rows_to_shape(run.rows)
    laid: list[LaidRow] = []
    problems: list[Problem] = []
    for one in rows_to_layout(run.rows, shape):
        if isinstance(one, Problem):
            problems.append(one)
        else:
            laid.append(one)
    cells = layout_to_cells(laid, shape)
    if not cells:
        return None
    first = run.rows[0].line
    key = make_id("grid", file, first.number, first.start)
    stitches = tuple(_to_stitch(one, shape.width) for one in run.breaks)
    loose = tuple(
        LooseCell(index, order, cell.lines, cell.place, columns)
        for index, one in enumerate(laid)
        for order, cell, columns in one.loose
    )
    parts = _to_parts(key, cells, stitches, len(laid))
    return Grid(key, len(laid), shape.width, cells, parts, stitches, loose), tuple(problems)


def _to_stitch(one: Break, width: int) -> Stitch:
    dropped = tuple(
        Cell(row, col, cell.lines, cell.place)
        for row, raw in enumerate(one.dropped)
        for col, cell in enumerate(raw.cells[:width])
    )
    return Stitch(one.line, one.at_row, one.evidence, dropped)


def _to_parts(key: str, cells: Sequence[Cell], stitches: Sequence[Stitch], rows: int) -> tuple[GridPart, ...]:
    """Cut the grid, whose cells stand in row order, where it was joined.

    A spanning cell stays with the part in which it begins.
    """
    if not stitches:
        return (GridPart(f"{key}-1", None, None, tuple(cells)),)
    starts = [0, *(stitch.at_row for stitch in stitches), rows]
    cuts = [bisect_left(cells, start, key=lambda cell: cell.row) for start in starts]
    repeated = [(), *(stitch.dropped for stitch in stitches)]
    parts: list[GridPart] = []
    for number, dropped in enumerate(repeated):
        start, end = starts[number : number + 2]
        shift = _count_rows(dropped) - start
        own = tuple(
            replace(cell, row=cell.row + shift, rowspan=min(cell.rowspan, end - cell.row))
            for cell in cells[cuts[number] : cuts[number + 1]]
        )
        before = parts[-1].id if parts else None
        parts.append(GridPart(f"{key}-{number + 1}", None, None, (*dropped, *own), before))
    return tuple(parts)


def _count_rows(cells: Sequence[Cell]) -> int:
    return max((cell.row for cell in cells), default=-1) + 1


def count_cells(rows: Sequence[RawRow]) -> int:
    return sum(len(row.cells) for row in rows)
