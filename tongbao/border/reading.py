"""A bulletin as ``read`` and ``tables`` print it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

from schemas.border import VERSION
from schemas.border.common import PlaceRecord, ProblemRecord, SourceRecord
from schemas.border.reading import (
    AlternativeRecord,
    BaseRecord,
    CellRecord,
    ChangeRecord,
    ColumnRecord,
    FigureRecord,
    GridRecord,
    LinkRecord,
    LooseCellRecord,
    MetaRecord,
    NoteRecord,
    PeriodRecord,
    PictureRecord,
    PrintedCell,
    ReadRecord,
    RowKindName,
    RowRecord,
    RuleRecord,
    StitchRecord,
    TableRecord,
    TablesRecord,
    ValueRecord,
)
from schemas.bulletins import Bulletin, MetaField, Period
from schemas.documents import Cell, Grid, GridPart, LooseCell, Picture, Problem, Stitch
from schemas.figures import Figure
from schemas.rules import StatedRule, write_rule
from schemas.tables import CellRole, Column, Row, RowKind, Table, Value
from schemas.tokens import Token, TokenClass
from tongbao.border.plain import number_to_plain, place_to_record
from tongbao.border.tool import TOOL


def source_to_record(bulletin: Bulletin) -> SourceRecord:
    source = bulletin.document.source
    return SourceRecord(
        path=source.path,
        sha256=source.sha256,
        media_type=source.media_type,
        pages=source.pages,
        encoding=source.encoding,
        family=bulletin.family.name,
    )


def problem_to_record(problem: Problem) -> ProblemRecord:
    return ProblemRecord(
        kind=problem.kind, reason=problem.reason, reason_zh=problem.reason_zh, place=place_to_record(problem.place)
    )


def meta_to_record(meta: Iterable[MetaField], period: Period | None) -> MetaRecord:
    """Return the fields by name; the first printing of a name counts, addressees and places are kept all."""
    texts: dict[str, list[str]] = defaultdict(list)
    places: dict[str, list[PlaceRecord]] = defaultdict(list)
    for each in meta:
        texts[each.name].append(each.value)
        places[each.name].append(place_to_record(each.place))
    addressees = texts.pop("addressees", [])
    first = {name: values[0] for name, values in texts.items()}
    return MetaRecord(
        title=first.pop("title", None),
        document_number=first.pop("document_number", None),
        issuer=first.pop("issuer", None),
        addressees=addressees,
        signed_on=first.pop("signed_on", None),
        issued_on=first.pop("issued_on", None),
        period=period_to_record(period) if period else None,
        places=dict(sorted(places.items())),
        **dict(sorted(first.items())),
    )


def period_to_record(period: Period) -> PeriodRecord:
    return PeriodRecord(start=period.start, end=period.end, text=period.text, place=place_to_record(period.place))


def printed_cell_to_record(cell: Cell) -> PrintedCell:
    return PrintedCell(
        row=cell.row,
        col=cell.col,
        rowspan=cell.rowspan,
        colspan=cell.colspan,
        text=cell.text,
        place=place_to_record(cell.place),
    )


def cell_to_record(cell: Cell, role: CellRole) -> CellRecord:
    return CellRecord(
        row=cell.row,
        col=cell.col,
        rowspan=cell.rowspan,
        colspan=cell.colspan,
        text=cell.text,
        place=place_to_record(cell.place),
        role=role.value,
    )


def loose_to_record(cell: LooseCell, row: int) -> LooseCellRecord:
    return LooseCellRecord(
        row=row, order=cell.order, text=cell.text, columns=list(cell.columns), place=place_to_record(cell.place)
    )


def stitch_to_record(stitch: Stitch) -> StitchRecord:
    rows = groupby(sorted(stitch.dropped, key=lambda cell: (cell.row, cell.col)), key=lambda cell: cell.row)
    return StitchRecord(
        page=stitch.page,
        at_row=stitch.at_row,
        evidence=list(stitch.evidence),
        dropped_rows=[[printed_cell_to_record(cell) for cell in cells] for _, cells in rows],
        rows_joined=stitch.rows_joined,
    )


def column_to_record(column: Column) -> ColumnRecord:
    return ColumnRecord(
        col=column.col,
        name=column.name,
        path=list(column.path),
        unit=column.unit,
        kind=column.kind.value,
        places=column.places,
    )


_ROW_KINDS: tuple[tuple[RowKind, RowKindName], ...] = (
    (RowKind.DATA, "data"),
    (RowKind.GROUP, "group"),
    (RowKind.SUBTOTAL, "subtotal"),
    (RowKind.TOTAL, "total"),
    (RowKind.NOTE, "note"),
)


def rows_to_records(rows: Iterable[Row]) -> list[RowRecord]:
    """Header rows stand in the columns' paths."""
    return [
        RowRecord(
            row=row.row,
            label=row.label,
            path=list(row.path),
            kind=kind,
            parent=row.parent,
            statement=row.statement,
        )
        for row in rows
        if (kind := dict(_ROW_KINDS).get(row.kind))
    ]


def value_to_record(value: Value, table_id: str) -> ValueRecord:
    printed = value.printed
    return ValueRecord(
        ref=value.ref(table_id),
        row=value.row,
        col=value.col,
        raw=printed.raw,
        value=number_to_plain(printed.value),
        places=printed.places,
        unit=printed.unit,
        approx=printed.approx.value if printed.approx else None,
        missing=printed.missing.value if printed.missing else None,
        place=place_to_record(printed.place),
    )


def table_to_record(table: Table) -> TableRecord:
    blank = CellRole.BLANK
    return TableRecord(
        id=table.id,
        title=table.title,
        unit=table.unit,
        pages=list(table.grid.pages),
        stitched=[stitch_to_record(stitch) for stitch in table.grid.stitches],
        cells=[cell_to_record(cell, table.roles.get((cell.row, cell.col), blank)) for cell in table.grid.cells],
        loose=[loose_to_record(cell, cell.row) for cell in table.grid.loose],
        columns=[column_to_record(column) for column in table.columns],
        rows=rows_to_records(table.rows),
        values=[value_to_record(value, table.id) for value in table.values],
        notes=[NoteRecord(text=note.text, place=place_to_record(note.place)) for note in table.notes],
    )


def token_to_record(token: Token) -> FigureRecord:
    """Return a number of the narrative of which only the place and the unit are known yet."""
    return FigureRecord(
        id=token.id,
        metric=None,
        metric_key=None,
        entity=None,
        raw=token.raw,
        value=None,
        unit=token.unit,
        period=None,
        role=None,
        base=None,
        change=None,
        approx=None,
        article=None,
        alternatives=[],
        links=[],
        text=None,
        place=place_to_record(token.place),
    )


def figure_to_record(figure: Figure) -> FigureRecord:
    printed = figure.printed
    return FigureRecord(
        id=figure.id,
        metric=figure.metric or None,
        metric_key=figure.metric_key or None,
        entity=figure.entity or None,
        raw=printed.raw,
        value=number_to_plain(printed.value),
        unit=printed.unit,
        period=figure.period or None,
        role=figure.role.value,
        base=BaseRecord(text=figure.base.text, ref=figure.base.ref) if figure.base else None,
        change=ChangeRecord(against=figure.change.against, kind=figure.change.kind.value) if figure.change else None,
        approx=printed.approx.value if printed.approx else None,
        article=figure.article,
        alternatives=[
            AlternativeRecord(field=each.field, value=each.value, evidence=each.evidence)
            for each in figure.alternatives
        ],
        links=[
            LinkRecord(table=each.table, row=each.row, col=each.col, evidence=each.evidence) for each in figure.links
        ],
        text=figure.text,
        place=place_to_record(figure.place),
    )


def figures_to_records(figures: Sequence[Figure], tokens: Iterable[Token]) -> list[FigureRecord]:
    """Return every number of the narrative in the order of the text, understood or only found."""
    understood = {figure.id for figure in figures}
    found: dict[str, list[Token]] = defaultdict(list)
    before = ""
    for token in tokens:
        if token.id in understood:
            before = token.id
        elif token.cls is TokenClass.FIGURE:
            found[before].append(token)
    records = [token_to_record(token) for token in found[""]]
    for figure in figures:
        records += [figure_to_record(figure), *(token_to_record(token) for token in found[figure.id])]
    return records


def rule_to_record(rule: StatedRule) -> RuleRecord:
    return RuleRecord(
        id=rule.id,
        kind=rule.kind.value,
        text=rule.text,
        expression=write_rule(rule) or None,
        place=place_to_record(rule.place),
    )


def picture_to_record(picture: Picture) -> PictureRecord:
    return PictureRecord(id=picture.id, place=place_to_record(picture.place), read=picture.read, note=picture.note)


def bulletin_to_record(bulletin: Bulletin) -> ReadRecord:
    """Return what ``read --json`` prints."""
    return ReadRecord(
        version=VERSION,
        tool=TOOL,
        source=source_to_record(bulletin),
        family=bulletin.family.name,
        meta=meta_to_record(bulletin.meta, bulletin.period),
        tables=[table_to_record(table) for table in bulletin.tables],
        figures=figures_to_records(bulletin.figures, bulletin.tokens),
        rules=[rule_to_record(rule) for rule in bulletin.rules],
        records={},
        pictures=[picture_to_record(picture) for picture in bulletin.document.pictures],
        problems=[problem_to_record(problem) for problem in bulletin.all_problems],
    )


def grid_to_records(grid: Grid) -> list[GridRecord]:
    """Return the parts of a grid as printed; loose cells go with the part that their row was printed in."""
    loose: dict[str, list[LooseCellRecord]] = defaultdict(list)
    spans = list(_part_rows(grid))
    for cell in grid.loose:
        part, first_row, dropped = next(span for span in reversed(spans) if span[1] <= cell.row)
        loose[part.id].append(loose_to_record(cell, cell.row - first_row + dropped))
    return [
        GridRecord(
            page=part.page,
            continues=part.continues,
            id=part.id,
            grid=grid.id,
            cells=[printed_cell_to_record(cell) for cell in part.cells],
            loose=loose[part.id],
        )
        for part in grid.parts
    ]


def _part_rows(grid: Grid) -> Iterable[tuple[GridPart, int, int]]:
    """Yield each part with its first row in the joined grid and the header rows that were dropped before it."""
    yield grid.parts[0], 0, 0
    for part, stitch in zip(grid.parts[1:], grid.stitches, strict=False):
        yield part, stitch.at_row, len({cell.row for cell in stitch.dropped})


def bulletin_to_grids(bulletin: Bulletin) -> TablesRecord:
    """Return what ``tables --json`` prints."""
    document = bulletin.document
    return TablesRecord(
        version=VERSION,
        tool=TOOL,
        source=source_to_record(bulletin),
        tables=[record for grid in document.grids() for record in grid_to_records(grid)],
        problems=[problem_to_record(problem) for problem in document.problems],
    )
