"""What speaks for one suspect against another without proving anything: the order of rows, and which column is larger.

These are read off the data (in every other row the one column is at least the other; every other row stands in
order) and only break ties between numbers that would each mend a finding.
"""

from functools import cached_property
from itertools import pairwise, permutations

from checks.engine.numbers import Num, ten
from checks.engine.pooling import Pool, sheets_to_pools
from checks.ground import Ground
from checks.rules.bounds import most_of
from checks.rules.order import ordered_rows

_FEWEST = 6


class Hints:
    """Tie-breakers of one bulletin, found when first asked for."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def gain(self, num: Num, fit: int) -> int:
        """Return how many hints hold with ``fit`` and not as printed, less those for which it is the other way."""
        if num.table not in self._pools:  # a number of the text
            return 0
        return (
            self._larger(num, fit)
            - self._larger(num, num.scaled)
            + self._in_order(num, fit)
            - self._in_order(num, num.scaled)
        )

    def most(self, num: Num) -> int | None:
        """Return the largest scaled number that a rate of parts can be, 100 %; None for what may exceed it."""
        if num.table not in self._pools:  # a number of the text
            return None
        sheet = next(each for each in self._pools[num.table].sheets if each.number == num.table)
        full = next((most_of(series) for series in sheet.series if series.index == num.col), None)
        return None if full is None else full * ten(num.places)

    @cached_property
    def _pools(self) -> dict[int, Pool]:
        pools = sheets_to_pools(self._ground.column_sheets)
        return {sheet.number: pool for pool in pools for sheet in pool.sheets}

    @cached_property
    def _orders(self) -> dict[int, tuple[tuple[int, int], ...]]:
        return {}

    def _larger(self, num: Num, value: int) -> int:
        """Count the columns of the row against which ``value`` stands as in the other rows."""
        pool = self._pools[num.table]
        sheet = next(each for each in pool.sheets if each.number == num.table)
        kept = 0
        for upper, lower in self._pairs_of(pool):
            a, b = sheet.series[upper].cells.get(num.row), sheet.series[lower].cells.get(num.row)
            if a is None or b is None or num.ref not in (a.ref, b.ref):
                continue
            kept += (value >= b.scaled) if a.ref == num.ref else (a.scaled >= value)
        return kept

    def _pairs_of(self, pool: Pool) -> tuple[tuple[int, int], ...]:
        key = pool.first.number
        if key not in self._orders:
            self._orders[key] = tuple(_ordered_pairs(pool))
        return self._orders[key]

    def _in_order(self, num: Num, value: int) -> int:
        """Return 1 if the column is in order but for this number, and ``value`` fits its place."""
        sheet = next(each for each in self._pools[num.table].sheets if each.number == num.table)
        series = next((each for each in sheet.series if each.index == num.col), None)
        if series is None:
            return 0
        nums = ordered_rows(sheet, series)
        at = next((index for index, each in enumerate(nums) if each.ref == num.ref), None)
        if at is None or len(nums) < _FEWEST:
            return 0
        values = [each.value for each in nums]
        others = values[:at] + values[at + 1 :]
        for ordered in (others, others[::-1]):
            if all(a >= b for a, b in pairwise(ordered)):
                values[at] = num.with_scaled(value).value
                whole = values if ordered is others else values[::-1]
                return int(all(a >= b for a, b in pairwise(whole)))
        return 0


def _ordered_pairs(pool: Pool) -> list[tuple[int, int]]:
    """Return the pairs of whole-number columns of which the first is at least the second in all rows but one."""
    columns = [
        index
        for index in pool.positions(summable=True)
        if all(num.exact for _, series in pool.series(index) for num in series.cells.values())
    ]
    found = []
    for upper, lower in permutations(columns, 2):
        cells = [(sheet.series[upper].cells, sheet.series[lower].cells) for sheet in pool.sheets]
        below = [num.scaled < b[key].scaled for a, b in cells for key, num in a.items() if key in b]
        if len(below) >= _FEWEST and sum(below) <= 1:
            found.append((upper, lower))
    return found
