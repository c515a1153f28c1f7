"""Notes on rounding: 因四舍五入，分项之和与合计不完全一致. What they say of sums holds for those off by little."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from checks.engine.drafts import Draft
from checks.engine.formulas import Sum
from checks.engine.placing import Why
from checks.engine.relations import LawRelation
from checks.ground import Ground
from schemas.findings import Result
from schemas.rules import RuleKind, StatedRule

_ROUNDED = re.compile(r"四舍五入|舍入|尾差|取整|小数|单位取舍|进位|单位转换")
_OF_SUMS = re.compile(r"合计|总计|总数|总和|分项|加总|之和|总额|不等|误差|差异|尾差|略有|出入")


def lower_for_rounded(drafts: Sequence[Draft], ground: Ground) -> list[Draft]:
    """Take a sum that is off by no more than half a last digit per number for rounded, where a note says so.

    Where a note says for other reasons that sums and totals differ (things counted once), none of them is a proof.
    """
    notes = [rule for rule in ground.rules(RuleKind.ROUNDING) if _OF_SUMS.search(rule.text)]
    if not notes:
        return list(drafts)
    tables = range(len(ground.bulletin.tables))
    reach = [(note, frozenset(number for number in tables if ground.stands_under(note, number))) for note in notes]
    return [_lower(draft, [note for note, own in reach if not own or draft.table in own]) for draft in drafts]


def _lower(draft: Draft, notes: Sequence[StatedRule]) -> Draft:
    relation = draft.relation
    if not draft.failing or not notes or not isinstance(relation, LawRelation):
        return draft
    formula = relation.instance.formula
    if not isinstance(formula, Sum):
        return draft
    if any(_ROUNDED.search(note.text) for note in notes):
        within = _is_within_rounding(draft, formula)
        return replace(draft, result=Result.ROUNDING, why=Why.ROUNDED, suspects=()) if within else draft
    lower = draft.result is Result.CONTRADICTED
    return replace(draft, result=Result.IMPROBABLE, why=Why.APART) if lower else draft


def _is_within_rounding(draft: Draft, formula: Sum) -> bool:
    if draft.target is None:
        return False
    total = sum((sign * num.value for sign, num in zip(formula.signs, draft.operands, strict=True)), Fraction(0))
    slack = sum((Fraction(1, 2 * 10**num.places) for num in (draft.target, *draft.operands)), Fraction(0))
    return abs(total - draft.target.value) <= slack
