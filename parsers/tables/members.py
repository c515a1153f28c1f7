"""Whose member each row is, as the print says it: label cells, codes, 其中, enumerators, indentation."""

from collections import defaultdict
from collections.abc import Sequence

from parsers.tables.closing import Sums
from parsers.tables.lines import TOTALS, Line
from parsers.tables.words import OF_WHICH
from schemas.tables import Bond, RowKind


def bind_members(lines: Sequence[Line], sums: Sums) -> None:
    """Give every row that is a member its parent, the surest signs first."""
    _bind_to_anchors(lines)
    _bind_to_label_cells(lines)
    _bind_by_code(lines)
    for scope in _by_scope(lines).values():
        _bind_of_which(scope)
        _bind_by_number(scope)
        _bind_by_indent(scope)
    _release_from_headings(lines, sums)


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
        line.bind(anchored[1], Bond.OF_WHICH if line.of_which else Bond.CELL)
        if line.kind in TOTALS:  # the sum of the members once more
            line.kind, line.exhaustive = RowKind.SUBTOTAL, False


def _bind_to_label_cells(lines: Sequence[Line]) -> None:
    """A row named in an outer label column is the parent of the rows that its label cell stands over."""
    last: dict[tuple[str, ...], Line] = {}
    for line in lines:
        path = (*line.scope, line.label)
        over = last.get(line.scope) if line.kind is RowKind.DATA and line.parent is None else None
        if over is not None and len(line.scope) > line.headings and over.col < line.col:
            line.bind(over, Bond.OF_WHICH if line.of_which else Bond.CELL)
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
            line.bind(over, Bond.CODE)
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
        if follows and (line.number or line.kind in TOTALS):
            follows = None
        if follows and line.parent is None and not line.of_which:
            line.bind(follows, Bond.OF_WHICH)
        elif not line.of_which:
            above.append(line)
        else:
            while len(above) > 1 and not above[-1].number and _set_in_as_far(above[-1], line):
                above.pop()
            if line.parent is None and above:
                line.bind(above[-1], Bond.OF_WHICH)
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
                line.bind(over, Bond.NUMBERING)
                last[key] = number
            open_.append(line)
        elif open_ and carries and _is_plain(line) and not _stands_out(line, open_[-1]):
            line.bind(open_[-1], Bond.INDENT)


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
            line.bind(open_[-1], Bond.OF_WHICH if open_[-1].row in over_some else Bond.INDENT)
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
