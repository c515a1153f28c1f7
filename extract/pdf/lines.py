"""Characters to printed lines: by baseline, then from left to right, with the blanks that a reader sees."""

from collections.abc import Iterable

from extract.pdf.characters import Char, turn_back
from extract.pdf.sheets import Sheet
from schemas.documents import TextLine
from schemas.places import Box

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

    They are lower than 0.8 of the line's characters, stand within its height by their greater part, and each touches
    the line or another of them.
    """
    heights = [max(char.bottom - char.top for char in row) for row in rows]
    joined: set[int] = set()
    for index, row in enumerate(rows):
        for host in (index - 1, index + 1):
            if not 0 <= host < len(rows) or host in joined or heights[index] >= 0.8 * heights[host]:
                continue
            if _hangs_on(row, rows[host]):
                rows[host].extend(row)
                rows[host].sort(key=_left)
                joined.add(index)
                break
    return [row for index, row in enumerate(rows) if index not in joined]


def _hangs_on(small: Row, row: Row) -> bool:
    top, bottom = min(char.top for char in row), max(char.bottom for char in row)
    if any(min(char.bottom, bottom) - max(char.top, top) < 0.6 * char.height for char in small):
        return False
    reach = 0.25 * (bottom - top)
    ends = [char.x1 for char in row]
    for char in small:
        if not any(abs(char.x0 - end) <= reach for end in ends):
            return False
        ends.append(char.x1)
    return True


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


def row_to_line(row: Row, sheet: Sheet, degrees: int = 0) -> TextLine:
    """Return the printed line; ``degrees`` says how its frame is turned against the sheet's.

    Only lines that run level as displayed give the edges of their characters: edges are x on the page.
    """
    text, edges = row_to_text(row, row_to_em(row))
    box = row_to_box(row)
    if degrees or sheet.quarters:
        return TextLine(text, sheet.place(text, turn_back(box, degrees)))
    return TextLine(text, sheet.place(text, box), edges)
