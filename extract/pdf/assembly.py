"""Pages to the blocks of a document: paragraphs and whole tables in reading order."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extract.pdf.furniture import Roles, find_furniture
from extract.pdf.pages import PageContent
from extract.pdf.paragraphs import Column, ParagraphReader, body_size, box_to_column, region_to_column
from extract.pdf.placed import PageItem, PlacedGrid, PlacedLine
from extract.pdf.stitching import Break, Joined, begin, carry_on
from schemas.documents import Block, Paragraph, ParagraphRole

_TITLE_LINES = 4  # lines above a table among which a repeated title is looked for
_SAME_TOP = 3.0  # points between the tops of parts that stand side by side, none carrying on the other
_FEWEST_LINES = 5  # of a page that shows the margins of its text
_EMPTY = Column(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class _Flowed:
    """A line or grid in the flow of the document, with the index of its page and the column it stands in."""

    page: int
    item: PageItem
    column: Column


@dataclass(slots=True)
class _Table:
    """A table being joined: what it is so far, where its last part stands, and the lines above its first."""

    joined: Joined
    last: _Flowed
    titles: tuple[str, ...]


def pages_to_blocks(pages: Sequence[PageContent]) -> tuple[Block, ...]:
    """Return the paragraphs and tables of all pages, in reading order."""
    em = body_size(pages)
    roles = find_furniture(pages, em)
    flow = _pages_to_flow(pages, roles)
    tables = _flow_to_tables(flow, pages, roles)
    reader = ParagraphReader(em)
    blocks: list[Block] = []
    held: list[Paragraph] = []  # furniture that stands in the middle of a paragraph comes after it

    def put(paragraph: Paragraph | None) -> None:
        if paragraph is not None:
            blocks.append(paragraph)
            blocks.extend(held)
            held.clear()

    for index, page in enumerate(pages):
        for flowed in flow[index]:
            item = flowed.item
            if isinstance(item, PlacedLine):
                role = roles.get(id(item))
                if role is not None:
                    held.append(Paragraph((item.line,), role))
                else:
                    put(reader.take(item, flowed.column))
            elif item.part.id in tables:
                table = tables[item.part.id]
                if not (table.whole or item.ruled):
                    for line in item.loose_lines:
                        put(reader.take(line, flowed.column))
                    continue
                put(reader.close())
                blocks += [*held, *([table.to_grid()] if table.whole else _loose_to_paragraphs(item, em))]
                held.clear()
        held += [Paragraph((line,), ParagraphRole.WATERMARK) for line in page.watermarks]
    put(reader.close())
    return (*blocks, *held)


def _pages_to_flow(pages: Sequence[PageContent], roles: Roles) -> list[list[_Flowed]]:
    usual = _usual_margins(pages)
    flow = []
    for index, page in enumerate(pages):
        flowed = []
        for region in page.regions:
            items = [single for item in region for single in _without_furniture(item, roles)]
            lines = [item for item in items if isinstance(item, PlacedLine)]
            size = (page.width, page.height)
            alone = len(page.regions) == 1
            margins, width = (usual.get(size), page.width) if alone else (None, None)
            column = region_to_column(lines, margins, width) if lines else _EMPTY
            flowed += [_Flowed(index, item, column) for item in items]
        flow.append(flowed)
    return flow


def _without_furniture(item: PageItem, roles: Roles) -> tuple[PageItem, ...]:
    """Return the item, or its lines where a running head was taken for the row of a table."""
    if isinstance(item, PlacedLine) or item.ruled or not any(id(line) in roles for line in item.loose_lines):
        return (item,)
    return item.loose_lines


def _usual_margins(pages: Sequence[PageContent]) -> dict[tuple[float, float], tuple[float, float]]:
    """Return the left and right margins of the text on pages of each size."""
    seen: dict[tuple[float, float], list[tuple[float, float]]] = defaultdict(list)
    for page in pages:
        lines = [item for region in page.regions for item in region if isinstance(item, PlacedLine)]
        if len(lines) >= _FEWEST_LINES:
            edges = (min(line.box[0] for line in lines), max(line.box[2] for line in lines))
            seen[page.width, page.height].append(edges)
    return {
        size: (median(left for left, _ in edges), median(right for _, right in edges)) for size, edges in seen.items()
    }


def _flow_to_tables(flow: list[list[_Flowed]], pages: Sequence[PageContent], roles: Roles) -> dict[str, Joined]:
    """Return the tables by the id of their first part; parts that carry on are in their table only."""
    tables: list[_Table] = []
    between: list[str] = []
    bottoms = _text_bottoms(flow, pages, roles)
    for page in flow:
        for flowed in page:
            item = flowed.item
            if isinstance(item, PlacedLine):
                if id(item) not in roles:
                    between.append(item.line.text)
                continue
            last = tables[-1] if tables else None
            carried = False
            if last is not None and _may_carry_on(last.last, flowed):
                height = pages[last.last.page].height
                room = (bottoms[height] - last.last.item.box[3]) / height
                seam = Break(last.titles, tuple(between), room, _aside(last.last, flowed))
                carried = carry_on(last.joined, item, seam)
            if last is not None and carried:
                last.last = flowed
            else:
                tables.append(_Table(begin(item), flowed, tuple(between[-_TITLE_LINES:])))
            between = []
    return {table.joined.pieces[0].grid.part.id: table.joined for table in tables}


def _may_carry_on(last: _Flowed, flowed: _Flowed) -> bool:
    """Tell whether a part stands where another goes on: on the next page, or in the next column of the page."""
    if last.page == flowed.page:
        return flowed.item.box[0] >= last.item.box[2] and flowed.item.box[1] < last.item.box[1] - _SAME_TOP
    return last.page == flowed.page - 1


def _aside(last: _Flowed, flowed: _Flowed) -> float:
    """Return how far to the right a part's column stands of that of the part before, on the same page."""
    if last.page != flowed.page:
        return 0.0
    if _EMPTY in (last.column, flowed.column):
        return flowed.item.box[0] - last.item.box[0]
    return flowed.column.left - last.column.left


def _text_bottoms(flow: list[list[_Flowed]], pages: Sequence[PageContent], roles: Roles) -> dict[float, float]:
    """Return how far down pages of each height are filled with what is not furniture."""
    bottoms: dict[float, float] = {}
    for page, flowed in zip(pages, flow, strict=True):
        filled = [one.item.box[3] for one in flowed if id(one.item) not in roles]
        bottoms[page.height] = max([bottoms.get(page.height, 0.0), *filled])
    return bottoms


def _loose_to_paragraphs(grid: PlacedGrid, em: float) -> list[Block]:
    """Return the text of a row or a box that carries no table on, each cell for itself."""
    found: list[Block] = []
    reader = ParagraphReader(em)
    for text in grid.loose:
        column = box_to_column(text.box, text.lines)
        found += [done for line in text.lines if (done := reader.take(line, column))]
        last = reader.close()
        found += [last] if last else []
    return found
