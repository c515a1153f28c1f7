"""Unchanged code against bulletins that nobody wrote by hand: other cities, metrics, headers, formulas, habits."""

from dataclasses import dataclass
from functools import cache

import pytest
from generator.against import (
    findings_at,
    ledger_differences,
    read_printed,
    relations_assessed,
    slip_findings,
    table_differences,
)
from generator.bulletins import make_bulletin
from generator.slips import seed_slip

from schemas.findings import Result

QUICK = [(seed, "text") for seed in range(60)] + [(seed, "pdf") for seed in range(100, 130)]
FULL = [(seed, "text") for seed in (*range(1000, 1150), *range(4000, 4050))]
FULL += [(seed, "pdf") for seed in range(2000, 2050)]
EVERY = QUICK + [pytest.param(*case, marks=pytest.mark.full) for case in FULL]
FEW_IMPROBABLE = 1000
"""At most one relation in so many may be improbable on bulletins without a slip."""

FEW_MISSED = 100
"""At most one seeded slip in so many may be missed."""


@dataclass(frozen=True)
class Outcome:
    """What the program made of one clean bulletin, small enough to keep for all."""

    tables: list[str]
    ledger: list[str]
    contradicted: list[str]
    improbable: list[str]
    assessed: int


@cache
def outcome(seed, form):
    reading = read_printed(make_bulletin(seed), form)
    return Outcome(
        table_differences(reading),
        ledger_differences(reading),
        [f"{found.code} {found.formula}" for found in findings_at(reading, Result.CONTRADICTED)],
        [f"{seed} {form} {found.code} {found.formula}" for found in findings_at(reading, Result.IMPROBABLE)],
        relations_assessed(reading),
    )


@pytest.mark.parametrize(("seed", "form"), EVERY)
def test_the_tables_are_those_that_were_printed(seed, form):
    assert outcome(seed, form).tables == []


@pytest.mark.parametrize(("seed", "form"), EVERY)
def test_every_number_stands_once_in_the_ledger_under_its_class(seed, form):
    assert outcome(seed, form).ledger == []


@pytest.mark.parametrize(("seed", "form"), EVERY)
def test_a_bulletin_without_a_slip_is_not_accused(seed, form):
    assert outcome(seed, form).contradicted == []


@pytest.mark.parametrize(
    "cases", [pytest.param(QUICK, id="quick"), pytest.param(FULL, id="full", marks=pytest.mark.full)]
)
def test_hardly_anything_is_improbable_without_a_slip(cases):
    outcomes = [outcome(*case) for case in cases]
    improbable = [line for each in outcomes for line in each.improbable]
    assessed = sum(each.assessed for each in outcomes)
    assert assessed > 100 * len(cases)
    assert len(improbable) * FEW_IMPROBABLE <= assessed, improbable


@pytest.mark.parametrize(
    "cases", [pytest.param(QUICK, id="quick"), pytest.param(FULL, id="full", marks=pytest.mark.full)]
)
def test_slips_that_a_rule_can_see_are_found(cases):
    """The aim is all of them; what is missed today are ranks and sums of three or four rows, and rows exchanged."""
    seeded = [(seed, form, slipped) for seed, form in cases if (slipped := seed_slip(make_bulletin(seed)))]
    missed = [
        f"{seed} {form} {slipped.slips[0]}"
        for seed, form, slipped in seeded
        if not slip_findings(read_printed(slipped, form), slipped.slips[0])
    ]
    assert len(seeded) > 0.9 * len(cases)
    assert len(missed) * FEW_MISSED <= len(seeded), missed


@pytest.mark.parametrize(
    "seed", [*range(300, 308), *(pytest.param(s, marks=pytest.mark.full) for s in range(3000, 3020))]
)
def test_a_lost_cell_is_a_problem_and_shifts_nothing(seed):
    reading = read_printed(make_bulletin(seed), "text", ragged=True)
    lines = {problem.place.line for problem in reading.read.problems + reading.read.document.problems}
    assert {reading.text.lines[row] for row in reading.text.ragged} <= lines
    assert table_differences(reading) == []
    assert ledger_differences(reading) == []
    assert [found.formula for found in findings_at(reading, Result.CONTRADICTED)] == []
