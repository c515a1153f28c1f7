"""What ``audit`` prints."""

from typing import Literal

from pydantic import Field

from schemas.border.common import Border, PlaceRecord, ProblemRecord, SourceRecord


class RuleReference(Border):
    """The stated rule or the definition that a finding applies."""

    id: str
    text: str
    text_en: str | None
    """In English, where the text is no line of the bulletin and no formula."""


class ExplanationRecord(Border):
    """A hypothesis that was tested and holds."""

    hypothesis: str
    effect: Literal["exonerating", "diagnosing"]
    evidence: str
    evidence_zh: str


class OperandRecord(Border):
    """A number that a finding speaks of."""

    ref: str
    raw: str
    value: str | None
    role: str
    place: PlaceRecord


class SuspectRecord(Border):
    """A number that would mend its findings if it were one of ``fits``."""

    ref: str
    raw: str
    fits: list[str]


class FindingRecord(Border):
    """One checked relation; passes are findings too."""

    id: str
    code: str
    rule: RuleReference
    basis: Literal["stated", "definition", "family", "inferred"]
    result: Literal["exact", "rounding", "improbable", "contradicted", "not_assessable"]
    reason: (
        Literal["missing_cell", "unreadable", "ambiguous_binding", "unknown_base", "undefined", "exempt", "blocked"]
        | None
    )
    attribution: Literal["published", "extraction", "undetermined"]
    explained_by: list[ExplanationRecord]
    formula: str
    printed: str | None
    recomputed: str | None
    recomputed_interval: tuple[str, str] | None
    """The true values that the operands admit; ends that are no finite decimals are rounded outwards."""
    difference: str | None
    consequence: Literal["none", "display", "total", "rank", "threshold"]
    power: str | None
    """The smallest change of the result that the check would have noticed."""
    operands: list[OperandRecord]
    suspects: list[SuspectRecord]
    blocked_by: list[str]
    message: str
    message_zh: str


class ConventionRecord(Border):
    """How a column was computed or printed, inferred from the whole column."""

    id: str
    what: str
    what_zh: str
    scope: str
    evidence: str
    evidence_zh: str
    exceptions: list[str]


class LedgerEntryRecord(Border):
    """One number of the document."""

    ref: str
    cls: Literal["value", "figure", "date", "identifier", "enumerator", "formula", "word"] = Field(
        validation_alias="class", serialization_alias="class"
    )
    raw: str
    state: Literal["checked", "contradicted", "improbable", "suspect", "unchecked"]
    findings: list[str]
    reason: str | None
    place: PlaceRecord


class ControlRecord(Border):
    """The control total: the two must be equal."""

    digits_in_document: int
    digits_in_entries: int


class HanRecord(Border):
    """The numerals in 汉字 (三类, 近四成, 第三十条, 一般), each with its class; ``figures`` state something."""

    figures: int
    words: int
    entries: list[LedgerEntryRecord]


class LedgerRecord(Border):
    """Every number of the document once; the counts are of values and figures."""

    numbers: int
    checked: int
    contradicted: int
    improbable: int
    suspect: int
    unchecked: int
    control: ControlRecord
    entries: list[LedgerEntryRecord]
    han: HanRecord
    """Apart from the entries: no digit of the document is here."""


class SettingsRecord(Border):
    """What the caller chose."""

    family: str | None
    """The family asked for; null where the document decides."""
    limits: dict[str, int]


class AuditRecord(Border):
    """What ``tongbao audit FILE… --json`` prints."""

    version: str
    tool: str
    sources: list[SourceRecord]
    family: str
    """``mixed`` where the files belong to several."""
    settings: SettingsRecord
    ledger: LedgerRecord
    conventions: list[ConventionRecord]
    findings: list[FindingRecord]
    problems: list[ProblemRecord]
