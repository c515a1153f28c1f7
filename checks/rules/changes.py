"""Changes held against both numbers where both are printed: 同比 = 本期 ÷ 上年同期 - 1, 增减额 = 本期 - 上期."""

from collections.abc import Iterator
from math import log10

from checks.engine.chance import CERTAIN
from checks.engine.drafts import Draft
from checks.engine.laws import Law
from checks.engine.pairs import Form, Pair, Search, closing_pairs, reading_of, words_of
from checks.engine.pooling import Pool, sheets_to_pools
from checks.engine.sheets import Series
from checks.engine.words import CHANGE, CURRENT, PREVIOUS, has_any
from checks.ground import Ground
from schemas.findings import Basis
from schemas.tables import ColumnKind

CODE = "change"

_SOURCES = (ColumnKind.COUNT, ColumnKind.AMOUNT, ColumnKind.RATE, ColumnKind.SCORE)


def check(ground: Ground) -> Iterator[Draft]:
    for pool in sheets_to_pools(ground.sheets):
        sources = tuple(index for index in pool.positions() if pool.first.series[index].kind in _SOURCES)
        for target in pool.positions():
            series = pool.first.series[target]
            if not _is_change(series) or ground.explained(pool.first, series):
                continue
            factor = {"%": 100, "‰": 1000}.get(series.unit, 100)
            pairs = closing_pairs(Search(pool, target, sources, _forms(series), factor), ground.memory)
            law = _choose(pool, series, pairs, factor)
            if law is not None:
                yield from ground.judged(law)


def _is_change(series: Series) -> bool:
    if series.kind is ColumnKind.CHANGE:
        return True
    return series.kind in (ColumnKind.COUNT, ColumnKind.AMOUNT) and has_any(series.name, CHANGE)


def _forms(series: Series) -> tuple[Form, ...]:
    """Whole numbers and amounts are differences; a percentage is growth, points between rates, or 为上年的%."""
    if series.is_percent:
        return (Form.GROWTH, Form.DIFFERENCE, Form.RATIO)
    return (Form.DIFFERENCE, Form.GROWTH)


def _choose(pool: Pool, target: Series, pairs: list[Pair], factor: int) -> Law | None:
    if not pairs:
        return None
    named = [pair for pair in pairs if _is_named(pool, target, pair)]
    pair = min(
        named or pairs,
        key=lambda each: (each.failing, round(each.evidence, 6), each.form, abs(each.upper - target.index), each.lower),
    )
    definition = bool(named) and pair.failing <= max(1, pair.holding // 5)
    if not definition and pair.evidence + log10(pair.tried) > CERTAIN:
        return None
    upper, lower = pool.first.series[pair.upper], pool.first.series[pair.lower]
    return Law(
        CODE, "", f"{target.plain}={words_of(pair.form, upper.plain, lower.plain)}",
        Basis.DEFINITION if definition else Basis.INFERRED, target.plain, pair.instances,
        (reading_of(pair.form, factor),),
    )  # fmt: skip


def _is_named(pool: Pool, target: Series, pair: Pair) -> bool:
    """Tell whether the headers say it: a change, from a column of an earlier period to one that is not."""
    upper, lower = pool.first.series[pair.upper], pool.first.series[pair.lower]
    return (
        has_any(target.name, CHANGE)
        and not has_any(upper.name, PREVIOUS)
        and (has_any(lower.name, PREVIOUS) or (has_any(upper.name, CURRENT) and not has_any(lower.name, CURRENT)))
    )
