"""Lines to rows of cells: by tabs, by the bars of Markdown or of drawn frames, by wide gaps."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, pairwise

from extract.text.kinds import Kind, text_to_kind
from extract.text.lines import RawLine, slice_to_textlines
from schemas.documents import TextLine
from schemas.places import Place


class Style(StrEnum):
    """How the cells of a row are held apart."""

    TAB = "tab"
    BAR = "bar"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as written, blanks around it left out."""

    lines: tuple[TextLine, ...]
    text: str
    kind: Kind

    @property
    def place(self) -> Place:
        """Where the cell is written, with its marks."""
        first, last = self.lines[0].place, self.lines[-1].place
        if first is last:
            return first
        return Place(first.file, self.text, line=first.line, start=first.start, end=last.end)


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as written, nothing placed yet: ``at`` is the index of its line, ``kinds`` has one letter per cell."""

    at: int
    line: RawLine
    cells: tuple[RawCell, ...]
    kinds: str

    @property
    def filled(self) -> int:
        return len(self.kinds) - self.kinds.count(Kind.BLANK)

    @property
    def trimmed(self) -> int:
        """Number of cells up to the last that is not blank."""
        return len(self.kinds.rstrip(Kind.BLANK))

    @property
    def alone(self) -> bool:
        """Only its first cell holds something: a note, a title, a heading over rows."""
        return self.trimmed == 1

    def texts(self) -> tuple[str, ...]:
        """Return what the cells say, for comparing rows."""
        return tuple("".join(cell.text.split()) for cell in self.cells[: self.trimmed])


_GAP = re.compile(r"(?:[ \u00a0]{2,}|[ \u00a0]*\u3000)[ \u00a0\u3000]*")
_BAR = re.compile(r"(?<!\\)[|│┃┆┊]")
_BAR_RULE = re.compile(r"[\s|:│┃┆┊+=─━┄┈├┤┼┝┥┿┠┨╂┌┐└┘┬┴┏┓┗┛┳┻╔╗╚╝═║╠╣╬╦╩-]+")
_RULE_ENDS = frozenset("-=─━═|│┃┤┥┨┐┘┓┛╗╝╣+:")
_LONGEST = 2_000  # characters of a row held apart by gaps; a longer line is prose
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def line_is_rule(line: RawLine) -> bool:
    """Tell a line that only draws: ``---``, ``|---|:-:|``, a frame of box characters."""
    text = line.text.strip()
    return text[-1:] in _RULE_ENDS and len(text) >= 3 and _BAR_RULE.fullmatch(text) is not None


def line_to_style(line: RawLine) -> Style | None:
    """Tell how a line would be cut into cells; None if it is no row. A line with one tab before it is indented."""
    text = line.text
    if "\t" in text and "\t" in text.strip(" \u3000").lstrip("\t \u3000"):
        return Style.TAB
    stripped = text.strip()
    if stripped[:1] in "|│┃" and stripped[-1:] in "|│┃" and len(_BAR.findall(stripped)) >= 3:
        return Style.BAR
    if len(stripped) <= _LONGEST and _GAP.search(stripped):
        return Style.GAP
    return None


def line_to_row(at: int, line: RawLine, style: Style | None, file: str) -> RawRow:
    """Cut a line into cells; without a style it is one cell."""
    spans = [(0, len(line.text))] if style is None else _spans(line.text, style)
    cells = tuple(_cell(line, span, file) for span in spans)
    return RawRow(at, line, cells, "".join(cell.kind for cell in cells))


def _cell(line: RawLine, span: tuple[int, int], file: str) -> RawCell:
    start, end = span
    if "<" in line.text and (breaks := list(_BREAK.finditer(line.text, start, end))):
        edges = [start, *(at for match in breaks for at in match.span()), end]
        lines = tuple(
            part
            for low, high in zip(edges[::2], edges[1::2], strict=True)
            for part in slice_to_textlines(line, low, high, file)
        )
    else:
        lines = slice_to_textlines(line, start, end, file)
    text = lines[0].text if len(lines) == 1 else "".join(part.text for part in lines)
    return RawCell(lines, text, text_to_kind(text))


def _spans(text: str, style: Style) -> Sequence[tuple[int, int]]:
    if style is Style.TAB:
        ends = list(accumulate((len(cell) + 1 for cell in text.split("\t")), initial=0))
        return [(start, end - 1) for start, end in pairwise(ends)]
    low = len(text) - len(text.lstrip())
    high = len(text.rstrip())
    if style is Style.BAR:
        low, high = low + 1, high - 1
    edges = [match.span() for match in (_BAR if style is Style.BAR else _GAP).finditer(text, low, high)]
    starts = [low, *(end for _, end in edges)]
    ends = [*(start for start, _ in edges), high]
    return list(zip(starts, ends, strict=True))
