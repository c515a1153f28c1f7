"""Borders of columns on two pages: do they stand for the same columns?"""

from collections.abc import Iterable, Sequence
from enum import Enum, auto
from itertools import pairwise

from schemas.documents import Cell

Borders = tuple[float, ...]
"""The borders of a table's columns as shares of its width, from 0 to 1."""

_EDGE = 0.012  # of the table's width: borders of one column on two pages differ by less
_LOOSE_EDGE = 0.06  # the same where the borders are not drawn but lie in the white between texts
_SIDE = 3.0  # points between the outer borders of a table and of a box that carries it on


class Fit(Enum):
    """How the borders of two parts match: the same, one without some of the other's, as many, not at all."""

    SAME = auto()
    SUBSET = auto()
    COUNT = auto()
    NONE = auto()


def xs_to_borders(xs: Sequence[float]) -> Borders:
    width = xs[-1] - xs[0]
    return tuple((x - xs[0]) / width for x in xs)


def common_borders(first: Borders, second: Borders, *, ruled: bool) -> tuple[Borders, Fit]:
    """Return borders that both parts fit into, and how well.

    One part may lack borders of the other where its rows merge the columns; each part must then keep at least half
    of the other's.
    """
    few, many = sorted((first, second), key=len)
    narrowest = min(b - a for a, b in pairwise(many))
    slack = min(_EDGE if ruled else _LOOSE_EDGE, 0.45 * narrowest)
    if any(min(abs(border - other) for other in many) > slack for border in few):
        return first, Fit.COUNT if len(few) == len(many) else Fit.NONE
    if len(few) == len(many):
        return first, Fit.SAME
    return many, Fit.SUBSET if 2 * len(few) > len(many) else Fit.NONE


def same_sides(one: Sequence[float], other: Sequence[float]) -> bool:
    """Tell whether two grids stand between the same outer borders, given in points."""
    return abs(one[0] - other[0]) <= _SIDE and abs(one[-1] - other[-1]) <= _SIDE


def recolumn(cells: Iterable[Cell], old: Borders, new: Borders) -> tuple[Cell, ...]:
    """Return the cells counted over the new borders; as many borders stand for the same columns."""
    if len(old) == len(new):
        return tuple(cells)
    at = [_nearest(new, border) for border in old]
    return tuple(
        Cell(
            cell.row,
            at[cell.col],
            cell.lines,
            cell.place,
            cell.rowspan,
            at[cell.col + cell.colspan] - at[cell.col],
        )
        for cell in cells
    )


def _nearest(borders: Borders, border: float) -> int:
    return min(range(len(borders)), key=lambda index: abs(borders[index] - border))
