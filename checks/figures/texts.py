"""The words around the figures of a bulletin: their paragraph, their sentence, and what stands between two of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.documents import Document
from schemas.figures import Figure
from schemas.places import Place

OVERLAP = re.compile(
    r"重复(?:计|统|登记|反映|件|投诉|上?报|存在|的?情况)|[有含]重复|存在重复|交叉|涉及多个|不止一|兼有"
    r"|同时(?:存在|涉及|属于|具有|有)|[两多]种以上|可?多选"
)
"""Words that admit that one thing may be counted in several parts."""
_STOP = re.compile(r"[。！？!?；;\n]")
_FULL_STOP = re.compile(r"[。！？!?\n]")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a figure stands: the number of its paragraph, and from where to where in the paragraph's text."""

    paragraph: int
    start: int
    end: int


class Wording:
    """The paragraphs of a document with the figures in them."""

    def __init__(self, document: Document, figures: Sequence[Figure]) -> None:
        self._texts = [paragraph.text for paragraph in document.paragraphs()]
        lines = dict(_lines(document))
        self._spots: dict[str, Spot] = {}
        ends: dict[int, int] = {}
        for figure in figures:
            number, offset, begins = lines.get(_key(figure.place), (-1, 0, None))
            if number < 0:
                continue
            raw, since = figure.printed.raw, ends.get(number, 0)
            if begins is not None and figure.place.start is not None:
                since = offset + figure.place.start - begins
            start = self._texts[number].find(raw, since)
            if start >= 0:
                self._spots[figure.id] = Spot(number, start, start + len(raw))
                ends[number] = start + len(raw)
            else:
                self._spots[figure.id] = Spot(number, -1, -1)

    def paragraph(self, figure: Figure) -> str:
        """Return the text of a figure's paragraph, "" where it is not known."""
        spot = self._spots.get(figure.id)
        return self._texts[spot.paragraph] if spot else ""

    def same_paragraph(self, a: Figure, b: Figure) -> bool:
        one, other = self._spots.get(a.id), self._spots.get(b.id)
        return one is not None and other is not None and one.paragraph == other.paragraph

    def between(self, a: Figure, b: Figure) -> str | None:
        """Return what stands between two figures of one paragraph, without blanks; None where that is not known."""
        one, other = self._spots.get(a.id), self._spots.get(b.id)
        if one is None or other is None or one.paragraph != other.paragraph or min(one.start, other.start) < 0:
            return None
        return "".join(self._texts[one.paragraph][one.end : other.start].split()) if one.end <= other.start else None

    def before(self, figure: Figure, length: int = 40) -> str:
        """Return the words before a figure, back to the last stop."""
        spot = self._spots.get(figure.id)
        if spot is None or spot.start < 0:
            return ""
        words = self._texts[spot.paragraph][max(0, spot.start - length) : spot.start]
        return "".join(_STOP.split(words)[-1].split())

    def after(self, figure: Figure, length: int = 20) -> str:
        """Return the words behind a figure, up to the next stop."""
        spot = self._spots.get(figure.id)
        if spot is None or spot.start < 0:
            return ""
        return "".join(_STOP.split(self._texts[spot.paragraph][spot.end : spot.end + length])[0].split())

    def sentence(self, figure: Figure) -> str:
        """Return the sentence that a figure stands in, up to its full stop."""
        spot = self._spots.get(figure.id)
        if spot is None or spot.start < 0:
            return self.paragraph(figure)
        text = self._texts[spot.paragraph]
        start = max((found.end() for found in _FULL_STOP.finditer(text, 0, spot.start)), default=0)
        end = _FULL_STOP.search(text, spot.end)
        return text[start : end.start() if end else len(text)]

    def sentence_before(self, figure: Figure) -> str:
        """Return the words of a figure's sentence that stand before it, "" where they are not known."""
        spot = self._spots.get(figure.id)
        if spot is None or spot.start < 0:
            return ""
        return _FULL_STOP.split(self._texts[spot.paragraph][: spot.start])[-1]

    def since_last(self, figure: Figure) -> str:
        """Return the words between the last digit before a figure in its sentence and the figure."""
        return re.split(r"\d", self.sentence_before(figure))[-1]

    def in_one_sentence(self, a: Figure, b: Figure) -> bool:
        """Tell whether no full stop stands between two figures of one paragraph."""
        words = self.between(a, b)
        return words is not None and not _FULL_STOP.search(words)


def _lines(document: Document) -> Iterator[tuple[tuple[object, ...], tuple[int, int, int | None]]]:
    """Yield each printed line with the number of its paragraph, its offset there, and where its characters begin."""
    for number, paragraph in enumerate(document.paragraphs()):
        offset = 0
        for line in paragraph.lines:
            yield _key(line.place), (number, offset, line.place.start)
            offset += len(line.text)


def _key(place: Place) -> tuple[object, ...]:
    """Return what the lines of a document are told apart by; on a page their tops, in whole points."""
    if place.line is not None or place.bbox is None:
        return (place.page, place.line, place.path)
    return (place.page, round(place.bbox[1]), place.path)
