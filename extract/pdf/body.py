"""The body of a table without upright rules: its lines to rows, and the names of groups beside their rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.pdf.columns import Column, columns_of
from extract.pdf.lines import Span
from extract.pdf.textlines import EDGE_LINES, NOTE, Block, TextLine, chunks_to_line, did_not_fit, usual_pitch
from extract.pdf.values import is_value

_WRAPPED_EM = 1.75  # em from line to line of one cell at most
_WRAPPED = 0.95  # of the rows' usual distance, likewise
_BETWEEN_ROWS = 1.5  # times the rows' usual distance between the neighbours of a line that is a row itself
_EVEN = 0.06  # of the distance: lines no more uneven than this are rows of one pitch
_FAR = 1.75  # em to where no line stands
_RULED_ROWS = 0.7  # of the rows are parted by rules: rules part all rows
_BESIDE = 0.7  # of the rows may have the name of a group on their own line
_SHORTEST_STATEMENT = 4  # characters in place of values
_NAMED_ROWS = 0.8  # of the rows have a name of their own beside that of their group
_CENTRED = 0.35  # em that a group's name may stand off the middle of its rows


@dataclass(slots=True)
class BodyCell:
    """A cell being gathered: columns ``first`` … ``last`` (inclusive), its chunks, and the rows that it spans."""

    first: int
    last: int
    chunks: list[Span] = field(default_factory=list)
    rowspan: int = 1


@dataclass(slots=True)
class BodyRow:
    """A row being gathered: its text lines, and its cells by their first column."""

    lines: list[TextLine]
    cells: list[BodyCell]

    @property
    def top(self) -> float:
        return min(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        return max(line.bottom for line in self.lines)


def body_rows(lines: Sequence[TextLine], block: Block, columns: list[Column]) -> list[BodyRow]:
    """Return the rows of the body; a name of a group in the middle of its rows spans them."""
    body, names = _without_group_names(lines[block.body : block.end], columns)
    numbers = range(len(body))
    ruled = _ruled_owners(body, block)
    owners = ruled or _near_owners(body, numbers, columns)
    rows: dict[int, BodyRow] = {}
    for number in numbers:
        owner = owners[number]
        cells = _line_to_cells(body[number], columns)
        if owner in rows:
            rows[owner].lines.append(body[number])
            _merge_into(rows[owner], cells)
        else:
            rows[owner] = BodyRow([body[number]], cells)
    found = [rows[owner] for owner in sorted(rows)]
    _spread_statements(found, columns)
    if names and ruled:
        middle = (columns[0][0] + columns[0][1]) / 2
        _name_ruled_groups(found, names, [rule.at for rule in block.rules if rule.start < middle < rule.end])
    elif names:
        _name_groups(found, names, carried=block.head == block.body or block.head <= EDGE_LINES)
    return found


def _line_to_cells(line: TextLine, columns: list[Column]) -> list[BodyCell]:
    """Return the cells of a line; a note runs over all columns."""
    if NOTE.match(line.chunks[0].text):
        return [BodyCell(0, len(columns) - 1, list(line.chunks))]
    return apart([BodyCell(*columns_of(chunk, columns), [chunk]) for chunk in line.chunks])


def apart(cells: list[BodyCell]) -> list[BodyCell]:
    """Return the cells of a line, those that fell together in one column as one."""
    found: list[BodyCell] = []
    for cell in sorted(cells, key=lambda one: one.first):
        if found and cell.first <= found[-1].last:
            found[-1].last = max(found[-1].last, cell.last)
            found[-1].chunks += cell.chunks
        else:
            found.append(cell)
    return found


def _merge_into(row: BodyRow, cells: list[BodyCell]) -> None:
    """Add the chunks of a further line of the same row to its cells."""
    for cell in cells:
        same = next((one for one in row.cells if one.first <= cell.last and cell.first <= one.last), None)
        if same is None:
            row.cells.append(cell)
        else:
            same.first, same.last = min(same.first, cell.first), max(same.last, cell.last)
            same.chunks += cell.chunks
    row.cells = apart(row.cells)


def _spread_statements(rows: list[BodyRow], columns: list[Column]) -> None:
    """Let words that stand in place of all values of a row run over all columns of values."""
    valued = [0] * len(columns)
    for row in rows:
        for cell in row.cells:
            valued[cell.first] += any(is_value(chunk.text) for chunk in cell.chunks)
    first = next((col for col in range(1, len(columns)) if valued[col] * 2 > len(rows)), len(columns))
    while first > 1 and valued[first - 1] * 4 > len(rows):
        first -= 1
    for row in rows:
        said = [cell for cell in row.cells if cell.last >= first]
        named = len(row.cells) > len(said) and not any(cell.last >= first > cell.first for cell in row.cells)
        if len(said) != 1 or not named or first + 1 >= len(columns):
            continue
        text = "".join(chunk.text for chunk in said[0].chunks)
        if len(text) >= _SHORTEST_STATEMENT and not any(map(str.isdecimal, text)) and not is_value(text):
            said[0].first, said[0].last = first, len(columns) - 1


# -------------------------------------------------------------------------------------------------------- groups


def _without_group_names(body: Sequence[TextLine], columns: list[Column]) -> tuple[Sequence[TextLine], list[Span]]:
    """Return the lines without what stands in the first column, and that, where it names groups of rows.

    Such a column says something beside some rows only, while the second names them all.
    """
    if len(columns) < 3:
        return body, []
    over = [[columns_of(chunk, columns) for chunk in line.chunks] for line in body]
    anchors = [number for number, line in enumerate(body) if len(line.chunks) > 1]
    named = {number for number in anchors if _has_words(body, over, number)}
    alone = {number for number in anchors if number not in named and over[number][0][0] == 0}
    wrapped = {number: _name_around(body, over, number) for number in anchors if number not in named | alone}
    alone |= {near for number, name in wrapped.items() if name for near in (number, *name)}
    beside = sum(over[number][0] == (0, 0) for number in named)
    if (
        len(named) < 2
        or len(named) + sum(number in alone for number in anchors) < _NAMED_ROWS * len(anchors)
        or beside > _BESIDE * len(named)
    ):
        return body, []
    kept: list[TextLine] = []
    names: list[Span] = []
    for number, (line, at) in enumerate(zip(body, over, strict=True)):
        if number in alone:
            kept.append(line)  # a name over both columns
            continue
        first = [chunk for chunk, where in zip(line.chunks, at, strict=True) if where == (0, 0)]
        others = [chunk for chunk, where in zip(line.chunks, at, strict=True) if where != (0, 0)]
        names += first
        kept += [line if not first else chunks_to_line(others)] if others else []
    return kept, names


def _has_words(body: Sequence[TextLine], over: Sequence[list[tuple[int, int]]], anchor: int) -> bool:
    """Tell whether a row has a name in the second column: on its line, or on lines of a name in two beside it."""
    near = [n for n in (anchor - 1, anchor + 1) if 0 <= n < len(body) and len(body[n].chunks) == 1]
    return any(
        at == (1, 1) and not value
        for number in (anchor, *near)
        for at, value in zip(over[number], body[number].values, strict=True)
    )


def _name_around(body: Sequence[TextLine], over: Sequence[list[tuple[int, int]]], anchor: int) -> list[int]:
    """Return the lines of a name over both columns that stand close over and under a row's values."""
    near = [n for n in (anchor - 1, anchor + 1) if 0 <= n < len(body) and len(body[n].chunks) == 1]
    near = [n for n in near if abs(body[n].base - body[anchor].base) < body[n].em and over[n][0][0] == 0]
    return near if any(over[n][0][1] == 1 for n in near) else []


def _name_groups(rows: list[BodyRow], names: list[Span], *, carried: bool) -> None:
    """Put each name beside the rows in whose middle it stands, if that tells of all rows whose name it is.

    Of all ways to share the rows out among the names the one with most groups is taken.  A page break may cut the
    last group, and, if the table is ``carried`` on from the page before, leave the first rows without a name.  Where
    names do not stand so each is put into the row that it stands nearest to.
    """
    em = max(chunk.em for chunk in names)
    first = next((n for n, row in enumerate(rows) if _is_named(row, names)), len(rows)) if carried else 0
    starts: list[int | None] = [None] * (len(rows) + 1)
    most: list[int | None] = [0 if nameless <= first else None for nameless in range(len(rows) + 1)]
    for end in range(1, len(rows) + 1):
        for start in range(end):
            count = most[start]
            if count is None or count < (most[end] or 0) or not _is_group(rows[start:end], names, em):
                continue
            if end < len(rows) and end - start == 1 and not (_runs_over(rows[start]) or _is_named(rows[end], names)):
                continue  # a name on the first of its rows, not in the middle of them
            starts[end], most[end] = start, count + 1
    groups = _ends_to_groups(starts, len(rows)) or _ends_to_groups(starts, len(rows) - 1)  # but a total at the end
    for end in range(len(rows) - 2, 0, -1):
        if groups:
            break
        found = _ends_to_groups(starts, end)
        groups = found if any(_is_between(rows[a:b], names) for a, b in found) else []
    taken: set[int] = set()
    for start, end in groups:
        held = _names_beside(rows[start:end], names)
        taken |= {id(chunk) for chunk in held}
        _name_rows(rows, start, end, held)
    if groups:
        _leave_blank(rows, range(groups[0][0]), names)
        _leave_blank(rows, range(groups[-1][1], len(rows)), names)
    middles = [(row.top + row.bottom) / 2 for row in rows]
    for chunk in names:
        if id(chunk) not in taken:
            at = (chunk.box[1] + chunk.box[3]) / 2
            nearest = min(range(len(rows)), key=lambda number: abs(middles[number] - at))
            _merge_into(rows[nearest], [BodyCell(0, 0, [chunk])])


def _ends_to_groups(starts: Sequence[int | None], end: int) -> list[tuple[int, int]]:
    """Return the groups that end one where the next begins, the last at ``end``."""
    groups: list[tuple[int, int]] = []
    while end and (start := starts[end]) is not None:
        groups.append((start, end))
        end = start
    return groups[::-1]


def _is_between(rows: Sequence[BodyRow], names: list[Span]) -> bool:
    """Tell whether the name of some rows stands on the lines of none of them."""
    return len(rows) > 1 and not any(_is_named(row, names) for row in rows)


def _leave_blank(rows: list[BodyRow], numbers: range, names: list[Span]) -> None:
    """Lay a blank cell beside the rows that a page break parts from the name of their group."""
    beside = rows[numbers.start : numbers.stop]
    if len(beside) > 1 and not any(map(_runs_over, beside)) and not _names_beside(beside, names):
        rows[numbers[0]].cells = [BodyCell(0, 0, [], len(numbers)), *rows[numbers[0]].cells]


def _name_rows(rows: list[BodyRow], start: int, end: int, names: list[Span]) -> None:
    if names:
        rows[start].cells = [BodyCell(0, 0, names, end - start), *rows[start].cells]


def _is_group(rows: Sequence[BodyRow], names: list[Span], em: float) -> bool:
    """Tell whether one name stands in the middle of these rows; a row may have a name over both columns of names."""
    if any(_runs_over(row) for row in rows):
        return len(rows) == 1
    held = _names_beside(rows, names)
    if not held or any(low.box[3] - high.box[3] > _WRAPPED_EM * em for high, low in pairwise(held)):
        return False
    return abs(held[0].box[1] + held[-1].box[3] - rows[0].top - rows[-1].bottom) / 2 <= _CENTRED * em


def _is_named(row: BodyRow, names: list[Span]) -> bool:
    """Tell whether a name stands on the row's own lines."""
    return _runs_over(row) or bool(_names_beside([row], names))


def _runs_over(row: BodyRow) -> bool:
    return row.cells[0].first == 0


def _name_ruled_groups(rows: list[BodyRow], names: list[Span], cuts: list[float]) -> None:
    """Put each name beside the rows that stand between the same rules as it."""
    start = 0
    for end in range(1, len(rows) + 1):
        if end < len(rows) and not any(rows[end - 1].top < at < rows[end].bottom for at in cuts):
            continue
        top = max([at for at in cuts if at < rows[start].bottom - 1], default=-1e9)
        bottom = min([at for at in cuts if at > rows[end - 1].top + 1], default=1e9)
        held = [chunk for chunk in names if top < (chunk.box[1] + chunk.box[3]) / 2 < bottom]
        _name_rows(rows, start, end, held)
        start = end


def _names_beside(rows: Sequence[BodyRow], names: list[Span]) -> list[Span]:
    return [chunk for chunk in names if rows[0].top <= (chunk.box[1] + chunk.box[3]) / 2 <= rows[-1].bottom]


# ---------------------------------------------------------------------------------------------------------- rows


def _ruled_owners(body: Sequence[TextLine], block: Block) -> dict[int, int] | None:
    """Return the row of each line where rules part the rows; None where they do not."""
    left, right = body[0].left, body[0].right
    cuts = sorted(
        rule.at for rule in block.rules if min(rule.end, right) - max(rule.start, left) > 0.5 * (right - left)
    )
    anchors = [line.base for line in body if line.is_anchor]
    parted = sum(any(a < cut < b for cut in cuts) for a, b in pairwise(anchors))
    if len(anchors) < 2 or parted < _RULED_ROWS * (len(anchors) - 1):
        return None
    owners: dict[int, int] = {0: 0}
    for number in range(1, len(body)):
        before, line = body[number - 1], body[number]
        cut = any(before.base < at < line.base for at in cuts)
        owners[number] = number if cut or (before.is_anchor and line.is_anchor) else owners[number - 1]
    return owners


def _near_owners(body: Sequence[TextLine], numbers: range, columns: list[Column]) -> dict[int, int]:
    """Return the row of each line: a line without values belongs to the line that it clearly stands nearer to.

    Where it stands as far from the line above as from the line below it is a row of its own.
    """
    anchors = [number for number in numbers if body[number].is_anchor]
    pitch = usual_pitch(body, anchors) if anchors else 0.0
    towards = {number: _direction(body, numbers, number, columns, pitch) for number in numbers}
    owners: dict[int, int] = {}
    for number in numbers:
        at, seen = number, {number}
        while towards[at] and at + towards[at] not in seen:
            at += towards[at]
            seen.add(at)
        owners[number] = at if not towards[at] else min(at, at + towards[at])
    return owners


def _direction(lines: Sequence[TextLine], numbers: range, number: int, columns: list[Column], pitch: float) -> int:
    """Return -1 or 1 where the line is part of the row above or below it, 0 where it is a row of its own."""
    line = lines[number]
    if line.is_anchor or _is_statement(line, columns):
        return 0
    above = line.base - lines[number - 1].base if number - 1 in numbers else _FAR * line.em
    below = lines[number + 1].base - line.base if number + 1 in numbers else _FAR * line.em
    between = number - 1 in numbers and number + 1 in numbers
    if between and above + below < _BETWEEN_ROWS * pitch:
        return -1 if above <= below else 1  # it stands between two rows that leave no room for a third
    if min(above, below) > min(_WRAPPED_EM * line.em, _WRAPPED * pitch):
        return -1 if number - 1 in numbers and did_not_fit(line, lines[number - 1], lines, numbers) else 0
    if abs(above - below) > _EVEN * max(above, below):
        towards = -1 if above < below else 1
        return towards if number + towards in numbers else 0
    return -1 if number - 1 in numbers and did_not_fit(line, lines[number - 1], lines, numbers) else 0


def _is_statement(line: TextLine, columns: list[Column]) -> bool:
    """Tell whether words stand in place of the values: over several columns, with a name before them or without."""
    spans = [columns_of(chunk, columns) for chunk in line.chunks]
    alone = len(spans) == 1 and spans[0][1] > min(1, len(columns) - 2)  # and no name over the columns of names
    return any(last > first and (first > 0 or alone) for first, last in spans)
