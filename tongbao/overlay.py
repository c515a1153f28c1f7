"""What was read, drawn over the page it was read from."""

from collections.abc import Iterable, Iterator
from io import BytesIO

from PIL import Image, ImageDraw

from schemas.documents import Document, Grid, GridPart, Lines, Paragraph
from schemas.errors import Misuse
from schemas.places import Box, Place
from schemas.protocols import PageDrawer

GREY, GREEN, BLUE, RED = (120, 120, 120), (0, 140, 70), (0, 80, 220), (210, 30, 30)

SCALE = 2.0
"""Pixels per point."""


def draw_page(drawer: PageDrawer, document: Document, number: int) -> bytes:
    """Return a PNG of the page: lines of text in grey, cells in green, tables in blue, unproved cells in red."""
    page = next((page for page in document.pages if page.number == number), None)
    if page is None:
        pages = len(document.pages)
        raise Misuse(
            f"{document.source.path}: has no page {number}; it has {pages}",
            f"{document.source.path}：没有第 {number} 页，共 {pages} 页",
        )
    picture = Image.open(BytesIO(drawer(number, (), scale=SCALE))).convert("RGB")
    pen = ImageDraw.Draw(picture)
    scale = picture.width / page.width
    for boxes, colour, width in (
        (_line_boxes(document, number), GREY, 1),
        (_cell_boxes(document, number), GREEN, 1),
        (_loose_boxes(document, number), RED, 2),
        (_grid_boxes(document, number), BLUE, 3),
    ):
        for box in boxes:
            pen.rectangle([side * scale for side in box], outline=colour, width=width)
    return _to_png(picture)


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
    if place.boxes:
        return tuple(box for number, box in place.boxes if number == page)
    return (place.bbox,) if place.page == page and place.bbox else ()


def _line_boxes(document: Document, page: int) -> Iterator[Box]:
    for block in document.blocks:
        held: Iterable[Lines] = (block,) if isinstance(block, Paragraph) else (*block.cells, *block.loose)
        for each in held:
            for line in each.lines:
                yield from place_to_boxes(line.place, page)


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
