"""The body of a table without upright rules: its lines to rows, and the names of groups beside their rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.pdf.blocks import NOTE, Block, TextLine, chunks_to_line, did_not_fit, usual_pitch
from extract.pdf.columns import Column, columns_of
from extract.pdf.lines import Span

_WRAPPED_EM = 1.75  # em from line to line of one cell at most
_WRAPPED = 0.95  # of the rows' usual distance, likewise
_BETWEEN_ROWS = 1.5  # times the rows' usual distance between the neighbours of a line that is a row itself
_EVEN = 0.06  # of the distance: lines no more uneven than this are rows of one pitch
_FAR = 1.75  # em to where no line stands
_RULED_ROWS = 0.7  # of the rows are parted by rules: rules part all rows
_NAMED_ROWS = 0.8  # of the rows have a name of their own beside that of their group
_CENTRED = 0.35  # em that a group's name may stand off the middle of its rows
_NAMELESS = 0.6  # em that weigh as much as a row without a group's name


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
    owners = _ruled_owners(body, block) or _near_owners(body, numbers, columns)
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
    if names:
        _name_groups(found, names)
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


# -------------------------------------------------------------------------------------------------------- groups


def _without_group_names(body: Sequence[TextLine], columns: list[Column]) -> tuple[Sequence[TextLine], list[Span]]:
    """Return the lines without what stands in the first column, and that, where it names groups of rows.

    Such a column says something beside some rows only, while the second names them all.
    """
    if len(columns) < 3:
        return body, []
    over = [[columns_of(chunk, columns) for chunk in line.chunks] for line in body]
    anchors = [number for number, line in enumerate(body) if line.is_anchor]
    named = sum(any(first <= 1 <= last for first, last in over[number]) for number in anchors)
    words = sum(
        not value and at == (1, 1)
        for number in anchors
        for at, value in zip(over[number], body[number].values, strict=True)
    )
    beside = sum(any(at == (0, 0) for at in over[number]) for number in anchors)
    if named < _NAMED_ROWS * len(anchors) or words * 2 < len(anchors) or beside * 5 > 4 * len(anchors):
        return body, []
    kept: list[TextLine] = []
    names: list[Span] = []
    for line, at in zip(body, over, strict=True):
        first = [chunk for chunk, where in zip(line.chunks, at, strict=True) if where == (0, 0)]
        others = [chunk for chunk, where in zip(line.chunks, at, strict=True) if where != (0, 0)]
        names += first
        kept += [line if not first else chunks_to_line(others)] if others else []
    return kept, names


def _name_groups(rows: list[BodyRow], names: list[Span]) -> None:
    """Put each name beside the rows in whose middle it stands, and else in the row that it stands nearest to.

    Of all ways to share the rows out among the names the one is taken in which the names stand best, with as many
    groups as go.
    """
    em = max(chunk.em for chunk in names)
    best: list[tuple[float, int, int]] = [(0.0, 0, 0)]  # cost, groups (negative), where the last group begins
    for end in range(1, len(rows) + 1):
        ways = []
        for start in range(end):
            cost = _off_middle(rows[start:end], names, em)
            if cost is not None:
                ways.append((best[start][0] + cost, best[start][1] - 1, start))
        best.append(min(ways))
    end = len(rows)
    while end:
        start = best[end][2]
        held = _names_beside(rows[start:end], names)
        if held:
            rows[start].cells = [BodyCell(0, 0, held, end - start), *rows[start].cells]
        end = start


def _names_beside(rows: Sequence[BodyRow], names: list[Span]) -> list[Span]:
    return [chunk for chunk in names if rows[0].top <= (chunk.box[1] + chunk.box[3]) / 2 <= rows[-1].bottom]


def _off_middle(rows: Sequence[BodyRow], names: list[Span], em: float) -> float | None:
    """Return the cost of one name beside these rows; None if it cannot be."""
    held = _names_beside(rows, names)
    if not held:
        return _NAMELESS if len(rows) == 1 else None
    if any(row.cells[0].first == 0 for row in rows):
        return None  # a name that runs over both columns of names
    if any(low.box[3] - high.box[3] > _WRAPPED_EM * em for high, low in pairwise(held)):
        return None
    off = abs(held[0].box[1] + held[-1].box[3] - rows[0].top - rows[-1].bottom) / 2 / em
    if len(rows) > 1 and off > _CENTRED:
        return None
    return 0.0 if off <= _CENTRED else off


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
    return any(last > first and (first > 0 or len(spans) == 1) for first, last in spans)
