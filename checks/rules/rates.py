"""Rates that state no rule: 接通率 is 接通 over a base, and the base is the one under which the whole column closes."""

from collections.abc import Iterator
from dataclasses import replace

from checks.engine.drafts import Draft
from checks.engine.laws import Law
from checks.engine.pairs import Form, Pair, Search, closing_pairs, pair_by_name, reading_of, same_numbers, words_of
from checks.engine.pooling import Pool, sheets_to_pools
from checks.engine.sheets import Series
from checks.engine.words import DONE, bare, has_any, is_plan, is_total, negated, rate_stem, stem
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
            search = Search(pool, target, sources, forms, factor)
            pairs = [pair for pair in closing_pairs(search, ground.memory) if not _is_apart(pool, pair)]
            law = _choose(pool, series, pairs, factor)
            if law is None and not any(pair.close.failing == 0 for pair in pairs):
                law = _by_name(search, ground)
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
    return _law(pool, target, pair, factor, definition=definition)


def _law(pool: Pool, target: Series, pair: Pair, factor: int, *, definition: bool) -> Law:
    upper, lower = pool.first.series[pair.upper], pool.first.series[pair.lower]
    named = definition and pair.form is Form.RATIO and _says(pool, target, pair.upper, pair.lower)
    return Law(
        CODE, "", f"{target.plain}={words_of(pair.form, upper.plain, lower.plain)}",
        Basis.DEFINITION if definition else Basis.INFERRED, target.plain, pair.instances,
        (reading_of(pair.form, factor),), averaged=True, named=named,
    )  # fmt: skip


def _by_name(search: Search, ground: Ground) -> Law | None:
    """Return the law that the headers say in full (计划, 完成, 完成率), however few rows there are."""
    pool, series = search.pool, search.pool.first.series
    target = series[search.target]
    said = sorted(
        (
            (upper, lower)
            for upper in search.sources
            for lower in search.sources
            if upper != lower and _says(pool, target, upper, lower)
        ),
        key=lambda pair: (
            not _names_lower(target, series[pair[0]], series[pair[1]]),
            sum(series[index].group != target.group for index in pair),
            sum(abs(index - search.target) for index in pair),
        ),
    )
    pair = pair_by_name(replace(search, forms=(Form.RATIO,)), said[:_MOST_SAID], ground.memory)
    if pair is None or ground.is_turned(pool.first, search.target, (pair.upper, pair.lower)):
        return None
    return _law(pool, target, pair, search.factor, definition=True)


_MOST_SAID = 4
"""Pairs of columns that may be meant by one name and are tried."""


def _says(pool: Pool, target: Series, above: int, below: int) -> bool:
    """Tell whether headers say in full what a rate is of: 受理, 办结, 办结率 and no other count; 计划, 完成, 完成率."""
    upper, lower = pool.first.series[above], pool.first.series[below]
    if is_plan(lower.name) and not is_plan(upper.name) and has_any(upper.name, DONE):
        return has_any(target.name, DONE) or is_plan(target.name)
    if _names_upper(target, upper, Form.RATIO) < 2:
        return False
    beside = [index for index in pool.positions(summable=True) if pool.first.series[index].group == upper.group]
    return _names_lower(target, upper, lower) or sorted(beside) == sorted((above, below))


def _is_apart(pool: Pool, pair: Pair) -> bool:
    """Tell whether a complement is taken of what its part is no part of: 未办结 ÷ 办结."""
    upper, lower = pool.first.series[pair.upper], pool.first.series[pair.lower]
    return pair.form is Form.COMPLEMENT and negated(upper.name) == stem(lower.name)


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
