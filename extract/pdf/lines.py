"""Characters to printed lines: by baseline, then from left to right, with the blanks that a reader sees.

All lines of a page are found and measured together, on arrays: one by one they would cost several times as much.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extract.pdf.characters import (
    Char,
    Printed,
    chars_to_printed,
    codes_to_text,
    join_printed,
    turn_back,
)
from extract.pdf.glyphs import Bools, Codes, Floats
from extract.pdf.sheets import Sheet
from schemas.documents import Edges, TextLine
from schemas.places import Box

Owners = npt.NDArray[np.int64]
"""Whose each character is: those of two owners never share a line."""

_SAME_BASELINE = 2.0  # points between baselines of one line
_LATIN_GAP = 0.2  # em: letters and digits farther apart are two words
_HAN_GAP = 1.0  # em: Chinese characters are set apart by less where a line is justified
_LONGEST_MARK = 4  # characters of a bullet or a number that white sets off from what follows
_SPACE = 0.05  # em: a blank of the file that leaves less white is none
_WHITE = 0.5  # points between two characters that may be more than the space between letters
_FIRST_HAN = 0x2E80  # from here on characters are set in the square of Chinese type
_FIRST_HAN_SIGN = chr(_FIRST_HAN)
_PAIR = 16  # bytes of a character's edges
_NUMERAL = np.zeros(0x80, np.bool_)
_NUMERAL[[ord(char) for char in "0123456789.,%"]] = True


@dataclass(slots=True)
class Span:
    """A line of characters, measured: its ``text`` with blanks, the ``(x0, x1)`` of each of its characters, its box.

    ``base`` is the y of the baseline of its first character, ``em`` the size of its type in points, ``gap`` the widest
    white in the line, ``inner_gap`` the widest that does not set off a bullet or a number at its beginning.  Its
    characters are those from ``start`` to ``stop`` of ``page``.
    """

    page: Printed
    start: int
    stop: int
    text: str
    edges: Edges
    box: Box
    base: float
    em: float
    gap: float
    inner_gap: float

    @property
    def printed(self) -> Printed:
        return self.page.take(slice(self.start, self.stop))

    @property
    def row(self) -> list[Char]:
        return self.printed.to_chars()


def printed_to_spans(printed: Printed, owners: Owners | None = None) -> tuple[list[Span], list[int]]:
    """Return the lines from the top, those of each owner together, and the owner of each."""
    if not len(printed):
        return [], []
    order, starts = _find_rows(printed, owners)
    spans = _measure(printed.take(order), starts)
    return spans, [] if owners is None else owners[order[starts]].tolist()


def chars_to_spans(chars: Sequence[Char]) -> list[Span]:
    """Return the lines of a few characters from the top."""
    return printed_to_spans(chars_to_printed(chars))[0]


def row_to_span(row: Sequence[Char]) -> Span:
    """Measure one line, whose characters are given from left to right."""
    return _measure(chars_to_printed(row), np.zeros(1, np.int64))[0]


def join_spans(spans: Sequence[Span]) -> Span:
    """Return the pieces of a line, from left to right, as one."""
    if len(spans) == 1:
        return spans[0]
    return _measure(join_printed([span.printed for span in spans]), np.zeros(1, np.int64))[0]


def cut_spans(spans: Sequence[Span], gap: float) -> list[list[Span]]:
    """Cut each line where more than ``gap`` em of white stands in it."""
    cut = [[span] for span in spans]
    wide = [number for number, span in enumerate(spans) if span.gap > gap * span.em]
    if not wide:
        return cut
    printed = join_printed([spans[number].printed for number in wide])
    lengths = [spans[number].stop - spans[number].start for number in wide]
    begins = np.zeros(len(printed), np.bool_)
    begins[np.cumsum([0, *lengths[:-1]])] = True
    most = np.repeat([gap * spans[number].em for number in wide], lengths)
    starts = np.flatnonzero(begins | (_whites(printed, begins) > most))
    pieces = iter(_measure(printed, starts))
    counts = np.add.reduceat(np.isin(np.arange(len(printed)), starts), np.flatnonzero(begins))
    for number, count in zip(wide, counts.tolist(), strict=True):
        cut[number] = [next(pieces) for _ in range(count)]
    return cut


# ---------------------------------------------------------------------------------------------------------- rows


def _find_rows(printed: Printed, owners: Owners | None) -> tuple[Codes, Codes]:
    """Return the characters' order by lines, each from left to right, and where in it each line starts."""
    base = printed.base
    order = base.argsort(kind="stable") if owners is None else np.lexsort((base, owners))
    boxes = printed.boxes[order]
    reach = np.minimum(_SAME_BASELINE, 0.3 * (boxes[:, 3] - boxes[:, 1]))
    begins = np.ones(len(order), np.bool_)
    begins[1:] = np.diff(base[order]) > reach[1:]
    if owners is not None:
        begins[1:] |= np.diff(owners[order]) != 0
    rows = begins.cumsum()
    across = boxes[:, 0]
    if ((across[1:] < across[:-1]) & ~begins[1:]).any():
        sideways = np.lexsort((across, rows))
        order, boxes = order[sideways], boxes[sideways]
    starts = np.flatnonzero(begins)
    hosts = _find_small(boxes, starts, None if owners is None else owners[order[starts]])
    if hosts:
        for small, host in hosts.items():
            rows[rows == small + 1] = host + 1
        sideways = np.lexsort((boxes[:, 0], rows))
        order, rows = order[sideways], rows[sideways]
        starts = np.flatnonzero(np.diff(rows, prepend=0))
    return order, starts


def _find_small(boxes: Floats, starts: Codes, owners: Owners | None) -> dict[int, int]:
    """Return the rows of superscripts and subscripts with the row that each belongs to.

    They are lower than 0.8 of the line's characters, stand within its height by their greater part, and each touches
    the line or another of them.
    """
    if len(starts) < 2:
        return {}
    heights = np.maximum.reduceat(boxes[:, 3] - boxes[:, 1], starts)
    tops, bottoms = np.minimum.reduceat(boxes[:, 1], starts), np.maximum.reduceat(boxes[:, 3], starts)
    near = (bottoms[:-1] > tops[1:]) & (bottoms[1:] > tops[:-1])
    if owners is not None:
        near &= owners[1:] == owners[:-1]
    upper = near & (heights[:-1] < 0.8 * heights[1:])
    lower = near & (heights[1:] < 0.8 * heights[:-1])
    if not (upper.any() or lower.any()):
        return {}
    hosts: dict[int, int] = {}
    rows = dict(enumerate(np.split(boxes, starts[1:])))
    pairs = [(row + 1, row) for row in np.flatnonzero(lower).tolist()]
    pairs += [(row, row + 1) for row in np.flatnonzero(upper).tolist()]
    for small, host in sorted(pairs):
        if small not in hosts and host not in hosts and _hangs_on(rows[small], rows[host]):
            hosts[small] = host
            rows[host] = np.concatenate((rows[host], rows[small]))
    return hosts


def _hangs_on(small: Floats, row: Floats) -> bool:
    top, bottom = row[:, 1].min(), row[:, 3].max()
    within = np.minimum(small[:, 3], bottom) - np.maximum(small[:, 1], top)
    if (within < 0.6 * (small[:, 3] - small[:, 1])).any():
        return False
    reach = 0.25 * (bottom - top)
    ends: list[float] = row[:, 2].tolist()
    for x0, _, x1, _ in small.tolist():
        if not any(abs(x0 - end) <= reach for end in ends):
            return False
        ends.append(x1)
    return True


# ------------------------------------------------------------------------------------------------------- measures


def _measure(printed: Printed, starts: Codes) -> list[Span]:
    """Return the lines that start at these places.

    The size of type is the width of a Chinese character, or else comes from the height; the white between two
    characters is a blank if the file prints one, or if no justified line would set them so far apart.
    """
    x0, top, x1, bottom = printed.boxes.T
    begins = np.zeros(len(printed), np.bool_)
    begins[starts] = True
    of_line = begins.cumsum() - 1
    whites = _whites(printed, begins)
    ems = _type_sizes(printed, starts)
    gaps = inner_gaps = np.zeros(len(starts), np.float64)
    at = ((whites > _WHITE) | (printed.spaced & ~begins)).nonzero()[0]
    lines = of_line[at]
    if len(at):
        np.maximum.at(gaps, lines, whites[at])
        inside = at - starts[lines] > _LONGEST_MARK
        inner_gaps = np.zeros(len(starts), np.float64)
        np.maximum.at(inner_gaps, lines[inside], whites[at[inside]])
        is_blank = _are_blanks(printed, at, whites[at] / ems[lines])
        at, lines = at[is_blank], lines[is_blank]
    text, edges = _set_blanks(printed, at)
    firsts = starts + np.searchsorted(at, starts)
    stops = [*starts[1:].tolist(), len(printed)]
    ends = [*firsts[1:].tolist(), len(text)]
    boxes = (
        x0[starts].tolist(),
        np.minimum.reduceat(top, starts).tolist(),
        np.maximum.reduceat(x1, starts).tolist(),
        np.maximum.reduceat(bottom, starts).tolist(),
    )
    measures = zip(
        starts.tolist(), stops, firsts.tolist(), ends, zip(*boxes, strict=True), printed.base[starts].tolist(),
        ems.tolist(), gaps.tolist(), inner_gaps.tolist(), strict=True
    )  # fmt: skip
    spans = []
    for start, stop, first, end, box, base, em, gap, inner in measures:
        own = Edges(edges[_PAIR * first : _PAIR * end])
        spans.append(Span(printed, start, stop, text[first:end], own, box, base, em, gap, inner))
    return spans


def _whites(printed: Printed, begins: Bools) -> Floats:
    """Return the white before each character up to the farthest end before it in its line; 0 at its beginning."""
    x0, ends = printed.boxes[:, 0], printed.boxes[:, 2]
    if ((ends[1:] < ends[:-1]) & ~begins[1:]).any():  # a character ends within one before it
        lifted = begins.cumsum() * 2.0**20  # lines apart from one another by more than any page is wide
        ends = np.maximum.accumulate(ends + lifted) - lifted
    whites = np.zeros(len(x0), np.float64)
    whites[1:] = x0[1:] - ends[:-1]
    whites[begins] = 0.0
    return whites


def _type_sizes(printed: Printed, starts: Codes) -> Floats:
    """Return the size of the type of each line."""
    boxes = printed.boxes
    widths = (boxes[:, 2] - boxes[:, 0]) * (printed.codes >= _FIRST_HAN)
    sizes: Floats = np.maximum.reduceat(widths, starts)
    without = (sizes <= 0).nonzero()[0].tolist()
    if without:
        heights = (boxes[:, 3] - boxes[:, 1]).tolist()
        bounds = [*starts.tolist(), len(heights)]
        sizes[without] = [0.85 * _usual_height(heights[bounds[line] : bounds[line + 1]]) or 1.0 for line in without]
    return sizes


def _usual_height(heights: list[float]) -> float:
    """Return the middle one of the heights of some characters: signs and superscripts are taller or lower."""
    some = sorted(heights[:: max(1, len(heights) // 7)])
    return some[len(some) // 2]


def _are_blanks(printed: Printed, at: Codes, white: Floats) -> Bools:
    """Tell at which of the places so many em of white before a character are a blank."""
    spaced, before, behind = printed.spaced[at], printed.codes[at - 1], printed.codes[at]
    number = _NUMERAL[np.minimum(before, 0x7F)] & _NUMERAL[np.minimum(behind, 0x7F)]
    together = (before >= _FIRST_HAN) | (behind >= _FIRST_HAN) | number  # a widely set number is one number
    apart = (white > _HAN_GAP) | ((white > _LATIN_GAP) & ~together)
    blanks: Bools = np.where(spaced, white > _SPACE, apart)
    return blanks


def _set_blanks(printed: Printed, at: Codes) -> tuple[str, bytes]:
    """Return the text with a blank before each of these places, and the packed edges of all its characters."""
    sides = printed.boxes[:, ::2]
    if not len(at):
        return printed.text, sides.tobytes()
    blanks = at + np.arange(len(at))
    kept = np.ones(len(printed) + len(at), np.bool_)
    kept[blanks] = False
    codes = np.full(len(kept), 0x20, np.int64)
    codes[kept] = printed.codes
    edges = np.empty((len(kept), 2), np.float64)
    edges[kept] = sides
    edges[blanks, 0], edges[blanks, 1] = sides[at - 1, 1], np.maximum(sides[at, 0], sides[at - 1, 1])
    return codes_to_text(codes), edges.tobytes()


def is_han(text: str) -> bool:
    """Tell whether the character is set in the square of Chinese type (punctuation and full width included)."""
    return text >= _FIRST_HAN_SIGN


def span_to_line(span: Span, sheet: Sheet, degrees: int = 0) -> TextLine:
    """Return the printed line; ``degrees`` says how its frame is turned against the sheet's.

    Only lines that run level as displayed give the edges of their characters: edges are x on the page.
    """
    if degrees:
        return TextLine(span.text, sheet.place(span.text, turn_back(span.box, degrees)))
    return TextLine(span.text, sheet.place(span.text, span.box), sheet.edges(span.edges, span.box))
