"""Relations that hold between printed cells, and whether given strings still admit them.

``admits`` answers True or False, or None where the relation says nothing (a cell holds no number, a divisor may be
0). It asks the most generous question: is there any set of true values that prints as shown?
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from generator.numbers import Range, Style, add, divide, meet, read_number, scale

Ref = tuple[str, int, int]
"""Table key, body row, column: all from 0, the header not counted."""


@dataclass(frozen=True)
class Sheet:
    """What is printed: the strings of all value cells and their habits."""

    texts: Mapping[Ref, str]
    styles: Mapping[Ref, Style]

    def range_of(self, ref: Ref) -> Range | None:
        return self.styles[ref].range_of(self.texts[ref])


@dataclass(frozen=True)
class Relation:
    """``basis``: stated (the bulletin prints the rule), definition (headers and labels say so), inferred."""

    basis: str
    result: Ref

    @property
    def kind(self) -> str:
        return type(self).__name__.lower()

    def refs(self) -> tuple[Ref, ...]:
        raise NotImplementedError

    def admits(self, sheet: Sheet) -> bool | None:
        raise NotImplementedError


def _fits(sheet: Sheet, ref: Ref, recomputed: Range | None) -> bool | None:
    printed = sheet.range_of(ref)
    if printed is None or recomputed is None:
        return None
    return meet(printed, recomputed)


@dataclass(frozen=True)
class Sum(Relation):
    """``result`` = the sum of ``plus`` - the sum of ``minus``."""

    plus: tuple[Ref, ...]
    minus: tuple[Ref, ...] = ()

    def refs(self):
        return (self.result, *self.plus, *self.minus)

    def admits(self, sheet):
        plus = [sheet.range_of(ref) for ref in self.plus]
        minus = [sheet.range_of(ref) for ref in self.minus]
        if None in plus or None in minus:
            return None
        return _fits(sheet, self.result, add(*plus, *(scale(Fraction(-1), held) for held in minus)))


@dataclass(frozen=True)
class Ratio(Relation):
    """``result`` = ``factor`` x ``upper`` / ``lower``."""

    upper: Ref
    lower: Ref
    factor: Fraction = Fraction(100)

    def refs(self):
        return (self.result, self.upper, self.lower)

    def admits(self, sheet):
        upper, lower = sheet.range_of(self.upper), sheet.range_of(self.lower)
        if upper is None or lower is None:
            return None
        quotient = divide(upper, lower)
        return None if quotient is None else _fits(sheet, self.result, scale(self.factor, quotient))


@dataclass(frozen=True)
class Growth(Relation):
    """``result`` = 100 x (``now`` / ``before`` - 1)."""

    now: Ref
    before: Ref

    def refs(self):
        return (self.result, self.now, self.before)

    def admits(self, sheet):
        now, before = sheet.range_of(self.now), sheet.range_of(self.before)
        if now is None or before is None:
            return None
        quotient = divide(now, before)
        if quotient is None:
            return None
        return _fits(sheet, self.result, scale(Fraction(100), add(quotient, (Fraction(-1), Fraction(-1)))))


@dataclass(frozen=True)
class Weighted(Relation):
    """``result`` = the sum of weight x rate over ``terms``; a reversed term counts ``whole`` - rate."""

    terms: tuple[tuple[Fraction, Ref, bool], ...]
    whole: Fraction = Fraction(100)

    def refs(self):
        return (self.result, *(ref for _, ref, _ in self.terms))

    def admits(self, sheet):
        parts = []
        for weight, ref, reverse in self.terms:
            held = sheet.range_of(ref)
            if held is None:
                return None
            if reverse:
                held = (self.whole - held[1], self.whole - held[0])
            parts.append(scale(weight, held))
        return _fits(sheet, self.result, add(*parts))


@dataclass(frozen=True)
class Band:
    """Scores from ``low`` (counted in or not) up get ``grade``; bands stand from the best down."""

    grade: str
    low: Fraction | None
    closed: bool = True

    def holds(self, score: Fraction) -> bool:
        return self.low is None or score > self.low or (self.closed and score == self.low)


def grade_of(bands: tuple[Band, ...], score: Fraction) -> str:
    return next(band.grade for band in bands if band.holds(score))


@dataclass(frozen=True)
class Graded(Relation):
    """The grade in ``result`` is that of the printed score."""

    score: Ref
    bands: tuple[Band, ...]

    def refs(self):
        return (self.result, self.score)

    def admits(self, sheet):
        score, grade = read_number(sheet.texts[self.score]), sheet.texts[self.result]
        if score is None or grade not in {band.grade for band in self.bands}:
            return None
        return grade == grade_of(self.bands, score)


@dataclass(frozen=True)
class Ranked(Relation):
    """Ranks follow the printed scores; equal scores leave the order open."""

    pairs: tuple[tuple[Ref, Ref], ...]
    descending: bool = True

    def refs(self):
        return tuple(ref for pair in self.pairs for ref in pair)

    def admits(self, sheet):
        known = []
        for rank, score in self.pairs:
            found = (read_number(sheet.texts[rank]), read_number(sheet.texts[score]))
            if None in found:
                continue
            known.append((found[0], found[1] if self.descending else -found[1]))
        if len(known) < 2:
            return None
        for rank, score in known:
            better = {other for _, other in known if other > score}
            reach = sum(other >= score for _, other in known)
            if not len(better) + 1 <= rank <= reach:
                return False
        ordered = sorted(known, key=lambda pair: -pair[1])
        return all(a[0] < b[0] for a, b in pairwise(ordered) if a[1] > b[1])


@dataclass(frozen=True)
class Ordered(Relation):
    """Rows stand by the values of ``column``, as the bulletin says."""

    column: tuple[Ref, ...]
    descending: bool = True

    def refs(self):
        return self.column

    def admits(self, sheet):
        known = [value for ref in self.column if (value := read_number(sheet.texts[ref])) is not None]
        if not self.descending:
            known = [-value for value in known]
        return all(a >= b for a, b in pairwise(known))
