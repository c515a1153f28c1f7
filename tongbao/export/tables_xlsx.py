"""The tables of a bulletin as a workbook: a sheet for each as it is printed, and one with every value and its place."""

import re
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from rich.cells import cell_len

from corpus.report.reader import Reader
from corpus.report.visible import visible
from schemas.bulletins import Bulletin
from schemas.printed import Printed
from schemas.tables import CellRole, Table
from tongbao.export.rows import VALUE_HEADINGS, table_to_values
from tongbao.files import BOOK_SIGNATURE

_TOP = 4
"""First row of the table itself, under caption, place and a blank row; from 1."""
_LINE = Side(style="thin", color="BFC7D0")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD = PatternFill("solid", start_color="EEF1F4")
_WIDEST, _NARROWEST = 40, 8
_DIGITS = 15
"""Significant digits that a spreadsheet's number holds; a longer one is kept as text."""
_YEAR_ZERO = datetime(1980, 1, 1)  # noqa: DTZ001 - an archive knows no time zone


def bulletin_to_workbook(bulletin: Bulletin, reader: Reader) -> bytes:
    """Return the workbook; the same tables give the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    names: set[str] = set()
    for number, table in enumerate(bulletin.tables, start=1):
        sheet = book.create_sheet(_sheet_name(f"{number} {table.title}", names))
        _fill_table(sheet, table, bulletin, reader)
    _fill_values(book.create_sheet(_sheet_name(reader.say("values"), names)), bulletin.tables)
    book.properties.creator = "tongbao"
    book.properties.created = _YEAR_ZERO
    written = BytesIO()
    book.save(written)
    return _dateless(written.getvalue())


_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def _sheet_name(title: str, taken: set[str]) -> str:
    """Return a name that Excel takes: 31 characters at most, each name once whatever its case."""
    name = _FORBIDDEN.sub(" ", visible(title)).strip("' ")[:31].strip("' ")
    taken.add(name.casefold())
    return name


def _fill_table(sheet: Worksheet, table: Table, bulletin: Bulletin, reader: Reader) -> None:
    _put(_at(sheet, 1, 1), table.title or reader.say("table.untitled")).font = Font(bold=True, size=13)
    said = [bulletin.document.source.path, reader.where(table.place)]
    if table.unit:
        said.append(reader.say("table.unit", unit=table.unit))
    _put(_at(sheet, 2, 1), " · ".join(said)).font = Font(color="5D6B7A")
    values = table.value_at()
    widths = [_NARROWEST] * (table.grid.cols + 1)
    for cell in table.grid.cells:
        target = _at(sheet, _TOP + cell.row, 1 + cell.col)
        value = values.get((cell.row, cell.col))
        if value is not None:
            _put_printed(target, value.printed)
        else:
            _put(target, cell.text)
        _dress(target, table.roles.get((cell.row, cell.col), CellRole.BLANK))
        if cell.colspan == 1:
            widths[cell.col] = max(widths[cell.col], min(cell_len(cell.text) + 2, _WIDEST))
        if cell.rowspan > 1 or cell.colspan > 1:
            sheet.merge_cells(
                start_row=target.row, start_column=target.column,
                end_row=target.row + cell.rowspan - 1, end_column=target.column + cell.colspan - 1,
            )  # fmt: skip
    _fill_loose(sheet, table, reader)
    for at, width in enumerate(widths[: table.grid.cols], start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    below = _TOP + table.grid.rows + 1
    for at, note in enumerate(table.notes):
        _put(_at(sheet, below + at, 1), note.text)
    if values:
        first_row, first_col = min(row for row, _ in values), min(col for _, col in values)
        sheet.freeze_panes = _at(sheet, _TOP + first_row, 1 + first_col).coordinate


def _fill_loose(sheet: Worksheet, table: Table, reader: Reader) -> None:
    """Set the cells of ragged rows behind the last column, one each, under a heading that says what they are."""
    if not table.grid.loose:
        return
    at = table.grid.cols + 2
    _put(_at(sheet, _TOP, at), reader.say("table.loose")).font = Font(bold=True, color="B3261E")
    taken: dict[int, int] = {}
    for loose in sorted(table.grid.loose, key=lambda each: (each.row, each.order)):
        col = taken.get(loose.row, at)
        taken[loose.row] = col + 1
        _put(_at(sheet, _TOP + loose.row, col), loose.text)


def _at(sheet: Worksheet, row: int, col: int) -> Cell:
    """Return a cell to write: no position is written after it was merged into another."""
    return cast("Cell", sheet.cell(row, col))


def _dress(cell: Cell, role: CellRole) -> None:
    cell.border = _BOX
    if role is CellRole.HEADER:
        cell.font, cell.fill = Font(bold=True), _HEAD
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    elif role is CellRole.LABEL:
        cell.alignment = Alignment(vertical="center", wrap_text=True)


def _put(cell: Cell, text: str) -> Cell:
    """Set text that is shown and never computed, whatever it begins with."""
    cell.value = visible(text)
    if cell.value is not None and text.startswith(("=", "+", "-", "@")):
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell


def _put_printed(cell: Cell, printed: Printed) -> None:
    """Set a number as a number that shows as it is printed; what stands in place of one as text."""
    if printed.value is None or len(printed.value.as_tuple().digits) > _DIGITS:
        _put(cell, printed.raw)
        return
    cell.value = printed.value
    cell.number_format = printed_to_format(printed.raw, printed.value) or "General"


_NUMBER = re.compile(r"([^0-9]*)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?([^0-9]*)")


def printed_to_format(raw: str, value: Decimal) -> str | None:
    """Return the number format under which ``value`` shows as ``raw``: ``0.00"%"`` for 95.10%; None if there is none.

    The second part of a format is for negative numbers and says how their sign is printed: -, △, 下降.
    """
    if (found := _NUMBER.fullmatch(raw)) is None:
        return None
    before, whole, decimals, behind = found.groups(default="")
    if Decimal(whole.replace(",", "") + decimals) != abs(value):
        return None
    digits = "#,##0" if "," in whole else "0" * len(whole) if whole.startswith("0") else "0"
    digits += "." + "0" * (len(decimals) - 1) if decimals else ""
    shown = f"{_literal(before)}{digits}{_literal(behind)}"
    return f"{shown};{shown}" if value < 0 else shown


def _literal(text: str) -> str:
    return '"' + visible(text).replace('"', "”") + '"' if text else ""


def _fill_values(sheet: Worksheet, tables: Iterable[Table]) -> None:
    sheet.append([_heading(sheet, text) for text in VALUE_HEADINGS])
    at = VALUE_HEADINGS.index("value")
    for number, table in enumerate(tables, start=1):
        for line in table_to_values(table, number):
            cells = []
            for col, each in enumerate(line):
                cell = WriteOnlyCell(sheet)
                if col == at and isinstance(each, str) and len(each.strip("-").replace(".", "")) <= _DIGITS:
                    cell.value = Decimal(each)
                elif isinstance(each, str):
                    _put(cell, each)
                else:
                    cell.value = each
                cells.append(cell)
            sheet.append(cells)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for heading, width in (("title", 30), ("row_label", 28), ("column", 28), ("ref", 24)):
        sheet.column_dimensions[get_column_letter(1 + VALUE_HEADINGS.index(heading))].width = width


def _heading(sheet: Worksheet, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, text)
    cell.font, cell.fill = Font(bold=True), _HEAD
    return cell


_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def _dateless(book: bytes) -> bytes:
    """Return the archive without the times of its making, and with our signature."""
    written = BytesIO()
    with ZipFile(BytesIO(book)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        new.comment = BOOK_SIGNATURE
        for name in old.namelist():
            part = (
                _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", old.read(name)) if "core.xml" in name else old.read(name)
            )
            new.writestr(ZipInfo(name), part, ZIP_DEFLATED)
    return written.getvalue()
