"""The tables of a bulletin as CSV files in a folder: one for each, a list of them, and every value with its place."""

from collections.abc import Iterator, Mapping
from itertools import chain

from corpus.report.reader import Reader
from schemas.bulletins import Bulletin
from schemas.plain import decimal_to_plain
from schemas.printed import Printed
from schemas.tables import Table
from tongbao.export.cells import Cell, rows_to_csv
from tongbao.export.rows import VALUE_HEADINGS, table_to_heading, table_to_rows, table_to_values

LIST, VALUES = "tables.csv", "values.csv"

LIST_HEADINGS = ("table", "file", "title", "unit", "page", "line", "path", "rows", "columns", "notes", "id")


def bulletin_to_csvs(bulletin: Bulletin, reader: Reader) -> Mapping[str, bytes]:
    """Return the files by name."""
    numbered = list(enumerate(bulletin.tables, start=1))
    values = chain.from_iterable(table_to_values(table, number) for number, table in numbered)
    return {
        LIST: rows_to_csv([LIST_HEADINGS, *(_table_to_line(table, number) for number, table in numbered)]),
        VALUES: rows_to_csv([VALUE_HEADINGS, *values]),
        **{_file(number): rows_to_csv(_table_to_cells(table, reader)) for number, table in numbered},
    }


def _file(number: int) -> str:
    return f"table-{number:02d}.csv"


def _table_to_line(table: Table, number: int) -> tuple[Cell, ...]:
    rows = sum(1 for _ in table_to_rows(table))
    notes = "\n".join(note.text for note in table.notes)
    place = table.place
    return (
        number, _file(number), table.title, table.unit, place.page, place.line, place.path, rows, table.grid.cols,
        notes, table.id,
    )  # fmt: skip


def _table_to_cells(table: Table, reader: Reader) -> Iterator[list[Cell]]:
    """Yield the header paths, then the rows; cells without a proved column stand behind the last."""
    rows = list(table_to_rows(table))
    loose = any(row.loose for row in rows)
    yield [*table_to_heading(table), *([reader.say("table.loose")] if loose else [])]
    for row in rows:
        yield [*map(_cell, row.cells), *([" | ".join(row.loose)] if loose else [])]


def _cell(cell: str | Printed) -> str:
    """A number is plain, so that a program can count with it; what stands in its place is kept as printed."""
    if isinstance(cell, str):
        return cell
    return cell.raw if cell.value is None else decimal_to_plain(cell.value)
