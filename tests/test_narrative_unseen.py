"""Prose of other kinds of bulletins, by hand: nothing that holds is accused, and what has been noticed stays noticed.

The texts of ``narrative_unseen`` hold what only looks like a slip: overlaps that they declare, lists of the foremost
only, parts of parts, stages of a process, round words, revised or comparable bases, mixed periods. Those of
``gold/prose`` are consistent throughout. ``slips.json`` names numbers to misprint in them (text, what is printed,
what instead).
"""

import json
from pathlib import Path

import pytest

import checks
import extract
import parsers
from schemas.findings import Result

HERE = Path(__file__).parent
FOLDER = HERE / "narrative_unseen"
TEXTS = [*sorted(FOLDER.glob("*.txt")), *sorted((HERE / "gold" / "prose").glob("*.txt"))]
SLIPS = json.loads((FOLDER / "slips.json").read_text(encoding="utf-8"))


def audit_text(text, folder):
    path = folder / "bulletin.txt"
    path.write_text(text, encoding="utf-8")
    return checks.audit([parsers.parse_document(extract.read_document(path))])


def accusations(audited):
    return [found for found in audited.findings if found.result in (Result.CONTRADICTED, Result.IMPROBABLE)]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_nothing_that_holds_is_accused(path, tmp_path):
    audited = audit_text(path.read_text(encoding="utf-8"), tmp_path)
    assert [(found.result.value, found.message_zh) for found in accusations(audited)] == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_digit_is_in_the_ledger_once(path, tmp_path):
    ledger = audit_text(path.read_text(encoding="utf-8"), tmp_path).ledger
    assert ledger.digits_in_entries == ledger.digits_in_document


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip['text']}:{slip['instead']}")
def test_a_slip_is_noticed_where_it_stands(slip, tmp_path):
    path = next(path for path in TEXTS if path.stem == slip["text"])
    clean = path.read_text(encoding="utf-8")
    assert clean.count(slip["printed"]) == 1
    audited = audit_text(clean.replace(slip["printed"], slip["instead"]), tmp_path)
    at = clean.index(slip["printed"])
    line, column = clean.count("\n", 0, at) + 1, at - clean.rfind("\n", 0, at) - 1
    places = [operand.place for found in accusations(audited) for operand in found.operands]
    assert any(
        place.line == line and place.start < column + len(slip["instead"]) and place.end > column for place in places
    )
