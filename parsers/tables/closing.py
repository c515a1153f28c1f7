"""Arithmetic as the referee of structure: do the numbers of some rows add up to those of another?

Used to tell a group from rows that merely stand below one another, never to judge a number.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from parsers.numerals import Numeral, text_to_missing
from parsers.tables.kinds import NO_VALUES, Typing
from parsers.tables.sheets import Sheet
from schemas.printed import Missing
from schemas.tables import ColumnKind


@dataclass(frozen=True, slots=True)
class Tally:
    """Columns in which a sum could be tried, and in which it held."""

    held: int = 0
    tried: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.held + other.held, self.tried + other.tried)

    @property
    def mostly(self) -> bool:
        """At least every second sum that could be tried holds."""
        return 2 * self.held >= self.tried


class Sums:
    """The numbers of a sheet in the columns that add up: counts and amounts; ``numbered`` are rows with any number."""

    def __init__(self, sheet: Sheet, typing: Typing, rows: Iterable[int]) -> None:
        adding = [column for column in typing.columns if column.adds]
        self.kinds = {column.col: column.kind for column in adding}
        self.rows: Mapping[int, Mapping[int, _Term]] = {
            row: {
                column.col: _Term(numeral, numeral.unit or typing.unit_of(column, row))
                for column in adding
                if (numeral := sheet.at(row, column.col).numeral) is not None
                and (sheet.cells[row, column.col].row, sheet.cells[row, column.col].col) == (row, column.col)
                and typing.adds(column, row)
            }
            for row in rows
        }
        self.unknown = frozenset(
            (row, column.col) for row in rows for column in adding if _is_unknown(sheet, row, column.col)
        )
        self.numbered = frozenset(
            row
            for row in rows
            if any(sheet.at(row, column.col).numeral for column in typing.columns if column.kind not in NO_VALUES)
        )

    def try_sum(self, whole: int, parts: Sequence[int]) -> Tally:
        """Try in every column whether ``parts`` add up to ``whole``: counts exactly, amounts as far as printed."""
        tally = Tally()
        for col, kind in self.kinds.items():
            if any((row, col) in self.unknown for row in (whole, *parts)):
                continue
            total = self.rows[whole].get(col)
            found = [term for part in parts if (term := self.rows[part].get(col)) is not None]
            if total is None or not found or len({term.unit for term in (total, *found)} - {""}) > 1:
                continue
            if not total.numeral.value and not any(term.numeral.value for term in found):
                continue
            difference = abs(Fraction(total.numeral.value) - sum(Fraction(term.numeral.value) for term in found))
            slack = sum(Fraction(1, 2 * 10**term.numeral.places) for term in (total, *found))
            tally += Tally(int(difference <= (slack if kind is ColumnKind.AMOUNT else 0)), 1)
        return tally


def _is_unknown(sheet: Sheet, row: int, col: int) -> bool:
    """Tell whether a number may stand here that was not read: a ragged row, a garbled cell."""
    if (row, col) not in sheet.cells:
        return row in sheet.loose_rows
    return text_to_missing(sheet.text(row, col)) is Missing.UNREADABLE and sheet.at(row, col).numeral is None


@dataclass(frozen=True, slots=True)
class _Term:
    numeral: Numeral
    unit: str
