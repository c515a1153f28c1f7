"""Rows of a sheet read one by one: their names, and all that their print says of their place among the others."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers.tables.headers import Header, repeats
from parsers.tables.layouts import Layout
from parsers.tables.sheets import Shape, Sheet
from parsers.tables.texts import without_brackets, without_number
from parsers.tables.words import (
    DERIVED,
    MEMBERS,
    MONTH,
    NOTE_START,
    NUMBERINGS,
    OF_WHICH,
    SUBTOTAL,
    TOTAL,
    UP_TO_NOW,
)
from schemas.documents import Cell
from schemas.tables import Bond, RowKind

_LONGEST_HEADING = 40
_LATIN_BEHIND = re.compile(r"(?<=[\u4e00-\u9fff])\s*[A-Za-z][A-Za-z .]*$")  # 合计 Total
_CODED_LABEL = re.compile(r"(\d{3}(?:\d{2}){0,2})(?!\d)[\s　]*\D")


TOTALS = (RowKind.SUBTOTAL, RowKind.TOTAL)


@dataclass(slots=True)
class Line:
    """A row on its way to be understood.

    ``scope`` are the headings (``headings`` of them) and then the names of the label cells that stand over the row's
    own; ``anchor`` is the row in which a label cell begins that says 下属单位 or 其中. ``number`` is the enumerator of
    its label as (style, number), ``indent`` its indentation in characters, ``code`` its classification code.
    """

    row: int
    kind: RowKind
    label: str = ""
    scope: tuple[str, ...] = ()
    headings: int = 0
    col: int = 0
    anchor: int | None = None
    of_which: bool = False
    statement: str | None = None
    derived: bool = False
    number: tuple[int, int] | None = None
    indent: float | None = None
    code: tuple[str, ...] = ()
    parent: int | None = None
    bond: Bond | None = None
    exhaustive: bool = True
    path: tuple[str, ...] = field(default=())

    def bind(self, parent: "Line", bond: Bond) -> None:
        self.parent, self.bond = parent.row, bond


def sheet_to_lines(sheet: Sheet, header: Header, layout: Layout) -> list[Line]:
    """Return a line for every row of the body that holds anything."""
    lines: list[Line] = []
    headings: list[Line] = []
    over: dict[int, _Standing] = {}
    codes: dict[int, str] = {}
    coded = _labels_are_coded(sheet, header, layout)
    repeated = 0
    rest = (*header.rows[1:], *header.numbers)  # a break may leave these alone of a repeated header
    for row in header.body:
        if repeated or (header.rows and repeats(sheet, row, header.rows[0])):
            repeated = (repeated or len(header.rows)) - 1
            lines.append(Line(row, RowKind.HEADER))
            continue
        if any(repeats(sheet, row, printed) for printed in rest):
            lines.append(Line(row, RowKind.HEADER))
            continue
        filled = sheet.filled(row)
        if not filled and row not in sheet.loose_rows:
            continue
        alone = _alone(sheet, header, layout, row, filled)
        if alone is not None:
            lines.append(alone)
            if alone.kind is RowKind.GROUP:
                over.clear()
                _add_heading(headings, alone)
            continue
        line = _named_line(sheet, layout, row, over)
        line.scope = (*(heading.label for heading in headings), *line.scope)
        line.headings = len(headings)
        line.statement = _statement(sheet, layout, row)
        line.code = _code(sheet, layout, row, codes, line.label if coded else "")
        lines.append(line)
    _total_of_months(lines)
    _set_indents(sheet, [line for line in lines if line.kind not in (RowKind.NOTE, RowKind.HEADER, RowKind.GROUP)])
    return lines


def _total_of_months(lines: Sequence[Line]) -> None:
    """累计 below 1月, 2月 … is their sum; anywhere else it is a number that was carried over."""
    named = [line for line in lines if line.kind is RowKind.DATA]
    months = [line for line in named if MONTH.fullmatch(line.label)]
    last = named[-1] if named else None
    if last is not None and len(months) > 1 and len(months) == len(named) - 1 and UP_TO_NOW.fullmatch(last.label):
        last.kind, last.derived = RowKind.TOTAL, False


def _add_heading(headings: list[Line], heading: Line) -> None:
    """Put a heading in the place of those of its own rank: 二、 ends 一、 and （三） but stands over （一）."""
    rank = heading.number[0] if heading.number else 0
    while headings and (headings[-1].number is None or headings[-1].number[0] >= rank):
        headings.pop()
    heading.scope = tuple(over.label for over in headings)
    headings.append(heading)


@dataclass(slots=True)
class _Standing:
    """A label cell that stands over the rows below it: its text, the row it begins in, whether the print spans them."""

    text: str
    row: int
    cell: Cell


def _alone(sheet: Sheet, header: Header, layout: Layout, row: int, filled: tuple[Cell, ...]) -> Line | None:
    """Return a line for a row of one text over all columns: a note, or the heading of the rows below."""
    if len(filled) != 1 or row in sheet.loose_rows:
        return None
    cell = filled[0]
    text = sheet.text(row, cell.col)
    over_values = any(cell.col <= col < cell.col + cell.colspan for col in (*layout.values, *layout.grades))
    last = row == header.body[-1]
    if NOTE_START.match(text) or (len(text) > _LONGEST_HEADING and (over_values or last)):
        return Line(row, RowKind.NOTE, text)
    if cell.rowspan > 1 or sheet.at(row, cell.col).shape is not Shape.TEXT or cell.col > sheet.cols[0]:
        return None
    covers = cell.colspan > 1 and (over_values or not layout.values)
    if covers and not TOTAL.fullmatch(text):
        return Line(row, RowKind.NOTE if last else RowKind.GROUP, text, number=_number(text))
    return None


def _named_line(sheet: Sheet, layout: Layout, row: int, over: dict[int, _Standing]) -> Line:
    """Read a row's label cells from the left."""
    standing = _standing_over(sheet, layout, row, over) or _named_aside(sheet, layout, row, over)
    if not standing:
        return Line(row, RowKind.DATA)
    own = standing[-1]
    anchors = [one for one in standing[:-1] if _is_anchor(one.text)]
    names = [one.text for one in standing if one not in anchors]
    name = _LATIN_BEHIND.sub("", without_brackets(without_number(own.text))).replace(" ", "")
    marked = OF_WHICH.match(name)
    name = name[marked.end() :] if marked else name
    kind = RowKind.SUBTOTAL if SUBTOTAL.fullmatch(name) else RowKind.TOTAL if TOTAL.fullmatch(name) else RowKind.DATA
    return Line(
        row,
        kind,
        own.text,
        tuple(names[:-1]),
        col=own.cell.col,
        anchor=anchors[-1].row if anchors else None,
        of_which=marked is not None or any(OF_WHICH.fullmatch(one.text) for one in anchors),
        derived=kind is RowKind.DATA and DERIVED.fullmatch(name) is not None,
        number=_number(own.text) or _ordinal_number(sheet, layout, row),
    )


def _standing_over(sheet: Sheet, layout: Layout, row: int, over: dict[int, _Standing]) -> list[_Standing]:
    """Return the label cells over a row from the outermost to its own, and remember them in ``over``.

    A blank one stands for the cell above it where a name follows. In a form, where names and numbers stand in turn, a
    number is no name.
    """
    cols = [col for col in layout.labels if layout.values or sheet.at(row, col).numeral is None]
    own = max((col for col in cols if sheet.text(row, col)), default=None)
    if own is None:
        return []
    standing: list[_Standing] = []
    for col in cols:
        if col > own:
            break
        cell = sheet.cells.get((row, col))
        text = sheet.text(row, col)
        if cell is not None and text:
            if any(one.cell is cell for one in standing):
                continue
            if col not in over or over[col].cell is not cell:
                over[col] = _Standing(text, row, cell)
                for inner in [other for other in over if other > col]:
                    del over[inner]
        elif col in over and _closes(over[col].text, sheet.text(row, own)):
            del over[col]
        if col in over:
            standing.append(over[col])
    return standing


def _named_aside(sheet: Sheet, layout: Layout, row: int, over: dict[int, _Standing]) -> list[_Standing]:
    """Return the name that a row without one bears in a column left of its label: 合计 under 序号."""
    aside = sorted(
        (*layout.ordinals, *layout.codes, *(col for col in layout.values if col < min(layout.labels, default=0)))
    )
    for col in aside:
        if sheet.shape(row, col) is Shape.TEXT and not _number(sheet.text(row, col) + "、"):
            over.clear()
            return [_Standing(sheet.text(row, col), row, sheet.cells[row, col])]
    return []


def _is_anchor(text: str) -> bool:
    return OF_WHICH.fullmatch(text) is not None or MEMBERS.fullmatch(without_brackets(text)) is not None


def _closes(standing: str, name: str) -> bool:
    """Tell whether a name ends the group that stands over it: （六） behind （五） is no member of it."""
    group, own = _number(standing), _number(name)
    return group is not None and own is not None and group[0] == own[0] and own[1] > group[1]


def _number(label: str) -> tuple[int, int] | None:
    """Return the style and the number of a label's enumerator."""
    for style, pattern in enumerate(NUMBERINGS):
        found = pattern.match(label)
        if found:
            return style, _to_number(found.group(found.lastgroup or 0))
    return None


def _ordinal_number(sheet: Sheet, layout: Layout, row: int) -> tuple[int, int] | None:
    text = next((sheet.text(row, col) for col in layout.ordinals if sheet.text(row, col)), "")
    return _number(text) or _number(text + "、")


def _to_number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if text in _CIRCLED:
        return _CIRCLED.index(text) + 1
    tens, ten, ones = text.rpartition("十")
    digits = "一二三四五六七八九"
    return (10 * (digits.find(tens) + 1 or 1) if ten else 0) + digits.find(ones) + 1


_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def _set_indents(sheet: Sheet, lines: Sequence[Line]) -> None:
    """Say how far labels are set in from the left, in characters: by their blanks, or on a page by their places.

    On a page, labels whose middles stand in fewer places than their left ends are set in the middle, and labels that
    all end at the right edge are set to the right: no indentation.
    """
    places: dict[int, list[_Printed]] = defaultdict(list)
    for line in lines:
        cell = sheet.cells.get((line.row, line.col))
        if cell is None or not line.label:
            continue
        text = cell.text
        line.indent = sum(1.0 if blank == "　" else 0.5 for blank in text[: len(text) - len(text.lstrip())])
        if line.col == 0 and not line.indent:
            line.indent = _start_in_line(cell)
        first = next((printed for printed in cell.lines if printed.text.strip()), None)
        if first is not None and first.edges and cell.place.bbox is not None:
            at = len(first.text) - len(first.text.lstrip())
            em = max(end - start for start, end in first.edges) or 1.0
            left, right = first.edges[at][0], first.edges[-1][1]
            places[line.col].append(_Printed(line, left / em, right / em, (cell.place.bbox[2] - right) / em))
    for printed in places.values():
        start = min(one.left for one in printed)
        lefts = [round((one.left - start) * 2) / 2 for one in printed]
        middles = {round((one.left + one.right) / 2 - start) for one in printed}
        rights = {round(one.right - start) for one in printed}
        aside = len(rights) == 1 and all(one.gap < 1 for one in printed)
        for one, left in zip(printed, lefts, strict=True):
            one.line.indent = None if aside or len(middles) < len(set(lefts)) else left


def _start_in_line(cell: Cell) -> float:
    """Return how far from the start of its line the first cell of a row in a text begins: blanks stand before it."""
    place = cell.lines[0].place if cell.lines else cell.place
    in_line = place.line is not None and place.bbox is None and place.path is None
    return place.start / 2 if in_line and place.start is not None else 0.0


@dataclass(frozen=True, slots=True)
class _Printed:
    """Where a label is printed, in characters; ``gap`` is what is free behind it in its cell."""

    line: Line
    left: float
    right: float
    gap: float


def _statement(sheet: Sheet, layout: Layout, row: int) -> str | None:
    """Return the words that stand in place of all numbers of a row."""
    cells = {
        id(cell): cell
        for col in (*layout.values, *layout.grades)
        if (cell := sheet.cells.get((row, col))) is not None and sheet.text(row, col)
    }
    if len(cells) != 1 or not layout.values or row in sheet.loose_rows:
        return None
    cell = next(iter(cells.values()))
    if cell.col < min((*layout.values, *layout.grades)) or sheet.text(row, cell.col) == "" or cell.row != row:
        return None
    content = sheet.at(row, cell.col)
    graded = cell.col in layout.grades and cell.colspan == 1
    return content.text if content.shape is Shape.TEXT and not graded else None


def _labels_are_coded(sheet: Sheet, header: Header, layout: Layout) -> bool:
    """Tell whether most labels begin with a classification code: 20101 人大事务."""
    if layout.codes or not layout.labels:
        return False
    texts = [sheet.text(row, layout.labels[-1]) for row in header.body if sheet.text(row, layout.labels[-1])]
    return bool(texts) and 2 * sum(_CODED_LABEL.match(text) is not None for text in texts) > len(texts)


def _code(sheet: Sheet, layout: Layout, row: int, above: dict[int, str], coded: str) -> tuple[str, ...]:
    """Return a row's code by its parts: of the columns 类 款 项, or of 2010101 as 201, 01, 01."""
    found = _CODED_LABEL.match(coded)
    if found:
        return _parts(found.group(1))
    last = max((col for col in layout.codes if _is_code(sheet.text(row, col))), default=None)
    if last is None:
        return ()
    parts: list[str] = []
    for col in layout.codes:
        if col > last:
            break
        text = sheet.text(row, col) or above.get(col, "")
        if not _is_code(text):
            return ()
        above[col] = text
        parts.append(text)
    return tuple(parts) if len(layout.codes) > 1 else _parts(parts[0])


def _is_code(text: str) -> bool:
    return bool(text) and all(character.isdecimal() or character in ".-" for character in text)


def _parts(code: str) -> tuple[str, ...]:
    if "." in code or "-" in code:
        return tuple(re.split(r"[.-]", code))
    return (code[:3], *(code[at : at + 2] for at in range(3, len(code), 2)))
