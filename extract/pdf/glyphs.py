"""All characters of a page as arrays: codes, boxes, baselines, turns.

Speed comes from one ``map`` per property: the C function is called for every character index and the address of the
character's row in one array, and all code points come from one call.  What is the same for many characters (the
baseline of a line) is asked for once.
"""

import ctypes
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
from pypdfium2 import raw

from extract.pdf.engine import FLOAT, INT, POINTER, Frame, handle_of, untyped

Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_Loose = npt.NDArray[np.float32]  # n × 4 boxes in pdfium's order: left, top, right, bottom; y upwards

LAST = 0xFFFF
"""Stands in tables of code points for all from here on."""

_HUGE = 3.0  # times the usual height: the box of a character that may be wrong
_ASK_EVERY = 8  # Chinese characters, one is asked whether its font has a meaning for it

_loose_box = untyped("FPDFText_GetLooseCharBox", INT, POINTER, INT, POINTER)
_tight_box = untyped("FPDFText_GetCharBox", INT, POINTER, INT, *[POINTER] * 4)
_origin = untyped("FPDFText_GetCharOrigin", INT, POINTER, INT, POINTER, POINTER)
_angle = untyped("FPDFText_GetCharAngle", FLOAT, POINTER, INT)
_text_object = untyped("FPDFText_GetTextObject", POINTER, POINTER, INT)
_is_generated = untyped("FPDFText_IsGenerated", INT, POINTER, INT)
_unicode = untyped("FPDFText_GetUnicode", ctypes.c_uint, POINTER, INT)
_map_error = untyped("FPDFText_HasUnicodeMapError", INT, POINTER, INT)


def codes_to_table(*codes: int) -> Bools:
    """Return a table that tells of each code point up to ``LAST`` whether it is one of these."""
    table = np.zeros(LAST + 1, np.bool_)
    table[list(codes)] = True
    return table


@dataclass(frozen=True, slots=True)
class RawCharacters:
    """All characters of a page in the order of its content stream; arrays of one length.

    ``codes`` are code points; ``boxes`` n × 4 loose boxes ``(x0, top, x1, bottom)`` whose x run from the origin to
    the advance; ``base`` the y of the baseline and ``start`` the x of the origin, all in display space;
    ``degrees`` the turn of each character as displayed, clockwise, 0 where the page holds level text only.
    ``generated`` marks the blanks that pdfium adds itself, ``unmapped`` what its font gives no character for.
    """

    codes: Codes
    boxes: Floats
    start: Floats
    base: Floats
    degrees: Floats
    generated: Bools
    unmapped: Bools


def page_to_characters(page: Any, frame: Frame, most: int) -> RawCharacters | None:
    """Return the page's characters, or None if its text cannot be loaded or counts more than ``most``."""
    text_page = raw.FPDFText_LoadPage(page)
    if not text_page:
        return None
    try:
        count = raw.FPDFText_CountChars(text_page)
        if count > most:
            return None
        return _read_characters(text_page, max(count, 0), frame)
    finally:
        raw.FPDFText_ClosePage(text_page)


def page_to_text_objects(page: Any) -> list[int]:
    """Return a number per character, the same for those that the file draws in one go."""
    text_page = raw.FPDFText_LoadPage(page)
    try:
        count = max(raw.FPDFText_CountChars(text_page), 0)
        return [found or 0 for found in map(_text_object, repeat(handle_of(text_page)), range(count))]
    finally:
        raw.FPDFText_ClosePage(text_page)


def _read_characters(text_page: Any, count: int, frame: Frame) -> RawCharacters:
    handle = handle_of(text_page)
    loose = np.zeros((count, 4), np.float32)
    first = loose.ctypes.data
    _run(map(_loose_box, repeat(handle), range(count), range(first, first + 16 * count, 16)))
    codes = _read_codes(text_page, handle, count)
    blank = (codes <= 0x20) | (codes == 0xA0) | (codes == 0x3000)
    origins = _baselines_of_level_text(handle, loose)
    degrees = np.zeros(count, np.float64)
    if frame.turns or any(_angle(handle, index) for index in _steps_off_level(origins, loose, ~blank)):
        origins = _all_origins(handle, count)
        angles = np.fromiter(map(_angle, repeat(handle), range(count)), np.float64, count)
        degrees = (np.degrees(angles) + 90.0 * frame.turns) % 360.0
    _mend_loose_boxes(handle, loose, origins, ~blank)
    start, base = frame.x_y(origins[:, 0], origins[:, 1])
    generated = (codes == 0x0D) | (codes == 0x0A)
    blanks = np.flatnonzero(blank & ~generated).tolist()
    generated[blanks] = [bool(_is_generated(handle, index)) for index in blanks]
    return RawCharacters(
        codes,
        _displayed(loose, frame),
        start.round(3),
        base.round(3),
        degrees,
        generated,
        _find_unmapped(handle, codes),
    )


def _run(calls: Iterable[object]) -> None:
    deque(calls, maxlen=0)


def _displayed(loose: _Loose, frame: Frame) -> Floats:
    """Return the boxes as ``(x0, top, x1, bottom)`` in display space."""
    exact = loose.astype(np.float64)
    xa, ya = frame.x_y(exact[:, 0], exact[:, 1])
    xb, yb = frame.x_y(exact[:, 2], exact[:, 3])
    boxes = np.empty_like(exact)
    np.minimum(xa, xb, out=boxes[:, 0])
    np.minimum(ya, yb, out=boxes[:, 1])
    np.maximum(xa, xb, out=boxes[:, 2])
    np.maximum(ya, yb, out=boxes[:, 3])
    return boxes.round(3)


def _baselines_of_level_text(handle: int, loose: _Loose) -> Floats:
    """Return the left edge and the baseline of each character, asked for once per top and bottom of boxes.

    Characters with boxes of the same top and bottom are of one font, size and line, or else the same glyphs on it,
    and so of one baseline.
    """
    origins = np.zeros((len(loose), 2), np.float64)
    if not len(loose):
        return origins
    origins[:, 0] = loose[:, 0]
    heights = np.ascontiguousarray(loose[:, 1::2]).view(np.int64)[:, 0]
    _, firsts, which = np.unique(heights, return_index=True, return_inverse=True)
    found = np.zeros((len(firsts), 2), np.float64)
    first = found.ctypes.data
    addresses = range(first, first + 16 * len(firsts), 16)
    _run(map(_origin, repeat(handle), firsts.tolist(), addresses, range(first + 8, first + 8 + 16 * len(firsts), 16)))
    origins[:, 1] = found[which, 1]
    return origins


def _all_origins(handle: int, count: int) -> Floats:
    origins = np.zeros((count, 2), np.float64)
    first = origins.ctypes.data
    x_addresses, y_addresses = range(first, first + 16 * count, 16), range(first + 8, first + 8 + 16 * count, 16)
    _run(map(_origin, repeat(handle), range(count), x_addresses, y_addresses))
    return origins


def _steps_off_level(origins: Floats, loose: _Loose, inked: Bools) -> list[int]:
    """Return the characters from which the step to the next climbs or falls within their own size.

    Level text steps along its baseline or jumps to another line; only these are asked for their angle.
    """
    places = np.flatnonzero(inked)
    steps = np.abs(np.diff(origins[places], axis=0))
    across, down = steps[:, 0], steps[:, 1]
    height = (loose[:, 1] - loose[:, 3])[places[:-1]]
    off: list[int] = places[:-1][(down > 0.3) & (across < 2 * down) & (down < 1.6 * height)].tolist()
    return off


def _mend_loose_boxes(handle: int, loose: _Loose, origins: Floats, inked: Bools) -> None:
    """Put right, in place, the loose boxes that pdfium gives for vertical writing: as large as the unscaled font.

    They stand out by their size, and their glyphs do not fill them; the square of such a glyph is found from its ink.
    """
    heights = np.where(inked, loose[:, 1] - loose[:, 3], 0.0)
    positive = heights[heights > 0]
    if not len(positive) or positive.max() <= _HUGE * positive.min():
        return
    large = np.flatnonzero(heights > _HUGE * np.median(positive))
    ink = np.zeros((len(large), 4), np.float64)  # left, right, bottom, top
    for row, index in enumerate(large.tolist()):
        first = ink[row].ctypes.data
        _tight_box(handle, index, first, first + 8, first + 16, first + 24)
    size = np.maximum(ink[:, 1] - ink[:, 0], ink[:, 3] - ink[:, 2])
    for height in np.unique(heights[large]):
        same = heights[large] == height
        square = float(size[same].max()) * 1.06  # the widest glyph of a Chinese font fills all but the side bearings
        if square <= 0 or square > 0.5 * height:
            continue
        rows = large[same]
        middle = (ink[same, 0] + ink[same, 1]) / 2
        loose[rows, 0], loose[rows, 2] = middle - square / 2, middle + square / 2
        loose[rows, 1], loose[rows, 3] = origins[rows, 1] + 0.88 * square, origins[rows, 1] - 0.12 * square


def _find_unmapped(handle: int, codes: Codes) -> Bools:
    """Tell which characters their font gives no meaning for.

    A font has a character map or has none.  All that could be a number is asked, of the Chinese characters some, and
    all characters where one of these has no meaning.
    """
    unmapped = np.zeros(len(codes), np.bool_)
    asked = codes < 0x2E80
    asked &= (codes != 0x20) & (codes != 0x0D) & (codes != 0x0A)
    asked[::_ASK_EVERY] = True
    if any(map(_map_error, repeat(handle), np.flatnonzero(asked).tolist())):
        unmapped[:] = [error > 0 for error in map(_map_error, repeat(handle), range(len(codes)))]
    return unmapped


def _read_codes(text_page: Any, handle: int, count: int) -> Codes:
    """Return all code points in one call; where that call counts otherwise, one by one."""
    units = np.zeros(count + 1, np.uint16)
    address = units.ctypes.data_as(ctypes.POINTER(ctypes.c_ushort))
    written = raw.FPDFText_GetText(text_page, 0, count, address)
    surrogate = (units & 0xF800) == 0xD800
    if written == count + 1 and not surrogate.any():
        return units[:count].astype(np.int64)
    return np.fromiter(map(_unicode, repeat(handle), range(count)), np.int64, count)
