"""What the page shows of an audit, as plain words in one language: the template only sets it in boxes."""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.report.answer import Answer
from corpus.report.cutouts import Cutout
from corpus.report.excerpts import Excerpt
from corpus.report.reader import Reader
from schemas.audits import Ledger, LedgerEntry, State
from schemas.documents import Cell, LooseCell
from schemas.findings import Attribution, Finding, Result, Suspect
from schemas.places import Place
from schemas.tables import CellRole, RowKind, Table, value_ref
from schemas.tokens import TokenClass


def finding_to_place(finding: Finding) -> Place | None:
    """Return where to look first: the result, or whatever stands first."""
    by_role = sorted(finding.operands, key=lambda operand: operand.role != "result")
    return by_role[0].place if by_role else None


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of a table as read, or a gap (``absent``); ``state`` where a number stands."""

    text: str
    role: str
    rowspan: int
    colspan: int
    state: str
    reason: str
    findings: tuple[str, ...]
    marked: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class RowView:
    """A row; where it is printed if the table goes on there after a break; its cells without a proved column."""

    kind: str
    cells: tuple[CellView, ...]
    loose: tuple[str, ...]
    continued: str


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as read. ``head`` rows are repeated on every printed page."""

    id: str
    title: str
    unit: str
    place: str
    cols: int
    head: tuple[RowView, ...]
    body: tuple[RowView, ...]
    notes: tuple[str, ...]


def table_to_view(table: Table, entries: Mapping[str, LedgerEntry], reader: Reader) -> TableView:
    kinds = {row.row: row.kind for row in table.rows}
    covered = table.grid.by_position()
    continued = {stitch.at_row: stitch.page for stitch in table.grid.stitches}
    paged = table.place.page is not None
    by_row: dict[int, list[Cell]] = {}
    for cell in sorted(table.grid.cells, key=lambda each: (each.row, each.col)):
        by_row.setdefault(cell.row, []).append(cell)
    strays: dict[int, list[LooseCell]] = {}
    for loose in table.grid.loose:
        strays.setdefault(loose.row, []).append(loose)
    rows = []
    for number in range(table.grid.rows):
        cells = {cell.col: _cell_to_view(cell, table, entries, reader) for cell in by_row.get(number, ())}
        for first, last in _gaps(number, table.grid.cols, covered):
            cells[first] = CellView("", "absent", 1, last - first + 1, "", "", ())
        page = continued.get(number)
        rows.append(
            RowView(
                kinds.get(number, RowKind.DATA).value,
                tuple(cells[col] for col in sorted(cells)),
                tuple(loose.text for loose in sorted(strays.get(number, ()), key=lambda each: each.order)),
                "" if page is None else reader.say(f"place.{'page' if paged else 'line'}", page=page, line=page),
            )
        )
    headed = _head_rows(table)
    return TableView(
        table.id,
        table.title or reader.say("table.untitled"),
        table.unit,
        reader.where(table.place),
        table.grid.cols,
        tuple(rows[:headed]),
        tuple(rows[headed:]),
        tuple(note.text for note in table.notes),
    )


def _gaps(row: int, cols: int, covered: Container[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the first and last column of each run of positions that no cell covers."""
    absent = [col for col in range(cols) if (row, col) not in covered]
    for _, run in groupby(enumerate(absent), key=lambda item: item[1] - item[0]):
        found = [col for _, col in run]
        yield found[0], found[-1]


def _cell_to_view(cell: Cell, table: Table, entries: Mapping[str, LedgerEntry], reader: Reader) -> CellView:
    entry = entries.get(value_ref(table.id, cell.row, cell.col))
    role = table.roles.get((cell.row, cell.col), CellRole.BLANK)
    return CellView(
        cell.text,
        "words" if role is CellRole.VALUE and entry is None else role.value,
        cell.rowspan,
        cell.colspan,
        entry.state.value if entry else "",
        reader.name("reason", entry.reason) if entry and entry.reason else "",
        entry.findings if entry else (),
        label=reader.labels.get(entry.ref, "") if entry else "",
    )


@dataclass(frozen=True, slots=True)
class StripView:
    """The rows of a table that a finding speaks of, each with its place, under the table's header."""

    title: str
    head: tuple[RowView, ...]
    rows: tuple[tuple[str, tuple[CellView, ...]], ...]
    left_out: int


MOST_ROWS = 16
"""Rows of a table that a finding shows."""


def finding_to_strips(finding: Finding, tables: Mapping[str, Table], reader: Reader) -> tuple[StripView, ...]:
    """Return the rows that hold the operands that stand in tables."""
    marked: dict[str, dict[int, set[int]]] = {}
    for operand in finding.operands:
        if (found := _ref_to_cell(operand.ref, tables)) is not None:
            table_id, row, col = found
            marked.setdefault(table_id, {}).setdefault(row, set()).add(col)
    return tuple(_strip(tables[table_id], rows, reader) for table_id, rows in marked.items())


def places_beside_tables(finding: Finding, tables: Mapping[str, Table]) -> list[Place]:
    """Return where the operands stand that no row of a table shows."""
    return [each.place for each in finding.operands if _ref_to_cell(each.ref, tables) is None]


_POSITION = re.compile(r"r(\d+)c(\d+)")


def _ref_to_cell(ref: str, tables: Mapping[str, Table]) -> tuple[str, int, int] | None:
    table_id, _, position = ref.partition("/")
    found = _POSITION.fullmatch(position)
    return (table_id, int(found[1]), int(found[2])) if table_id in tables and found else None


def _strip(table: Table, marked: Mapping[int, set[int]], reader: Reader) -> StripView:
    at = table.grid.by_position()
    shown = sorted(marked)[:MOST_ROWS]
    rows = []
    for row in shown:
        cells, col = [], 0
        while col < table.grid.cols:
            cell = at.get((row, col))
            width = cell.col + cell.colspan - col if cell else 1
            text = cell.text if cell else ""
            role = table.roles.get((cell.row, cell.col), CellRole.BLANK).value if cell else "absent"
            cells.append(CellView(text, role, 1, width, "", "", (), marked=col in marked[row]))
            col += width
        place = next(at[row, col].place for col in sorted(marked[row]))
        rows.append((reader.where(place), tuple(cells)))
    return StripView(
        table.title or reader.say("table.untitled"),
        table_to_view(table, {}, reader).head,
        tuple(rows),
        len(marked) - len(shown),
    )


def _head_rows(table: Table) -> int:
    """Return how many rows at the top are headers and end before the body begins."""
    kinds = {row.row: row.kind for row in table.rows}
    count = 0
    while count < table.grid.rows and kinds.get(count) is RowKind.HEADER:
        count += 1
    reaching = (cell.row + cell.rowspan for cell in table.grid.cells if cell.row < count)
    return count if max(reaching, default=0) <= count else 0


@dataclass(frozen=True, slots=True)
class OperandView:
    """A number of a finding, what it is called, what it is there, and where it is printed."""

    raw: str
    label: str
    role: str
    place: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding in words.

    ``lines``, ``strips`` or ``cutouts`` show the print; ``lost`` says that the reading of the file is at fault.
    """

    id: str
    result: str
    verdict: str
    message: str
    place: str
    formula: str
    printed: str
    recomputed: str
    difference: str
    rule: str
    basis: str
    attribution: str
    consequence: str
    power: str
    explanations: tuple[tuple[str, str], ...]
    suspects: tuple[str, ...]
    operands: tuple[OperandView, ...]
    blocked_by: tuple[str, ...]
    lines: tuple[tuple[str, Excerpt], ...]
    strips: tuple[StripView, ...]
    cutouts: tuple[Cutout, ...]
    has_pages: bool
    lost: bool


def finding_to_view(
    finding: Finding,
    reader: Reader,
    lines: Sequence[Excerpt] = (),
    strips: tuple[StripView, ...] = (),
    cutouts: tuple[Cutout, ...] = (),
) -> FindingView:
    place = finding_to_place(finding)
    return FindingView(
        finding.id,
        finding.result.value,
        reader.name("result", finding.result.value),
        reader.choose(finding.message, finding.message_zh),
        reader.where(place) if place else reader.where_stated(finding.rule_id),
        _unsaid(finding),
        finding.printed,
        finding.recomputed,
        finding.difference,
        reader.choose(finding.rule_text_en or finding.rule_text, finding.rule_text),
        reader.name("basis", finding.basis.value),
        reader.name("attribution", finding.attribution.value) if _is_off(finding) else "",
        reader.name("consequence", finding.consequence.value),
        reader.say("power", power=finding.power) if finding.power else "",
        tuple(
            (reader.name("effect", each.effect), reader.choose(each.evidence, each.evidence_zh))
            for each in finding.explained_by
        ),
        tuple(suspect_to_words(suspect, reader) for suspect in finding.suspects if suspect.fits),
        tuple(
            OperandView(
                each.raw, reader.labels.get(each.ref, ""), reader.name("role", each.role), reader.where(each.place)
            )
            for each in finding.operands
        ),
        finding.blocked_by,
        tuple((reader.where(line.place), line) for line in lines),
        strips,
        cutouts,
        any(operand.place.page is not None for operand in finding.operands),
        finding.attribution is Attribution.EXTRACTION,
    )


def _unsaid(finding: Finding) -> str:
    """Return the formula, unless all that it says stands in the message."""
    body, _, _ = finding.formula.partition(" → ")
    return "" if body in finding.message else finding.formula


def _is_off(finding: Finding) -> bool:
    """Only of what is off can it be said where it lies."""
    return finding.result in (Result.CONTRADICTED, Result.IMPROBABLE) or finding.attribution is Attribution.EXTRACTION


def suspect_to_words(suspect: Suspect, reader: Reader) -> str:
    return reader.say("suspect.fits", raw=suspect.raw, fits=reader.say("or").join(suspect.fits))


def passes_by_table(
    answer: Answer, tables: Iterable[Table], reader: Reader
) -> tuple[tuple[str, tuple[FindingView, ...]], ...]:
    """Group what holds by the table of its first number; what stands in none comes last."""
    titles = {table.id: table.title or reader.say("table.untitled") for table in tables}
    groups: dict[str, list[FindingView]] = {table_id: [] for table_id in titles}
    for finding in answer.passes:
        table_id = finding.operands[0].ref.partition("/")[0] if finding.operands else ""
        groups.setdefault(table_id if table_id in titles else "", []).append(finding_to_view(finding, reader))
    in_text = reader.say("passes.text")
    return tuple((titles.get(table_id, in_text), tuple(found)) for table_id, found in groups.items() if found)


@dataclass(frozen=True, slots=True)
class LedgerView:
    """Counts by class and state, why numbers were not checked, and all entries."""

    states: tuple[str, ...]
    classes: tuple[tuple[str, tuple[int, ...], int], ...]
    reasons: tuple[tuple[str, str, int], ...]
    entries: tuple[tuple[str, str, str, str, str, str], ...]
    """``(raw, class, state code, state, reason, place)``."""


def ledger_to_view(ledger: Ledger, reader: Reader) -> LedgerView:
    classes = (
        *_entries_to_classes(ledger.entries, lambda cls: reader.name("class", cls.value)),
        *_entries_to_classes(ledger.han, lambda cls: reader.say("ledger.han", name=reader.name("class", cls.value))),
    )
    reasons = Counter((entry.cls, entry.reason) for entry in ledger.entries if entry.state is State.UNCHECKED)
    return LedgerView(
        tuple(reader.name("state", state.value) for state in State),
        classes,
        tuple(
            (reader.name("class", cls.value), reader.name("reason", reason) if reason else "", count)
            for (cls, reason), count in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
        ),
        tuple(
            (
                entry.raw,
                reader.name("class", entry.cls.value),
                entry.state.value,
                reader.name("state", entry.state.value),
                reader.name("reason", entry.reason) if entry.reason else "",
                reader.where(entry.place),
            )
            for entry in ledger.entries
        ),
    )


def _entries_to_classes(
    entries: Sequence[LedgerEntry], name: Callable[[TokenClass], str]
) -> Iterator[tuple[str, tuple[int, ...], int]]:
    """Yield how many entries of each class are in which state."""
    counts = Counter((entry.cls, entry.state) for entry in entries)
    for cls in TokenClass:
        row = tuple(counts[cls, state] for state in State)
        if any(row):
            yield name(cls), row, sum(row)
