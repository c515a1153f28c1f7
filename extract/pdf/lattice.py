"""Rules to the cells of ruled tables.

Rules that meet form a net.  The positions of a net's rules cut its area into squares; a wall stands between two
squares where a rule runs along their whole common side; squares with no wall between them are one cell.  So a
merged cell comes out with its spans, and a line that ends inside a cell divides nothing.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extract.pdf.glyphs import Floats
from extract.pdf.rules import SNAP, Rule, Rules
from extract.pdf.strokes import Segment
from schemas.places import Box

_OPEN_SIDE = 12.0  # points that level rules must run on past the outermost upright rule to hold another column
_SLANTS_PER_SLOT = 4  # slanted lines: more are no diagonals of header cells
_MOST_SQUARES = 250_000  # of one net; more is a drawing


Walls = list[list[bool]]
"""Per position of a border and interval along it: does a rule run there?"""


@dataclass(slots=True)
class Slot:
    """A ruled cell before its text: rows and columns ``row0`` … ``row1`` (exclusive) and its box."""

    row0: int
    col0: int
    row1: int
    col1: int
    box: Box
    slants: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class Lattice:
    """The cells of one net: ``xs`` and ``ys`` are the borders of its columns and rows in points.

    ``slants`` are all slanted lines inside it.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]
    slants: tuple[Segment, ...] = ()

    @property
    def box(self) -> Box:
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def rules_to_lattices(rules: Rules) -> list[Lattice]:
    """Return the nets that hold a closed cell, from the top."""
    slants = np.array(rules.slants, np.float64).reshape(len(rules.slants), 4)
    found = [net_to_lattice(level, upright, slants) for level, upright in rules_to_nets(rules)]
    return sorted((lattice for lattice in found if lattice is not None), key=lambda one: (one.ys[0], one.xs[0]))


def rules_to_nets(rules: Rules) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the rules by the nets they form: what meets, directly or through others, is one net."""
    level, upright = rules.level, rules.upright
    if not upright or len(level) < 2:
        return []
    parent = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    ats = [rule.at for rule in level]  # sorted by snapping
    for number, post in enumerate(upright, start=len(level)):
        for index in range(bisect_left(ats, post.start - SNAP), len(level)):
            beam = level[index]
            if beam.at > post.end + SNAP:
                break
            if beam.start - SNAP <= post.at <= beam.end + SNAP:
                parent[root(index)] = root(number)
    nets: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for index, rule in enumerate(level):
        nets[root(index)][0].append(rule)
    for number, rule in enumerate(upright, start=len(level)):
        nets[root(number)][1].append(rule)
    return [net for net in nets.values() if len(net[0]) >= 2 and net[1]]


def net_to_lattice(level: list[Rule], upright: list[Rule], slants: Floats) -> Lattice | None:
    """Return the closed cells of a net, rows and columns counted over those borders that cells use."""
    upright = upright + open_sides(level, upright)
    xs = sorted({rule.at for rule in upright})
    ys = sorted({rule.at for rule in level})
    rows, cols = len(ys) - 1, len(xs) - 1
    if rows < 1 or cols < 1 or rows * cols > _MOST_SQUARES:
        return None
    beams = _walls(level, ys, xs)  # beams[y][col]: a rule runs along y over that column
    posts = _walls(upright, xs, ys)  # posts[x][row]
    closed = _closed_rectangles(rows, cols, beams, posts)
    if not closed:
        return None
    used_y = sorted({y for row0, _, row1, _ in closed for y in (row0, row1)})
    used_x = sorted({x for _, col0, _, col1 in closed for x in (col0, col1)})
    row_of = {y: row for row, y in enumerate(used_y)}
    col_of = {x: col for col, x in enumerate(used_x)}
    outer = (xs[used_x[0]], ys[used_y[0]], xs[used_x[-1]], ys[used_y[-1]])
    inside = _slants_inside(outer, slants) if len(slants) else []
    dividing = inside if len(inside) <= _SLANTS_PER_SLOT * len(closed) else []  # else they are a drawing's
    slots = []
    for row0, col0, row1, col1 in sorted(closed):
        box = (xs[col0], ys[row0], xs[col1], ys[row1])
        divided = _slants_in(box, dividing) if dividing else ()
        slots.append(Slot(row_of[row0], col_of[col0], row_of[row1], col_of[col1], box, divided))
    return Lattice(tuple(xs[x] for x in used_x), tuple(ys[y] for y in used_y), tuple(slots), tuple(inside))


def open_sides(level: list[Rule], upright: list[Rule]) -> list[Rule]:
    """Return the sides of a table that are not drawn: where its level rules end together, past the last post.

    Statistical tables are often printed without the outer upright rules.
    """
    first, last = min(rule.at for rule in upright), max(rule.at for rule in upright)
    sides = []
    for ends, outer in (
        ([(rule.start, rule) for rule in level if rule.start < first - _OPEN_SIDE], first),
        ([(rule.end, rule) for rule in level if rule.end > last + _OPEN_SIDE], last),
    ):
        if len(ends) < 2:
            continue
        at = min(end for end, _ in ends) if outer == first else max(end for end, _ in ends)
        together = [rule for end, rule in ends if abs(end - at) <= 2 * SNAP]
        if len(together) >= 2 and len(together) * 2 >= len(ends):
            sides.append(Rule(at, min(rule.at for rule in together), max(rule.at for rule in together)))
    return sides


def _walls(rules: list[Rule], ats: list[float], cuts: list[float]) -> Walls:
    """Return per position and interval between ``cuts`` whether a rule runs along it."""
    index_of = {at: index for index, at in enumerate(ats)}
    # A rule may end a little short of a crossing, but not so short that a narrow row looks closed.
    ends = [high - max(min(SNAP, 0.3 * (high - low)), 1.0) for low, high in pairwise(cuts)]
    walls = [[False] * len(ends) for _ in ats]
    for rule in rules:
        first, behind = bisect_left(cuts, rule.start - SNAP), bisect_right(ends, rule.end)
        if first < behind:
            walls[index_of[rule.at]][first:behind] = [True] * (behind - first)
    return walls


Square = tuple[int, int]
Rectangle = tuple[int, int, int, int]
"""``(row0, col0, row1, col1)``, ends exclusive."""


def _closed_rectangles(rows: int, cols: int, beams: Walls, posts: Walls) -> list[Rectangle]:
    """Return the cells: what walls enclose on all sides."""
    closed: list[Rectangle] = []
    seen = [[False] * cols for _ in range(rows)]
    for row in range(rows):
        above, below = beams[row], beams[row + 1]
        for col in range(cols):
            if above[col] and below[col] and posts[col][row] and posts[col + 1][row]:
                closed.append((row, col, row + 1, col + 1))
            elif not seen[row][col]:
                region = _region_around((row, col), seen, beams, posts)
                closed += [box for box in _region_to_rectangles(region) if _is_closed(box, beams, posts)]
    return closed


def _region_around(square: Square, seen: list[list[bool]], beams: Walls, posts: Walls) -> list[Square]:
    """Return the squares that no wall parts from this one."""
    rows, cols = len(seen), len(seen[0])
    seen[square[0]][square[1]] = True
    region, edge = [], [square]
    while edge:
        r, c = edge.pop()
        region.append((r, c))
        for nr, nc, wall in (
            (r + 1, c, beams[r + 1][c]),
            (r - 1, c, beams[r][c]),
            (r, c + 1, posts[c + 1][r]),
            (r, c - 1, posts[c][r]),
        ):
            if not wall and 0 <= nr < rows and 0 <= nc < cols and not seen[nr][nc]:
                seen[nr][nc] = True
                edge.append((nr, nc))
    return region


def _region_to_rectangles(region: list[Square]) -> list[Rectangle]:
    """Return the region as one rectangle, or cut into level strips where it is none."""
    if len(region) == 1:
        row, col = region[0]
        return [(row, col, row + 1, col + 1)]
    row0, row1 = min(row for row, _ in region), max(row for row, _ in region) + 1
    col0, col1 = min(col for _, col in region), max(col for _, col in region) + 1
    if len(region) == (row1 - row0) * (col1 - col0):
        return [(row0, col0, row1, col1)]
    strips: list[Rectangle] = []
    for row in range(row0, row1):
        cols = sorted(col for r, col in region if r == row)
        start = cols[0]
        for col, following in zip(cols, [*cols[1:], -1], strict=True):
            if following == col + 1:
                continue
            above = next((s for s in strips if s[1:] == (start, row, col + 1)), None)
            if above is not None:
                strips.remove(above)
            strips.append((above[0] if above else row, start, row + 1, col + 1))
            start = following
    return strips


def _is_closed(box: Rectangle, beams: Walls, posts: Walls) -> bool:
    row0, col0, row1, col1 = box
    return (
        all(beams[row0][col0:col1])
        and all(beams[row1][col0:col1])
        and all(posts[col0][row0:row1])
        and all(posts[col1][row0:row1])
    )


def _slants_in(box: Box, slants: list[Segment]) -> tuple[Segment, ...]:
    """Return the slanted lines that divide the cell: from border to border inside it."""
    x0, top, x1, bottom = box
    return tuple(
        slant
        for slant in slants
        if _lies_in(slant, box)
        and abs(slant[2] - slant[0]) + abs(slant[3] - slant[1]) >= 0.6 * (x1 - x0 + bottom - top)
    )


def _slants_inside(box: Box, slants: Floats) -> list[Segment]:
    x0, top, x1, bottom = box
    xs, ys = slants[:, ::2], slants[:, 1::2]
    within = (
        (xs.min(1) >= x0 - SNAP) & (xs.max(1) <= x1 + SNAP) & (ys.min(1) >= top - SNAP) & (ys.max(1) <= bottom + SNAP)
    )
    return [(a, b, c, d) for a, b, c, d in slants[within].tolist()]


def _lies_in(line: Segment, box: Box) -> bool:
    x0, top, x1, bottom = box
    return (
        x0 - SNAP <= min(line[0], line[2])
        and max(line[0], line[2]) <= x1 + SNAP
        and top - SNAP <= min(line[1], line[3])
        and max(line[1], line[3]) <= bottom + SNAP
    )
