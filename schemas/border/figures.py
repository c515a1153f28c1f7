"""What ``figures`` prints."""

from typing import Literal

from schemas.border.common import Border, ProblemRecord, SourceRecord
from schemas.border.reading import FigureRecord


class LedgerFigureRecord(FigureRecord):
    """A number of the narrative and what the audit can say of it."""

    state: Literal["checked", "contradicted", "improbable", "suspect", "unchecked"] | None
    """Null for a number written in words, of which the ledger counts no digit and no finding speaks."""
    findings: list[str]
    reason: str | None
    """Why it is not checked."""


class FiguresRecord(Border):
    """What ``tongbao figures FILE… --json`` prints; ``place.file`` says which source a figure stands in."""

    version: str
    tool: str
    sources: list[SourceRecord]
    figures: list[LedgerFigureRecord]
    problems: list[ProblemRecord]
