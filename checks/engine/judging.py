"""From a law to its verdicts: one outcome per instance, and what was learned on the way."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from checks.engine.chance import CERTAIN, TAIL, tail_probability
from checks.engine.formulas import Sum
from checks.engine.habits import Habits, Trial, fits
from checks.engine.laws import Instance, Law, Memory, Reading
from checks.engine.mending import one_slip_mends
from checks.engine.numbers import Ratio, miss
from checks.engine.placing import Placed, Where, Why, place_law
from checks.engine.relations import LawRelation
from checks.engine.support import Standing, Support, habit_evidence, support_of
from checks.engine.words import MEANS, has_any
from schemas.findings import Basis, Reason, Result
from schemas.intervals import Interval, Rounding


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict on one instance. ``value`` and ``interval`` are in the target's printed scale."""

    instance: Instance
    result: Result
    value: Ratio | None
    relation: LawRelation
    reason: Reason | None = None
    why: Why = Why.NONE
    interval: Interval | None = None


@dataclass(frozen=True)
class Judgement:
    """A law judged, with how it was read and computed."""

    law: Law
    reading: Reading
    outcomes: tuple[Outcome, ...]
    habits: Habits
    support: Support


def judge(law: Law, memory: Memory) -> Judgement:
    """Judge every instance of a law by the habits and the support that all of them together show."""
    reading, habits, placed = place_law(law, memory)
    strict = _strict_tables(placed, habits, reading, memory)
    support = support_of(law, placed, reading, memory)
    hearing = _Hearing(law, habits, support, placed, memory)
    outcomes = []
    for each in placed:
        table = each.table
        relation = LawRelation(
            each.trial.instance, reading, memory, strict.get(table, False), habits.directed.get(table)
        )
        start = Outcome(
            each.trial.instance, Result.EXACT, each.trial.value_of(habits.of(table)), relation,
            why=each.why, interval=each.interval,
        )  # fmt: skip
        outcomes.append(_decide(each, start, hearing))
    judgement = Judgement(law, reading, tuple(outcomes), habits, support)
    if support.standing is not Standing.REFUTED:
        _remember(judgement, [each.trial for each in placed], memory)
    return judgement


def take_note(law: Law, memory: Memory) -> None:
    """Remember, before anything is judged, the tables whose numbers are cut off, and total rows that are computed.

    In a total row in which some quotient holds the numbers are no means of the rows above.
    """
    _, habits, placed = place_law(law, memory)
    memory.directed.update(habits.directed)
    for each in placed:
        target = each.trial.instance.target
        if each.trial.instance.aggregate and each.where.closes and target.scaled:
            memory.closing.add((target.table, target.row))


def _strict_tables(placed: Sequence[Placed], habits: Habits, reading: Reading, memory: Memory) -> dict[int, bool]:
    """Tell, per table, whether a result that merely is not excluded by the digits is off an established habit."""
    groups: dict[int, list[Placed]] = defaultdict(list)
    for each in placed:
        if each.where is not Where.UNDEFINED:
            groups[-1 if habits.pooled else each.table].append(each)
    strict = {}
    for key, rows in groups.items():
        close = [each for each in rows if each.where in (Where.HABIT, Where.OTHER)]
        off = sum(each.where in (Where.OPEN, Where.GENEROUS) for each in rows)
        few = off <= max(1, len(close) // 20) and len(close) >= 5
        strict[key] = few and (
            all(each.trial.settled for each in rows) or habit_evidence(close, reading, memory) <= CERTAIN
        )
    return {each.table: strict.get(-1 if habits.pooled else each.table, False) for each in placed}


@dataclass(frozen=True, slots=True)
class _Hearing:
    """What all instances of a law show together."""

    law: Law
    habits: Habits
    support: Support
    everything: Sequence[Placed]
    memory: Memory


def _decide(placed: Placed, start: Outcome, hearing: _Hearing) -> Outcome:
    strict = start.relation.strict
    if placed.where is Where.UNDEFINED:
        return replace(start, result=Result.NOT_ASSESSABLE, reason=Reason.UNDEFINED)
    if hearing.support.of(placed.table) is Standing.REFUTED:
        return replace(start, result=Result.NOT_ASSESSABLE, reason=Reason.AMBIGUOUS_BINDING)
    if placed.where is Where.HABIT:
        return start
    if placed.where is Where.OTHER:
        return replace(start, result=Result.ROUNDING)
    if placed.where is Where.GENEROUS:
        alone = strict or _stands_alone(placed, hearing)
        return replace(start, result=Result.IMPROBABLE if alone else Result.ROUNDING)
    if placed.where is Where.OPEN:
        from_raw = hearing.habits.of(placed.table).raw
        if strict and (placed.trial.settled or not from_raw):
            return replace(start, result=Result.IMPROBABLE, why=Why.OFF_HABIT)
        if _is_rare(placed.trial, start.relation.reading):
            return replace(start, result=Result.IMPROBABLE, why=Why.TAIL)
        return replace(start, result=Result.ROUNDING)
    return _decide_outside(placed, start, hearing)


def _stands_alone(placed: Placed, hearing: _Hearing) -> bool:
    """Tell whether cut-off digits would have to explain this sum only, where the others follow without any.

    Cut-off parts of a sum lose half a unit each: then hardly any row would follow as printed.
    """
    instance = placed.trial.instance
    rounded = sum(not num.exact for num in instance.operands)
    if placed.table in hearing.memory.directed or not isinstance(instance.formula, Sum) or rounded < 3:
        return False
    here = [each for each in hearing.everything if each.table == placed.table]
    generous = sum(each.where is Where.GENEROUS for each in here)
    plain = sum(each.where is Where.HABIT for each in here)
    return plain >= _FEWEST_PLAIN and generous == 1


_FEWEST_PLAIN = 4
"""Rows that follow a formula as printed, for one that would need cut-off digits to be an exception."""


def _decide_outside(placed: Placed, start: Outcome, hearing: _Hearing) -> Outcome:
    """Decide on a result that no admitted rounding gives: a proof only where the relation itself is proved."""
    law, everything = hearing.law, hearing.everything
    instance, trial = placed.trial.instance, placed.trial
    unbound = replace(start, result=Result.NOT_ASSESSABLE, reason=Reason.AMBIGUOUS_BINDING, why=Why.WEAK)
    improbable = replace(start, result=Result.IMPROBABLE, why=Why.WEAK)
    if law.averaged and has_any(instance.where, MEANS):  # 平均: of the rates above, or of what they are made from
        mean = _is_mean(instance, everything)
        return replace(start, result=Result.ROUNDING, why=Why.MEAN) if mean else unbound
    if instance.aggregate and law.averaged:
        elsewhere = any(
            each.where.closes and each.trial.instance.aggregate and each.trial.instance.target.scaled
            for each in everything
        )
        here = (instance.target.table, instance.target.row) in hearing.memory.closing
        mean = _is_mean(instance, everything)
        if not elsewhere and not here:
            if not mean and law.named and one_slip_mends([placed], start.relation.reading, hearing.memory):
                return improbable
            return replace(start, result=Result.ROUNDING, why=Why.MEAN) if mean else unbound
        if mean:
            return replace(improbable, why=Why.MEAN)
        if not elsewhere and trial.rounded_operands:
            return improbable
    if not instance.target.scaled and trial.rounded_operands:
        # a score of 0 may stand for no score at all: where there was nothing to score, or by a veto
        row = (instance.target.table, instance.target.row)
        if row in hearing.memory.voided or (not trial.settled and row in hearing.memory.empty):
            return replace(start, result=Result.NOT_ASSESSABLE, reason=Reason.UNDEFINED)
        return improbable
    if law.basis is Basis.INFERRED:
        return replace(start, result=Result.IMPROBABLE, why=Why.INFERRED)
    if placed.table in hearing.habits.doubtful and trial.fits_either(Rounding.TRUNCATION):
        return replace(start, result=Result.IMPROBABLE, why=Why.TRUNCATED)
    standing = hearing.support.of(placed.table)
    if standing is Standing.PROVED and not instance.soft:
        return replace(start, result=Result.CONTRADICTED)
    return improbable if standing in (Standing.LIKELY, Standing.PROVED) else unbound


def _is_mean(instance: Instance, everything: Sequence[Placed]) -> bool:
    """Tell whether the result of a total row is the plain mean of the rows above."""
    target = instance.target
    rows = [
        each.trial.instance.target
        for each in everything
        if not each.trial.instance.aggregate
        and (each.trial.instance.target.table, each.trial.instance.target.col) == (target.table, target.col)
    ]
    places = {num.places for num in rows}
    if len(rows) < 2 or len(places) != 1:
        return False
    mean = (sum(num.scaled for num in rows), len(rows) * 10 ** places.pop())
    return fits(miss(mean, target), Rounding.NEAREST, target.scaled)


def _is_rare(trial: Trial, reading: Reading) -> bool:
    """Tell whether independent rounding residues would lie this far off in fewer than 1 of 1,000 cases."""
    instance = trial.instance
    if trial.printed_miss is None or len(instance.operands) < 3:
        return False
    over, denominator = trial.printed_miss
    widths = [1.0]
    for position, num in enumerate(instance.operands):
        if not num.exact:
            weight = abs(_slope(instance, reading, position))
            widths.append(weight * 10.0 ** (instance.target.places - num.places))
    return tail_probability(widths, abs(over) / denominator) < TAIL


def _slope(instance: Instance, reading: Reading, position: int) -> float:
    """Return how much the result moves per unit of one operand, both as printed."""
    if isinstance(instance.formula, Sum):
        return 1.0
    values = [num.ratio for num in instance.operands]
    factors = reading.factors or ((1, 1),) * len(values)
    entered = [(a * c, b * d) for (a, b), (c, d) in zip(values, factors, strict=True)]
    here = instance.formula.at(entered)
    numerator, denominator = entered[position]
    entered[position] = (numerator * 10**6 + denominator, denominator * 10**6)
    there = instance.formula.at(entered)
    if here is None or there is None:
        return 0.0
    slope = (there[0] / there[1] - here[0] / here[1]) * 1e6
    factor = factors[position]
    return slope * factor[0] / factor[1] * reading.target_factor[0] / reading.target_factor[1]


def _remember(judgement: Judgement, trials: Sequence[Trial], memory: Memory) -> None:
    """Keep what single numbers were rounded from, which are undefined, and how columns are rounded."""
    law = judgement.law
    for trial, outcome in zip(trials, judgement.outcomes, strict=True):
        target = trial.instance.target
        if outcome.reason is Reason.UNDEFINED:
            memory.undefined.add(target.ref)
            memory.voided.add((target.table, target.row))
        value = trial.printed if trial.raw is None else trial.raw
        if outcome.reason is not None or law.additive or value is None:
            continue
        if trial.settled and not target.exact:
            memory.raws.setdefault(target.ref, value)
    if all(trial.settled for trial in trials):
        _remember_rounding(judgement.habits, trials, memory)


def _remember_rounding(habits: Habits, trials: Sequence[Trial], memory: Memory) -> None:
    columns: dict[tuple[int, int], list[Trial]] = defaultdict(list)
    for trial in trials:
        if not trial.undefined:
            columns[trial.instance.target.table, trial.instance.target.col].append(trial)
    for (table, col), rows in columns.items():
        directed = habits.directed.get(table)
        telling = sum(
            trial.fits_either(Rounding.NEAREST) and not trial.fits_either(Rounding.TRUNCATION) for trial in rows
        )
        if directed is not None:
            memory.rounding[table, col] = directed
        elif telling >= 3:
            memory.rounding[table, col] = Rounding.NEAREST
