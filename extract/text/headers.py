"""Which rows of a table are its header, told before the columns are known."""

import re
from collections.abc import Sequence
from functools import lru_cache

from extract.text.kinds import NUMBERS, Heading, Kind, text_to_heading
from extract.text.rows import RawRow

_VALUES = frozenset((*NUMBERS, Kind.GRADE, Kind.MISSING))
_UNIT = re.compile(r"[(（\[【].*[)）\]】]|%|％|‰|[件个家人户次元分]|[万亿千百]?元|万人|公顷|亩|吨")


def has_numbers(row: RawRow) -> bool:
    return has_number_kinds(row.kinds)


@lru_cache(maxsize=1 << 12)
def has_number_kinds(kinds: str) -> bool:
    return any(kind in NUMBERS for kind in kinds)


@lru_cache(maxsize=1 << 12)
def has_value_kinds(kinds: str) -> bool:
    """Tell whether cells of these kinds are more than words: a number, a grade or a sign in place of one."""
    return any(kind in _VALUES for kind in kinds)


def looks_like_header(row: RawRow) -> bool:
    """Words and blanks only, at least two words."""
    return not has_numbers(row) and Kind.MISSING not in row.kinds and row.filled >= 2


def count_header_rows(rows: Sequence[RawRow]) -> int:
    """Return how many rows at the top are titles and header; 0 where no row below holds numbers."""
    first = next((index for index, row in enumerate(rows) if has_numbers(row)), None)
    if not first:
        return 0
    count = 0
    while count < first and rows[count].alone:
        count += 1
    if count == first:  # only titles: the numbers begin without a header
        return count
    above = rows[count]
    count += 1
    while count < first and _goes_on(above, rows[count], rows[first]):
        above = rows[count]
        count += 1
    return count


def _goes_on(above: RawRow, row: RawRow, figures: RawRow) -> bool:
    """Tell a further line of a header from a first row of data that holds words only (本月无…)."""
    if row.alone or not looks_like_header(row):
        return False
    filled = [index for index, kind in enumerate(row.kinds) if kind != Kind.BLANK]
    if all(_UNIT.fullmatch(row.cells[index].text) for index in filled):
        return True
    if row.kinds[0] != Kind.BLANK and not (_are_names(row) or _names_measures(row)):
        return False
    if Kind.BLANK not in above.kinds and row.filled == len(row.cells) == len(above.cells) >= 3:
        return True  # each name broken over two lines
    return _count_words_over_numbers(row, figures) >= 2 or all(_opens(above, index) for index in filled)


def _opens(above: RawRow, index: int) -> bool:
    """Tell whether a name at ``index`` may stand under the row above: under a blank, or where a span begins."""
    kinds = above.kinds
    if index >= len(kinds) or kinds[index] == Kind.BLANK:
        return True
    return index + 1 >= len(kinds) or kinds[index + 1] == Kind.BLANK


def begins_with_header(rows: Sequence[RawRow], above: RawRow) -> bool:
    """Tell a header of one or two levels from a row that has words in place of its numbers.

    ``above``: the nearest row above with numbers.
    """
    row = rows[0]
    graded = row.kinds.count(Kind.GRADE) >= row.kinds.count(Kind.TEXT)
    if row.alone or graded or not looks_like_header(row) or not _are_names(row):
        return False
    if _names_measures(row):
        return True
    below = rows[1] if len(rows) > 1 else None
    if (
        below is not None
        and looks_like_header(below)
        and (_names_measures(below) or below.filled * 2 > len(below.cells))
    ):
        return True
    over = len(row.cells) != len(above.cells) or _count_words_over_numbers(row, above) >= 2
    return over and row.filled >= 3 and row.filled * 2 > len(row.cells)


def _names_measures(row: RawRow) -> bool:
    """Tell whether at least two cells name what a column of numbers holds."""
    return sum(text_to_heading(cell.text) in (Heading.NUMBER, Heading.GRADE) for cell in row.cells) >= 2


def _are_names(row: RawRow) -> bool:
    """Tell whether the words differ from each other, as names of columns do; a statement may be repeated."""
    texts = [cell.text for cell in row.cells if cell.text]
    return len(set(texts)) * 5 >= len(texts) * 4


def _count_words_over_numbers(row: RawRow, figures: RawRow) -> int:
    """Count the words that stand where another row has numbers; a statement in their place is only one."""
    return sum(
        word in (Kind.TEXT, Kind.OTHER, Kind.GRADE) and figure in NUMBERS
        for word, figure in zip(row.kinds, figures.kinds, strict=False)
    )
