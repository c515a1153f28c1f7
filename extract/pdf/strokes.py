"""What is drawn on a page besides characters: lines, filled rectangles, pictures, those of nested forms included.

The points of a path are in the space of its object, and those of a form's objects in the space of the form: all
matrices are multiplied through to display space.  Bounding boxes would be simpler and wrong: pdfium's grow with the
stroke, and are one big box for a path of many pieces.
"""

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from typing import Any

from pypdfium2 import raw

from extract.pdf.engine import INT, POINTER, Frame, Matrix, handle_of, untyped
from schemas.places import Box

Point = tuple[float, float]
Segment = tuple[float, float, float, float]
"""``(x0, y0, x1, y1)`` of a drawn straight line, in display space."""

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5  # FPDF_PAGEOBJ_*
_LINE_TO, _MOVE_TO = 0, 2  # FPDF_SEGMENT_*
_DEEPEST_FORM = 12  # forms nested deeper than this are a trap, not a page
_MOST_LINES = 400_000  # of a page; what draws more is a picture made of lines
_THICKEST_LINE = 3.0  # points; a filled rectangle or a stroke thicker than this is an area
_CORNERS = (4, 5)  # points of a rectangle, closed or not
_LONG_LINE = 12.0  # points: a thin shape as long as this is a line, whatever its corners
_WHITE = 250  # of 255 in each colour

_page_object = untyped("FPDFPage_GetObject", POINTER, POINTER, INT)
_form_object = untyped("FPDFFormObj_GetObject", POINTER, POINTER, ctypes.c_ulong)
_form_count = untyped("FPDFFormObj_CountObjects", INT, POINTER)
_object_type = untyped("FPDFPageObj_GetType", INT, POINTER)
_object_bounds = untyped("FPDFPageObj_GetBounds", INT, POINTER, *[POINTER] * 4)
_object_matrix = untyped("FPDFPageObj_GetMatrix", INT, POINTER, POINTER)
_stroke_width = untyped("FPDFPageObj_GetStrokeWidth", INT, POINTER, POINTER)
_fill_color = untyped("FPDFPageObj_GetFillColor", INT, POINTER, *[POINTER] * 4)
_draw_mode = untyped("FPDFPath_GetDrawMode", INT, POINTER, POINTER, POINTER)
_segment_count = untyped("FPDFPath_CountSegments", INT, POINTER)
_path_segment = untyped("FPDFPath_GetPathSegment", POINTER, POINTER, INT)
_segment_point = untyped("FPDFPathSegment_GetPoint", INT, POINTER, POINTER, POINTER)
_segment_type = untyped("FPDFPathSegment_GetType", INT, POINTER)
_segment_closes = untyped("FPDFPathSegment_GetClose", INT, POINTER)


@dataclass(slots=True)
class Drawing:
    """Strokes and areas of a page in display space.

    ``lines`` are stroked segments and filled rectangles so thin that they are lines; ``fills`` the other filled
    rectangles; ``curved`` counts what is neither; ``pictures`` are the boxes of images.
    """

    lines: list[Segment] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    curved: int = 0


def page_to_drawing(page: Any, frame: Frame) -> Drawing:
    """Return lines, filled rectangles and pictures of the page, those of its forms included."""
    pen = _Pen()
    handle = handle_of(page)
    pen.walk(map(_page_object, repeat(handle), range(raw.FPDFPage_CountObjects(page))), frame.matrix, 0)
    return pen.drawing


class _Pen:
    """Walks page objects and keeps what they draw; holds the buffers that pdfium writes into."""

    def __init__(self) -> None:
        self.drawing = Drawing()
        self._floats = (ctypes.c_float * 6)()
        self._ints = (ctypes.c_int * 4)()
        self._float_at = ctypes.addressof(self._floats)
        self._int_at = ctypes.addressof(self._ints)

    def walk(self, objects: Iterable[int | None], outer: Matrix, depth: int) -> None:
        handles = list(filter(None, objects))
        kinds = list(map(_object_type, handles))
        for at, kind in enumerate(kinds):
            if kind == _TEXT:
                continue
            handle = handles[at]
            if kind == _PATH and len(self.drawing.lines) < _MOST_LINES:
                self._draw_path(handle, outer)
            elif kind == _IMAGE:
                a, b, c, d, e, f = self._matrix(handle, outer)  # of the unit square that the picture fills
                self.drawing.pictures.append(_box_of([(e, f), (a + e, b + f), (c + e, d + f), (a + c + e, b + d + f)]))
            elif kind == _FORM and depth < _DEEPEST_FORM:
                inner = range(max(_form_count(handle), 0))
                self.walk(map(_form_object, repeat(handle), inner), self._matrix(handle, outer), depth + 1)

    def _matrix(self, handle: int, outer: Matrix) -> Matrix:
        """Return the matrix that takes the object's space to display space."""
        if not _object_matrix(handle, self._float_at):
            return outer
        a, b, c, d, e, f = self._floats[:]
        p, q, r, s, t, u = outer
        return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)

    def _draw_path(self, handle: int, outer: Matrix) -> None:
        _draw_mode(handle, self._int_at, self._int_at + 4)
        filled, stroked = self._ints[0] != 0, self._ints[1] != 0
        if not filled and not stroked:
            return
        count = _segment_count(handle)
        if filled and not stroked and count in _CORNERS and self._draw_thin(handle, outer):
            return
        matrix = self._matrix(handle, outer)
        width = self._line_width(handle, matrix) if stroked else 0.0
        if count == 2 and stroked and width <= _THICKEST_LINE:
            self._draw_line(handle, matrix)
            return
        a, b, c, d, e, f = matrix
        for points in self._pieces(handle, count):
            corners = [(round(a * x + c * y + e, 3), round(b * x + d * y + f, 3)) for x, y in points]
            if stroked and width <= _THICKEST_LINE:
                self.drawing.lines += [(*p, *q) for p, q in pairwise(corners)]
            elif stroked:
                self.drawing.fills += [_band(p, q, width) for p, q in pairwise(corners)]
            elif _is_rectangle(corners):
                self._draw_fill(handle, _box_of(corners))
            else:
                self.drawing.curved += 1

    def _line_width(self, handle: int, matrix: Matrix) -> float:
        at = self._float_at
        _stroke_width(handle, at)
        return float(self._floats[0] * abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5)

    def _draw_line(self, handle: int, matrix: Matrix) -> None:
        """Keep a path of two points: one line, as a curve takes more."""
        a, b, c, d, e, f = matrix
        at = self._float_at
        first, last = _path_segment(handle, 0), _path_segment(handle, 1)
        if first and last and _segment_point(first, at, at + 4) and _segment_point(last, at + 8, at + 12):
            x0, y0, x1, y1 = self._floats[:4]
            self.drawing.lines.append(
                (
                    round(a * x0 + c * y0 + e, 3),
                    round(b * x0 + d * y0 + f, 3),
                    round(a * x1 + c * y1 + e, 3),
                    round(b * x1 + d * y1 + f, 3),
                )
            )

    def _draw_thin(self, handle: int, outer: Matrix) -> bool:
        """Keep a filled shape of four corners as a line if its bounds, exact without a stroke, are those of one."""
        at = self._float_at
        if not _object_bounds(handle, at, at + 4, at + 8, at + 12):
            return False
        left, bottom, right, top = self._floats[:4]
        a, b, c, d, e, f = outer
        box = _box_of([(a * x + c * y + e, b * x + d * y + f) for x, y in ((left, bottom), (right, top))])
        thin, long = sorted((box[2] - box[0], box[3] - box[1]))
        if thin > _THICKEST_LINE or long < _LONG_LINE or (a and b):
            return False
        self._draw_fill(handle, (round(box[0], 3), round(box[1], 3), round(box[2], 3), round(box[3], 3)))
        return True

    def _pieces(self, handle: int, count: int) -> list[list[Point]]:
        """Return the straight pieces of a path, each as its points in order; curves part them and are counted."""
        floats, at = self._floats, self._float_at
        points: list[Point] = []
        pieces: list[list[Point]] = []
        last: int | None = None
        for index in range(count):
            segment = _path_segment(handle, index)
            if not segment or not _segment_point(segment, at, at + 4):
                continue
            kind, point = _segment_type(segment), (floats[0], floats[1])
            if kind == _LINE_TO:
                points.append(point)
            else:
                if kind == _MOVE_TO:
                    _close(points, last)
                else:
                    self.drawing.curved += 1
                points = [point]
                pieces.append(points)
            last = segment
        _close(points, last)
        return [piece for piece in pieces if len(piece) > 1]

    def _draw_fill(self, handle: int, box: Box) -> None:
        """Keep a filled rectangle: as a line if it is thin; not at all if it is white, an eraser."""
        x0, top, x1, bottom = box
        if min(x1 - x0, bottom - top) <= _THICKEST_LINE:
            if x1 - x0 >= bottom - top:
                self.drawing.lines.append((x0, (top + bottom) / 2, x1, (top + bottom) / 2))
            else:
                self.drawing.lines.append(((x0 + x1) / 2, top, (x0 + x1) / 2, bottom))
            return
        at = self._int_at
        if _fill_color(handle, at, at + 4, at + 8, at + 12) and (min(self._ints[0:3]) >= _WHITE or self._ints[3] == 0):
            return
        self.drawing.fills.append(box)


def _close(points: list[Point], last: int | None) -> None:
    """Add the line back to the first point where the last segment closes its piece."""
    if len(points) > 2 and points[0] != points[-1] and last and _segment_closes(last):
        points.append(points[0])


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
