"""PDFs drawn for tests, and what came out of them as plain strings."""

import hashlib
import io
from datetime import UTC, datetime
from pathlib import Path

import fpdf
import pypdfium2
import typst

from extract.pdf import read_pdf
from schemas.documents import Source
from schemas.limits import DEFAULT_LIMITS

FONTS = Path(__file__).parent / "fonts"
FONT = FONTS / "NotoSansCJKsc-Subset.otf"


def typeset(markup: str, page: str = 'paper: "a4", margin: 2cm', text: str = "size: 10.5pt") -> bytes:
    """Return the PDF that typst makes of ``markup``."""
    head = f'#set page({page})\n#set text(font: "Noto Sans CJK SC", lang: "zh", {text})\n'
    return typst.compile((head + markup).encode(), font_paths=[str(FONTS)], ignore_system_fonts=True)


class Canvas(fpdf.FPDF):
    """A page of 600 × 800 points to draw lines and words on at given places, from the top left."""

    def __init__(self, width: float = 600, height: float = 800) -> None:
        super().__init__(unit="pt", format=(width, height))
        self.set_auto_page_break(auto=False)
        self.set_creation_date(datetime(2017, 5, 24, tzinfo=UTC))
        self.add_font("song", "", str(FONT))
        self.set_font("song", size=10)
        self.add_page()

    def words(self, x: float, base: float, text: str, size: float = 10) -> None:
        self.set_font("song", size=size)
        self.text(x, base, text)

    def grid(self, xs, ys, texts=()) -> None:
        """Rule the borders, and write the rows of texts into the cells (None: nothing)."""
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for row, line in enumerate(texts):
            for col, text in enumerate(line):
                if text:
                    self.words(xs[col] + 4, ys[row + 1] - 5, text)

    def bytes(self) -> bytes:
        made = bytes(self.output())
        for font in self.fonts.values():
            font.close()
        return made


def change_pages(data: bytes, change) -> bytes:
    """Return the PDF after ``change(page)`` on each page; pypdfium2 pages can be rotated and cropped."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        change(page)
        page.close()
    target = io.BytesIO()
    document.save(target)
    document.close()
    return target.getvalue()


def read(data: bytes, limits=DEFAULT_LIMITS, password=None):
    """Return the document, after the control that each digit of its characters came out exactly once."""
    source = Source("drawn.pdf", hashlib.sha256(data).hexdigest(), "application/pdf")
    document = read_pdf(data, source, limits, password)
    assert document.digits == count_digits(document)
    return document


def count_digits(document) -> int:
    """Return the digits in the lines and cells of a document, dropped header rows included."""
    texts = [paragraph.text for paragraph in document.paragraphs()]
    for grid in document.grids():
        texts += [cell.text for cell in (*grid.cells, *grid.loose)]
        texts += [cell.text for stitch in grid.stitches for cell in stitch.dropped]
    return sum(map(str.isdecimal, "".join(texts)))


def rows(grid) -> list[list[str]]:
    """Return the grid as rows of texts; "^" and "<" stand where a cell from above or from the left reaches."""
    at = grid.by_position()
    return [[_shown(at.get((row, col)), row, col) for col in range(grid.cols)] for row in range(grid.rows)]


def _shown(cell, row, col):
    if cell is None:
        return None
    if (cell.row, cell.col) == (row, col):
        return cell.text
    return "<" if cell.row == row else "^"


def grids(data: bytes) -> list[list[list[str]]]:
    return [rows(grid) for grid in read(data).grids()]


def texts(document, role=None) -> list[str]:
    return [one.text for one in document.paragraphs() if role is None or one.role == role]
