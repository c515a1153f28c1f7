"""A table as rows of cells for a file: labels repeated over their spans, numbers as numbers, nothing left out."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from schemas.places import Place
from schemas.printed import Printed
from schemas.tables import CellRole, Column, RowKind, Table
from tongbao.border.plain import number_to_plain

LEVELS = " / "
"""Between the levels of a header or of a row's labels."""


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row under the header: the text of each column, or the typed value that stands there.

    ``loose`` are the cells of a ragged row whose column is not proved.
    """

    row: int
    cells: tuple[str | Printed, ...]
    loose: tuple[str, ...]


def table_to_heading(table: Table) -> tuple[str, ...]:
    """Return the header path of each column, with its unit where the header does not print it."""
    columns = table.column_at()
    return tuple(_heading(columns[col]) if col in columns else "" for col in range(table.grid.cols))


def _heading(column: Column) -> str:
    path = LEVELS.join(column.path)
    return path if column.unit in path else f"{path} ({column.unit})"


def table_to_rows(table: Table) -> Iterator[BodyRow]:
    """Yield the rows under the header; rows of notes stand in ``table.notes``."""
    covered, values = table.grid.by_position(), table.value_at()
    strays: dict[int, list[str]] = defaultdict(list)
    for loose in sorted(table.grid.loose, key=lambda each: each.order):
        strays[loose.row].append(loose.text)
    told = {row for row, _ in values} | set(strays)
    kinds = {row.row: row.kind for row in table.rows}
    for row in range(table.grid.rows):
        if kinds.get(row) in (RowKind.HEADER, RowKind.NOTE) and row not in told:
            continue
        cells: list[str | Printed] = []
        for col in range(table.grid.cols):
            cell = covered.get((row, col))
            if (row, col) in values:
                cells.append(values[row, col].printed)
            elif cell is None:
                cells.append("")
            else:
                role = table.roles.get((cell.row, cell.col))
                cells.append(cell.text if (cell.row, cell.col) == (row, col) or role is CellRole.LABEL else "")
        yield BodyRow(row, tuple(cells), tuple(strays[row]))


VALUE_HEADINGS = (
    "table", "title", "row", "col", "row_label", "column", "row_kind", "raw", "value", "unit", "missing", "approx",
    "page", "line", "path", "ref",
)  # fmt: skip
"""Of the list of all values, printed string and place with each."""

ValueRow = tuple[str | int | None, ...]


def table_to_values(table: Table, number: int) -> Iterator[ValueRow]:
    """Yield a line for every value; cells without a proved column have no ``col`` and no ``value``."""
    rows, columns = table.row_at(), table.column_at()

    def names(row: int, col: int | None) -> ValueRow:
        at, over = rows.get(row), columns.get(col) if col is not None else None
        return (
            LEVELS.join(at.path) if at else "",
            LEVELS.join(over.path) if over else "",
            at.kind.value if at else None,
        )

    for value in table.values:
        each = value.printed
        yield (
            number, table.title, value.row, value.col, *names(value.row, value.col), each.raw,
            number_to_plain(each.value), each.unit, each.missing.value if each.missing else None,
            each.approx.value if each.approx else None, *_spot(each.place), value.ref(table.id),
        )  # fmt: skip
    for loose in table.grid.loose:
        yield (
            number, table.title, loose.row, None, *names(loose.row, None), loose.text, None, None, None, None,
            *_spot(loose.place), None,
        )  # fmt: skip


def _spot(place: Place) -> ValueRow:
    return place.page, place.line, place.path
