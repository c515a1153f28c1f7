"""PDF to ``Document``: what is printed on the pages, as paragraphs and grids in reading order."""

import pypdfium2

from extract.pdf.cells import fill_lattice, filled_to_cells
from extract.pdf.characters import raw_to_characters
from extract.pdf.engine import load_page, open_pages, page_to_characters, page_to_drawing, page_to_frame
from extract.pdf.lattice import rules_to_lattices
from extract.pdf.lines import chars_to_rows, row_to_line
from extract.pdf.rules import segments_to_rules
from schemas.documents import Block, Document, Grid, GridPart, Page, Paragraph, Problem, Source
from schemas.errors import UnreadableInput
from schemas.ids import make_id
from schemas.limits import Limits
from schemas.places import Place

__all__ = ["read_pdf"]


def read_pdf(data: bytes, source: Source, limits: Limits, password: str | None = None) -> Document:
    """Return the document; raises ``UnreadableInput`` if nothing of it can be read."""
    try:
        with open_pages(data, password) as document:
            return _read(document, source, limits)
    except pypdfium2.PdfiumError as error:
        raise UnreadableInput(
            f"{source.path}: not a readable PDF ({error})", f"{source.path}：不是可读的 PDF"
        ) from error


def _read(document: pypdfium2.PdfDocument, source: Source, limits: Limits) -> Document:
    pages: list[Page] = []
    blocks: list[Block] = []
    problems: list[Problem] = []
    digits = 0
    limits.check("pages", len(document), source.path)
    for index in range(len(document)):
        number = index + 1
        with load_page(document, index) as sheet:
            if sheet is None:
                place = Place(source.sha256, "", page=number)
                problems.append(
                    Problem("page-unreadable", f"page {number} cannot be loaded", f"第 {number} 页无法读取", place)
                )
                continue
            frame = page_to_frame(sheet)
            pages.append(Page(number, frame.width, frame.height, frame.turns * 90))
            raw = page_to_characters(sheet, frame, limits.characters)
            drawing = page_to_drawing(sheet, frame)
        if raw is None:
            continue
        characters = raw_to_characters(raw, frame)
        digits += characters.digits
        rest = characters.level
        found: list[tuple[float, Block]] = []
        for lattice in rules_to_lattices(segments_to_rules(drawing.lines, drawing.fills)):
            filled, rest = fill_lattice(lattice, rest)
            cells = filled_to_cells(filled, source.sha256, number)
            key = make_id("grid", source.sha256, number, lattice.box)
            part = GridPart(f"{key}-1", number, lattice.box, cells)
            found.append((lattice.ys[0], Grid(key, len(lattice.ys) - 1, len(lattice.xs) - 1, cells, (part,))))
        for row in chars_to_rows(rest):
            found.append((row[0].top, Paragraph((row_to_line(row, source.sha256, number),))))
        blocks += [block for _, block in sorted(found, key=lambda one: one[0])]
    return Document(source, tuple(pages), tuple(blocks), digits, (), tuple(problems))
