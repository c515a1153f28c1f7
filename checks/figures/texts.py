"""The paragraphs of a document by the lines they stand on: what else is said around a figure."""

from functools import lru_cache

from schemas.documents import Document
from schemas.figures import Figure
from schemas.places import Place


def paragraph_of(figure: Figure, document: Document) -> str:
    """Return the text of the paragraph that a figure stands in, "" where it is not known."""
    return _by_line(document).get(_key(figure.place), "")


@lru_cache(maxsize=4)
def _by_line(document: Document) -> dict[tuple[object, ...], str]:
    return {_key(line.place): paragraph.text for paragraph in document.paragraphs() for line in paragraph.lines}


def _key(place: Place) -> tuple[object, ...]:
    if place.line is not None or place.bbox is None:
        return (place.page, place.line, place.path)
    return (place.page, round(place.bbox[1]), place.path)
