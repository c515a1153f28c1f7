"""pdfium, asked directly: documents and pages opened and let go, and the frame that a page is displayed in.

Display space is what a reader sees: points from the top left of the crop box after rotation, y downwards.  pdfium
gives everything in unrotated user space with y upwards; ``glyphs`` and ``strokes`` turn it, so nothing behind them
knows about either.
"""

import ctypes
import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw

from schemas.errors import UnreadableInput

Matrix = tuple[float, float, float, float, float, float]
"""``(a, b, c, d, e, f)``: x' = a·x + c·y + e, y' = b·x + d·y + f."""

ENGINE_LOCK = threading.RLock()
"""pdfium is not made for threads: whoever holds a document holds this."""

POINTER, INT, FLOAT = ctypes.c_void_p, ctypes.c_int, ctypes.c_float


def untyped(name: str, result: Any, *arguments: Any) -> Any:
    """Return pdfium's function with untyped pointers: called so it costs a third.

    The interpreter lock is not given up during the call, which would cost more than the call itself.
    """
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    assert address is not None  # noqa: S101 - a function that pdfium exports has an address
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


def handle_of(pointer: Any) -> int:
    """Return the number that a typed pointer of pdfium stands for."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


@dataclass(frozen=True, slots=True)
class Frame:
    """How user space turns into display space: the crop box in user space, quarter turns clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    def turned(self, quarters: int) -> "Frame":
        """Return the frame in which the page is seen turned clockwise by so many quarters."""
        return Frame(self.left, self.bottom, self.right, self.top, (self.turns + quarters) % 4)

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    @property
    def matrix(self) -> Matrix:
        """The matrix that takes user space to display space."""
        return (
            (1.0, 0.0, 0.0, -1.0, -self.left, self.top),
            (0.0, 1.0, 1.0, 0.0, -self.bottom, -self.left),
            (-1.0, 0.0, 0.0, 1.0, self.right, -self.bottom),
            (0.0, -1.0, -1.0, 0.0, self.top, self.right),
        )[self.turns]

    def x_y(self, x: Any, y: Any) -> tuple[Any, Any]:
        """Return display coordinates of user coordinates; numbers or arrays."""
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        if self.turns == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y


@contextmanager
def open_pages(data: bytes, password: str | None, path: str) -> Iterator[pypdfium2.PdfDocument]:
    """Open the document, and close it whatever happens. Raises ``UnreadableInput``."""
    with ENGINE_LOCK:
        try:
            document = pypdfium2.PdfDocument(data, password=password)
        except pypdfium2.PdfiumError as error:
            raise _unreadable(path, error, password) from error
        try:
            yield document
        finally:
            document.close()


def _unreadable(path: str, error: pypdfium2.PdfiumError, password: str | None) -> UnreadableInput:
    if error.err_code not in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
        return UnreadableInput(
            f"{path}: not a readable PDF: it is damaged, cut short, without pages or something else",
            f"{path}：不是可读的 PDF：文件已损坏、被截断、没有页面或并非 PDF",
        )
    if password is None:
        return UnreadableInput(
            f"{path}: the file is encrypted; give its password with --password",
            f"{path}：文件已加密，请用 --password 给出密码",
        )
    return UnreadableInput(f"{path}: the password does not open the file", f"{path}：密码不正确，无法打开文件")


@contextmanager
def without_cycle_search() -> Iterator[None]:
    """Pause the search for unreachable cycles of objects: a page makes thousands of objects and not one cycle."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def load_page(document: pypdfium2.PdfDocument, index: int) -> Iterator[Any]:
    """Load the page with its contents, and let go of it; None if pdfium cannot load it."""
    page = raw.FPDF_LoadPage(document, index)
    if not page:
        yield None
        return
    try:
        yield page
    finally:
        raw.FPDF_ClosePage(page)


def page_to_frame(page: Any) -> Frame:
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    return Frame(box.left, box.bottom, box.right, box.top, raw.FPDFPage_GetRotation(page) % 4)
