"""Which rows at the top of a sheet are caption and header, and what path of header cells stands over each column."""

import re
from dataclasses import dataclass

from parsers.tables.sheets import Position, Shape, Sheet
from parsers.tables.texts import units_of
from parsers.tables.words import (
    CODE_HEADER,
    COLUMN_NUMBER,
    COLUMN_NUMBER_LABEL,
    COLUMN_NUMBER_WORD,
    CONTACT_HEADER,
    INSTITUTION_LINE,
    KIND_WORDS,
    LABEL_HEADER,
    NOTE_HEADER,
    OF_WHICH,
    ORDINAL_HEADER,
    UNIT_LINE,
    YEAR,
)
from schemas.documents import Cell

_LETTER = re.compile(r"[甲乙丙丁A-Da-d]")


@dataclass(frozen=True, slots=True)
class Header:
    """``captions`` are rows over the header (title, unit line), ``numbers`` those that number the columns.

    ``paths`` gives each column's header texts from the top; ``body`` is the first row that is none of these.
    """

    captions: tuple[int, ...]
    rows: tuple[int, ...]
    numbers: tuple[int, ...]
    paths: dict[int, tuple[str, ...]]
    body: tuple[int, ...]


def sheet_to_header(sheet: Sheet) -> Header:
    """Find the header of ``sheet``; rows and paths are empty where it has none."""
    captions = _caption_rows(sheet)
    rest = sheet.rows[len(captions) :]
    count = _header_length(sheet, rest)
    rows = rest[:count]
    numbers = []
    for row in rest[count:-1]:  # the last row is no header
        if not _numbers_columns(sheet, row):
            break
        numbers.append(row)
    paths = {col: _path(sheet, rows, col) for col in sheet.cols}
    _give_parts_their_whole(sheet, paths)
    return Header(captions, rows, tuple(numbers), paths, rest[count + len(numbers) :])


def is_caption_row(sheet: Sheet, row: int) -> bool:
    """Tell whether a row holds one text over the whole width, or only unit and institution lines, or nothing."""
    filled = sheet.filled(row)
    if not filled:
        return True
    if row in sheet.loose_rows or len(sheet.cols) == 1:
        return False
    if len(filled) == 1 and sheet.shape(row, filled[0].col) is Shape.TEXT:
        cell = filled[0]
        if cell.col > sheet.cols[0]:
            return cell.colspan == 1 and cell.text.strip().endswith("表")
        return cell.rowspan == 1 and (cell.colspan == 1 or 2 * cell.colspan > len(sheet.cols))
    return all(is_caption_line(sheet.text(row, cell.col)) for cell in filled)


def is_caption_line(text: str) -> bool:
    unit = UNIT_LINE.fullmatch(text)
    return bool((unit and units_of(unit["unit"])) or INSTITUTION_LINE.fullmatch(text))


def repeats(sheet: Sheet, row: int, other: int) -> bool:
    """Tell whether two rows hold the same words in the same columns."""
    return all(sheet.text(row, col) == sheet.text(other, col) for col in sheet.cols)


def _caption_rows(sheet: Sheet) -> tuple[int, ...]:
    if sheet.captions is not None:
        return sheet.rows[: sheet.captions]
    count = 0
    while count < len(sheet.rows) and is_caption_row(sheet, sheet.rows[count]):
        count += 1
    return sheet.rows[:count] if count < len(sheet.rows) else ()  # rows over nothing are the table itself


def _header_length(sheet: Sheet, rows: tuple[int, ...]) -> int:
    first = next((index for index, row in enumerate(rows) if _holds_data(sheet, row)), None)
    if first is None:
        return _header_length_of_words(sheet, rows)
    count = min(first, 1)
    while count < first and (
        _runs_on(sheet, rows[:count], rows[count]) or _fills_gaps(sheet, rows[:count], rows[count])
    ):
        count += 1
    return count


def _holds_data(sheet: Sheet, row: int) -> bool:
    if row in sheet.loose_rows and any(
        character.isdecimal() for cell in sheet.grid.loose if cell.row == row for character in cell.text
    ):
        return True
    if row != sheet.rows[-1] and _numbers_columns(sheet, row):
        return False
    numbers = [col for col in sheet.cols if sheet.shape(row, col) is Shape.NUMBER]
    if not numbers:
        return False
    if _names_years(sheet, row, numbers):
        return False
    words = sum(sheet.shape(row, col) is Shape.TEXT for col in sheet.numeric_cols)
    return len(numbers) >= words


def _names_years(sheet: Sheet, row: int, numbers: list[int]) -> bool:
    """Tell whether 2019, 2020 … are names of columns: each another, over numbers that are no years."""
    texts = [sheet.text(row, col) for col in numbers]
    if len(set(texts)) < len(texts) or not all(YEAR.fullmatch(text) for text in texts):
        return False
    below = sheet.rows[row - sheet.rows[0] + 1 :]
    under = [sheet.text(other, col) for other in below for col in numbers if sheet.shape(other, col) is Shape.NUMBER]
    return bool(under) and not all(YEAR.fullmatch(text) for text in under) and sheet.cols[0] not in numbers


def _numbers_columns(sheet: Sheet, row: int) -> bool:
    """Tell whether a row numbers the columns: 栏次 1 2 3, 甲 乙 1 2, 1 2 3=1+2; each half of a table has its 栏次."""
    texts = [sheet.text(row, cell.col) for cell in sheet.filled(row)]
    if texts and COLUMN_NUMBER_WORD.fullmatch(texts[0]):
        texts = [text for text in texts if not COLUMN_NUMBER_WORD.fullmatch(text)]
        return bool(texts) and all(map(COLUMN_NUMBER.fullmatch, texts)) and _counts_on(texts)
    if texts and COLUMN_NUMBER_LABEL.fullmatch(texts[0]):
        if _LETTER.fullmatch(texts[0]) and any(
            _LETTER.fullmatch(sheet.text(other, sheet.cols[0])) for other in sheet.rows if other != row
        ):
            return False  # rows that are called 甲, 乙, 丙
        texts = texts[1:]
    elif len(texts) < 3:
        return False
    if not texts or not all(COLUMN_NUMBER.fullmatch(text) for text in texts):
        return False
    counted = _numbers_of(texts)
    return counted == list(range(1, len(counted) + 1)) and len(counted) >= 2


def _counts_on(texts: list[str]) -> bool:
    counted = _numbers_of(texts)
    return bool(counted) and counted == list(range(counted[0], counted[0] + len(counted)))


def _numbers_of(texts: list[str]) -> list[int]:
    return [number for text in texts if (number := _leading_number(text)) is not None]


def _leading_number(text: str) -> int | None:
    digits = ""
    for character in text.lstrip("（("):
        if not character.isdecimal():
            break
        digits += character
    return int(digits) if digits else None


def _runs_on(sheet: Sheet, header: tuple[int, ...], row: int) -> bool:
    """Tell whether a header cell reaches down into ``row``."""
    return any(
        (cell := sheet.cells.get((row, col))) is not None and cell.row in header and cell.rowspan > 1
        for col in sheet.cols
    )


def _fills_gaps(sheet: Sheet, header: tuple[int, ...], row: int) -> bool:
    """Tell whether ``row`` names columns that the header above left without a name of their own."""
    named = [
        col
        for col in sheet.cols
        if sheet.shape(row, col) is Shape.TEXT and sheet.cells[row, col].colspan < _gap(sheet, header, col)
    ]
    if any(col in sheet.numeric_cols for col in named):
        return True
    below = sheet.rows[sheet.rows.index(row) + 1 :]
    numbered = [col for col in named if any(sheet.shape(other, col) is Shape.NUMBER for other in below)]
    return len(numbered if sheet.numeric_cols else named) >= 2 and not any(
        sheet.shape(row, col) is Shape.NUMBER for col in sheet.cols
    )


def _gap(sheet: Sheet, header: tuple[int, ...], col: int) -> int:
    """Return over how many columns the lowest header cell over ``col`` reaches; more than any where there is none."""
    for row in reversed(header):
        cell = sheet.cells.get((row, col))
        if cell is not None and sheet.text(row, col):
            return cell.colspan
    return len(sheet.cols) + 1


def _header_length_of_words(sheet: Sheet, rows: tuple[int, ...]) -> int:
    """A table without numbers has a header if its first row is full, says no thing twice and names a list."""
    if len(rows) < 2:
        return 0
    filled = sheet.filled(rows[0])
    texts = [sheet.text(rows[0], cell.col) for cell in filled]
    covered = sum(cell.colspan for cell in filled)
    full = covered >= len(sheet.cols) and len(set(texts)) == len(texts) >= 2
    names = sum(names_a_column(text) for text in texts)
    short = all(len(text) <= 16 for text in texts)
    if not full or not short or 2 * names <= len(texts):
        return 0
    count = 1
    while count < len(rows) and (
        _runs_on(sheet, rows[:count], rows[count]) or _fills_gaps(sheet, rows[:count], rows[count])
    ):
        count += 1
    return count


def names_a_column(text: str) -> bool:
    known = (LABEL_HEADER, ORDINAL_HEADER, CODE_HEADER, CONTACT_HEADER, NOTE_HEADER)
    return any(pattern.fullmatch(text) for pattern in known) or any(pattern.search(text) for _, pattern in KIND_WORDS)


def _path(sheet: Sheet, rows: tuple[int, ...], col: int) -> tuple[str, ...]:
    path: list[str] = []
    seen: set[int] = set()
    for row in rows:
        cell = _over(sheet, rows, row, col)
        if cell is None or id(cell) in seen:
            continue
        seen.add(id(cell))
        text = sheet.text(*_corner(sheet, cell))
        if text and (not path or path[-1] != text):
            path.append(text)
    return tuple(path)


def _give_parts_their_whole(sheet: Sheet, paths: dict[int, tuple[str, ...]]) -> None:
    """Put the column left of 其中：… over it: of which column the part is only its place says."""
    whole: tuple[str, ...] = ()
    for col in sheet.cols:
        path = paths[col]
        if len(path) == 1 and OF_WHICH.match(path[0]):
            paths[col] = (*whole, *path)
        else:
            whole = path[:1] if len(path) == 1 else ()


def _over(sheet: Sheet, rows: tuple[int, ...], row: int, col: int) -> Cell | None:
    """Return the header cell over a column: its own, or in a text (where spans are blanks) the one to its left.

    The one to the left reaches over this column only if it heads several: it has names of its own below.
    """
    if sheet.text(row, col) or row == rows[-1]:
        return sheet.cells.get((row, col))
    if not _named_below(sheet, rows, row, col):
        return None
    for left in range(sheet.cols.index(col) - 1, -1, -1):
        other = sheet.cols[left]
        if sheet.text(row, other):
            cell = sheet.cells[row, other]
            return cell if cell.colspan == 1 and _named_below(sheet, rows, row, other) else None
        if not _named_below(sheet, rows, row, other):
            return None
    return None


def _named_below(sheet: Sheet, rows: tuple[int, ...], row: int, col: int) -> bool:
    cell = sheet.cells.get((row, col))
    return any(sheet.text(below, col) and sheet.cells.get((below, col)) is not cell for below in rows if below > row)


def _corner(sheet: Sheet, cell: Cell) -> Position:
    return cell.row, max(cell.col, sheet.cols[0])
