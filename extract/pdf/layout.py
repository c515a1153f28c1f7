"""Lines and grids of a page to reading order: columns of running text are read one after the other.

A page is cut where white runs through it.  A gutter counts only between blocks of running text: several lines on
both sides, most of them as wide as their column.  Everything else (forms, lists, signatures) is read line by line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from extract.pdf.lines import Span, cut_spans, join_spans
from extract.pdf.placed import PlacedGrid
from schemas.places import Box

CHUNK = 0.7  # em of white inside a line that parts two chunks
_GUTTER = 0.9  # em of white between two columns of running text, where signs hang into it
_FEWEST_LINES = 4  # of running text that stand side by side before they count as columns
_FULL = 0.75  # of its column's width: a full line of running text
_HEADLINE = 1.25  # times the type of the lines above: a headline
_NARROWEST = 7.0  # em of a column of running text
_OF_ONE_WIDTH = 1.15  # times as wide as the narrowest is the widest of a newspaper's columns
_FAR_ABOVE = 2.0  # em of white between two lines of one column at most

Item = Span | PlacedGrid
Gutter = tuple[float, float]


@dataclass(slots=True)
class Chunk:
    """A piece of a line that no wide gap divides, or a grid.

    ``em`` is the size of type of its line, ``line`` the line itself where it is cut into ``pieces``.
    """

    item: Item
    box: Box
    em: float
    line: Span | None = None
    pieces: int = 1


Strip = list[Chunk]
"""What stands side by side in one line."""


@dataclass(frozen=True, slots=True)
class Region:
    """Lines and grids that are read one after the other, from the top."""

    strips: list[Strip]


def items_to_regions(spans: list[Span], grids: list[PlacedGrid]) -> list[Region]:
    """Return the lines and grids of a page as regions in reading order."""
    strips = [(span.base, strip) for span, strip in zip(spans, spans_to_strips(spans), strict=True)]
    strips += [(grid.box[1], [Chunk(grid, grid.box, 10.0)]) for grid in grids]
    strips.sort(key=lambda strip: (strip[0], strip[1][0].box[0]))
    found = [strip for _, strip in strips]
    return _strips_to_regions(_with_grids_beside(found) if grids else found)


def _with_grids_beside(strips: list[Strip]) -> list[Strip]:
    """Return the strips, each grid in that of the first line that stands beside it."""
    beside: dict[int, list[Chunk]] = {}
    moved = set()
    for number, strip in enumerate(strips):
        if not isinstance(strip[0].item, PlacedGrid):
            continue
        box = strip[0].box
        for at, other in enumerate(strips):
            level = all(box[1] <= (one.box[1] + one.box[3]) / 2 <= box[3] for one in other)
            apart = all(one.box[2] <= box[0] or one.box[0] >= box[2] for one in other)
            if level and apart and not isinstance(other[0].item, PlacedGrid):
                beside.setdefault(at, []).append(strip[0])
                moved.add(number)
                break
    return [
        sorted([*strip, *beside.get(number, [])], key=lambda chunk: chunk.box[0])
        for number, strip in enumerate(strips)
        if number not in moved
    ]


def _strips_to_regions(strips: list[Strip]) -> list[Region]:
    pairs = sum(len(strip) > 1 for strip in strips)
    if pairs < _FEWEST_LINES and not _has_halves([chunk for strip in strips for chunk in strip]):
        return [_strips_to_region(strips)] if strips else []
    regions: list[Region] = []
    plain: list[Strip] = []
    start = 0
    balance = _wide_balance(strips)
    ahead = list(accumulate(reversed(balance), max))[::-1]  # the best balance from each line on
    while start < len(strips):
        if ahead[min(start + _FEWEST_LINES, len(strips))] >= balance[start]:
            end, gutters = _columns_from(strips, start, balance)
        else:
            end, gutters = start, []
        if not gutters:
            plain.append(strips[start])
            start += 1
            continue
        above = _lines_above(plain, gutters)
        start -= above
        plain = plain[: len(plain) - above]
        if plain:
            regions.append(_strips_to_region(plain))
            plain = []
        for column in _cut_at(strips[start:end], gutters):
            regions += _strips_to_regions(column)
        start = end
    return [*regions, _strips_to_region(plain)] if plain else regions


def _strips_to_region(strips: list[Strip]) -> Region:
    """Return lines that are read from the top, each grid among them for itself."""
    parted: list[Strip] = []
    for strip in strips:
        grids = [chunk for chunk in strip if isinstance(chunk.item, PlacedGrid)]
        line = [chunk for chunk in strip if isinstance(chunk.item, Span)]
        parted += [*([line] if line else []), *([grid] for grid in grids)]
    if len(parted) > len(strips):
        parted.sort(key=lambda strip: (_reading_height(strip[0]), strip[0].box[0]))
    return Region(parted)


def _reading_height(chunk: Chunk) -> float:
    return chunk.item.base if isinstance(chunk.item, Span) else chunk.box[1]


def _lines_above(plain: list[Strip], gutters: list[Gutter]) -> int:
    """Return how many of the lines above columns begin one of them: one column may begin higher than the others."""
    count = 0
    for strip in reversed(plain):
        if any(chunk.box[0] < high and chunk.box[2] > low for low, high in gutters for chunk in strip):
            break
        below = plain[-count] if count else None
        if below is not None and below[0].box[1] - strip[0].box[3] > _FAR_ABOVE * strip[0].em:
            break
        count += 1
    return count


def strip_to_item(strip: Strip) -> Item:
    """Return the strip's line as one, or its grid."""
    first = strip[0]
    if len(strip) == 1 or isinstance(first.item, PlacedGrid):
        return first.item
    if first.line is not None and first.pieces == len(strip):
        return first.line
    return join_spans([chunk.item for chunk in strip if isinstance(chunk.item, Span)])


def spans_to_strips(spans: Sequence[Span]) -> list[Strip]:
    """Cut lines where wide white stands in them."""
    return [
        [Chunk(piece, piece.box, span.em, span, len(pieces)) for piece in pieces]
        for span, pieces in zip(spans, cut_spans(spans, CHUNK), strict=True)
    ]


def _wide_balance(strips: list[Strip]) -> list[int]:
    """Return, before each line and behind the last, how many more wide than narrow chunks stand above.

    Where lines stand in columns of running text, half of their chunks at least are wide.
    """
    wide = [[_is_wide(chunk) for chunk in strip] for strip in strips]
    if _has_halves([chunk for strip in strips for chunk in strip]):  # tables may stand beside running text
        return list(accumulate((sum(each) or -(len(each) == 1) for each in wide), initial=0))
    return list(accumulate((2 * sum(each) - len(each) for each in wide), initial=0))


def _has_halves(chunks: list[Chunk]) -> bool:
    """Tell whether wide pieces stand in the left half, and others in the right half of what they take together."""
    wide = [chunk.box for chunk in chunks if _is_wide(chunk)]
    middle = (min(box[0] for box in wide) + max(box[2] for box in wide)) / 2 if wide else 0.0
    halves = (sum(box[2] <= middle for box in wide), sum(box[0] >= middle for box in wide))
    return min(halves) >= _FEWEST_LINES


def _is_wide(chunk: Chunk) -> bool:
    return chunk.box[2] - chunk.box[0] >= _NARROWEST * chunk.em


def _columns_from(strips: list[Strip], start: int, balance: list[int]) -> tuple[int, list[Gutter]]:
    """Return the gutters of running text in columns that begins with line ``start``, and where it ends.

    The lines that follow are taken in as long as some white runs down through all of them.
    """
    begin = sorted(_side_by_side(strips, start), key=lambda chunk: chunk.box[0])
    whites = [(a.box[2], b.box[0]) for a, b in pairwise(begin) if b.box[0] - a.box[2] >= _GUTTER * max(a.em, b.em)]
    ends: list[tuple[int, list[Gutter]]] = []
    for end in range(start + 1, len(strips) + 1):
        whites = _common(whites, strips[end - 1]) if end > start + 1 else whites
        if not whites or (end > start + 1 and _heads_what_follows(strips, end - 1)):
            break
        if end - start >= _FEWEST_LINES and balance[end] >= balance[start]:
            ends.append((end, whites))
    for end, whites in reversed(ends):
        gutters = [white for white in whites if _divides_text(strips[start:end], white)]
        if gutters:
            return end, gutters
    return start, []


def _side_by_side(strips: list[Strip], start: int) -> list[Chunk]:
    """Return what stands side by side where a line begins: the line, and the next one if it shares its height."""
    line = strips[start]
    if len(line) > 1 or start + 1 == len(strips):
        return line
    bottom = line[0].box[3]
    return [*line, *(chunk for chunk in strips[start + 1] if chunk.box[1] < bottom)]


def _heads_what_follows(strips: list[Strip], at: int) -> bool:
    """Tell whether a line holds headlines only, with nothing beside them: what stands over it is another article's."""
    line, above, below = strips[at], strips[at - 1], strips[at + 1] if at + 1 < len(strips) else []
    if any(chunk.em < _HEADLINE * max(other.em for other in above) for chunk in line):
        return False
    top, bottom = min(chunk.box[1] for chunk in line), max(chunk.box[3] for chunk in line)
    return all(chunk.box[3] <= top for chunk in above) and all(chunk.box[1] >= bottom for chunk in below)


def _common(whites: list[Gutter], strip: Strip) -> list[Gutter]:
    """Return what is left of the white, given from the left, when this line is laid over it."""
    left: list[Gutter] = []
    least = _GUTTER * max(chunk.em for chunk in strip)
    at = 0
    for low, high in whites:
        while at < len(strip) and strip[at].box[2] <= low:
            at += 1
        rest = low
        for chunk in strip[at:]:
            if chunk.box[0] >= high:
                break
            if chunk.box[0] - rest >= least:
                left.append((rest, chunk.box[0]))
            rest = max(rest, chunk.box[2])
        if high - rest >= least:
            left.append((rest, high))
    return left


def _divides_text(strips: list[Strip], gutter: Gutter) -> bool:
    """Tell whether running text stands on both sides of the gutter, or, in columns of one width, some among tables."""
    middle = (gutter[0] + gutter[1]) / 2
    sides = [[[chunk for chunk in strip if (chunk.box[0] > middle) == right] for strip in strips] for right in (0, 1)]
    if all(_is_text([chunk for piece in side for chunk in piece]) for side in sides):
        return True
    alone = [[piece[0] for piece in side if len(piece) == 1] for side in sides]
    lines = [[chunk for chunk in side if isinstance(chunk.item, Span)] for side in alone]
    if min(map(len, lines)) == 0 or sum(map(len, lines)) < _FEWEST_LINES:
        return False
    if not all(_is_text([row for chunk in side for row in _to_rows(chunk)]) for side in alone):
        return False
    widths = [max(chunk.box[2] - chunk.box[0] for chunk in side) for side in lines]
    return max(widths) <= _OF_ONE_WIDTH * min(widths)


def _to_rows(chunk: Chunk) -> list[Chunk]:
    """Return a line, or a grid once for each of its rows."""
    return [chunk] * chunk.item.size[0] if isinstance(chunk.item, PlacedGrid) else [chunk]


def _is_text(pieces: list[Chunk]) -> bool:
    """Tell whether pieces of lines are running text: several, most of them full."""
    if len(pieces) < _FEWEST_LINES:
        return False
    widths = sorted(chunk.box[2] - chunk.box[0] for chunk in pieces)
    full = sum(width >= _FULL * widths[-1] for width in widths)
    em = max(chunk.em for chunk in pieces)
    return widths[len(widths) // 2] >= _NARROWEST * em and full * 2 >= len(widths)


def _cut_at(strips: list[Strip], gutters: list[Gutter]) -> list[list[Strip]]:
    """Return the lines of each column."""
    middles = sorted((low + high) / 2 for low, high in gutters)
    columns: list[list[Strip]] = [[] for _ in range(len(middles) + 1)]
    for strip in strips:
        pieces: dict[int, Strip] = {}
        for chunk in strip:
            pieces.setdefault(sum(chunk.box[0] > middle for middle in middles), []).append(chunk)
        for column, piece in pieces.items():
            columns[column].append(piece)
    return [column for column in columns if column]
