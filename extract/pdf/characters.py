"""Characters as they stand on the page: blanks out, twice-drawn glyphs once, each with its box and baseline."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product, repeat
from typing import Any, NamedTuple

import numpy as np

from extract.pdf.engine import Frame
from extract.pdf.glyphs import LAST, Bools, Codes, Floats, RawCharacters, codes_to_table
from extract.pdf.quality import is_meaningless

_SHADOW = 1.5  # points: the same glyph again this near is its shadow or a bold made by printing twice
_SHARE = 0.3  # of its size: unless it is so small that its neighbour stands this near
_LEVEL = 3.0  # degrees of slope that still count as level (or upright)
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""Stands where a glyph is printed that no character is known for."""
_HYPHEN_MARK = 0xFFFE  # pdfium's sign for a hyphen at a line's end

_CONTROL = codes_to_table(*range(0x21))
_BLANK = codes_to_table(*range(0x7F, 0xA1), 0xAD, *range(0x2000, 0x2010), 0x2028, 0x2029, 0x3000, 0xFEFF)
_SPACES = codes_to_table(0x20, 0xA0, *range(0x2000, 0x200B), 0x3000)


class Char(NamedTuple):
    """A printed character: box and baseline in points of the frame that its text runs level in.

    ``spaced`` says that a blank of the file itself stands before it.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    spaced: bool

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Printed:
    """Characters as arrays of one length, a page at a time: what ``Char`` says of one."""

    codes: Codes
    boxes: Floats
    base: Floats
    spaced: Bools

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def text(self) -> str:
        return codes_to_text(self.codes)

    def take(self, which: Any) -> "Printed":
        """Return the characters at these places, or where a mask is true."""
        return Printed(self.codes[which], self.boxes[which], self.base[which], self.spaced[which])

    def to_chars(self) -> list[Char]:
        columns = zip(self.text, *self.boxes.T.tolist(), self.base.tolist(), self.spaced.tolist(), strict=True)
        return list(map(tuple.__new__, repeat(Char), columns))


def chars_to_printed(chars: Sequence[Char]) -> Printed:
    numbers = np.array([char[1:6] for char in chars], np.float64).reshape(len(chars), 5)
    codes = np.array([ord(char.text) for char in chars], np.int64)
    spaced = np.array([char.spaced for char in chars], np.bool_)
    return Printed(codes, numbers[:, :4], numbers[:, 4], spaced)


def join_printed(parts: Sequence[Printed]) -> Printed:
    if len(parts) == 1:
        return parts[0]
    return Printed(
        np.concatenate([part.codes for part in parts]),
        np.concatenate([part.boxes for part in parts]),
        np.concatenate([part.base for part in parts]),
        np.concatenate([part.spaced for part in parts]),
    )


def codes_to_text(codes: Codes) -> str:
    """Return the code points as one string; a broken text layer holds half pairs."""
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters of a page by how their text runs.

    ``level`` runs to the right.  ``turned`` holds text that runs down or up the page, keyed by degrees clockwise, in
    a frame turned so that it runs level there; ``slanted`` the rest (watermarks, as a rule) in stream order.
    ``digits`` counts decimal digits; ``order`` are the places of the level ones in the page's stream.
    """

    level: Printed
    turned: dict[int, list[Char]]
    slanted: list[Char]
    digits: int
    order: list[int]


def raw_to_characters(raw: RawCharacters, frame: Frame) -> Characters:
    """Sort the page's characters out; what lies off the page is not printed and left out."""
    keep = _printed(raw, frame)
    keep[keep] = ~_shadows(raw, keep)
    codes = raw.codes[keep]
    codes[codes == _HYPHEN_MARK] = ord("-")
    codes[is_meaningless(raw)[keep]] = ord(UNKNOWN)
    printed = Printed(codes, raw.boxes[keep], raw.base[keep], _spaced(raw)[keep])
    digits = sum(map(str.isdecimal, printed.text))
    order = np.flatnonzero(keep)
    degrees = raw.degrees[keep]
    if not degrees.any():
        return Characters(printed, {}, [], digits, order.tolist())
    return _by_direction(printed, order, degrees, raw.start[keep], digits)


def _printed(raw: RawCharacters, frame: Frame) -> Bools:
    """Tell which characters are ink on the displayed page."""
    x0, top, x1, bottom = raw.boxes.T
    middle_x, middle_y = (x0 + x1) / 2, (top + bottom) / 2
    printed: Bools = (
        (middle_x >= -1) & (middle_x <= frame.width + 1) & (middle_y >= -1) & (middle_y <= frame.height + 1)
    )
    low = np.minimum(raw.codes, LAST)
    blank = _BLANK[low]
    blank |= _CONTROL[low] & ~raw.unmapped
    blank |= raw.generated
    printed &= ~blank
    return printed


def _spaced(raw: RawCharacters) -> Bools:
    """Tell before which characters the file itself prints a blank."""
    spaced = np.zeros(len(raw.codes), np.bool_)
    spaced[1:] = (_SPACES[np.minimum(raw.codes, LAST)] & ~raw.generated)[:-1]
    return spaced


def _shadows(raw: RawCharacters, keep: Bools) -> Bools:
    """Tell which of the kept characters repeat an earlier one at the same place.

    Two nearer than ``_SHADOW`` share a square of at least one of four nets of squares of twice that size, each net
    shifted by half a square; only where a net holds two of one code in a square are the pairs looked at.
    """
    codes, x, y = raw.codes[keep], raw.boxes[keep, 0], raw.base[keep]
    found = np.zeros(len(codes), np.bool_)
    nets = np.empty((4, len(codes)), np.int64)
    column, row = x / (2 * _SHADOW), y / (2 * _SHADOW)
    across = [np.floor(column).astype(np.int64) << 16, np.floor(column + 0.5).astype(np.int64) << 16]
    across[0] += codes << 32
    across[1] += codes << 32
    down = [np.floor(row).astype(np.int64), np.floor(row + 0.5).astype(np.int64)]
    for number, (columns, rows) in enumerate(product(across, down)):
        np.add(columns, rows, out=nets[number])
    ordered = np.sort(nets, axis=1)
    doubled = ordered[:, 1:] == ordered[:, :-1]
    if doubled.any():
        boxes = raw.boxes[keep]
        for keys, twice in zip(nets, doubled, strict=True):
            order = keys.argsort(kind="stable")
            inside = np.concatenate(([False], twice, [False]))
            for start, stop in zip(*(np.flatnonzero(np.diff(inside)).reshape(-1, 2).T).tolist(), strict=True):
                _mark_shadows(order[start : stop + 1].tolist(), boxes, y, found)
    return found


def _mark_shadows(same: list[int], boxes: Floats, base: Floats, found: Bools) -> None:
    """Mark, of characters of one code that stand near each other, those that repeat an earlier one."""
    kept: list[tuple[float, float]] = []
    for late in same:
        if found[late]:
            continue
        x0, top, x1, bottom = boxes[late].tolist()
        y = float(base[late])
        reach = min(_SHADOW, max(_SHARE * min(x1 - x0, bottom - top), 0.3))
        if any(abs(early_x - x0) <= reach and abs(early_y - y) <= reach for early_x, early_y in kept):
            found[late] = True
        else:
            kept.append((x0, y))


def _by_direction(printed: Printed, order: Codes, degrees: Floats, starts: Floats, digits: int) -> Characters:
    quarters = (degrees / 90.0).round().astype(np.int64) % 4
    slanted = np.abs((degrees - 90.0 * quarters + 180.0) % 360.0 - 180.0) > _LEVEL
    level = (quarters == 0) & ~slanted
    turned: dict[int, list[Char]] = {}
    for quarter in (1, 2, 3):
        which = (quarters == quarter) & ~slanted
        if which.any():
            chars = zip(printed.take(which).to_chars(), starts[which].tolist(), strict=True)
            turned[90 * quarter] = [_turn(char, quarter, start) for char, start in chars]
    return Characters(printed.take(level), turned, printed.take(slanted).to_chars(), digits, order[level].tolist())


def _turn(char: Char, quarters: int, start: float) -> Char:
    """Return the character in the frame in which its text runs level to the right."""
    text, x0, top, x1, bottom, base, spaced = char
    if quarters == 1:  # runs down: its baseline is upright at ``start``
        return Char(text, top, -x1, bottom, -x0, -start, spaced)
    if quarters == 2:
        return Char(text, -x1, -bottom, -x0, -top, -base, spaced)
    return Char(text, -bottom, x0, -top, x1, start, spaced)


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
