"""One page of one file as the giver of places."""

from dataclasses import dataclass

from schemas.places import Box, Place


@dataclass(frozen=True, slots=True)
class Sheet:
    """Makes places on page ``number``.

    A page whose text runs down or up is read in a frame of ``width`` × ``height`` points in which it runs level;
    ``quarters`` turns clockwise take that frame back to the page as displayed.
    """

    file: str
    number: int
    width: float
    height: float
    quarters: int = 0

    def box(self, box: Box) -> Box:
        """Return the box as displayed."""
        x0, top, x1, bottom = box
        if self.quarters == 1:
            return (self.height - bottom, x0, self.height - top, x1)
        if self.quarters == 2:
            return (self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        if self.quarters == 3:
            return (top, self.width - x1, bottom, self.width - x0)
        return box

    def place(self, quote: str, box: Box) -> Place:
        return Place(self.file, quote, self.number, self.box(box) if self.quarters else box)
