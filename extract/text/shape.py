"""The columns of a table: how many, what they hold, which of them are labels."""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from extract.text.columns import Refusals, rows_to_columns
from extract.text.headers import has_numbers
from extract.text.kinds import NUMBERS, Heading, Kind, text_to_heading
from extract.text.rows import RawRow

_HABIT = 5  # one row in so many shows a habit


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of a table.

    ``lengths``: numbers of cells that rows are written with, ``width`` or with blank cells behind all columns.
    ``header``: rows at the top that are titles and header. From ``first`` on to before ``values`` stand labels;
    ``joint``: rows use these columns as one field, a group and its members, so that they have one header together.
    ``compact``: a label that spans them is written without the blanks beside it, and never with them.
    ``optional``: columns that may be blank. ``figures``: there are values at all. ``hidden_label``: some row has a
    second label for which there is no column, so that a cell must be missing from it.
    """

    width: int
    lengths: frozenset[int]
    header: int
    refusals: Refusals
    first: int
    values: int
    joint: bool
    compact: bool
    optional: frozenset[int]
    figures: bool
    hidden_label: bool

    def keeps(self, kinds: str) -> bool:
        """Tell whether a row is written with one cell per column."""
        return len(kinds) in self.lengths and len(kinds.rstrip(Kind.BLANK)) <= self.width


def rows_of_width_to_shape(heads: Sequence[RawRow], figures: Sequence[RawRow], width: int, header: int) -> Shape:
    """Describe the columns under the assumption that there are ``width`` of them.

    ``heads`` are the rows of the header, ``figures`` the rows with values (all rows where none has any).
    """
    lengths = _lengths(heads, figures, width)
    last = heads[-1] if heads and len(heads[-1].cells) in lengths and heads[-1].trimmed <= width else None
    numeric = any(map(has_numbers, figures))
    whole = [row for row in figures if len(row.cells) in lengths and row.trimmed <= width] if numeric else []
    columns = rows_to_columns(whole, width, last)
    first, values = _label_columns(columns.words)
    shapes = {_labels_of(row.kinds, width, values) for row in figures}
    short = sum(len(row.kinds) == width - 1 and _count_leading_words(row.kinds) == values - 1 for row in figures)
    alone = Kind.TEXT + Kind.BLANK
    return Shape(
        width=width,
        lengths=lengths,
        header=header,
        refusals=columns.refusals,
        first=first,
        values=values,
        joint=_labels_are_joint(shapes, first, values),
        compact=short > 1 and not any(row.kinds[first:values].startswith(alone) for row in whole),
        optional=_optional(last, whole, width),
        figures=numeric,
        hidden_label=any(has_hidden_label(row.kinds, values) for row in whole),
    )


def has_hidden_label(kinds: str, values: int) -> bool:
    """Tell a row that has no label where labels stand, but a word before its numbers where a number should be."""
    labels, rest = kinds[:values], kinds[values:]
    return bool(labels) and not labels.strip(Kind.BLANK) and word_before_numbers(rest)


def word_before_numbers(kinds: str) -> bool:
    return kinds[:1] == Kind.TEXT and any(kind in NUMBERS for kind in kinds)


def _count_leading_words(kinds: str) -> int:
    """Return how many words and blanks a row begins with."""
    return len(kinds) - len(kinds.lstrip(Kind.TEXT + Kind.BLANK))


def _lengths(heads: Sequence[RawRow], figures: Sequence[RawRow], width: int) -> frozenset[int]:
    """Return the lengths of rows that fill the columns; more cells than columns only if that is a habit."""
    longer = Counter(len(row.cells) for row in (*heads, *figures) if row.trimmed <= width < len(row.cells))
    usual = max(2, len(figures) // _HABIT)
    return frozenset((width, *(length for length, count in longer.items() if count >= usual)))


def _optional(header: RawRow | None, rows: Sequence[RawRow], width: int) -> frozenset[int]:
    blank = {col for kinds in {row.kinds for row in rows} for col in range(width) if kinds[col] == Kind.BLANK}
    if header is not None:
        blank |= {col for col in range(width) if text_to_heading(header.cells[col].text) is Heading.REMARK}
    return frozenset(blank)


def _label_columns(words: AbstractSet[int]) -> tuple[int, int]:
    """Return the first run of columns that hold words, behind a column 序号 or at the left edge."""
    first = 1 if 1 in words and 0 not in words else 0
    behind = first
    while behind in words:
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
    whole = {one for one in shapes if len(one) == values}
    return all(
        any(one[col - 1] != Kind.BLANK and one[col] == Kind.BLANK for one in whole)
        and any(one[col - 1] == Kind.BLANK and one[col] != Kind.BLANK for one in whole)
        for col in range(first + 1, values)
    )
