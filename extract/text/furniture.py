"""Lines that belong to the page and not to what is said: page numbers, running heads, 续表."""

import re
from collections import Counter
from collections.abc import Sequence

from extract.text.lines import RawLine
from schemas.documents import ParagraphRole

_DASH = "-－—–─―·•~～"
_PAGE_NUMBER = re.compile(
    rf"[{_DASH}]+\s*[0-9０-９]{{1,4}}\s*[{_DASH}]+"
    r"|第?\s*[0-9０-９]{1,4}\s*页\s*[,，/／]?\s*(共\s*[0-9０-９]{1,4}\s*页)?"
    r"|[Pp]age\s+[0-9]{1,4}(\s+of\s+[0-9]{1,4})?"
)
_CONTINUED = re.compile(r"[（(]?(接上页|上接|续表|续上表|续)[^，。；]{0,6}[）)]?|[（(]接?[上下]页[）)]")
_OFTEN = 3  # times that a line stands at the edge of a page before it is a running head


def find_furniture(lines: Sequence[RawLine]) -> dict[int, ParagraphRole]:
    """Return the index of each such line with its role."""
    found = {index: role for index, line in enumerate(lines) if (role := _role(line.text.strip())) is not None}
    edges = [index for index in _edges_of_pages(lines) if index not in found]
    heads = Counter(_shape(lines[index].text) for index in edges)
    for index in edges:
        shape = _shape(lines[index].text)
        if heads[shape] >= _OFTEN:
            found[index] = ParagraphRole.PAGE_NUMBER if shape.strip("#") == "" else ParagraphRole.RUNNING_HEAD
    return found


def _role(text: str) -> ParagraphRole | None:
    if not text or len(text) > 24:
        return None
    if _PAGE_NUMBER.fullmatch(text):
        return ParagraphRole.PAGE_NUMBER
    return ParagraphRole.RUNNING_HEAD if _CONTINUED.fullmatch(text) else None


def _edges_of_pages(lines: Sequence[RawLine]) -> list[int]:
    """Return the lines that stand first or last on a page, as form feeds end them."""
    edges: set[int] = set()
    last: int | None = None
    top = True
    for index, line in enumerate(lines):
        if line.page_break:
            top = True
            if last is not None:
                edges.add(last)
        if line.blank:
            continue
        if top:
            edges.add(index)
            top = False
        last = index
    if len(edges) > 1 and last is not None:
        edges.add(last)
    return sorted(index for index in edges if "\t" not in lines[index].text)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", "".join(text.split()))
