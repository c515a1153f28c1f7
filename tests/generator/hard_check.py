"""A hard document as read held against what was drawn, cell by cell: text, row, column, spans, page and box."""

import hashlib

from generator.hard_layout import Printed
from generator.hard_pages import HardDocument
from generator.hard_tables import DrawnTable

from extract.pdf import read_pdf
from schemas.documents import Cell, Document, Grid, Source
from schemas.limits import DEFAULT_LIMITS

Box = tuple[float, float, float, float]


def read_hard(hard: HardDocument) -> Document:
    source = Source(f"{hard.seed}.pdf", hashlib.sha256(hard.pdf).hexdigest(), "application/pdf")
    return read_pdf(hard.pdf, source, DEFAULT_LIMITS)


def table_results(hard: HardDocument, document: Document) -> list[list[str]]:
    """Return what is wrong with each table drawn; a last entry says what was read but never drawn."""
    grids = list(document.grids())
    pairs = _pair(hard, grids)
    results = [
        [f"not read as one table: {len(grids)} read"] if grid is None else list(_differences(hard, table, cells, grid))
        for (table, cells), grid in zip(hard.laid.tables, pairs, strict=True)
    ]
    extra = [grid for grid in grids if not any(grid is pair for pair in pairs)]
    return [*results, [f"no table: {[cell.text for cell in grid.cells[:6]]}" for grid in extra]]


def _pair(hard: HardDocument, grids: list[Grid]) -> list[Grid | None]:
    """Return the grid of each table: the one that holds most of its texts."""
    free = list(grids)
    pairs: list[Grid | None] = []
    for table, _ in hard.laid.tables:
        texts = {_plain(cell.text) for cell in table.cells if cell.text}
        held = [len(texts & {_plain(cell.text) for cell in grid.cells}) for grid in free]
        best = max(range(len(free)), key=held.__getitem__, default=None)
        if best is None or held[best] * 2 < len(texts):
            pairs.append(None)
        else:
            pairs.append(free.pop(best))
    return pairs


def _plain(text: str) -> str:
    return "".join(text.split())


def _differences(hard: HardDocument, table: DrawnTable, cells: list[Printed], grid: Grid):
    if (grid.rows, grid.cols) != (table.rows, table.cols):
        yield f"grid: {table.rows} × {table.cols} drawn, {grid.rows} × {grid.cols} read"
    read = grid.by_position()
    for printed in cells:
        cell = printed.cell
        found = read.get((cell.row, cell.col))
        if found is None:
            yield f"r{cell.row}c{cell.col}: {cell.text!r} is missing"
            continue
        found = _open_span(hard, cell, found, read)
        wanted = _wanted_span(hard, cell)
        if _plain(found.text) != _plain(cell.text):
            yield f"r{cell.row}c{cell.col}: {cell.text!r} is read as {found.text!r}"
        elif (found.row, found.col) != (cell.row, cell.col) or (found.rowspan, found.colspan) not in wanted:
            yield (
                f"r{cell.row}c{cell.col}: {cell.text!r} over {cell.rowspan} × {cell.colspan} is read over "
                f"{found.rowspan} × {found.colspan} at r{found.row}c{found.col}"
            )
        else:
            yield from _misplaced(hard, printed, found)


def _wanted_span(hard, cell):
    """Return the spans that the page shows.

    Without uprights nothing shows how far a row's name reaches over the columns of names; without rules under the
    rows nothing shows how far a name reaches down but that it stands in the middle of its rows.
    """
    ways = {(cell.rowspan, cell.colspan)}
    if cell.kind == "label" and not hard.drawing.drawn:
        if cell.colspan > 1:
            ways.add((1, 1))
        if cell.rowspan > 1 and hard.drawing.level == "top":
            ways.add((1, 1))
    return ways


def _open_span(hard, cell, found, read):
    """Return the cell that holds the text of a name over several columns of names, which may stand in any of them."""
    if hard.drawing.drawn or cell.kind == "value" or cell.colspan == 1 or cell.row != found.row or found.text:
        return found
    inside = [read.get((cell.row, col)) for col in range(cell.col, cell.col + cell.colspan)]
    filled = [one for one in inside if one is not None and one.text and one.row == cell.row]
    return Cell(found.row, found.col, filled[0].lines, filled[0].place) if len(filled) == 1 else found


def _misplaced(hard: HardDocument, printed: Printed, found: Cell):
    boxes = found.place.boxes or ((found.place.page, found.place.bbox),)
    for page, words in printed.lines:
        x, y = _middle(hard, words.box)
        if not any(number == page and x0 <= x <= x1 and top <= y <= end for number, (x0, top, x1, end) in boxes):
            yield f"r{printed.cell.row}c{printed.cell.col}: {words.text!r} stands outside its box"


def _middle(hard: HardDocument, box: Box) -> tuple[float, float]:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    width, height = hard.laid.sheets[0].width, hard.laid.sheets[0].height
    if hard.drawing.turn == 90:
        return height - y, x
    return (y, width - x) if hard.drawing.turn == 270 else (x, y)
