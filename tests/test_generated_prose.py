"""Unchanged code against prose that nobody wrote by hand: some forty patterns, about tables and beside them."""

from dataclasses import dataclass
from functools import cache

import pytest
from generator.against import ledger_differences, read_printed, told_findings, told_slip
from generator.bulletins import make_bulletin
from generator.narration import narrate, seed_prose_slip, sheet_of

from schemas.findings import Result

QUICK = range(4000, 4050)
FULL = range(5000, 5300)
SETS = [pytest.param(QUICK, id="quick"), pytest.param(FULL, id="full", marks=pytest.mark.full)]
EVERY = [*QUICK, *(pytest.param(seed, marks=pytest.mark.full) for seed in FULL)]

FEW_IMPROBABLE = 500
"""At most one finding in so many may be improbable where the prose holds no slip."""
FEW_MISSED = 12
"""At most one slip in so many that the words or the tables show may be missed; the aim is one in twenty."""


@dataclass(frozen=True)
class Outcome:
    """What the program made of the prose of one clean bulletin."""

    ledger: list[str]
    contradicted: list[str]
    improbable: list[str]
    findings: int


@cache
def outcome(seed):
    reading = read_printed(narrate(make_bulletin(seed)), "text")
    return Outcome(
        ledger_differences(reading),
        [f"{found.code} {found.message_zh}" for found in told_findings(reading, Result.CONTRADICTED)],
        [f"{seed} {found.code} {found.message_zh}" for found in told_findings(reading, Result.IMPROBABLE)],
        len(told_findings(reading, *Result)),
    )


@pytest.mark.parametrize("seed", range(4000, 4020))
def test_the_prose_says_what_is_true(seed):
    bulletin = narrate(make_bulletin(seed))
    sheet = sheet_of(bulletin)
    told = [relation for block in bulletin.blocks for relation in getattr(block, "relations", ())]
    assert told
    assert all(relation.admits(sheet) is not False for relation in told)


@pytest.mark.parametrize("seed", EVERY)
def test_prose_without_a_slip_is_not_accused(seed):
    assert outcome(seed).contradicted == []


@pytest.mark.parametrize("seed", EVERY)
def test_every_number_of_the_prose_stands_once_in_the_ledger(seed):
    assert outcome(seed).ledger == []


@pytest.mark.parametrize("seeds", SETS)
def test_hardly_any_prose_is_doubted_without_a_slip(seeds):
    outcomes = [outcome(seed) for seed in seeds]
    improbable = [line for each in outcomes for line in each.improbable]
    findings = sum(each.findings for each in outcomes)
    assert findings > 10 * len(seeds)
    assert len(improbable) * FEW_IMPROBABLE <= findings, improbable


@pytest.mark.parametrize("seeds", SETS)
def test_slips_that_the_words_show_are_noticed(seeds):
    slipped = [each for seed in seeds if (each := seed_prose_slip(narrate(make_bulletin(seed))))]
    missed = [
        f"{each.seed} {each.slips[0].kind} {each.slips[0].cells}"
        for each in slipped
        if not told_slip(read_printed(each, "text"), each.slips[0])[0]
    ]
    assert len(slipped) > 0.9 * len(seeds)
    assert len(missed) * FEW_MISSED <= len(slipped), missed
