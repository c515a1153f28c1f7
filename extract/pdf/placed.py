"""Lines and grids with the boxes that they are laid out by, in the frame that their page's text runs level in."""

from dataclasses import dataclass

from schemas.documents import GridPart, TextLine
from schemas.places import Box


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A printed line, its box and the size of its type; ``tabbed`` lines are no running text."""

    line: TextLine
    box: Box
    em: float
    tabbed: bool = False


@dataclass(frozen=True, slots=True)
class PlacedText:
    """The lines that stand together in a box."""

    box: Box
    lines: tuple[PlacedLine, ...]


@dataclass(frozen=True, slots=True)
class PlacedGrid:
    """A grid of one page and its box.

    ``xs`` are the borders of its columns, ``size`` its ``(rows, columns)``; without rules (``ruled``) borders lie in
    the white between texts and move with them.  ``loose`` holds the text, cell by cell,
    of a single row or a box: it is a piece of a table only if it carries one on from another page, and else text.
    ``sides`` are where the text of each cell of an unruled part begins and ends, None for blank ones.
    """

    part: GridPart
    box: Box
    xs: tuple[float, ...]
    size: tuple[int, int]
    ruled: bool = True
    loose: tuple[PlacedText, ...] = ()
    sides: tuple[tuple[float, float] | None, ...] = ()

    @property
    def whole(self) -> bool:
        return not self.loose

    @property
    def loose_lines(self) -> tuple[PlacedLine, ...]:
        return tuple(line for text in self.loose for line in text.lines)


PageItem = PlacedLine | PlacedGrid
