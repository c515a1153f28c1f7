"""Likenesses of bulletins as they are published, by hand: no clean one is accused, and slips are pinned to their cell.

Beside each text stands what is expected of it: ``improbable`` names the results that its publisher leaves open, and
each of ``slips`` the cells to misprint (line, column between tabs, what is printed, what instead), one finding of
which must name one of them as suspect. What no rule sees yet is not listed.
"""

import json
from functools import cache
from pathlib import Path

import pytest
from lxml import html

import checks
import extract
import parsers
from schemas.findings import Result

FOLDER = Path(__file__).parent / "unseen"
TEXTS = sorted(path.stem for path in FOLDER.glob("*.txt"))
PAGES = sorted(path.stem for path in FOLDER.glob("*.html"))


def expected(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def audit_file(path):
    return checks.audit([parsers.parse_document(extract.read_document(path))])


@cache
def clean(name, suffix):
    return audit_file(FOLDER / f"{name}{suffix}")


def findings(audited, *results):
    return [found for found in audited.findings if found.result in results]


def printed(audited):
    return [(found.result.value, found.operands[0].raw, found.message_zh) for found in audited]


FILES = [(name, ".txt") for name in TEXTS] + [(name, ".html") for name in PAGES]
SLIPS = [(name, index) for name in TEXTS for index in range(len(expected(name)["slips"]))]


@pytest.mark.parametrize(("name", "suffix"), FILES)
def test_nothing_that_holds_is_accused(name, suffix):
    audited = clean(name, suffix)
    assert printed(findings(audited, Result.CONTRADICTED)) == []
    open_ones = [each["raw"] for each in expected(name)["improbable"]]
    assert sorted(found.operands[0].raw for found in findings(audited, Result.IMPROBABLE)) == sorted(open_ones)


@pytest.mark.parametrize(("name", "suffix"), FILES)
def test_every_digit_is_in_the_ledger_once(name, suffix):
    ledger = clean(name, suffix).ledger
    assert ledger.digits_in_entries == ledger.digits_in_document


@pytest.mark.parametrize(("name", "index"), SLIPS)
def test_a_slip_is_pinned_to_its_cell(name, index, tmp_path):
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    changes = expected(name)["slips"][index]
    for change in changes:
        cells = lines[change["line"] - 1].split("\t")
        assert cells[change["column"]] == change["from"]
        cells[change["column"]] = change["to"]
        lines[change["line"] - 1] = "\t".join(cells)
    path = tmp_path / "slip.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    before = {(found.code, found.message) for found in clean(name, ".txt").findings}
    noticed = findings(audit_file(path), Result.CONTRADICTED, Result.IMPROBABLE)
    new = [found for found in noticed if (found.code, found.message) not in before]
    misprinted = {(change["line"], change["to"]) for change in changes}
    cells = {op.ref for found in new for op in found.operands if (op.place.line, op.raw) in misprinted}
    assert cells & {suspect.ref for found in new for suspect in found.suspects}, printed(new)
    elsewhere = [
        found
        for found in new
        if found.result is Result.CONTRADICTED
        and not any((op.place.line, op.raw) in misprinted for op in found.operands)
    ]
    assert printed(elsewhere) == []


@pytest.mark.parametrize("name", PAGES)
def test_pages_say_what_their_texts_say(name):
    page = html.parse(FOLDER / f"{name}.html")
    cells = [cell.text_content() for cell in page.iter("td")]
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    assert cells == [cell.strip() for line in lines if "\t" in line for cell in line.split("\t")]
