"""The example bulletins against the answers that a person typed by hand."""

import json
from functools import cache
from pathlib import Path

import pytest

import checks
import extract
import parsers
from schemas.findings import Attribution, Reason, Result

EXAMPLES = Path(__file__).parent / "examples"
APRIL, AUGUST = "fuzhou-12345-2017-04", "fuzhou-12345-2017-08"
ANSWERS = json.loads((EXAMPLES / "by_hand.json").read_text(encoding="utf-8"))
NOTICED = (Result.CONTRADICTED, Result.IMPROBABLE)


@cache
def audited(name):
    return checks.audit([parsers.parse_document(extract.read_document(EXAMPLES / name))])


@cache
def table_findings(name):
    """What is said of the tables alone; the numbers of the text have answers of their own."""
    figures = {figure.id for figure in audited(name).bulletins[0].figures}
    return [
        finding for finding in audited(name).findings if not any(operand.ref in figures for operand in finding.operands)
    ]


def tables(name):
    return audited(name).bulletins[0].tables


@cache
def positions(name):
    """Each value's ref with (table number, row, column)."""
    return {
        value.ref(table.id): (number, value.row, value.col)
        for number, table in enumerate(tables(name))
        for value in table.values
    }


@cache
def lines(name):
    """Each line of the text that holds a table row, with (table number, row)."""
    return {
        cell.place.line: (number, cell.row)
        for number, table in enumerate(tables(name))
        for cell in (*table.grid.cells, *table.grid.loose)
    }


def names(name, finding):
    """The plain column names of a finding's operands."""
    found = set()
    for operand in finding.operands:
        number, _, col = positions(name)[operand.ref]
        found.add(tables(name)[number].column_at()[col].name.partition("(")[0].strip())
    return found


def in_row(name, where, finding):
    return any(positions(name).get(operand.ref, ())[:2] == where for operand in finding.operands)


def entries(*results, given=None):
    return [
        pytest.param(bulletin, entry, id=f"{bulletin[-7:]}-{entry['line']}-{entry['result']}")
        for bulletin in (APRIL, AUGUST)
        for entry in ANSWERS[bulletin]
        if entry["result"] in results and (given is None or given(entry))
    ]


def printed_forms(bulletin):
    """The files of a bulletin; rows are found by their line in the text and stand at the same place in the PDF."""
    return [f"{bulletin}.txt"] + ([f"{bulletin}.pdf"] if bulletin == APRIL else [])


@pytest.mark.parametrize(("bulletin", "entry"), entries("contradicted", "improbable"))
def test_what_the_auditor_found_is_found(bulletin, entry):
    where = lines(f"{bulletin}.txt")[entry["line"]]
    for name in printed_forms(bulletin):
        found = [
            finding
            for finding in table_findings(name)
            if finding.result == Result(entry["result"]) and in_row(name, where, finding)
        ]
        assert found, name
        assert {finding.basis.value for finding in found} == {entry["basis"]}
        if entry["result"] == "improbable" or len(entry["cells"]) > 1:
            assert any(names(name, finding) >= set(entry["cells"]) for finding in found), name
        else:
            assert any({suspect_name(name, finding)} == set(entry["cells"]) for finding in found), name


def suspect_name(name, finding):
    """The column of the number that is most likely the slip."""
    refs = [suspect.ref for suspect in finding.suspects] or [
        operand.ref for operand in finding.operands if operand.role == "result"
    ]
    number, _, col = positions(name)[refs[0]]
    return tables(name)[number].column_at()[col].name.partition("(")[0].strip()


@pytest.mark.parametrize("name", [f"{APRIL}.txt", f"{APRIL}.pdf", f"{AUGUST}.txt"])
def test_nothing_else_is_accused(name):
    bulletin = name.partition(".")[0]
    listed = {
        lines(f"{bulletin}.txt")[entry["line"]]
        for entry in ANSWERS[bulletin]
        if entry["result"] in {"contradicted", "improbable"}
    }
    for finding in table_findings(name):
        if finding.result in NOTICED:
            assert any(in_row(name, where, finding) for where in listed), finding.message


@pytest.mark.parametrize(("bulletin", "entry"), entries("exact"))
def test_what_only_looks_like_a_slip_passes(bulletin, entry):
    where = lines(f"{bulletin}.txt")[entry["line"]]
    column, printed = entry["text"].split()[-2:]
    for name in printed_forms(bulletin):
        about = [
            finding
            for finding in table_findings(name)
            if any(
                operand.role == "result" and operand.raw == printed and positions(name)[operand.ref][:2] == where
                for operand in finding.operands
            )
            and finding.result != Result.NOT_ASSESSABLE
        ]
        assert any(finding.result == Result.EXACT and column in finding.formula for finding in about), name
        assert {finding.result for finding in about} <= {Result.EXACT, Result.ROUNDING}, name


@pytest.mark.parametrize(
    ("bulletin", "entry"), entries("not_assessable", given=lambda entry: entry["reason"] == "undefined")
)
def test_what_the_formula_leaves_undefined_is_not_assessed(bulletin, entry):
    where = lines(f"{bulletin}.txt")[entry["line"]]
    for name in printed_forms(bulletin):
        about = [
            finding
            for finding in table_findings(name)
            if any(operand.role == "result" for operand in finding.operands)
            and in_row(name, where, finding)
            and result_name(name, finding) == entry["cells"][0]
        ]
        assert any(
            finding.result == Result.NOT_ASSESSABLE and finding.reason == Reason.UNDEFINED for finding in about
        ), name
        assert not [finding for finding in about if finding.result in NOTICED], name


def result_name(name, finding):
    result = next(operand for operand in finding.operands if operand.role == "result")
    number, _, col = positions(name)[result.ref]
    return tables(name)[number].column_at()[col].name.partition("(")[0].strip()


@pytest.mark.parametrize(
    ("bulletin", "entry"), entries("not_assessable", given=lambda entry: entry["reason"] == "missing_cell")
)
def test_what_a_lost_cell_keeps_from_being_checked_is_said(bulletin, entry):
    name = f"{bulletin}.txt"
    about = [
        finding
        for finding in table_findings(name)
        if any(operand.place.line == entry["line"] for operand in finding.operands)
    ]
    assert any(finding.result == Result.NOT_ASSESSABLE and finding.reason == Reason.MISSING_CELL for finding in about)
    assert not [finding for finding in about if finding.result in NOTICED]


def test_ragged_rows_are_visible_problems():
    ragged = {entry["line"] for entry in ANSWERS[APRIL] if entry.get("reason") == "missing_cell"} - {331}
    bulletin = audited(f"{APRIL}.txt").bulletins[0]
    problems = [*bulletin.problems, *bulletin.document.problems]
    assert {problem.place.line for problem in problems if problem.kind == "ragged-row"} == ragged
    loose = {cell.place.line for table in bulletin.tables for cell in table.grid.loose}
    assert loose == ragged


def test_statements_stand_in_place_of_numbers():
    for bulletin in (APRIL, AUGUST):
        for entry in ANSWERS[bulletin]:
            if "本月无应处置案件" in entry["text"]:
                number, row = lines(f"{bulletin}.txt")[entry["line"]]
                assert tables(f"{bulletin}.txt")[number].row_at()[row].statement == "本月无应处置案件"


def ragged_rows():
    return {lines(f"{APRIL}.txt")[entry["line"]] for entry in ANSWERS[APRIL] if entry["line"] in {332, 333}}


def test_april_gives_the_same_tables_from_text_and_pdf():
    text, pdf = tables(f"{APRIL}.txt"), tables(f"{APRIL}.pdf")
    assert len(text) == len(pdf)
    for number, (a, b) in enumerate(zip(text, pdf, strict=True)):
        assert [(row.row, row.label, row.kind, row.parent, row.statement) for row in a.rows] == [
            (row.row, row.label, row.kind, row.parent, row.statement) for row in b.rows
        ]
        assert [(c.col, "".join(c.name.split()), c.kind) for c in a.columns] == [
            (c.col, "".join(c.name.split()), c.kind) for c in b.columns
        ]
        left, right = (
            {at: value.printed.raw for at, value in table.value_at().items() if (number, at[0]) not in ragged_rows()}
            for table in (a, b)
        )
        assert left == right


def test_april_gives_the_same_findings_from_text_and_pdf():
    """But for the two rows that lost a cell in the text, and the group that they are members of."""
    apart = {*ragged_rows(), lines(f"{APRIL}.txt")[331]}

    def findings(name):
        found = []
        for finding in audited(name).findings:
            cells = [positions(name).get(operand.ref) for operand in finding.operands]
            if finding.code != "ragged-row" and not any(cell and cell[:2] in apart for cell in cells):
                found.append((finding.code, finding.result, sorted(cells, key=repr)))
        return sorted(found, key=repr)

    assert findings(f"{APRIL}.txt") == findings(f"{APRIL}.pdf")


@pytest.mark.parametrize("name", [f"{APRIL}.txt", f"{APRIL}.pdf", f"{AUGUST}.txt"])
def test_the_ledger_holds_every_digit(name):
    ledger = audited(name).ledger
    assert ledger.digits_in_document == ledger.digits_in_entries
    assert len({entry.ref for entry in ledger.entries}) == len(ledger.entries)
    assert set(positions(name)) - {
        value.ref(t.id) for t in tables(name) for value in t.values if value.printed.value is None
    } <= {entry.ref for entry in ledger.entries}


def test_the_text_is_the_print_so_its_slips_are_published():
    for finding in audited(f"{AUGUST}.txt").findings:
        if finding.result in NOTICED:
            assert finding.attribution == Attribution.PUBLISHED
