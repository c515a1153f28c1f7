"""A picture of a page to what a page with a text layer gives: characters with boxes, and drawn rules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from extract.ocr.cleaning import Clean, clean_picture, components
from extract.ocr.ruling import ink_to_rules, without_strokes
from extract.ocr.shapes import Picture, Pixels, Recogniser
from extract.ocr.words import Word, box_to_ink, read_piece, read_words, set_on_lines
from extract.pdf.glyphs import RawCharacters
from extract.pdf.lattice import rules_to_lattices
from extract.pdf.rules import segments_to_rules
from extract.pdf.strokes import Drawing, Segment
from schemas.places import Box

_INSIDE = 1.5  # points from the borders of a cell where its own ink begins
_GUESSED = 0.6  # of 1: what a cell without a found word is read as with less certainty is a guess at dirt
_LOW = 3.0  # points along or across the smallest stroke that could be a digit or a dash
_HALF = "\u2e80"  # characters before this one take half a square
_SIDEWAYS = 1.5  # times as high as wide: the usual word of a page that lies on its side
_DOUBTFUL = 0.8  # of 1: words read with less certainty …
_DOUBTS = 0.1  # … are more than this share of a page that may be upside down, where 0 and 8 still read as they are
_FEWEST = 5  # words that show how a page lies


@dataclass(frozen=True, slots=True)
class Mark:
    """A word whose reading is to be shown: ``text`` as it stands now, ``read`` as recognised, ``box`` in points."""

    text: str
    read: str
    sure: float
    box: Box


@dataclass(frozen=True, slots=True)
class Scan:
    """A page read from its picture, in points of the frame in which its text runs level.

    ``quarters`` turns clockwise and then ``tilt`` degrees clockwise take that frame to the page as displayed.
    ``marks`` are the words as recognised, ``unread`` the cells with ink that nothing was read from.
    """

    characters: RawCharacters
    drawing: Drawing
    quarters: int
    tilt: float
    marks: list[Mark]
    unread: list[Box]
    seals: list[Box]


def read_picture(picture: Picture, scale: float, engine: Recogniser) -> Scan:
    """Read the picture of a page; ``scale`` is pixels per point."""
    best, quarters = _read_level(picture, scale, engine), 0
    for others in _other_ways(best):
        turned = _read_level(np.ascontiguousarray(np.rot90(picture, others)), scale, engine)
        if _weight(turned) > _weight(best):
            best, quarters = turned, others
    return _to_scan(best, scale, quarters)


@dataclass(frozen=True, slots=True)
class _Reading:
    clean: Clean
    words: list[Word]
    segments: list[Segment]
    unread: list[Pixels]


def _other_ways(reading: _Reading) -> tuple[int, ...]:
    """Return the quarter turns counter-clockwise that are worth a try: none for a page that lies as it should."""
    words = reading.words
    if len(words) < _FEWEST:
        return ()
    high = [word.box[3] - word.box[1] > _SIDEWAYS * (word.box[2] - word.box[0]) for word in words]
    if sum(high) * 2 > len(high):
        return (1, 3)
    return (2,) if sum(word.sure < _DOUBTFUL for word in words) > _DOUBTS * len(words) else ()


def _weight(reading: _Reading) -> float:
    return sum(len(word.text) * word.sure**4 for word in reading.words)


def _read_level(picture: Picture, scale: float, engine: Recogniser) -> _Reading:
    clean = clean_picture(picture, scale)
    boxes = engine.find_words(clean.picture)
    level, upright = ink_to_rules(clean.ink, scale)
    level, upright = without_strokes(level, boxes), without_strokes(upright, boxes)
    ink = _without_rules(clean.ink, [*level, *upright], scale)
    words = read_words(clean.picture, ink, boxes, upright, engine)
    segments = [_level_segment(box, scale) for box in level] + [_upright_segment(box, scale) for box in upright]
    found, unread = _read_left_cells(replace(clean, ink=ink), segments, words, scale, engine)
    return _Reading(clean, set_on_lines([*words, *found]), segments, unread)


def _without_rules(ink: Picture, rules: Sequence[Pixels], scale: float) -> Picture:
    """Return the ink of characters: rules wiped out with a hair's breadth round them."""
    left = ink.copy()
    hair = max(round(0.4 * scale), 1)
    for x0, top, x1, bottom in rules:
        left[max(top - hair, 0) : bottom + hair, max(x0 - hair, 0) : x1 + hair] = 0
    return left


def _level_segment(box: Pixels, scale: float) -> Segment:
    y = (box[1] + box[3]) / 2 / scale
    return (box[0] / scale, y, box[2] / scale, y)


def _upright_segment(box: Pixels, scale: float) -> Segment:
    x = (box[0] + box[2]) / 2 / scale
    return (x, box[1] / scale, x, box[3] / scale)


def _read_left_cells(
    clean: Clean, segments: Sequence[Segment], words: Sequence[Word], scale: float, engine: Recogniser
) -> tuple[list[Word], list[Pixels]]:
    """Read the cells that hold ink but no word, each by itself: a lone 1 or 0 is easily overlooked on a page."""
    middles = np.array([((word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2) for word in words])
    found: list[Word] = []
    unread: list[Pixels] = []
    for lattice in rules_to_lattices(segments_to_rules(segments)):
        for slot in lattice.slots:
            x0, top, x1, bottom = (value * scale for value in slot.box)
            if middles.size and _any_inside(middles, (x0, top, x1, bottom)):
                continue
            inside = _INSIDE * scale
            cell = (round(x0 + inside), round(top + inside), round(x1 - inside), round(bottom - inside))
            inked = box_to_ink(clean.ink, cell) if cell[0] < cell[2] and cell[1] < cell[3] else None
            if inked is None or not _holds_a_stroke(clean.ink, cell, _LOW * scale):
                continue
            word = read_piece(clean.picture, clean.ink, cell, engine)
            if word is None or word.sure < _GUESSED:
                unread.append(inked)
            else:
                found.append(word)
    return found, unread


def _holds_a_stroke(ink: Picture, cell: Pixels, shortest: float) -> bool:
    pieces = components(np.ascontiguousarray(ink[cell[1] : cell[3], cell[0] : cell[2]]))
    return any(max(width, height) >= shortest for _, _, width, height in pieces)


def _any_inside(middles: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]", box: Box) -> bool:
    x, y = middles[:, 0], middles[:, 1]
    return bool(((x > box[0]) & (x < box[2]) & (y > box[1]) & (y < box[3])).any())


def _to_scan(reading: _Reading, scale: float, quarters: int) -> Scan:
    height, width = reading.clean.picture.shape[:2]
    page = (0.0, 0.0, width / scale, height / scale)
    return Scan(
        words_to_characters(reading.words, scale),
        Drawing(lines=reading.segments, pictures=[page]),
        quarters,
        reading.clean.tilt,
        [Mark(word.text, word.read, word.sure, _points(word.box, scale)) for word in reading.words],
        [_points(box, scale) for box in reading.unread],
        [_points(box, scale) for box in reading.clean.seals],
    )


def _points(box: Pixels, scale: float) -> Box:
    x0, top, x1, bottom = box
    return (x0 / scale, top / scale, x1 / scale, bottom / scale)


def words_to_characters(words: Sequence[Word], scale: float) -> RawCharacters:
    """Return the characters of the words as a text layer would: each takes its share of the word's box.

    The middle of its line stands for a character's baseline; characters of one line have the same.
    """
    codes: list[int] = []
    boxes: list[Box] = []
    base: list[float] = []
    for word in words:
        x0, top, x1, bottom = _points(word.box, scale)
        shares = np.cumsum([0.0, *(0.5 if char < _HALF else 1.0 for char in word.text)])
        edges = (x0 + (x1 - x0) * shares / shares[-1]).tolist()
        codes += map(ord, word.text)
        boxes += [(left, top, right, bottom) for left, right in pairwise(edges)]
        base += [word.middle / scale] * len(word.text)
    count = len(codes)
    frame = np.array(boxes, np.float64).reshape(count, 4)
    return RawCharacters(
        np.array(codes, np.int64),
        frame,
        frame[:, 0].copy(),
        np.array(base, np.float64),
        np.zeros(count),
        np.zeros(count, np.bool_),
        np.zeros(count, np.bool_),
    )
