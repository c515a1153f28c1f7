"""PDF to ``Document``: what is printed on the pages, as paragraphs and grids in reading order."""

from collections.abc import Sequence
from dataclasses import replace
from time import monotonic

import pypdfium2

from extract.pdf.articles import mark_articles
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
    until = monotonic() + limits.seconds
    done, total, in_time = 0, 1, True
    while done < total and in_time:
        with open_pages(data, password, source.path) as document:
            total = len(document)
            limits.check("pages", total, source.path)
            for index in range(done, min(done + _STRETCH, total)):
                in_time = not done or monotonic() < until
                if not in_time:
                    break
                page = _read_loaded(document, index, source, limits)
                if isinstance(page, Problem):
                    problems.append(page)
                else:
                    pages.append(page)
                done = index + 1
    if not in_time:
        problems.append(_out_of_time(source, done, total, limits))
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
        mark_articles(pages_to_blocks(pages), pages),
        sum(page.digits for page in pages),
        tuple(picture for page in pages for picture in page.pictures),
        (*problems, *found),
    )


def _read_loaded(document: pypdfium2.PdfDocument, index: int, source: Source, limits: Limits) -> PageContent | Problem:
    """Read a page and let go of it; a problem if it cannot be loaded."""
    with load_page(document, index) as handle:
        if handle is None:
            return _not_loaded(source.sha256, index + 1)
        return read_page(handle, index + 1, source.sha256, limits)


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


def _out_of_time(source: Source, read: int, total: int, limits: Limits) -> Problem:
    again = f"--limit seconds={10 * limits.seconds}"
    return Problem(
        "out-of-time",
        f"pages {read + 1} to {total} were not read: {limits.seconds} seconds had passed; read on with {again}",
        f"第 {read + 1} 至 {total} 页未读：已超过 {limits.seconds} 秒的时限；可用 {again} 放宽",
        Place(source.sha256, "", page=read + 1),
    )


def _cut_short(source: Source, read: int, total: int) -> Problem:
    return Problem(
        "file-cut-short",
        f"the file has no end mark, it was cut short; {read} of {total} pages were read",
        f"文件没有结束标记，可能被截断；共 {total} 页，读出 {read} 页",
        Place(source.sha256, ""),
    )
