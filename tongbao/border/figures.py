"""The numbers of the narrative as ``figures`` prints them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from schemas.audits import Audit, LedgerEntry
from schemas.border import VERSION
from schemas.border.common import ProblemRecord
from schemas.border.figures import FiguresRecord, LedgerFigureRecord
from schemas.border.reading import FigureRecord
from tongbao.border.reading import figures_to_records, problem_to_record, source_to_record
from tongbao.border.tool import TOOL


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figures are asked for: those whose metric and body hold one of the words; no words, no condition."""

    metrics: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()

    def takes(self, figure: FigureRecord) -> bool:
        metric = _holds(self.metrics, figure.metric, figure.metric_key)
        return metric and _holds(self.entities, figure.entity)


def _holds(words: Sequence[str], *names: str | None) -> bool:
    """Full-width letters and brackets, case and blanks make no difference."""
    folded = [_folded(name) for name in names if name]
    return not words or any(_folded(word) in name for word in words for name in folded)


def _folded(text: str) -> str:
    return "".join(normalize("NFKC", text).casefold().split())


def audit_to_figures(audit: Audit, wanted: Wanted, unread: Sequence[ProblemRecord] = ()) -> FiguresRecord:
    """Return what ``figures --json`` prints: file by file, in the order of the text."""
    entries = {entry.ref: entry for entry in audit.ledger.every}
    return FiguresRecord(
        version=VERSION,
        tool=TOOL,
        sources=[source_to_record(bulletin) for bulletin in audit.bulletins],
        figures=[
            _with_state(figure, entries)
            for bulletin in audit.bulletins
            for figure in figures_to_records(bulletin.figures, bulletin.tokens)
            if wanted.takes(figure)
        ],
        problems=[
            *unread,
            *(problem_to_record(problem) for bulletin in audit.bulletins for problem in bulletin.all_problems),
        ],
    )


def _with_state(figure: FigureRecord, entries: Mapping[str, LedgerEntry]) -> LedgerFigureRecord:
    entry = entries.get(figure.id)
    return LedgerFigureRecord(
        **dict(figure),
        state=entry.state.value if entry else None,
        findings=list(entry.findings) if entry else [],
        reason=(entry.reason or None) if entry else None,
    )
