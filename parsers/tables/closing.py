"""Arithmetic as the referee of structure: do the numbers of some rows add up to those of another?

Used to tell a group from rows that merely stand below one another, never to judge a number.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from parsers.numerals import Numeral
from parsers.tables.kinds import Typing
from parsers.tables.sheets import Sheet
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
    """The numbers of a sheet in the columns that add up: counts and amounts of one unit."""

    def __init__(self, sheet: Sheet, typing: Typing, rows: Iterable[int]) -> None:
        self.kinds = {
            column.col: column.kind
            for column in typing.columns
            if column.kind in (ColumnKind.COUNT, ColumnKind.AMOUNT) and column.col not in typing.by_row
        }
        self.rows: Mapping[int, Mapping[int, Numeral]] = {
            row: {
                col: numeral
                for col in self.kinds
                if (numeral := sheet.at(row, col).numeral) is not None
                and (sheet.cells[row, col].row, sheet.cells[row, col].col) == (row, col)
            }
            for row in rows
        }

    def try_sum(self, whole: int, parts: Sequence[int]) -> Tally:
        """Try in every column whether ``parts`` add up to ``whole``: counts exactly, amounts as far as printed."""
        tally = Tally()
        for col, kind in self.kinds.items():
            total = self.rows[whole].get(col)
            found = [numeral for part in parts if (numeral := self.rows[part].get(col)) is not None]
            if total is None or not found or any(numeral.unit != total.unit for numeral in found):
                continue
            if not total.value and not any(numeral.value for numeral in found):
                continue
            difference = abs(Fraction(total.value) - sum(Fraction(numeral.value) for numeral in found))
            slack = sum(Fraction(1, 2 * 10**numeral.places) for numeral in (total, *found))
            tally += Tally(int(difference <= (slack if kind is ColumnKind.AMOUNT else 0)), 1)
        return tally
