"""Granularity: a rate over a whole number of things takes only some values, whatever was counted.

99.70 % of 1,617 is no whole number of things (5 missing make 99.69 %, 4 make 99.75 %). That a column is the base of
a rate column is inferred: from rates that are whole-number quotients of it in nearly all rows where chance alone
would have missed some. Exceptions are improbable, never more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log10

from checks.engine.chance import CERTAIN, with_exceptions
from checks.engine.drafts import Draft
from checks.engine.numbers import Num, ten
from checks.engine.placing import Why
from checks.engine.pooling import Pool, sheets_to_pools
from checks.ground import Ground
from checks.rules.stated import factor_of
from schemas.findings import Basis, Result
from schemas.tables import ColumnKind

CODE = "granularity"


@dataclass(frozen=True)
class WholeNumber:
    """``rate`` is that of a whole number of the ``base`` things."""

    rate: Num
    base: Num
    factor: int

    @property
    def tight(self) -> bool:
        return False

    @property
    def operands(self) -> tuple[Num, ...]:
        return (self.rate, self.base)

    def holds(self, changed: Mapping[str, int]) -> bool:
        rate = changed.get(self.rate.ref, self.rate.scaled)
        base = changed.get(self.base.ref, self.base.scaled)
        return is_reachable(rate, self.rate.places, base, self.factor)

    def solve(self, ref: str) -> tuple[int, ...]:
        """Return the nearest rates that a whole number gives."""
        return self.neighbours() if ref == self.rate.ref else ()

    def neighbours(self) -> tuple[int, ...]:
        full = self.factor * ten(self.rate.places)
        below = min(self.rate.scaled * self.base.scaled // full, self.base.scaled)
        return tuple(
            sorted(
                {_print(count * full, self.base.scaled) for count in (below, below + 1) if count <= self.base.scaled}
            )
        )


def _print(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


def is_reachable(rate: int, places: int, base: int, factor: int) -> bool:
    """Tell whether some whole number of ``base`` prints as ``rate``, ties either way."""
    if base <= 0:
        return False
    full = 2 * factor * ten(places)
    lowest = -((-(2 * rate - 1) * base) // full)
    return lowest * full <= (2 * rate + 1) * base and 0 <= lowest <= base


def check(ground: Ground) -> Iterator[Draft]:
    for pool in sheets_to_pools(ground.column_sheets):
        for rate in pool.positions():
            series = pool.first.series[rate]
            if series.kind is not ColumnKind.RATE or ground.explained(pool.first, series):
                continue
            found = _find_base(pool, rate, factor_of(series)[1])
            if found is not None:
                yield from _findings(pool, rate, found, factor_of(series)[1])


def _find_base(pool: Pool, rate: int, factor: int) -> int | None:
    """Return the count column of which the rates are whole numbers, if chance would not have it so."""
    best: tuple[float, int] | None = None
    bases = [
        index
        for index in pool.positions(summable=True)
        if all(num.exact for _, series in pool.series(index) for num in series.cells.values())
    ]
    for base in bases:
        evidence = _evidence(pool, rate, base, factor)
        if evidence is not None and evidence + log10(len(bases)) <= CERTAIN and (best is None or evidence < best[0]):
            best = (evidence, base)
    return None if best is None else best[1]


def _evidence(pool: Pool, rate: int, base: int, factor: int) -> float | None:
    """Return log10 of the chance that unrelated rates were all reachable; None if too many are not."""
    total, holding, exceptions = 0.0, 0, 0
    for relation, _ in _relations(pool, rate, base, factor):
        if relation.rate.scaled in (0, factor * ten(relation.rate.places)):
            continue
        if relation.holds({}):
            holding += 1
            total += log10(hit_chance(relation))
        else:
            exceptions += 1
    if exceptions > max(2, holding // 10):
        return None
    return with_exceptions(total, holding, exceptions)


def hit_chance(relation: WholeNumber) -> float:
    """Return the share of printable rates that some whole number of the base reaches."""
    return min(1.0, relation.base.scaled / (relation.factor * ten(relation.rate.places)))


def _relations(pool: Pool, rate: int, base: int, factor: int) -> Iterator[tuple[WholeNumber, str]]:
    for sheet in pool.sheets:
        rates, bases = sheet.series[rate].cells, sheet.series[base].cells
        for key in sheet.keys:
            if key in rates and key in bases and bases[key].scaled > 0:
                yield WholeNumber(rates[key], bases[key], factor), sheet.where(key)


def _findings(pool: Pool, rate: int, base: int, factor: int) -> Iterator[Draft]:
    names = pool.first.series[rate].plain, pool.first.series[base].plain
    relations = list(_relations(pool, rate, base, factor))
    off = sum(not relation.holds({}) for relation, _ in relations)
    for relation, where in relations:
        holds = relation.holds({})
        yield Draft(
            CODE, "", f"{names[0]}×{names[1]} 为整数", Basis.INFERRED,
            Result.EXACT if holds else Result.IMPROBABLE, names[0], where, (relation.base,), relation.rate,
            f"n÷{relation.base.raw}",
            recomputed=(relation.rate.scaled,) if holds else relation.neighbours(),
            why=Why.NONE if holds else Why.INFERRED,
            note=f"The relation holds in {len(relations) - off} of {len(relations)} rows.",
            note_zh=f"{len(relations)} 行中有 {len(relations) - off} 行成立。",
            relation=relation, table=relation.rate.table,
        )  # fmt: skip
