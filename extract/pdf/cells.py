"""Cells of a lattice filled with the characters that stand in them, and which of the nets are tables."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from extract.pdf.characters import Char, Printed, chars_to_printed, join_printed, turn_back
from extract.pdf.glyphs import Bools
from extract.pdf.lattice import Lattice
from extract.pdf.lines import Owners, Span, chars_to_spans, is_han, printed_to_spans, span_to_line
from extract.pdf.sheets import Sheet
from extract.pdf.strokes import Segment
from schemas.documents import Cell, TextLine

_OVER = 0.25  # of its width: a character this far over its cell's border was not meant to be cut by it
_ONE_RUN = 0.25  # em between characters of one run of text
_PIECE_LINES = 6  # of text in a cell that may be the rest of a table (a note, as a rule)
_LEAST_FILLED = 0.35  # of the cells of a table hold text, unless it is a form to be filled in
_FORM_HEAD = 0.6  # of the first row's cells of such a form hold text
_CHART_SLANTS = 6  # slanted lines inside a net: a chart is drawn there


@dataclass(slots=True)
class Filled:
    """A lattice, the level characters in it and the number of the slot that each stands in.

    ``turned`` are, by slot and degrees, those that run up or down; ``cut`` counts characters that a border still cuts.
    """

    lattice: Lattice
    printed: Printed
    owners: Owners
    turned: dict[int, dict[int, list[Char]]] = field(default_factory=dict)
    cut: int = 0
    _spans: list[list[Span]] = field(default_factory=list)

    def counts(self) -> list[int]:
        """Return how many characters stand in each slot."""
        counts: list[int] = np.bincount(self.owners, minlength=len(self.lattice.slots)).tolist()
        return counts

    def spans(self) -> list[list[Span]]:
        """Return the level lines of each slot; where slanted lines divide it, those of each part from above."""
        if not self._spans:
            parts = _slots_to_parts(self)
            spans, owners = printed_to_spans(self.printed, self.owners * parts[1] + parts[0])
            self._spans = [[] for _ in self.lattice.slots]
            for span, owner in zip(spans, owners, strict=True):
                self._spans[owner // parts[1]].append(span)
        return self._spans


def fill_slots(lattice: Lattice, held: Sequence[Sequence[Span]]) -> Filled:
    """Return the lattice with the pieces of lines that each of its slots holds."""
    pieces = [span.printed for spans in held for span in spans]
    owners = np.repeat(np.arange(len(held)), [sum(span.stop - span.start for span in spans) for spans in held])
    return Filled(lattice, join_printed(pieces) if pieces else chars_to_printed([]), owners)


Runs = Callable[[], dict[Char, int]]
"""Gives a number per character on demand, the same for those drawn in one go; it costs as much as reading them."""


def fill_lattice(
    lattice: Lattice, printed: Printed, turned: dict[int, list[Char]], runs: Runs
) -> tuple[Filled, Bools, dict[int, list[Char]]]:
    """Give each character whose middle lies in a slot to it; return a mask of the others, and the turned ones left."""
    squares = _slots_to_owners(lattice)
    x0, x1 = printed.boxes[:, 0], printed.boxes[:, 2]
    cols = np.searchsorted(lattice.xs, (x0 + x1) / 2, side="right") - 1
    rows = np.searchsorted(lattice.ys, (printed.boxes[:, 1] + printed.boxes[:, 3]) / 2, side="right") - 1
    width, height = len(lattice.xs) - 1, len(lattice.ys) - 1
    inside = (cols >= 0) & (cols < width) & (rows >= 0) & (rows < height)
    owners = np.where(inside, np.array(squares)[np.where(inside, rows * width + cols, 0)], -1)
    others = owners < 0
    within = np.flatnonzero(~others)
    filled = Filled(lattice, printed.take(within), owners[within])
    slack = _OVER * (x1 - x0)
    borders = np.array((*lattice.xs, np.inf))
    beyond = (x0 < borders[cols] - slack) | (x1 > borders[cols + 1] + slack)  # of its square; its slot may be wider
    over = [at for at in np.flatnonzero(beyond[within]).tolist() if _prints_over(filled, at)] if beyond.any() else []
    if over:
        filled = _mend_all_cut(filled, squares, over, runs)
    left_over = {degrees: _take_turned(filled, squares, degrees, run) for degrees, run in turned.items()}
    return filled, others, {degrees: run for degrees, run in left_over.items() if run}


def _slots_to_owners(lattice: Lattice) -> list[int]:
    """Return the number of the slot that covers each square, row by row; -1 where none does."""
    cols = len(lattice.xs) - 1
    owner = [-1] * (cols * (len(lattice.ys) - 1))
    for number, slot in enumerate(lattice.slots):
        if slot.row1 - slot.row0 == slot.col1 - slot.col0 == 1:
            owner[slot.row0 * cols + slot.col0] = number
            continue
        for row in range(slot.row0, slot.row1):
            for col in range(slot.col0, slot.col1):
                owner[row * cols + col] = number
    return owner


def _prints_over(filled: Filled, at: int) -> bool:
    """Tell whether a character stands over a side of its slot by so much that it was not meant to be cut there."""
    left, _, right, _ = filled.lattice.slots[filled.owners[at]].box
    x0, _, x1, _ = filled.printed.boxes[at].tolist()
    slack = _OVER * (x1 - x0)
    return bool(x0 < left - slack or x1 > right + slack)


def _slots_to_parts(filled: Filled) -> tuple[Owners, int]:
    """Return the part of its slot that each character stands in, and how many there are at most."""
    parts = np.zeros(len(filled.owners), np.int64)
    for number, slot in enumerate(filled.lattice.slots):
        if not slot.slants:
            continue
        held = np.flatnonzero(filled.owners == number)
        sides = [
            tuple(_is_above(char, slant) for slant in slot.slants) for char in filled.printed.take(held).to_chars()
        ]
        order = sorted(set(sides), reverse=True)
        parts[held] = [order.index(side) for side in sides]
    return parts, int(parts.max(initial=0)) + 1


def _slot_at(lattice: Lattice, owner: list[int], x: float, y: float) -> int:
    left, top, right, bottom = lattice.box
    if not (left <= x < right and top <= y < bottom):
        return -1
    return owner[(bisect_right(lattice.ys, y) - 1) * (len(lattice.xs) - 1) + bisect_right(lattice.xs, x) - 1]


def _take_turned(filled: Filled, owner: list[int], degrees: int, run: list[Char]) -> list[Char]:
    """Give turned characters to the slots that their middles lie in; return the others."""
    others = []
    for char in run:
        x0, top, x1, bottom = turn_back(char[1:5], degrees)
        number = _slot_at(filled.lattice, owner, (x0 + x1) / 2, (top + bottom) / 2)
        if number >= 0:
            filled.turned.setdefault(number, {}).setdefault(degrees, []).append(char)
        else:
            others.append(char)
    return others


@dataclass(slots=True)
class _Mending:
    """The characters of each slot while what borders cut is brought together."""

    lattice: Lattice
    chars: list[list[Char]]


def _mend_all_cut(filled: Filled, owner: list[int], over: list[int], runs: Runs) -> Filled:
    """Return the slots with what prints over their borders brought together, each piece in one cell."""
    chars, numbers = filled.printed.to_chars(), filled.owners.tolist()
    held: list[list[Char]] = [[] for _ in filled.lattice.slots]
    for number, char in zip(numbers, chars, strict=True):
        held[number].append(char)
    mending = _Mending(filled.lattice, held)
    cut = sum(not _mend_cut(mending, owner, numbers[at], chars[at], runs) for at in over)
    owners = np.repeat(np.arange(len(mending.chars)), [len(chars) for chars in mending.chars])
    mended = chars_to_printed([char for chars in mending.chars for char in chars])
    return Filled(filled.lattice, mended, owners, cut=cut)


def _mend_cut(filled: _Mending, owner: list[int], number: int, char: Char, runs: Runs) -> bool:
    """Bring what prints over a border together in one cell; True if nothing stays cut."""
    if char not in filled.chars[number]:
        return True  # moved with its run before
    if char.text in _NUMERAL:
        return _mend_number(filled, owner, char, runs())
    return _mend_words(filled, owner, number, char)


def _mend_number(filled: _Mending, owner: list[int], char: Char, runs: dict[Char, int]) -> bool:
    """Put a number that is wider than its cell into the cell that its middle lies in.

    Only characters drawn in one go are one number: two that touch are two.
    """
    middle_y = (char.top + char.bottom) / 2
    middle_x = (char.x0 + char.x1) / 2
    near = {cell for x in (char.x0, middle_x, char.x1) if (cell := _slot_at(filled.lattice, owner, x, middle_y)) >= 0}
    line = _on_line(char, {cell: filled.chars[cell] for cell in near})
    run = [one for one in _run_through(char, line) if runs.get(one) == runs.get(char) and one.text in _NUMERAL]
    home = _slot_at(filled.lattice, owner, (run[0].x0 + run[-1].x1) / 2, middle_y)
    if home < 0:
        return True
    moved = set(run)
    for cell in near:
        filled.chars[cell] = [one for one in filled.chars[cell] if one not in moved]
    filled.chars[home].extend(run)
    return True


def _mend_words(filled: _Mending, owner: list[int], number: int, char: Char) -> bool:
    """Put words that print over a border into the cell on the left if the other holds nothing else.

    Text is printed on into empty cells.  Else they go to the cell that holds most of them, provided that the other
    holds nothing else on that line.
    """
    box = filled.lattice.slots[number].box
    leftwards = char.x0 < box[0]
    beyond_x = box[0] - 1 if leftwards else box[2] + 1
    beyond = _slot_at(filled.lattice, owner, beyond_x, (char.top + char.bottom) / 2)
    if beyond < 0:
        return True  # over the outer border: nothing to confuse it with
    left, right = (beyond, number) if leftwards else (number, beyond)
    lines = {cell: _on_line(char, {cell: filled.chars[cell]}) for cell in (left, right)}
    run = set(_run_through(char, lines[left] + lines[right]))
    pieces = {cell: [one for one in line if one in run] for cell, line in lines.items()}
    if len(pieces[right]) == len(filled.chars[right]) or len(pieces[left]) >= len(pieces[right]):
        giver, taker = right, left
    else:
        giver, taker = left, right
    if len(pieces[giver]) != len(lines[giver]) or any(one.text in _NUMERAL for one in pieces[giver]):
        return False
    filled.chars[giver] = [one for one in filled.chars[giver] if one not in run]
    filled.chars[taker].extend(pieces[giver])
    return True


_NUMERAL = frozenset("0123456789.,%-+％")


def _on_line(char: Char, cells: dict[int, list[Char]]) -> list[Char]:
    """Return the characters of the cells that stand on the same line as this one."""
    return [one for chars in cells.values() for one in chars if abs(one.base - char.base) < 0.3 * char.height]


def _run_through(char: Char, line: list[Char]) -> list[Char]:
    """Return the characters of ``line`` that follow one another without a gap, ``char`` among them."""
    run: list[Char] = []
    for other in sorted(line, key=lambda one: one.x0):
        if run and (other.spaced or abs(other.x0 - run[-1].x1) > _ONE_RUN * char.height):
            if char in run:
                break
            run = []
        run.append(other)
    return run


def is_table(filled: Filled) -> bool:
    """Tell whether text fills the net as it fills a table: not a frame, an underline, a boxed word or a chart.

    A net with little text in it is a form if its first row is filled, and else the grid behind a chart.
    """
    slots = filled.lattice.slots
    counts = filled.counts()
    used = [slot for number, slot in enumerate(slots) if counts[number] or number in filled.turned]
    if len({slot.col0 for slot in used}) < 2 or len({slot.row0 for slot in used}) < 2:
        return False
    if filled.cut * 4 > len(filled.printed):
        return False
    if len(used) >= _LEAST_FILLED * len(slots):
        return True
    first = [slot for slot in slots if slot.row0 == 0]
    named = sum(slot.row0 == 0 for slot in used)
    return named >= _FORM_HEAD * len(first) and len(filled.lattice.slants) < _CHART_SLANTS


def is_piece(filled: Filled) -> bool:
    """Tell whether the net may be the rest of a table that a page break cut off: a single row or one low cell."""
    if filled.turned or not len(filled.printed) or len(filled.lattice.ys) > 2:
        return False
    base, box = filled.printed.base, filled.printed.boxes[0]
    return len(filled.lattice.slots) > 1 or bool(base.max() - base.min() <= _PIECE_LINES * 1.5 * (box[3] - box[1]))


def filled_to_cells(filled: Filled, sheet: Sheet) -> tuple[Cell, ...]:
    """Return the cells with their lines, row by row; a blank one is a cell with empty text."""
    cells = []
    for number, (slot, spans) in enumerate(zip(filled.lattice.slots, filled.spans(), strict=True)):
        lines = [span_to_line(span, sheet) for span in spans]
        for degrees, run in filled.turned.get(number, {}).items():
            lines += [span_to_line(span, sheet, degrees) for span in chars_to_spans(run)]
        if len(lines) > 1:
            lines = join_latin(lines)
        place = sheet.place("".join([line.text for line in lines]), slot.box)
        held = tuple(lines) or (TextLine("", place),)
        cells.append(Cell(slot.row0, slot.col0, held, place, slot.row1 - slot.row0, slot.col1 - slot.col0))
    return tuple(cells)


def _is_above(char: Char, slant: Segment) -> bool:
    """Tell whether the character's middle lies above the line, as it runs on, where the character stands."""
    x0, y0, x1, y1 = slant
    x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    return y < y0 + (x - x0) * (y1 - y0) / (x1 - x0)


def join_latin(lines: list[TextLine]) -> list[TextLine]:
    """Return the lines with a blank at the end of each that breaks between two words of Latin letters.

    Lines are joined with nothing, which is right for Chinese and for numbers broken in a narrow cell.
    """
    joined = list(lines)
    for index in range(len(lines) - 1):
        line, text, following = lines[index], lines[index].text, lines[index + 1].text
        if not text or not following or is_han(text[-1]) or is_han(following[0]):
            continue
        if not following[0].isalpha() or not (text[-1].isalpha() or text[-1] in ",;:)"):
            continue
        edges = (*line.edges, (line.edges[-1][1], line.edges[-1][1])) if line.edges else ()
        joined[index] = TextLine(text + " ", line.place, edges)
    return joined
