"""A workbook to a ``Document``: each sheet's blocks of cells as a sheet program shows them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from zipfile import BadZipFile

import openpyxl
import regex
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from extract.office.archives import check_unpacked, damaged
from schemas.documents import Block, Cell, Document, Grid, GridPart, Paragraph, ParagraphRole, Problem, Source, TextLine
from schemas.errors import UnreadableInput
from schemas.ids import make_id
from schemas.intervals import round_to
from schemas.limits import Limits
from schemas.places import Place

_SIGNIFICANT = 15  # digits that a sheet program keeps of a number
_PLAIN_FORMAT = regex.compile(r"(?P<lead>[¥$￥]?)(?P<group>#,##)?0(?:\.(?P<places>0+))?(?P<percent>%?)")
_GENERAL = 11  # characters in which General shows a number


@dataclass(frozen=True, slots=True)
class _Shown:
    """A cell as shown; ``doubt`` names a number format that is not understood."""

    row: int
    col: int
    text: str
    rowspan: int
    colspan: int
    doubt: str = ""


def read_xlsx(data: bytes, source: Source, limits: Limits) -> Document:
    """Return the document; hidden sheets, rows and columns are left out and said to be.

    Places are cell references (``Sheet1!B3``). Formulas are shown with the value that was saved with them. Raises
    ``UnreadableInput`` for a damaged workbook, an empty one and one over a limit.
    """
    check_unpacked(data, limits, source.path)
    try:
        book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError, SyntaxError) as error:
        raise damaged(source.path, "workbook", "工作簿") from error
    blocks: list[Block] = []
    problems: list[Problem] = []
    for sheet in book.worksheets:
        place = Place(source.sha256, sheet.title, path=sheet.title)
        if sheet.sheet_state != "visible":
            problems.append(_hidden(f"sheet {sheet.title}", f"工作表 {sheet.title}", place))
            continue
        limits.check("cells", (sheet.max_row or 0) * (sheet.max_column or 0), source.path)
        problems.extend(_hidden_lines(sheet, place))
        shown = list(_sheet_to_shown(sheet))
        problems.extend(_doubts(shown, sheet.title, source.sha256))
        if shown:
            blocks.append(_paragraph(sheet.title, place, ParagraphRole.HEADING))
            blocks.extend(_shown_to_blocks(shown, _hidden_rows(sheet), sheet.title, source.sha256))
    if not blocks:
        raise UnreadableInput(
            f"{source.path}: a workbook without values; get the published file again",
            f"{source.path}：工作簿没有内容；请重新获取原文件",
        )
    digits = sum(_count_digits(block) for block in blocks)
    return Document(source, (), tuple(blocks), digits, (), tuple(problems))


def _hidden(what: str, what_zh: str, place: Place) -> Problem:
    return Problem("hidden", f"{what} is hidden and was left out", f"{what_zh}为隐藏内容，未读取", place)


def _hidden_rows(sheet: Worksheet) -> frozenset[int]:
    return frozenset(number for number, line in sheet.row_dimensions.items() if line.hidden)


def _hidden_lines(sheet: Worksheet, place: Place) -> Iterator[Problem]:
    rows = _hidden_rows(sheet)
    cols = [letter for letter, line in sheet.column_dimensions.items() if line.hidden]
    if rows:
        yield _hidden(f"{sheet.title}: {len(rows)} rows", f"{sheet.title}：{len(rows)} 行", place)
    if cols:
        yield _hidden(f"{sheet.title}: {len(cols)} columns", f"{sheet.title}：{len(cols)} 列", place)


def _sheet_to_shown(sheet: Worksheet) -> Iterator[_Shown]:
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    hidden_rows = _hidden_rows(sheet)
    hidden_cols = {letter for letter, line in sheet.column_dimensions.items() if line.hidden}
    for line in sheet.iter_rows():
        for cell in line:
            if cell.value is None or cell.row in hidden_rows or get_column_letter(cell.column) in hidden_cols:
                continue
            text, understood = value_to_text(cell.value, cell.number_format or "General")
            area = spans.get((cell.row, cell.column))
            rowspan = area.max_row - area.min_row + 1 if area else 1
            colspan = area.max_col - area.min_col + 1 if area else 1
            if text.strip():
                doubt = "" if understood else str(cell.number_format)
                yield _Shown(cell.row, cell.column, text, rowspan, colspan, doubt)


def value_to_text(value: object, number_format: str) -> tuple[str, bool]:
    """Return how a sheet program shows a value, and whether its number format was understood."""
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), True
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return (value.date().isoformat() if midnight else value.isoformat(" ")), True
    if isinstance(value, date | time):
        return value.isoformat(), True
    if not isinstance(value, int | float):
        return str(value), True
    # the file holds decimals; repr gives back the shortest that was meant
    number = Decimal(f"{Decimal(repr(value)):.{_SIGNIFICANT}g}")
    section = (
        number_format.split(";", maxsplit=1)[0].replace("_ ", "").replace("_)", "").replace('"', "").replace("\\", "")
    )
    found = _PLAIN_FORMAT.fullmatch(section)
    if found is None:
        return _general(number), number_format in ("General", "@")
    places = len(found["places"] or "")
    scaled = Fraction(number) * (100 if found["percent"] else 1)
    printed = round_to(scaled, places)
    text = f"{printed:,f}" if found["group"] else f"{printed:f}"
    return f"{found['lead']}{text}{found['percent']}", True


def _general(number: Decimal) -> str:
    text = f"{number:f}"
    if "." in text and len(text) > _GENERAL:
        places = max(_GENERAL - len(text.partition(".")[0]) - 1, 0)
        text = f"{round_to(Fraction(number), places):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _doubts(shown: Sequence[_Shown], sheet: str, file: str) -> Iterator[Problem]:
    for doubt in sorted({cell.doubt for cell in shown if cell.doubt}):
        cells = [cell for cell in shown if cell.doubt == doubt]
        place = Place(file, cells[0].text, path=_reference(sheet, cells[0]))
        yield Problem(
            "number-format",
            f"{sheet}: {len(cells)} cells have the number format {doubt!r}; they are shown without it",
            f"{sheet}：{len(cells)} 个单元格的数字格式为 {doubt!r}，按原值显示",
            place,
        )


def _shown_to_blocks(shown: Sequence[_Shown], hidden: frozenset[int], sheet: str, file: str) -> Iterator[Block]:
    """A band of rows between blank ones is a table if some row holds two cells, else running text."""
    band: list[_Shown] = []
    bottom = 0
    for cell in sorted(shown, key=lambda cell: (cell.row, cell.col)):
        if band and any(row not in hidden for row in range(bottom + 1, cell.row)):
            yield from _band_to_blocks(band, sheet, file)
            band = []
        band.append(cell)
        bottom = max(bottom, cell.row + cell.rowspan - 1)
    if band:
        yield from _band_to_blocks(band, sheet, file)


def _band_to_blocks(band: list[_Shown], sheet: str, file: str) -> Iterator[Block]:
    rows = sorted({row for cell in band for row in range(cell.row, cell.row + cell.rowspan)})
    first_wide = next((row for row in rows if sum(cell.row == row for cell in band) > 1), None)
    for cell in band:
        if first_wide is None or cell.row + cell.rowspan <= first_wide:
            yield _paragraph(
                cell.text, Place(file, cell.text, path=_reference(sheet, cell), start=0, end=len(cell.text))
            )
    body = [cell for cell in band if first_wide is not None and cell.row + cell.rowspan > first_wide]
    if not body:
        return
    kept = sorted({row for cell in body for row in range(cell.row, cell.row + cell.rowspan)})
    cols = sorted({col for cell in body for col in range(cell.col, cell.col + cell.colspan)})
    at_row, at_col = {row: n for n, row in enumerate(kept)}, {col: n for n, col in enumerate(cols)}
    cells = [_to_cell(cell, at_row[cell.row], at_col[cell.col], sheet, file) for cell in body]
    covered = {
        (cell.row + down, cell.col + right)
        for cell in cells
        for down in range(cell.rowspan)
        for right in range(cell.colspan)
    }
    cells.extend(
        _to_cell(_Shown(row, col, "", 1, 1), at_row[row], at_col[col], sheet, file)
        for row in kept
        for col in cols
        if (at_row[row], at_col[col]) not in covered
    )
    cells.sort(key=lambda cell: (cell.row, cell.col))
    grid_id = make_id("grid", file, sheet, body[0].row, body[0].col)
    yield Grid(grid_id, len(kept), len(cols), tuple(cells), (GridPart(f"{grid_id}-1", None, None, tuple(cells)),))


def _to_cell(shown: _Shown, row: int, col: int, sheet: str, file: str) -> Cell:
    place = Place(file, shown.text, path=_reference(sheet, shown), start=0, end=len(shown.text))
    return Cell(row, col, (TextLine(shown.text, place),), place, shown.rowspan, shown.colspan)


def _reference(sheet: str, cell: _Shown) -> str:
    return f"{sheet}!{get_column_letter(cell.col)}{cell.row}"


def _paragraph(text: str, place: Place, role: ParagraphRole = ParagraphRole.BODY) -> Paragraph:
    return Paragraph((TextLine(text, place),), role)


def _count_digits(block: Block) -> int:
    texts = [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]
    return sum(character.isdecimal() for text in texts for character in text)
