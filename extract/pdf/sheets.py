"""One page of one file as the giver of places."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from schemas.documents import Edge
from schemas.places import Box, Place


@dataclass(frozen=True, slots=True)
class Sheet:
    """Makes places on page ``number``.

    A page whose text runs down or up is read in a frame of ``width`` × ``height`` points in which it runs level;
    ``tilt`` degrees and then ``quarters`` turns clockwise take that frame back to the page as displayed.
    """

    file: str
    number: int
    width: float
    height: float
    quarters: int = 0
    tilt: float = 0.0

    def box(self, box: Box) -> Box:
        """Return the box as displayed."""
        x0, top, x1, bottom = self._lean(box) if self.tilt else box
        if self.quarters == 1:
            return (self.height - bottom, x0, self.height - top, x1)
        if self.quarters == 2:
            return (self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        if self.quarters == 3:
            return (top, self.width - x1, bottom, self.width - x0)
        return (x0, top, x1, bottom)

    def edges(self, edges: Sequence[Edge], box: Box) -> Sequence[Edge]:
        """Return the x at which the characters of a line begin and end as displayed; none if it does not run level."""
        if self.quarters:
            return ()
        if not self.tilt:
            return edges
        turned = (self._lean((x0, box[1], x1, box[3])) for x0, x1 in edges)
        return tuple((one[0], one[2]) for one in turned)

    def _lean(self, box: Box) -> Box:
        """Return the box around what the box holds once it is turned about the middle of the frame."""
        x0, top, x1, bottom = (
            box[0] - self.width / 2, box[1] - self.height / 2, box[2] - self.width / 2, box[3] - self.height / 2
        )  # fmt: skip
        along, aside = cos(radians(self.tilt)), sin(radians(self.tilt))
        xs = [x * along - y * aside + self.width / 2 for x in (x0, x1) for y in (top, bottom)]
        ys = [x * aside + y * along + self.height / 2 for x in (x0, x1) for y in (top, bottom)]
        return (min(xs), min(ys), max(xs), max(ys))

    def place(self, quote: str, box: Box) -> Place:
        return Place(self.file, quote, self.number, self.box(box) if self.quarters or self.tilt else box)
