"""The formats that are read: a new one is a folder with its reader and one line in ``READERS``."""

from collections.abc import Callable
from dataclasses import dataclass

from extract.html import is_html, read_html
from extract.office import is_docx, is_xlsx, read_docx, read_xlsx
from extract.pdf import read_pdf
from extract.pdf.pictures import PICTURES, picture_to_pdf, picture_type
from extract.text import read_text
from schemas.documents import Document, Source
from schemas.limits import Limits

_PDF_HEAD = 1024  # bytes within which a PDF says that it is one


@dataclass(frozen=True, slots=True)
class Reader:
    """``claims`` tells from the bytes whether a file is in this format; exactly one reader may, or it is a text."""

    name: str
    media_type: str
    claims: Callable[[bytes], bool]
    read: Callable[[bytes, Source, Limits, str | None], Document]


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:_PDF_HEAD]


def _picture_reader(media_type: str) -> Reader:
    return Reader(
        media_type.removeprefix("image/"),
        media_type,
        lambda data: not _is_pdf(data) and picture_type(data) == media_type,
        lambda data, source, limits, _: read_pdf(picture_to_pdf(data, source.path, limits), source, limits),
    )


READERS: tuple[Reader, ...] = (
    Reader("pdf", "application/pdf", _is_pdf, read_pdf),
    Reader(
        "html",
        "text/html",
        lambda data: not _is_pdf(data) and is_html(data),
        lambda data, source, limits, _: read_html(data, source, limits),
    ),
    Reader(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        is_docx,
        lambda data, source, limits, _: read_docx(data, source, limits),
    ),
    Reader(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        is_xlsx,
        lambda data, source, limits, _: read_xlsx(data, source, limits),
    ),
    *map(_picture_reader, PICTURES),
)

TEXT = Reader("text", "text/plain", lambda _: True, lambda data, source, limits, _: read_text(data, source, limits))
"""What no other reader claims is read as text, if it is one."""
