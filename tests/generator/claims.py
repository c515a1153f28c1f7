"""Relations that the sentences of a bulletin state; as in ``relations``, ``admits`` asks the most generous question."""

from dataclasses import dataclass
from fractions import Fraction

from generator.numbers import add, divide, meet, read_number, scale
from generator.relations import Ref, Relation


@dataclass(frozen=True)
class Same(Relation):
    """``result`` x ``factor`` states the same as ``other``: 3.2万件 and 31,846件."""

    other: Ref
    factor: Fraction = Fraction(1)

    def refs(self):
        return (self.result, self.other)

    def admits(self, sheet):
        mine, theirs = sheet.range_of(self.result), sheet.range_of(self.other)
        return None if mine is None or theirs is None else meet(scale(self.factor, mine), theirs)


@dataclass(frozen=True)
class ShareOf(Relation):
    """``result`` = ``factor`` x the sum of ``parts`` / the sum of ``bases``."""

    parts: tuple[Ref, ...]
    bases: tuple[Ref, ...]
    factor: Fraction = Fraction(100)

    def refs(self):
        return (self.result, *self.parts, *self.bases)

    def admits(self, sheet):
        held = [[sheet.range_of(ref) for ref in refs] for refs in (self.parts, self.bases)]
        if any(None in each for each in held):
            return None
        quotient = divide(add(*held[0]), add(*held[1]))
        return None if quotient is None else meet(sheet.range_of(self.result), scale(self.factor, quotient))


@dataclass(frozen=True)
class GrowthBy(Relation):
    """``result`` = 100 x ``change`` / (``level`` - ``sign`` x ``change``); the words say which way it went."""

    level: Ref
    change: Ref
    sign: int = 1

    def refs(self):
        return (self.result, self.level, self.change)

    def admits(self, sheet):
        level, change = sheet.range_of(self.level), sheet.range_of(self.change)
        before = add(level, scale(Fraction(-self.sign), change))
        if before[0] <= 0:
            return None
        ends = [100 * d / (n - self.sign * d) for n in level for d in change]
        return meet(sheet.range_of(self.result), (min(ends), max(ends)))


@dataclass(frozen=True)
class GrowthFrom(Relation):
    """``result`` = 100 x |``now`` / ``before`` - 1|, with the direction that the words say."""

    now: Ref
    before: Ref
    sign: int = 1

    def refs(self):
        return (self.result, self.now, self.before)

    def admits(self, sheet):
        quotient = divide(sheet.range_of(self.now), sheet.range_of(self.before))
        if quotient is None:
            return None
        growth = scale(Fraction(100 * self.sign), add(quotient, (Fraction(-1), Fraction(-1))))
        return meet(sheet.range_of(self.result), growth)


@dataclass(frozen=True)
class Apart(Relation):
    """``result`` = ``sign`` x (``now`` - ``before``)."""

    now: Ref
    before: Ref
    sign: int = 1

    def refs(self):
        return (self.result, self.now, self.before)

    def admits(self, sheet):
        difference = add(sheet.range_of(self.now), scale(Fraction(-1), sheet.range_of(self.before)))
        return meet(sheet.range_of(self.result), scale(Fraction(self.sign), difference))


@dataclass(frozen=True)
class AtMost(Relation):
    """其中: the parts may leave something out, but they are no more than ``result``."""

    parts: tuple[Ref, ...]

    def refs(self):
        return (self.result, *self.parts)

    def admits(self, sheet):
        whole, parts = sheet.range_of(self.result), [sheet.range_of(ref) for ref in self.parts]
        return add(*parts)[0] <= whole[1]


@dataclass(frozen=True)
class Counts(Relation):
    """``result`` is how many ``cells`` of a column print ``value``."""

    cells: tuple[Ref, ...]
    value: Fraction

    def refs(self):
        return (self.result, *self.cells)

    def admits(self, sheet):
        held = sum(read_number(sheet.texts[ref]) == self.value for ref in self.cells)
        return read_number(sheet.texts[self.result]) == held


@dataclass(frozen=True)
class Lists(Relation):
    """``result`` is how many things the sentence names."""

    length: int

    def refs(self):
        return (self.result,)

    def admits(self, sheet):
        return read_number(sheet.texts[self.result]) == self.length
