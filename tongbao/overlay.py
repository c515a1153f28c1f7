"""What was read, drawn over the page it was read from: a layer for each step, each with its colour."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFont

from corpus.report.cutouts import place_to_boxes as place_to_parts
from schemas.audits import State
from schemas.documents import Block, Document, Grid, GridPart, Lines, Paragraph, TextLine
from schemas.errors import Misuse
from schemas.places import Box, Place, box_around
from schemas.protocols import PageDrawer

Colour = tuple[int, int, int]

GREY, GREEN, BLUE, RED = (120, 120, 120), (0, 140, 70), (0, 80, 220), (210, 30, 30)
MAGENTA, AMBER, VIOLET = (200, 0, 160), (200, 120, 0), (120, 60, 160)

STATE_COLOURS: Mapping[State, Colour] = {
    State.CHECKED: GREEN,
    State.CONTRADICTED: RED,
    State.IMPROBABLE: AMBER,
    State.SUSPECT: VIOLET,
    State.UNCHECKED: GREY,
}

SCALE = 2.0
"""Pixels per point."""


class Layer(StrEnum):
    """What can be drawn over a page."""

    WORDS = "words"
    RULES = "rules"
    GRIDS = "grids"
    ORDER = "order"
    FIGURES = "figures"


USUAL = (Layer.WORDS, Layer.GRIDS)
"""What is drawn where nothing is chosen."""


@dataclass(frozen=True, slots=True)
class Extras:
    """What the document does not hold: the rules of the page, and the numbers with their states in the ledger."""

    rules: Sequence[Box] = ()
    numbers: Sequence[tuple[Place, State]] = ()


def draw_page(
    drawer: PageDrawer, document: Document, number: int, layers: Collection[Layer] = USUAL, extras: Extras | None = None
) -> bytes:
    """Return a PNG of the page with the layers over it, each in the order in which it was found."""
    page = next((page for page in document.pages if page.number == number), None)
    if page is None:
        pages = len(document.pages)
        raise Misuse(
            f"{document.source.path}: has no page {number}; it has {pages}",
            f"{document.source.path}：没有第 {number} 页，共 {pages} 页",
        )
    picture = Image.open(BytesIO(drawer(number, (), scale=SCALE))).convert("RGB")
    sheet = _Sheet(ImageDraw.Draw(picture), picture.width / page.width)
    for layer, draw in _LAYERS:
        if layer in layers:
            draw(sheet, document, number, extras or Extras())
    return _to_png(picture)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page to draw on, in points."""

    pen: ImageDraw.ImageDraw
    scale: float

    def boxes(self, boxes: Iterable[Box], colour: Colour, width: int = 1) -> None:
        for box in boxes:
            self.pen.rectangle([side * self.scale for side in box], outline=colour, width=width)

    def around(self, boxes: Iterable[Box], colour: Colour, width: int) -> None:
        """Draw outlines that leave what they stand around legible."""
        out = (width + 1) / self.scale
        self.boxes(((x0 - out, top - out, x1 + out, bottom + out) for x0, top, x1, bottom in boxes), colour, width)

    def line(self, ends: Box, colour: Colour, width: int) -> None:
        self.pen.line([side * self.scale for side in ends], fill=colour, width=width)

    def label(self, box: Box, text: str, colour: Colour) -> None:
        """Write a short text on its colour, at the left of the top edge of the box."""
        font = ImageFont.load_default(size=round(8 * self.scale))
        x, y = max(box[0] * self.scale - 6 * self.scale, 0), max(box[1] * self.scale - 5 * self.scale, 0)
        left, top, right, bottom = self.pen.textbbox((x, y), text, font=font)
        self.pen.rectangle([left - 4, top - 3, right + 4, bottom + 3], fill=colour)
        self.pen.text((x, y), text, fill="white", font=font)


def _draw_words(sheet: _Sheet, document: Document, page: int, _: Extras) -> None:
    sheet.boxes(_word_boxes(document, page), GREY)


def _draw_rules(sheet: _Sheet, _document: Document, _page: int, extras: Extras) -> None:
    for ends in extras.rules:
        sheet.line(ends, MAGENTA, 3)


def _draw_grids(sheet: _Sheet, document: Document, page: int, _: Extras) -> None:
    sheet.boxes(_cell_boxes(document, page), GREEN)
    sheet.boxes(_loose_boxes(document, page), RED, 2)
    sheet.boxes(_grid_boxes(document, page), BLUE, 3)


def _draw_figures(sheet: _Sheet, _document: Document, page: int, extras: Extras) -> None:
    for place, state in extras.numbers:
        width = 4 if state in (State.CONTRADICTED, State.IMPROBABLE, State.SUSPECT) else 1
        sheet.around(place_to_boxes(place, page), STATE_COLOURS[state], width)


def _draw_order(sheet: _Sheet, document: Document, page: int, _: Extras) -> None:
    """Frame the blocks, number them in reading order, and lead from each to the next."""
    boxes = [box for block in document.blocks for box in _block_boxes(block, page)]
    sheet.boxes(boxes, BLUE, 2)
    for one, other in pairwise(boxes):
        sheet.line((one[0], one[1], other[0], other[1]), BLUE, 1)
    for at, box in enumerate(boxes, start=1):
        sheet.label(box, str(at), BLUE)


_LAYERS: tuple[tuple[Layer, Callable[[_Sheet, Document, int, Extras], None]], ...] = (
    (Layer.RULES, _draw_rules),
    (Layer.WORDS, _draw_words),
    (Layer.GRIDS, _draw_grids),
    (Layer.FIGURES, _draw_figures),
    (Layer.ORDER, _draw_order),
)


def stack(pictures: Iterable[bytes]) -> bytes:
    """Return the pictures as one, each under the last."""
    parts = [Image.open(BytesIO(png)).convert("RGB") for png in pictures]
    gap = 12
    width = max(part.width for part in parts)
    sheet = Image.new("RGB", (width, sum(part.height + gap for part in parts) - gap), "white")
    top = 0
    for part in parts:
        sheet.paste(part, (0, top))
        top += part.height + gap
    return _to_png(sheet)


def _to_png(picture: Image.Image) -> bytes:
    written = BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


def place_to_boxes(place: Place, page: int) -> tuple[Box, ...]:
    """Return the parts of a place that stand on a page."""
    return tuple(box for number, box in place_to_parts(place) if number == page)


_WORD = re.compile(r"\S+")


def _word_boxes(document: Document, page: int) -> Iterator[Box]:
    """Yield a box for each run without a blank."""
    for line in _lines(document):
        if line.place.page == page:
            for word in _WORD.finditer(line.text):
                yield from place_to_boxes(line.span(*word.span()), page)


def _lines(document: Document) -> Iterator[TextLine]:
    for block in document.blocks:
        held: Iterable[Lines] = (block,) if isinstance(block, Paragraph) else (*block.cells, *block.loose)
        for each in held:
            yield from each.lines


def _block_boxes(block: Block, page: int) -> Iterator[Box]:
    """Yield what a block covers of the page; a table cut by no break is one box."""
    if isinstance(block, Paragraph):
        boxes = [box for line in block.lines for box in place_to_boxes(line.place, page)]
        if boxes:
            yield box_around(boxes)
    else:
        yield from (part.bbox for part in block.parts if part.page == page and part.bbox)


def _parts(document: Document, page: int) -> Iterator[tuple[Grid, GridPart]]:
    return ((grid, part) for grid in document.grids() for part in grid.parts if part.page == page)


def _cell_boxes(document: Document, page: int) -> Iterator[Box]:
    for _, part in _parts(document, page):
        for cell in part.cells:
            yield from place_to_boxes(cell.place, page)


def _loose_boxes(document: Document, page: int) -> Iterator[Box]:
    for grid in document.grids():
        for loose in grid.loose:
            yield from place_to_boxes(loose.place, page)


def _grid_boxes(document: Document, page: int) -> Iterator[Box]:
    return (part.bbox for _, part in _parts(document, page) if part.bbox)
