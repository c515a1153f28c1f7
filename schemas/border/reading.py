"""What ``read`` and ``tables`` print."""

from typing import Literal

from pydantic import ConfigDict

from schemas.border.common import Border, PlaceRecord, ProblemRecord, SourceRecord


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
