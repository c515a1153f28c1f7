"""The time that pages take: ours beside peers' and beside pdfium merely reading the text."""

import ctypes
import hashlib
import io
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import NamedTemporaryFile

import pdfplumber
import pypdfium2
from pypdfium2 import raw

from extract.pdf import read_pdf
from extract.pdf.engine import load_page, open_pages
from extract.pdf.pages import read_page
from extract.pdf.placed import PlacedGrid
from schemas.documents import Source
from schemas.limits import DEFAULT_LIMITS

Reader = Callable[[bytes], object]
KINDS = ("ruled tables", "unruled tables", "no table")


def read_ours(data: bytes) -> None:
    source = Source("bench.pdf", hashlib.sha256(data).hexdigest(), "application/pdf")
    read_pdf(data, source, DEFAULT_LIMITS)


def read_tables_of_pdfplumber(data: bytes) -> None:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()


def read_lattice_of_camelot(data: bytes) -> None:
    camelot = import_module("camelot")  # of the group bench, which may be missing
    with NamedTemporaryFile(suffix=".pdf") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        file.write(data)
        file.flush()
        camelot.read_pdf(file.name, pages="all", flavor="lattice", suppress_stdout=True)


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


READERS: Mapping[str, Reader] = {
    "tongbao": read_ours,
    "pdfium text": read_text_of_pdfium,
    "pdfplumber": read_tables_of_pdfplumber,
}


def readers_with_camelot() -> Mapping[str, Reader]:
    return {**READERS, "camelot lattice": read_lattice_of_camelot} if find_spec("camelot") else READERS


def best_times(data: bytes, readers: Mapping[str, Reader], repeat: int) -> dict[str, float]:
    """Return the CPU milliseconds that each reader takes for the file, the best of so many rounds in turn."""
    taken: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(repeat):
        for name, reader in readers.items():
            start = time.process_time()
            reader(data)
            taken[name].append((time.process_time() - start) * 1000)
    return {name: min(times) for name, times in taken.items()}


def measure_files(files: Sequence[Path], repeat: int) -> Iterator[Sequence[str]]:
    """Yield a row per file, and one for all of them."""
    readers = readers_with_camelot()
    for reader in readers.values():
        reader(files[0].read_bytes())  # imports and caches are start-up
    total, pages = dict.fromkeys(readers, 0.0), 0
    for path in files:
        data = path.read_bytes()
        with pypdfium2.PdfDocument(data) as document:
            count = len(document)
        times = best_times(data, readers, repeat)
        yield (path.stem, str(count), *_times_to_cells(times, count))
        total, pages = {name: total[name] + taken for name, taken in times.items()}, pages + count
    if len(files) > 1:
        yield ("**all**", str(pages), *_times_to_cells(total, pages))


def _times_to_cells(times: Mapping[str, float], pages: int) -> list[str]:
    ours, text, plumber = (times[name] for name in READERS)
    camelot = times.get("camelot lattice")
    return [
        *(f"{taken / pages:.2f}" for taken in (ours, text, plumber)),
        f"{camelot / pages:.1f}" if camelot else "not installed",
        f"{ours / text:.1f}",
        f"{plumber / ours:.1f}",
        f"{camelot / ours:.0f}" if camelot else "",
    ]


def measure_kinds(files: Sequence[Path], repeat: int) -> Iterator[Sequence[str]]:
    """Yield a row per kind of page, over all files."""
    total = {kind: dict.fromkeys(READERS, 0.0) for kind in KINDS}
    counts = dict.fromkeys(KINDS, 0)
    for path in files:
        data = path.read_bytes()
        by_kind: dict[str, list[int]] = {}
        for index, kind in enumerate(page_kinds(data)):
            by_kind.setdefault(kind, []).append(index)
        for kind, indices in by_kind.items():
            times = best_times(take_pages(data, indices), READERS, repeat)
            counts[kind] += len(indices)
            for name, taken in times.items():
                total[kind][name] += taken
    for kind in KINDS:
        if counts[kind]:
            ours, text, plumber = (total[kind][name] for name in READERS)
            cells = (f"{taken / counts[kind]:.2f}" for taken in (ours, text, plumber))
            yield (kind, str(counts[kind]), *cells, f"{ours / text:.1f}", f"{plumber / ours:.1f}")


def page_kinds(data: bytes) -> Iterator[str]:
    """Yield what each page holds; a page with both kinds of tables counts as ruled."""
    with open_pages(data, None, "bench.pdf") as document:
        for index in range(len(document)):
            with load_page(document, index) as handle:
                page = read_page(handle, index + 1, "0" * 64, DEFAULT_LIMITS)
            grids = [item for region in page.regions for item in region if isinstance(item, PlacedGrid) and item.whole]
            yield KINDS[0 if any(grid.ruled for grid in grids) else 1 if grids else 2]


def take_pages(data: bytes, indices: Sequence[int]) -> bytes:
    with pypdfium2.PdfDocument(data) as source, pypdfium2.PdfDocument.new() as target:
        target.import_pages(source, list(indices))
        stream = io.BytesIO()
        target.save(stream)
    return stream.getvalue()
