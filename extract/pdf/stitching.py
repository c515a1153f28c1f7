"""Parts of tables on several pages to whole tables, each join with its evidence.

Two parts may belong together if nothing but page furniture, a repeated title or a 续表 line stands between them.
They are joined if the second repeats the first's header, or if it has no header of its own and its columns are the
first's: then its rows go on under the first's.  Whatever is joined can be seen in the evidence and undone from the
parts.
"""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.pdf.borders import Borders, Fit, common_borders, recolumn, same_sides, xs_to_borders
from extract.pdf.placed import PlacedGrid
from extract.pdf.seams import Rows, join_at_break, move, with_leading_blanks
from extract.pdf.underneath import lay_under
from schemas.documents import Cell, Grid, GridPart, Stitch
from schemas.ids import make_id

CONTINUED = re.compile(r"续\s*表|[（(]\s*续\s*[一二三四五六七八九十\d]{0,3}\s*[)）]|\bcontinued\b", re.IGNORECASE)
"""Words that announce the continuation of a table."""

_LATEST_HEADER = 8  # rows from the top in which a repeated header may begin (a title row may stand above it)
_SAME_FORM = 0.7  # of the rows are named as in another part: both are filled from one form
_NUMERIC = 0.6  # of a column's filled cells are numbers: numbers are expected there
_ROOM = 0.3  # of the page left empty under a table: it did not end because the page did


@dataclass(frozen=True, slots=True)
class Break:
    """What lies between two parts on neighbouring pages, or in neighbouring columns of one.

    ``titles`` are the lines above the first part, ``lines`` what is printed between the two but furniture, ``room``
    the share of the first page that is empty below the first part; ``aside`` says how far to the right of the first
    part's column the second part's stands, in points.
    """

    titles: tuple[str, ...]
    lines: tuple[str, ...]
    room: float
    aside: float = 0.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part that was joined: its rows but the dropped ones, counted from 0, over its own borders."""

    grid: PlacedGrid
    borders: Borders
    rows: int
    cells: tuple[Cell, ...]
    dropped: tuple[Cell, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(slots=True)
class Joined:
    """A table so far. ``borders`` are those that all its parts fit into."""

    borders: Borders
    pieces: list[_Piece] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """False while it is a single row or box, which is a table only with others."""
        return len(self.pieces) > 1 or self.pieces[0].grid.whole

    def to_grid(self) -> Grid:
        """Return the grid of all parts: rows in the parts = its rows + dropped rows + rows joined at a break."""
        done: list[Cell] = []
        above, at_row = self._rows(0), 0
        stitches = []
        for number, piece in enumerate(self.pieces[1:], start=1):
            seam = join_at_break(above, self._rows(number))
            edge = above.count - seam.rows_joined  # the row of the upper part at which the lower one begins
            done += [move(cell, at_row) for cell in seam.upper if cell.row + cell.rowspan <= edge]
            carried = [move(cell, -edge) for cell in seam.upper if cell.row + cell.rowspan > edge]
            above, at_row = Rows(piece.rows, (*carried, *seam.lower)), at_row + edge
            evidence = (*piece.evidence, *seam.evidence)
            stitches.append(Stitch(piece.grid.part.page or 0, at_row, evidence, piece.dropped, seam.rows_joined))
        done += [move(cell, at_row) for cell in above.cells]
        parts = self._parts()
        key = make_id("grid", *(part.id for part in parts))
        cells = tuple(sorted(done, key=lambda cell: (cell.row, cell.col)))
        return Grid(key, at_row + above.count, len(self.borders) - 1, cells, parts, tuple(stitches))

    def _rows(self, number: int) -> Rows:
        piece = self.pieces[number]
        rows = Rows(piece.rows, recolumn(piece.cells, piece.borders, self.borders))
        return rows if number == 0 or piece.grid.ruled else with_leading_blanks(self._rows(number - 1), rows)

    def _parts(self) -> tuple[GridPart, ...]:
        parts = [piece.grid.part for piece in self.pieces]
        return (parts[0], *(replace(part, continues=before.id) for before, part in pairwise(parts)))


def begin(grid: PlacedGrid) -> Joined:
    """Return the table that a part on its own is."""
    borders = xs_to_borders(grid.xs)
    return Joined(borders, [_Piece(grid, borders, grid.size[0], grid.part.cells)])


@dataclass(slots=True)
class _Proposal:
    """Two parts on common borders, and what speaks for their being one table.

    ``first`` is the table's first part, where its header is, ``upper`` its last so far and ``lower`` the part in
    question; ``fit`` says how well the columns match, ``dropped`` how many rows of the lower part repeat the header.
    """

    first: Rows
    upper: Rows
    lower: Rows
    borders: Borders
    fit: Fit
    dropped: int
    evidence: list[str]


def carry_on(table: Joined, following: PlacedGrid, seam: Break) -> bool:
    """Join the following part to the table if that is proved; tell whether it was."""
    following = lay_under(table.pieces[-1].grid, following, seam.aside) or following
    proposal = _propose(table, following, seam)
    if proposal is None or _is_refused(proposal, seam):
        return False
    dropped = tuple(cell for cell in following.part.cells if cell.row < proposal.dropped)
    kept = tuple(move(cell, -proposal.dropped) for cell in following.part.cells if cell.row >= proposal.dropped)
    borders = table.borders if following.size[1] == 1 else xs_to_borders(following.xs)
    if following.size[1] == 1:
        kept = tuple(replace(cell, colspan=len(borders) - 1) for cell in kept)
    rows = following.size[0] - proposal.dropped
    table.pieces.append(_Piece(following, borders, rows, kept, dropped, tuple(proposal.evidence)))
    table.borders = proposal.borders
    return True


def _propose(table: Joined, following: PlacedGrid, seam: Break) -> _Proposal | None:
    evidence = _read_lines_between(seam)
    last, own = table.pieces[-1], xs_to_borders(following.xs)
    borders, fit = common_borders(table.borders, own, ruled=last.grid.ruled and following.ruled)
    if following.size[1] == 1 and table.whole and same_sides([x + seam.aside for x in last.grid.xs], following.xs):
        borders, fit = table.borders, Fit.SUBSET  # a row merged over all columns
    if evidence is None or fit is Fit.NONE or not (table.whole or following.whole):
        return None
    head = table.pieces[0]
    first = Rows(head.rows, recolumn(head.cells, head.borders, borders))
    upper = first if last is head else Rows(last.rows, recolumn(last.cells, last.borders, borders))
    lower = Rows(following.size[0], recolumn(following.part.cells, own, borders))
    dropped = _count_repeated(first, lower, ruled=last.grid.ruled or following.ruled)
    if dropped:
        evidence.append("header-repeated")
    if fit is Fit.SAME:
        evidence.append("same-column-edges")
    elif fit is Fit.SUBSET:
        evidence.append("column-edges-subset")
    if _runs_on(upper, lower, dropped):
        evidence.append("running-order")
    return _Proposal(first, upper, lower, borders, fit, dropped, evidence)


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


_NUMBER = re.compile(r"[-－−]?\d[\d,，]*(?:\.\d+)?[%％‰]?")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _count_repeated(first: Rows, lower: Rows, *, ruled: bool) -> int:
    """Return how many rows at the top of the lower part repeat rows at the top of the first one.

    Where no rules part the columns a name may seem to stand over others of them on another page.
    """
    print_of = Rows.signature if ruled else Rows.texts
    best = 0
    for start in range(min(_LATEST_HEADER, first.count)):
        count = 0
        while (
            count < lower.count
            and start + count < first.count
            and print_of(first, start + count) == print_of(lower, count)
            and not _holds_data(first, start + count)
        ):
            count += 1
        if any(sum(bool(cell.text) for cell in lower.starting(row)) >= 2 for row in range(count)):
            best = max(best, count)
    return best


def _holds_data(rows: Rows, row: int) -> bool:
    """Tell whether a row holds numbers that are neither years nor the numbers of the columns: it is no header."""
    cells = [cell for cell in rows.starting(row) if _NUMBER.fullmatch(cell.text.strip())]
    counted = [cell.text.strip() for cell in cells] == [str(cell.col - cells[0].col + 1) for cell in cells]
    return not counted and not all(_YEAR.fullmatch(cell.text.strip()) for cell in cells)


def _is_refused(proposal: _Proposal, seam: Break) -> bool:
    """Tell whether something speaks against the join, or too little for it."""
    upper, lower, dropped = proposal.upper, proposal.lower, proposal.dropped
    if (
        dropped >= lower.count
        or _repeats_labels(proposal.first, lower, dropped)
        or _starts_again(upper, lower, dropped)
    ):
        return True
    if dropped or "续表" in proposal.evidence:
        return False
    if proposal.fit is Fit.COUNT or seam.lines or seam.room > _ROOM:
        return True
    return _has_own_header(upper, lower)


def _repeats_labels(first: Rows, lower: Rows, dropped: int) -> bool:
    """Tell whether the lower part names its rows as the first does, in order: a second form, not a continuation.

    Single names come again in many tables (the same office under each bureau).
    """
    above = [first.label(row) for row in range(first.count)]
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
