"""Tables for spreadsheet programs: CSV that Excel opens as UTF-8 and in which no cell of a file is ever a formula."""

import csv
import re
from collections.abc import Iterable
from io import StringIO

from corpus.report.visible import visible

Cell = str | int | None

BOM = "\ufeff"
"""Without it Excel takes a CSV for the code page of the machine."""

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?[%％‰]?")


def guarded(text: str) -> str:
    """Return text from a file as a cell that only shows: one that would start a formula begins with an apostrophe.

    Signed numbers stay as they are.
    """
    shown = visible(text)
    return f"'{shown}" if shown.startswith(_FORMULA) and not _NUMBER.fullmatch(shown) else shown


def rows_to_csv(rows: Iterable[Iterable[Cell]]) -> bytes:
    """Return rows of cells as the bytes of a CSV file; None is an empty cell."""
    page = StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    for row in rows:
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return (BOM + page.getvalue()).encode("utf-8", "backslashreplace")
