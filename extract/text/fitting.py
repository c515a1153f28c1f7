"""How a row fits the columns of its table: as printed, explained, or only in part."""

from dataclasses import dataclass
from functools import lru_cache

from extract.text.alignment import Alignment, conflicts, kinds_to_alignment
from extract.text.columns import Refusals
from extract.text.headers import has_value_kinds
from extract.text.kinds import NUMBERS, Heading, Kind, text_to_heading
from extract.text.rows import RawRow
from extract.text.shape import Shape, word_before_numbers

# What a row is charged that is not printed with one cell per column.
SPANNED = 0.1  # one label cell over two columns, blanks at the end not written: explained
_GAP = 1.0
DROPPED = 2.0
_UNPLACED = 3.0


@dataclass(frozen=True, slots=True)
class Fit:
    """Where the cells of a row can stand.

    ``columns`` per cell, ``spare`` where it may belong to no column. ``exact``: as printed, one cell per column;
    ``explained``: cells are missing where a table writes none (a spanned label, blanks at the end).
    """

    columns: tuple[tuple[int, ...], ...]
    spare: tuple[bool, ...]
    cost: float
    exact: bool = False
    explained: bool = False

    def placed(self, cell: int) -> int | None:
        """Return the one column in which a cell must stand."""
        return self.columns[cell][0] if len(self.columns[cell]) == 1 and not self.spare[cell] else None


@lru_cache(maxsize=1 << 12)
def fit_row(kinds: str, shape: Shape) -> Fit:
    """Lay a row of cells of these kinds into the columns of ``shape``."""
    if shape.keeps(kinds):
        return _fit_exact(kinds, shape)
    if not has_value_kinds(kinds) and shape.figures:
        return _fit_words(kinds, shape)
    found = kinds_to_alignment(kinds, shape.refusals) or kinds_to_alignment(kinds, _with_blanks(shape.refusals))
    return _fit_nowhere(kinds) if found is None else _fit_alignment(found, shape)


def _with_blanks(refusals: Refusals) -> Refusals:
    return tuple(refused - {Kind.BLANK} for refused in refusals)


def _fit_nowhere(kinds: str) -> Fit:
    return Fit(((),) * len(kinds), (True,) * len(kinds), _UNPLACED)


def _fit_exact(kinds: str, shape: Shape) -> Fit:
    """Take a row as printed, unless a number stands where labels do or a label where numbers do.

    Then as many cells are lost as others are added, and only what can be proved without counting is placed.
    """
    numbers, words = conflicts(kinds, shape.refusals)
    if not has_value_kinds(kinds):
        words = min(words, 1)
    rest = len(kinds) - shape.width
    printed = Fit(
        tuple((col,) for col in range(shape.width)) + ((),) * rest,
        (False,) * shape.width + (True,) * rest,
        min(_UNPLACED, 2 * numbers + words * (2 if kinds[:1] == Kind.BLANK else 1)),
        exact=True,
    )
    if shape.hidden_label and word_before_numbers(kinds[shape.values :]):
        behind = tuple(range(shape.values, shape.width))
        columns = tuple((col,) for col in range(shape.values)) + (behind,) * (len(kinds) - shape.values)
        return Fit(columns, tuple(col >= shape.values for col in range(len(kinds))), _UNPLACED)
    if not any(kind in NUMBERS for kind in kinds[shape.first : shape.values]):
        return printed  # words in place of a number are nothing unusual
    stripped = kinds.rstrip(Kind.BLANK)
    blanks = len(kinds) - len(stripped)
    found = kinds_to_alignment(stripped, shape.refusals, 0) if blanks else None
    if found is not None:
        behind_all = Alignment((*found.columns, *((),) * blanks), (*found.spare, *(True,) * blanks), 0)
        return _fit_alignment(behind_all, shape)
    found = kinds_to_alignment(kinds, _with_blanks(shape.refusals), 1, 1)
    return printed if found is None else _fit_alignment(found, shape)


def _fit_words(kinds: str, shape: Shape) -> Fit:
    """Lay a row without any value: labels, then perhaps one statement in place of the numbers."""
    cells = kinds.rstrip(Kind.BLANK)
    blanks = len(kinds) - len(cells)
    if len(cells) == shape.values + 1:
        columns: tuple[tuple[int, ...], ...] = tuple((col,) for col in range(len(cells)))
    elif (shape.first, shape.values, cells) == (0, 2, Kind.TEXT * 2) and not blanks:
        columns = ((0, 1), (shape.values,))
    elif len(cells) == 1:
        columns = ((shape.first,),)
    else:
        return Fit((tuple(range(shape.width)),) * len(kinds), (True,) * len(kinds), _GAP)
    return Fit((*columns, *((),) * blanks), (*(False,) * len(cells), *(True,) * blanks), SPANNED, explained=True)


def _fit_alignment(found: Alignment, shape: Shape) -> Fit:
    columns, spare = found.columns, found.spare
    if found.drops:
        return Fit(columns, spare, DROPPED * found.drops)
    unsure = [cols for cols in columns if len(cols) > 1]
    if unsure:
        labels = all(shape.first <= col < shape.values for cols in unsure for col in cols)
        return Fit(columns, spare, SPANNED if labels else _GAP, explained=labels)
    taken = {cols[0] for cols in columns if cols}
    missing = set(range(shape.width)) - taken
    written = not missing or (min(missing) > max(taken, default=-1) and shape.optional >= missing)
    return Fit(columns, spare, SPANNED / 10 if written else _GAP / 2, explained=written)


def fit_header(row: RawRow, shape: Shape) -> tuple[int, ...] | None:
    """Return the column of each cell of a header that has fewer cells than the table, if its words prove it.

    A word for a number (…数, …率) does not stand over labels, so that as many of them as there are columns of
    numbers take these; what is left of the first cell's columns it spans.
    """
    words = "".join(text_to_heading(cell.text) for cell in row.cells[: row.trimmed])
    found = kinds_to_alignment(words, _heading_refusals(shape), 0)
    if found is None or found.drops:
        return None
    columns: list[int] = []
    for index, options in enumerate(found.columns):
        label = index == 0 and options and all(shape.first <= col < shape.values for col in options)
        if len(options) != 1 and not label:
            return None
        columns.append(options[0])
    return tuple(columns)


def _heading_refusals(shape: Shape) -> Refusals:
    """Return per column the headings that cannot stand over it, in the letters of ``Heading``."""
    every = frozenset(Heading) - {Heading.BLANK}
    refused: list[frozenset[str]] = []
    for col, kinds in enumerate(shape.refusals):
        if shape.first <= col < shape.values:
            spanned = shape.joint and col > shape.first
            refused.append(every if spanned else frozenset((Heading.NUMBER,)))
        else:
            refused.append(frozenset((Heading.REMARK,)) if Kind.TEXT in kinds else frozenset())
    return tuple(refused)
