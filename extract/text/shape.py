"""How many columns a table has, what stands in them, and which row keeps to it.

Several widths are tried. Each is charged for every row that it leaves unexplained; the cheapest is taken.
"""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from extract.text.alignment import Alignment, Refusals, conflicts, kinds_to_alignment, rows_to_refusals
from extract.text.headers import count_header_rows, has_numbers, has_value_kinds
from extract.text.kinds import NUMBERS, Heading, Kind, text_to_heading
from extract.text.rows import RawRow

_TRIED = 6  # widths, the most frequent first

# What a row is charged that is not printed with one cell per column.
_SPAN = 0.1  # one label cell over two columns, blanks at the end not written: explained
_GAP = 1.0
_DROP = 2.0
_UNPLACED = 3.0


@dataclass(frozen=True, slots=True)
class Fit:
    """Where the cells of a row can stand. ``exact``: as printed, one cell per column."""

    columns: tuple[tuple[int, ...], ...]
    spare: tuple[bool, ...]
    cost: float
    exact: bool = False
    explained: bool = False

    def placed(self, cell: int) -> int | None:
        return self.columns[cell][0] if len(self.columns[cell]) == 1 and not self.spare[cell] else None


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of a table.

    ``header``: rows at the top that are titles and header. From ``first`` on to before ``values`` stand labels;
    ``joint``: rows use these columns as one field, a group and its members, so that they have one header together.
    ``compact``: a label that spans them is written without the blanks beside it, and never with them.
    ``optional``: columns that may be blank. ``figures``: there are values at all.
    """

    width: int
    header: int
    refusals: Refusals
    first: int
    values: int
    joint: bool
    compact: bool
    optional: frozenset[int]
    figures: bool


def rows_to_shape(rows: Sequence[RawRow]) -> Shape:
    """Decide how many columns the rows of one table have."""
    header = count_header_rows(rows)
    heads = [row for row in rows[:header] if not row.alone]
    body = [row for row in rows[header:] if not row.alone] or heads or list(rows)
    figures = [row for row in body if has_value_kinds(row.kinds)] or body
    limit = max(row.trimmed for row in (*heads, *body))
    widths = Counter(min(len(row.cells), limit) for row in figures)
    tried = {width for width, _ in widths.most_common(_TRIED)}
    tried.update(min(len(row.cells), limit) for row in heads)
    tried.add(_labels_and_values(figures))
    if len(tried) == 1:
        return _shape(header, heads, figures, tried.pop())
    shapes = [_shape(header, heads, figures, width) for width in sorted(tried)]
    kinds = Counter(row.kinds[:limit] for row in body)
    return min(shapes, key=lambda shape: (_cost(shape, kinds, heads, limit), -shape.width))


def _labels_and_values(rows: Sequence[RawRow]) -> int:
    """Return the most words that lead a row plus the most cells that follow: a width no single row may show."""
    leads = [_lead(row.kinds) for row in rows]
    return max(leads) + max(row.trimmed - lead for row, lead in zip(rows, leads, strict=True))


def _lead(kinds: str) -> int:
    return len(kinds) - len(kinds.lstrip(Kind.TEXT + Kind.BLANK))


def _shape(header: int, heads: Sequence[RawRow], figures: Sequence[RawRow], width: int) -> Shape:
    last = heads[-1] if heads and _exact_width(heads[-1].kinds, width) else None
    numeric = any(map(has_numbers, figures))
    exact = [(0, row) for row in figures if _exact_width(row.kinds, width)] if numeric else []
    if numeric and not exact:
        exact = [(width - row.trimmed, row) for row in figures if row.trimmed <= width]
    refusals = rows_to_refusals(exact, width, last)
    first, values = _label_columns(refusals)
    optional = frozenset(
        col
        for col in range(width)
        if (last is not None and text_to_heading(last.cells[col].text) is Heading.REMARK)
        or any(at == 0 and len(row.cells) > col and row.kinds[col] == Kind.BLANK for at, row in exact)
    )
    joint = _labels_are_joint({_labels_of(row.kinds, width, values) for row in figures}, first, values)
    spans = Kind.TEXT + Kind.BLANK
    short = sum(len(row.kinds) == width - 1 and _lead(row.kinds) == values - 1 for row in figures)
    compact = short > 1 and not any(at == 0 and row.kinds[first:values].startswith(spans) for at, row in exact)
    return Shape(width, header, refusals, first, values, joint, compact, optional, numeric)


def _exact_width(kinds: str, width: int) -> bool:
    return len(kinds.rstrip(Kind.BLANK)) <= width <= len(kinds)


def _label_columns(refusals: Refusals) -> tuple[int, int]:
    """Return the first run of columns that hold words, behind a column 序号 or at the left edge."""
    labels = [refused >= NUMBERS for refused in refusals]
    first = 0 if labels[:1] == [True] else 1 if labels[1:2] == [True] else 0
    behind = first
    while behind < len(labels) and labels[behind]:
        behind += 1
    return first, behind


def _labels_of(kinds: str, width: int, values: int) -> str:
    """Return the kinds of a row's label cells; a row that has just one label fewer ends in a blank one."""
    if len(kinds) == width - 1 and kinds[values - 1 : values] not in (Kind.TEXT, Kind.BLANK):
        return kinds[: values - 1] + Kind.BLANK
    return kinds[:values]


def _labels_are_joint(shapes: AbstractSet[str], first: int, values: int) -> bool:
    """Tell whether each two neighbouring label columns take turns: 市城管委 | blank, then blank | 市环卫处."""
    if values - first < 2:
        return False
    shapes = {one for one in shapes if len(one) == values}
    return all(
        any(one[col - 1] != Kind.BLANK and one[col] == Kind.BLANK for one in shapes)
        and any(one[col - 1] == Kind.BLANK and one[col] != Kind.BLANK for one in shapes)
        for col in range(first + 1, values)
    )


def _cost(shape: Shape, kinds: Counter[str], heads: Sequence[RawRow], limit: int) -> float:
    rows = sum(count * fit_row(one, shape).cost for one, count in kinds.items())
    return rows + sum(
        0 if _exact_width(row.kinds[:limit], shape.width) else _header_cost(row, shape, kinds) for row in heads
    )


def _header_cost(row: RawRow, shape: Shape, kinds: Counter[str]) -> float:
    fits = fit_header(row, shape) is not None
    return _SPAN if fits else max(_DROP, 0.1 * kinds.total())


@lru_cache(maxsize=1 << 12)
def fit_row(kinds: str, shape: Shape) -> Fit:
    """Lay a row of cells into the columns of ``shape``."""
    width, refusals = shape.width, shape.refusals
    if _exact_width(kinds, width):
        return _fit_exact(kinds, shape)
    if not has_value_kinds(kinds) and shape.figures:
        return _fit_words(kinds, shape)
    found = kinds_to_alignment(kinds, refusals)
    if found is None:
        return Fit(tuple(() for _ in kinds), tuple(True for _ in kinds), _UNPLACED)
    return _fit_alignment(found, shape)


def _fit_exact(kinds: str, shape: Shape) -> Fit:
    kept = kinds[: shape.width]
    numbers, words = conflicts(kept, shape.refusals)
    if not has_value_kinds(kept):
        words = min(words, 1)
    printed = Fit(
        tuple((col,) if col < shape.width else () for col in range(len(kinds))),
        tuple(col >= shape.width for col in range(len(kinds))),
        min(_UNPLACED, 2 * numbers + words * (2 if kept[:1] == Kind.BLANK else 1)),
        exact=True,
    )
    if not numbers:
        return printed  # words in place of a number are nothing unusual
    stripped = kinds.rstrip(Kind.BLANK)
    found = kinds_to_alignment(stripped, shape.refusals, 0) if len(stripped) < len(kept) else None
    if found is not None:
        rest = len(kinds) - len(stripped)
        return _fit_alignment(Alignment((*found.columns, *((),) * rest), (*found.spare, *(True,) * rest), 0), shape)
    if words:
        found = kinds_to_alignment(kept + Kind.BLANK * 0, shape.refusals, 2)
        if found is not None and found.drops:
            return _fit_alignment(found, shape)
    return printed


def _fit_words(kinds: str, shape: Shape) -> Fit:
    """Lay a row without any value: labels, then perhaps one statement in place of the numbers."""
    cells = kinds.rstrip(Kind.BLANK)
    labels = shape.values - shape.first
    blanks = len(kinds) - len(cells)
    if len(cells) == shape.values + 1:
        columns: tuple[tuple[int, ...], ...] = tuple((col,) for col in range(len(cells)))
    elif shape.first == 0 and labels == 2 and len(cells) == 2 and cells == Kind.TEXT * 2:
        columns = ((0, 1), (shape.values,))
    elif len(cells) == 1:
        columns = ((shape.first,),)
    else:
        return Fit(tuple(tuple(range(shape.width)) for _ in kinds), tuple(True for _ in kinds), _GAP)
    return Fit((*columns, *((),) * blanks), (*(False,) * len(cells), *(True,) * blanks), _SPAN, explained=True)


def _fit_alignment(found: Alignment, shape: Shape) -> Fit:
    columns, spare = found.columns, found.spare
    open_ = [
        index
        for index, (cols, extra) in enumerate(zip(columns, spare, strict=True))
        if len(cols) != 1 and not (extra and not cols)
    ]
    taken = {cols[0] for cols in columns if len(cols) == 1}
    if found.drops:
        return Fit(columns, spare, _DROP * found.drops)
    if not open_:
        missing = [col for col in range(shape.width) if col not in taken]
        written = not missing or (min(missing) > max(taken, default=-1) and shape.optional >= set(missing))
        return Fit(columns, spare, _SPAN / 10 if written else _GAP / 2, explained=written)
    if all(shape.first <= col < shape.values for index in open_ for col in columns[index]):
        return Fit(columns, spare, _SPAN, explained=True)
    return Fit(columns, spare, _GAP)


def fit_header(row: RawRow, shape: Shape) -> tuple[int, ...] | None:
    """Return the column of each cell of a header that has fewer cells than the table, if its words prove it.

    A word for a number (…数, …率) does not stand over labels, so that as many of them as there are columns of
    numbers take these; what is left of the first cell's columns it spans.
    """
    text = row.kinds.rstrip(Kind.BLANK)
    words = "".join(text_to_heading(cell.text) for cell in row.cells[: len(text)])
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
