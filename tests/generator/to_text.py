"""A bulletin as text: paragraphs and tables of tabs between blank lines, as texts of bulletins are passed round."""

from dataclasses import dataclass, field
from random import Random

from generator.numbers import WIDE, read_number
from generator.telling import Prose
from generator.truth import Bulletin, Table


@dataclass(frozen=True)
class TextRow:
    """A printed row of a table; ``body`` is None in the header."""

    cells: tuple[str, ...]
    body: int | None


@dataclass
class TextPrint:
    """``classes`` gives the class of each character of a prose line; ``lines`` the line of each table row, from 1,
    ``prose`` that of each told paragraph.

    With ``open_notes`` a note in the grid is printed as a line without tabs, which may as well stand under it.
    """

    text: str
    encoding: str
    classes: dict[int, tuple[str, ...]] = field(default_factory=dict)
    lines: dict[tuple[str, int], int] = field(default_factory=dict)
    prose: dict[str, int] = field(default_factory=dict)
    header_rows: dict[str, int] = field(default_factory=dict)
    ragged: set[tuple[str, int]] = field(default_factory=set)
    wide: bool = False
    open_notes: bool = False

    def data(self) -> bytes:
        return self.text.encode(self.encoding)

    def cell(self, text: str) -> str:
        """Return the string of a value cell as this text prints it: full-width digits if that is its habit."""
        return text.translate(WIDE) if self.wide else text


def table_rows(table: Table, *, short_header=False, short_parents=False, open_notes=False, lost=None):
    """Return the rows of a table as they stand in a text: merged cells are written once, then left empty.

    A short header leaves out the empty cell that belongs to its label, a short parent row likewise. An open
    note has no empty cells behind it. ``lost`` names the column whose cell is missing from a row.
    """
    lost = lost or {}
    width = len(table.columns)
    short = table.labelling == 2 and table.rows[0].kind != "note"
    rows = []
    if table.flat_header or max(len(column.path) for column in table.columns) == 1:
        names = [" ".join(column.path) for column in table.columns]
        for col in range(1, table.labelling):
            if names[col] == names[0]:
                names[col] = ""
        if short and short_header and names[1] == "":
            del names[1]
        rows.append(TextRow(tuple(names), None))
        if table.numbering:
            rows.append(TextRow(table.numbering, None))
    else:
        heads = {(cell.row, cell.col): cell.text for cell in table.header()}
        rows += [
            TextRow(tuple(heads.get((level, col), "") for col in range(width)), None) for level in range(table.depth)
        ]
    for at, row in enumerate(table.rows):
        if row.kind == "note":
            rows.append(TextRow((row.labels[0].text, *([] if open_notes else [""] * (width - 1))), at))
            continue
        cells = [label.text if label is not None else "" for label in row.labels]
        if short and short_parents and row.labels[0] is not None and row.labels[0].colspan == 2:
            del cells[1]
        if row.statement is not None:
            cells.append(row.statement)
            cells += [""] * (width - table.labelling - 1)
        else:
            cells += [table.cells.get((at, col), "") for col in range(table.labelling, width) if lost.get(at) != col]
        rows.append(TextRow(tuple(cells), at))
    return rows


def bulletin_to_text(bulletin: Bulletin, *, ragged: bool = False) -> TextPrint:
    """Print the bulletin; layout habits come from its seed. ``ragged`` loses a cell of one row in each table."""
    habits = bulletin.habits
    rng = Random(f"text-{bulletin.seed}")
    gap = rng.choice((1, 1, 2))
    markdown = rng.random() < 0.15
    printed = TextPrint("", habits.encoding, wide=habits.wide_digits, open_notes=rng.random() < 0.5)
    lines = []
    for block in bulletin.blocks:
        if isinstance(block, Table):
            _print_table(rng, habits, block, printed, lines, gap=gap, ragged=ragged)
        else:
            bold = markdown and block.text.endswith("情况")
            text, classes = block.text, block.classes
            if bold:
                text, classes = f"**{text}**", ("", "", *classes, "", "")
            lines.append(text)
            printed.classes[len(lines)] = classes
            if isinstance(block, Prose):
                printed.prose[block.key] = len(lines)
        lines += [""] * gap
    printed.text = habits.newline.join(lines) + habits.newline
    return printed


def _print_table(rng, habits, table, printed, lines, *, gap, ragged):
    lines.append(table.title.text)
    printed.classes[len(lines)] = table.title.classes
    lines += [""] * gap if rng.random() < 0.8 or not table.unit_line else []
    if table.unit_line:
        lines.append(table.unit_line)
        printed.classes[len(lines)] = ("",) * len(table.unit_line)
        lines += [""] * rng.choice((0, gap))
    short_header = rng.random() < 0.3
    lost = _draw_lost(rng, table) if ragged else {}
    printed.ragged |= {(table.key, row) for row in lost}
    short_parents = short_header and rng.random() < 0.7 and _starts_with_numbers(table)
    rows = table_rows(
        table, short_header=short_header, short_parents=short_parents, open_notes=printed.open_notes, lost=lost
    )
    depth = sum(row.body is None for row in rows)
    printed.header_rows[table.key] = depth
    breaks = set()
    if habits.page_break and len(rows) > depth + 4:
        breaks = {rng.randrange(depth + 1, len(rows) - 1)}
    for at, row in enumerate(rows):
        if at in breaks:
            lines += [""] * gap
            if habits.repeat_header:
                lines += ["\t".join(header.cells) for header in rows[:depth]]
        plain = len(row.cells) - len(table.columns) + table.labelling
        if row.body is None or table.rows[row.body].kind == "note":
            plain = len(row.cells)
        lines.append("\t".join([*row.cells[:plain], *map(printed.cell, row.cells[plain:])]))
        if row.body is not None:
            printed.lines[table.key, row.body] = len(lines)
    for note in table.notes:
        lines += [""] * gap
        lines.append(note.text)
        printed.classes[len(lines)] = note.classes


def _starts_with_numbers(table):
    """Only where a number stands first can a row without its empty label cell be read with certainty."""
    return all(
        read_number(table.cells.get((at, table.labelling), "")) is not None
        for at, row in enumerate(table.rows)
        if row.kind != "note" and row.labels and row.labels[0] is not None and row.labels[0].colspan == 2
    )


def _draw_lost(rng, table):
    """Return a row with the column whose cell is not written; one from which the rest cannot be told apart."""
    rows = [at for at, row in enumerate(table.rows) if row.kind == "data" and row.statement is None]
    return {rng.choice(rows): rng.randrange(table.labelling, len(table.columns))} if len(rows) > 3 else {}
