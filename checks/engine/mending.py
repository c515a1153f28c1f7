"""Whether one slip of the pen stands between what is printed and a relation that holds everywhere."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checks.engine.edits import edits_of
from checks.engine.laws import Memory, Reading
from checks.engine.numbers import Num
from checks.engine.placing import Placed, Where
from checks.engine.relations import LawRelation

_MOST_OFF = 60
"""Results that are off together; more than these are not looked through."""

_MANY = 6
"""Of so many results that one number would mend, one may be off by itself."""


def one_slip_mends(placed: Sequence[Placed], reading: Reading, memory: Memory) -> bool:
    """Tell whether one number miswritten, or the numbers of two rows exchanged, explains every result that is off."""
    off = [_relation(each, reading, memory) for each in placed if each.where is Where.OUTSIDE]
    if not 0 < len(off) <= _MOST_OFF:
        return False
    held = [_relation(each, reading, memory) for each in placed if each.where.closes]
    return any(
        sum(not _holds_with(relation, meant) for relation in off) <= len(off) // _MANY
        and all(_holds_with(relation, meant) for relation in held if any(num.ref in meant for num in relation.operands))
        for meant in _slips(off)
    )


def _relation(placed: Placed, reading: Reading, memory: Memory) -> LawRelation:
    return LawRelation(placed.trial.instance, reading, memory, strict=False)


def _holds_with(relation: LawRelation, meant: Mapping[str, Num]) -> bool:
    instance = relation.instance
    target = meant.get(instance.target.ref, instance.target)
    operands = tuple(meant.get(num.ref, num) for num in instance.operands)
    return replace(relation, instance=replace(instance, target=target, operands=operands)).holds({})


def _slips(off: Sequence[LawRelation]) -> Iterator[Mapping[str, Num]]:
    """Yield what may have been meant: one cell of all the relations otherwise, or two rows the other way round."""
    times = Counter(num.ref for relation in off for num in relation.operands)
    shared = {ref for ref, count in times.items() if count == len(off)}
    for num in off[0].operands:
        if num.ref in shared:
            yield from ({num.ref: num.with_scaled(number)} for number, _ in edits_of(num.scaled, num.places))
    if len(off) == 2:
        for one, other in zip(off[0].operands, off[1].operands, strict=False):
            if one.ref != other.ref:
                yield {one.ref: _printed_as(one, other), other.ref: _printed_as(other, one)}


def _printed_as(num: Num, other: Num) -> Num:
    return replace(num, scaled=other.scaled, places=other.places, exact=other.exact)
