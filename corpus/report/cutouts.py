"""The print itself: the part of a page that a finding speaks of, with its numbers boxed."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from schemas.bulletins import Bulletin
from schemas.documents import Document, Page
from schemas.findings import Finding
from schemas.places import Box, Place, box_around
from schemas.protocols import PageDrawer
from schemas.tables import RowKind, Table

MARGIN = 6.0
"""Points shown around what is boxed."""

NEAR = 90.0
"""Points between a table's header and what is boxed, up to which one picture shows both."""


Mark = tuple[str, Place]
"""A number by its name in the ledger, and where it is printed."""


@dataclass(frozen=True, slots=True)
class Cutout:
    """A picture of a part of a page; ``header`` if it only shows what the columns are called."""

    page: int
    png: bytes
    header: bool = False

    @property
    def base64(self) -> str:
        return b64encode(self.png).decode("ascii")


def finding_to_cutouts(
    finding: Finding, bulletins: Iterable[Bulletin], drawers: Mapping[str, PageDrawer]
) -> tuple[Cutout, ...]:
    """Draw, for each page that its operands stand on, the print around them."""
    return marks_to_cutouts([(each.ref, each.place) for each in finding.operands], bulletins, drawers)


def marks_to_cutouts(
    marks: Sequence[Mark], bulletins: Iterable[Bulletin], drawers: Mapping[str, PageDrawer]
) -> tuple[Cutout, ...]:
    """Draw the numbers of tables under the header of their table, and those of the text within their lines."""
    return tuple(
        cutout
        for bulletin in bulletins
        if bulletin.document.source.sha256 in drawers
        for cutout in _cutouts(marks, bulletin, drawers[bulletin.document.source.sha256])
    )


def _cutouts(marks: Sequence[Mark], bulletin: Bulletin, draw: PageDrawer) -> Iterator[Cutout]:
    pages = {page.number: page for page in bulletin.document.pages}
    tables = {table.id: table for table in bulletin.tables}
    boxed: dict[tuple[int, str], list[Box]] = {}
    for ref, place in marks:
        for page, box in place_to_boxes(place):
            if place.file == bulletin.document.source.sha256 and page in pages:
                table_id = ref.partition("/")[0]
                boxed.setdefault((page, table_id if table_id in tables else ""), []).append(box)
    headed = set()
    for (page, table_id), boxes in sorted(boxed.items()):
        strip = box_around(boxes)
        table = tables.get(table_id)
        if table is None:
            strip = _with_lines(boxes, bulletin.document, page)
        else:
            strip = _as_wide(strip, table, page)
            header_page, header = _header(table)
            if header is not None and header_page == page and 0 <= strip[1] - header[3] <= NEAR:
                strip = box_around((strip, header))
            elif header is not None and table_id not in headed and not _holds(strip, header):
                headed.add(table_id)
                yield Cutout(header_page, draw(header_page, (), clip=_grown(header, pages[header_page])), header=True)
        yield Cutout(page, draw(page, boxes, clip=_grown(strip, pages[page])))


def _with_lines(boxes: Sequence[Box], document: Document, page: int) -> Box:
    """Return the whole printed lines that hold the boxes, with the line above and below them in their paragraph."""
    found = list(boxes)
    for paragraph in document.paragraphs():
        lines = [line.place.bbox for line in paragraph.lines if line.place.page == page and line.place.bbox is not None]
        held = [at for at, line in enumerate(lines) if any(_meet(line, box) for box in boxes)]
        if held:
            found += lines[max(held[0] - 1, 0) : held[-1] + 2]
    return box_around(found)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def place_to_boxes(place: Place) -> tuple[tuple[int, Box], ...]:
    """Return the parts of a place on pages, as ``(page, box)``."""
    if place.boxes:
        return place.boxes
    return ((place.page, place.bbox),) if place.page is not None and place.bbox is not None else ()


def _as_wide(strip: Box, table: Table, page: int) -> Box:
    """Return the strip over the whole width of its table."""
    parts = [part.bbox for part in table.grid.parts if part.page == page and part.bbox is not None]
    parts = [part for part in parts if part[1] <= (strip[1] + strip[3]) / 2 <= part[3]]
    return (min(strip[0], parts[0][0]), strip[1], max(strip[2], parts[0][2]), strip[3]) if parts else strip


def _header(table: Table) -> tuple[int, Box | None]:
    """Return the page and the box of the table's header, as it is first printed."""
    rows = {row.row for row in table.rows if row.kind is RowKind.HEADER}
    boxes = [found for cell in table.grid.cells if cell.row in rows for found in place_to_boxes(cell.place)]
    first = min((page for page, _ in boxes), default=0)
    return first, box_around(box for page, box in boxes if page == first) if boxes else None


def _grown(box: Box, page: Page) -> Box:
    x0, top, x1, bottom = box
    return (
        max(x0 - MARGIN, 0.0),
        max(top - MARGIN, 0.0),
        min(x1 + MARGIN, page.width),
        min(bottom + MARGIN, page.height),
    )


def _holds(outer: Box, inner: Box) -> bool:
    return outer[1] <= inner[1] and inner[3] <= outer[3]
