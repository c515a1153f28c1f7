"""What the columns of a table hold, and what they certainly do not: learnt from the rows that have a cell for each."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from extract.text.kinds import NUMBERS, Heading, Kind, text_to_heading
from extract.text.rows import RawRow

Refusals = tuple[frozenset[str], ...]
"""Per column the kinds of cell that it certainly does not hold."""

_ONE_IN = 10  # a kind that stands in fewer than one of so many cells of a column is an exception there
_FEW = 4  # cells beside which a single other one is an exception
_NEVER_BLANK = 8  # rows without a blank that make a blank in a column an exception

_FORBIDS: dict[Heading, frozenset[str]] = {
    Heading.NUMBER: frozenset((Kind.TEXT, Kind.GRADE)),
    Heading.GRADE: NUMBERS,
    Heading.REMARK: NUMBERS,
    Heading.UNKNOWN: frozenset(),
    Heading.BLANK: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column refuses, and which hold words (labels, remarks)."""

    refusals: Refusals
    words: frozenset[int]


def rows_to_columns(rows: Iterable[RawRow], width: int, header: RawRow | None) -> Columns:
    """Learn what the columns hold from rows of the right width and from the words of a header."""
    seen = [Counter[str]() for _ in range(width)]
    numbers: list[list[str]] = [[] for _ in range(width)]
    for row in rows:
        for col, cell in enumerate(row.cells[:width]):
            seen[col][cell.kind] += 1
            if cell.kind in (Kind.WHOLE, Kind.DECIMAL):
                numbers[col].append(cell.text)
    heads = [Heading.UNKNOWN] * width
    if header is not None:
        heads = [text_to_heading(cell.text) for cell in header.cells[:width]]
    refusals = [
        _refused(counts, written) | (_FORBIDS[head] if _agrees(counts, head) else frozenset())
        for counts, written, head in zip(seen, numbers, heads, strict=True)
    ]
    if any(counts[Kind.BLANK] and numbers[col] for col, counts in enumerate(seen)):
        refusals = [refused - {Kind.BLANK} for refused in refusals]  # blanks among numbers are usual here
    labels = {
        col for col, counts in enumerate(seen) if refusals[col] >= NUMBERS and counts[Kind.TEXT] > counts[Kind.GRADE]
    }
    for col in range(1 if numbers and numbers[0] else 0, width):
        nameless = header is not None and header.kinds[col] == Kind.BLANK and col > 0
        if col not in labels and not _holds_few_labels(seen[col], nameless=nameless):
            break
        refusals[col] |= NUMBERS
        labels.add(col)
    return Columns(tuple(refusals), frozenset(labels))


def _holds_few_labels(counts: Counter[str], *, nameless: bool) -> bool:
    """Tell a column at the left that holds labels of groups, or of members: words here and there, blanks else.

    A column without a name and without any word belongs to the labels beside it.
    """
    texts, blanks = counts[Kind.TEXT], counts[Kind.BLANK]
    return texts + blanks == counts.total() and ((texts > 0 and blanks + texts >= 3) or (nameless and blanks > 0))


def _agrees(counts: Counter[str], head: Heading) -> bool:
    """Believe a header only where the cells under it do not mostly say otherwise."""
    against = sum(counts[kind] for kind in _FORBIDS[head])
    return against * 2 <= counts.total() - counts[Kind.BLANK]


def _refused(counts: Counter[str], written: list[str]) -> frozenset[str]:
    figures = sum(counts[kind] for kind in NUMBERS)
    texts, grades = counts[Kind.TEXT], counts[Kind.GRADE]
    plain = counts[Kind.WHOLE] + counts[Kind.DECIMAL]
    refused: set[str] = set()
    if figures >= 2 and _rare(texts + grades, figures):
        refused |= {Kind.TEXT, Kind.GRADE}
    if texts + grades >= 2 and _rare(figures, texts + grades):
        refused |= NUMBERS
    if grades >= 3 and texts == 0:
        refused.add(Kind.TEXT)
    if counts[Kind.PERCENT] >= 3 and _rare(plain, counts[Kind.PERCENT]):
        refused |= {Kind.WHOLE, Kind.DECIMAL}
    if plain >= 3 and _rare(counts[Kind.PERCENT], plain):
        refused.add(Kind.PERCENT)
    if counts[Kind.BLANK] == 0 and counts.total() >= _NEVER_BLANK:
        refused.add(Kind.BLANK)
    if counts[Kind.DECIMAL] == 0 and _surely_whole(written):
        refused.add(Kind.DECIMAL)
    if counts[Kind.WHOLE] == 0 and _keeps_zeros(written):
        refused.add(Kind.WHOLE)
    return frozenset(refused)


def _rare(exceptions: int, rule: int) -> bool:
    return exceptions * _ONE_IN <= rule or (exceptions == 1 and rule >= _FEW)


def _surely_whole(written: list[str]) -> bool:
    """Whole numbers that are not decimals with their zeros stripped: several, and not all round."""
    values = {text for text in written if not text.endswith("0")}
    return len(written) >= 5 and len(values) >= 4


def _keeps_zeros(written: list[str]) -> bool:
    """Each number has the same number of decimals, a trailing zero is among them: a whole number is none of these."""
    places = {len(text.partition(".")[2]) for text in written}
    return len(written) >= 5 and len(places) == 1 and any(text.endswith("0") for text in written)
