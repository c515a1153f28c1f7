"""A finding before the referee has spoken: the verdict on one relation, with what is needed to ask it again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from checks.engine.judging import Judgement, Outcome
from checks.engine.laws import Gap, Law, Relation
from checks.engine.numbers import Num, Ratio, rounds_to, write_ratio, write_scaled
from checks.engine.placing import Why
from checks.engine.relations import LawRelation
from schemas.findings import Attribution, Basis, Consequence, Explanation, Operand, Reason, Result, Suspect
from schemas.intervals import Interval
from schemas.printed import PERCENT


@dataclass(frozen=True, slots=True)
class Draft:
    """One relation with its verdict.

    ``target`` is the number that is recomputed (None where the relation has no result, such as an order);
    ``recomputed`` scaled numbers as they would print; ``others`` operands that are no numbers (a grade, a token).
    ``consequence`` is given where the check knows it, and else follows from the code.
    ``note`` and ``note_zh`` say what a plain sentence of the result does not. ``claim`` is what the text says of cells
    (of one, or of whole columns): it does not tell which is off, and is only asked whether a slip found elsewhere mends
    it.
    """

    code: str
    rule_id: str
    rule_text: str
    basis: Basis
    result: Result
    name: str
    where: str
    operands: tuple[Num, ...]
    target: Num | None = None
    formula: str = ""
    reason: Reason | None = None
    recomputed: tuple[int, ...] = ()
    recomputed_text: str = ""
    value: Ratio | None = None
    interval: Interval | None = None
    why: Why = Why.NONE
    note: str = ""
    note_zh: str = ""
    power: str = ""
    relation: Relation | None = None
    claim: Relation | None = None
    others: tuple[Operand, ...] = ()
    explained_by: tuple[Explanation, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    attribution: Attribution | None = None
    blocked_by: tuple[str, ...] = ()
    table: int = 0
    consequence: Consequence | None = None

    @property
    def failing(self) -> bool:
        return self.result in (Result.CONTRADICTED, Result.IMPROBABLE)

    @property
    def passing(self) -> bool:
        return self.result in (Result.EXACT, Result.ROUNDING)

    def blocked(self, by: tuple[str, ...]) -> "Draft":
        return replace(
            self, result=Result.NOT_ASSESSABLE, reason=Reason.BLOCKED, blocked_by=by, explained_by=(), suspects=()
        )


def judgement_to_drafts(judgement: Judgement) -> Iterator[Draft]:
    """Yield one draft per instance; a law that mostly fails is said once, not a hundred times."""
    law = judgement.law
    unbound: list[Outcome] = []
    for outcome in judgement.outcomes:
        if outcome.reason is Reason.AMBIGUOUS_BINDING:
            unbound.append(outcome)
        else:
            yield _outcome_to_draft(law, outcome)
    tables: dict[int, list[Outcome]] = {}
    for outcome in unbound:
        tables.setdefault(outcome.instance.target.table, []).append(outcome)
    for outcomes in tables.values():
        yield _unbound_to_draft(law, outcomes)
    for gap in law.gaps:
        yield gap_to_draft(law, gap)


def _outcome_to_draft(law: Law, outcome: Outcome) -> Draft:
    instance, relation = outcome.instance, outcome.relation
    target = instance.target
    recomputed: tuple[int, ...] = ()
    if outcome.value is not None and outcome.reason is None:
        recomputed = (target.scaled,) if outcome.result is Result.EXACT else rounds_to(outcome.value, target.places)
    return Draft(
        law.code,
        law.rule_id,
        law.rule_text,
        law.basis,
        outcome.result,
        law.name,
        instance.where,
        instance.operands,
        target,
        instance.formula.write([_shown(num) for num in instance.operands]),
        outcome.reason,
        recomputed,
        value=outcome.value,
        interval=outcome.interval,
        why=outcome.why,
        power="" if outcome.reason is not None else power_of(relation, outcome),
        relation=relation if outcome.reason is None else None,
        table=target.table,
    )


def _shown(num: Num) -> str:
    """Return a number as it stands in a formula: with the sign of its unit where that changes its value."""
    return num.raw + num.unit if num.unit in PERCENT and not num.raw.endswith(num.unit) else num.raw


def power_of(relation: LawRelation, outcome: Outcome) -> str:
    """Return the smallest change of the result that would have been noticed, in its printed scale."""
    target = outcome.instance.target
    unit = write_scaled(1, target.places)
    if outcome.interval is None or relation.strict:
        return unit
    width = outcome.interval.high - outcome.interval.low
    return write_ratio((width.numerator, width.denominator), target.places) if width else unit


def _unbound_to_draft(law: Law, outcomes: list[Outcome]) -> Draft:
    first = outcomes[0].instance
    return Draft(
        law.code, law.rule_id, law.rule_text, law.basis, Result.NOT_ASSESSABLE, law.name, first.where,
        first.operands, first.target, first.formula.write([_shown(num) for num in first.operands]),
        Reason.AMBIGUOUS_BINDING, value=outcomes[0].value, why=outcomes[0].why, table=first.target.table,
        note=f"{len(outcomes)} of the rows read so do not agree, so these columns may not be the ones meant.",
        note_zh=f"按此理解有 {len(outcomes)} 行不成立，可能并非所指的栏目。",
    )  # fmt: skip


def gap_to_draft(law: Law, gap: Gap) -> Draft:
    return Draft(
        law.code, law.rule_id, law.rule_text, law.basis, Result.NOT_ASSESSABLE, law.name, gap.where,
        gap.operands, None, "", gap.reason, others=gap.others,
        attribution=Attribution.EXTRACTION if gap.extraction else None,
        table=gap.table,
    )  # fmt: skip
