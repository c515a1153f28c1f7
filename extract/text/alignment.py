"""Cells to columns: in which columns the cells of a row can stand.

A row with as many cells as the table has columns is taken as printed. One with more or fewer is compared with what
the columns certainly cannot hold, learnt from the other rows: every way to lay its cells into the columns in their
order is considered, and a cell is placed only if all ways agree on it.
"""

from dataclasses import dataclass
from functools import lru_cache

from extract.text.columns import Refusals
from extract.text.kinds import NUMBERS, Kind

_WORK = 10_000  # steps for one shape of row; beyond it nothing is placed


@dataclass(frozen=True, slots=True)
class Alignment:
    """For each cell the columns it may stand in; ``spare`` marks the cells that may belong to none."""

    columns: tuple[tuple[int, ...], ...]
    spare: tuple[bool, ...]
    drops: int


@lru_cache(maxsize=1 << 12)
def kinds_to_alignment(kinds: str, refusals: Refusals, most_drops: int = 2, spoilt: int = 0) -> Alignment | None:
    """Return the ways to lay cells of these kinds into the columns with the fewest cells left over.

    At least ``spoilt`` cells are left over. None if there is no way with at most ``most_drops`` more than there
    must be, or if the search would be too long.
    """
    least = max(spoilt, len(kinds) - len(refusals))
    for drops in range(least, least + most_drops + 1):
        gaps = len(refusals) - len(kinds) + drops
        if len(kinds) * (gaps + 1) ** 2 * (drops + 1) > _WORK:
            return None
        found = _align(kinds, refusals, drops)
        if found is not None:
            return found
    return None


def _align(kinds: str, refusals: Refusals, drops: int) -> Alignment | None:
    """Walk through all layings that leave out exactly ``drops`` cells, forwards and then back from those that end.

    A state is ``(column, dropped)``: the next free column, the cells left out so far.
    """
    width = len(refusals)
    gaps = width - len(kinds) + drops

    def steps(kind: str, index: int, column: int, dropped: int) -> list[tuple[int, int]]:
        """Return the states after a cell: left out, or in any column that the gaps still allow."""
        found = [(column, dropped + 1)] if dropped < drops else []
        gaps_left = gaps - (column - (index - dropped))
        free = range(column, min(column + gaps_left + 1, width))
        found.extend((col + 1, dropped) for col in free if kind not in refusals[col])
        return found

    layers: list[set[tuple[int, int]]] = [{(0, 0)}]
    for index, kind in enumerate(kinds):
        states: set[tuple[int, int]] = set()
        for column, dropped in layers[-1]:
            states.update(steps(kind, index, column, dropped))
        layers.append(states)
    alive = {state for state in layers[-1] if state[1] == drops}
    if not alive:
        return None
    columns: list[tuple[int, ...]] = []
    spare: list[bool] = []
    for index in reversed(range(len(kinds))):
        found: set[int] = set()
        dropped_here = False
        before: set[tuple[int, int]] = set()
        for column, dropped in layers[index]:
            for step in steps(kinds[index], index, column, dropped):
                if step not in alive:
                    continue
                before.add((column, dropped))
                if step[1] > dropped:
                    dropped_here = True
                else:
                    found.add(step[0] - 1)
        alive = before
        columns.append(tuple(sorted(found)))
        spare.append(dropped_here)
    return Alignment(tuple(reversed(columns)), tuple(reversed(spare)), drops)


def conflicts(kinds: str, refusals: Refusals) -> tuple[int, int]:
    """Count the cells of a row that stand in a column which refuses them: numbers, and words."""
    misplaced = [kind for kind, refused in zip(kinds, refusals, strict=False) if kind in refused]
    numbers = sum(kind in NUMBERS for kind in misplaced)
    return numbers, len(misplaced) - numbers - misplaced.count(Kind.BLANK)
