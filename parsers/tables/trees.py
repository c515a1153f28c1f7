"""Rows to a tree: whose member each row is, and which rows a subtotal or total stands for.

The print is read first (label cells, codes, enumerators, indentation, 其中); sums only decide whether members so found
are a partition of their parent.
"""

from collections import defaultdict
from collections.abc import Sequence

from parsers.tables.closing import Sums, Tally
from parsers.tables.lines import Line
from parsers.tables.texts import without_brackets, without_number
from parsers.tables.words import OF_WHICH, SURE_TOTAL
from schemas.tables import Bond, RowKind

_NAMED = (RowKind.DATA, RowKind.SUBTOTAL, RowKind.TOTAL)
_TOTALS = (RowKind.SUBTOTAL, RowKind.TOTAL)


def lines_to_tree(lines: list[Line], sums: Sums) -> None:
    """Set parents, kinds and paths of ``lines``."""
    named = [line for line in lines if line.kind in _NAMED]
    _bind_to_anchors(named)
    _bind_to_label_cells(named)
    _bind_by_code(named)
    for scope in _by_scope(named).values():
        _bind_of_which(scope)
        _bind_by_number(scope)
        _bind_by_indent(scope)
    _release_from_headings(named, sums)
    _bind_to_totals(named, sums)
    _judge(named, sums)
    _name_groups(named)
    _set_paths(lines)


def _bind(line: Line, parent: Line, bond: Bond) -> None:
    line.parent, line.bond = parent.row, bond


def _bind_to_anchors(lines: Sequence[Line]) -> None:
    """下属单位 beside rows: they belong to the row right above the cell that says so."""
    above: Line | None = None
    anchored: tuple[int, Line] | None = None
    for line in lines:
        if line.anchor is None:
            above = line
            continue
        if anchored is None or anchored[0] != line.anchor:
            if above is None:
                continue
            anchored = (line.anchor, above)
        _bind(line, anchored[1], Bond.OF_WHICH if line.of_which else Bond.CELL)
        if line.kind in _TOTALS:  # the sum of the members once more
            line.kind, line.exhaustive = RowKind.SUBTOTAL, False


def _bind_to_label_cells(lines: Sequence[Line]) -> None:
    """A row named in an outer label column is the parent of the rows that its label cell stands over."""
    last: dict[tuple[str, ...], Line] = {}
    for line in lines:
        path = (*line.scope, line.label)
        over = last.get(line.scope) if line.kind is RowKind.DATA and line.parent is None else None
        if over is not None and len(line.scope) > line.headings and over.col < line.col:
            _bind(line, over, Bond.OF_WHICH if line.of_which else Bond.CELL)
        if line.kind is RowKind.DATA and line.anchor is None:
            last[path] = line


def _bind_by_code(lines: Sequence[Line]) -> None:
    """201 over 20101 over 2010101. A code that does not continue the one above it leaves the groups there unproved."""
    coded = [line for line in lines if line.code and line.kind is RowKind.DATA]
    if len({len(line.code) for line in coded}) < 2:
        return
    open_: list[Line] = []
    doubtful: set[int | None] = set()
    for line in coded:
        while open_ and len(open_[-1].code) >= len(line.code):
            open_.pop()
        if open_ and line.parent is None:
            over = open_[-1]
            _bind(line, over, Bond.CODE)
            if line.code[: len(over.code)] != over.code:
                doubtful |= {over.row, over.parent}
        open_.append(line)
    for line in coded:
        if line.parent in doubtful:
            line.exhaustive = False


def _by_scope(lines: Sequence[Line]) -> dict[tuple[tuple[str, ...], int | None], list[Line]]:
    scopes: dict[tuple[tuple[str, ...], int | None], list[Line]] = defaultdict(list)
    for line in lines:
        scopes[line.scope, line.anchor].append(line)
    return scopes


def _bind_of_which(lines: Sequence[Line]) -> None:
    """其中：城镇 belongs to the row above that is no 其中 itself, nor set in as far; 其中 alone is for what follows."""
    above: list[Line] = []
    follows: Line | None = None
    for line in lines:
        if follows and (line.number or line.kind in _TOTALS):
            follows = None
        if follows and line.parent is None and not line.of_which:
            _bind(line, follows, Bond.OF_WHICH)
        elif not line.of_which:
            above.append(line)
        else:
            while len(above) > 1 and not above[-1].number and _set_in_as_far(above[-1], line):
                above.pop()
            if line.parent is None and above:
                _bind(line, above[-1], Bond.OF_WHICH)
                follows = above[-1] if OF_WHICH.fullmatch(line.label) else None


def _set_in_as_far(above: Line, line: Line) -> bool:
    if above.indent is None or line.indent is None:
        return False
    return above.indent > line.indent or above.indent == line.indent > 0


def _bind_by_number(lines: Sequence[Line]) -> None:
    """一、 over （一） over 1., each list from its first item on; rows without a number belong to the one above."""
    free = [line for line in lines if line.parent is None or line.bond is Bond.OF_WHICH]
    runs = _runs_behind_numbers(free)
    carries = len(runs) >= 2 or any(len(run) >= 2 for run in runs)
    styles = {line.number[0] for line in free if line.number and line.kind is RowKind.DATA}
    if not styles or (len(styles) == 1 and not carries):
        return
    open_: list[Line] = []
    last: dict[tuple[int | None, int], int] = {}
    for line in free:
        if line.kind is not RowKind.DATA:
            open_.clear()
        elif line.number is not None:
            style, number = line.number
            while open_ and open_[-1].number is not None and open_[-1].number[0] >= style:
                open_.pop()
            over = open_[-1] if open_ else None
            key = (over.row if over else None, style)
            if over is not None and line.parent is None and number == last.get(key, 0) + 1:
                _bind(line, over, Bond.NUMBERING)
                last[key] = number
            open_.append(line)
        elif open_ and carries and _is_plain(line) and not _stands_out(line, open_[-1]):
            _bind(line, open_[-1], Bond.INDENT)


def _runs_behind_numbers(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the runs of rows without a number that stand right behind a row with one."""
    runs: list[list[Line]] = []
    open_ = False
    for line in lines:
        if line.kind is not RowKind.DATA:
            open_ = False
        elif line.number is not None:
            open_ = True
            runs.append([])
        elif open_ and _is_plain(line):
            runs[-1].append(line)
    return [run for run in runs if run]


def _is_plain(line: Line) -> bool:
    return bool(line.label) and line.parent is None and not line.derived


def _stands_out(line: Line, over: Line) -> bool:
    return line.indent is not None and over.indent is not None and line.indent < over.indent


def _bind_by_indent(lines: Sequence[Line]) -> None:
    """A row set in further than the one above it is its member; beside a 其中 row it is one of those."""
    free = [line for line in lines if line.kind is RowKind.DATA and line.bond in (None, Bond.OF_WHICH)]
    depths = {line.indent for line in free}
    if None in depths or not 2 <= len(depths) <= 4 or any(line.number for line in free):
        return
    over_some = {line.parent for line in lines if line.bond is Bond.OF_WHICH}
    open_: list[Line] = []
    for line in lines:
        if line.kind is not RowKind.DATA or line.indent is None:
            open_.clear()
            continue
        if line.of_which:
            continue
        while open_ and (open_[-1].indent or 0) >= line.indent:
            open_.pop()
        if open_ and line.bond is None:
            _bind(line, open_[-1], Bond.OF_WHICH if open_[-1].row in over_some else Bond.INDENT)
        open_.append(line)


def _release_from_headings(lines: Sequence[Line], sums: Sums) -> None:
    """A row over others that has no number itself only heads them: it is in their path, but no sum of theirs."""
    empty = {line.row: line for line in lines if line.row not in sums.numbered and line.statement is None}
    over = {line.parent for line in lines if line.parent in empty}
    for line in lines:
        if line.parent in over and line.bond is not Bond.OF_WHICH:
            heading = empty[line.parent]
            heading.kind = RowKind.GROUP
            line.scope = (*heading.scope, heading.label)
            line.headings = len(line.scope)
            line.parent = line.bond = None


def _bind_to_totals(lines: Sequence[Line], sums: Sums) -> None:
    """Give the rows of each scope to its subtotals, the inner scopes first, then the whole table's to its own."""
    scopes = {line.scope for line in lines if line.kind in _TOTALS and line.scope}
    done: set[int] = set()
    for scope in sorted(scopes, key=lambda scope: (-len(scope), scope)):
        for block in _blocks(lines, scope):
            if _is_of_table(block, lines, scope):
                block[-1].scope = ()
            elif any(_is_open(line, done) for line in block):
                _bind_segments(block, sums, done, whole=False)
    _bind_segments([line for line in lines if line.parent is None], sums, done, whole=True)


def _is_open(line: Line, done: set[int]) -> bool:
    return line.kind in _TOTALS and line.row not in done


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
    return not any(line.kind in _TOTALS and line.scope and line is not total for line in lines)


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
            _bind(lines[member], lines[index], Bond.SUBTOTAL)
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


def _judge(lines: Sequence[Line], sums: Sums) -> None:
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
        elif line.kind in _TOTALS or line.number is not None:
            behind = False
        elif behind and line.parent is None:
            found.add(line.row)
    return frozenset(found)


def _name_groups(lines: Sequence[Line]) -> None:
    over = {line.parent for line in lines if line.bond not in (None, Bond.OF_WHICH, Bond.SUBTOTAL)}
    for line in lines:
        if line.row in over and line.kind is RowKind.DATA:
            line.kind = RowKind.GROUP


def _set_paths(lines: Sequence[Line]) -> None:
    """A row's path is its parent's and its own label; what a subtotal stands for keeps the names over it."""
    paths: dict[int, tuple[str, ...]] = {}
    pending = {line.row: line for line in lines}
    for line in lines:
        chain = [line]
        while True:
            parent = chain[-1].parent
            if parent is None or chain[-1].bond is Bond.SUBTOTAL or parent in paths:
                break
            chain.append(pending[parent])
        for each in reversed(chain):
            if each.row not in paths:
                above = (
                    paths.get(each.parent, ()) if each.parent is not None and each.bond is not Bond.SUBTOTAL else None
                )
                own = (each.label,) if each.label else ()
                paths[each.row] = (*each.scope, *own) if above is None else (*above, *own)
        line.path = paths[line.row]
