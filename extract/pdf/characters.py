"""Characters as they stand on the page: blanks out, twice-drawn glyphs once, each with its box and baseline."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extract.pdf.engine import Frame, RawCharacters
from extract.pdf.quality import is_meaningless

_SHADOW = 0.3  # of its size: the same glyph again this near is its shadow or a bold made by printing twice
_LEVEL = 3.0  # degrees of slope that still count as level (or upright)
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""Stands where a glyph is printed that no character is known for."""
_HYPHEN_MARK = 0xFFFE  # pdfium's sign for a hyphen at a line's end


class Char(NamedTuple):
    """A printed character: box and baseline in points of the frame that its text runs level in.

    ``spaced`` says that a blank of the file itself stands before it; characters of one ``run`` were drawn in one go
    (0: not known).
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    spaced: bool
    run: int

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters of a page by how their text runs.

    ``level`` runs to the right.  ``turned`` holds text that runs down or up the page, keyed by degrees clockwise, in
    a frame turned so that it runs level there; ``slanted`` the rest (watermarks, as a rule) in stream order.
    ``digits`` counts decimal digits.
    """

    level: list[Char]
    turned: dict[int, list[Char]]
    slanted: list[Char]
    digits: int


def raw_to_characters(raw: RawCharacters, frame: Frame) -> Characters:
    """Sort the page's characters out; what lies off the page is not printed and left out."""
    keep = _printed(raw, frame)
    keep[keep] = ~_shadows(raw, keep)
    spaced = _spaced(raw)[keep]
    codes, boxes, base, degrees = raw.codes[keep], raw.boxes[keep], raw.base[keep], raw.degrees[keep]
    texts = ["-" if code == _HYPHEN_MARK else chr(code) for code in codes.tolist()]
    for index in np.flatnonzero(is_meaningless(raw)[keep]).tolist():
        texts[index] = UNKNOWN
    digits = sum(map(str.isdecimal, texts))
    chars = list(
        map(
            Char._make,
            zip(texts, *boxes.T.tolist(), base.tolist(), spaced.tolist(), raw.objects[keep].tolist(), strict=True),
        )
    )
    if not degrees.any():
        return Characters(chars, {}, [], digits)
    return _by_direction(chars, degrees.tolist(), raw.start[keep].tolist(), digits)


def _printed(raw: RawCharacters, frame: Frame) -> npt.NDArray[np.bool_]:
    """Tell which characters are ink on the displayed page."""
    codes = raw.codes
    middle_x = (raw.boxes[:, 0] + raw.boxes[:, 2]) / 2
    middle_y = (raw.boxes[:, 1] + raw.boxes[:, 3]) / 2
    blank = (
        ((codes <= 0x20) & ~raw.unmapped) | ((codes >= 0x7F) & (codes <= 0xA0)) | (codes == 0x3000) | (codes == 0xFEFF)
    )
    blank |= ((codes >= 0x2000) & (codes <= 0x200F)) | (codes == 0x2028) | (codes == 0x2029) | (codes == 0xAD)
    inside = (middle_x >= -1) & (middle_x <= frame.width + 1) & (middle_y >= -1) & (middle_y <= frame.height + 1)
    printed: npt.NDArray[np.bool_] = ~blank & inside & ~raw.generated
    return printed


def _spaced(raw: RawCharacters) -> npt.NDArray[np.bool_]:
    """Tell before which characters the file itself prints a blank."""
    codes = raw.codes
    blank = (codes == 0x20) | (codes == 0xA0) | (codes == 0x3000) | ((codes >= 0x2000) & (codes <= 0x200A))
    spaced = np.zeros(len(codes), np.bool_)
    spaced[1:] = (blank & ~raw.generated)[:-1]
    return spaced


def _shadows(raw: RawCharacters, keep: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Tell which of the kept characters repeat an earlier one at the same place.

    Pairs nearer than half a cell share a cell of at least one of four grids, each shifted by half a cell; only
    where a grid holds two of the same code in a cell are the pairs looked at one by one.
    """
    codes, boxes = raw.codes[keep], raw.boxes[keep]
    found = np.zeros(len(codes), np.bool_)
    if len(codes) < 2:
        return found
    x, y = boxes[:, 0], raw.base[keep]
    reach = np.maximum(np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) * _SHADOW, 0.3)
    cell = 2 * float(reach.max())
    for shift_x, shift_y in ((0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.5, 0.5)):
        keys = (codes << 32) + (np.floor(x / cell + shift_x).astype(np.int64) << 16)
        keys += np.floor(y / cell + shift_y).astype(np.int64)
        order = np.argsort(keys, kind="stable")
        equal = np.flatnonzero(np.diff(keys[order]) == 0)
        for at in equal.tolist():
            key, first, again = keys[order[at]], at, at + 1
            while first > 0 and keys[order[first - 1]] == key:
                first -= 1
            late = order[again]
            for early in order[first:again].tolist():
                near = abs(x[early] - x[late]) <= reach[late] and abs(y[early] - y[late]) <= reach[late]
                if near and not found[early]:
                    found[late] = True
    return found


def _by_direction(chars: list[Char], degrees: list[float], starts: list[float], digits: int) -> Characters:
    level: list[Char] = []
    turned: dict[int, list[Char]] = {}
    slanted: list[Char] = []
    for char, angle, start in zip(chars, degrees, starts, strict=True):
        quarter = round(angle / 90.0) % 4
        if abs((angle - 90.0 * quarter + 180.0) % 360.0 - 180.0) > _LEVEL:
            slanted.append(char)
        elif quarter == 0:
            level.append(char)
        else:
            turned.setdefault(90 * quarter, []).append(_turn(char, quarter, start))
    return Characters(level, turned, slanted, digits)


def _turn(char: Char, quarters: int, start: float) -> Char:
    """Return the character in the frame in which its text runs level to the right."""
    text, x0, top, x1, bottom, base, spaced, run = char
    if quarters == 1:  # runs down: its baseline is upright at ``start``
        return Char(text, top, -x1, bottom, -x0, -start, spaced, run)
    if quarters == 2:
        return Char(text, -x1, -bottom, -x0, -top, -base, spaced, run)
    return Char(text, -bottom, x0, -top, x1, start, spaced, run)


def turn_back(box: tuple[float, float, float, float], degrees: int) -> tuple[float, float, float, float]:
    """Return a box of the turned frame as it stands on the page."""
    x0, top, x1, bottom = box
    if degrees == 90:
        return (-bottom, x0, -top, x1)
    if degrees == 180:
        return (-x1, -bottom, -x0, -top)
    if degrees == 270:
        return (top, -x1, bottom, -x0)
    return box
