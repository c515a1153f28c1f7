"""Changes held against both numbers where both are printed: 同比 = 本期 ÷ 上年同期 - 1, 增减额 = 本期 - 上期."""

import re
from collections.abc import Iterator
from dataclasses import replace

from checks.engine.drafts import Draft
from checks.engine.laws import Law
from checks.engine.pairs import Form, Pair, Search, closing_pairs, reading_of, words_of
from checks.engine.pooling import Pool, sheets_to_pools
from checks.engine.sheets import Series, Sheet
from checks.engine.words import CHANGE, CURRENT, PREVIOUS, has_any
from checks.ground import Ground
from schemas.findings import Basis
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
    if law is not None:
        yield from ground.judged(_on_other_terms(law) if _speaks_of_other_terms(ground) else law)


_OTHER_TERMS = re.compile(r"同口径|可比(?:口径|价格)|不变价|[扣剔]除[^，。；]{2,20}(?:因素|影响)|还原后")
"""Words by which a bulletin says that some growth is not the plain quotient of what is printed beside it."""


def _speaks_of_other_terms(ground: Ground) -> bool:
    return any(_OTHER_TERMS.search(paragraph.text) for paragraph in ground.bulletin.document.paragraphs()) or any(
        _OTHER_TERMS.search(note.text) for table in ground.bulletin.tables for note in table.notes
    )


def _on_other_terms(law: Law) -> Law:
    return replace(law, instances=tuple(replace(instance, soft=True) for instance in law.instances))


def _by_unit(sheet: Sheet) -> tuple[Sheet, Sheet]:
    """Return the rows of percentages apart from the others: rates change by points where counts grow by per cents."""
    rates: frozenset[int] = frozenset()
    if any(not series.is_percent for series in sheet.numbers if series.kind in _SOURCES and not _is_change(series)):
        rates = frozenset(
            key
            for key in sheet.keys
            if any(series.cells[key].unit in ("%", "‰") for series in sheet.numbers if _holds_level(series, key))
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
    """Whole numbers and amounts are differences; a percentage is growth, points between rates, or 为上年的%."""
    if series.is_percent:
        return (Form.GROWTH, Form.DIFFERENCE, Form.RATIO)
    return (Form.DIFFERENCE, Form.GROWTH) if series.kind is ColumnKind.CHANGE else (Form.DIFFERENCE,)


def _choose(pool: Pool, target: Series, pairs: list[Pair], factor: int) -> Law | None:
    if not pairs:
        return None
    named = [pair for pair in pairs if _is_named(pool, target, pair)]
    pair = min(named or pairs, key=lambda each: (each.close.failing, *each.order, abs(each.upper - target.index)))
    definition = bool(named)
    if not definition and not pair.close.is_certain(pair.tried):
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
    if not has_any(target.name, CHANGE):
        return False
    if _is_dated_before(lower.name, upper.name):
        return True
    return not has_any(upper.name, PREVIOUS) and (
        has_any(lower.name, PREVIOUS) or (has_any(upper.name, CURRENT) and not has_any(lower.name, CURRENT))
    )


def _is_dated_before(earlier: str, later: str) -> bool:
    """Tell whether two names differ in their dates only, which are one year or one month (or quarter) apart."""
    dates = [_DATE.findall(name) for name in (earlier, later)]
    if any(len(found) != 1 for found in dates) or _DATE.sub("", earlier) != _DATE.sub("", later):
        return False
    (year, part), (next_year, next_part) = ((int(a), b) for ((a, b),) in dates)
    if part == next_part:
        return next_year == year + 1
    months = [int(each[:-1]) for each in (part, next_part) if _MONTH.fullmatch(each)]
    return len(months) == 2 and 12 * next_year + months[1] == 12 * year + months[0] + 1


_DATE = re.compile(r"((?:19|20)\d\d)(?:年度?)?(\d{1,2}(?:[-—~～至]\d{1,2})?月|[上下]半年|[一二三四1-4]季度)?")
_MONTH = re.compile(r"\d{1,2}月")
