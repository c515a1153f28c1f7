"""Sums that nobody states: two or three columns that add up to another in nearly all rows of all tables of a header.

What is called by both its parts (优良天数 of 优 and 良, 进出口 of 进口 and 出口) needs no such
rows: the name defines it.

Columns are compared as whole integers, so nothing is rounded away. A relation is kept only if chance would not have
made it, if no relation of almost the same columns holds better, and if it does not follow from two kept ones. What
is found so is ``inferred`` and makes its exceptions improbable at most.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from math import comb, log10

import numpy as np
import numpy.typing as npt

from checks.engine.chance import CERTAIN, with_exceptions
from checks.engine.drafts import Draft
from checks.engine.laws import Law
from checks.engine.pooling import Pool, sheets_to_pools
from checks.engine.sheets import Series
from checks.engine.support import close_by_name
from checks.engine.words import stem
from checks.ground import MOST_MINED, Ground
from checks.rules.sums import plus
from schemas.findings import Basis

CODE = "mined-sum"

MOST_COLUMNS = 80
"""Wider tables are not mined at all; those above ``MOST_MINED`` for sums of two columns only."""

_FEWEST_ROWS = 6
"""Rows in which no operand is 0 and the relation holds."""

_SHARE = 0.9
_SHARE_NONTRIVIAL = 0.8


@dataclass(frozen=True, slots=True)
class _Found:
    whole: int
    parts: tuple[int, ...]
    exceptions: int
    evidence: float

    @property
    def columns(self) -> frozenset[int]:
        return frozenset((self.whole, *self.parts))


def check(ground: Ground) -> Iterator[Draft]:
    for pool in sheets_to_pools(ground.sheets):
        columns = pool.positions(summable=True)
        if len(columns) < 3:
            continue
        for law in _named(pool, columns, ground):
            yield from ground.judged(law)
        matrix = _pool_to_matrix(pool, columns)
        if matrix is None or len(matrix) < _FEWEST_ROWS:
            continue
        if len(columns) > MOST_MINED:
            ground.leave_unmined(pool.sheets, len(columns))
        if len(columns) > MOST_COLUMNS:
            continue
        for found in _keep(_search(matrix), pool, columns, ground):
            yield from ground.judged(_law(pool, columns, found))


def _named(pool: Pool, columns: tuple[int, ...], ground: Ground) -> Iterator[Law]:
    """Yield the sums that a column is called by, where the numbers do not speak against them."""
    series = pool.first.series
    for whole in columns:
        for parts in combinations(columns, 2):
            if whole in parts or not is_called_by(series[whole].called, *(series[part].called for part in parts)):
                continue
            if ground.explained(pool.first, series[whole]) or ground.is_turned(pool.first, whole, parts):
                continue
            text = f"{series[whole].plain}={'+'.join(series[part].plain for part in parts)}"
            instances = tuple(pool.instances(whole, parts, plus(2)))
            law = Law(CODE, "", text, Basis.DEFINITION, series[whole].plain, instances, named=True)
            if close_by_name(law, ground.memory) is not None:
                yield law


def is_called_by(whole: Iterable[str], one: Iterable[str], other: Iterable[str]) -> bool:
    """Tell whether a name is made of two others, what these end in alike said once: 进出口总额 of 进口额 and 出口额."""
    wanted = {_core(name) for name in whole}
    for a, b in ((_core(a), _core(b)) for a in one for b in other):
        shared = next((at for at in range(min(len(a), len(b)), -1, -1) if a[len(a) - at :] == b[len(b) - at :]), 0)
        first, second, end = a[: len(a) - shared], b[: len(b) - shared], a[len(a) - shared :]
        if not first or not second:
            continue
        made = (first + second + end, second + first + end)
        if any(name.startswith(made) and len(name) <= len(made[0]) + _LONGEST_TAIL for name in wanted):
            return True
    return False


def _core(name: str) -> str:
    """Return what is measured: 进口 of 进口额, 进出口 of 进出口总值."""
    text = stem(name)
    tail = next((tail for tail in ("总额", "总值", "金额", "额", "值") if text.endswith(tail)), "")
    return text.removesuffix(tail) or text


_LONGEST_TAIL = 2
"""Characters that a name may have behind those of its parts: 优良天数."""


def _law(pool: Pool, columns: tuple[int, ...], found: _Found) -> Law:
    series = pool.first.series
    whole, parts = columns[found.whole], [columns[part] for part in found.parts]
    text = f"{series[whole].plain}={'+'.join(series[part].plain for part in parts)}"
    return Law(
        CODE, "", text, Basis.INFERRED, series[whole].plain, tuple(pool.instances(whole, parts, plus(len(parts))))
    )


def _pool_to_matrix(pool: Pool, columns: tuple[int, ...]) -> npt.NDArray[np.int64] | None:
    """Return the rows that are whole in all columns, as integers of one scale; None if they do not fit."""
    places = max(
        (num.places for sheet in pool.sheets for index in columns for num in sheet.series[index].cells.values()),
        default=0,
    )
    rows = []
    for sheet in pool.sheets:
        series: list[Series] = [sheet.series[index] for index in columns]
        for key in sheet.keys:
            nums = [each.cells.get(key) for each in series]
            if all(num is not None for num in nums):
                rows.append([num.scaled * 10 ** (places - num.places) for num in nums if num is not None])
    if any(abs(value) > 2**50 for row in rows for value in row):
        return None
    return np.array(rows, dtype=np.int64)


def _search(matrix: npt.NDArray[np.int64]) -> list[_Found]:
    """Return all relations that hold in nearly all rows and are not made by chance."""
    found = []
    width = matrix.shape[1]
    sizes = (2, 3) if width <= MOST_MINED else (2,)
    for size in sizes:
        tried = log10(max(1, comb(width, size) * (width - size)))
        for parts in combinations(range(width), size):
            held = matrix[:, parts]
            agreeing = held.sum(axis=1)[:, None] == matrix
            counts = agreeing.sum(axis=0)
            for whole in np.flatnonzero(counts >= _SHARE * len(matrix)):
                if int(whole) in parts:
                    continue
                relation = _weigh(held, agreeing[:, whole], int(whole), parts, tried)
                if relation is not None:
                    found.append(relation)
    return found


def _weigh(
    held: npt.NDArray[np.int64], agreeing: npt.NDArray[np.bool_], whole: int, parts: tuple[int, ...], tried: float
) -> _Found | None:
    """Judge a relation by the rows in which no part is 0: in the others a sum is a copy."""
    telling = (held != 0).all(axis=1)
    holding = int((telling & agreeing).sum())
    missed = int((telling & ~agreeing).sum())
    exceptions = int((~agreeing).sum())
    if holding < _FEWEST_ROWS or holding < _SHARE_NONTRIVIAL * (holding + missed):
        return None
    smallest = np.abs(held[telling & agreeing]).min(axis=1)
    evidence = with_exceptions(float(-np.log10(1.0 + smallest).sum()), len(agreeing) - exceptions, exceptions) + tried
    return _Found(whole, parts, exceptions, evidence) if evidence <= CERTAIN else None


def _keep(found: list[_Found], pool: Pool, columns: tuple[int, ...], ground: Ground) -> Iterator[_Found]:
    """Yield the relations that stand for themselves, the best first."""
    kept: list[_Found] = []
    for each in sorted(found, key=lambda one: (len(one.parts), one.exceptions, one.evidence, one.whole, one.parts)):
        if any(_is_shadow(each, other) for other in found) or _follows(each, kept):
            continue
        kept.append(each)
        indexes = [pool.first.series[columns[index]].index for index in (each.whole, *each.parts)]
        known = ground.explained(pool.first, pool.first.series[columns[each.whole]])
        if frozenset(indexes[1:]) not in known:
            yield each


def _is_shadow(one: _Found, other: _Found) -> bool:
    """Tell whether a relation of the same columns but one holds in more rows: then this one is its near copy."""
    return (
        other.exceptions < one.exceptions
        and len(other.parts) == len(one.parts)
        and len(one.columns & other.columns) == len(one.columns) - 1
    )


def _follows(one: _Found, kept: list[_Found]) -> bool:
    """Tell whether a relation of three parts is two kept ones put together, or a kept one with a stranger."""
    if len(one.parts) == 2:
        return any(one.columns == other.columns for other in kept)
    for inner in kept:
        if inner.columns <= one.columns:
            return True
        if set(inner.parts) <= set(one.parts):
            rest = (set(one.parts) - set(inner.parts)) | {inner.whole}
            if any(other.whole == one.whole and set(other.parts) == rest for other in kept):
                return True
    return False
