"""Tables and text laid out on pages: where each line, rule and cell stands, in points from the top left."""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

from fontTools.ttLib import TTFont
from generator.hard_habits import Drawing
from generator.hard_tables import DrawnCell, DrawnTable

FONTS = Path(__file__).parents[1] / "fonts"
A4 = (595.0, 842.0)
MARGIN = 62.0
WIDEST = {"label": 9, "head": 5, "words": 9}  # em of a cell's text in one line
GUTTER = 24.0  # between the columns of a newspaper page


@dataclass(frozen=True)
class Words:
    x: float
    base: float
    text: str
    size: float

    @property
    def box(self):
        return (self.x, self.base - 0.8 * self.size, self.x + text_width(self.text, self.size), self.base)


@dataclass(frozen=True)
class Stroke:
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass
class Sheet:
    """A page: what is printed on it."""

    width: float
    height: float
    words: list[Words] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    rings: list[tuple[float, float]] = field(default_factory=list)
    watermark: str = ""


@dataclass(frozen=True)
class Printed:
    """A cell as printed: its lines with their pages, counted from 1."""

    cell: DrawnCell
    lines: tuple[tuple[int, Words], ...]


@dataclass
class Laid:
    """The pages, and each table with its printed cells."""

    sheets: list[Sheet]
    tables: list[tuple[DrawnTable, list[Printed]]]


@cache
def _advances():
    font = TTFont(FONTS / "NotoSansCJKsc-Subset.otf")
    widths, names = font["hmtx"], font.getBestCmap()
    return {code: widths[name][0] / 1000 for code, name in names.items()}


def text_width(text: str, size: float) -> float:
    return sum(_advances().get(ord(char), 1.0) for char in text) * size


ATOM = re.compile(r"[（(][^（()）]{0,4}[)）]|[0-9A-Za-z.,%+-]+|.")


def wrap(text: str, width: float, size: float) -> list[str]:
    """Return the lines of a text; numbers and short brackets are never broken, and no line begins with a stop."""
    lines, line = [], ""
    for atom in ATOM.findall(text):
        if line and atom not in "，。、）：；" and text_width(line + atom, size) > width:
            lines.append(line)
            line = ""
        line += atom
    return [*lines, line] if line or not lines else lines


class Press:
    """Lays text and tables out, one after the other."""

    def __init__(self, seed: int, drawing: Drawing) -> None:
        self.rng = Random(f"hard-layout-{seed}")
        self.drawing = drawing
        self.laid = Laid([], [])
        self.size = (A4[1], A4[0]) if drawing.landscape or drawing.turn else A4
        left, right = MARGIN, self.size[0] - MARGIN
        middle = (left + right) / 2
        columns = [(left, middle - GUTTER / 2), (middle + GUTTER / 2, right)]
        self.frames = columns if drawing.newspaper else [(left, right)]
        self.body = 9.0 if drawing.newspaper else 10.5
        self.head = self.rng.choice(("工作简报", "督查通报 第3期", "政务服务热线月报"))
        self.number = 0
        self.at = len(self.frames) - 1
        self.y = 0.0
        self._next_frame()

    @property
    def bottom(self) -> float:
        return self.size[1] - MARGIN

    @property
    def frame(self):
        return self.frames[self.at]

    @property
    def room(self) -> float:
        return self.bottom - self.y

    def _next_frame(self) -> None:
        self.at += 1
        if self.at == len(self.frames):
            self.at = 0
            self.number += 1
            sheet = Sheet(*self.size, watermark="内部资料" if self.drawing.watermark else "")
            self.laid.sheets.append(sheet)
            if self.drawing.running_head:
                sheet.words.append(Words(MARGIN, MARGIN - 20, self.head, 9))
            text = f"— {self.number} —"
            x = (self.size[0] - text_width(text, 9)) / 2
            sheet.words.append(Words(x, self.size[1] - MARGIN + 28, text, 9))
        self.y = MARGIN

    def print(self, x: float, base: float, text: str, size: float) -> Words:
        words = Words(x, base, text, size)
        self.laid.sheets[-1].words.append(words)
        return words

    def paragraph(self, text: str, *, size: float = 0.0, indent: float = 2.0, align: str = "left") -> None:
        size = size or self.body
        left, right = self.frame
        first = wrap(text, right - left - indent * size, size)[0]
        rest = wrap(text[len(first) :], right - left, size) if text != first else []
        for number, line in enumerate([first, *rest]):
            if self.room < 1.5 * size:
                self._next_frame()
                left, right = self.frame
            free = right - left - text_width(line, size)
            x = left + {"left": 0 if number else indent * size, "center": free / 2, "right": free}[align]
            self.print(x, self.y + size, line, size)
            self.y += 1.6 * size
        self.y += 0.2 * size

    def skip(self, height: float) -> None:
        self.y = min(self.y + height, self.bottom)

    def table(self, table: DrawnTable) -> bool:
        """Lay the table out; False if it is too wide for the frame."""
        form = _measure(table, self.drawing, self.frame[1] - self.frame[0])
        if form is None:
            return False
        if self.room < form.head_height + 3 * form.heights[table.head] + 60:
            self._next_frame()
        self.paragraph(table.title, indent=0, align="center")
        if table.unit:
            self.paragraph(table.unit, size=form.size, indent=0, align="right")
        printed: dict[int, list[tuple[int, Words]]] = {}
        segments = _Segments(self, table, form)
        for segment in segments.made():
            self._draw(table, form, segment, printed)
        cells = [Printed(cell, tuple(printed.get(at, ()))) for at, cell in enumerate(table.cells)]
        self.laid.tables.append((table, cells))
        if self.drawing.seal:
            self.laid.sheets[-1].rings.append((self.frame[1] - 90, max(self.y - 60, MARGIN)))
        self.y += self.rng.choice((0.3, 0.8)) * form.size
        for note in table.notes:
            self.paragraph(note, size=self.drawing.note_size, indent=self.rng.choice((0, 2)))
        self.y += self.body
        return True

    def _draw(self, table, form, segment, printed) -> None:
        sheet, x0, rows, repeated = segment
        xs = [x0]
        for width in form.widths:
            xs.append(xs[-1] + width)
        edges: set[tuple[str, float, float, float]] = set()
        for number, cell in enumerate(table.cells):
            inside = [row for row in rows if cell.row <= row.index < cell.row + cell.rowspan]
            if not inside:
                continue
            box = (xs[cell.col], inside[0].top, xs[cell.col + cell.colspan], inside[-1].bottom)
            edges |= {("y", box[1], box[0], box[2]), ("y", box[3], box[0], box[2])}
            edges |= {("x", box[0], box[1], box[3]), ("x", box[2], box[1], box[3])}
            lines = self._lines_here(cell, form.lines[number], inside, len(printed.get(number, ())))
            is_head = cell.row < table.head
            words = self._write(sheet, cell, box, lines, form.size)
            if not (is_head and repeated):
                printed.setdefault(number, []).extend((self.laid.sheets.index(sheet) + 1, each) for each in words)
        self._rule(sheet, table, xs, rows, edges)

    def _lines_here(self, cell, lines, inside, done):
        """Return the lines of a cell that stand on this page: those of a cut row are parted by it."""
        if cell.rowspan == 1:
            return lines[inside[0].first : inside[0].last]
        if cell.kind == "head":
            return lines
        if done or (len(inside) * 2 < cell.rowspan and inside[0].index == cell.row):
            return []
        return lines

    def _write(self, sheet, cell, box, lines, size):
        drawing, words = self.drawing, []
        if cell.parts and lines:
            sheet.strokes.append(Stroke(*box))
            upper, lower = cell.parts
            x = box[2] - drawing.pad_x / 2 - text_width(upper, size)
            words = [Words(x, box[1] + 1.2 * size, upper, size), Words(box[0] + 2, box[3] - 0.4 * size, lower, size)]
            sheet.words += words
            return words
        free = box[3] - box[1] - len(lines) * drawing.leading
        y = box[1] + (drawing.pad_y if drawing.level == "top" and cell.kind != "head" else free / 2)
        align = {"head": "center", "label": drawing.names, "words": drawing.names}.get(cell.kind, drawing.numbers)
        if cell.kind == "words" and cell.colspan > 1:
            align = "center"
        for at, line in enumerate(lines):
            white = box[2] - box[0] - 2 * drawing.pad_x - text_width(line, size)
            x = box[0] + drawing.pad_x + {"left": 0, "center": white / 2, "right": white}[align]
            words.append(Words(x, y + at * drawing.leading + (drawing.leading + 0.76 * size) / 2, line, size))
        sheet.words += words
        return words

    def _rule(self, sheet, table, xs, rows, edges) -> None:
        ruling = self.drawing.ruling
        if ruling in {"three-line", "white"}:
            edges = set() if ruling == "white" else self._three_lines(table, xs, rows)
        for way, at, start, end in sorted(edges):
            if way == "x" and (ruling == "lines" or (ruling == "open" and at in {xs[0], xs[-1]})):
                continue
            sheet.strokes.append(Stroke(start, at, end, at) if way == "y" else Stroke(at, start, at, end))

    def _three_lines(self, table, xs, rows):
        edges = set()
        for row in rows:
            if row.index == 0:
                edges.add(("y", row.top, xs[0], xs[-1]))
            if row.index == table.head - 1 or (row.index == table.rows - 1 and row.ends):
                edges.add(("y", row.bottom, xs[0], xs[-1]))
        if self.drawing.pad_x > 5:  # short rules under the heads of several columns
            tops = {row.index: row.bottom for row in rows}
            for cell in table.cells:
                last = cell.row + cell.rowspan - 1
                if cell.kind == "head" and cell.colspan > 1 and last < table.head - 1 and last in tops:
                    edges.add(("y", tops[last], xs[cell.col] + 3, xs[cell.col + cell.colspan] - 3))
        return edges


@dataclass(frozen=True)
class _Form:
    """A table measured: widths of columns, heights of rows, the lines of each cell, the size of type."""

    size: float
    widths: list[float]
    heights: list[float]
    lines: list[list[str]]
    head_height: float


def _measure(table: DrawnTable, drawing: Drawing, width: float) -> _Form | None:
    for size in (drawing.size, 0.85 * drawing.size):
        widths = [0.0] * table.cols
        for cell in sorted(table.cells, key=lambda one: one.colspan):
            needed = text_width(cell.text, size)
            if cell.parts:
                needed = text_width(cell.text, size) + size
            elif cell.kind in WIDEST:
                lines = wrap(cell.text, min(needed, WIDEST[cell.kind] * size), size)
                needed = max(text_width(line, size) for line in lines)
            if cell.kind == "words" and cell.colspan > 1:
                continue
            span = range(cell.col, cell.col + cell.colspan)
            short = needed + 2 * drawing.pad_x + 0.5 - sum(widths[col] for col in span)
            if short > 0:
                for col in span:
                    widths[col] += short / len(span)
        free = width - sum(widths)
        if free >= 0:
            break
    else:
        return None
    if drawing.stretched:
        widths = [each + free / len(widths) for each in widths]
    lines = []
    for cell in table.cells:
        room = sum(widths[cell.col : cell.col + cell.colspan]) - 2 * drawing.pad_x
        lines.append([] if not cell.text else wrap(cell.text, room, size))
    heights = [drawing.leading + 2 * drawing.pad_y] * table.rows
    for cell, held in sorted(zip(table.cells, lines, strict=True), key=lambda pair: pair[0].rowspan):
        needed = len(held) * drawing.leading + 2 * drawing.pad_y
        if cell.parts:
            needed = 3.2 * size
        span = range(cell.row, cell.row + cell.rowspan)
        short = needed - sum(heights[row] for row in span)
        if short > 0:
            for row in span:
                heights[row] += short / len(span)
    return _Form(size, widths, heights, lines, sum(heights[: table.head]))


@dataclass(frozen=True)
class _Row:
    """A row on one page: lines ``first`` … ``last`` of its cells; ``ends`` where the row ends here."""

    index: int
    top: float
    bottom: float
    first: int = 0
    last: int = 10_000
    ends: bool = True


class _Segments:
    """The rows of a table, page by page."""

    def __init__(self, press: Press, table: DrawnTable, form: _Form) -> None:
        self.press, self.table, self.form = press, table, form
        self.rows: list[_Row] = []
        self.repeated = False

    def made(self):
        press, table, form = self.press, self.table, self.form
        row = 0
        while row < table.rows:
            height = form.heights[row]
            if row == 0:
                for index in range(table.head):
                    self._put(index, form.heights[index])
                row = table.head
                continue
            if height <= press.room:
                self._put(row, height)
                row += 1
                continue
            first = self._cut(row)
            if not first and not press.drawing.cut_labels:
                row = self._unput(row)
            yield self._close()
            if first:
                self._put(row, height - first * press.drawing.leading, first=first)
                row += 1
        yield self._close(last=True)

    def _put(self, row, height, **parts) -> None:
        self.rows.append(_Row(row, self.press.y, self.press.y + height, **parts))
        self.press.y += height

    def _cut(self, row) -> int:
        """Print the first lines of a row that does not fit; return how many."""
        press, drawing = self.press, self.press.drawing
        most = max(len(self.form.lines[at]) for at, cell in enumerate(self.table.cells) if cell.row == row)
        merged = any(cell.rowspan > 1 for cell in self.table.cells if cell.row <= row < cell.row + cell.rowspan)
        fits = int((press.room - 2 * drawing.pad_y) / drawing.leading)
        if not drawing.cut_rows or merged or most < 2 or not 1 <= fits < most:
            return 0
        self._put(row, fits * drawing.leading + 2 * drawing.pad_y, last=fits, ends=False)
        return fits

    def _unput(self, row) -> int:
        """Take back the rows of a group that would be cut from its label; return the row to go on with."""
        starts = [c.row for c in self.table.cells if c.kind == "label" and c.row < row < c.row + c.rowspan]
        start = min(starts, default=row)
        if start <= self.rows[0].index or start < self.table.head + 1:
            return row
        self.rows = [one for one in self.rows if one.index < start]
        return start

    def _close(self, *, last: bool = False):
        press = self.press
        segment = (press.laid.sheets[-1], press.frame[0], self.rows, self.repeated)
        if not last:
            press._next_frame()
            self.rows = []
            self.repeated = press.drawing.repeat_head
            if self.repeated:
                for index in range(self.table.head):
                    self._put(index, self.form.heights[index])
        return segment
