"""The running text as read: its paragraphs, each number marked with its state in the ledger."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from corpus.report.cutouts import place_to_boxes
from corpus.report.reader import Reader
from schemas.audits import LedgerEntry
from schemas.bulletins import Bulletin
from schemas.documents import ParagraphRole, TextLine
from schemas.places import Box
from schemas.tokens import TokenClass


@dataclass(frozen=True, slots=True)
class PieceView:
    """A stretch of text, or a number of it: then ``state`` is set, and ``label`` says what it is said of."""

    text: str
    state: str = ""
    reason: str = ""
    label: str = ""
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph or heading; the place is said where it changes."""

    place: str
    heading: bool
    pieces: tuple[PieceView, ...]


_SHOWN = (ParagraphRole.BODY, ParagraphRole.HEADING)

Spot = tuple[int | None, int | None, str | None]
"""The page, or the line and path, that a number stands on."""


def bulletin_to_prose(bulletin: Bulletin, entries: Iterable[LedgerEntry], reader: Reader) -> tuple[ParagraphView, ...]:
    """Return the paragraphs in reading order, without running heads and page numbers; none if they hold no number."""
    numbers: dict[Spot, list[LedgerEntry]] = defaultdict(list)
    for entry in entries:
        if entry.cls is TokenClass.FIGURE and entry.place.file == bulletin.document.source.sha256:
            for page, _ in place_to_boxes(entry.place) or ((entry.place.page, None),):
                numbers[page, entry.place.line, entry.place.path].append(entry)
    if not numbers:
        return ()
    views, said = [], ""
    for paragraph in bulletin.document.paragraphs():
        if paragraph.role in _SHOWN and paragraph.text.strip():
            place = reader.spot(paragraph.place)
            pieces = tuple(piece for line in paragraph.lines for piece in _line_to_pieces(line, numbers, reader))
            heading = paragraph.role is ParagraphRole.HEADING
            views.append(ParagraphView(place if place != said else "", heading, pieces))
            said = place
    return tuple(views)


def _line_to_pieces(line: TextLine, numbers: Mapping[Spot, list[LedgerEntry]], reader: Reader) -> Iterator[PieceView]:
    place = line.place
    spans = [
        (span, entry) for entry in numbers.get((place.page, place.line, place.path), ()) if (span := _span(line, entry))
    ]
    at = 0
    for (start, end), entry in sorted(spans, key=lambda each: each[0]):
        if start < at:
            continue
        if at < start:
            yield PieceView(line.text[at:start])
        yield PieceView(
            line.text[start:end],
            entry.state.value,
            reader.name("reason", entry.reason) if entry.reason else "",
            reader.labels.get(entry.ref, ""),
            entry.findings,
        )
        at = end
    if at < len(line.text):
        yield PieceView(line.text[at:])


def _span(line: TextLine, entry: LedgerEntry) -> tuple[int, int] | None:
    """Return where in the line the number stands, or the part of it that this line holds."""
    place, own = entry.place, line.place
    if own.page is None:
        if own.start is None or place.start is None or place.end is None:
            return None
        start, end = place.start - own.start, min(place.end - own.start, len(line.text))
        return (start, end) if 0 <= start < end else None
    for page, box in place_to_boxes(place):
        if page == own.page and own.bbox is not None and _holds(own.bbox, box):
            inside = [at for at, (x0, x1) in enumerate(line.edges) if box[0] <= (x0 + x1) / 2 <= box[2]]
            return (inside[0], inside[-1] + 1) if inside else None
    return None


def _holds(outer: Box, inner: Box) -> bool:
    """Tell whether the middle of the one lies in the other."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]
