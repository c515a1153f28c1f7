"""Rows whose tabs only align: as many as it takes to reach the next column on a typewriter, not one per cell."""

import re
from collections.abc import Sequence

from extract.text.kinds import Kind
from extract.text.rows import RawRow

_STOPS = (8, 4)  # half-width columns between tab stops
_WIDE = re.compile("[\u1100-\ud7a3\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]")
_ROWS = 3  # rows that show an alignment


def drop_aligning_tabs(rows: Sequence[RawRow]) -> list[RawRow]:
    """Return the rows without the blank cells that several tabs in a row make, if these only align.

    That is proved where the rows differ in their tabs, hold as many filled cells each, and every filled cell begins
    at the same stop in all of them.
    """
    filled = {row.filled for row in rows}
    if len(rows) < _ROWS or len(filled) > 1 or len({len(row.cells) for row in rows}) == 1:
        return list(rows)
    if not any(len({_stops(row, stop) for row in rows}) == 1 for stop in _STOPS):
        return list(rows)
    return [_without_blanks(row) for row in rows]


def _stops(row: RawRow, stop: int) -> tuple[int, ...]:
    """Return the column at which each filled cell is shown."""
    column = 0
    shown: list[int] = []
    for text in row.line.text.split("\t"):
        if text.strip():
            shown.append(column)
        width = len(text) + len(_WIDE.findall(text))
        column = (column + width) // stop * stop + stop
    return tuple(shown)


def _without_blanks(row: RawRow) -> RawRow:
    cells = tuple(cell for cell in row.cells if cell.kind != Kind.BLANK)
    return RawRow(row.at, row.line, cells, "".join(cell.kind for cell in cells))
