"""The documents of the gold: found by their checksum, and read the way the gold counts their lines."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import extract
from schemas.documents import Document, Paragraph, ParagraphRole, Source, TextLine
from schemas.places import Place

HERE = Path(__file__).parent
GOLD = HERE / "figures"
PROSE = HERE / "prose"
EXAMPLES = HERE.parent / "examples"


def gold_names() -> list[str]:
    """Return the documents whose numbers were typed by hand."""
    return sorted(path.stem for path in GOLD.glob("*.json"))


def passage_names() -> list[str]:
    """Return the passages of our own, which lie beside their gold."""
    return sorted(path.stem for path in PROSE.glob("*.json"))


def read_gold(name: str) -> dict:
    folder = GOLD if (GOLD / f"{name}.json").exists() else PROSE
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def find_document(gold: dict, folders: Iterable[Path]) -> Path | None:
    """Return the file that the gold was typed from: same name, same bytes."""
    for folder in folders:
        path = folder / gold["document"]
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == gold["sha256"]:
            return path
    return None


def read_gold_document(path: Path) -> Document:
    """Read a document so that ``line`` is the gold's line, in markup and in a PDF its paragraph."""
    if path.suffix == ".html":
        return html_to_document(path)
    document = extract.read_document(path)
    return number_paragraphs(document) if path.suffix == ".pdf" else document


def number_paragraphs(document: Document) -> Document:
    """Give each paragraph of the running text its number as line: where lines end on a page is no matter of figures."""
    blocks, number = [], 0
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.role in (ParagraphRole.BODY, ParagraphRole.HEADING):
            number += 1
            place = Place(document.source.sha256, block.text, line=number, start=0, end=len(block.text))
            blocks.append(replace(block, lines=(TextLine(block.text, place),)))
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def place_by_context(gold: dict, document: Document) -> dict:
    """Return the gold of a PDF with its entries where ``context`` stands in the document as it is read today."""
    texts = [(p.place.line, p.text) for p in document.paragraphs() if p.place.line is not None]
    placed: dict = {}
    for kind in ("figures", "tokens"):
        placed[kind] = []
        for entry in gold[kind]:
            found = [(number, text.index(entry["context"])) for number, text in texts if entry["context"] in text]
            number, start = found[0] if len(found) == 1 else (entry["paragraph"], entry["start"])
            offset = entry["context"].index(entry["quote"]) if len(found) == 1 else 0
            placed[kind].append({**entry, "paragraph": number, "start": start + offset})
    return {**gold, **placed}


class _Paragraphs(HTMLParser):
    """Collects the text of each ``<p>`` that stands in no table and holds more than white space, and the title."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.title = ""
        self._in_title = False
        self._tables = 0
        self._hidden = 0
        self._text: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - HTMLParser's
        self._tables += tag == "table"
        self._hidden += tag in ("script", "style")
        self._in_title = self._in_title or tag == "title"
        if tag == "p" and not self._tables:
            self._text = ""

    def handle_endtag(self, tag: str) -> None:
        self._tables -= tag == "table"
        self._hidden -= tag in ("script", "style")
        self._in_title = self._in_title and tag != "title"
        if tag == "p" and self._text is not None:
            if self._text.strip():
                self.found.append(self._text)
            self._text = None

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        if self._text is not None and not self._hidden:
            self._text += data


def html_to_document(path: Path) -> Document:
    data = path.read_bytes()
    parser = _Paragraphs()
    parser.feed(data.decode("utf-8"))
    sha256 = hashlib.sha256(data).hexdigest()
    title = parser.title.strip()
    blocks = tuple(
        Paragraph((TextLine(text, Place(sha256, text, line=number, start=0, end=len(text))),), role)
        for number, text, role in [
            (0, title, ParagraphRole.HEADING),
            *((number, text, ParagraphRole.BODY) for number, text in enumerate(parser.found, 1)),
        ]
        if text
    )
    digits = sum(character.isdecimal() for text in parser.found for character in text)
    return Document(Source(str(path), sha256, "text/html"), (), blocks, digits)
