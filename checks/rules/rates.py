"""Rates that state no rule: 接通率 is 接通 over a base, and the base is the one under which the whole column closes."""

from collections.abc import Iterator

from checks.engine.drafts import Draft
from checks.engine.laws import Law
from checks.engine.pairs import Form, Pair, Search, closing_pairs, reading_of, same_numbers, words_of
from checks.engine.pooling import Pool, sheets_to_pools
from checks.engine.sheets import Series
from checks.engine.words import bare, is_total, negated, rate_stem, stem
from checks.ground import Ground
from checks.rules.stated import factor_of
from schemas.findings import Basis
from schemas.tables import ColumnKind

CODE = "rate"


def check(ground: Ground) -> Iterator[Draft]:
    for pool in sheets_to_pools(ground.sheets):
        sources = pool.positions(summable=True)
        for target in pool.positions():
            series = pool.first.series[target]
            if series.kind is not ColumnKind.RATE or ground.explained(pool.first, series):
                continue
            forms = (Form.RATIO, Form.COMPLEMENT)
            factor = factor_of(series)[1]
            pairs = closing_pairs(Search(pool, target, sources, forms, factor), ground.memory)
            law = _choose(pool, series, pairs, factor)
            if law is not None:
                yield from ground.judged(law)


def _choose(pool: Pool, target: Series, pairs: list[Pair], factor: int) -> Law | None:
    """Return the law of the pair that closes best; among pairs that close alike, of the one that is named."""
    if not pairs:
        return None
    best = pairs[0]
    alike = [
        pair for pair in pairs if (pair.close.failing, pair.close.holding) == (best.close.failing, best.close.holding)
    ]
    pair = max(alike, key=lambda each: (_named(pool, target, each), each.form is Form.RATIO, -each.upper, -each.lower))
    upper, lower = pool.first.series[pair.upper], pool.first.series[pair.lower]
    if _names_upper(target, upper, pair.form) < 2:
        pair = min(alike, key=lambda each: (-_named(pool, target, each), each.close.evidence, each.upper, each.lower))
        upper, lower = pool.first.series[pair.upper], pool.first.series[pair.lower]
    unrivalled = all(
        same_numbers(pool, other.lower, pair.lower) for other in alike if other.upper == pair.upper
    ) or _names_lower(target, upper, lower)
    definition = _names_upper(target, upper, pair.form) == 2 and unrivalled
    if not definition and not pair.close.is_certain(pair.tried):
        return None
    return Law(
        CODE, "", f"{target.plain}={words_of(pair.form, upper.plain, lower.plain)}",
        Basis.DEFINITION if definition else Basis.INFERRED, target.plain, pair.instances,
        (reading_of(pair.form, factor),), averaged=True,
    )  # fmt: skip


def _named(pool: Pool, target: Series, pair: Pair) -> int:
    upper, lower = pool.first.series[pair.upper], pool.first.series[pair.lower]
    return 2 * _names_upper(target, upper, pair.form) + _names_lower(target, upper, lower)


def _names_upper(target: Series, upper: Series, form: Form) -> int:
    """Return 2 if the rate is called after what is counted (接通率, 接通数), 1 if the names overlap, else 0."""
    wanted = {stem(word) for name in target.called if (word := rate_stem(name)) is not None}
    denied = form is Form.COMPLEMENT
    counted = {word for name in upper.called if (word := negated(name) if denied else stem(name)) is not None}
    if wanted & counted:
        return 2
    return int(any(a in b or b in a for a in wanted for b in counted))


def _names_lower(target: Series, upper: Series, lower: Series) -> bool:
    """Tell whether the base is called the whole: a total, 应结案 for 结案, or what the rate's name has after 占."""
    said = bare(target.name)
    bases = {stem(name) for name in lower.called}
    return (
        is_total(lower.name)
        or any("应" + stem(name) in bases for name in upper.called)
        or any(mark + base in said for base in bases for mark in ("占", "完成", "为"))
    )
