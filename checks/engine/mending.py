"""Whether one slip of the pen stands between what is printed and a relation that holds everywhere."""

from collections.abc import Iterator, Mapping, Sequence

from checks.engine.edits import edits_of
from checks.engine.laws import Instance, Memory, Reading
from checks.engine.numbers import Num
from checks.engine.placing import Placed, Where
from checks.engine.relations import LawRelation

_MOST_OFF = 12
"""Results that are off together; more than these are no single slip."""


def one_slip_mends(placed: Sequence[Placed], reading: Reading, memory: Memory) -> bool:
    """Tell whether one number miswritten, or the numbers of two rows exchanged, explains every result that is off."""
    off = [_relation(each, reading, memory) for each in placed if each.where is Where.OUTSIDE]
    if not 0 < len(off) <= _MOST_OFF:
        return False
    held = [_relation(each, reading, memory) for each in placed if each.where.closes]
    return any(all(relation.holds(changed) for relation in off) for changed in _slips(off) if _keeps(held, changed))


def _relation(placed: Placed, reading: Reading, memory: Memory) -> LawRelation:
    return LawRelation(placed.trial.instance, reading, memory, strict=False)


def _keeps(held: Sequence[LawRelation], changed: Mapping[str, int]) -> bool:
    return all(relation.holds(changed) for relation in held if any(num.ref in changed for num in relation.operands))


def _slips(off: Sequence[LawRelation]) -> Iterator[Mapping[str, int]]:
    """Yield what may have been meant: one cell of all the relations otherwise, or two rows the other way round."""
    shared = set.intersection(*({num.ref for num in relation.operands} for relation in off))
    for num in off[0].operands:
        if num.ref in shared:
            yield from ({num.ref: number} for number, _ in edits_of(num.scaled, num.places))
    if len(off) == 2:
        for one, other in zip(_cells(off[0].instance), _cells(off[1].instance), strict=False):
            if one.ref != other.ref and one.places == other.places:
                yield {one.ref: other.scaled, other.ref: one.scaled}


def _cells(instance: Instance) -> tuple[Num, ...]:
    return (instance.target, *instance.operands)
