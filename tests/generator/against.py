"""The program's answer held against the truth: each difference is a line that says where and what."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.numbers import read_number
from generator.relations import Ref
from generator.telling import Prose
from generator.to_pdf import bulletin_to_pdf
from generator.to_text import TextPrint, bulletin_to_text
from generator.truth import Bulletin, Slip, Table

import checks
import extract
import parsers
from schemas.audits import Audit
from schemas.bulletins import Bulletin as Read
from schemas.findings import Finding, Result
from schemas.tables import value_ref
from schemas.tokens import TokenClass

UNIT = re.compile(r"(?<=\S)\s*[（(]([%件处个次]|人次|百分点|万人|件/万人|[0-9]+分)[）)]")
NOTICED = (Result.CONTRADICTED, Result.IMPROBABLE)


@dataclass(frozen=True)
class Reading:
    """A bulletin, how it was printed, and what the program made of it."""

    truth: Bulletin
    read: Read
    audit: Audit
    text: TextPrint | None

    def header_rows(self, table: Table) -> int:
        return self.text.header_rows[table.key] if self.text else table.depth

    def pairs(self):
        """The true tables beside those that were read, in reading order."""
        return zip(self.truth.tables(), self.read.tables, strict=False)

    def name_of(self, ref: Ref) -> str:
        """Return the name under which the program knows a cell, "" if it has no such table."""
        for truth, table in self.pairs():
            if truth.key == ref[0]:
                return value_ref(table.id, ref[1] + self.header_rows(truth), ref[2])
        return ""


def read_printed(truth: Bulletin, form: str, *, ragged: bool = False) -> Reading:
    """Print the bulletin as ``text`` or ``pdf``, then read and audit it as a user's file."""
    text = bulletin_to_text(truth, ragged=ragged) if form == "text" else None
    with TemporaryDirectory() as folder:
        path = Path(folder) / ("bulletin.txt" if text else "bulletin.pdf")
        path.write_bytes(text.data() if text else bulletin_to_pdf(truth))
        read = parsers.parse_document(extract.read_document(path))
    return Reading(truth, read, checks.audit([read]), text)


def _plain(text):
    return re.sub(r"\s+", "", text)


def _exact(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def table_differences(reading: Reading) -> list[str]:
    """Cells, values, labels, kinds of rows and columns, titles and units that are not as printed."""
    found = []
    truths = list(reading.truth.tables())
    if len(truths) != len(reading.read.tables):
        titles = [table.title for table in reading.read.tables]
        return [f"tables: {len(truths)} printed, {len(titles)} read: {titles}"]
    for truth, table in reading.pairs():
        where = f"{truth.key} {truth.title.text}: "
        found += [where + line for line in _compare(reading, truth, table)]
    return found


def _compare(reading, truth, table):
    top = reading.header_rows(truth)
    truth = _without_open_notes(reading, truth, table)
    if (table.grid.rows, table.grid.cols) != (top + len(truth.rows), len(truth.columns)):
        yield (
            f"grid: {top + len(truth.rows)} rows of {len(truth.columns)} printed, "
            f"{table.grid.rows} of {table.grid.cols} read"
        )
        return
    yield from _compare_columns(truth, table)
    yield from _compare_rows(reading, truth, table, top)
    yield from _compare_cells(reading, truth, table, top)
    if _plain(table.title) not in _plain(truth.title.text) or len(table.title) < 4:
        yield f"title: {table.title!r}"
    if _plain(table.unit) not in _plain(truth.unit_line) or bool(table.unit) != bool(truth.unit_line):
        yield f"unit: {truth.unit_line!r} printed, {table.unit!r} read"


def _without_open_notes(reading, truth, table):
    """A note without tabs may be read as the last row or as a note under the grid."""
    last = truth.rows[-1]
    noted = {_plain(note.text) for note in table.notes}
    if reading.text and reading.text.open_notes and last.kind == "note" and _plain(last.label) in noted:
        return replace(truth, rows=truth.rows[:-1])
    return truth


def _compare_columns(truth, table):
    read = table.column_at()
    for col, column in enumerate(truth.columns):
        if col not in read:
            yield f"column {col}: missing"
            continue
        units = UNIT.findall(column.name)
        if _plain(UNIT.sub("", "".join(read[col].path))) != _plain(UNIT.sub("", column.name)):
            yield f"column {col}: path {column.path} printed, {read[col].path} read"
        if units and read[col].unit not in {units[-1], units[-1].lstrip("0123456789")}:
            yield f"column {col}: unit {units} printed, {read[col].unit!r} read"
        if read[col].kind.value not in column.kinds:
            yield f"column {col} {column.name}: {'/'.join(column.kinds)} is read as {read[col].kind.value}"


def _compare_rows(reading, truth, table, top):
    read = table.row_at()
    whole = reading.text is None or truth.key not in {key for key, _ in reading.text.ragged}
    for at, row in enumerate(truth.rows):
        found = read.get(top + at)
        if found is None:
            yield f"row {at} {row.label}: missing"
            continue
        kind = {"heading": "group"}.get(row.kind, row.kind)
        if found.kind.value != kind:
            yield f"row {at} {row.label}: {kind} is read as {found.kind.value}"
        if row.kind == "note" or (reading.text and (truth.key, at) in reading.text.ragged):
            continue
        label = row.label or table.title  # a single row without a label goes by the table's title
        if _plain(found.label) != _plain(label):
            yield f"row {at}: label {label!r} is read as {found.label!r}"
        parent = None if row.parent is None else row.parent + top
        if row.parent is not None and found.parent != parent:
            yield f"row {at} {row.label}: member of row {parent}, read as of {found.parent}"
        if found.statement != row.statement:
            yield f"row {at} {row.label}: statement {row.statement!r} is read as {found.statement!r}"
        if row.kind == "data" and found.exhaustive != row.exhaustive and whole and "平均" not in row.label:
            yield f"row {at} {row.label}: exhaustive is {row.exhaustive}"


def _compare_cells(reading, truth, table, top):
    cells, values = table.grid.by_position(), table.value_at()
    for (row, col), true in sorted(truth.cells.items()):
        text = reading.text.cell(true) if reading.text else true
        if reading.text and (truth.key, row) in reading.text.ragged:
            if (top + row, col) in cells and cells[top + row, col].text != text:
                yield f"cell r{row}c{col}: shifted: {cells[top + row, col].text!r} for {text!r}"
            continue
        cell = cells.get((top + row, col))
        if cell is None or cell.text != text:
            yield f"cell r{row}c{col}: {text!r} is read as {None if cell is None else cell.text!r}"
            continue
        value = values.get((top + row, col))
        number = read_number(text)
        graded = truth.columns[col].kinds & {"grade", "text"}
        if number is not None and (value is None or _exact(value.printed.value) != number):
            yield f"value r{row}c{col}: {text!r} is read as {None if value is None else value.printed.value}"
        if number is None and value is not None and value.printed.value is not None and not graded:
            yield f"value r{row}c{col}: {text!r} is read as the number {value.printed.value}"
    extra = {at for at, value in values.items() if value.printed.value is not None} - {
        (top + row, col) for row, col in truth.cells
    }
    for row, col in sorted(extra):
        if truth.rows[row - top].kind == "data" or row < top:
            yield f"value r{row - top}c{col}: {values[row, col].printed.raw!r} is no value"


def findings_at(reading: Reading, *results: Result) -> list[Finding]:
    return [finding for finding in reading.audit.findings if finding.result in results]


def relations_assessed(reading: Reading) -> int:
    return len(findings_at(reading, Result.EXACT, Result.ROUNDING, Result.IMPROBABLE, Result.CONTRADICTED))


def touches(finding: Finding, ref: str) -> bool:
    return any(operand.ref == ref for operand in finding.operands) or any(
        suspect.ref == ref for suspect in finding.suspects
    )


def slip_findings(reading: Reading, slip: Slip) -> list[Finding]:
    """Return the findings that notice a slip in one of its cells."""
    names = [reading.name_of(ref) for ref, _, _ in slip.cells]
    return [finding for finding in findings_at(reading, *NOTICED) if any(touches(finding, name) for name in names)]


def figure_of(reading: Reading, ref: Ref) -> str:
    """Return the id of the figure that the program read where a number of the prose is printed, "" if none."""
    prose = next(block for block in reading.truth.blocks if isinstance(block, Prose) and block.key == ref[0])
    line, at = reading.text.prose[ref[0]], prose.offset(ref[1])
    for figure in reading.read.figures:
        if figure.place.line == line and figure.place.start <= at < figure.place.end:
            return figure.id
    return ""


def told_findings(reading: Reading, *results: Result) -> list[Finding]:
    """Return the findings of these results that speak of a number of the prose."""
    told = {figure.id for figure in reading.read.figures}
    return [finding for finding in findings_at(reading, *results) if any(touches(finding, ref) for ref in told)]


def told_slip(reading: Reading, slip: Slip) -> tuple[bool, bool]:
    """Tell whether a slip of the prose is noticed, and whether one of its numbers is named first."""
    refs = {figure_of(reading, ref) for ref, _, _ in slip.cells} - {""}
    found = sorted(told_findings(reading, *NOTICED), key=lambda finding: finding.result is not Result.CONTRADICTED)
    found = [finding for finding in found if any(touches(finding, ref) for ref in refs)]
    return bool(found), bool(found) and first_suspect(found[0]) in refs


def first_suspect(finding: Finding) -> str:
    if finding.suspects:
        return finding.suspects[0].ref
    return next((operand.ref for operand in finding.operands if operand.role == "result"), "")


def ledger_differences(reading: Reading) -> list[str]:
    """Every number once, every digit in one entry, and every digit of the text under its class."""
    found = []
    ledger = reading.audit.ledger
    if ledger.digits_in_document != ledger.digits_in_entries:
        found.append(f"control: {ledger.digits_in_document} digits, {ledger.digits_in_entries} in entries")
    twice = [ref for ref, times in Counter(entry.ref for entry in ledger.entries).items() if times > 1]
    found += [f"twice in the ledger: {ref}" for ref in twice]
    refs = {entry.ref for entry in ledger.entries}
    for truth, _ in reading.pairs():
        for (row, col), text in truth.cells.items():
            if reading.text and (truth.key, row) in reading.text.ragged:
                continue
            name = reading.name_of((truth.key, row, col))
            if read_number(text) is not None and name not in refs:
                found.append(f"not in the ledger: {truth.key} r{row}c{col} {text!r}")
    if reading.text:
        found += _class_differences(reading)
    return found


def _class_differences(reading):
    lines = reading.text.text.split(reading.truth.habits.newline)
    seen = Counter()
    for entry in reading.audit.ledger.entries:
        place = entry.place
        if place.line not in reading.text.classes or place.start is None:
            continue
        for at in range(place.start, place.end):
            if not lines[place.line - 1][at : at + 1].isdecimal():
                continue
            seen[place.line, at] += 1
            cls = reading.text.classes[place.line][at]
            if entry.cls != TokenClass(cls):
                line = lines[place.line - 1]
                yield f"line {place.line} {entry.raw!r} in {line!r}: {cls} is read as {entry.cls.value}"
    for line, classes in reading.text.classes.items():
        for at, cls in enumerate(classes):
            if cls and lines[line - 1][at].isdecimal() and seen[line, at] != 1:
                yield f"line {line} column {at} {lines[line - 1]!r}: the digit stands in {seen[line, at]} entries"
