"""Rows to columns: what a column can hold, and in which columns the cells of a row can stand.

A row with as many cells as the table has columns is taken as printed. One with more or fewer is compared with what
the columns certainly cannot hold, learnt from the other rows: every way to lay its cells into the columns in their
order is considered, and a cell is placed only if all ways agree on it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from extract.text.kinds import NUMBERS, Heading, Kind, text_to_heading
from extract.text.rows import RawRow

Refusals = tuple[frozenset[str], ...]
"""Per column the kinds of cell that it certainly does not hold."""

_ONE_IN = 10  # a kind that stands in fewer than one of so many cells of a column is an exception there
_FEW = 4  # cells beside which a single other one is an exception
_NEVER_BLANK = 8  # rows without a blank that make a blank in a column an exception
_WORK = 10_000  # steps for one shape of row; beyond it nothing is placed

_FORBIDS: dict[Heading, frozenset[str]] = {
    Heading.NUMBER: frozenset((Kind.TEXT, Kind.GRADE)),
    Heading.GRADE: NUMBERS,
    Heading.REMARK: NUMBERS,
    Heading.UNKNOWN: frozenset(),
    Heading.BLANK: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Alignment:
    """For each cell the columns it may stand in; ``spare`` marks the cells that may belong to none."""

    columns: tuple[tuple[int, ...], ...]
    spare: tuple[bool, ...]
    drops: int

    def placed(self, cell: int) -> int | None:
        """Return the one column that a cell must stand in."""
        return self.columns[cell][0] if len(self.columns[cell]) == 1 and not self.spare[cell] else None


def rows_to_refusals(rows: Iterable[RawRow], width: int, header: RawRow | None) -> Refusals:
    """Learn what each column refuses from rows of the right width and from the words of a header."""
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
    for col in range(int(bool(numbers) and bool(numbers[0])), width):
        nameless = header is not None and header.kinds[col] == Kind.BLANK and col > 0
        if not refusals[col] >= NUMBERS and not _holds_few_labels(seen[col], nameless=nameless):
            break
        refusals[col] |= NUMBERS
    return tuple(refusals)


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


@lru_cache(maxsize=1 << 12)
def kinds_to_alignment(kinds: str, refusals: Refusals, most_drops: int = 2, spoilt: int = 0) -> Alignment | None:
    """Return the ways to lay cells of these kinds into the columns with the fewest cells left over.

    At least ``spoilt`` cells are left over. None if there is no way with at most ``most_drops`` more than there
    must be, or if the search would be too long.
    """
    least = max(spoilt, len(kinds) - len(refusals))
    for drops in range(least, least + most_drops + 1):
        gaps = len(refusals) - len(kinds) + drops
        if len(kinds) * (gaps + 1) ** 2 * (drops + 1) > _WORK:
            return None
        found = _align(kinds, refusals, drops)
        if found is not None:
            return found
    return None


def _align(kinds: str, refusals: Refusals, drops: int) -> Alignment | None:
    """Walk through all layings that leave out exactly ``drops`` cells, forwards and then back from those that end.

    A state is ``(column, dropped)``: the next free column, the cells left out so far.
    """
    width = len(refusals)
    gaps = width - len(kinds) + drops

    def steps(kind: str, index: int, column: int, dropped: int) -> list[tuple[int, int]]:
        """Return the states after a cell: left out, or in any column that the gaps still allow."""
        found = [(column, dropped + 1)] if dropped < drops else []
        gaps_left = gaps - (column - (index - dropped))
        free = range(column, min(column + gaps_left + 1, width))
        found.extend((col + 1, dropped) for col in free if kind not in refusals[col])
        return found

    layers: list[set[tuple[int, int]]] = [{(0, 0)}]
    for index, kind in enumerate(kinds):
        states: set[tuple[int, int]] = set()
        for column, dropped in layers[-1]:
            states.update(steps(kind, index, column, dropped))
        layers.append(states)
    alive = {state for state in layers[-1] if state[1] == drops}
    if not alive:
        return None
    columns: list[tuple[int, ...]] = []
    spare: list[bool] = []
    for index in reversed(range(len(kinds))):
        found: set[int] = set()
        dropped_here = False
        before: set[tuple[int, int]] = set()
        for column, dropped in layers[index]:
            for step in steps(kinds[index], index, column, dropped):
                if step not in alive:
                    continue
                before.add((column, dropped))
                if step[1] > dropped:
                    dropped_here = True
                else:
                    found.add(step[0] - 1)
        alive = before
        columns.append(tuple(sorted(found)))
        spare.append(dropped_here)
    return Alignment(tuple(reversed(columns)), tuple(reversed(spare)), drops)


def conflicts(kinds: str, refusals: Refusals) -> tuple[int, int]:
    """Count the cells of a row that stand in a column which refuses them: numbers, and words."""
    misplaced = [kind for kind, refused in zip(kinds, refusals, strict=False) if kind in refused]
    numbers = sum(kind in NUMBERS for kind in misplaced)
    return numbers, len(misplaced) - numbers - misplaced.count(Kind.BLANK)
