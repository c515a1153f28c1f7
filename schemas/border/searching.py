"""What ``search`` and ``series`` print."""

from typing import Literal

from schemas.border.common import Border, PlaceRecord

StateName = Literal["checked", "contradicted", "improbable", "suspect", "unchecked"]


class WordRecord(Border):
    """A word that was asked for, with the other names under which it was looked for too."""

    word: str
    synonyms: list[str]


class FoundDocumentRecord(Border):
    """The document of a hit."""

    sha256: str
    title: str
    issuer: str
    document_number: str
    period: str | None
    family: str
    files: list[str]
    also: list[str]
    """Other files of the same bulletin: those with its document number."""


class HitRecord(Border):
    """A number, a paragraph or a cell that holds all words."""

    kind: Literal["figure", "value", "text", "cell"]
    ref: str | None
    """Of a number: for ``tongbao show FILE --figure`` or ``--value``."""
    document: FoundDocumentRecord
    labels: list[str]
    """Body and metric of a figure; title, row and column of a table value; title of a cell's table."""
    raw: str | None
    value: str | None
    unit: str
    period: str | None
    """ISO ``start/end``; null where it is not certain."""
    role: str | None
    state: StateName | None
    quote: str
    """Clause, row or paragraph."""
    synonyms: dict[str, str]
    """Words that were found by another name only, with that name."""
    place: PlaceRecord


class SearchRecord(Border):
    """What ``tongbao search WORDS --in STORE --json`` prints."""

    version: str
    tool: str
    store: str
    words: list[WordRecord]
    totals: dict[str, int]
    """Hits by kind, of which ``hits`` holds the first; 10,001 stands for more than 10,000, ``--first 0`` counts all."""
    hits: list[HitRecord]


class PointRecord(Border):
    """One number of a series; printed at several places of one bulletin, it is one point."""

    period: str | None
    value: str
    unit: str
    raw: str
    state: StateName | None
    """The gravest of its printings."""
    printings: list[HitRecord]


class SeriesRecord(Border):
    """What ``tongbao series BODY METRIC --in STORE --json`` prints: one measure of one body, by period."""

    version: str
    tool: str
    store: str
    entity: WordRecord
    metric: WordRecord
    points: list[PointRecord]
