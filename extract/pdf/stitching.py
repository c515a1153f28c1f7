"""Parts of tables on several pages to whole tables, each join with its evidence.

Two parts may belong together if nothing but page furniture, a repeated title or a 续表 line stands between them.
They are joined if the second repeats the first's header, or if it has no header of its own and its columns are the
first's: then its rows go on under the first's.  Whatever is joined can be seen in the evidence and undone from the
parts.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.pdf.placed import PlacedGrid
from extract.pdf.seams import Rows, join_at_break, move
from schemas.documents import Cell, Grid, GridPart, Stitch
from schemas.ids import make_id

CONTINUED = re.compile(r"续\s*表|[（(]\s*续\s*[一二三四五六七八九十\d]{0,3}\s*[)）]|\bcontinued\b", re.IGNORECASE)
"""Words that announce the continuation of a table."""

_EDGE = 0.012  # of the table's width: borders of one column on two pages differ by less
_SIDE = 3.0  # points between the outer borders of a table and of a box that carries it on
_LATEST_HEADER = 8  # rows from the top in which a repeated header may begin (a title row may stand above it)
_SAME_FORM = 0.7  # of the rows are named as in another part: both are filled from one form
_NUMERIC = 0.6  # of a column's filled cells hold digits: numbers are expected there
_ROOM = 0.3  # of the page left empty under a table: it did not end because the page did


@dataclass(frozen=True, slots=True)
class Break:
    """What lies between two parts on neighbouring pages.

    ``titles`` are the lines above the first part, ``lines`` what is printed between the two but furniture, ``room``
    the share of the first page that is empty below the first part.
    """

    titles: tuple[str, ...]
    lines: tuple[str, ...]
    room: float


@dataclass(frozen=True, slots=True)
class Joined:
    """A table so far: ``borders`` of its columns as shares of its width, its rows, and what was decided.

    ``sides`` are the outer borders of its last part in points; ``whole`` is False while it is a single row or box,
    which is a table only with others.
    """

    parts: tuple[GridPart, ...]
    borders: tuple[float, ...]
    rows: int
    cells: tuple[Cell, ...]
    sides: tuple[float, float]
    stitches: tuple[Stitch, ...] = ()
    whole: bool = True

    def to_grid(self) -> Grid:
        key = make_id("grid", *(part.id for part in self.parts))
        return Grid(key, self.rows, len(self.borders) - 1, self.cells, self.parts, self.stitches)


def begin(grid: PlacedGrid) -> Joined:
    """Return the table that a part on its own is."""
    sides = (grid.xs[0], grid.xs[-1])
    return Joined((grid.part,), _shares(grid.xs), grid.size[0], grid.part.cells, sides, whole=grid.whole)


@dataclass(slots=True)
class _Proposal:
    """Two parts brought onto common columns, and what speaks for their being one table.

    ``fit`` says how well the columns match, ``dropped`` how many rows of the lower part repeat the header.
    """

    upper: Rows
    lower: Rows
    borders: tuple[float, ...]
    fit: str
    dropped: int
    evidence: list[str]


def carry_on(table: Joined, following: PlacedGrid, seam: Break) -> Joined | None:
    """Return the table with the following part joined, or None where that is not proved."""
    proposal = _propose(table, following, seam)
    if proposal is None or _is_refused(proposal, seam):
        return None
    return _join(table, following, proposal)


def _propose(table: Joined, following: PlacedGrid, seam: Break) -> _Proposal | None:
    evidence = _read_lines_between(seam)
    borders, fit = _common_borders(table.borders, _shares(following.xs))
    if following.size[1] == 1 and table.whole and _same_sides(table.sides, following.xs):
        borders, fit = table.borders, "subset"  # a row merged over all columns
    if evidence is None or fit is None or not (table.whole or following.whole):
        return None
    upper = Rows(table.rows, _recolumn(table.cells, table.borders, borders))
    lower = Rows(following.size[0], _recolumn(following.part.cells, _shares(following.xs), borders))
    dropped = _count_repeated(upper, lower)
    if dropped:
        evidence.append("header-repeated")
    if fit == "same":
        evidence.append("same-column-edges")
    elif fit == "subset":
        evidence.append("column-edges-subset")
    if _runs_on(upper, lower, dropped):
        evidence.append("running-order")
    return _Proposal(upper, lower, borders, fit, dropped, evidence)


def _read_lines_between(seam: Break) -> list[str] | None:
    """Return what the lines in between say for a join; None if one of them begins something new."""
    evidence = []
    titles = {_bare(title) for title in seam.titles}
    for line in seam.lines:
        if CONTINUED.search(line):
            evidence.append("续表")
        elif _bare(line) in titles:
            evidence.append("title-repeated")
        else:
            return None
    return sorted(set(evidence))


def _bare(text: str) -> str:
    return "".join(CONTINUED.sub("", text).split())


# ------------------------------------------------------------------------------------------------------- columns


def _shares(xs: Sequence[float]) -> tuple[float, ...]:
    width = xs[-1] - xs[0]
    return tuple((x - xs[0]) / width for x in xs)


def _common_borders(first: Sequence[float], second: Sequence[float]) -> tuple[tuple[float, ...], str | None]:
    """Return borders that both parts fit into, and how: the ``same``, a ``subset`` of the other's, else None.

    One part may lack borders of the other where its rows merge the columns; each part must then keep at least half
    of the other's.
    """
    few, many = sorted((tuple(first), tuple(second)), key=len)
    narrowest = min(b - a for a, b in pairwise(many))
    slack = min(_EDGE, 0.4 * narrowest)
    if any(min(abs(border - other) for other in many) > slack for border in few):
        return tuple(first), "count" if len(few) == len(many) else None
    if len(few) == len(many):
        return tuple(first), "same"
    return many, "subset" if 2 * len(few) > len(many) else None


def _same_sides(sides: tuple[float, float], xs: Sequence[float]) -> bool:
    return abs(xs[0] - sides[0]) <= _SIDE and abs(xs[-1] - sides[1]) <= _SIDE


def _nearest(borders: Sequence[float], border: float) -> int:
    return min(range(len(borders)), key=lambda index: abs(borders[index] - border))


def _recolumn(cells: Iterable[Cell], old: Sequence[float], new: Sequence[float]) -> tuple[Cell, ...]:
    """Return the cells counted over the new borders."""
    if len(old) == len(new):
        return tuple(cells)  # the same columns, or as many that are taken for the same
    at = [_nearest(new, border) for border in old]
    return tuple(replace(cell, col=at[cell.col], colspan=at[cell.col + cell.colspan] - at[cell.col]) for cell in cells)


# ---------------------------------------------------------------------------------------------------------- rows


def _count_repeated(upper: Rows, lower: Rows) -> int:
    """Return how many rows at the top of the lower part repeat rows at the top of the upper one."""
    best = 0
    for start in range(min(_LATEST_HEADER, upper.count)):
        count = 0
        while (
            count < lower.count
            and start + count < upper.count
            and upper.signature(start + count) == lower.signature(count)
        ):
            count += 1
        if any(sum(bool(cell.text) for cell in lower.starting(row)) >= 2 for row in range(count)):
            best = max(best, count)
    return best


def _is_refused(proposal: _Proposal, seam: Break) -> bool:
    """Tell whether something speaks against the join, or too little for it."""
    upper, lower, dropped = proposal.upper, proposal.lower, proposal.dropped
    if dropped >= lower.count or _repeats_labels(upper, lower, dropped) or _starts_again(upper, lower, dropped):
        return True
    if dropped or "续表" in proposal.evidence:
        return False
    if proposal.fit == "count" or seam.lines or seam.room > _ROOM:
        return True
    return _has_own_header(upper, lower)


def _repeats_labels(upper: Rows, lower: Rows, dropped: int) -> bool:
    """Tell whether the lower part names its rows as the upper does, in order: a second form, not a continuation.

    Single names come again in many tables (the same office under each bureau).
    """
    above = [upper.label(row) for row in range(upper.count)]
    below = [lower.label(row) for row in range(dropped, lower.count)]
    named = sum(bool(label) for label in below)
    again = max(
        sum(bool(one) and one == other for one, other in zip(above[start:], below, strict=False))
        for start in range(_LATEST_HEADER)
    )
    return again >= 3 and again >= _SAME_FORM * named


def _starts_again(upper: Rows, lower: Rows, dropped: int) -> bool:
    """Tell whether both parts number their rows and the lower one begins with 1 again."""
    numbers = [int(text) for text in upper.column(0) if _is_ordinal(text)]
    first = next((text for text in lower.column(0)[dropped:] if text), "")
    return len(numbers) >= 2 and numbers == sorted(numbers) and _is_ordinal(first) and int(first) == 1


def _runs_on(upper: Rows, lower: Rows, dropped: int) -> bool:
    """Tell whether the first column counts on over the break."""
    numbers = [int(text) for text in upper.column(0) if _is_ordinal(text)]
    first = next((text for text in lower.column(0)[dropped:] if text), "")
    return bool(numbers) and _is_ordinal(first) and int(first) == numbers[-1] + 1


def _is_ordinal(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4


def _has_own_header(upper: Rows, lower: Rows) -> bool:
    """Tell whether the lower part begins with words where the upper has numbers."""
    numeric = [col for col in range(upper.width) if upper.numeric_share(col) >= _NUMERIC]
    texts = {cell.col: cell.text for cell in lower.starting(0)}
    words = [col for col in numeric if (text := texts.get(col)) and not any(map(str.isdecimal, text))]
    return len(words) >= 2 and len(words) * 2 > len(numeric)


def _join(table: Joined, following: PlacedGrid, proposal: _Proposal) -> Joined:
    upper, lower, dropped = proposal.upper, proposal.lower, proposal.dropped
    part = replace(following.part, continues=table.parts[-1].id)
    left_out = tuple(cell for cell in lower.cells if cell.row < dropped)
    kept = tuple(move(cell, -dropped) for cell in lower.cells if cell.row >= dropped)
    rest = Rows(lower.count - dropped, kept)
    cells, rows_joined, cuts = join_at_break(upper, rest)
    at_row = upper.count - rows_joined
    stitch = Stitch(part.page or 0, at_row, (*proposal.evidence, *cuts), left_out, rows_joined)
    parts = (*table.parts, part)
    sides = (following.xs[0], following.xs[-1])
    return Joined(parts, proposal.borders, at_row + rest.count, cells, sides, (*table.stitches, stitch))
