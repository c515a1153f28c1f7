"""A table element to a ``Grid``: spans laid out as a browser lays them out, empty edges left off."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

from extract.html.flow import pieces_to_text
from extract.html.pruning import is_unseen
from schemas.documents import Cell, Grid, GridPart, TextLine
from schemas.ids import make_id
from schemas.limits import Limits
from schemas.places import Place

_MOST_COLUMNS = 1_000  # a browser allows a cell no wider span
_MOST_ROWS = 65_534


@dataclass(frozen=True, slots=True)
class _Laid:
    row: int
    col: int
    rowspan: int
    colspan: int
    texts: tuple[str, ...]
    path: str


def table_to_grid(table: html.HtmlElement, path: str, file: str, limits: Limits, name: str) -> Grid | None:
    """Return the grid, or None for a table without text; ``name`` is the file's in messages."""
    laid = list(_lay_out(table, path, limits, name))
    used_rows = sorted({row for cell in laid if cell.texts for row in range(cell.row, cell.row + cell.rowspan)})
    used_cols = sorted({col for cell in laid if cell.texts for col in range(cell.col, cell.col + cell.colspan)})
    if not used_rows:
        return None
    starts = {cell.col for cell in laid if cell.texts} | {cell.col + cell.colspan for cell in laid if cell.texts}
    rows = {row: at for at, row in enumerate(used_rows)}
    # columns in which no cell begins are the leftovers of merged ones
    kept = [col for col in used_cols if col in starts]
    cols = {col: at for at, col in enumerate(kept)}
    cells = tuple(_to_cells(laid, rows, cols, file))
    grid_id = make_id("grid", file, path)
    part = GridPart(f"{grid_id}-1", None, None, cells)
    return Grid(grid_id, len(rows), len(cols), cells, (part,))


def _to_cells(laid: list[_Laid], rows: dict[int, int], cols: dict[int, int], file: str) -> Iterator[Cell]:
    for cell in laid:
        within_rows = [rows[row] for row in range(cell.row, cell.row + cell.rowspan) if row in rows]
        within_cols = [cols[col] for col in range(cell.col, cell.col + cell.colspan) if col in cols]
        if not within_rows or not within_cols:
            continue
        text = "".join(cell.texts)
        place = Place(file, text, path=cell.path, start=0, end=len(text))
        lines, start = [], 0
        for piece in cell.texts or ("",):
            at = Place(file, piece, path=cell.path, start=start, end=start + len(piece))
            lines.append(TextLine(piece, at))
            start += len(piece)
        yield Cell(within_rows[0], within_cols[0], tuple(lines), place, len(within_rows), len(within_cols))


def _lay_out(table: html.HtmlElement, path: str, limits: Limits, name: str) -> Iterator[_Laid]:
    taken: set[tuple[int, int]] = set()
    count = 0
    rows = list(_rows_of(table, path))
    for at, (row, row_path) in enumerate(rows):
        col = 0
        seen: dict[str, int] = {}
        for element in row:
            if element.tag not in ("td", "th"):
                continue
            seen[element.tag] = seen.get(element.tag, 0) + 1
            if is_unseen(element):
                continue
            while (at, col) in taken:
                col += 1
            colspan = _span(element.get("colspan"), _MOST_COLUMNS)
            rowspan = min(_span(element.get("rowspan"), _MOST_ROWS), len(rows) - at)
            count += colspan * rowspan
            limits.check("cells", count, name)
            free = 1  # a cell that a longer one from above cuts into ends there
            while free < colspan and (at, col + free) not in taken:
                free += 1
            taken.update((at + down, col + right) for down in range(rowspan) for right in range(free))
            cell_path = f"{row_path}/{element.tag}[{seen[element.tag]}]"
            yield _Laid(at, col, rowspan, free, tuple(_texts_of(element)), cell_path)
            col += free


def _rows_of(table: html.HtmlElement, path: str) -> Iterator[tuple[html.HtmlElement, str]]:
    seen: dict[str, int] = {}
    for child in table:
        if not isinstance(child.tag, str):
            continue
        seen[child.tag] = seen.get(child.tag, 0) + 1
        here = f"{path}/{child.tag}[{seen[child.tag]}]"
        if child.tag == "tr" and not is_unseen(child):
            yield child, here
        elif child.tag in ("tbody", "thead", "tfoot"):
            inner = [row for row in child if row.tag == "tr"]
            for number, row in enumerate(inner, 1):
                if not is_unseen(row):
                    yield row, f"{here}/tr[{number}]"


def _span(text: str | None, most: int) -> int:
    digits = (text or "").strip()
    return min(max(int(digits), 1), most) if digits.isascii() and digits.isdigit() and len(digits) < 8 else 1


_LINE_TAGS = frozenset(("p", "div", "br", "li"))


def _texts_of(element: html.HtmlElement) -> Iterator[str]:
    """Return the printed lines of a cell."""
    pieces: list[str] = []
    stack: list[tuple[str, html.HtmlElement]] = [("start", element)]
    while stack:
        event, node = stack.pop()
        if event == "tail":
            pieces.append(node.tail or "")
            continue
        if event == "end" or (node is not element and node.tag in _LINE_TAGS):
            text = pieces_to_text(pieces)
            pieces = []
            if text:
                yield text
            if event == "end":
                continue
        if node is not element and is_unseen(node):
            continue
        pieces.append(node.text or "")
        if node.tag in _LINE_TAGS:
            stack.append(("end", node))
        for child in reversed(node):
            stack.append(("tail", child))
            if isinstance(child.tag, str):
                stack.append(("start", child))
    text = pieces_to_text(pieces)
    if text:
        yield text
