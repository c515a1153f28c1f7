"""Characters to printed lines: by baseline, then from left to right, with the blanks that a reader sees."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

from extract.pdf.characters import Char, turn_back
from extract.pdf.sheets import Sheet
from schemas.documents import TextLine
from schemas.places import Box

Row = list[Char]
"""Characters of one line from left to right; never empty."""

_SAME_BASELINE = 2.0  # points between baselines of one line
_LATIN_GAP = 0.2  # em: letters and digits farther apart are two words
_HAN_GAP = 1.0  # em: Chinese characters are set apart by less where a line is justified
_LONGEST_MARK = 4  # characters of a bullet or a number that white sets off from what follows
_SPACE = 0.05  # em: a blank of the file that leaves less white is none
_FIRST_HAN = "\u2e80"  # from here on characters are set in the square of Chinese type
_NUMERAL = frozenset("0123456789.,%")

_left, _base = itemgetter(1), itemgetter(5)  # of a Char: faster than by name


@dataclass(slots=True)
class Span:
    """A line of characters, measured: its ``text`` with blanks, the ``(x0, x1)`` of each of its characters, its box.

    ``em`` is the size of its type in points, ``gap`` the widest white in the line, ``inner_gap`` the widest that does
    not set off a bullet or a number at its beginning.
    """

    row: Row
    text: str
    edges: tuple[tuple[float, float], ...]
    box: Box
    em: float
    gap: float
    inner_gap: float


def chars_to_rows(chars: Iterable[Char]) -> list[Row]:
    """Return the characters as lines from the top, each from left to right."""
    chars = sorted(chars, key=_base)
    if chars and chars[0][5] == chars[-1][5]:
        chars.sort(key=_left)
        return [chars]
    rows: list[Row] = []
    row: Row = []
    last = 0.0
    for char in chars:
        base = char[5]
        if row and (base == last or base - last <= min(_SAME_BASELINE, 0.3 * (char[4] - char[2]))):
            row.append(char)
        else:
            row = [char]
            rows.append(row)
        last = base
    for row in rows:
        row.sort(key=_left)
    return _raise_small(rows) if len(rows) > 1 else rows


def _raise_small(rows: list[Row]) -> list[Row]:
    """Put superscripts and subscripts into the line that they belong to.

    They are lower than 0.8 of the line's characters, stand within its height by their greater part, and each touches
    the line or another of them.
    """
    heights = [max([char[4] - char[2] for char in row]) for row in rows]
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


def row_to_span(row: Row) -> Span:
    """Measure a line.

    The size of type is the width of a Chinese character, or else comes from the height; the white between two
    characters is a blank if the file prints one, or if no justified line would set them so far apart.
    """
    left, top, end, bottom = row[0][1:5]
    texts: list[str] = []
    edges: list[tuple[float, float]] = []
    whites: list[tuple[int, float]] = []
    square = widest = inner = 0.0
    for text, x0, high, x1, low, _, spaced in row:
        white = x0 - end
        if white > 0.5 or spaced:
            whites.append((len(texts), white))
            widest = max(widest, white)
            if len(texts) > _LONGEST_MARK:
                inner = max(inner, white)
        if text >= _FIRST_HAN and x1 - x0 > square:
            square = x1 - x0
        texts.append(text)
        edges.append((x0, x1))
        end = max(end, x1)
        top = min(top, high)
        bottom = max(bottom, low)
    em = square or 0.85 * _usual_height(row) or 1.0
    for index, white in reversed(whites):
        if index and _is_blank(row[index - 1].text, row[index], white / em):
            texts.insert(index, " ")
            edges.insert(index, (edges[index - 1][1], max(edges[index][0], edges[index - 1][1])))
    return Span(row, "".join(texts), tuple(edges), (left, top, end, bottom), em, widest, inner)


def _usual_height(row: Row) -> float:
    """Return the middle one of the heights of some characters: signs and superscripts are taller or lower."""
    some = row[:: max(1, len(row) // 7)]
    return sorted([char[4] - char[2] for char in some])[len(some) // 2]


def is_han(text: str) -> bool:
    """Tell whether the character is set in the square of Chinese type (punctuation and full width included)."""
    return text >= _FIRST_HAN


def _is_blank(before: str, char: Char, white: float) -> bool:
    """Tell whether a blank stands in so many em of white before the character."""
    if char.spaced:
        return white > _SPACE
    if white <= _LATIN_GAP:
        return False
    number = before in _NUMERAL and char.text in _NUMERAL  # a widely set number is one number
    return white > _HAN_GAP or not (is_han(before) or is_han(char.text) or number)


def span_to_line(span: Span, sheet: Sheet, degrees: int = 0) -> TextLine:
    """Return the printed line; ``degrees`` says how its frame is turned against the sheet's.

    Only lines that run level as displayed give the edges of their characters: edges are x on the page.
    """
    if degrees:
        return TextLine(span.text, sheet.place(span.text, turn_back(span.box, degrees)))
    return TextLine(span.text, sheet.place(span.text, span.box), sheet.edges(span.edges, span.box))
