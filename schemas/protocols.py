"""What a room needs from another it is handed through these."""

from collections.abc import Iterable
from typing import Protocol

from schemas.places import Box, Place


class PageDrawer(Protocol):
    """Draws a page of the file that a document was read from."""

    def __call__(self, page: int, boxes: Iterable[Box], *, clip: Box | None = None, scale: float = 2.0) -> bytes:
        """Return a PNG of ``page`` (or of ``clip`` on it, in points) with ``boxes`` outlined."""
        ...


class SecondReading(Protocol):
    """Reads places of one file again, by other means than the first reading did."""

    def __call__(self, place: Place) -> str | None:
        """Return what stands in the table cell at ``place``; None where this reading finds no cell."""
        ...
