"""What ``show`` prints."""

from typing import Literal

from schemas.border.auditing import FindingRecord, LedgerEntryRecord
from schemas.border.common import Border, PlaceRecord, ProblemRecord, SourceRecord
from schemas.border.reading import PictureRecord


class BlockRecord(Border):
    """A paragraph or a grid, in reading order."""

    kind: Literal["paragraph", "grid"]
    role: str | None
    """Of a paragraph: body, heading, running head, page number, watermark."""
    id: str | None
    rows: int | None
    cols: int | None
    text: str
    """Of a grid: its first cell."""
    place: PlaceRecord


class ExcerptRecord(Border):
    """A printed line with the operands that stand in it, as code points from 0."""

    file: str
    page: int | None
    line: int | None
    text: str
    marks: list[tuple[int, int]]


class ShowRecord(Border):
    """What ``tongbao show FILE --json`` prints: the structure, or a finding or number with its lines."""

    version: str
    tool: str
    source: SourceRecord
    blocks: list[BlockRecord]
    finding: FindingRecord | None
    number: LedgerEntryRecord | None
    """The number of the text or value of a table that was asked for."""
    findings: list[FindingRecord]
    """What the number stands in."""
    excerpts: list[ExcerptRecord]
    pictures: list[PictureRecord]
    problems: list[ProblemRecord]
