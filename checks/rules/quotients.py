"""Quotients and products of columns: 人均 = 额÷人口, 总产 = 单产×面积, also where nothing but the numbers says so.

What is mined must hold in nearly all rows within what is printed, and be nothing that chance makes of so many
columns: the chance that a row fits is measured by how much the least spread of the columns leaves open, so that a
column that hardly changes proves nothing. A power of ten (万元, ‰, 女=100) is chosen by the whole column. Exceptions
of what no header says are ``improbable`` at most.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, groupby, permutations
from math import log, log10

import numpy as np
import numpy.typing as npt

from checks.engine.chance import CERTAIN, with_exceptions
from checks.engine.drafts import Draft
from checks.engine.formulas import Tree
from checks.engine.laws import Law
from checks.engine.numbers import Num, rounds_to
from checks.engine.pooling import Pool, sheets_to_pools
from checks.engine.ratios import says_product, says_quotient
from checks.engine.support import Closeness, close_by_name, closeness
from checks.engine.words import adds_up
from checks.ground import MOST_MINED, Ground
from schemas.findings import Basis
from schemas.rules import Expression, Name, Number, Operation
from schemas.tables import ColumnKind

CODE = "quotient"

MOST_COLUMNS_FOR_THREE = 10
"""Among so many columns three are tried together: 人数×标准×月数."""

_FEWEST_ROWS = 4
"""Rows in which a mined relation must hold."""

_SHARE = 0.8
_LARGEST_POWER = 9

_KINDS = (ColumnKind.COUNT, ColumnKind.AMOUNT, ColumnKind.RATE, ColumnKind.SCORE)

_QUOTIENT, _PRODUCT = (1, -1), (1, 1)
_OF_THREE = ((1, 1, 1), (1, 1, -1), (1, -1, -1))

Floats = npt.NDArray[np.float64]
_Shape = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Found:
    """``target`` = the product of ``parts`` to their ``powers``, times a power of ten; all by position in the pool."""

    target: int
    parts: tuple[int, ...]
    powers: tuple[int, ...]
    ten: int

    def formula(self) -> Tree:
        names = tuple(f"x{position}" for position in range(len(self.parts)))
        tree: Expression = Name(names[0])
        for name, power in zip(names[1:], self.powers[1:], strict=True):
            tree = Operation("*" if power > 0 else "/", tree, Name(name))
        if self.ten:
            tree = Operation("*" if self.ten > 0 else "/", tree, _power_of_ten(abs(self.ten)))
        return Tree(tree, names)


def _power_of_ten(power: int) -> Number:
    return Number(Fraction(10**power), str(10**power))


def check(ground: Ground) -> Iterator[Draft]:
    for pool in sheets_to_pools(ground.sheets):
        columns = [index for index in pool.positions() if pool.first.series[index].kind in _KINDS]
        if len(columns) < 3:
            continue
        rows = _Rows.of(pool, columns)
        for target in columns:
            for found, law in _named(pool, target, columns, rows, ground):
                if not _is_known(found, pool, ground):
                    yield from ground.judged(law)
        if len(rows.logs) < _FEWEST_ROWS:
            continue
        if len(columns) > MOST_MINED:
            ground.leave_unmined(pool.sheets, len(columns))
            continue
        for found, law in _mined(pool, rows, ground):
            if not _is_known(found, pool, ground):
                yield from ground.judged(law)


def _is_known(found: _Found, pool: Pool, ground: Ground) -> bool:
    """Tell whether the column is explained already, or the relation is a known one solved for another column.

    One of three columns, of which one is explained itself, is two relations put together.
    """
    series = pool.first.series
    together = len(found.parts) > 2 and any(ground.explained(pool.first, series[part]) for part in found.parts)
    return (
        together
        or bool(ground.explained(pool.first, series[found.target]))
        or ground.is_turned(pool.first, found.target, found.parts)
    )


@dataclass(frozen=True)
class _Rows:
    """Logarithms of the numbers of all rows, and how far their digits leave them open; nan where none stands.

    ``open`` is that of results, ``open_parts`` of operands, among which what was counted is exact.
    """

    columns: tuple[int, ...]
    logs: Floats
    open: Floats
    open_parts: Floats

    @classmethod
    def of(cls, pool: Pool, columns: Sequence[int]) -> "_Rows":
        cells = [
            [sheet.series[index].cells.get(key) for index in columns] for sheet in pool.sheets for key in sheet.keys
        ]
        shape = (len(cells), len(columns))
        return cls(
            tuple(columns),
            np.array([[_log_of(num) for num in row] for row in cells], dtype=np.float64).reshape(shape),
            np.array([[_open_of(num) for num in row] for row in cells], dtype=np.float64).reshape(shape),
            np.array(
                [[0.0 if num is None or num.exact else _open_of(num) for num in row] for row in cells], dtype=np.float64
            ).reshape(shape),
        )

    def spread(self, column: int) -> float:
        held = self.logs[:, column]
        held = held[~np.isnan(held)]
        return float(np.quantile(held, 0.9) - np.quantile(held, 0.1)) if len(held) else 0.0


def _log_of(num: Num | None) -> float:
    return log10(num.scaled) - num.places if num is not None and num.scaled > 0 else float("nan")


def _open_of(num: Num | None) -> float:
    """Return half of what the digits leave open, as a logarithm."""
    return 0.5 / num.scaled / log(10) if num is not None and num.scaled > 0 else float("nan")


def _named(
    pool: Pool, target: int, columns: Sequence[int], rows: _Rows, ground: Ground
) -> Iterator[tuple[_Found, Law]]:
    """Yield the quotient that the headers name, where the numbers do not speak against it."""
    series = pool.first.series
    if ground.explained(pool.first, series[target]):
        return
    said = [
        (parts, powers)
        for parts in permutations(columns, 2)
        if target not in parts
        for powers, says in ((_QUOTIENT, says_quotient), (_PRODUCT, says_product))
        if says(series[target], series[parts[0]], series[parts[1]])
    ]
    held: list[tuple[int, int, tuple[_Found, Law]]] = []
    for order, (parts, powers) in enumerate(said[:_MOST_SAID]):
        found = _scaled(rows, target, parts, powers)
        if found is None:
            continue
        law = _law(pool, found, Basis.DEFINITION)
        close = close_by_name(law, ground.memory)
        if close is not None:
            held.append((close.failing - close.holding, order, (found, law)))
    if held:
        best = min(held, key=lambda each: each[:2])
        alike = sum(each[0] == best[0] for each in held)
        yield best[2] if alike == 1 or len(said) == 1 else (best[2][0], replace(best[2][1], basis=Basis.INFERRED))


_MOST_SAID = 6
"""Pairs of columns that may be meant by one name and are tried."""


def _scaled(rows: _Rows, target: int, parts: tuple[int, ...], powers: tuple[int, ...]) -> _Found | None:
    """Return the relation with the power of ten under which most rows come near it."""
    at = [rows.columns.index(part) for part in parts]
    off = rows.logs[:, rows.columns.index(target)] - rows.logs[:, at] @ np.array(powers, dtype=np.float64)
    off = off[~np.isnan(off)]
    if not len(off):
        return None
    power = round(float(np.median(off)))
    return _Found(target, parts, powers, power) if abs(power) <= _LARGEST_POWER else None


def _law(pool: Pool, found: _Found, basis: Basis) -> Law:
    series = pool.first.series
    formula = found.formula()
    name = series[found.target].plain
    text = f"{name}={formula.write([series[part].plain for part in found.parts])}"
    instances = tuple(
        instance
        for instance in pool.instances(found.target, found.parts, formula)
        if not any(instance.target.value == num.value for num in instance.operands)
    )
    return Law(CODE, "", text, basis, name, instances, averaged=True, named=basis is Basis.DEFINITION)


def _mined(pool: Pool, rows: _Rows, ground: Ground) -> list[tuple[_Found, Law]]:
    """Return what holds in nearly all rows and is not made by chance, the surest first."""
    width = len(rows.columns)
    explained = [bool(ground.explained(pool.first, pool.first.series[index])) for index in rows.columns]
    shapes: list[_Shape] = [(_QUOTIENT, pair) for pair in permutations(range(width), 2)]
    shapes += [(_PRODUCT, pair) for pair in combinations(range(width), 2)]
    if width <= MOST_COLUMNS_FOR_THREE:
        known = [index for index in range(width) if not explained[index]]
        shapes += [(powers, triple) for powers in _OF_THREE for triple in _triples(known, powers)]
    tried = len(shapes) * max(1, width - 2)
    spreads = [rows.spread(column) for column in range(width)]
    weighed: list[tuple[tuple[int, int, int, int, int], _Found, Law]] = []
    for target in range(width):
        if explained[target]:
            continue
        fitting = [shape for shape in shapes if _may_give(pool, rows, target, shape)]
        for powers, parts in _near(rows, target, fitting, spreads, log10(tried)):
            found = _scaled(rows, rows.columns[target], tuple(rows.columns[part] for part in parts), powers)
            if found is None:
                continue
            law = _law(pool, found, Basis.INFERRED)
            close = closeness(law, ground.memory)
            if _is_borne_out(close, tried):
                key = (len(parts), -_count_exact(law), _oddness(pool, found), close.failing, found.target)
                weighed.append((key, found, law))
    return [(found, law) for _, found, law in sorted(weighed, key=lambda each: each[0])]


def _count_exact(law: Law) -> int:
    """Count the results that print as computed: of one relation, solved for each column, most of that which was."""
    values = ((each.target, each.formula.at([num.ratio for num in each.operands])) for each in law.instances)
    return sum(value is not None and target.scaled in rounds_to(value, target.places) for target, value in values)


def _oddness(pool: Pool, found: _Found) -> int:
    """Return 0 where a quotient is a number that does not add up over rows or a product one that does, else 1."""
    series = pool.first.series[found.target]
    columns = pool.first.table.column_at()
    adds = series.summable and adds_up(series.name) and (pool.first.transposed or columns[series.index].adds)
    return int(adds is not (found.powers[-1] > 0))


def _may_give(pool: Pool, rows: _Rows, target: int, shape: _Shape) -> bool:
    """Tell whether a column may be computed so: a count from counts by multiplying, a score from rates.

    Rates have checks of their own; a count that a rate and its base give is that relation turned round.
    """
    powers, parts = shape
    goal, *others = (pool.first.series[rows.columns[index]] for index in (target, *parts))
    if goal.kind is ColumnKind.RATE or (
        not all(each.summable for each in others) and goal.kind is not ColumnKind.SCORE
    ):
        return False
    return goal.kind is not ColumnKind.COUNT or (min(powers) > 0 and not rows.open_parts[:, parts].any())


def _triples(columns: Sequence[int], powers: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Yield each set of three once per way in which it can be multiplied and divided."""
    for triple in combinations(columns, 3):
        if powers == (1, 1, 1):
            yield triple
        elif powers == (1, 1, -1):
            yield from ((*(part for part in triple if part != last), last) for last in triple)
        else:
            yield from ((first, *(part for part in triple if part != first)) for first in triple)


def _is_borne_out(close: Closeness, tried: int) -> bool:
    few = close.failing <= max(1, close.holding // 8)
    return close.holding >= _FEWEST_ROWS and few and close.is_certain(tried)


def _near(
    rows: _Rows, target: int, shapes: Sequence[_Shape], spreads: Sequence[float], tried: float
) -> Iterator[_Shape]:
    """Yield the shapes that come near the target in nearly all rows, which their digits leave little room for."""
    for shape in _perhaps_near(rows, target, [shape for shape in shapes if target not in shape[1]]):
        powers, parts = shape
        narrow = _spread_of(target, parts, spreads)
        if narrow <= 0:
            continue
        off = rows.logs[:, target] - rows.logs[:, parts] @ np.array(powers, dtype=np.float64)
        held = ~np.isnan(off)
        count = int(held.sum())
        room = _room(rows.open[held, target] + rows.open_parts[held][:, parts].sum(axis=1))
        fits = np.abs(off[held] - np.rint(np.median(off[held]))) <= room
        holding = int(fits.sum())
        if holding < max(_FEWEST_ROWS, _SHARE * count):
            continue
        chance = float(np.log10(np.minimum(1.0, 2 * room[fits] / (narrow + 2 * room[fits]))).sum())
        if with_exceptions(chance, holding, count - holding) + tried <= CERTAIN:
            yield shape


def _room(opened: Floats) -> Floats:
    """Return how far a row may be off: what the digits leave open, or cut off ones, and a little for the arithmetic."""
    return 2.2 * opened + 1e-12


def _perhaps_near(rows: _Rows, target: int, shapes: Sequence[_Shape]) -> Iterator[_Shape]:
    """Yield the shapes that are near some power of ten times the target in most of a sample of rows."""
    sample = np.linspace(0, len(rows.logs) - 1, min(len(rows.logs), _SAMPLE)).astype(int)
    logs, opened = rows.logs[sample], rows.open_parts[sample]
    for powers, group in groupby(shapes, key=lambda shape: shape[0]):
        members = list(group)
        parts = np.array([parts for _, parts in members])
        off = logs[:, target, None] - sum(power * logs[:, parts[:, at]] for at, power in enumerate(powers))
        room = _room(rows.open[sample, target][:, None] + sum(opened[:, parts[:, at]] for at in range(len(powers))))
        held = (~np.isnan(off)).sum(axis=0)
        near = (np.abs(off - np.rint(off)) <= room).sum(axis=0)
        for index in np.flatnonzero((held >= _FEWEST_ROWS) & (near >= _SHARE * held)):
            yield members[int(index)]


_SAMPLE = 200
"""Rows of long tables that a relation is first looked for in."""


def _spread_of(target: int, parts: tuple[int, ...], spreads: Sequence[float]) -> float:
    """Return the least spread of the columns, of those that change where three are taken together."""
    moving = [spreads[part] for part in parts if spreads[part] > 0]
    if len(moving) < 2:
        return 0.0
    return min(spreads[target], *moving)
