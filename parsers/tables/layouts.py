"""What each column of a sheet is for: labels, codes, ordinals, units, notes, words, values."""

from dataclasses import dataclass

from parsers.numerals import is_unit
from parsers.tables.headers import Header
from parsers.tables.sheets import Shape, Sheet
from parsers.tables.texts import name_to_kind, split_unit
from parsers.tables.words import (
    CODE_HEADER,
    CONTACT_HEADER,
    GRADE,
    LABEL_HEADER,
    NOTE_HEADER,
    ORDINAL_HEADER,
    TIME_HEADER,
    TOTAL,
    UNIT_HEADER,
    YEAR,
)
from schemas.tables import ColumnKind

_SHORTEST_CONTACT = 6  # digits of a postcode


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a sheet by what they are for, in order; blank columns without a name are in none.

    ``labels`` name the rows from the outermost group to the innermost name. ``unit`` is the column that gives each
    row's unit.
    """

    labels: tuple[int, ...]
    codes: tuple[int, ...]
    ordinals: tuple[int, ...]
    notes: tuple[int, ...]
    words: tuple[int, ...]
    grades: tuple[int, ...]
    values: tuple[int, ...]
    unit: int | None = None


def header_to_layout(sheet: Sheet, header: Header) -> Layout:
    """Sort the columns of ``sheet`` under ``header``."""
    names = {col: split_unit(path[-1])[0] if path else "" for col, path in header.paths.items()}
    holds = {col: column_shape(sheet, header.body, col) for col in sheet.cols if _stands(sheet, header, col)}
    ordinals = [col for col in holds if _is_ordinal(sheet, header, holds, names, col)]
    notes = [col for col in holds if NOTE_HEADER.fullmatch(names[col]) and holds[col] is not Shape.NUMBER]
    unit = next((col for col in holds if _gives_units(sheet, header, names, col)), None)
    rest = [col for col in holds if col not in {*ordinals, *notes, unit}]
    codes = [col for col in rest if _is_code(sheet, header, names, col)]
    times = [col for col in rest if _is_time(sheet, header, names, col)]
    blank = [col for col in rest if holds[col] is Shape.BLANK and _is_label_name(names[col])]
    named = [col for col in rest if col not in codes and (holds[col] is Shape.TEXT or col in {*times, *blank})]
    values = [col for col in rest if col not in {*codes, *named}]
    first_value = next((col for col in values if name_to_kind(names[col]) is not ColumnKind.RANK), None)
    leading = [col for col in named if first_value is None or col < first_value] or named[:1]
    labels = _labels_of(sheet, header, leading) or codes[:1] or _numeric_label(values, names, holds) or ordinals[:1]
    ordinals = [col for col in ordinals if col not in labels]
    values = [col for col in values if col not in labels]
    grades = [col for col in named if col not in labels and _is_grade(sheet, header, names, col)]
    leading_codes = [col for col in codes if not labels or col <= max(labels)]
    words = [col for col in rest if col not in {*labels, *leading_codes, *grades, *values}]
    return Layout(
        tuple(labels),
        tuple(leading_codes),
        tuple(ordinals),
        tuple(notes),
        tuple(words),
        tuple(grades),
        tuple(values),
        unit,
    )


def _stands(sheet: Sheet, header: Header, col: int) -> bool:
    """Tell whether a column is one: some cell that is not blank begins in it."""
    return any(
        (cell := sheet.cells.get((row, col))) is not None and cell.col == col and sheet.text(row, col)
        for row in (*header.rows, *header.body)
    )


def column_shape(sheet: Sheet, rows: tuple[int, ...], col: int) -> Shape:
    """Return what a column holds most of in ``rows``: numbers, words, marks in place of numbers, or nothing.

    Words that stand alone in place of the numbers of a row are statements, and speak for no column.
    """
    shapes = {Shape.NUMBER: 0, Shape.TEXT: 0, Shape.MARK: 0, Shape.BLANK: 0}
    for row in rows:
        shape = sheet.shape(row, col)
        if shape is Shape.TEXT and col != sheet.cols[0] and _stands_alone(sheet, row, col):
            continue
        shapes[shape] += 1
    if shapes[Shape.NUMBER] or shapes[Shape.TEXT]:
        return Shape.NUMBER if shapes[Shape.NUMBER] >= shapes[Shape.TEXT] else Shape.TEXT
    return Shape.MARK if shapes[Shape.MARK] else Shape.BLANK


def _stands_alone(sheet: Sheet, row: int, col: int) -> bool:
    """Tell whether a text stands where several columns of numbers begin, and nothing but blanks right of it."""
    cell = sheet.cells[row, col]
    right = [other for other in sheet.cols if other >= cell.col + cell.colspan]
    numbers = any(other >= cell.col for other in sheet.numeric_cols)
    several = bool(right) or cell.colspan > 1
    return numbers and several and not any(sheet.text(row, other) for other in right)


def _is_ordinal(sheet: Sheet, header: Header, holds: dict[int, Shape], names: dict[int, str], col: int) -> bool:
    if ORDINAL_HEADER.fullmatch(names[col]):
        return True
    used = list(holds)
    if names[col] or col != used[0] or len(used) < 2 or holds[used[1]] is not Shape.TEXT:
        return False
    numbers = [numeral.value for row in header.body if (numeral := sheet.at(row, col).numeral) is not None]
    return len(numbers) >= 2 and numbers == list(range(1, len(numbers) + 1))


def _gives_units(sheet: Sheet, header: Header, names: dict[int, str], col: int) -> bool:
    texts = [sheet.text(row, col) for row in header.body if sheet.text(row, col)]
    units = sum(map(is_unit, texts))
    return bool(units) and (2 * units >= len(texts) if UNIT_HEADER.fullmatch(names[col]) else units == len(texts) > 2)


def _is_code(sheet: Sheet, header: Header, names: dict[int, str], col: int) -> bool:
    texts = [sheet.text(row, col) for row in header.body if sheet.text(row, col)]
    if CONTACT_HEADER.fullmatch(names[col]):
        return 2 * sum(len(text) >= _SHORTEST_CONTACT for text in texts) > len(texts)
    if not CODE_HEADER.fullmatch(names[col]):
        return False
    return any(any(character.isdecimal() for character in text) for text in texts)


def _is_label_name(name: str) -> bool:
    return LABEL_HEADER.fullmatch(name) is not None or CODE_HEADER.fullmatch(name) is not None


def _is_time(sheet: Sheet, header: Header, names: dict[int, str], col: int) -> bool:
    texts = [sheet.text(row, col) for row in header.body if sheet.text(row, col)]
    if not texts:
        return False
    if TIME_HEADER.fullmatch(names[col]):
        return True
    return (
        col == sheet.cols[0]
        and len(texts) > 1
        and len(set(texts)) == len(texts)
        and sum(YEAR.fullmatch(text) is not None for text in texts) * 2 > len(texts)
    )


def _is_grade(sheet: Sheet, header: Header, names: dict[int, str], col: int) -> bool:
    texts = [sheet.text(row, col) for row in header.body if sheet.shape(row, col) is Shape.TEXT]
    alone = [sheet.text(row, col) for row in header.body if _is_statement(sheet, row, col)]
    texts = [text for text in texts if text not in alone] or texts
    if not texts:
        return False
    graded = sum(GRADE.fullmatch(text) is not None for text in texts)
    if 5 * graded >= 4 * len(texts):
        return True
    few = len(set(texts)) <= 8 and all(len(text) <= 6 for text in texts)
    return few and name_to_kind(names[col]) is ColumnKind.GRADE


def _is_statement(sheet: Sheet, row: int, col: int) -> bool:
    return sheet.shape(row, col) is Shape.TEXT and sheet.cells[row, col].colspan > 1


def _labels_of(sheet: Sheet, header: Header, leading: list[int]) -> list[int]:
    """Keep of the columns of words on the left those that are needed to name the rows.

    A column of words behind one that is full and says nothing twice is a quality of the row, not its name.
    """
    labels: list[int] = []
    for col in leading:
        if labels and _tells_apart(sheet, header, labels[-1], col):
            break
        labels.append(col)
    return labels


def _numeric_label(values: list[int], names: dict[int, str], holds: dict[int, Shape]) -> list[int]:
    """A first column of numbers that goes by the name of a list names the rows: 年龄 18, 19, 20."""
    first = next(iter(holds), None)
    if first is None or values[:1] != [first] or len(values) < 2 or name_to_kind(names[first]) is not None:
        return []
    return [first] if LABEL_HEADER.fullmatch(names[first]) else []


def _tells_apart(sheet: Sheet, header: Header, col: int, after: int) -> bool:
    seen: set[str] = set()
    for row in header.body:
        cell = sheet.cells.get((row, col))
        text = sheet.text(row, col)
        if (not text and not sheet.text(row, after)) or len(sheet.filled(row)) == 1 or TOTAL.fullmatch(text):
            continue
        if cell is None or not text or text in seen or cell.rowspan > 1 or cell.col + cell.colspan > after:
            return False
        seen.add(text)
    return bool(seen)
