"""Rules found in a picture: long level and upright runs of ink."""

from collections.abc import Iterable

import cv2
import numpy as np

from extract.ocr.cleaning import components
from extract.ocr.shapes import Picture, Pixels

_LEVEL = 16.0  # points of the shortest level rule
_UPRIGHT = 9.0  # points of the shortest upright rule: the border of one row
_THICKEST = 3.0  # points
_GAP = 2.0  # points missing in a worn rule
_WITHIN = 0.15  # of a word's height that a stroke of it may reach beyond its box
_MOSTLY = 0.6  # of a stroke's length that lies in its word


def ink_to_rules(ink: Picture, scale: float) -> tuple[list[Pixels], list[Pixels]]:
    """Return the boxes of level and of upright rules; ``scale`` is pixels per point."""
    level = _runs(ink, (_odd(_LEVEL * scale), 1), (_odd(_GAP * scale), 1))
    upright = _runs(ink, (1, _odd(_UPRIGHT * scale)), (1, _odd(_GAP * scale)))
    thick = _THICKEST * scale
    return (
        [box for box in level if box[3] - box[1] <= thick],
        [box for box in upright if box[2] - box[0] <= thick],
    )


def _odd(size: float) -> int:
    """Return the odd number next to the size: an even one has no middle and would shift the rules."""
    return 2 * round(size / 2) + 1


def _runs(ink: Picture, shortest: tuple[int, int], gap: tuple[int, int]) -> list[Pixels]:
    """Return what is left of the ink where nothing shorter is kept; sizes are ``(width, height)``."""
    whole = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(gap[::-1], np.uint8))
    runs = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones(shortest[::-1], np.uint8))
    return [(x, y, x + width, y + height) for x, y, width, height in components(runs)]


def without_strokes(rules: Iterable[Pixels], words: Iterable[Pixels]) -> list[Pixels]:
    """Leave out what is a stroke of a character: a run that lies for the most part within a word."""
    wide = []
    for x0, top, x1, bottom in words:
        more = _WITHIN * (bottom - top)
        wide.append((x0 - more, top - more, x1 + more, bottom + more))
    if not wide:
        return list(rules)
    boxes = np.array(wide)
    return [rule for rule in rules if not _lies_in_one(rule, boxes)]


def _lies_in_one(rule: Pixels, boxes: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> bool:
    across = np.minimum(boxes[:, 2], rule[2]) - np.maximum(boxes[:, 0], rule[0])
    down = np.minimum(boxes[:, 3], rule[3]) - np.maximum(boxes[:, 1], rule[1])
    area = (rule[2] - rule[0]) * (rule[3] - rule[1])
    return bool(((across > 0) & (down > 0) & (across * down >= _MOSTLY * area)).any())
