"""The print itself: the part of a page that a finding speaks of, with its numbers boxed."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass

from schemas.documents import Document, Grid
from schemas.findings import Finding
from schemas.places import Box, Place, box_around
from schemas.protocols import PageDrawer

MARGIN = 14.0
"""Points shown around what is boxed."""


@dataclass(frozen=True, slots=True)
class Cutout:
    """A picture of a part of a page."""

    page: int
    png: bytes

    @property
    def base64(self) -> str:
        return b64encode(self.png).decode("ascii")


def finding_to_cutouts(
    finding: Finding, documents: Mapping[str, Document], drawers: Mapping[str, PageDrawer]
) -> tuple[Cutout, ...]:
    """Draw, for each page that its operands stand on, the whole width of the print around them."""
    boxes: dict[tuple[str, int], list[Box]] = {}
    for operand in finding.operands:
        for page, box in _boxes(operand.place):
            if operand.place.file in drawers and operand.place.file in documents:
                boxes.setdefault((operand.place.file, page), []).append(box)
    return tuple(
        Cutout(page, drawers[file](page, found, clip=_clip(found, page, documents[file])))
        for (file, page), found in sorted(boxes.items())
    )


def _boxes(place: Place) -> tuple[tuple[int, Box], ...]:
    if place.boxes:
        return place.boxes
    return ((place.page, place.bbox),) if place.page is not None and place.bbox is not None else ()


def _clip(boxes: list[Box], number: int, document: Document) -> Box:
    """Return the strip of the page that holds the boxes, as wide as the table that they stand in."""
    x0, top, x1, bottom = box_around(boxes)
    page = next(each for each in document.pages if each.number == number)
    for grid in document.grids():
        for part in grid.parts:
            if part.page == number and part.bbox and _holds(part.bbox, (x0, top, x1, bottom)):
                x0, x1 = part.bbox[0], part.bbox[2]
                top = min(top, _header_top(grid, number, part.bbox, top))
    return (
        max(x0 - MARGIN, 0.0),
        max(top - MARGIN, 0.0),
        min(x1 + MARGIN, page.width),
        min(bottom + MARGIN, page.height),
    )


NEAR = 160.0
"""Points above the boxes up to which the table's first row is shown too: it names the columns."""


def _header_top(grid: Grid, page: int, table: Box, top: float) -> float:
    begins_here = grid.place.page == page
    return table[1] if begins_here and top - table[1] <= NEAR else top


def _holds(outer: Box, inner: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]
