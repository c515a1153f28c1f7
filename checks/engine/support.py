"""How well the rest of the bulletin bears out that a relation is meant: what a failing row may then be called."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import erf, log10, sqrt

from checks.engine.chance import CERTAIN, chance_of_fit, with_exceptions
from checks.engine.formulas import Sum
from checks.engine.habits import envelope
from checks.engine.laws import Instance, Law, Memory, Reading
from checks.engine.mending import one_slip_mends
from checks.engine.numbers import ten
from checks.engine.placing import Placed, Where, failing, holding, place_law
from schemas.findings import Basis

_STATED = -4.0
"""log10 of the chance below which a stated rule, or a total by its label, is surely bound to the right numbers."""

_LIKELY = -3.0
"""log10 of the chance below which names and numbers together are enough to look at a relation."""

_SOME = -2.0
"""log10 of the chance below which a relation is likely meant, not proved."""

_NAMED = log10(0.5)
"""A row that agrees speaks at least this much for a stated or named relation, even where many rows are alike."""


class Standing(StrEnum):
    """Proved relations contradict, likely ones make improbable, weak ones are silent, refuted ones are not meant."""

    PROVED = "proved"
    LIKELY = "likely"
    WEAK = "weak"
    REFUTED = "refuted"


@dataclass(frozen=True, slots=True)
class Support:
    """``evidence`` is log10 of the chance that an unrelated formula would hold in as many rows."""

    standing: Standing
    by_table: dict[int, Standing]
    holding: int
    failing: int
    evidence: float

    def of(self, table: int) -> Standing:
        return self.by_table.get(table, self.standing)


@dataclass(frozen=True, slots=True)
class Closeness:
    """How well a candidate binding holds."""

    holding: int
    failing: int
    evidence: float

    @property
    def order(self) -> float:
        """The evidence as candidates are sorted by it: the last bits of a sum of logarithms decide nothing."""
        return round(self.evidence, 6)

    @property
    def is_borne_out(self) -> bool:
        """One row in five may fail; any number below half where chance would hardly have made the others."""
        few = 1 if self.holding > 2 else 0
        if self.holding and self.failing <= max(few, (self.holding + self.failing) // 5):
            return True
        likely = with_exceptions(self.evidence, self.holding, self.failing) <= _LIKELY
        return likely and self.failing < self.holding

    def is_certain(self, tried: int) -> bool:
        """Tell whether chance would not have made it, even among so many candidates."""
        return with_exceptions(self.evidence, self.holding, self.failing) + log10(max(tried, 1)) <= CERTAIN


def closeness(law: Law, memory: Memory) -> Closeness:
    """Return how a law would fare, without judging it: to compare bindings."""
    reading, _, placed = place_law(law, memory)
    closing = holding(placed)
    return Closeness(len(closing), len(failing(placed)), _evidence(law, closing, reading, memory))


def close_by_name(law: Law, memory: Memory) -> Closeness | None:
    """Return how a law fares that the headers say in full; None where the numbers speak against it.

    They do where more than one row in four is off, and more than one, unless one slip would make all of them agree.
    """
    reading, _, placed = place_law(law, memory)
    closing, off = holding(placed), failing(placed)
    few = bool(closing) and len(off) <= max(1, len(closing) // 3)
    if not few and not one_slip_mends(placed, reading, memory):
        return None
    return Closeness(len(closing), len(off), _evidence(law, closing, reading, memory))


def refs_that_hold(law: Law, memory: Memory) -> frozenset[str]:
    """Return the results that follow a law."""
    _, _, placed = place_law(law, memory)
    return frozenset(each.trial.instance.target.ref for each in holding(placed))


def support_of(law: Law, placed: Sequence[Placed], reading: Reading, memory: Memory) -> Support:
    """Return the standing of the law in all tables together and in each."""
    closing, off = holding(placed), failing(placed)
    evidence = with_exceptions(_evidence(law, closing, reading, memory), len(closing), len(off))
    pooled = _standing(law, len(closing), len(off), evidence)
    if pooled is Standing.REFUTED and law.named and one_slip_mends(placed, reading, memory):
        pooled = Standing.LIKELY
    by_table = {}
    for table in {each.table for each in placed}:
        here, there = sum(each.table == table for each in closing), sum(each.table == table for each in off)
        refuted = there > max(1, here) or (there > here and not law.sure)
        if refuted and law.named:
            refuted = not one_slip_mends([each for each in placed if each.table == table], reading, memory)
        telling = law.additive or any(each.table == table and _tells(each.trial.instance) for each in closing)
        weakest = pooled if telling or pooled is not Standing.PROVED else Standing.LIKELY
        by_table[table] = Standing.REFUTED if refuted else weakest
    return Support(pooled, by_table, len(closing), len(off), evidence)


def _tells(instance: Instance) -> bool:
    """Tell whether a result is more than a 0 or a full 100, which many formulas give."""
    full = 100 * ten(instance.target.places)
    return instance.target.scaled not in (0, full, ten(instance.target.places))


def _standing(law: Law, closing: int, off: int, evidence: float) -> Standing:
    if off == 0:
        return Standing.PROVED
    if closing < off:
        return Standing.REFUTED
    if law.basis is Basis.INFERRED:
        few = off <= max(1, closing // 8)
        return Standing.LIKELY if few and evidence <= CERTAIN else Standing.REFUTED
    stated = law.basis in (Basis.STATED, Basis.FAMILY)
    needed = _STATED if stated or law.additive else CERTAIN
    few = off <= max(1, closing // (4 if stated else 8))
    if few and evidence <= needed:
        return Standing.PROVED
    return Standing.LIKELY if law.named or evidence <= _SOME else Standing.WEAK


def _evidence(law: Law, closing: Sequence[Placed], reading: Reading, memory: Memory) -> float:
    """Return log10 of the chance that an unrelated formula would meet all these results."""
    if law.additive:
        return sum(-log10(1 + _second_largest(each.trial.instance)) for each in closing)
    most = 0.0 if law.basis is Basis.INFERRED else _NAMED
    groups: dict[int, list[Placed]] = defaultdict(list)
    for each in closing:
        groups[each.trial.instance.target.places].append(each)
    total = 0.0
    as_computed = all(each.where in (Where.HABIT, Where.OTHER) for each in closing)
    for rows in groups.values():
        width = 0.0 if as_computed else max(_width(each, reading, memory) for each in rows[:3])
        chances = chance_of_fit([each.trial.instance.target.scaled for each in rows], width)
        total += sum(min(chance, most) for chance in chances)
    if all(_adds_exactly(each.trial.instance) for each in closing):
        total = min(total, sum(-log10(1 + _second_largest(each.trial.instance)) for each in closing))
    return total


def _width(placed: Placed, reading: Reading, memory: Memory) -> float:
    """Return how many units of the result's last digit the operands' digits leave open."""
    if not placed.trial.rounded_operands:
        return 0.0
    found = envelope(placed.trial.instance, reading, memory, generous=False)
    return 0.0 if found is None else float(found.high - found.low) * 10**placed.trial.instance.target.places


def _adds_exactly(instance: Instance) -> bool:
    formula = instance.formula
    return isinstance(formula, Sum) and min(formula.signs) > 0 and all(num.exact for num in instance.operands)


def _second_largest(instance: Instance) -> int:
    """Return the size of the second largest part: a sum dominated by one part proves little."""
    sizes = sorted(abs(num.scaled) for num in instance.operands)
    return sizes[-2] if len(sizes) > 1 else sizes[-1] if sizes else 0


def habit_evidence(closing: Sequence[Placed], reading: Reading, memory: Memory) -> float:
    """Return log10 of the chance that results computed from unrounded operands all met those from printed ones.

    The residues of the operands add up to a bell curve; with as many operands of equal weight it is narrowest, and
    meeting by chance likeliest.
    """
    total = 0.0
    for each in closing:
        rounded = _residues(each.trial.instance)
        width = _width(each, reading, memory)
        if rounded > 1 and width:
            deviation = width / sqrt(12 * rounded)
            total += log10(erf(0.5 / (deviation * sqrt(2))))
    return total


def _residues(instance: Instance) -> int:
    """Count the operands that were likely rounded at all: 20.00 and 100.0 are mostly what they say."""
    return sum(not num.exact and num.scaled % 10 != 0 for num in instance.operands)
