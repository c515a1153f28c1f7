"""A Word document to a ``Document``: what its final state shows, paragraph by paragraph and table by table."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from extract.office.archives import check_unpacked, damaged
from schemas.documents import (
    Block,
    Cell,
    Document,
    Grid,
    GridPart,
    Paragraph,
    ParagraphRole,
    Picture,
    Source,
    TextLine,
)
from schemas.errors import UnreadableInput
from schemas.ids import make_id
from schemas.limits import Limits
from schemas.places import Place

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT_OUT = frozenset(
    (
        f"{_W}del",
        f"{_W}moveFrom",
        f"{_W}instrText",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    )
)
"""What the final state does not show: deleted and moved text, field codes, and the second copy of a drawing."""
_NOTES = ("footnotes", "endnotes")


def read_docx(data: bytes, source: Source, limits: Limits) -> Document:
    """Return the document; headers, footers and notes are kept and marked.

    Places are paths of body elements (``body/tbl[1]/tr[2]/tc[1]``) with code points of the text shown. Raises
    ``UnreadableInput`` for a damaged file, one without text and one over a limit.
    """
    check_unpacked(data, limits, source.path)
    try:
        opened = docx.Document(BytesIO(data))
        stories = list(_stories(opened))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise damaged(source.path, "Word document", "Word 文档") from error
    blocks: list[Block] = []
    pictures: list[Picture] = []
    digits = 0
    for name, story, role in stories:
        digits += sum(character.isdecimal() for text in _shown_texts(story) for character in text)
        blocks.extend(_story_to_blocks(story, name, role, source, limits))
        pictures.extend(_pictures(story, name, source.sha256))
    if not blocks and not pictures:
        raise UnreadableInput(
            f"{source.path}: a Word document without text; get the published file again",
            f"{source.path}：Word 文档没有文字；请重新获取原文件",
        )
    return Document(source, (), tuple(blocks), digits, tuple(pictures))


def _stories(opened: "docx.document.Document") -> Iterator[tuple[str, etree._Element, ParagraphRole]]:
    """Yield the text flows: page headers and footers once each, the body, the notes."""
    seen = set()
    for section in opened.sections:
        for name, furniture in (("header", section.header), ("footer", section.footer)):
            if not furniture.is_linked_to_previous and furniture.part.partname not in seen:
                seen.add(furniture.part.partname)
                yield f"{name}[{len(seen)}]", furniture._element, ParagraphRole.RUNNING_HEAD  # noqa: SLF001  python-docx shows the XML only so
    yield "body", opened.element.body, ParagraphRole.BODY
    for relation in opened.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind in _NOTES and not relation.is_external:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            yield kind, etree.fromstring(relation.target_part.blob, parser), ParagraphRole.BODY


def _story_to_blocks(
    story: etree._Element, name: str, role: ParagraphRole, source: Source, limits: Limits
) -> Iterator[Block]:
    counts = {"p": 0, "tbl": 0}
    stack = [child for child in reversed(story) if child.tag not in _LEFT_OUT]
    while stack:
        element = stack.pop()
        if element.tag == f"{_W}p":
            counts["p"] += 1
            path = f"{name}/p[{counts['p']}]"
            lines = tuple(_texts_to_lines(_paragraph_texts(element), path, source.sha256))
            if lines:
                yield Paragraph(lines, ParagraphRole.HEADING if _is_heading(element) and role == "body" else role)
        elif element.tag == f"{_W}tbl":
            counts["tbl"] += 1
            grid = _table_to_grid(element, f"{name}/tbl[{counts['tbl']}]", source, limits)
            if grid is not None:
                yield grid
        else:  # content controls, sections, notes: containers of paragraphs and tables
            stack.extend(child for child in reversed(element) if child.tag not in _LEFT_OUT)


def _is_heading(paragraph: etree._Element) -> bool:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = (style.get(f"{_W}val") or "") if style is not None else ""
    return name.lower().startswith(("heading", "title", "标题")) or name in {"1", "2", "3", "4"}


def _shown_texts(element: etree._Element) -> Iterator[str]:
    """Yield the pieces of text that are shown, a line break as a line feed; no recursion."""
    stack = [element]
    while stack:
        node = stack.pop()
        if node.tag in _LEFT_OUT or not isinstance(node.tag, str):
            continue
        if node.tag == f"{_W}r" and node.find(f"{_W}rPr/{_W}vanish") is not None:
            continue
        if node.tag == f"{_W}t":
            yield node.text or ""
        elif node.tag == f"{_W}tab":
            yield " "
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif node.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif node.tag == f"{_W}p" and node is not element:
            yield "\n"
        if node.tag != f"{_W}tabs":  # tab stops are no tabs
            stack.extend(reversed(node))


def _paragraph_texts(element: etree._Element) -> list[str]:
    return [text for text in "".join(_shown_texts(element)).split("\n") if text.strip()]


def _texts_to_lines(texts: list[str], path: str, file: str) -> Iterator[TextLine]:
    start = 0
    for text in texts:
        yield TextLine(text, Place(file, text, path=path, start=start, end=start + len(text)))
        start += len(text)


def _table_to_grid(table: etree._Element, path: str, source: Source, limits: Limits) -> Grid | None:
    cells: list[Cell] = []
    merged: dict[int, int] = {}  # column → position in ``cells`` of the cell that goes on downwards
    rows = [row for row in table.iter(f"{_W}tr") if _owner(row) is table]
    width = 0
    for at, row in enumerate(rows):
        col = _number(row.find(f"{_W}trPr/{_W}gridBefore"))
        inner = [cell for cell in row.iter(f"{_W}tc") if _owner(cell) is table]
        for number, element in enumerate(inner, 1):
            properties = element.find(f"{_W}tcPr")
            span = max(_number(properties.find(f"{_W}gridSpan")) if properties is not None else 1, 1)
            limits.check("cells", (at + 1) * (col + span), source.path)
            joins = properties.find(f"{_W}vMerge") if properties is not None else None
            above = merged.get(col)
            if joins is not None and joins.get(f"{_W}val") != "restart" and above is not None:
                cells[above] = _taller(cells[above])
            else:
                merged.pop(col, None)
                lines = tuple(
                    _texts_to_lines(_paragraph_texts(element), f"{path}/tr[{at + 1}]/tc[{number}]", source.sha256)
                )
                text = "".join(line.text for line in lines)
                place = Place(source.sha256, text, path=f"{path}/tr[{at + 1}]/tc[{number}]", start=0, end=len(text))
                cells.append(Cell(at, col, lines or (TextLine("", place),), place, 1, span))
                if joins is not None:
                    merged[col] = len(cells) - 1
            col += span
        width = max(width, col)
    if not any(cell.text for cell in cells):
        return None
    grid_id = make_id("grid", source.sha256, path)
    return Grid(grid_id, len(rows), width, tuple(cells), (GridPart(f"{grid_id}-1", None, None, tuple(cells)),))


def _taller(cell: Cell) -> Cell:
    return Cell(cell.row, cell.col, cell.lines, cell.place, cell.rowspan + 1, cell.colspan)


def _owner(element: etree._Element) -> etree._Element | None:
    """Return the table that a row or cell belongs to, not one around that."""
    return next(element.iterancestors(f"{_W}tbl"), None)


def _number(element: etree._Element | None) -> int:
    value = (element.get(f"{_W}val") or "") if element is not None else ""
    return min(int(value), 1_000) if value.isascii() and value.isdigit() and len(value) < 6 else 0


def _pictures(story: etree._Element, name: str, file: str) -> Iterator[Picture]:
    drawings = [node for tag in ("drawing", "pict") for node in story.iter(f"{_W}{tag}") if _owner_is_shown(node)]
    for number, node in enumerate(drawings, 1):
        if next(node.iter("{*}blip", "{*}imagedata"), None) is not None:
            place = Place(file, "", path=f"{name}/picture[{number}]")
            yield Picture(make_id("picture", file, place.path), place, read=False, note="not read; may hold numbers")


def _owner_is_shown(node: etree._Element) -> bool:
    return all(ancestor.tag not in _LEFT_OUT for ancestor in node.iterancestors())
