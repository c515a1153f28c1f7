"""One slip, one finding: the cell that stands in all failing relations and in no passing one that pins it.

A cell is a suspect if some other number in it mends every failing relation that it stands in and breaks none that
holds. Numbers that one miswriting explains come first. Relations that a blamed cell explains are blocked by the one
finding that names it, and so is what the text says of it or of its whole column if the same number mends that too.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from checks.engine.drafts import Draft
from checks.engine.edits import edits_of
from checks.engine.laws import Relation
from checks.engine.numbers import Num, write_scaled
from checks.referee.hints import Hints
from schemas.findings import Basis, Result, Suspect
from schemas.ids import make_id

_MOST_FITS = 3
_MOST_SUSPECTS = 6
_LARGEST_KNOT = 60
"""Relations that hang together; more than these are no single slip."""

_STRENGTH = {Basis.STATED: 0, Basis.FAMILY: 1, Basis.DEFINITION: 1, Basis.INFERRED: 2}


def draft_id(draft: Draft) -> str:
    """Name a finding by its check, its rule and its cells."""
    refs = [num.ref for num in ((draft.target,) if draft.target else ()) + draft.operands]
    return make_id(
        "finding", draft.code, draft.rule_id, draft.rule_text, draft.table, draft.where, *refs,
        *(operand.ref for operand in draft.others),
    )  # fmt: skip


def name_suspects(drafts: Sequence[Draft], hints: Hints) -> list[Draft]:
    """Return the drafts with suspects named and dependents blocked."""
    relations = _relations_by_ref(drafts)
    exchanged = dict(_exchanges(drafts, relations))
    result = list(drafts)
    blames: list[_Blame] = []
    for knot in _knots(drafts):
        settled, blamed = _settle_knot(knot, drafts, relations, exchanged, hints)
        blames += blamed
        for index, draft in settled.items():
            result[index] = draft
    _settle_claims(result, blames)
    return result


def _settle_claims(drafts: list[Draft], blames: Sequence["_Blame"]) -> None:
    """Make one finding of a cell that is named and of what the text says of it, where the same number mends both."""
    for blame in blames:
        claims = [index for index, draft in enumerate(drafts) if draft.failing and blame.mends(draft)]
        first, *rest = sorted((blame.index, *claims), key=lambda index: drafts[index].result is not Result.CONTRADICTED)
        if first != blame.index:
            drafts[first] = replace(drafts[first], suspects=drafts[blame.index].suspects + drafts[first].suspects)
            rest += blame.blocked
        for index in rest:
            drafts[index] = drafts[index].blocked((draft_id(drafts[first]),))


def _relations_by_ref(drafts: Sequence[Draft]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index, draft in enumerate(drafts):
        if draft.relation is not None and (draft.passing or draft.failing):
            for num in draft.relation.operands:
                found[num.ref].append(index)
    return found


def _exchanges(drafts: Sequence[Draft], relations: dict[str, list[int]]) -> Iterator[tuple[str, int]]:
    """Yield cells of two rows of a column whose numbers, put the other way round, mend both rows and break nothing."""
    alike: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for index, draft in enumerate(drafts):
        if draft.failing and draft.relation is not None and draft.relation.tight and draft.target is not None:
            alike[draft.code, draft.rule_text, draft.table].append(index)
    for members in alike.values():
        for one, other in combinations(members[:_MOST_EXCHANGED], 2):
            for a, b in zip(_nums(drafts[one]), _nums(drafts[other]), strict=False):
                if a.col != b.col or a.row == b.row or a.places != b.places or a.scaled == b.scaled:
                    continue
                changed = {a.ref: b.scaled, b.ref: a.scaled}
                asked = {*relations[a.ref], *relations[b.ref]}
                if {one, other} <= asked and all(
                    _relation(drafts, index).holds(changed) for index in asked if _is_open(drafts, index)
                ):
                    yield a.ref, b.scaled
                    yield b.ref, a.scaled


_MOST_EXCHANGED = 12
"""Rows that are off in one column among which an exchange is looked for."""


def _is_open(drafts: Sequence[Draft], index: int) -> bool:
    """Tell whether a relation fails, or holds by what is printed: some pass for another reason (a mean of rows)."""
    return drafts[index].failing or _relation(drafts, index).holds({})


def _nums(draft: Draft) -> tuple[Num, ...]:
    return ((draft.target,) if draft.target is not None else ()) + draft.operands


def _knots(drafts: Sequence[Draft]) -> list[list[int]]:
    """Return the failing drafts in groups that share cells."""
    failing = [index for index, draft in enumerate(drafts) if draft.failing]
    group = {index: index for index in failing}

    def root(index: int) -> int:
        while group[index] != index:
            index = group[index]
        return index

    first: dict[str, int] = {}
    for index in failing:
        for num in _nums(drafts[index]):
            if num.ref in first:
                group[root(index)] = root(first[num.ref])
            else:
                first[num.ref] = index
    knots: dict[int, list[int]] = defaultdict(list)
    for index in failing:
        knots[root(index)].append(index)
    return [sorted(knot) for knot in sorted(knots.values())]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A cell with the failing drafts that stand on it and the numbers that mend all of them."""

    num: Num
    mends: tuple[int, ...]
    fits: tuple[int, ...]
    rank: int
    gain: int = 0

    def key(self, drafts: Sequence[Draft], left: set[int]) -> tuple[int, int, int, int, int, str]:
        mended = [index for index in self.mends if index in left]
        is_result = any(_result_ref(drafts[index]) == self.num.ref for index in mended)
        return (-len(mended), self.rank, -self.gain, not is_result, min(len(self.fits), _MOST_FITS), self.num.ref)


@dataclass(frozen=True, slots=True)
class _Blame:
    """The cell that a finding (``index``) names first, the numbers that would mend it, and the findings it blocks."""

    num: Num
    fits: tuple[int, ...]
    index: int
    blocked: tuple[int, ...]

    def mends(self, draft: Draft) -> bool:
        claim = draft.claim
        if claim is None or all(num.ref != self.num.ref for num in claim.operands):
            return False
        return any(claim.holds({self.num.ref: fit}) for fit in self.fits)


def _result_ref(draft: Draft) -> str:
    return "" if draft.target is None else draft.target.ref


def _settle_knot(
    knot: Sequence[int],
    drafts: Sequence[Draft],
    relations: dict[str, list[int]],
    exchanged: Mapping[str, int],
    hints: Hints,
) -> tuple[dict[int, Draft], list[_Blame]]:
    candidates = _candidates(knot, drafts, relations, exchanged, hints) if len(knot) <= _LARGEST_KNOT else []
    settled: dict[int, Draft] = {}
    blames: list[_Blame] = []
    left = set(knot)
    while left:
        useful = [each for each in candidates if left & set(each.mends)]
        if not useful:
            break
        useful.sort(key=lambda each: each.key(drafts, left))
        blamed = useful[0]
        mended = [index for index in blamed.mends if index in left]
        primary = min(mended, key=lambda index: _weight(drafts[index], blamed.num.ref, index))
        rivals = [each for each in useful if set(mended) <= set(each.mends)]
        suspects = tuple(_suspect(each) for each in rivals[:_MOST_SUSPECTS])
        others = drafts[primary].suspects
        settled[primary] = replace(drafts[primary], suspects=suspects + others)
        blocked = tuple(index for index in mended if index != primary)
        for index in blocked:
            settled[index] = drafts[index].blocked((draft_id(drafts[primary]),))
        blames.append(_Blame(blamed.num, blamed.fits, primary, blocked))
        left -= set(mended)
    return settled, blames


def _weight(draft: Draft, blamed: str, index: int) -> tuple[bool, int, bool, int]:
    return (
        draft.result is not Result.CONTRADICTED,
        _STRENGTH[draft.basis],
        _result_ref(draft) != blamed,
        index,
    )


def _suspect(candidate: _Candidate) -> Suspect:
    num = candidate.num
    return Suspect(num.ref, num.raw, tuple(write_scaled(fit, num.places) for fit in candidate.fits[:_MOST_FITS]))


def _candidates(
    knot: Sequence[int],
    drafts: Sequence[Draft],
    relations: dict[str, list[int]],
    exchanged: Mapping[str, int],
    hints: Hints,
) -> list[_Candidate]:
    nums = {num.ref: num for index in knot for num in _nums(drafts[index])}
    failing: dict[str, list[int]] = defaultdict(list)
    for index in knot:
        for num in _nums(drafts[index]):
            failing[num.ref].append(index)
    found = []
    for ref in sorted(nums):
        asked = [index for index in failing[ref] if drafts[index].relation is not None]
        if not asked:
            continue
        holding = [index for index in relations[ref] if drafts[index].passing and _is_open(drafts, index)]
        candidate = _mend(nums[ref], asked, holding, drafts, exchanged=exchanged.get(ref), most=hints.most(nums[ref]))
        if candidate is not None:
            found.append(candidate)
    if len(found) > 1:
        found = [replace(each, gain=hints.gain(each.num, each.fits[0])) for each in found]
    return found


def _mend(
    num: Num,
    failing: Sequence[int],
    holding: Sequence[int],
    drafts: Sequence[Draft],
    *,
    exchanged: int | None,
    most: int | None,
) -> _Candidate | None:
    """Find the numbers that mend most failing relations of a cell and break none that holds.

    That a miswriting would mend a relation speaks for a cell only where few numbers would; ``exchanged`` is the number
    of another row that would mend both rows, ``most`` the largest number that the cell can hold, where that is known.
    """
    if exchanged is not None:
        return _Candidate(num, tuple(failing), (exchanged,), -1)
    direct = {number for index in failing for number in _relation(drafts, index).solve(num.ref)}
    slips = {number for number, _ in edits_of(num.scaled, num.places)}
    by_mended: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for number in sorted(
        direct | slips, key=lambda each: (each not in slips, each not in direct, abs(each - num.scaled), each)
    ):
        if number < 0 <= num.scaled and not (number in direct and _is_result(num, failing, drafts)):
            continue
        if most is not None and number > most:
            continue
        mended = tuple(index for index in failing if _relation(drafts, index).holds({num.ref: number}))
        if mended and all(_relation(drafts, index).holds({num.ref: number}) for index in holding):
            by_mended[mended].append(number)
    if not by_mended:
        return None
    mends = max(by_mended, key=lambda each: (len(each), [-_STRENGTH[drafts[index].basis] for index in each], each))
    fits = by_mended[mends]
    tight = any(_relation(drafts, index).tight for index in mends)
    likely = bool(slips & set(fits)) if tight else _is_result(num, mends, drafts)
    return _Candidate(num, mends, tuple(fits), 0 if likely else 1)


def _is_result(num: Num, indices: Sequence[int], drafts: Sequence[Draft]) -> bool:
    return any(_result_ref(drafts[index]) == num.ref for index in indices)


def _relation(drafts: Sequence[Draft], index: int) -> Relation:
    relation = drafts[index].relation
    if relation is None:
        raise ValueError("only drafts with a relation can be asked")
    return relation
