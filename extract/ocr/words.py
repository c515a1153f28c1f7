"""Words of a picture: found, cut at the rules that cross them, read, and set on common lines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from extract.ocr.lookalikes import mend_digits
from extract.ocr.shapes import Picture, Pixels, Recogniser

_ROOM = 0.15  # of a word's height that is read round its ink
_SAME_LINE = 0.35  # of a word's height between the middles of words on one line
_CROSSES = 1.3  # times a word's height that a rule is long which cuts it
_STROKE = 0.3  # of a word's height that a stroke is long at least; dust is not
_SMALLEST = 0.25  # of the height: a piece narrower than this beside a rule holds no character
_NEAR = 5  # pixels: so many of ink in so many neighbouring rows or columns are no speck
_SET_APART = re.compile(r"(?<=[\u2e80-\uffef])\s+|\s+(?=[\u2e80-\uffef])")
"""The white that type sets between Chinese characters and digits: no blank is printed there."""


@dataclass(frozen=True, slots=True)
class Word:
    """What stands in ``box`` (its ink, in pixels); ``sure`` from 0 to 1; ``read`` as the recogniser gave it.

    ``middle`` is the common middle of the words of its line.
    """

    text: str
    box: Pixels
    sure: float
    read: str
    middle: float


def read_words(
    picture: Picture, ink: Picture, boxes: Iterable[Pixels], uprights: Sequence[Pixels], engine: Recogniser
) -> list[Word]:
    """Read what stands in the boxes; ``ink`` is without rules."""
    pieces = [piece for box in boxes for piece in cut_at_rules(box, uprights)]
    words = (read_piece(picture, ink, grow_to_strokes(ink, piece, [*pieces, *uprights]), engine) for piece in pieces)
    return set_on_lines(word for word in words if word is not None)


def grow_to_strokes(ink: Picture, box: Pixels, others: Sequence[Pixels]) -> Pixels:
    """Return the box with a character at its ends that was overlooked: a 一 or a 1 beside a border is."""
    x0, top, x1, bottom = box
    height = bottom - top
    beside = [one for one in others if one[1] < bottom and one[3] > top and one != box]
    left = max([x0 - height, 0, *(one[2] for one in beside if one[2] <= x0)])
    right = min([x1 + height, ink.shape[1], *(one[0] for one in beside if one[0] >= x1)])
    return (
        left if _holds_a_stroke(ink[top:bottom, left:x0], height) else x0,
        top,
        right if _holds_a_stroke(ink[top:bottom, x1:right], height) else x1,
        bottom,
    )


def _holds_a_stroke(ink: Picture, height: int) -> bool:
    if not ink.size:
        return False
    inked = ink > 0
    return bool(max(inked.sum(axis=0).max(), inked.sum(axis=1).max()) >= _STROKE * height)


def cut_at_rules(box: Pixels, uprights: Sequence[Pixels]) -> Iterator[Pixels]:
    """Yield the pieces of a box between the upright rules that cross it."""
    x0, top, x1, bottom = box
    height = bottom - top
    middle = (top + bottom) / 2
    cuts = sorted(
        (rule[0], rule[2])
        for rule in uprights
        if rule[1] < middle < rule[3] and x0 < rule[2] and rule[0] < x1 and rule[3] - rule[1] >= _CROSSES * height
    )
    for left, right in [*cuts, (x1, x1)]:
        if left - x0 >= _SMALLEST * height:
            yield (x0, top, left, bottom)
        x0 = max(x0, right)


def read_piece(picture: Picture, ink: Picture, box: Pixels, engine: Recogniser) -> Word | None:
    """Return the word in the box, or None if there is no ink that says anything."""
    tight = box_to_ink(ink, box)
    if tight is None:
        return None
    room = round(_ROOM * (tight[3] - tight[1])) + 1
    height, width = picture.shape[:2]
    x0, top = max(tight[0] - room, box[0], 0), max(tight[1] - room, 0)
    x1, bottom = min(tight[2] + room, box[2], width), min(tight[3] + room, height)
    read, sure = engine.read_word(picture[top:bottom, x0:x1])
    if not read:
        return None
    read = _SET_APART.sub("", read)
    text = mend_digits(read, ink[tight[1] : tight[3], tight[0] : tight[2]])
    return Word(text, tight, sure, read, (tight[1] + tight[3]) / 2)


def box_to_ink(ink: Picture, box: Pixels) -> Pixels | None:
    """Return the part of the box that holds ink, or None; single specks do not count."""
    x0, top, x1, bottom = box
    part = ink[top:bottom, x0:x1] > 0
    rows, columns = _span(part.sum(axis=1)), _span(part.sum(axis=0))
    if rows is None or columns is None:
        return None
    return (x0 + columns[0], top + rows[0], x0 + columns[1], top + rows[1])


def _span(counts: npt.NDArray[np.int64]) -> tuple[int, int] | None:
    """Return where the ink begins and ends: a worn 一 is a pixel high, a speck is not five wide."""
    dense = np.convolve(counts, np.ones(_NEAR, np.int64), "same") >= _NEAR
    held = np.flatnonzero(dense & (counts > 0))
    return (int(held[0]), int(held[-1]) + 1) if held.size > 1 else None


def set_on_lines(words: Iterable[Word]) -> list[Word]:
    """Give the words whose middles lie level one common middle, from the top."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: one.middle):
        height = word.box[3] - word.box[1]
        host = next(
            (
                line
                for line in reversed(lines[-3:])
                if abs(word.middle - line[0].middle) <= _SAME_LINE * max(height, line[0].box[3] - line[0].box[1])
            ),
            None,
        )
        if host is None:
            lines.append([word])
        else:
            host.append(word)
    return [replace(word, middle=sum(one.middle for one in line) / len(line)) for line in lines for word in line]
