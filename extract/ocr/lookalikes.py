"""Characters that a recogniser gives for digits that look like them, in words made of digits and such only."""

import re

import numpy as np

from extract.ocr.shapes import Picture

_DIGITS = {"一": "1", "l": "1", "I": "1", "|": "1", "丨": "1", "o": "0", "O": "0", "〇": "0", "○": "0"}
_UPRIGHT = frozenset("一")
"""Read for a worn 1, yet also printed as a dash: only ink that is higher than wide is a 1."""
_LONGEST = 8  # characters of such a word
_NUMERIC = frozenset("0123456789.,·．%％")
_SPECK = re.compile(r"(?<=[%％])[.．,·]$")
"""No number goes on behind its percent sign: a dot there is dust."""
_SLENDER = 0.8  # of its height that a zero is wide; a letter O or a circle is rounder


def mend_digits(text: str, ink: Picture) -> str:
    """Return the word with look-alikes as the digits that they stand for; ``ink`` is the word cut out."""
    if len(text) > _LONGEST or not all(char in _NUMERIC or char in _DIGITS for char in text):
        return text
    text = _SPECK.sub("", text)
    alone = not any(char.isdigit() for char in text)
    return "".join(_mend(char, _piece(ink, number, len(text)), alone=alone) for number, char in enumerate(text))


def _mend(char: str, ink: Picture, *, alone: bool) -> str:
    digit = _DIGITS.get(char)
    if digit is None:
        return char
    width, height = _extent(ink)
    if digit == "1":
        return digit if height > width or (not alone and char not in _UPRIGHT) else char
    return digit if not alone or width <= _SLENDER * height else char


def _piece(ink: Picture, number: int, count: int) -> Picture:
    width = ink.shape[1]
    return ink[:, width * number // count : max(width * (number + 1) // count, width * number // count + 1)]


def _extent(ink: Picture) -> tuple[int, int]:
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not rows.size:
        return 0, 0
    return int(columns[-1] - columns[0]) + 1, int(rows[-1] - rows[0]) + 1
