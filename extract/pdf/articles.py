"""Paragraphs of newspaper pages to their articles: on a page set in columns, each headline begins one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from extract.pdf.pages import PageContent
from extract.pdf.placed import PageItem
from schemas.documents import Block, Paragraph, ParagraphRole
from schemas.ids import make_id
from schemas.places import Box, box_around

_APART = {ParagraphRole.RUNNING_HEAD, ParagraphRole.PAGE_NUMBER, ParagraphRole.WATERMARK}


def mark_articles(blocks: Iterable[Block], pages: Sequence[PageContent]) -> tuple[Block, ...]:
    """Return the blocks, in reading order, with those of one article marked alike.

    What stands before a page's first headline, its furniture, and pages not set in columns belong to none.
    """
    in_columns = {page.page.number for page in pages if _is_in_columns(page)}
    marked: list[Block] = []
    article: str | None = None
    at: int | None = None
    for block in blocks:
        if not isinstance(block, Paragraph) or block.role in _APART or block.place.page not in in_columns:
            marked.append(block)
            continue
        place = block.place
        if place.page != at:
            article, at = None, place.page
        if block.role is ParagraphRole.HEADING:
            article = make_id("article", place.file, place.page, place.bbox, block.text)
        marked.append(replace(block, article=article))
    return tuple(marked)


def _is_in_columns(page: PageContent) -> bool:
    """Tell whether parts of the page that are read one after the other stand side by side."""
    boxes = [_region_box(region) for region in page.regions if region]
    return any(_are_side_by_side(one, other) for one, other in combinations(boxes, 2))


def _region_box(region: Sequence[PageItem]) -> Box:
    return box_around(item.box for item in region)


def _are_side_by_side(one: Box, other: Box) -> bool:
    level = min(one[3], other[3]) - max(one[1], other[1])
    return level > 0 and (one[2] <= other[0] or other[2] <= one[0])
