"""What a slip would change: a grade, a rank, a total, or only what is displayed."""

from collections.abc import Sequence

from checks.engine.drafts import Draft
from checks.rules import grades, identities, members, order, ranks, splits, total_columns, totals
from schemas.findings import Consequence, Result

_BY_CODE = {
    grades.CODE: Consequence.THRESHOLD,
    ranks.CODE: Consequence.RANK,
    order.CODE: Consequence.RANK,
    totals.CODE: Consequence.TOTAL,
    members.CODE: Consequence.TOTAL,
    identities.CODE: Consequence.TOTAL,
    splits.CODE: Consequence.TOTAL,
    total_columns.CODE: Consequence.TOTAL,
}

_SEVERITY = tuple(Consequence)


def consequence_of(draft: Draft, standing_on: Sequence[Draft]) -> Consequence:
    """Return the gravest consequence; ``standing_on`` are the passing drafts on the recomputed number."""
    if draft.result is Result.ROUNDING:
        return Consequence.DISPLAY
    if not draft.failing:
        return Consequence.NONE
    if draft.consequence is not None:
        return draft.consequence
    found = [_BY_CODE.get(draft.code, Consequence.DISPLAY)]
    if draft.target is not None and draft.recomputed:
        changed = {draft.target.ref: draft.recomputed[0]}
        for other in standing_on:
            concerned = other.relation is not None and other.code in (grades.CODE, ranks.CODE)
            if concerned and other.relation is not None and not other.relation.holds(changed):
                found.append(_BY_CODE[other.code])
    return max(found, key=_SEVERITY.index)
