"""PDF to ``Document``: what is printed on the pages, as paragraphs and grids in reading order."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pypdfium2

from extract.pdf.assembly import pages_to_blocks
from extract.pdf.engine import load_page, open_pages, without_cycle_search
from extract.pdf.pages import PageContent, read_page
from schemas.documents import Document, Problem, Source
from schemas.errors import UnreadableInput
from schemas.limits import Limits
from schemas.places import Place

__all__ = ["read_pdf"]

_STRETCH = 50  # pages after which the file is opened anew: pdfium keeps fonts and objects as long as it is open
_TAIL = 2048  # bytes at the end of a file among which its end mark stands


def read_pdf(data: bytes, source: Source, limits: Limits, password: str | None = None) -> Document:
    """Return the document; raises ``UnreadableInput`` if nothing of it can be read."""
    with without_cycle_search():
        return _read_pdf(data, source, limits, password)


def _read_pdf(data: bytes, source: Source, limits: Limits, password: str | None) -> Document:
    problems: list[Problem] = []
    pages: list[PageContent] = []
    start, total = 0, 1
    while start < total:
        with open_pages(data, password, source.path) as document:
            total = len(document)
            limits.check("pages", total, source.path)
            stretch = range(start, min(start + _STRETCH, total))
            pages += _read_pages(document, stretch, source, limits, problems)
        start += _STRETCH
    if not pages:
        raise UnreadableInput(
            f"{source.path}: none of its {total} pages can be loaded; the file is damaged",
            f"{source.path}：全部 {total} 页都无法读取，文件已损坏",
        )
    if b"%%EOF" not in data[-_TAIL:]:
        problems.insert(0, _cut_short(source, len(pages), total))
    found = [problem for page in pages for problem in page.problems]
    _refuse_unread(pages, source, found)
    return Document(
        replace(source, pages=total),
        tuple(page.page for page in pages),
        pages_to_blocks(pages),
        sum(page.digits for page in pages),
        tuple(picture for page in pages for picture in page.pictures),
        (*problems, *found),
    )


def _read_pages(
    document: pypdfium2.PdfDocument, stretch: range, source: Source, limits: Limits, problems: list[Problem]
) -> Iterator[PageContent]:
    """Read page after page, each let go before the next; those that cannot be loaded are problems."""
    for index in stretch:
        with load_page(document, index) as handle:
            if handle is None:
                problems.append(_not_loaded(source.sha256, index + 1))
            else:
                yield read_page(handle, index + 1, source.sha256, limits)


def _refuse_unread(pages: Sequence[PageContent], source: Source, problems: Sequence[Problem]) -> None:
    """Raise ``UnreadableInput`` if every page is either blank or one that cannot be read."""
    unread = [problem for problem in problems if problem.kind == "page-unreadable"]
    numbers = {problem.place.page for problem in unread}
    if unread and not any(page.regions or page.watermarks for page in pages if page.page.number not in numbers):
        raise UnreadableInput(
            f"{source.path}: none of its {len(pages)} pages can be read; {unread[0].reason}",
            f"{source.path}：共 {len(pages)} 页，均无法读取；{unread[0].reason_zh}",
        )


def _not_loaded(file: str, number: int) -> Problem:
    return Problem(
        "page-unreadable",
        f"page {number} cannot be loaded; the file is damaged there",
        f"第 {number} 页无法读取，文件此处已损坏",
        Place(file, "", page=number),
    )


def _cut_short(source: Source, read: int, total: int) -> Problem:
    return Problem(
        "file-cut-short",
        f"the file has no end mark, it was cut short; {read} of {total} pages were read",
        f"文件没有结束标记，可能被截断；共 {total} 页，读出 {read} 页",
        Place(source.sha256, ""),
    )
