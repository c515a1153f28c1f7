"""The running text of the example bulletins against the answers that a person typed by hand."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

import checks
import extract
import parsers
from schemas.audits import State
from schemas.findings import Attribution, Reason, Result
from schemas.tokens import TokenClass

EXAMPLES = Path(__file__).parent / "examples"
APRIL, AUGUST = "fuzhou-12345-2017-04", "fuzhou-12345-2017-08"
ANSWERS = json.loads((EXAMPLES / "by_hand.json").read_text(encoding="utf-8"))["narrative"]
NOTICED = (Result.CONTRADICTED, Result.IMPROBABLE)
HOLDS = (Result.EXACT, Result.ROUNDING)


@cache
def audited(name):
    return checks.audit([parsers.parse_document(extract.read_document(EXAMPLES / name))])


@cache
def figures(name):
    return {figure.id: figure for figure in audited(name).bulletins[0].figures}


@cache
def narrative_findings(name):
    return [
        finding
        for finding in audited(name).findings
        if any(operand.ref in figures(name) for operand in finding.operands)
    ]


def result_of(name, finding):
    """The figure that a finding judges."""
    return figures(name)[next(operand.ref for operand in finding.operands if operand.role == "result")]


def lines_of(entry):
    """The lines that an answer speaks of: its own, and those that its text names."""
    return {entry["line"], *(int(line) for line in re.findall(r"line (\d+)", entry["text"]))}


def answers(*results):
    return [
        pytest.param(bulletin, entry, id=f"{bulletin[-7:]}-{entry['line']}-{number}")
        for bulletin in (APRIL, AUGUST)
        for number, entry in enumerate(ANSWERS[bulletin])
        if entry["result"] in results
    ]


def bare(text):
    return "".join(text.split())


@pytest.mark.parametrize(("bulletin", "entry"), answers("contradicted"))
def test_what_the_auditor_found_in_the_text_is_found(bulletin, entry):
    name = f"{bulletin}.txt"
    (finding,) = [
        finding
        for finding in narrative_findings(name)
        if finding.result is Result.CONTRADICTED and result_of(name, finding).place.line == entry["line"]
    ]
    assert bare(result_of(name, finding).printed.raw) in bare(entry["text"])
    assert finding.basis == entry["basis"]
    assert finding.attribution is Attribution.PUBLISHED
    assert entry.get("consequence") in (None, finding.consequence)
    assert finding.explained_by, "how it came about is said"
    (suspect,) = finding.suspects
    assert suspect.ref == result_of(name, finding).id
    assert suspect.fits[0] in entry["why"]


@pytest.mark.parametrize("bulletin", [APRIL, AUGUST])
def test_nothing_else_of_the_text_is_accused(bulletin):
    name = f"{bulletin}.txt"
    slips = {entry["line"] for entry in ANSWERS[bulletin] if entry["result"] == "contradicted"}
    doubts = {entry["line"] for entry in ANSWERS[bulletin] if entry["result"] == "improbable"}
    for finding in narrative_findings(name):
        line = result_of(name, finding).place.line
        if finding.result is Result.CONTRADICTED:
            assert line in slips, finding.message
        elif finding.result is Result.IMPROBABLE:
            assert line in doubts, finding.message


def test_the_pdf_holds_the_same_slip_as_the_text():
    def noticed(name):
        return [
            (finding.code, finding.result, bare(result_of(name, finding).printed.raw), finding.recomputed)
            for finding in narrative_findings(name)
            if finding.result in NOTICED
        ]

    assert noticed(f"{APRIL}.pdf") == noticed(f"{APRIL}.txt") != []


@pytest.mark.parametrize(("bulletin", "entry"), answers("exact", "not_assessable", "not a finding"))
def test_what_holds_or_cannot_be_known_is_not_doubted(bulletin, entry):
    """A line may hold a slip beside what holds: then another answer names it."""
    name = f"{bulletin}.txt"
    elsewhere = {each["line"] for each in ANSWERS[bulletin] if each["result"] in {"contradicted", "improbable"}}
    for finding in narrative_findings(name):
        if result_of(name, finding).place.line in lines_of(entry) - elsewhere:
            assert finding.result not in NOTICED, finding.message


UNKNOWN = [answer for answer in answers("not_assessable") if answer.values[1]["reason"] == "unknown_base"]


@pytest.mark.parametrize(("bulletin", "entry"), [answer for answer in UNKNOWN if "率" in answer.values[1]["text"]])
def test_a_rate_whose_base_is_not_printed_is_not_taken_for_right(bulletin, entry):
    """返工率 is of 处置数 by the printed rule, so the 结案数 beside it must not stand in for it."""
    name = f"{bulletin}.txt"
    printed = set(re.findall(r"[\d.]+%", entry["text"]))
    about = [
        finding
        for finding in narrative_findings(name)
        if result_of(name, finding).place.line in lines_of(entry)
        and bare(result_of(name, finding).printed.raw) in printed
        and finding.code == "rate-of-counts"
    ]
    assert {finding.result for finding in about} <= {Result.NOT_ASSESSABLE}
    assert {finding.reason for finding in about} <= {Reason.UNKNOWN_BASE}


SHOWN_BY_A_TABLE = re.compile(r"As in the table|The three lowest|The highest and the lowest|rows .* have 100")


@pytest.mark.parametrize(
    ("bulletin", "entry"),
    [answer for answer in answers("exact") if SHOWN_BY_A_TABLE.match(answer.values[1]["why"])],
)
def test_what_the_tables_say_too_is_found_to_hold(bulletin, entry):
    name = f"{bulletin}.txt"
    held = [
        finding
        for finding in narrative_findings(name)
        if finding.result in HOLDS and result_of(name, finding).place.line in lines_of(entry)
    ]
    assert held


SHARE = re.compile(r"占[^%]*?([\d.]+) ?%")


@pytest.mark.parametrize(
    ("bulletin", "entry"), [answer for answer in answers("exact") if SHARE.search(answer.values[1]["text"])]
)
def test_a_share_is_held_against_its_base(bulletin, entry):
    name = f"{bulletin}.txt"
    printed = SHARE.search(entry["text"])[1]
    about = [
        finding
        for finding in narrative_findings(name)
        if finding.code == "share-of-base" and result_of(name, finding).printed.raw.startswith(printed)
    ]
    allowed = {Result.EXACT} | ({Result.NOT_ASSESSABLE} if "not_assessable" in entry.get("accept", []) else set())
    assert about
    assert {finding.result for finding in about} <= allowed


@pytest.mark.parametrize("bulletin", [APRIL, AUGUST])
def test_half_of_the_figures_are_checked_and_the_rest_say_why(bulletin):
    ledger = audited(f"{bulletin}.txt").ledger
    entries = [entry for entry in ledger.entries if entry.cls is TokenClass.FIGURE]
    checked = [entry for entry in entries if entry.state is State.CHECKED]
    assert len(checked) >= 0.5 * len(entries)
    assert all(entry.reason for entry in entries if entry.state is State.UNCHECKED)
    assert ledger.digits_in_document == ledger.digits_in_entries
