"""What subtotals and totals stand for, and which rows are no part of a partition: sums are the referee here."""

from collections import defaultdict
from collections.abc import Sequence

from parsers.tables.closing import Sums, Tally
from parsers.tables.lines import TOTALS, Line
from parsers.tables.texts import without_brackets, without_number
from parsers.tables.words import SURE_TOTAL
from schemas.tables import Bond, RowKind


def bind_to_totals(lines: Sequence[Line], sums: Sums) -> None:
    """Give the rows of each scope to its subtotals, the inner scopes first, then the whole table's to its own."""
    scopes = {line.scope for line in lines if line.kind in TOTALS and line.scope}
    done: set[int] = set()
    for scope in sorted(scopes, key=lambda scope: (-len(scope), scope)):
        for block in _blocks(lines, scope):
            if _is_of_table(block, lines, scope):
                block[-1].scope = ()
            elif any(_is_open(line, done) for line in block):
                _bind_segments(block, sums, done, whole=False)
    _bind_segments([line for line in lines if line.parent is None], sums, done, whole=True)


def _is_open(line: Line, done: set[int]) -> bool:
    return line.kind in TOTALS and line.row not in done


def _blocks(lines: Sequence[Line], scope: tuple[str, ...]) -> list[list[Line]]:
    """Return the runs of rows within a scope that have no parent yet."""
    blocks: list[list[Line]] = [[]]
    for line in lines:
        if line.scope[: len(scope)] == scope:
            if line.parent is None:
                blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _is_of_table(block: Sequence[Line], lines: Sequence[Line], scope: tuple[str, ...]) -> bool:
    """Tell whether the total under the last heading is the table's: no other heading has one of its own."""
    total = block[-1]
    if total is not lines[-1] or total.kind is not RowKind.TOTAL or len(scope) > total.headings:
        return False
    return not any(line.kind in TOTALS and line.scope and line is not total for line in lines)


def _bind_segments(lines: list[Line], sums: Sums, done: set[int], *, whole: bool) -> None:
    """Give the rows between totals to them; of a whole table the outermost total keeps its rows without a parent.

    Totals in ``done`` have their rows already and are rows of what stands over them.
    """
    at = [index for index, line in enumerate(lines) if _is_open(line, done)]
    if not at:
        return
    outer = _outermost(lines, at) if whole else frozenset[int]()
    inner = [index for index in at if index not in outer]
    below = _members(lines, inner, at, step=1)
    above = _members(lines, inner, at, step=-1)
    first, second = _tally(lines, below, sums), _tally(lines, above, sums)
    leads = bool(inner) and not above[inner[0]] and bool(below[inner[0]])
    downwards = leads if first.held == second.held else first.held > second.held
    for index in inner:
        members = below[index] if downwards else above[index]
        if not members and not downwards and index - 1 in at:  # the sum of the sums before it
            members = [other for other in range(index) if lines[other].parent is None]
        for member in members:
            lines[member].bind(lines[index], Bond.SUBTOTAL)
        lines[index].kind = RowKind.SUBTOTAL
        lines[index].exhaustive = bool(members)
        done.add(lines[index].row)
    for index in outer:
        lines[index].kind = RowKind.TOTAL


def _outermost(lines: Sequence[Line], at: Sequence[int]) -> frozenset[int]:
    """Return the totals over the whole table: the last row, the first row, or both."""
    plain = [index for index, line in enumerate(lines) if index not in at and not line.derived]
    if not plain:
        return frozenset(at[-1:])
    outer = set()
    if at[-1] > plain[-1]:
        outer.add(at[-1])
    if at[0] < plain[0] and lines[at[0]].kind is RowKind.TOTAL:
        outer.add(at[0])
    if len(outer) == 2 and lines[at[-1]].kind is RowKind.SUBTOTAL:
        outer.discard(at[-1])
    return frozenset(outer)


def _members(lines: Sequence[Line], inner: Sequence[int], totals: Sequence[int], step: int) -> dict[int, list[int]]:
    """Return for each inner total the rows next to it, up to the next total."""
    stops = frozenset(totals)
    found: dict[int, list[int]] = {}
    for index in inner:
        members = []
        at = index + step
        while 0 <= at < len(lines) and at not in stops:
            if not lines[at].derived:
                members.append(at)
            at += step
        found[index] = members
    return found


def _tally(lines: Sequence[Line], members: dict[int, list[int]], sums: Sums) -> Tally:
    tally = Tally()
    for index, parts in members.items():
        tally += sums.try_sum(lines[index].row, [lines[part].row for part in parts])
    return tally


def judge(lines: Sequence[Line], sums: Sums) -> None:
    """Say which rows are no part of a partition: 其中, what is derived, and groups whose sums mostly do not close.

    A group that its print only suggests (indentation, rows behind a number) must close to be believed; one that its
    print proves is disbelieved only where nothing in it closes, or where most of its like do not.
    """
    members: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.derived or line.bond is Bond.OF_WHICH:
            line.exhaustive = False
        if line.parent is not None:
            members[line.parent].append(line)
    tallies: dict[Bond, Tally] = defaultdict(Tally)
    groups: list[tuple[Bond, list[Line], Tally]] = []
    for parent, group in members.items():
        bonds = {line.bond for line in group if line.bond is not None}
        if Bond.OF_WHICH in bonds:
            for line in group:
                line.exhaustive = False
            continue
        parts = [line for line in group if line.exhaustive]
        bond = max(bonds, key=list(Bond).index)
        tally = sums.try_sum(parent, [line.row for line in parts])
        tallies[bond] += tally
        groups.append((bond, parts, tally))
    for bond, parts, tally in groups:
        suggested = bond is Bond.INDENT
        like = tallies[bond]
        believed = like.mostly and (like.held > 0 if suggested else tally.tried < 2 or tally.held > 0)
        if not suggested and like.tried < 2:
            believed = True
        for line in parts:
            line.exhaustive = believed
    _judge_total(lines, sums)


def _judge_total(lines: Sequence[Line], sums: Sums) -> None:
    """Hold the rows without a parent against the table's total, under each reading that the print admits.

    Rows behind a 其中 row may be its like or its parent's; rows that seem set in may stand on a level with the others.
    """
    totals = [line for line in lines if line.kind is RowKind.TOTAL and line.parent is None]
    parts = [line for line in lines if line.kind is not RowKind.TOTAL and not line.derived and not line.of_which]
    free = [line for line in parts if line.parent is None and line.exhaustive]
    if not totals or not free:
        return
    doubtful = _behind_of_which(lines)
    level = [line for line in parts if line.parent is None or line.bond is Bond.INDENT]
    tally = _tally_of(totals, free, sums)
    for reading in (free, [line for line in free if line.row not in doubtful], level):
        tried = _tally_of(totals, reading, sums)
        if tried.tried and tried.mostly:
            _apply(reading, free)
            return
    by_name = all(SURE_TOTAL.search(without_brackets(without_number(line.label))) for line in totals)
    if tally.tried and (doubtful or tally.tried > 1 or not by_name):
        _apply([], free)


def _apply(reading: Sequence[Line], free: Sequence[Line]) -> None:
    """Let the rows of ``reading``, and of the rows without a parent no others, make up the table's total."""
    for line in free:
        line.exhaustive = False
    for line in reading:
        line.exhaustive = True
        if line.bond is Bond.INDENT:
            line.parent = line.bond = None


def _tally_of(totals: Sequence[Line], parts: Sequence[Line], sums: Sums) -> Tally:
    tally = Tally()
    for total in totals:
        tally += sums.try_sum(total.row, [line.row for line in parts])
    return tally


def _behind_of_which(lines: Sequence[Line]) -> frozenset[int]:
    """Return the rows without a number or parent that follow a 其中 row: its like or its parent's, who knows."""
    found: set[int] = set()
    behind = False
    for line in lines:
        if line.bond is Bond.OF_WHICH:
            behind = True
        elif line.kind in TOTALS or line.number is not None:
            behind = False
        elif behind and line.parent is None:
            found.add(line.row)
    return frozenset(found)
