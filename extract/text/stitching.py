"""Does a run of rows go on where an earlier one was cut? Joined on evidence, which is kept."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from extract.text.alignment import conflicts, kinds_to_alignment
from extract.text.columns import Refusals, rows_to_columns
from extract.text.headers import begins_with_header, count_header_rows, has_numbers, looks_like_header
from extract.text.kinds import NUMBERS, Kind, is_total
from extract.text.rows import RawRow, Style
from extract.text.wording import is_note, is_prose, is_title

_NEAR = 40  # rows before a break that the rows behind it are compared with
_LOST = 2  # cells that a row behind a break may lack
_TOP = 30  # rows among which a header ends


@dataclass(frozen=True, slots=True)
class Break:
    """Where a table goes on: its first row behind the break, why, and the header rows that were left out."""

    at_row: int
    line: int
    evidence: tuple[str, ...]
    dropped: tuple[RawRow, ...] = ()


@dataclass(slots=True)
class Run:
    """The rows of one table, gathered over its breaks."""

    style: Style
    rows: list[RawRow]
    breaks: list[Break] = field(default_factory=list)

    def lines(self) -> Iterator[int]:
        """Yield the indices of the lines that the table takes, repeated headers among them."""
        for row in chain(self.rows, *(one.dropped for one in self.breaks)):
            yield row.at


@dataclass(frozen=True, slots=True)
class Between:
    """What stands between two runs of rows.

    ``texts`` are the indices of lines other than blanks and furniture (none or one) and ``wording`` what is written
    there; ``interrupted``: the rows do not follow each other line by line, apart from that text.
    """

    texts: tuple[int, ...]
    wording: str
    interrupted: bool
    furniture: bool

    @property
    def evidence(self) -> str:
        if self.texts:
            return f"only the line “{self.wording[:30]}” between"
        if self.furniture:
            return "only a page number or running head between"
        return "only blank lines between" if self.interrupted else "no line between"


def find_continuation(run: Run, between: Between, rows: Sequence[RawRow]) -> Break | None:
    """Return how ``rows`` carry ``run`` on, or None if they begin another table."""
    above = run.rows[-_NEAR:]
    if is_prose(between.wording) and not is_note(between.wording):
        return None
    real = [row for row in rows if not row.alone]
    if not real:
        return _notes_go_on(run, between, rows)
    order = _running_order(above, rows)
    if order == 0 or _total_above(above):
        return None
    top = run.rows[:_TOP]
    header = [row for row in top[: count_header_rows(top)] if not row.alone] or _only_header(top)
    repeated = _count_repeated(header or _first_row(top), top, rows)
    evidence = [between.evidence]
    if repeated:
        if between.texts or repeated == len(rows):
            return None
        evidence.append(f"header repeated ({repeated} row{'s' * (repeated > 1)} left out)")
    else:
        shared = None if is_title(between.wording) or _begins_anew(rows, above) else _shared_kinds(above, real, header)
        if shared is None:
            return None
        evidence += ["no header of its own", shared]
    if order is not None:
        evidence.append(f"running order goes on with {order}")
    if rows[repeated].kinds[0] == Kind.BLANK:
        evidence.append("a group of labels goes on")
    return Break(len(run.rows), rows[0].line.number, tuple(evidence), tuple(rows[:repeated]))


def _notes_go_on(run: Run, between: Between, rows: Sequence[RawRow]) -> Break | None:
    widths = {len(row.cells) for row in run.rows[-_NEAR:]}
    if between.texts or not all(is_note(row.cells[0].text) and len(row.cells) in widths for row in rows):
        return None
    return Break(len(run.rows), rows[0].line.number, (between.evidence, "a note with as many cells as the table"))


def _only_header(above: Sequence[RawRow]) -> list[RawRow]:
    """Return the rows as header where a break cuts a table right under it."""
    real = [row for row in above if not row.alone]
    return real if real and not any(map(has_numbers, real)) and looks_like_header(real[0]) else []


def _first_row(top: Sequence[RawRow]) -> list[RawRow]:
    """Return the first row as header where none was told by its words: years, say, are numbers too."""
    return [row for row in top if not row.alone][:1]


def _count_repeated(header: Sequence[RawRow], top: Sequence[RawRow], rows: Sequence[RawRow]) -> int:
    """Return how many rows repeat the header whole, a line that numbers its columns (栏次) included."""
    count = 0
    for old, new in zip(header, rows, strict=False):
        if old.texts() != new.texts():
            break
        count += 1
    if not count or count < len(header):
        return 0
    below = next((row for row in top if row.at > header[-1].at), None)
    again = below is not None and count < len(rows) and below.texts() == rows[count].texts()
    return count + 1 if below is not None and again and _numbers_columns(below) else count


def _numbers_columns(row: RawRow) -> bool:
    """Tell a row that gives each column a number, in their order."""
    numbers = [int(cell.text) for cell in row.cells if cell.kind == Kind.WHOLE and cell.text.isdecimal()]
    return len(numbers) > 1 and numbers == sorted(set(numbers)) and numbers[-1] <= len(row.cells)


def _running_order(above: Sequence[RawRow], rows: Sequence[RawRow]) -> int | None:
    """Return the number with which a column 序号 goes on, 0 if it begins anew, None if there is none."""
    before = [row.cells[0].text for row in above if row.kinds[0] == Kind.WHOLE]
    after = [row.cells[0].text for row in rows if row.kinds[0] == Kind.WHOLE]
    if not before or not after or not (before[-1].isdecimal() and after[0].isdecimal()):
        return None
    if int(after[0]) == 1 and int(before[0]) == 1:
        return 0
    return int(after[0]) if int(after[0]) == int(before[-1]) + 1 else None


def _total_above(above: Sequence[RawRow]) -> bool:
    """Tell whether the rows above end in their total; one that comes first is no end."""
    figures = [row for row in above if has_numbers(row) and not _numbers_columns(row)]
    label = above[-1].texts()[above[-1].kinds[0] == Kind.WHOLE :][:1]
    return len(figures) > 1 and figures[-1] is above[-1] and any(map(is_total, label))


def _begins_anew(rows: Sequence[RawRow], above: Sequence[RawRow]) -> bool:
    """Tell whether ``rows`` bring a header of their own, perhaps under a title."""
    index = next(index for index, row in enumerate(rows) if not row.alone)
    if not any(map(has_numbers, (*above, *rows))):
        return False  # words only: nothing tells a header from a row
    nearest = next((one for one in reversed(above) if has_numbers(one)), None)
    if nearest is None:
        return looks_like_header(rows[index]) and rows[index].filled * 2 > len(rows[index].cells)
    return begins_with_header(rows[index : index + 2], nearest)


def _shared_kinds(above: Sequence[RawRow], rows: Sequence[RawRow], header: Sequence[RawRow]) -> str | None:
    """Say in which way the rows on both sides are alike; None if they are not."""
    widths = Counter(len(row.cells) for row in above if not row.alone)
    if not widths:
        return None
    width = widths.most_common(1)[0][0]
    if not any(map(has_numbers, above)):
        wide = Counter(len(row.cells) for row in rows).most_common(1)[0][0]
        if not header:
            return "words in as many cells" if wide == width and not any(map(has_numbers, rows)) else None
        near = len(header[-1].cells) in (wide, wide - 1, wide + 1)
        return "the header stands above the break, as many cells below" if near else None
    patterns = {_pattern(row.kinds) for row in above if has_numbers(row)}
    if any(_pattern(row.kinds) in patterns for row in rows if has_numbers(row)):
        return "the same kinds of cells in the same order"
    exact = [row for row in above if len(row.cells) == width and has_numbers(row)]
    refusals = rows_to_columns(exact, width, None).refusals
    alike = sum(_fits(row.kinds, refusals) for row in rows)
    return "as many cells, of kinds that fit the columns" if alike * 5 >= len(rows) * 4 else None


def _fits(kinds: str, refusals: Refusals) -> bool:
    """Tell whether a row fits the columns above the break; one or two cells may be missing between its numbers."""
    missing = len(refusals) - len(kinds)
    if missing == 0:
        return conflicts(kinds, refusals) == (0, 0)
    numbers = sum(kind in NUMBERS for kind in kinds)
    return 0 < missing <= _LOST <= numbers and kinds_to_alignment(kinds, refusals, 0) is not None


@lru_cache(maxsize=1 << 12)
def _pattern(kinds: str) -> str:
    """Return the kinds without blanks, numbers alike, a run of words as one: labels may span columns."""
    coarse: list[str] = []
    for kind in kinds:
        letter = "n" if kind in NUMBERS or kind == Kind.MISSING else "t" if kind == Kind.OTHER else kind
        if letter != Kind.BLANK and not (letter == "t" and coarse[-1:] == ["t"]):
            coarse.append(letter)
    return "".join(coarse)
