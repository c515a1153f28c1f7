"""How fast pages are read: ours beside pdfplumber's tables and beside pdfium merely reading the text.

    python -m benchmarks.extraction FILE.pdf… [--repeat 5]

Milliseconds per page, the best of so many rounds in one process, the readers taking turns; start-up apart.
"""

import argparse
import ctypes
import hashlib
import io
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2
from pypdfium2 import raw
from rich.console import Console
from rich.table import Table

from extract.pdf import read_pdf
from schemas.documents import Source
from schemas.limits import DEFAULT_LIMITS

EXAMPLES = Path(__file__).parents[1] / "tests" / "examples"


def read_ours(data: bytes) -> None:
    source = Source("bench.pdf", hashlib.sha256(data).hexdigest(), "application/pdf")
    read_pdf(data, source, DEFAULT_LIMITS)


def read_tables_of_pdfplumber(data: bytes) -> None:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()


def read_text_of_pdfium(data: bytes) -> None:
    """Load every page and its text, and ask for the text: the least that any reader on pdfium does."""
    document = pypdfium2.PdfDocument(data)
    for index in range(len(document)):
        page = raw.FPDF_LoadPage(document, index)
        text_page = raw.FPDFText_LoadPage(page)
        count = raw.FPDFText_CountChars(text_page)
        buffer = (ctypes.c_ushort * (count + 1))()
        raw.FPDFText_GetText(text_page, 0, count, buffer)
        raw.FPDFText_ClosePage(text_page)
        raw.FPDF_ClosePage(page)
    document.close()


READERS: tuple[tuple[str, Callable[[bytes], None]], ...] = (
    ("tongbao", read_ours),
    ("pdfplumber tables", read_tables_of_pdfplumber),
    ("pdfium text", read_text_of_pdfium),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=[EXAMPLES / "fuzhou-12345-2017-04.pdf"])
    parser.add_argument("--repeat", type=int, default=5)
    asked = parser.parse_args()
    shown = Table("file", "pages", *(name for name, _ in READERS), "× pdfplumber", "× pdfium text", title="ms per page")
    for path in asked.files:
        data = path.read_bytes()
        with pypdfium2.PdfDocument(data) as document:
            pages = len(document)
        best = dict.fromkeys((name for name, _ in READERS), float("inf"))
        for _ in range(asked.repeat):
            for name, reader in READERS:
                start = time.process_time()
                reader(data)
                best[name] = min(best[name], (time.process_time() - start) * 1000 / pages)
        ours, plumber, text = (best[name] for name, _ in READERS)
        times = (f"{value:.2f}" for value in (ours, plumber, text))
        shown.add_row(path.name, str(pages), *times, f"{plumber / ours:.1f} faster", f"{ours / text:.1f}")
    Console().print(shown)


if __name__ == "__main__":
    main()
