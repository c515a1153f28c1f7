"""Cells of a lattice filled with the characters that stand in them."""

from bisect import bisect_right
from dataclasses import dataclass

from extract.pdf.characters import Char
from extract.pdf.engine import Segment
from extract.pdf.lattice import Lattice, Slot
from extract.pdf.lines import chars_to_rows, row_to_line
from schemas.documents import Cell, TextLine
from schemas.places import Place


@dataclass(frozen=True, slots=True)
class Filled:
    """A lattice and the characters of each slot, in the order of its slots."""

    lattice: Lattice
    chars: tuple[list[Char], ...]


def fill_lattice(lattice: Lattice, chars: list[Char]) -> tuple[Filled, list[Char]]:
    """Give each character whose middle lies in a slot to it; return the others as well."""
    xs, ys = lattice.xs, lattice.ys
    cols = len(xs) - 1
    owner: list[int] = [-1] * (cols * (len(ys) - 1))
    for number, slot in enumerate(lattice.slots):
        for row in range(slot.row0, slot.row1):
            for col in range(slot.col0, slot.col1):
                owner[row * cols + col] = number
    held: tuple[list[Char], ...] = tuple([] for _ in lattice.slots)
    others: list[Char] = []
    left, top, right, bottom = lattice.box
    for char in chars:
        x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
        if left <= x < right and top <= y < bottom:
            number = owner[(bisect_right(ys, y) - 1) * cols + bisect_right(xs, x) - 1]
            if number >= 0:
                held[number].append(char)
                continue
        others.append(char)
    return Filled(lattice, held), others


def filled_to_cells(filled: Filled, file: str, page: int) -> tuple[Cell, ...]:
    """Return the cells with their lines, row by row; a blank one is a cell with empty text."""
    return tuple(
        slot_to_cell(slot, chars, file, page) for slot, chars in zip(filled.lattice.slots, filled.chars, strict=True)
    )


def slot_to_cell(slot: Slot, chars: list[Char], file: str, page: int) -> Cell:
    lines = slot_to_lines(slot, chars, file, page)
    text = "".join(line.text for line in lines)
    place = Place(file, text, page=page, bbox=slot.box)
    lines = lines or (TextLine("", place),)
    return Cell(slot.row0, slot.col0, lines, place, slot.row1 - slot.row0, slot.col1 - slot.col0)


def slot_to_lines(slot: Slot, chars: list[Char], file: str, page: int) -> tuple[TextLine, ...]:
    """Return the cell's lines; where slanted lines divide it, those of each part together, upper right first."""
    if not chars:
        return ()
    parts = [chars]
    if slot.slants:
        by_side: dict[tuple[bool, ...], list[Char]] = {}
        for char in chars:
            by_side.setdefault(tuple(_is_right_of(char, slant) for slant in slot.slants), []).append(char)
        parts = [by_side[side] for side in sorted(by_side, reverse=True)]
    return tuple(row_to_line(row, file, page) for part in parts for row in chars_to_rows(part))


def _is_right_of(char: Char, slant: Segment) -> bool:
    """Tell whether the character's middle lies to the right of the line at its height."""
    x0, y0, x1, y1 = slant
    x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    return x > x0 + (y - y0) * (x1 - x0) / (y1 - y0)
