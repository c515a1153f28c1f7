"""How likely it is that chance alone made something fit or miss.

Floats weigh evidence here, and elsewhere pass over candidates that come nowhere near: what they let through is judged
in exact arithmetic, and no value that is printed or recomputed is ever one.
"""

from collections import Counter
from collections.abc import Sequence
from math import comb, log10

import numpy as np

CERTAIN = -6.0
"""log10 of the chance below which evidence counts as settled."""

TAIL = 1e-3
"""A residue of rounding that is rarer than this is improbable."""

_GRID = 4096


def tail_probability(widths: Sequence[float], distance: float) -> float:
    """Return the chance that a sum of independent residues lies at least ``distance`` from 0.

    Each residue is uniform on +-width/2. The density is convolved on a grid; a grid step too coarse for the
    narrowest width only widens the tail.
    """
    total = sum(widths)
    if distance <= 0 or total == 0:
        return 1.0
    if 2 * distance > total:
        return 0.0
    step = total / _GRID
    density = np.zeros(_GRID + 1)
    density[_GRID // 2] = 1.0
    for width in widths:
        cells = max(1, round(width / step)) | 1
        padded = np.concatenate([np.zeros(cells // 2 + 1), density, np.zeros(cells // 2)])
        sums = np.cumsum(padded)
        density = (sums[cells:] - sums[:-cells]) / cells
    cut = round(distance / step)
    middle = _GRID // 2
    return float(density[: max(0, middle - cut + 1)].sum() + density[middle + cut :].sum())


def chance_of_fit(printed: Sequence[int], width: float) -> list[float]:
    """Return, for each printed number of a series, log10 of the chance that an unrelated value would fit it.

    ``printed`` are counted in units of the last digit, ``width`` how many units a relation leaves open. Values that
    stand often (0, 100 %) are easily met; others are met with one over the spread of the series.
    """
    if not printed:
        return []
    ordered = sorted(printed)
    cut = len(ordered) // 10
    spread = ordered[-1 - cut] - ordered[cut] if len(ordered) > 1 else max(abs(ordered[0]), 1)
    base = min(1.0, (width + 1) / (spread + 1))
    often = Counter(printed)
    return [log10(max(base, often[value] / len(printed) if often[value] > 1 else 0.0)) for value in printed]


def with_exceptions(log_chance: float, holding: int, exceptions: int) -> float:
    """Weaken the evidence of ``holding`` fits by the ways of picking the exceptions."""
    return log_chance + log10(comb(holding + exceptions, exceptions)) if exceptions else log_chance
