"""A block of lines to the rows, columns and cells of a table without upright rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from statistics import median

from extract.pdf.blocks import Block, TextLine, chunks_to_line, did_not_fit, usual_pitch
from extract.pdf.cells import Filled
from extract.pdf.characters import Char
from extract.pdf.lattice import Lattice, Slot
from extract.pdf.lines import Span, row_to_span
from extract.pdf.rules import Rule

_BRIDGES = 0.1  # of the lines may lie over the white between two columns
_WHITE = 0.42  # em of white that runs through many lines: two columns stand on its sides
_WIDE_WHITE = 0.7  # em, through few lines
_NAME = 0.3  # of the table's width: a name in a line of its own is shorter
_GROUPS = 2  # names of groups that make a column of their own
_MANY = 5  # lines
_CUT = 0.2  # em of white in a line where two columns part
_WRAPPED_EM = 1.75  # em from line to line of one cell at most
_WRAPPED = 0.95  # of the rows' usual distance, likewise
_BETWEEN_ROWS = 1.5  # times the rows' usual distance between the neighbours of a line that is a row itself
_EVEN = 0.06  # of the distance: lines no more uneven than this are rows of one pitch
_EVEN_HALVES = 0.15  # em that the lines of a head in two may stand unevenly over and under one in one line
_FAR = 1.75  # em to where no line stands
_CENTRED = 0.1  # of its columns' width that a heading may stand off their middle
_CENTRED_EM = 0.6  # em, likewise
_RULED_ROWS = 0.7  # of the rows are parted by rules: rules part all rows


Column = tuple[float, float]
"""The ``(x0, x1)`` that the text of a column takes."""


@dataclass(slots=True)
class _Cell:
    """A cell being gathered: columns ``first`` … ``last`` (inclusive) and its chunks."""

    first: int
    last: int
    chunks: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    """A row being gathered: its lines' numbers and its cells by their first column."""

    lines: list[int]
    cells: list[_Cell]


def block_to_filled(lines: Sequence[TextLine], block: Block) -> Filled | None:
    """Return the table of a block, or None if its lines do not stand in two columns or more."""
    body = lines[block.body : block.end]
    columns = _split_names(lines_to_columns(body, lines[block.head : block.body]), body)
    lines = [
        cut_at_columns(line, columns) if block.head <= number < block.end else line for number, line in enumerate(lines)
    ]
    if len(columns) < 2 or not (
        block.head < block.body or block.piece or _names_rows(lines[block.body : block.end], columns)
    ):
        return None
    head = _head_rows(lines, block, columns)
    rows = [*head, *_body_rows(lines, block, columns)]
    return _rows_to_filled(lines, block, columns, rows)


def _names_rows(body: Sequence[TextLine], columns: list[Column]) -> bool:
    """Tell whether a column holds words: rows of bare numbers without a head are the labels of a chart."""
    worded = [0] * len(columns)
    for line in body:
        for chunk, value in zip(line.chunks, line.values, strict=True):
            worded[_columns_of(chunk, columns)[0]] += not value
    return any(2 * count >= len(body) for count in worded)


# ------------------------------------------------------------------------------------------------------- columns


def lines_to_columns(body: Sequence[TextLine], head: Sequence[TextLine] = ()) -> list[Column]:
    """Return the columns: the text of the fullest lines laid over one another, cut where white runs through it."""
    anchors = [line for line in body if line.is_anchor] or [line for line in body if len(line.chunks) > 1]
    if not anchors:
        return []
    most = max(len(line.chunks) for line in anchors)
    full = [line for line in anchors if len(line.chunks) * 3 >= 2 * most]
    em = median(line.em for line in full)
    white = _WHITE * em if len(full) >= _MANY else _WIDE_WHITE * em
    names = [line for line in body if not line.is_anchor and len(line.chunks) == 1]
    names = [line for line in names if line.right - line.left < _NAME * (max(one.right for one in full) - line.left)]
    spans = [span for line in (*full, *names) for chunk in line.chunks for span in _words(chunk, white)]
    columns = _lay_over(spans, int(_BRIDGES * len(full)), white)
    return _with_blank_columns(columns, head, em)


def _split_names(columns: list[Column], body: Sequence[TextLine]) -> list[Column]:
    """Return the columns, the first parted where names of groups stand to the left of their members' names.

    Names of the groups' heads may run over both.
    """
    if len(columns) < 2:
        return columns
    left, right = columns[0]
    whites = []
    for number, line in enumerate(body):
        named = [chunk for chunk in line.chunks if chunk.box[2] <= right + 1]
        whites += [(a.box[2], b.box[0]) for a, b in pairwise(named)]
        if len(line.chunks) == 1 and named and 0 < number < len(body) - 1:
            beside = min(body[number - 1].left, body[number + 1].left)
            whites += [(line.right, beside)] if beside > line.right else []
    low, high = max([x for x, _ in whites], default=0.0), min([x for _, x in whites], default=0.0)
    if len(whites) < _GROUPS or high - low < _CUT * body[0].em:
        return columns
    return [(left, low), (high, right), *columns[1:]]


def _words(chunk: Span, white: float) -> list[Column]:
    """Return the ``(x0, x1)`` of the pieces of a chunk that so much white parts."""
    pieces: list[Column] = []
    for char in chunk.row:
        if pieces and char.x0 - pieces[-1][1] < white:
            pieces[-1] = (pieces[-1][0], max(char.x1, pieces[-1][1]))
        else:
            pieces.append((char.x0, char.x1))
    return pieces


def cut_at_columns(line: TextLine, columns: list[Column]) -> TextLine:
    """Return the line with its chunks cut where white between two columns runs through them."""
    borders = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    chunks: list[Span] = []
    for chunk in line.chunks:
        inner = [border for border in borders if chunk.box[0] < border < chunk.box[2]]
        rows: list[list[Char]] = [[]]
        for char in chunk.row:
            before = rows[-1][-1] if rows[-1] else None
            if (
                before is not None
                and any(before.x1 <= x <= char.x0 for x in inner)
                and char.x0 - before.x1 > _CUT * line.em
            ):
                rows.append([])
            rows[-1].append(char)
        chunks += [chunk] if len(rows) == 1 else [row_to_span(row) for row in rows]
    return line if len(chunks) == len(line.chunks) else chunks_to_line(chunks)


def _lay_over(spans: Iterable[Column], bridges: int, white: float) -> list[Column]:
    """Return the intervals where more than ``bridges`` spans lie, joined over less than ``white``."""
    steps = sorted([(x0, 1) for x0, _ in spans] + [(x1, -1) for _, x1 in spans], key=lambda step: (step[0], -step[1]))
    columns: list[Column] = []
    depth, start = 0, 0.0
    for x, step in steps:
        if depth <= bridges < depth + step:
            start = x
        elif depth > bridges >= depth + step:
            if columns and start - columns[-1][1] < white:
                columns[-1] = (columns[-1][0], x)
            elif x > start:
                columns.append((start, x))
        depth += step
    return columns


def _with_blank_columns(columns: list[Column], head: Sequence[TextLine], em: float) -> list[Column]:
    """Add columns that only the last line of the head names: no line of the body says anything in them."""
    if not head or len(head[-1].chunks) < 2:
        return columns
    lone = [
        (chunk.box[0], chunk.box[2])
        for chunk in head[-1].chunks
        if all(chunk.box[2] + 2 * em < x0 or chunk.box[0] - 2 * em > x1 for x0, x1 in columns)
    ]
    return sorted([*columns, *lone])


def _columns_of(chunk: Span, columns: list[Column]) -> tuple[int, int]:
    """Return the first and last column that the chunk stands over."""
    x0, _, x1, _ = chunk.box
    under = [
        number
        for number, (left, right) in enumerate(columns)
        if min(x1, right) - max(x0, left) > 0.3 * min(x1 - x0, right - left)
    ]
    if under:
        return under[0], under[-1]
    middle = (x0 + x1) / 2
    nearest = min(range(len(columns)), key=lambda n: max(columns[n][0] - middle, middle - columns[n][1]))
    return nearest, nearest


# ---------------------------------------------------------------------------------------------------------- head


def _head_rows(lines: Sequence[TextLine], block: Block, columns: list[Column]) -> list[_Row]:
    """Return the rows of the head: a new one begins under a line whose chunks span several columns."""
    rows: list[_Row] = []
    for numbers in _level_with_halves(lines[block.head : block.body], columns):
        together = range(block.head + numbers.start, block.head + numbers.stop)
        cells = _lines_to_head_cells(lines, together, block, columns)
        if rows and not _begins_row(rows[-1], cells):
            rows[-1].lines += together
            _merge_into(rows[-1], cells)
        else:
            rows.append(_Row(list(together), cells))
    return rows


def _level_with_halves(head: Sequence[TextLine], columns: list[Column]) -> list[range]:
    """Return the lines of the head that are one row: heads in two lines stand evenly over and under those in one.

    Each lower half has an upper one; under a head of several columns stand more than it.
    """
    over = [{_columns_of(chunk, columns) for chunk in line.chunks} for line in head]
    ends = list(range(1, len(head) + 1))
    for first, last in combinations(range(len(head)), 2):
        upper, lower = head[first], head[last]
        middle, em = (upper.base + lower.base) / 2, max(upper.em, lower.em)
        if (
            last > first + 1
            and lower.base - upper.base <= _WRAPPED_EM * em
            and over[first] >= over[last]
            and any(abs(line.base - middle) <= _EVEN_HALVES * em for line in head[first + 1 : last])
        ):
            ends[first] = max(ends[first], last + 1)
    rows: list[range] = []
    for number, end in enumerate(ends):
        if rows and number < rows[-1].stop:
            rows[-1] = range(rows[-1].start, max(rows[-1].stop, end))
        else:
            rows.append(range(number, end))
    return rows


def _lines_to_head_cells(lines: Sequence[TextLine], numbers: range, block: Block, columns: list[Column]) -> list[_Cell]:
    """Return the cells of the lines of one row of the head; a chunk may head several columns of the lines below."""
    line, number = lines[numbers[-1]], numbers[-1]
    chunks = [chunk for each in numbers for chunk in lines[each].chunks]
    found = sorted((_Cell(*_columns_of(chunk, columns), [chunk]) for chunk in chunks), key=lambda cell: cell.first)
    if len(numbers) > 1:
        found = _apart(found)
    _spread(found, lines[number + 1 : block.body], columns, line.em)
    below = lines[number + 1].base if number + 1 < len(lines) else line.bottom
    for rule in block.rules:
        if line.base < rule.at < below + line.em:
            _spread_over_rule(found, rule, columns, line.em)
    return _apart(found)


def _spread(cells: list[_Cell], lower: Sequence[TextLine], columns: list[Column], em: float) -> None:
    """Widen each cell to the columns that it is centred over, of those that lines of the head below it name.

    A cell reaches halfway to its neighbours at most.
    """
    named = {number for line in lower for chunk in line.chunks for number in _columns_of(chunk, columns)}
    if len(named) < 2:
        return
    boxes = [cell.chunks[0].box for cell in cells]
    for at, cell in enumerate(cells):
        low = (boxes[at - 1][2] + boxes[at][0]) / 2 if at else -1e9
        high = (boxes[at][2] + boxes[at + 1][0]) / 2 if at + 1 < len(cells) else 1e9
        near = [number for number in sorted(named) if low <= (columns[number][0] + columns[number][1]) / 2 <= high]
        middle = _middle(cell.chunks[0])
        spans = [(first, last) for first in near for last in near if first < last]
        for first, last in sorted(spans, key=lambda span: span[0] - span[1]):
            left, right = columns[first][0], columns[last][1]
            if abs((left + right) / 2 - middle) <= max(_CENTRED_EM * em, _CENTRED * (right - left)):
                cell.first, cell.last = first, last
                break


def _spread_over_rule(cells: list[_Cell], rule: Rule, columns: list[Column], em: float) -> None:
    """Widen a cell to the columns over which a rule runs under it alone: the rule shows what it heads."""
    over = [
        cell for cell in cells if rule.start - em <= cell.chunks[0].box[0] and cell.chunks[-1].box[2] <= rule.end + em
    ]
    under = [number for number, (x0, x1) in enumerate(columns) if rule.start - 2 <= (x0 + x1) / 2 <= rule.end + 2]
    if len(over) == 1 and under and len(under) < len(columns):
        over[0].first, over[0].last = min(over[0].first, under[0]), max(over[0].last, under[-1])


def _middle(chunk: Span) -> float:
    return (chunk.box[0] + chunk.box[2]) / 2


def _apart(cells: list[_Cell]) -> list[_Cell]:
    """Return the cells of a line, those that fell together in one column as one."""
    apart: list[_Cell] = []
    for cell in cells:
        if apart and cell.first <= apart[-1].last:
            apart[-1].last = max(apart[-1].last, cell.last)
            apart[-1].chunks += cell.chunks
        else:
            apart.append(cell)
    return apart


def _begins_row(row: _Row, cells: list[_Cell]) -> bool:
    """Tell whether the cells of the next line stand under a cell of the row that spans several of them."""
    for upper in row.cells:
        under = [cell for cell in cells if upper.first <= cell.first and cell.last <= upper.last]
        if upper.last > upper.first and (
            len(under) > 1 or any(cell.last - cell.first < upper.last - upper.first for cell in under)
        ):
            return True
    return False


def _merge_into(row: _Row, cells: list[_Cell]) -> None:
    """Add the chunks of a further line of the same row to its cells."""
    for cell in cells:
        same = next((one for one in row.cells if one.first <= cell.last and cell.first <= one.last), None)
        if same is None:
            row.cells.append(cell)
        else:
            same.first, same.last = min(same.first, cell.first), max(same.last, cell.last)
            same.chunks += cell.chunks
    row.cells = _apart(sorted(row.cells, key=lambda one: one.first))


# ---------------------------------------------------------------------------------------------------------- body


def _body_rows(lines: Sequence[TextLine], block: Block, columns: list[Column]) -> list[_Row]:
    numbers = range(block.body, block.end)
    owners = _ruled_owners(lines, block) or _near_owners(lines, numbers, columns)
    rows: dict[int, _Row] = {}
    for number in numbers:
        owner = owners[number]
        cells = _apart([_Cell(*_columns_of(chunk, columns), [chunk]) for chunk in lines[number].chunks])
        if owner in rows:
            rows[owner].lines.append(number)
            _merge_into(rows[owner], cells)
        else:
            rows[owner] = _Row([number], cells)
    return [rows[owner] for owner in sorted(rows, key=lambda owner: rows[owner].lines[0])]


def _ruled_owners(lines: Sequence[TextLine], block: Block) -> dict[int, int] | None:
    """Return the row of each line where rules part the rows; None where they do not."""
    numbers = list(range(block.body, block.end))
    left, right = lines[numbers[0]].left, lines[numbers[0]].right
    cuts = sorted(
        rule.at for rule in block.rules if min(rule.end, right) - max(rule.start, left) > 0.5 * (right - left)
    )
    anchors = [lines[number].base for number in numbers if lines[number].is_anchor]
    parted = sum(any(a < cut < b for cut in cuts) for a, b in pairwise(anchors))
    if len(anchors) < 2 or parted < _RULED_ROWS * (len(anchors) - 1):
        return None
    owners: dict[int, int] = {}
    for before, number in zip([None, *numbers], numbers, strict=False):
        cut = before is None or any(lines[before].base < at < lines[number].base for at in cuts)
        both = before is not None and lines[before].is_anchor and lines[number].is_anchor
        owners[number] = number if cut or both or before is None else owners[before]
    return owners


def _near_owners(lines: Sequence[TextLine], numbers: range, columns: list[Column]) -> dict[int, int]:
    """Return the row of each line: a line without values belongs to the line that it clearly stands nearer to.

    Where it stands as far from the line above as from the line below it is a row of its own.
    """
    anchors = [number for number in numbers if lines[number].is_anchor]
    pitch = usual_pitch(lines, anchors) if anchors else 0.0
    towards = {number: _direction(lines, numbers, number, columns, pitch) for number in numbers}
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
    spans = [_columns_of(chunk, columns) for chunk in line.chunks]
    return any(last > first and (first > 0 or len(spans) == 1) for first, last in spans)


# --------------------------------------------------------------------------------------------------------- cells


def _rows_to_filled(lines: Sequence[TextLine], block: Block, columns: list[Column], rows: list[_Row]) -> Filled | None:
    """Return the lattice of the rows and columns with the characters of each cell; blanks are cells too."""
    xs = _borders(columns, block.rules)
    ys = _row_borders(lines, rows)
    spans = _header_spans(rows, sum(row.lines[0] < block.body for row in rows), len(columns))
    slots: list[Slot] = []
    held: list[list[Char]] = []
    for number, row in enumerate(rows):
        covered = {col for (top, col), count in spans.items() if top < number < top + count}
        filled = {cell.first: cell for cell in row.cells}
        col = 0
        while col < len(columns):
            cell = filled.get(col) or _Cell(col, col)
            if cell.chunks or col not in covered:
                down = number + spans.get((number, col), 1)
                box = (xs[col], ys[number], xs[cell.last + 1], ys[down])
                slots.append(Slot(number, col, down, cell.last + 1, box))
                held.append([char for chunk in cell.chunks for char in chunk.row])
            col = cell.last + 1
    return Filled(Lattice(tuple(xs), tuple(ys), tuple(slots)), held)


def _header_spans(rows: list[_Row], head: int, width: int) -> dict[tuple[int, int], int]:
    """Return how many rows of the head a cell spans whose column says something in one of them only."""
    spans: dict[tuple[int, int], int] = {}
    if head < 2:
        return spans
    for col in range(width):
        filled = [n for n in range(head) if any(cell.first <= col <= cell.last for cell in rows[n].cells)]
        if len(filled) != 1:
            continue
        cell = next(cell for cell in rows[filled[0]].cells if cell.first <= col <= cell.last)
        if cell.first == cell.last:
            rows[filled[0]].cells.remove(cell)
            rows[0].cells = sorted([*rows[0].cells, cell], key=lambda one: one.first)
            spans[0, col] = head
    return spans


def _borders(columns: list[Column], rules: Iterable[Rule]) -> list[float]:
    """Return the borders of the columns: midway in the white between them, and where the rules end."""
    left = min([columns[0][0], *(rule.start for rule in rules)])
    right = max([columns[-1][1], *(rule.end for rule in rules)])
    inner = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    return [round(x, 2) for x in (left - 1, *inner, right + 1)]


def _row_borders(lines: Sequence[TextLine], rows: list[_Row]) -> list[float]:
    """Return the borders of the rows: midway between the lines of neighbours."""
    tops = [min(lines[number].top for number in row.lines) for row in rows]
    bottoms = [max(lines[number].bottom for number in row.lines) for row in rows]
    inner = [(bottom + top) / 2 for bottom, top in zip(bottoms, tops[1:], strict=False)]
    return [round(y, 2) for y in (tops[0] - 1, *inner, bottoms[-1] + 1)]
