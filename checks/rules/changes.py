"""Changes held against both numbers where both are printed: 同比 = 本期 ÷ 上年同期 - 1, 增减额 = 本期 - 上期."""

import re
from collections.abc import Iterator
from dataclasses import replace

from checks.engine.drafts import Draft
from checks.engine.laws import Law
from checks.engine.pairs import Form, Pair, Search, closing_pairs, pair_by_name, reading_of, words_of
from checks.engine.periods import names_change, says_in_full
from checks.engine.pooling import Pool, sheets_to_pools
from checks.engine.sheets import Series, Sheet
from checks.engine.words import CHANGE, has_any
from checks.ground import Ground
from schemas.findings import Basis
from schemas.printed import PERCENT
from schemas.tables import ColumnKind

CODE = "change"

_SOURCES = (ColumnKind.COUNT, ColumnKind.AMOUNT, ColumnKind.RATE, ColumnKind.SCORE)


def check(ground: Ground) -> Iterator[Draft]:
    explained = {
        (sheet.number, sheet.transposed, series.index)
        for sheet in ground.sheets
        for series in sheet.series
        if ground.explained(sheet, series)
    }
    for part in zip(*(_by_unit(sheet) for sheet in ground.sheets), strict=True):
        for pool in sheets_to_pools([sheet for sheet in part if sheet.keys]):
            for target in pool.positions():
                series = pool.first.series[target]
                if _is_change(series) and (pool.first.number, pool.first.transposed, series.index) not in explained:
                    yield from _check_column(pool, target, ground)


def _check_column(pool: Pool, target: int, ground: Ground) -> Iterator[Draft]:
    series = pool.first.series[target]
    sources = tuple(index for index in pool.positions() if pool.first.series[index].kind in _SOURCES)
    factor = {"%": 100, "‰": 1000}.get(series.unit, 100)
    pairs = closing_pairs(Search(pool, target, sources, _forms(series), factor), ground.memory)
    pairs = [pair for pair in pairs if not ground.is_turned(pool.first, target, (pair.upper, pair.lower))]
    law = _choose(pool, series, pairs, factor)
    others = speaks_of_other_terms(ground)
    if law is None and not others and not any(pair.close.failing == 0 for pair in pairs):
        law = _by_name(pool, target, sources, ground)
    if law is not None:
        yield from ground.judged(_softened(law, everywhere=others))


_OTHER_TERMS = re.compile(r"同口径|可比(?:口径|价格)|不变价|[扣剔]除[^，。；]{2,20}(?:因素|影响)|还原后")
"""Words by which a bulletin says that some growth is not the plain quotient of what is printed beside it."""


def speaks_of_other_terms(ground: Ground) -> bool:
    return any(_OTHER_TERMS.search(paragraph.text) for paragraph in ground.bulletin.document.paragraphs()) or any(
        _OTHER_TERMS.search(note.text) for table in ground.bulletin.tables for note in table.notes
    )


def _softened(law: Law, *, everywhere: bool) -> Law:
    """Let growth prove nothing where it is measured on other terms than those of the numbers beside it."""
    soft = (everywhere or is_at_constant_prices(law.name + instance.where) for instance in law.instances)
    return replace(
        law,
        instances=tuple(
            replace(each, soft=True) if off else each for each, off in zip(law.instances, soft, strict=True)
        ),
    )


def is_at_constant_prices(name: str) -> bool:
    """Tell whether growth of this is given at constant prices, or of comparable units, without a word about it."""
    return has_any(name, ("生产总值", "GDP", "增加值", "总产值", "固定资产投资", "第一产业", "第二产业", "第三产业"))


def _by_unit(sheet: Sheet) -> tuple[Sheet, Sheet]:
    """Return the rows of percentages apart from the others: rates change by points where counts grow by per cents."""
    rates: frozenset[int] = frozenset()
    if any(not series.is_percent for series in sheet.numbers if series.kind in _SOURCES and not _is_change(series)):
        rates = frozenset(
            key
            for key in sheet.keys
            if any(series.cells[key].unit in PERCENT for series in sheet.numbers if _holds_level(series, key))
        )
    return (
        replace(sheet, keys=tuple(key for key in sheet.keys if key not in rates)),
        replace(sheet, keys=tuple(key for key in sheet.keys if key in rates)),
    )


def _holds_level(series: Series, key: int) -> bool:
    return key in series.cells and series.kind in _SOURCES and not _is_change(series)


def _is_change(series: Series) -> bool:
    if series.kind is ColumnKind.CHANGE:
        return True
    return series.kind in (ColumnKind.COUNT, ColumnKind.AMOUNT) and has_any(series.name, CHANGE)


def _forms(series: Series) -> tuple[Form, ...]:
    """Whole numbers, amounts and points are differences; a percentage is growth, points between rates, or 为上年的%."""
    if "百分点" in series.unit or "百分点" in series.name:
        return (Form.DIFFERENCE,)
    if series.is_percent:
        return (Form.GROWTH, Form.DIFFERENCE, Form.RATIO)
    return (Form.DIFFERENCE, Form.GROWTH) if series.kind is ColumnKind.CHANGE else (Form.DIFFERENCE,)


def _choose(pool: Pool, target: Series, pairs: list[Pair], factor: int) -> Law | None:
    if not pairs:
        return None
    names = [series.name for series in pool.first.series]
    named = [pair for pair in pairs if names_change(target.name, names[pair.upper], names[pair.lower])]
    pair = min(named or pairs, key=lambda each: (each.close.failing, *each.order, abs(each.upper - target.index)))
    definition = bool(named)
    if not definition and not pair.close.is_certain(pair.tried):
        return None
    return _law(pool, target, pair, factor, definition=definition)


def _law(pool: Pool, target: Series, pair: Pair, factor: int, *, definition: bool) -> Law:
    upper, lower = pool.first.series[pair.upper], pool.first.series[pair.lower]
    named = definition and _says(pool, pool.first.series.index(target), pair.upper, pair.lower)
    return Law(
        CODE, "", f"{target.plain}={words_of(pair.form, upper.plain, lower.plain)}",
        Basis.DEFINITION if definition else Basis.INFERRED, target.plain, pair.instances,
        (reading_of(pair.form, factor),), named=named,
    )  # fmt: skip


def _by_name(pool: Pool, target: int, sources: tuple[int, ...], ground: Ground) -> Law | None:
    """Return the law that the headers say in full (本期, 上年同期, 同比增长), however few rows there are."""
    series = pool.first.series[target]
    pool = Pool(tuple(replace(sheet, keys=_keys_at_plain_terms(sheet)) for sheet in pool.sheets))
    factor = {"%": 100, "‰": 1000}.get(series.unit, 100)
    said = sorted(
        (
            (upper, lower)
            for upper in sources
            for lower in sources
            if upper != lower and _says(pool, target, upper, lower)
        ),
        key=lambda pair: _how_plainly(pool, target, pair),
    )
    forms = tuple(form for form in _forms(series) if form is not Form.RATIO)
    pair = pair_by_name(Search(pool, target, sources, forms, factor), said[:_MOST_SAID], ground.memory)
    if pair is None or ground.is_turned(pool.first, target, (pair.upper, pair.lower)):
        return None
    return _law(pool, series, pair, factor, definition=True)


def _keys_at_plain_terms(sheet: Sheet) -> tuple[int, ...]:
    return tuple(key for key in sheet.keys if not is_at_constant_prices(sheet.where(key)))


_MOST_SAID = 4
"""Pairs of columns that may be meant by one name and are tried."""


def _says(pool: Pool, target: int, upper: int, lower: int) -> bool:
    """Tell whether headers say in full what a change is from and to, and nothing that is given at constant prices."""
    goal, now, before = (pool.first.series[index].name for index in (target, upper, lower))
    return says_in_full(goal, now, before) and not is_at_constant_prices(goal + now)


def _how_plainly(pool: Pool, target: int, pair: tuple[int, int]) -> tuple[int, int, int]:
    """Return what speaks less for a pair: other headers above, other words than those of periods, distance."""
    goal, now, before = (pool.first.series[index] for index in (target, *pair))
    apart = sum(each.group != goal.group for each in (now, before))
    unlike = ("累计" in now.name) != ("累计" in before.name)
    return (apart, int(unlike), abs(pair[0] - target) + abs(pair[1] - target))
