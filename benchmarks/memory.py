"""The peak of memory while a long file is read: python -m benchmarks.memory FILE.pdf prints three numbers.

Megabytes of the process before reading, at the peak of reading, and grown per page.
"""

import hashlib
import io
import sys
from pathlib import Path

import pypdfium2

from extract.pdf import read_pdf
from schemas.documents import Source
from schemas.limits import DEFAULT_LIMITS

PAGES = (20, 100, 200, 400)


def repeat_pages(data: bytes, pages: int) -> bytes:
    """Return a file of so many pages: those of ``data`` over and over."""
    with pypdfium2.PdfDocument(data) as source, pypdfium2.PdfDocument.new() as target:
        while len(target) < pages:
            target.import_pages(source, list(range(min(len(source), pages - len(target)))))
        stream = io.BytesIO()
        target.save(stream)
    return stream.getvalue()


def peak() -> float:
    """Return the most memory that this process has held so far, in MB (Linux; its parent's does not count)."""
    status = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


def main() -> None:
    data = Path(sys.argv[1]).read_bytes()
    source = Source("bench.pdf", hashlib.sha256(data).hexdigest(), "application/pdf")
    before = peak()
    document = read_pdf(data, source, DEFAULT_LIMITS)
    after = peak()
    print(f"{before:.0f} {after:.0f} {(after - before) / len(document.pages):.2f}")


if __name__ == "__main__":
    main()
