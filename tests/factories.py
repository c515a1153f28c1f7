"""Small makers of real ``schemas`` objects: a test writes the strings that matter, places come by themselves."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate

from schemas.documents import Block, Cell, Document, Grid, GridPart, LooseCell, Paragraph, Source, TextLine
from schemas.ids import make_id
from schemas.places import Place
from schemas.printed import Missing, Printed
from schemas.tables import CellRole, Column, ColumnKind, Note, Row, RowKind, Table, Value

FILE = "0" * 64
"""The SHA-256 of the file that nobody wrote."""

Strings = Sequence[Sequence[str | None] | str]
"""Rows as lists of cells, or as one string with tabs; None is a position that no cell of its own covers."""

_MISSING = {"": Missing.BLANK, "—": Missing.DASH, "-": Missing.DASH, "/": Missing.SLASH}


def make_place(quote="", line=1, start=0):
    return Place(FILE, quote, line=line, start=start, end=start + len(quote))


def make_paragraph(text, line=1, **fields):
    """Return a paragraph; each line of ``text`` is a printed line."""
    lines = tuple(TextLine(part, make_place(part, line + n)) for n, part in enumerate(text.split("\n")))
    return Paragraph(lines, **fields)


def make_grid(
    rows: Strings,
    spans: Mapping[tuple[int, int], tuple[int, int]] | None = None,
    *,
    loose: Iterable[int] = (),
    line: int = 1,
) -> Grid:
    """Return a grid of ``rows``, printed from ``line`` on as a text with tabs.

    ``spans`` gives ``(rowspan, colspan)`` of the cells at ``(row, col)``; positions that they cover are skipped
    whatever stands there. The cells of the rows ``loose`` have no proved column but the first.
    """
    spans, loose = dict(spans or {}), frozenset(loose)
    cut = [row.split("\t") if isinstance(row, str) else list(row) for row in rows]
    covered = {
        (row + down, col + right)
        for (row, col), (rowspan, colspan) in spans.items()
        for down in range(rowspan)
        for right in range(colspan)
    } - set(spans)
    width = max((len(texts) for row, texts in enumerate(cut) if row not in loose), default=1)
    cells, strays = [], []
    for row, texts in enumerate(cut):
        starts = accumulate((len(text or "") + 1 for text in texts), initial=0)
        for col, (text, start) in enumerate(zip(texts, starts, strict=False)):
            if text is None or (row, col) in covered:
                continue
            place = make_place(text, line + row, start)
            if row in loose and col > 0:
                strays.append(LooseCell(row, col, (TextLine(text, place),), place, tuple(range(1, width))))
                continue
            rowspan, colspan = spans.get((row, col), (1, 1))
            cells.append(Cell(row, col, (TextLine(text, place),), place, rowspan, colspan))
    key = make_id("grid", FILE, line, *("\t".join(text or "" for text in texts) for texts in cut))
    part = GridPart(f"{key}-1", None, None, tuple(cells))
    return Grid(key, len(cut), width, tuple(cells), (part,), (), tuple(strays))


def make_document(*blocks: Block | str | Strings, path: str = "bulletin.txt") -> Document:
    """Return a document; a string is a paragraph, a list of rows a grid, each on the lines that follow."""
    made: list[Block] = []
    line = 1
    for block in blocks:
        if isinstance(block, str):
            made.append(make_paragraph(block, line))
            line += len(block.split("\n"))
        elif isinstance(block, Paragraph | Grid):
            made.append(block)
        else:
            made.append(make_grid(block, line=line))
            line += len(block)
    return Document(Source(path, FILE, "text/plain", encoding="utf-8"), (), tuple(made), _digits(made))


def _digits(blocks):
    texts = []
    for block in blocks:
        held = (block,) if isinstance(block, Paragraph) else (*block.cells, *block.loose)
        texts.extend(each.text for each in held)
    return sum(character.isdecimal() for text in texts for character in text)


def make_printed(raw, unit="", place=None, *, exact=False, **fields):
    """Return a plain number, or the kind of missing that a blank, a dash or a slash is."""
    place = place or make_place(raw)
    if raw in _MISSING:
        return Printed(raw, None, 0, unit, place, missing=_MISSING[raw], **fields)
    digits = raw.rstrip("%‰").replace(",", "")
    try:
        value = Decimal(digits)
    except ArithmeticError:
        return Printed(raw, None, 0, unit, place, missing=Missing.STATEMENT, **fields)
    unit = unit or raw[len(raw.rstrip("%‰")) :]
    return Printed(raw, value, len(digits.partition(".")[2]), unit, place, exact=exact, **fields)


def make_table(
    header: Sequence[str],
    rows: Strings,
    *,
    kinds: str | Sequence[ColumnKind] = "",
    units: Mapping[int, str] | None = None,
    strips: Iterable[int] = (),
    row_kinds: Mapping[int, RowKind] | None = None,
    parents: Mapping[int, int] | None = None,
    loosely: Iterable[int] = (),
    statements: Iterable[int] = (),
    notes: Iterable[str] = (),
    title: str = "某市某月情况表",
    unit: str = "",
    line: int = 1,
) -> Table:
    """Return an understood table whose header is grid row 0 and whose first data row is grid row 1.

    ``kinds`` has one letter per column (L label, C count, A amount, R rate, D change, S score, K rank, G grade,
    O ordinal, T text) and is "L" followed by counts where nothing is said. ``row_kinds``, ``parents``, ``loosely``
    (其中 rows) and ``statements`` (rows of words) name grid rows; ``units`` and ``strips`` name columns.
    """
    units, row_kinds, parents = units or {}, row_kinds or {}, parents or {}
    strips, loosely, statements = frozenset(strips), frozenset(loosely), frozenset(statements)
    column_kinds = [_KINDS[letter] if isinstance(letter, str) else letter for letter in kinds or "L"]
    column_kinds += [ColumnKind.COUNT] * (len(header) - len(column_kinds))
    grid = make_grid([header, *rows], line=line)
    labelling = {col for col, kind in enumerate(column_kinds) if kind in (ColumnKind.LABEL, ColumnKind.ORDINAL)}
    texts = {(cell.row, cell.col): cell for cell in grid.cells}
    values, roles = [], {}
    for (row, col), cell in texts.items():
        if row == 0:
            roles[row, col] = CellRole.HEADER
        elif col in labelling:
            roles[row, col] = CellRole.LABEL
        else:
            roles[row, col] = CellRole.VALUE
            printed = make_printed(
                cell.text, units.get(col, ""), cell.place, exact=column_kinds[col] is ColumnKind.COUNT
            )
            values.append(Value(row, col, printed))
    columns = tuple(
        Column(
            col,
            name,
            (name,),
            units.get(col, ""),
            kind,
            max((value.printed.places for value in values if value.col == col), default=0),
            col in strips,
        )
        for col, (name, kind) in enumerate(zip(header, column_kinds, strict=True))
    )
    made = [Row(0, "", (), RowKind.HEADER)]
    for row in range(1, grid.rows):
        path = tuple(
            texts[row, col].text
            for col in sorted(labelling)
            if column_kinds[col] is ColumnKind.LABEL and (row, col) in texts and texts[row, col].text
        )
        said = [value.printed.raw for value in values if value.row == row]
        made.append(
            Row(
                row,
                path[-1] if path else "",
                path,
                row_kinds.get(row, RowKind.DATA),
                parents.get(row),
                next(iter(said), "") if row in statements else None,
                row not in loosely,
            )
        )
    return Table(
        make_id("table", grid.id),
        title,
        unit,
        grid,
        columns,
        tuple(made),
        tuple(values),
        roles,
        tuple(Note(text, make_place(text, line + grid.rows + n)) for n, text in enumerate(notes)),
    )


_KINDS = {
    "L": ColumnKind.LABEL,
    "C": ColumnKind.COUNT,
    "A": ColumnKind.AMOUNT,
    "R": ColumnKind.RATE,
    "D": ColumnKind.CHANGE,
    "S": ColumnKind.SCORE,
    "K": ColumnKind.RANK,
    "G": ColumnKind.GRADE,
    "O": ColumnKind.ORDINAL,
    "T": ColumnKind.TEXT,
}


def columns_of(table):
    """Return a line per column: ``name kind unit places``, with a ~ where trailing zeros are stripped."""
    return [
        " ".join(filter(None, (column.name, column.kind.value, column.unit, _places(column))))
        for column in table.columns
    ]


def _places(column):
    return f"{column.places}{'~' if column.strips_zeros else ''}" if column.places else ""


def rows_of(table):
    """Return a line per row below the header: ``kind path``, with < and the parent's label, and ? if not exhaustive."""
    labels = {row.row: row.label for row in table.rows}
    return [
        f"{row.kind.value} {'/'.join(row.path)}"
        + (f" < {labels[row.parent]}" if row.parent is not None else "")
        + ("" if row.exhaustive else " ?")
        for row in table.rows
        if row.kind is not RowKind.HEADER
    ]


def values_of(table, row):
    """Return the values of a grid row as strings with their units, ! for exact ones, the kind of missing in <>."""
    return [_shown(value.printed) for value in table.values if value.row == row]


def _shown(printed):
    if printed.missing is not None:
        return f"<{printed.missing.value}>"
    if printed.value is None:
        return printed.raw
    return f"{printed.value}{'!' if printed.exact else ''}{printed.unit}"
