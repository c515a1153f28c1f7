"""A part without upright rules, laid under the columns of the part that it may carry on.

Where white alone parts the columns their borders move with the texts, and a column that says nothing on a page is
not seen there.  What stands under the columns of the page before, each text under one of them, is in those columns.
"""

from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise

from extract.pdf.placed import PlacedGrid
from extract.pdf.values import is_value
from schemas.documents import Cell, TextLine
from schemas.places import Place

_UNDER = 0.3  # of a name's width stands under the names of the members at least, if it is one of them
_OVER = 0.35  # of a text's width may stand over the border of the column that it is under


def lay_under(upper: PlacedGrid, lower: PlacedGrid, aside: float = 0.0) -> PlacedGrid | None:
    """Return the lower part with the columns of the upper one; None if its texts do not stand under them.

    Where the upper part stands in a column of text before it is moved to the right by so many points.
    """
    if upper.ruled or lower.ruled or (upper.xs == lower.xs and not aside) or lower.size[1] > upper.size[1]:
        return None
    xs = tuple(x + aside for x in upper.xs)
    moved = _cells_under(xs, lower)
    if moved is None:
        return None
    cells = _with_blanks(lower, _beside_members(upper, lower, moved, aside), xs)
    left, right = min(xs[0], lower.box[0]), max(xs[-1], lower.box[2])
    box = (left, lower.box[1], right, lower.box[3])
    return replace(
        lower,
        part=replace(lower.part, cells=cells, bbox=box),
        box=box,
        xs=xs,
        size=(lower.size[0], upper.size[1]),
    )


def _cells_under(xs: tuple[float, ...], lower: PlacedGrid) -> list[Cell] | None:
    """Return the filled cells, each in the column that its text is under; None where that is not clear."""
    filled = [(cell, sides) for cell, sides in zip(lower.part.cells, lower.sides, strict=True) if sides is not None]
    level = lower.box == lower.part.bbox  # else the page's text runs up or down, and the borders are not x on the page
    over: dict[int, set[int]] = {}
    moved: list[Cell] = []
    for cell, (left, right) in filled:
        if cell.colspan > 1:
            continue
        column = min(max(bisect_right(xs, (left + right) / 2) - 1, 0), len(xs) - 2)
        slack = _OVER * (right - left)
        inner_left = xs[column] if column else left
        inner_right = xs[column + 1] if column < len(xs) - 2 else right
        if left < inner_left - slack or right > inner_right + slack:
            return None
        over.setdefault(cell.col, set()).add(column)
        moved.append(_move(cell, column, column + 1, (min(xs[column], left), max(xs[column + 1], right)), level=level))
    for cell, (left, right) in filled:
        if cell.colspan == 1:
            continue
        ends = [over.get(col, set()) for col in (cell.col, cell.col + cell.colspan - 1)]
        if any(len(end) != 1 for end in ends):
            return None
        first, behind = min(ends[0]), max(ends[1]) + 1
        moved.append(_move(cell, first, behind, (min(xs[first], left), max(xs[behind], right)), level=level))
    for cell, sides in zip(lower.part.cells, lower.sides, strict=True):
        places = over.get(cell.col, {0} if cell.col == 0 else set())
        if sides is None and cell.rowspan > 1 and cell.colspan == 1 and len(places) == 1:
            at = min(places)
            moved.append(_move(cell, at, at + 1, (xs[at], xs[at + 1]), level=level))
    moved.sort(key=lambda cell: (cell.row, cell.col))
    in_order = all(a.row < b.row or a.col + a.colspan <= b.col for a, b in pairwise(moved))
    return moved if in_order else None


def _beside_members(upper: PlacedGrid, lower: PlacedGrid, moved: list[Cell], aside: float) -> list[Cell]:
    """Return the cells, names over the columns of groups and members (totals) in the first of the two.

    They do not stand under the members' names of the upper part.
    """
    members = [
        (sides[0] + aside, sides[1] + aside)
        for cell, sides in zip(upper.part.cells, upper.sides, strict=True)
        if sides is not None and (cell.col, cell.colspan) == (1, 1) and not is_value(cell.text)
    ]
    named = {cell.row for cell in moved if cell.col == 0}
    texts = {(cell.row, cell.text): sides for cell, sides in zip(lower.part.cells, lower.sides, strict=True)}
    if 2 * len(members) <= upper.size[0]:
        return moved
    left, right = min(x0 for x0, _ in members), max(x1 for _, x1 in members)
    found = []
    for cell in moved:
        sides = texts.get((cell.row, cell.text))
        over = sides is not None and min(sides[1], right) - max(sides[0], left) < _UNDER * (sides[1] - sides[0])
        alone = (cell.col, cell.colspan) == (1, 1) and cell.row not in named and not is_value(cell.text)
        found.append(replace(cell, col=0) if over and alone else cell)
    return found


def _with_blanks(lower: PlacedGrid, moved: list[Cell], xs: tuple[float, ...]) -> tuple[Cell, ...]:
    """Return the cells with a blank one wherever a row says nothing in a column of the upper part."""
    taken = {
        (row, col)
        for cell in moved
        for row in range(cell.row, cell.row + cell.rowspan)
        for col in range(cell.col, cell.col + cell.colspan)
    }
    rows: dict[int, Place] = {cell.row: cell.place for cell in lower.part.cells if cell.rowspan == 1}
    blanks = [
        _blank(row, col, place, xs, level=lower.box == lower.part.bbox)
        for row, place in rows.items()
        for col in range(len(xs) - 1)
        if (row, col) not in taken
    ]
    return tuple(sorted([*moved, *blanks], key=lambda cell: (cell.row, cell.col)))


def _move(cell: Cell, first: int, behind: int, sides: tuple[float, float], *, level: bool) -> Cell:
    """Return the cell in its new columns, between the given sides where its text runs level."""
    box = cell.place.bbox
    if level and box is not None:
        box = (sides[0], box[1], sides[1], box[3])
    return replace(cell, col=first, colspan=behind - first, place=replace(cell.place, bbox=box))


def _blank(row: int, col: int, beside: Place, xs: tuple[float, ...], *, level: bool) -> Cell:
    box = beside.bbox
    if level and box is not None:
        box = (xs[col], box[1], xs[col + 1], box[3])
    place = replace(beside, quote="", bbox=box)
    return Cell(row, col, (TextLine("", place),), place)
