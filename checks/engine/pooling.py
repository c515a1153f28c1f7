"""Tables of one header, pooled: evidence for a relation between their columns is gathered over all their rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checks.engine.formulas import Formula, Sum
from checks.engine.laws import Instance
from checks.engine.sheets import Series, Sheet


@dataclass(frozen=True)
class Pool:
    """Sheets whose series agree in name and kind, position by position."""

    sheets: tuple[Sheet, ...]

    @property
    def first(self) -> Sheet:
        return self.sheets[0]

    def series(self, index: int) -> Iterator[tuple[Sheet, Series]]:
        return ((sheet, sheet.series[index]) for sheet in self.sheets)

    def instances(self, target: int, operands: Sequence[int], formula: Formula) -> Iterator[Instance]:
        """Yield the relation in every row that has all its numbers; positions count the sheet's series.

        Sums (no differences) leave out the rows of rates, means and indices, which do not add up.
        """
        adding = isinstance(formula, Sum) and min(formula.signs) > 0
        for sheet in self.sheets:
            goal, parts = sheet.series[target].cells, [sheet.series[index].cells for index in operands]
            names = [sheet.series[index].name for index in operands]
            for key in sheet.keys:
                if key not in goal or not all(key in cells for cells in parts):
                    continue
                nums = tuple(cells[key] for cells in parts)
                if not adding or sheet.may_add(key, goal[key], nums, names):
                    yield Instance(goal[key], nums, formula, sheet.where(key), key in sheet.aggregates)

    def positions(self, *, summable: bool = False) -> tuple[int, ...]:
        """Return the positions of the series that hold numbers in some sheet."""
        return tuple(
            index
            for index, series in enumerate(self.first.series)
            if any(sheet.series[index].cells for sheet in self.sheets) and (series.summable or not summable)
        )


def sheets_to_pools(sheets: Sequence[Sheet]) -> tuple[Pool, ...]:
    pools: dict[tuple[bool, tuple[str, ...]], list[Sheet]] = {}
    for sheet in sheets:
        pools.setdefault((sheet.transposed, sheet.signature), []).append(sheet)
    return tuple(Pool(tuple(members)) for members in pools.values())
