"""An audit of one bulletin as rows for the tables of the store, each in the order of its columns there."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from corpus.store.columns import Texts, json_text, place_to_columns, printed_to_columns
from corpus.store.figure_rows import audit_to_figure_rows
from corpus.store.finding_rows import finding_to_operands, finding_to_row
from corpus.store.phrases import fold_text
from schemas.audits import Audit, LedgerEntry, State
from schemas.bulletins import Bulletin
from schemas.documents import Document, Problem
from schemas.findings import Attribution, Result
from schemas.tables import CellRole, Column, Row, Table

Record = tuple[Any, ...]
ValueTime = Callable[[Table, Column | None, Row | None], str]
"""Tells the period of a table value as ISO ``start/end``, "" where it is not known."""


@dataclass(slots=True)
class Rows:
    """What is kept of one document; the writer puts its id before every row but ``document``.

    In ``tables`` the trailing columns of the tables named in ``PHRASED`` are positions in ``phrases``.
    """

    sha256: str
    document: Record
    tables: dict[str, list[Record]] = field(default_factory=dict)
    phrases: list[str] = field(default_factory=list)
    state: str = "read"
    pages: int = 0
    contradicted: bool = False


PHRASED = {"paragraphs": 1, "table_cells": 1, "table_values": 3, "figures": 3}
"""How many columns at the end of a table name phrases."""

_AGENCY = re.compile(r"[\u4e00-\u9fff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def audit_to_rows(audit: Audit, reader: str, records: int, asked: str, value_time: ValueTime) -> Rows:
    """Return the rows of an audit of one bulletin; ``asked`` are the choices that it was read with."""
    (bulletin,) = audit.bulletins
    document = bulletin.document
    texts = Texts()
    entries = {entry.ref: entry for entry in audit.ledger.every}
    tables: dict[str, list[Record]] = {
        "pages": list(_pages(document)),
        "problems": [
            (n, each.kind, each.reason, each.reason_zh, *place_to_columns(each.place))
            for n, each in enumerate(audit.all_problems)
        ],
        "meta": [(n, each.name, each.value, *place_to_columns(each.place)) for n, each in enumerate(bulletin.meta)],
        "paragraphs": [
            (n, each.role.value, each.article, each.text, *place_to_columns(each.place, each.text), texts.at(each.text))
            for n, each in enumerate(document.paragraphs())
        ],
        "tables": [], "table_columns": [], "table_rows": [], "table_cells": [], "table_values": [],
        "figures": list(audit_to_figure_rows(audit, bulletin, texts)),
        "findings": [finding_to_row(n, each) for n, each in enumerate(audit.findings)],
        "operands": [row for n, each in enumerate(audit.findings) for row in finding_to_operands(n, each)],
    }  # fmt: skip
    for at, table in enumerate(bulletin.tables):
        for name, found in _table_rows(at, table):
            tables[name] += found
        tables["table_cells"] += [(at, n, *row) for n, row in enumerate(_cells(table, texts))]
        tables["table_values"] += [(at, *row) for row in _values(table, entries, texts, value_time)]
    rows = Rows(
        document.source.sha256,
        _document(audit, bulletin, reader, records, asked),
        tables,
        texts.every,
        "partly" if audit.all_problems else "read",
        document.source.pages or 0,
        any(
            each.result is Result.CONTRADICTED and each.attribution is not Attribution.EXTRACTION
            for each in audit.findings
        ),
    )
    return _without_surrogates(rows) if _is_broken(document) else rows


def _document(audit: Audit, bulletin: Bulletin, reader: str, records: int, asked: str) -> Record:
    source, ledger, period = bulletin.document.source, audit.ledger, bulletin.period
    said = {each.name: each.value for each in reversed(bulletin.meta)}
    number = said.get("document_number", "")
    return (
        source.sha256, reader, records, asked, "partly" if audit.all_problems else "read",
        source.media_type, source.pages, source.encoding, bulletin.family.name,
        said.get("title", ""), number, said.get("issuer", ""), said.get("signed_on", ""), said.get("issued_on", ""),
        f"{period.start}/{period.end}" if period else "", period.text if period else "",
        number_to_bulletin(number) or source.sha256,
        ledger.count(), *(ledger.count(state) for state in _STATES),
        ledger.digits_in_document, ledger.digits_in_entries,
    )  # fmt: skip


_STATES = (State.CHECKED, State.CONTRADICTED, State.IMPROBABLE, State.SUSPECT, State.UNCHECKED)


def number_to_bulletin(number: str) -> str:
    """Return what all printings of one bulletin share; "" where the number names no office (〔2017〕12号)."""
    folded = fold_text(number).translate(_BRACKETS)
    return folded if _AGENCY.match(folded) and any(character.isdecimal() for character in folded) else ""


_BRACKETS = str.maketrans("[【﹝（(]】﹞）)", "〔〔〔〔〔〕〕〕〕〕")


def _pages(document: Document) -> Iterator[Record]:
    """Yield a row for every page of the file, also for those that could not be read, with the reason."""
    told: dict[int, list[Problem]] = {}
    for problem in document.problems:
        if problem.place.page is not None:
            told.setdefault(problem.place.page, []).append(problem)
    read = {page.number: page for page in document.pages}
    out_of_time = [problem for problem in document.problems if problem.kind == "out-of-time"]
    for number in range(1, (document.source.pages or 0) + 1):
        page = read.get(number)
        problems = told.get(number, [] if page else out_of_time)
        lost = page is None or any(problem.kind == "page-unreadable" for problem in problems)
        state = "failed" if lost else "partly" if problems else "read"
        reason = problems[0].reason if problems else ""
        reason_zh = problems[0].reason_zh if problems else ""
        size = (page.width, page.height, page.rotation) if page else (None, None, None)
        yield (number, *size, int(page is not None and page.recognised), state, reason, reason_zh)


def _table_rows(at: int, table: Table) -> Iterator[tuple[str, list[Record]]]:
    """Yield what is kept of a table but its cells and numbers, by the table of the store."""
    pages = json_text(table.grid.pages)
    yield "tables", [(at, table.id, table.title, table.unit, pages, *place_to_columns(table.place))]
    yield (
        "table_columns",
        [(at, each.col, each.name, json_text(each.path), each.unit, each.kind.value) for each in table.columns],
    )
    yield (
        "table_rows",
        [
            (at, each.row, each.label, json_text(each.path), each.kind.value, each.parent, each.statement)
            for each in table.rows
        ],
    )


def _values(table: Table, entries: Mapping[str, LedgerEntry], texts: Texts, value_time: ValueTime) -> Iterator[Record]:
    columns, rows = table.column_at(), table.row_at()
    title = texts.at(table.title)
    row_labels = {row.row: texts.at(" ".join(row.path) or row.label) for row in table.rows}
    col_labels = {column.col: texts.at(" ".join(column.path) or column.name) for column in table.columns}
    for value in table.values:
        ref = value.ref(table.id)
        entry = entries.get(ref)
        time = value_time(table, columns.get(value.col), rows.get(value.row))
        yield (
            value.row, value.col, ref, *printed_to_columns(value.printed), time,
            entry.state.value if entry else None, entry.reason if entry else "",
            *place_to_columns(value.printed.place, value.printed.raw),
            title, row_labels.get(value.row), col_labels.get(value.col),
        )  # fmt: skip


def _cells(table: Table, texts: Texts) -> Iterator[Record]:
    """Yield the cells as printed, then those whose column is not proved; numbers are searched by their labels."""
    for cell in table.grid.cells:
        role = table.roles.get((cell.row, cell.col), CellRole.BLANK)
        text = cell.text
        phrase = None if role is CellRole.VALUE else texts.at(text)
        yield (
            cell.row, cell.col, cell.rowspan, cell.colspan, role.value, text,
            *place_to_columns(cell.place, text), phrase,
        )  # fmt: skip
    for loose in table.grid.loose:
        text = loose.text
        yield (loose.row, None, 1, 1, "loose", text, *place_to_columns(loose.place, text), texts.at(text))
    for note in table.notes:
        yield (-1, None, 1, 1, "note", note.text, *place_to_columns(note.place, note.text), texts.at(note.text))


def _is_broken(document: Document) -> bool:
    """Tell if a text layer holds half pairs, which no text of a database can."""
    cells = (cell.text for grid in document.grids() for cell in (*grid.cells, *grid.loose))
    return any(_SURROGATE.search(text) for text in (*(each.text for each in document.paragraphs()), *cells))


def _without_surrogates(rows: Rows) -> Rows:
    def plain(content: Any) -> Any:
        return content.encode("utf-8", "backslashreplace").decode() if isinstance(content, str) else content

    return replace(
        rows,
        document=tuple(map(plain, rows.document)),
        tables={name: [tuple(map(plain, row)) for row in records] for name, records in rows.tables.items()},
        phrases=list(map(plain, rows.phrases)),
    )
