"""The records as other programs see them: one model per JSON object, from which the JSON Schemas are made.

Numbers are strings in plain decimal notation, fields that do not apply are null, and fields may be added but none
renamed or dropped without a new ``VERSION``.  Only the front door makes these; the rooms work with the frozen
records of their own modules.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

VERSION = "1"
"""Of the names in this module."""


class Border(BaseModel):
    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True, validate_by_name=True)


class PlaceBox(Border):
    """A part of a thing that a line or page break cuts."""

    page: int
    bbox: tuple[float, float, float, float]


class PlaceRecord(Border):
    """Where something is printed; the fields that do not apply to the kind of file are null."""

    file: str
    """SHA-256 of the file's bytes."""
    page: int | None
    """Counts from 1."""
    bbox: tuple[float, float, float, float] | None
    """``[x0, top, x1, bottom]`` in points from the top left after rotation."""
    boxes: list[PlaceBox] | None
    """Every part of a thing that a line or page break cuts."""
    line: int | None
    """Counts from 1."""
    start: int | None
    """First code point of the unmodified line or node, from 0."""
    end: int | None
    """Code point after the last."""
    path: str | None
    """XPath, body index or cell reference."""
    quote: str
    """What is printed there."""


class SourceRecord(Border):
    """The file itself."""

    path: str
    sha256: str
    media_type: str
    pages: int | None
    encoding: str | None
    """As detected, of texts."""
    family: str
    """What the file was read as."""


class ProblemRecord(Border):
    """Something that could not be read, or not in full."""

    kind: str
    """A stable code such as ``ragged-row``."""
    reason: str
    reason_zh: str
    place: PlaceRecord | None
    """Null where the file as a whole could not be read."""


class PeriodRecord(Border):
    """The time that a bulletin speaks of; ISO dates, both ends included."""

    start: str
    end: str
    text: str
    place: PlaceRecord


class MetaRecord(Border):
    """What the bulletin says of itself; a field of another name may stand beside these."""

    model_config = ConfigDict(extra="allow")

    title: str | None
    document_number: str | None
    issuer: str | None
    addressees: list[str]
    signed_on: str | None
    issued_on: str | None
    period: PeriodRecord | None
    places: dict[str, list[PlaceRecord]]
    """Where each of the other fields is printed."""


CellRoleName = Literal["header", "label", "value", "note", "blank"]


class PrintedCell(Border):
    """A cell as printed; ``row`` and ``col`` count from 0 and name its top left corner."""

    row: int
    col: int
    rowspan: int
    colspan: int
    text: str
    place: PlaceRecord


class CellRecord(PrintedCell):
    """A cell that has been understood."""

    role: CellRoleName


class LooseCellRecord(Border):
    """A cell of a row with too many or too few cells, whose column is not proved."""

    row: int
    order: int
    """Its position among the printed cells of its row, from 0."""
    text: str
    columns: list[int]
    """The columns that it may belong to."""
    place: PlaceRecord


class StitchRecord(Border):
    """A decision to carry a table on over a break."""

    page: int
    """The page, or the line of a text, where the continuation starts."""
    at_row: int
    """The continuation's first row in the joined table."""
    evidence: list[str]
    dropped_rows: list[list[PrintedCell]]
    """Repeated header rows that were left out of the joined table."""
    rows_joined: int
    """1 where the break cut a row in two that is one row of the joined table."""


class ColumnRecord(Border):
    """A column of values or labels."""

    col: int
    name: str
    path: list[str]
    unit: str
    kind: Literal["label", "count", "amount", "rate", "change", "score", "rank", "grade", "ordinal", "text"]
    places: int
    """Decimals that the column prints."""


RowKindName = Literal["data", "group", "subtotal", "total", "note"]


class RowRecord(Border):
    """A row that has a part in the table."""

    row: int
    label: str
    path: list[str]
    kind: RowKindName
    parent: int | None
    """The row whose member this is."""
    statement: str | None
    """The words that stand in place of numbers."""


ApproxName = Literal["about", "near", "over", "at-least", "at-most", "under"]
MissingName = Literal["blank", "dash", "slash", "statement", "unreadable"]


class ValueRecord(Border):
    """A value cell; 0 is a value, never a missing one."""

    ref: str
    """The name under which the ledger and the findings know it."""
    row: int
    col: int
    raw: str
    value: str | None
    places: int
    """Decimals as printed."""
    unit: str
    approx: ApproxName | None
    missing: MissingName | None
    place: PlaceRecord


class NoteRecord(Border):
    """A note inside a table or right under it."""

    text: str
    place: PlaceRecord


class TableRecord(Border):
    """A table that has been understood."""

    id: str
    title: str
    unit: str
    pages: list[int]
    stitched: list[StitchRecord]
    cells: list[CellRecord]
    loose: list[LooseCellRecord]
    columns: list[ColumnRecord]
    rows: list[RowRecord]
    values: list[ValueRecord]
    notes: list[NoteRecord]


class BaseRecord(Border):
    """What a share is measured on."""

    text: str
    ref: str | None


class ChangeRecord(Border):
    """What a change is measured from, and how."""

    against: str
    kind: Literal["relative", "points", "difference"]


class AlternativeRecord(Border):
    """Another reading of a figure."""

    field: str
    value: str
    evidence: str


class LinkRecord(Border):
    """The table cell that states the same fact."""

    table: str
    row: int
    col: int
    evidence: str


FigureRoleName = Literal[
    "level", "share", "change", "part", "rank", "count", "from", "to", "target", "ordinal", "threshold"
]


class FigureRecord(Border):
    """A number of the narrative; what is not understood about it is null."""

    id: str
    metric: str | None
    metric_key: str | None
    entity: str | None
    raw: str
    value: str | None
    unit: str
    period: str | None
    role: FigureRoleName | None
    base: BaseRecord | None
    change: ChangeRecord | None
    approx: ApproxName | None
    article: str | None
    alternatives: list[AlternativeRecord]
    links: list[LinkRecord]
    text: str | None
    place: PlaceRecord


class RuleRecord(Border):
    """A rule that the bulletin prints about its own numbers."""

    id: str
    kind: Literal["formula", "bands", "exemption", "order", "rounding", "unparsed"]
    text: str
    expression: str | None
    """What it was read as."""
    place: PlaceRecord


class PictureRecord(Border):
    """A picture inside the document."""

    id: str
    place: PlaceRecord
    read: bool
    note: str


class ReadRecord(Border):
    """What ``tongbao read FILE --json`` prints."""

    version: str
    tool: str
    source: SourceRecord
    family: str
    meta: MetaRecord
    tables: list[TableRecord]
    figures: list[FigureRecord]
    rules: list[RuleRecord]
    records: dict[str, list[dict[str, str | None]]]
    """What the family adds."""
    pictures: list[PictureRecord]
    problems: list[ProblemRecord]


class GridRecord(Border):
    """A grid as printed on one page."""

    page: int | None
    continues: str | None
    """The part that this one carries on."""
    id: str
    grid: str
    """The joined grid that it is part of."""
    cells: list[PrintedCell]
    loose: list[LooseCellRecord]


class TablesRecord(Border):
    """What ``tongbao tables FILE --json`` prints."""

    version: str
    tool: str
    source: SourceRecord
    tables: list[GridRecord]
    problems: list[ProblemRecord]


class RuleReference(Border):
    """The stated rule or the definition that a finding applies."""

    id: str
    text: str


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
    """What ``tongbao show FILE --json`` prints: the structure, or one finding and the lines that it speaks of."""

    version: str
    tool: str
    source: SourceRecord
    blocks: list[BlockRecord]
    finding: FindingRecord | None
    excerpts: list[ExcerptRecord]
    pictures: list[PictureRecord]
    problems: list[ProblemRecord]


COMMANDS: tuple[tuple[str, type[Border]], ...] = (
    ("read", ReadRecord),
    ("tables", TablesRecord),
    ("audit", AuditRecord),
    ("show", ShowRecord),
)
"""Which command prints which record."""
