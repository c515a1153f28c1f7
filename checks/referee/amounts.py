"""Whole numbers that are rounded amounts and no counts, though nobody prints their unit."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from checks.engine.drafts import Draft
from checks.engine.numbers import Num
from checks.engine.relations import LawRelation
from checks.ground import Ground
from schemas.findings import Basis, Result


def lower_for_amounts(drafts: Sequence[Draft], ground: Ground) -> list[Draft]:
    """Take sums that miss by no more than their rounding for rounded, where a table has several apart from each other.

    One wrong count makes every sum that it stands in miss, and that of its total with it; three sums without a number
    in common need more. Numbers under a unit of counted things (件, 人), and what a rule says of them, stay exact.
    """
    del ground
    tables: dict[int, list[int]] = defaultdict(list)
    for index, draft in enumerate(drafts):
        if draft.failing and _misses_by_rounding(draft):
            tables[draft.table].append(index)
    result = list(drafts)
    for indices in tables.values():
        refs = [{num.ref for num in _nums(drafts[index])} for index in indices]
        if any(_are_apart(some) for some in combinations(refs[:_MOST_TRIED], _FEWEST_APART)):
            for index in indices:
                result[index] = replace(drafts[index], result=Result.ROUNDING)
    return result


_FEWEST_APART, _MOST_TRIED = 3, 24


def _are_apart(refs: Sequence[set[str]]) -> bool:
    return all(one.isdisjoint(other) for one, other in combinations(refs, 2))


def _misses_by_rounding(draft: Draft) -> bool:
    relation, nums = draft.relation, _nums(draft)
    if not isinstance(relation, LawRelation) or not relation.is_exact_sum or draft.value is None:
        return False
    if draft.basis is Basis.STATED:
        return False
    if any(num.unit or num.places or num.scale for num in nums):
        return False
    above, below = draft.value
    return 2 * abs(nums[0].scaled * below - above) <= len(nums) * below


def _nums(draft: Draft) -> tuple[Num, ...]:
    return () if draft.target is None else (draft.target, *draft.operands)
