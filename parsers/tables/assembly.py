"""A sheet to a ``Table``: every cell gets its role, every number its type."""

import re
from collections.abc import Mapping, Sequence

from parsers.numerals import Numeral, text_to_missing, text_to_printed
from parsers.tables.captions import Caption, is_title_row, over, rows_to_caption
from parsers.tables.closing import Sums
from parsers.tables.headers import Header, sheet_to_header
from parsers.tables.kinds import NO_VALUES, Typing, layout_to_typing
from parsers.tables.layouts import Layout, header_to_layout
from parsers.tables.lines import Line, sheet_to_lines
from parsers.tables.sheets import Position, Sheet
from parsers.tables.trees import lines_to_tree
from parsers.tables.words import CODE_HEADER
from schemas.documents import Cell
from schemas.ids import make_id
from schemas.places import Place
from schemas.printed import Missing, Printed
from schemas.tables import CellRole, Column, ColumnKind, Note, Row, RowKind, Table, Value


def sheet_to_table(sheet: Sheet, above: Caption, below: Sequence[Note]) -> Table:
    """Understand one sheet that stands under the caption ``above`` and over the notes ``below``."""
    header = sheet_to_header(sheet)
    caption = over(rows_to_caption(sheet, header), above)
    layout = header_to_layout(sheet, header)
    typing = layout_to_typing(sheet, header, layout, caption)
    lines = sheet_to_lines(sheet, header, layout)
    lines_to_tree(lines, Sums(sheet, typing, header.body))
    kinds = {line.row: line.kind for line in lines}
    strays = _strays(sheet, header, layout, kinds)
    values = _values(sheet, typing, lines, strays)
    roles = _roles(sheet, header, layout, kinds, frozenset((value.row, value.col) for value in values))
    inside = tuple(
        Note(cell.text.strip(), _text_place(cell))
        for row in (*header.captions, *header.body)
        for cell in sheet.filled(row)
        if roles[cell.row, cell.col] is CellRole.NOTE and cell.row == row and _is_note_row(sheet, header, kinds, row)
    )
    return Table(
        make_id("table", sheet.grid.id),
        caption.title,
        caption.unit,
        sheet.grid,
        typing.columns,
        _rows(sheet, header, lines, caption.title),
        values,
        roles,
        (*inside, *below),
        caption.title_place,
        caption.unit_place,
    )


def _is_note_row(sheet: Sheet, header: Header, kinds: Mapping[int, RowKind], row: int) -> bool:
    if row in header.captions:
        return not is_title_row(sheet, row)
    return kinds.get(row) is RowKind.NOTE


def _rows(sheet: Sheet, header: Header, lines: Sequence[Line], title: str) -> tuple[Row, ...]:
    rows = [
        Row(row, "", (), RowKind.HEADER if is_title_row(sheet, row) else RowKind.NOTE)
        for row in header.captions
        if sheet.filled(row)
    ]
    rows += [Row(row, "", (), RowKind.HEADER) for row in (*header.rows, *header.numbers)]
    nameless = [line for line in lines if line.kind is RowKind.DATA]
    only = nameless[0].row if len(nameless) == 1 and not nameless[0].label and title else None
    for line in lines:
        label, path = (title, (title,)) if line.row == only else (line.label, line.path)
        rows.append(Row(line.row, label, path, line.kind, line.parent, line.statement, line.exhaustive, line.bond))
    return tuple(sorted(rows, key=lambda row: row.row))


def _strays(sheet: Sheet, header: Header, layout: Layout, kinds: Mapping[int, RowKind]) -> frozenset[Position]:
    """Return the numbers among words: in columns of words, and in forms, where names and numbers stand in turn.

    A long run of digits is an identifier there.
    """
    cols = (*layout.words, *(() if layout.values else layout.labels[1:]))
    return frozenset(
        (row, col)
        for row in header.body
        if kinds.get(row) not in (RowKind.NOTE, RowKind.HEADER)
        for col in cols
        if (content := sheet.at(row, col)).numeral is not None
        and (sheet.cells[row, col].row, sheet.cells[row, col].col) == (row, col)
        and not _IDENTIFIER.fullmatch(content.text)
        and not CODE_HEADER.fullmatch((header.paths[col] or ("",))[-1])
    )


_IDENTIFIER = re.compile(r"\d{6,}")


def _values(sheet: Sheet, typing: Typing, lines: Sequence[Line], strays: frozenset[Position]) -> tuple[Value, ...]:
    columns = [column for column in typing.columns if column.kind not in NO_VALUES]
    found: list[Value] = []
    for line in lines:
        if line.kind in (RowKind.NOTE, RowKind.HEADER):
            continue
        heading = _is_heading(sheet, line, columns)
        for column in typing.columns:
            at = line.row, column.col
            cell = sheet.cells.get(at)
            if cell is None or (cell.row, cell.col) != at:
                continue
            if at in strays:
                found.append(Value(*at, text_to_printed(cell.text.strip(), _text_place(cell))))
            elif column.kind not in NO_VALUES and not heading and (column.col != line.col or not line.label):
                found.append(Value(*at, _printed(cell, sheet.at(*at).numeral, typing, column, line)))
    return tuple(found)


def _is_heading(sheet: Sheet, line: Line, columns: Sequence[Column]) -> bool:
    return line.kind is RowKind.GROUP and not any(sheet.text(line.row, column.col) for column in columns)


def _printed(cell: Cell, numeral: Numeral | None, typing: Typing, column: Column, line: Line) -> Printed:
    text = cell.text.strip()
    place = _text_place(cell)
    if line.statement is not None:
        return Printed(text, None, 0, column.unit, place, missing=Missing.STATEMENT)
    if column.kind is ColumnKind.GRADE and numeral is None:
        missing = text_to_missing(text)
        return Printed(text, None, 0, "", place, missing=None if missing is Missing.STATEMENT else missing)
    exact = numeral is not None and typing.is_exact(column, line.row, numeral)
    return text_to_printed(text, place, typing.unit_of(column, line.row), exact=exact)


def _text_place(cell: Cell) -> Place:
    """Return where the text of a cell stands, without the blanks around it; a blank cell's own place."""
    text = cell.text
    start = len(text) - len(text.lstrip())
    if start == len(text):
        return cell.place
    return cell.span(start, len(text.rstrip()))


def _roles(
    sheet: Sheet, header: Header, layout: Layout, kinds: Mapping[int, RowKind], values: frozenset[Position]
) -> dict[Position, CellRole]:
    top = dict.fromkeys((*header.rows, *header.numbers), CellRole.HEADER)
    top |= {row: CellRole.HEADER if is_title_row(sheet, row) else CellRole.NOTE for row in header.captions}
    roles: dict[Position, CellRole] = {}
    for cell in sheet.grid.cells:
        at = cell.row, cell.col
        if not sheet.text(*at):
            roles[at] = CellRole.BLANK
        elif cell.row in top:
            roles[at] = top[cell.row]
        elif kinds.get(cell.row) in _ROW_ROLES:
            roles[at] = _ROW_ROLES[kinds[cell.row]]
        elif at in values:
            roles[at] = CellRole.VALUE
        else:
            roles[at] = CellRole.NOTE if cell.col in layout.notes else CellRole.LABEL
    return roles


_ROW_ROLES = {RowKind.NOTE: CellRole.NOTE, RowKind.HEADER: CellRole.HEADER}
