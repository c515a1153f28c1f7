"""Characters to printed lines: by baseline, then from left to right, with the blanks that a reader sees."""

from collections.abc import Callable, Iterable

from extract.pdf.characters import Char
from schemas.documents import TextLine
from schemas.places import Box, Place

Row = list[Char]
"""Characters of one line from left to right; never empty."""

_SAME_BASELINE = 2.0  # points between baselines of one line
_LATIN_GAP = 0.2  # em: letters and digits farther apart are two words
_HAN_GAP = 1.0  # em: Chinese characters are set apart by less where a line is justified


def chars_to_rows(chars: Iterable[Char]) -> list[Row]:
    """Return the characters as lines from the top, each from left to right."""
    rows: list[Row] = []
    row: Row = []
    base = 0.0
    for char in sorted(chars, key=_base):
        if row and char.base - base <= min(_SAME_BASELINE, 0.3 * char.height):
            row.append(char)
        else:
            row = [char]
            rows.append(row)
        base = char.base
    for row in rows:
        row.sort(key=_left)
    return _raise_small(rows) if len(rows) > 1 else rows


def _base(char: Char) -> float:
    return char.base


def _left(char: Char) -> float:
    return char.x0


def _raise_small(rows: list[Row]) -> list[Row]:
    """Put superscripts and subscripts into the line that they belong to.

    They are lower than 0.8 of the line's characters, lie within its height by their greater part, and touch one of
    its characters.
    """
    kept: list[Row] = list(rows)
    for small in rows:
        height = max(char.height for char in small)
        for row in kept:
            if row is small or max(char.height for char in row) * 0.8 < height:
                continue
            top, bottom = min(char.top for char in row), max(char.bottom for char in row)
            if (
                all(_overlap(char.top, char.bottom, top, bottom) > 0.6 * char.height for char in small)
                and all(
                    any(_touches(char, other) for other in row) or any(_touches(char, other) for other in small)
                    for char in small
                )
                and any(_touches(char, other) for char in small for other in row)
            ):
                row.extend(small)
                row.sort(key=_left)
                kept.remove(small)
                break
    return kept


def _overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    return min(a1, b1) - max(a0, b0)


def _touches(char: Char, other: Char) -> bool:
    return (
        char is not other and -other.height * 0.3 <= max(char.x0 - other.x1, other.x0 - char.x1) <= other.height * 0.2
    )


def row_to_em(row: Row) -> float:
    """Return the size of the line's type in points: the width of a Chinese character, or from the height."""
    widest = max((char.x1 - char.x0 for char in row if is_han(char.text)), default=0.0)
    return widest or 0.85 * max(char.height for char in row) or 1.0


def is_han(text: str) -> bool:
    """Tell whether the character is set in the square of Chinese type (punctuation and full width included)."""
    return "\u2e80" <= text <= "\u9fff" or "\uff00" <= text <= "\uff60" or text >= "\U00020000"


def row_to_text(row: Row, em: float) -> tuple[str, tuple[tuple[float, float], ...]]:
    """Return the line's text and the ``(x0, x1)`` of each of its characters, blanks included."""
    texts: list[str] = []
    edges: list[tuple[float, float]] = []
    before: Char | None = None
    for char in row:
        if before is not None and _is_gap(before, char, em):
            texts.append(" ")
            edges.append((before.x1, max(char.x0, before.x1)))
        texts.append(char.text)
        edges.append((char.x0, char.x1))
        before = char
    return "".join(texts), tuple(edges)


def _is_gap(before: Char, char: Char, em: float) -> bool:
    gap = char.x0 - before.x1
    if char.spaced:
        return gap > 0.05 * em
    if gap <= _LATIN_GAP * em:
        return False
    return gap > _HAN_GAP * em or not (is_han(before.text) or is_han(char.text) or _digits(before, char))


def _digits(before: Char, char: Char) -> bool:
    """Tell whether both are parts of a number, which is set apart only by a wide gap."""
    return before.text in _NUMBER and char.text in _NUMBER


_NUMBER = frozenset("0123456789.,%")


def row_to_box(row: Row) -> Box:
    return (
        min(char.x0 for char in row),
        min(char.top for char in row),
        max(char.x1 for char in row),
        max(char.bottom for char in row),
    )


def row_to_line(row: Row, file: str, page: int, turn: Callable[[Box], Box] | None = None) -> TextLine:
    """Return the printed line; ``turn`` takes its box back to the page where the text does not run level."""
    text, edges = row_to_text(row, row_to_em(row))
    box = row_to_box(row)
    if turn is not None:
        return TextLine(text, Place(file, text, page=page, bbox=turn(box)))
    return TextLine(text, Place(file, text, page=page, bbox=box), edges)
