"""Page furniture: page numbers and running heads, found by what repeats from page to page."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from extract.pdf.pages import PageContent
from extract.pdf.placed import PageItem, PlacedLine
from schemas.documents import ParagraphRole

_NUMBER_BAND = 0.2  # of the page's height, from its top and from its bottom: page numbers stand there
_HEAD_BAND = 0.1  # the same for running heads and feet
_OUTERMOST = 3  # lines from the top and from the bottom of a page that may be furniture
_SAME_HEIGHT = 4.0  # points between the places of one running head on two pages
_REPEATS = 0.4  # of the pages carry a running head (left and right pages may differ)

_PLAIN = re.compile(r"\d{1,4}")
_DECORATED = re.compile(
    r"[-—–―－~·•]{1,2}\s*(\d{1,4})\s*[-—–―－~·•]{1,2}"
    r"|第\s*(\d{1,4})\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?"
    r"|(?:page|p\.)\s*(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|(\d{1,4})\s*/\s*\d{1,4}",
    re.IGNORECASE,
)

Roles = dict[int, ParagraphRole]
"""Roles of lines that are furniture, by the ``id()`` of the ``PlacedLine``."""


def find_furniture(pages: Sequence[PageContent], body_em: float) -> Roles:
    """Return the furniture of all pages."""
    roles = _page_numbers(pages)
    roles.update(_running_heads(pages, body_em, roles))
    return roles


def _outer_lines(page: PageContent, band: float) -> list[PlacedLine]:
    """Return the lines at the top and bottom of a page, as far as they stand within the band."""
    lines = sorted(
        (line for region in page.regions for item in region for line in _item_to_lines(item)),
        key=lambda line: (line.box[1], line.box[0]),
    )
    upper = [line for line in lines[:_OUTERMOST] if line.box[3] <= band * page.height]
    lower = [line for line in lines[-_OUTERMOST:] if line.box[1] >= (1 - band) * page.height]
    return [*upper, *(line for line in lower if not any(line is other for other in upper))]


def _item_to_lines(item: PageItem) -> tuple[PlacedLine, ...]:
    """Return the lines that an item may turn out to be: a running head with tabs looks like the row of a table."""
    if isinstance(item, PlacedLine):
        return (item,)
    return () if item.ruled else item.loose_lines


def _page_numbers(pages: Sequence[PageContent]) -> Roles:
    """Page numbers are decorated as such, or count on with the pages."""
    roles: Roles = {}
    plain: dict[int, list[PlacedLine]] = defaultdict(list)
    for index, page in enumerate(pages):
        for line in _outer_lines(page, _NUMBER_BAND):
            text = line.line.text.strip()
            if _DECORATED.fullmatch(text):
                roles[id(line)] = ParagraphRole.PAGE_NUMBER
            elif _PLAIN.fullmatch(text):
                plain[int(text) - index].append(line)
    for lines in plain.values():
        if len(lines) >= 2:
            roles.update((id(line), ParagraphRole.PAGE_NUMBER) for line in lines)
    return roles


def _running_heads(pages: Sequence[PageContent], body_em: float, numbers: Roles) -> Roles:
    """Running heads stand in the same place on many pages with the same words; headlines are larger than they."""
    seen: dict[str, list[tuple[int, float, PlacedLine]]] = defaultdict(list)
    largest = 1.1 * max(body_em, _line_size(pages))
    for index, page in enumerate(pages):
        for line in _outer_lines(page, _HEAD_BAND):
            if id(line) in numbers or line.em > largest:
                continue
            words = re.sub(r"\d+", "#", "".join(line.line.text.split()))
            seen[words].append((index, _from_edge(line, page), line))
    roles: Roles = {}
    needed = max(2, round(_REPEATS * len(pages))) if len(pages) > 2 else 2
    for places in seen.values():
        common, _ = Counter(round(at / _SAME_HEIGHT) for _, at, _ in places).most_common(1)[0]
        lines = [(index, line) for index, at, line in places if abs(at / _SAME_HEIGHT - common) <= 1]
        if len({index for index, _ in lines}) >= needed:
            roles.update((id(line), ParagraphRole.RUNNING_HEAD) for _, line in lines)
    return roles


def _line_size(pages: Sequence[PageContent]) -> float:
    """Return the size of type in which most of what stands outside tables is set, but what pages repeat."""
    lines = [item for page in pages for region in page.regions for item in region if isinstance(item, PlacedLine)]
    printed = Counter(line.line.text for line in lines)
    sizes: Counter[float] = Counter()
    for line in lines:
        if printed[line.line.text] == 1:
            sizes[round(line.em * 2) / 2] += len(line.line.text)
    return max(sizes, key=sizes.__getitem__, default=0.0)


def _from_edge(line: PlacedLine, page: PageContent) -> float:
    """Return where the line stands, counted from the nearer edge: pages may differ in size."""
    top = line.box[1]
    return top if top < page.height / 2 else top - page.height
