"""One instance of a law that can be asked again with other numbers in its cells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from checks.engine.formulas import Sum
from checks.engine.habits import envelope, evaluate, fits, stops_short_of_full
from checks.engine.laws import Instance, Memory, Reading
from checks.engine.numbers import Num, Ratio, interval_of, miss, rounds_to
from schemas.intervals import Interval, Rounding

_LARGEST = 10**15
"""Numbers above are not looked for."""


@dataclass(frozen=True)
class LawRelation:
    """``strict`` says that a result must follow the column's habit, ``directed`` that truncation is admitted."""

    instance: Instance
    reading: Reading
    memory: Memory
    strict: bool
    directed: Rounding | None = None

    @property
    def tight(self) -> bool:
        return True

    @property
    def operands(self) -> tuple[Num, ...]:
        return (self.instance.target, *self.instance.operands)

    @property
    def is_exact_sum(self) -> bool:
        """Any change of any digit of any operand is noticed."""
        return isinstance(self.instance.formula, Sum) and all(num.exact for num in self.operands)

    def holds(self, changed: Mapping[str, int]) -> bool:
        target = _changed(self.instance.target, changed)
        operands = [_changed(num, changed) for num in self.instance.operands]
        value = evaluate(self.instance, self.reading, [num.ratio for num in operands])
        if value is None:
            return False
        if self._prints(value, target):
            return True
        if all(num.exact for num in operands):
            return False
        raws = [self._raw(num, changed) for num in operands]
        value = evaluate(self.instance, self.reading, raws)
        if value is not None and self._prints(value, target):
            return True
        if self.strict:
            return False
        open_values = envelope(self.instance, self.reading, self.memory, generous=False, operands=operands)
        return open_values is not None and open_values.meets(printable(target, generous=False))

    def _raw(self, num: Num, changed: Mapping[str, int]) -> Ratio:
        return num.ratio if num.ref in changed else self.memory.raws.get(num.ref, num.ratio)

    def _prints(self, value: Ratio, target: Num) -> bool:
        distance = miss(value, target)
        return (
            fits(distance, Rounding.NEAREST, target.scaled)
            or (self.directed is not None and fits(distance, self.directed, target.scaled))
            or stops_short_of_full(value, target)
        )

    def solve(self, ref: str) -> tuple[int, ...]:
        """Return what would make it hold in ``ref``: the recomputed print, or the operand that gives the result."""
        target, operands = self.instance.target, self.instance.operands
        values = [num.ratio for num in operands]
        found: set[int] = set()
        if ref == target.ref:
            value = evaluate(self.instance, self.reading, values)
            if value is not None:
                found.update(rounds_to(value, target.places))
        for position, num in enumerate(operands):
            if num.ref == ref:
                found.update(self._solve_operand(position, num, values))
        return tuple(sorted(each for each in found if self.holds({ref: each})))

    def _solve_operand(self, position: int, num: Num, values: list[Ratio]) -> Iterator[int]:
        """Yield the whole numbers next to where a line through two points of the formula meets the result.

        The same for one over the formula, which is straight where the operand divides. Other formulas are no line:
        what comes out is asked again.
        """
        points = []
        for scaled in (num.scaled, num.scaled + 10 ** len(str(abs(num.scaled)))):
            tried = [*values[:position], (scaled, 10**num.places), *values[position + 1 :]]
            value = evaluate(self.instance, self.reading, tried)
            if value is None:
                return
            points.append((scaled, Fraction(*value)))
        wanted = self.instance.target.value
        (x0, y0), (x1, y1) = points
        if y0 == y1:
            return
        guesses = [x0 + (wanted - y0) * (x1 - x0) / (y1 - y0)]
        if 0 not in (y0, y1, wanted):
            guesses.append(x0 + (1 / wanted - 1 / y0) * (x1 - x0) / (1 / y1 - 1 / y0))
        for guess in guesses:
            if abs(guess) < _LARGEST:
                yield from (round(guess) + step for step in (-1, 0, 1))


def _changed(num: Num, changed: Mapping[str, int]) -> Num:
    return num.with_scaled(changed[num.ref]) if num.ref in changed else num


def printable(target: Num, *, generous: bool) -> Interval:
    """Return the values that may print as ``target``; ``generous`` admits that digits were cut off."""
    return interval_of(target.as_rounded(), generous)
