"""A grid to sheets of one header each: cut where a new header begins, and where two half tables stand side by side."""

from collections.abc import Iterator
from itertools import pairwise

from parsers.tables.headers import Header, is_caption_row, names_a_column, repeats, sheet_to_header
from parsers.tables.sheets import Shape, Sheet
from parsers.tables.words import LABEL_HEADER, NOTE_START, TOTAL
from schemas.documents import Grid


def grid_to_sheets(grid: Grid) -> tuple[tuple[Sheet, ...], ...]:
    """Return the tables that a grid holds, from the top, each with its halves from the left; mostly one."""
    if not grid.cells:
        return ()
    whole = Sheet(grid, range(grid.rows), range(grid.cols))
    return tuple(tuple(half for half in _halves(section) if half.grid.cells) for section in _sections(whole))


def _sections(sheet: Sheet) -> Iterator[Sheet]:
    header = sheet_to_header(sheet)
    start, top, labels = 0, header.rows, _first_names(sheet, header.rows)
    seen: set[int] = set()
    for row in header.body:
        if seen and _names_columns(sheet, row, seen, labels):
            heading = _heading_start(sheet, row, start)
            # The same header once more, as over a new page, begins nothing.
            if heading < row or not top or not repeats(sheet, row, top[0]):
                yield sheet.part(range(start, heading), sheet.cols)
                start, seen, top = heading, set(), (row,)
                labels |= _first_names(sheet, top)
        seen.update(col for col in sheet.cols if sheet.shape(row, col) is Shape.NUMBER)
    yield sheet.part(range(start, len(sheet.rows)), sheet.cols)


def _first_names(sheet: Sheet, rows: tuple[int, ...]) -> frozenset[str]:
    return frozenset(text for row in rows if (text := sheet.text(row, sheet.cols[0])))


def _names_columns(sheet: Sheet, row: int, seen: set[int], labels: frozenset[str]) -> bool:
    """Tell whether a row in the body is a new header: words over columns that held numbers before and will again."""
    if not seen or row in sheet.loose_rows:
        return False
    filled = sheet.filled(row)
    if len(filled) < 2 or any(sheet.shape(row, cell.col) is not Shape.TEXT for cell in filled):
        return False
    if any(cell.row != row for cell in filled):
        return False
    first = sheet.text(row, sheet.cols[0])
    over = [sheet.text(row, cell.col) for cell in filled if cell.col > sheet.cols[0]]
    distinct = len(set(over)) == len(over) and all(len(text) <= 24 for text in over)
    if not distinct or not any(cell.col in seen for cell in filled):
        return False
    naming = 2 * sum(map(names_a_column, over)) > len(over)
    named = len(over) >= 2 and LABEL_HEADER.fullmatch(first) is not None
    if first not in labels and not (naming and (named or len(over) >= max(len(seen), 2))):
        return False
    below = sheet.rows[row + 1 : row + 4]
    return any(sheet.shape(under, col) is Shape.NUMBER for under in below for col in sheet.cols[1:])


def _heading_start(sheet: Sheet, row: int, start: int) -> int:
    """Return the first of the caption rows right above a header: its own title, not the notes of what stood before."""
    while row - 1 > start:
        filled = sheet.filled(row - 1)
        if not is_caption_row(sheet, row - 1) or any(
            NOTE_START.match(sheet.text(row - 1, cell.col)) for cell in filled
        ):
            break
        row -= 1
    return row


def _halves(sheet: Sheet) -> Iterator[Sheet]:
    """Cut where a second label column stands right of numbers under the same name, or under a head of its own."""
    header = sheet_to_header(sheet)
    used = [col for col in sheet.cols if any(sheet.text(row, col) for row in sheet.rows)]
    holds = {col: _holds(sheet, header, col) for col in used}
    cuts = [col for col in used[2:] if _begins_half(sheet, header, holds, col) and not _is_crossed(sheet, header, col)]
    for left, right in pairwise((sheet.cols[0], *cuts, sheet.cols[-1] + 1)):
        yield sheet.part(sheet.rows, range(left, right), len(header.captions))


def _begins_half(sheet: Sheet, header: Header, holds: dict[int, Shape], col: int) -> bool:
    used = list(holds)
    first, after = used[0], used[used.index(col) + 1 :]
    path, first_path = header.paths[col], header.paths[first]
    again = bool(path and first_path) and path[-1] == first_path[-1]
    if again and after and holds[after[0]] is Shape.TEXT and header.paths[after[0]] == header.paths[used[1]]:
        return True  # 序号 姓名 … 序号 姓名, 科目编码 科目名称 预算数 科目编码 科目名称 预算数
    if holds[first] is not Shape.TEXT or holds[col] is not Shape.TEXT:
        return False
    left = [other for other in used if first < other < col]
    if not all(any(holds[other] is Shape.NUMBER for other in side) for side in (left, after)):
        return False
    if not path and not first_path:
        return len(used) % 2 == 0 and used.index(col) % 2 == 0  # a form of names and numbers in turn
    own_head = len(path) > 1 and len(first_path) > 1 and path[0] != first_path[0]
    own_total = any(
        TOTAL.fullmatch(sheet.text(row, col)) and TOTAL.fullmatch(sheet.text(row, first)) for row in header.body
    )
    return again or own_head or own_total


def _is_crossed(sheet: Sheet, header: Header, col: int) -> bool:
    """Tell whether a cell that does not stand alone in its row reaches over the left edge of a column."""
    return any(
        (cell := sheet.cells.get((row, col))) is not None and cell.col < col and len(sheet.filled(row)) > 1
        for row in (*header.rows, *header.body)
    )


def _holds(sheet: Sheet, header: Header, col: int) -> Shape:
    """Return what a column's body holds most of: numbers, words, or nothing."""
    shapes = [sheet.shape(row, col) for row in header.body]
    numbers, words = shapes.count(Shape.NUMBER), shapes.count(Shape.TEXT)
    if not numbers and not words:
        return Shape.BLANK
    return Shape.NUMBER if numbers >= words else Shape.TEXT
