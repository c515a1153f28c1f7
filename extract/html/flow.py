"""An element tree to runs of text and tables in reading order, each with its path."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

from extract.html.pruning import is_site, is_unseen

_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul""".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0\u200b\ufeff]+")
_CHINESE = r"[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef]"
_BROKEN = re.compile(rf"(?<={_CHINESE})\n(?=\S)|(?<=\S)\n(?={_CHINESE})")


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text as the page shows it; ``site`` says that it is navigation, ``heading`` that it is marked so."""

    text: str
    path: str
    site: bool
    heading: bool


@dataclass(frozen=True, slots=True)
class TableElement:
    """A table of data, still as its element."""

    element: html.HtmlElement
    path: str
    site: bool


def count_text(body: html.HtmlElement) -> dict[html.HtmlElement, tuple[int, int]]:
    """Return, per element, how many characters it shows and how many of them are links; no recursion."""
    counts: dict[html.HtmlElement, tuple[int, int]] = {}
    for event, element in _walk(body):
        if event == "start":
            own = 0 if is_unseen(element) else len((element.text or "").strip())
            counts[element] = (own, 0)
            continue
        plain, linked = counts[element]
        if element.tag == "a":
            linked = plain
            counts[element] = (plain, linked)
        parent = element.getparent()
        if parent is not None and parent in counts:
            before, before_linked = counts[parent]
            hidden = is_unseen(element)
            tail = len((element.tail or "").strip())
            counts[parent] = (before + (0 if hidden else plain) + tail, before_linked + (0 if hidden else linked))
    return counts


def _walk(body: html.HtmlElement) -> Iterator[tuple[str, html.HtmlElement]]:
    stack: list[tuple[str, html.HtmlElement]] = [("start", body)]
    while stack:
        event, element = stack.pop()
        yield event, element
        if event == "start":
            stack.append(("end", element))
            stack.extend(("start", child) for child in reversed(element) if isinstance(child.tag, str))


def count_shown_digits(body: html.HtmlElement) -> int:
    """Count the digits that the page shows, node by node: the control total for all that is gathered from it."""
    found = 0
    stack: list[html.HtmlElement] = [body]
    while stack:
        element = stack.pop()
        if is_unseen(element):
            continue
        texts = [element.text or "", *(child.tail or "" for child in element)]
        found += sum(character.isdecimal() for text in texts for character in text)
        stack.extend(child for child in element if isinstance(child.tag, str))
    return found


def tree_to_flow(body: html.HtmlElement) -> list[Text | TableElement]:
    """Return the page's texts and tables in reading order."""
    counts = count_text(body)
    gathered = _Gatherer()
    stack: list[tuple[str, html.HtmlElement, str, bool]] = [("start", body, "/html/body", False)]
    while stack:
        event, element, path, site = stack.pop()
        if event == "tail":
            gathered.add(element.tail or "")
            continue
        if event == "end":
            gathered.end()
            continue
        if is_unseen(element):
            continue
        site = site or is_site(element, *counts[element])
        if element.tag == "br":
            gathered.close()
            continue
        if element.tag == "table" and is_data_table(element):
            gathered.close()
            gathered.found.append(TableElement(element, path, site))
            continue
        if element.tag in _BLOCKS:
            gathered.open(path, site=site, heading=element.tag in _HEADINGS)
            stack.append(("end", element, path, site))
        gathered.add(element.text or "")
        stack.extend(reversed(list(_children(element, path, site))))
    gathered.close()
    return gathered.found


def _children(element: html.HtmlElement, path: str, site: bool) -> Iterator[tuple[str, html.HtmlElement, str, bool]]:
    seen: dict[str, int] = {}
    for child in element:
        if isinstance(child.tag, str):
            seen[child.tag] = seen.get(child.tag, 0) + 1
            yield "start", child, f"{path}/{child.tag}[{seen[child.tag]}]", site
        yield "tail", child, path, site


class _Gatherer:
    """Collects the pieces of one run of text until its block ends."""

    def __init__(self) -> None:
        self.found: list[Text | TableElement] = []
        self._open: list[tuple[str, bool, bool]] = [("/html/body", False, False)]
        self._pieces: list[str] = []

    def open(self, path: str, *, site: bool, heading: bool) -> None:
        self._flush()
        self._open.append((path, site, heading))

    def add(self, piece: str) -> None:
        self._pieces.append(piece)

    def close(self) -> None:
        self._flush()

    def end(self) -> None:
        self._flush()
        if len(self._open) > 1:
            self._open.pop()

    def _flush(self) -> None:
        text = pieces_to_text(self._pieces)
        self._pieces = []
        if text:
            path, site, heading = self._open[-1]
            self.found.append(Text(text, path, site, heading))


def pieces_to_text(pieces: list[str]) -> str:
    """Return text with white space as the page shows it: a line break in the source is nothing between Chinese."""
    joined = _SPACE.sub(lambda found: "\n" if "\n" in found[0] else " ", "".join(pieces))
    return _BROKEN.sub("", joined).replace("\n", " ").strip()


def is_data_table(table: html.HtmlElement) -> bool:
    """Tell a table of data from one that lays out the page: it holds no table, two rows and two columns or more."""
    if table.xpath("boolean(.//table)"):
        return False
    rows = table.xpath("./tr | ./tbody/tr | ./thead/tr | ./tfoot/tr")
    wide = [row for row in rows if len(row.xpath("./td | ./th")) > 1]
    if len(rows) < 2 or not wide:
        return len(rows) == 1 and bool(wide) and len(wide[0].xpath("./td | ./th")) > 2
    longest = max((len("".join(cell.itertext())) for cell in table.iter("td", "th")), default=0)
    return longest < 2000
