"""Shares that were adjusted by one last digit so that those printed add up to the whole."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from checks.engine.drafts import Draft
from checks.engine.placing import Why
from checks.ground import Ground
from checks.rules import shares
from schemas.findings import Result
from schemas.tables import RowKind


def lower_for_fitted(drafts: Sequence[Draft], ground: Ground) -> list[Draft]:
    """Take a share that is off by one last digit for adjusted, where only so the column adds up to 100 %."""
    columns: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, draft in enumerate(drafts):
        if draft.code == shares.CODE and draft.target is not None and draft.recomputed:
            columns[draft.target.table, draft.target.col].append(index)
    result = list(drafts)
    for indices in columns.values():
        parts = [index for index in indices if not _is_whole(drafts[index], ground)]
        if _adds_up_by_adjusting([drafts[index] for index in parts]):
            for index in parts:
                if _is_off_by_one(drafts[index]):
                    result[index] = replace(drafts[index], result=Result.ROUNDING, why=Why.FITTED)
    return result


def _is_whole(draft: Draft, ground: Ground) -> bool:
    target = draft.target
    if target is None:
        return True
    row = ground.rows.get((target.table, target.row))
    return row is None or row.kind in (RowKind.TOTAL, RowKind.SUBTOTAL) or row.parent is not None


def _adds_up_by_adjusting(drafts: Sequence[Draft]) -> bool:
    """Tell whether the shares printed add up to 100, those that follow from the numbers do not, by as many digits.

    A share that is off by more is a slip of another kind and stands as printed.
    """
    nums = [draft.target for draft in drafts if draft.target is not None]
    if len(nums) < 3 or len({num.places for num in nums}) != 1:
        return False
    full = (100 if nums[0].unit == "%" else 1) * 10 ** nums[0].places
    off = [draft for draft in drafts if _is_off_by_one(draft)]
    slipped = [draft for draft in drafts if draft.failing and not _is_off_by_one(draft)]
    honest = sum(draft.recomputed[0] for draft in drafts if draft not in slipped)
    honest += sum(draft.target.scaled for draft in slipped if draft.target is not None)
    return (
        bool(off)
        and len(slipped) <= 1
        and sum(num.scaled for num in nums) == full
        and honest != full
        and len(off) == abs(full - honest)
    )


def _is_off_by_one(draft: Draft) -> bool:
    target = draft.target
    return draft.failing and target is not None and any(abs(target.scaled - number) == 1 for number in draft.recomputed)
