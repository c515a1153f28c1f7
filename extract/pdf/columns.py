"""The columns of a table without upright rules: what stands over one another, cut where white runs through it."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from extract.pdf.characters import Char
from extract.pdf.lines import Span, is_han, row_to_span
from extract.pdf.rules import Rule
from extract.pdf.textlines import AS_USUAL, TextLine, chunks_to_line, usual_pitch

_BRIDGES = 0.1  # of the lines may lie over the white between two columns
_WHITE = 0.42  # em of white that runs through many lines: two columns stand on its sides
_WIDE_WHITE = 0.7  # em, through few lines
_NAME = 0.3  # of the table's width: a name in a line of its own is shorter
_GROUPS = 2  # names of groups that make a column of their own
_CLEAR = 1.0  # em of white between two names in one line that is enough to tell them apart
_MANY = 5  # lines
_MIDWAY = 0.3  # em that a name over groups and members may stand off the middle of the white between the two
_CUT = 0.2  # em of white in a line where two columns part

Column = tuple[float, float]
"""The ``(x0, x1)`` that the text of a column takes."""


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


def split_names(columns: list[Column], body: Sequence[TextLine], rules: Sequence[Rule] = ()) -> list[Column]:
    """Return the columns, the first parted where names of groups stand to the left of their members' names.

    Names of the groups' heads may run over both, and the ``rules`` between members leave the groups' column out.
    """
    if len(columns) < 2:
        return columns
    columns = _without_common_names(columns, body)
    left, right = columns[0]
    whites, clear = [], False
    anchors = [number for number, line in enumerate(body) if line.is_anchor]
    pitch = usual_pitch(body, anchors) if anchors else 0.0
    for number, line in enumerate(body):
        named = [chunk for chunk in line.chunks if chunk.box[2] <= right + 1]
        clear |= any(len(a.text) > 1 and b.box[0] - a.box[2] > _CLEAR * line.em for a, b in pairwise(named))
        whites += [(a.box[2], b.box[0]) for a, b in pairwise(named)]
        if len(line.chunks) == 1 and named and 0 < number < len(body) - 1:
            above, below = body[number - 1], body[number + 1]
            beside = min(above.left, below.left)
            whites += [(line.right, beside)] if beside > line.right else []
            as_usual = below.base - above.base <= AS_USUAL * pitch  # rows that leave no room for a row between them
            clear |= beside > line.right and as_usual and min(len(above.chunks), len(below.chunks)) > 1
    low, high = max([x for x, _ in whites], default=0.0), min([x for _, x in whites], default=0.0)
    clear |= any(low < rule.start < high and body[0].base < rule.at < body[-1].base for rule in rules)
    if len(whites) < (1 if clear else _GROUPS) or high - low < _CUT * body[0].em or high >= right:
        return columns
    begin = min(line.left for line in body if line.left < low)
    return [(min(left, begin), low), (high, right), *columns[1:]]


def _without_common_names(columns: list[Column], body: Sequence[TextLine]) -> list[Column]:
    """Return the columns without one of names that stand in the middle of several columns of names, theirs.

    Such a name stands alone on its line, between the names of groups and of members, or to the left of members whose
    groups' names the page does not show.
    """
    over = [[columns_of(chunk, columns) for chunk in line.chunks] for line in body]
    alone = [{first for first, last in at if first == last} for at in over]
    rows = [at for line, at in zip(body, alone, strict=True) if line.is_anchor]
    if len(columns) > 2 and any(0 in at for at in alone) and not any(0 in at and 2 not in at for at in rows):
        common = [at for at in rows if 1 in at]
        if common and any(2 in at for at in rows) and not any(at & {0, 2} for at in common):
            return [columns[0], *columns[2:]]
    named = {min(at) for line, at in zip(body, alone, strict=True) if line.is_anchor and at and not line.values[0]}
    if len(columns) > 3 and named == {0, 1} and all(len(at & {0, 1}) == 1 for at in rows):
        return [(columns[0][0], columns[1][1]), *columns[2:]]
    return columns


def _words(chunk: Span, white: float) -> list[Column]:
    """Return the ``(x0, x1)`` of the pieces of a chunk that so much white parts; a name set wide is one."""
    if _is_set_wide(chunk):
        return [(chunk.box[0], chunk.box[2])]
    pieces: list[Column] = []
    for char in chunk.row:
        if pieces and char.x0 - pieces[-1][1] < white:
            pieces[-1] = (pieces[-1][0], max(char.x1, pieces[-1][1]))
        else:
            pieces.append((char.x0, char.x1))
    return pieces


def _is_set_wide(chunk: Span) -> bool:
    return len(chunk.text) > 1 and all(len(letter) == 1 and is_han(letter) for letter in chunk.text.split())


def cut_at_columns(line: TextLine, columns: list[Column]) -> TextLine:
    """Return the line with its chunks cut where white between two columns runs through them."""
    borders = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    chunks: list[Span] = []
    for chunk in line.chunks:
        inner = [] if _is_set_wide(chunk) else [x for x in borders if chunk.box[0] < x < chunk.box[2]]
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
    chunks = [chunk for line in head for chunk in line.chunks]
    lowest = lowest_names(chunks)
    names = lowest if len(lowest) >= len(columns) else list(head[-1].chunks) if head else []
    if len(names) < 2 or names_of_columns(chunks, columns) or _name_all_but_the_first(chunks, columns):
        return columns
    named = names_to_columns(names, columns) if len(names) >= len(columns) else []
    far = em if named else 2 * em
    lone = [
        (chunk.box[0], chunk.box[2])
        for number, chunk in enumerate(names)
        if number not in named and all(chunk.box[2] + far < x0 or chunk.box[0] - far > x1 for x0, x1 in columns)
    ]
    return sorted([*columns, *lone])


def _name_all_but_the_first(chunks: Sequence[Span], columns: Sequence[Column]) -> bool:
    """Tell whether there is one name for the columns of the rows' names together, and one for each other column."""
    lowest = lowest_names(chunks)
    behind = len(columns) - len(lowest) + 1
    return 1 < behind < len(columns) and name_each(lowest, [(columns[0][0], columns[behind - 1][1]), *columns[behind:]])


def lowest_names(chunks: Sequence[Span]) -> list[Span]:
    """Return the texts of a head that stand over no other of its texts, from left to right."""
    lowest = [
        chunk
        for chunk in chunks
        if not any(
            other.box[3] > chunk.box[3] + 1 and min(chunk.box[2], other.box[2]) > max(chunk.box[0], other.box[0])
            for other in chunks
        )
    ]
    return sorted(lowest, key=lambda chunk: chunk.box[0])


def names_of_columns(chunks: Sequence[Span], columns: Sequence[Column]) -> list[Span]:
    """Return the lowest names of a head if there is one for each column, else none.

    A name in the white between two lower ones heads both, or is that of a column whose name stands higher.
    """
    lowest = lowest_names(chunks)
    apart = [name for name in lowest if not (_is_beside(name, chunks, -1) and _is_beside(name, chunks, 1))]
    return next((names for names in (lowest, apart) if name_each(names, columns)), [])


def _is_beside(name: Span, chunks: Sequence[Span], side: int) -> bool:
    """Tell whether a lower text stands on the left (-1) or right (1) of the name."""
    lower = [chunk for chunk in chunks if chunk.base > name.base + 1]
    return any(chunk.box[2] < name.box[0] if side < 0 else chunk.box[0] > name.box[2] for chunk in lower)


def name_each(names: Sequence[Span], columns: Sequence[Column]) -> bool:
    """Tell whether there is one name for each column, in order, none of them over another column than its own."""
    if len(names) != len(columns):
        return False
    for own, name in enumerate(names):
        over = [n for n, (x0, x1) in enumerate(columns) if min(x1, name.box[2]) > max(x0, name.box[0])]
        if over and own not in over:
            return False
    return True


def names_to_columns(names: Sequence[Span], columns: Sequence[Column]) -> list[int]:
    """Return for each column the number of the name over it, in order and as near as can be; more names than columns.

    Names in the middle of wide columns may stand beside what stands on one side of them.
    """
    best: list[tuple[float, list[int]]] = [(0.0, [])] * (len(names) + 1)  # by how many names are used up
    for x0, x1 in columns:
        following: list[tuple[float, list[int]]] = [(1e9, [])]
        for number, name in enumerate(names):
            cost, taken = best[number]
            gap = max(0.0, name.box[0] - x1, x0 - name.box[2])
            here = (cost + gap + 0.01 * abs(name.box[0] + name.box[2] - x0 - x1), [*taken, number])
            following.append(min(following[-1], here, key=lambda way: way[0]))
        best = following
    return best[-1][1]


def columns_of(chunk: Span, columns: Sequence[Column]) -> tuple[int, int]:
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
    far = [max(left - middle, middle - right) for left, right in columns]
    nearest = min(range(len(columns)), key=far.__getitem__)
    if nearest < 2 <= len(columns) and abs(far[0] - far[1]) < _MIDWAY * chunk.em:
        return 0, 1
    return nearest, nearest
