"""pdfium, asked directly: what is drawn on a page, as plain numbers in display space.

Display space is what a reader sees: points from the top left of the crop box after rotation, y downwards.  pdfium
gives characters and paths in unrotated user space with y upwards, and the points of a form's paths in the space of
that form; both are turned here, so nothing behind this module knows about either.

Speed comes from one ``map`` per property: the C function is called for every character index and the address of the
character's row in one array, and all code points come from one call.  Function objects of our own with untyped
pointers make each call about three times as cheap as the typed ones.
"""

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise, repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2
from pypdfium2 import raw

from schemas.errors import UnreadableInput
from schemas.places import Box

Floats = npt.NDArray[np.float64]
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Segment = tuple[float, float, float, float]
"""``(x0, y0, x1, y1)`` of a drawn straight line, in display space."""

_PATH, _IMAGE, _FORM = 2, 3, 5  # FPDF_PAGEOBJ_*
_BEZIER_TO, _MOVE_TO = 1, 2  # FPDF_SEGMENT_*; a line is 0
_DEEPEST_FORM = 12  # forms nested deeper than this are a trap, not a page
_HUGE = 3.0  # times the usual height: the box of a character that may be wrong
_MOST_SEGMENTS = 400_000  # drawn pieces of a page beyond this are a picture made of lines
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

ENGINE_LOCK = threading.RLock()
"""pdfium is not made for threads: whoever holds a document holds this."""


def _untyped(name: str, result: Any, *arguments: Any) -> Any:
    """Return pdfium's function with cheap argument types, called without giving up the interpreter lock."""
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    assert address is not None  # noqa: S101 - a function that pdfium exports has an address
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_POINTER, _INT = ctypes.c_void_p, ctypes.c_int
_loose_box = _untyped("FPDFText_GetLooseCharBox", _INT, _POINTER, _INT, _POINTER)
_origin = _untyped("FPDFText_GetCharOrigin", _INT, _POINTER, _INT, _POINTER, _POINTER)
_angle = _untyped("FPDFText_GetCharAngle", ctypes.c_float, _POINTER, _INT)
_text_object = _untyped("FPDFText_GetTextObject", _POINTER, _POINTER, _INT)
_tight_box = _untyped("FPDFText_GetCharBox", _INT, _POINTER, _INT, *[_POINTER] * 4)
_is_generated = _untyped("FPDFText_IsGenerated", _INT, _POINTER, _INT)
_unicode = _untyped("FPDFText_GetUnicode", ctypes.c_uint, _POINTER, _INT)
_map_error = _untyped("FPDFText_HasUnicodeMapError", _INT, _POINTER, _INT)
_page_object = _untyped("FPDFPage_GetObject", _POINTER, _POINTER, _INT)
_form_object = _untyped("FPDFFormObj_GetObject", _POINTER, _POINTER, ctypes.c_ulong)
_form_count = _untyped("FPDFFormObj_CountObjects", _INT, _POINTER)
_object_type = _untyped("FPDFPageObj_GetType", _INT, _POINTER)
_object_matrix = _untyped("FPDFPageObj_GetMatrix", _INT, _POINTER, _POINTER)
_stroke_width = _untyped("FPDFPageObj_GetStrokeWidth", _INT, _POINTER, _POINTER)
_fill_color = _untyped("FPDFPageObj_GetFillColor", _INT, _POINTER, *[_POINTER] * 4)
_draw_mode = _untyped("FPDFPath_GetDrawMode", _INT, _POINTER, _POINTER, _POINTER)
_segment_count = _untyped("FPDFPath_CountSegments", _INT, _POINTER)
_path_segment = _untyped("FPDFPath_GetPathSegment", _POINTER, _POINTER, _INT)
_segment_point = _untyped("FPDFPathSegment_GetPoint", _INT, _POINTER, _POINTER, _POINTER)
_segment_type = _untyped("FPDFPathSegment_GetType", _INT, _POINTER)
_segment_closes = _untyped("FPDFPathSegment_GetClose", _INT, _POINTER)


@dataclass(frozen=True, slots=True)
class Frame:
    """How user space turns into display space: sizes in points as displayed, quarter turns clockwise."""

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

    def x_y(self, x: Any, y: Any) -> tuple[Any, Any]:
        """Return display coordinates of user coordinates; numbers or arrays."""
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        if self.turns == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y


@dataclass(frozen=True, slots=True)
class RawCharacters:
    """All characters of a page in the order of its content stream; arrays of one length.

    ``codes`` are code points; ``boxes`` n × 4 loose boxes ``(x0, top, x1, bottom)`` whose x run from the origin to
    the advance; ``base`` the y of the baseline and ``start`` the x of the origin, all in display space;
    ``degrees`` the turn of each character as displayed, clockwise, 0 where the page holds level text only;
    ``objects`` tells which were drawn in one go, where it was asked for.
    ``generated`` marks the blanks that pdfium adds itself, ``unmapped`` what its font gives no character for.
    """

    codes: npt.NDArray[np.int64]
    boxes: Floats
    start: Floats
    base: Floats
    degrees: Floats
    objects: npt.NDArray[np.int64]
    generated: npt.NDArray[np.bool_]
    unmapped: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn on a page besides characters, in display space.

    ``lines`` are stroked segments and filled rectangles so thin that they are lines; ``fills`` the other filled
    rectangles; ``curved`` counts what is neither; ``pictures`` are the boxes of images.
    """

    lines: list[Segment]
    fills: list[Box]
    pictures: list[Box]
    curved: int


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
def load_page(document: pypdfium2.PdfDocument, index: int) -> Iterator[int | None]:
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


# ---------------------------------------------------------------------------------------------------- characters


def page_to_characters(page: Any, frame: Frame, most: int, *, with_objects: bool = False) -> RawCharacters | None:
    """Return the page's characters, or None if its text cannot be loaded or counts more than ``most``."""
    text_page = raw.FPDFText_LoadPage(page)
    if not text_page:
        return None
    try:
        count = raw.FPDFText_CountChars(text_page)
        if count > most:
            return None
        return _read_characters(text_page, max(count, 0), frame, with_objects=with_objects)
    finally:
        raw.FPDFText_ClosePage(text_page)


def _read_characters(text_page: Any, count: int, frame: Frame, *, with_objects: bool) -> RawCharacters:
    handle = ctypes.cast(text_page, _POINTER).value
    loose = np.zeros((count, 4), np.float32)  # FS_RECTF: left, top, right, bottom
    first = loose.ctypes.data
    _run(map(_loose_box, repeat(handle), range(count), range(first, first + 16 * count, 16)))
    origins = np.zeros((count, 2), np.float64)
    first = origins.ctypes.data
    x_addresses, y_addresses = range(first, first + 16 * count, 16), range(first + 8, first + 8 + 16 * count, 16)
    _run(map(_origin, repeat(handle), range(count), x_addresses, y_addresses))
    codes = _read_codes(text_page, handle, count)
    _mend_loose_boxes(handle, codes, loose, origins)

    xa, ya = frame.x_y(loose[:, 0].astype(np.float64), loose[:, 1].astype(np.float64))
    xb, yb = frame.x_y(loose[:, 2].astype(np.float64), loose[:, 3].astype(np.float64))
    boxes = np.column_stack((np.minimum(xa, xb), np.minimum(ya, yb), np.maximum(xa, xb), np.maximum(ya, yb)))
    start, base = frame.x_y(origins[:, 0], origins[:, 1])

    blank = (codes == 0x20) | (codes == 0x0D) | (codes == 0x0A) | (codes == 0xA0) | (codes == 0x3000)
    generated = np.zeros(count, np.bool_)
    blanks = np.flatnonzero(blank).tolist()
    generated[blanks] = [bool(_is_generated(handle, index)) for index in blanks]
    degrees = np.zeros(count, np.float64)
    if frame.turns or _runs_off_level(start, base, boxes, ~blank):
        angles = np.fromiter(map(_angle, repeat(handle), range(count)), np.float64, count)
        degrees = (np.degrees(angles) + 90.0 * frame.turns) % 360.0
    unmapped = np.fromiter(map(_map_error, repeat(handle), range(count)), np.int8, count) > 0
    objects = np.zeros(count, np.int64)
    if with_objects:
        objects = np.fromiter(
            (found or 0 for found in map(_text_object, repeat(handle), range(count))), np.int64, count
        )
    return RawCharacters(codes, boxes, start, base, degrees, objects, generated, unmapped)


def _mend_loose_boxes(
    handle: int | None, codes: npt.NDArray[np.int64], loose: npt.NDArray[np.float32], origins: Floats
) -> None:
    """Put right, in place, the loose boxes that pdfium gives for vertical writing: as large as the unscaled font.

    They stand out by their size, and their glyphs do not fill them; the square of such a glyph is found from its ink.
    """
    heights = loose[:, 1] - loose[:, 3]
    inked = (codes > 0x20) & (heights > 0)
    if not inked.any():
        return
    large = np.flatnonzero(inked & (heights > _HUGE * np.median(heights[inked])))
    ink = np.zeros((len(large), 4), np.float64)  # left, right, bottom, top
    for row, index in enumerate(large.tolist()):
        first = ink[row].ctypes.data
        _tight_box(handle, index, first, first + 8, first + 16, first + 24)
    size = np.maximum(ink[:, 1] - ink[:, 0], ink[:, 3] - ink[:, 2])
    for height in np.unique(heights[large]):
        same = heights[large] == height
        square = float(size[same].max()) * 1.06  # the widest glyph of a Chinese font fills all but the side bearings
        if square <= 0 or square > 0.5 * height:
            continue
        rows = large[same]
        middle = (ink[same, 0] + ink[same, 1]) / 2
        loose[rows, 0], loose[rows, 2] = middle - square / 2, middle + square / 2
        loose[rows, 1], loose[rows, 3] = origins[rows, 1] + 0.88 * square, origins[rows, 1] - 0.12 * square


def _run(calls: Any) -> None:
    for _ in calls:
        pass


def _read_codes(text_page: Any, handle: int | None, count: int) -> npt.NDArray[np.int64]:
    """Return all code points in one call; where that call counts otherwise, one by one."""
    units = np.zeros(count + 1, np.uint16)
    address = units.ctypes.data_as(ctypes.POINTER(ctypes.c_ushort))
    written = raw.FPDFText_GetText(text_page, 0, count, address)
    surrogate = (units & 0xF800) == 0xD800
    if written == count + 1 and not surrogate.any():
        return units[:count].astype(np.int64)
    return np.fromiter(map(_unicode, repeat(handle), range(count)), np.int64, count)


def _runs_off_level(start: Floats, base: Floats, boxes: Floats, inked: npt.NDArray[np.bool_]) -> bool:
    """Tell whether a step from a character to the next climbs or falls within its own size.

    Level text steps along its baseline or jumps to another line; only then are the angles asked for.
    """
    x, y, height = start[inked], base[inked], (boxes[:, 3] - boxes[:, 1])[inked]
    if len(x) < 2:
        return False
    dx, dy = np.abs(np.diff(x)), np.abs(np.diff(y))
    return bool(((dy > 0.3) & (dx < 2 * dy) & (dy < 1.6 * height[:-1])).any())


# ------------------------------------------------------------------------------------------------------- drawing


def page_to_drawing(page: Any, frame: Frame) -> Drawing:
    """Return lines, filled rectangles and pictures of the page, those of its forms included."""
    drawing = _Pen(frame)
    count = raw.FPDFPage_CountObjects(page)
    handle = ctypes.cast(page, _POINTER).value
    drawing.walk(map(_page_object, repeat(handle), range(count)), _IDENTITY, 0)
    return Drawing(drawing.lines, drawing.fills, drawing.pictures, drawing.curved)


class _Pen:
    """Walks page objects and keeps what they draw; holds the buffers that pdfium writes into."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.lines: list[Segment] = []
        self.fills: list[Box] = []
        self.pictures: list[Box] = []
        self.curved = 0
        self._floats = (ctypes.c_float * 6)()
        self._ints = (ctypes.c_int * 4)()
        self._float_at = ctypes.addressof(self._floats)
        self._int_at = ctypes.addressof(self._ints)

    def walk(self, objects: Iterator[int | None], outer: Matrix, depth: int) -> None:
        kinds = [(handle, _object_type(handle)) for handle in objects if handle]
        for handle, kind in kinds:
            if kind == _PATH and len(self.lines) < _MOST_SEGMENTS:
                self._draw_path(handle, outer)
            elif kind == _IMAGE:
                corners = self._corners(((0, 0), (1, 0), (1, 1), (0, 1)), self._matrix(handle, outer))
                self.pictures.append(_box_of(corners))
            elif kind == _FORM and depth < _DEEPEST_FORM:
                inner = range(max(_form_count(handle), 0))
                self.walk(map(_form_object, repeat(handle), inner), self._matrix(handle, outer), depth + 1)

    def _matrix(self, handle: int, outer: Matrix) -> Matrix:
        if not _object_matrix(handle, self._float_at):
            return outer
        return _multiply(tuple(self._floats), outer)

    def _corners(self, points: Any, matrix: Matrix) -> list[Point]:
        a, b, c, d, e, f = matrix
        return [self.frame.x_y(a * x + c * y + e, b * x + d * y + f) for x, y in points]

    def _draw_path(self, handle: int, outer: Matrix) -> None:
        _draw_mode(handle, self._int_at, self._int_at + 4)
        filled, stroked = self._ints[0] != 0, self._ints[1] != 0
        if not filled and not stroked:
            return
        matrix = self._matrix(handle, outer)
        width = 0.0
        if stroked:
            _stroke_width(handle, self._float_at)
            width = self._floats[0] * abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
        for points, straight in self._subpaths(handle):
            corners = self._corners(points, matrix)
            if not straight:
                self.curved += 1
            elif stroked and width <= _THICKEST_LINE:
                self.lines.extend((*p, *q) for p, q in pairwise(corners))
            elif stroked:
                self.fills.extend(_band(p, q, width) for p, q in pairwise(corners))
            elif _is_rectangle(corners):
                self._draw_fill(handle, _box_of(corners))
            else:
                self.curved += 1

    def _subpaths(self, handle: int) -> Iterator[tuple[list[Point], bool]]:
        """Yield the points of each piece of a path, and whether it is drawn with straight lines only."""
        floats, at = self._floats, self._float_at
        points: list[Point] = []
        straight = True
        for index in range(_segment_count(handle)):
            segment = _path_segment(handle, index)
            if not segment or not _segment_point(segment, at, at + 4):
                continue
            kind, point = _segment_type(segment), (floats[0], floats[1])
            if kind == _MOVE_TO:
                if len(points) > 1:
                    yield points, straight
                points, straight = [], True
            elif kind == _BEZIER_TO:
                straight = False
            points.append(point)
            if _segment_closes(segment) and points[0] != point:
                points.append(points[0])
        if len(points) > 1:
            yield points, straight

    def _draw_fill(self, handle: int, box: Box) -> None:
        """Keep a filled rectangle: as a line if it is thin; not at all if it is white, an eraser."""
        x0, top, x1, bottom = box
        if min(x1 - x0, bottom - top) <= _THICKEST_LINE:
            if x1 - x0 >= bottom - top:
                self.lines.append((x0, (top + bottom) / 2, x1, (top + bottom) / 2))
            else:
                self.lines.append(((x0 + x1) / 2, top, (x0 + x1) / 2, bottom))
            return
        at = self._int_at
        if _fill_color(handle, at, at + 4, at + 8, at + 12) and (min(self._ints[0:3]) >= _WHITE or self._ints[3] == 0):
            return
        self.fills.append(box)


_THICKEST_LINE = 3.0  # points; a filled rectangle or a stroke thicker than this is an area
_WHITE = 250  # of 255 in each colour


def _multiply(inner: Any, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _box_of(corners: list[Point]) -> Box:
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def _band(p: Point, q: Point, width: float) -> Box:
    """Return the area that a stroke of that width covers; exact for level and upright strokes."""
    half = width / 2
    level = abs(p[1] - q[1]) < abs(p[0] - q[0])
    grow_x, grow_y = (0.0, half) if level else (half, 0.0)
    x0, top, x1, bottom = _box_of([p, q])
    return (x0 - grow_x, top - grow_y, x1 + grow_x, bottom + grow_y)


def _is_rectangle(corners: list[Point]) -> bool:
    """Tell whether the corners are an upright rectangle, closed or not."""
    if len(corners) not in {4, 5}:
        return False
    x0, top, x1, bottom = _box_of(corners)
    return all(min(x - x0, x1 - x) < 0.1 and min(y - top, bottom - y) < 0.1 for x, y in corners)
