"""Prose of other kinds of bulletins, by hand: nothing that holds is accused, and what has been noticed stays noticed.

The texts of ``narrative_unseen`` hold what only looks like a slip: overlaps that they declare, lists of the foremost
only, parts of parts, stages of a process, round words, revised or comparable bases, mixed periods. Those of
``gold/prose`` and ``narrative_kept`` are consistent throughout; the kept ones were typed before the checks that were
then written, and looked at only by their rate. The lists of slips name numbers to misprint in them (text, what is
printed, what instead).
"""

import pytest
from narrative_slips import LISTS, TEXTS, accusations, audit_text, is_noticed, read_slips

NOTICED = [slip for name in LISTS for slip in read_slips(name) if slip.get("noticed", True)]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_nothing_that_holds_is_accused(path, tmp_path):
    audited = audit_text(path.read_text(encoding="utf-8"), tmp_path)
    assert [(found.result.value, found.message_zh) for found in accusations(audited)] == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_digit_is_in_the_ledger_once(path, tmp_path):
    ledger = audit_text(path.read_text(encoding="utf-8"), tmp_path).ledger
    assert ledger.digits_in_entries == ledger.digits_in_document


@pytest.mark.parametrize("slip", NOTICED, ids=lambda slip: f"{slip['text']}:{slip['instead']}")
def test_a_slip_is_noticed_where_it_stands(slip, tmp_path):
    assert is_noticed(slip, tmp_path)
