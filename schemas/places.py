"""Where something is printed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

Box = tuple[float, float, float, float]
"""``(x0, top, x1, bottom)`` in points from the top left of the page as displayed (after rotation)."""


@dataclass(frozen=True, slots=True)
class Place:
    """A printed place: a box on a page, a line and columns of a text, or a path into a markup file.

    ``file`` is the SHA-256 of the bytes.  ``page`` and ``line`` count from 1; ``start`` and ``end`` are code
    points of the unmodified line (text) or node (markup).  ``boxes`` holds the parts of a thing that a line or
    page break cuts in two.  ``quote`` is what is printed there.
    """

    file: str
    quote: str
    page: int | None = None
    bbox: Box | None = None
    boxes: tuple[tuple[int, Box], ...] = ()
    line: int | None = None
    start: int | None = None
    end: int | None = None
    path: str | None = None

    def quoting(self, quote: str) -> "Place":
        """Return the same place with another quote."""
        return replace(self, quote=quote)


def box_around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds all ``boxes``; at least one must be given."""
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return (min(x0s), min(tops), max(x1s), max(bottoms))


def rounded_box(box: Box) -> Box:
    """Return a box as it is written down: hundredths of a point are finer than any print."""
    x0, top, x1, bottom = (round(float(side), 2) for side in box)
    return (x0, top, x1, bottom)


def join_places(places: Iterable[Place], quote: str) -> Place:
    """Return one place for a thing printed over several places, in reading order.

    On pages, ``bbox`` is the box on the first page and ``boxes`` lists every part.  In a text, the line and
    start are the first part's and the end is the last part's if both stand on one line.
    """
    parts = list(places)
    first, last = parts[0], parts[-1]
    if len(parts) == 1:
        return first.quoting(quote)
    boxed = [(p.page, p.bbox) for p in parts if p.page is not None and p.bbox is not None]
    if boxed:
        on_first = [box for page, box in boxed if page == boxed[0][0]]
        return replace(first, quote=quote, bbox=box_around(on_first), boxes=tuple(boxed))
    end = last.end if (first.line, first.path) == (last.line, last.path) else first.end
    return replace(first, quote=quote, end=end)
