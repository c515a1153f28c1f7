"""Years or months in rows: a change over the period before is held against the row of that period.

Nothing is proved by it: the earlier number may have been revised since, and the change measured from what it became.
"""

import re
from collections.abc import Iterator

from checks.engine.drafts import Draft
from checks.engine.formulas import Formula, Sum, quotient
from checks.engine.laws import Instance, Law, Reading
from checks.engine.sheets import Series, Sheet
from checks.engine.support import close_by_name
from checks.engine.words import CHANGE, has_any, plain
from checks.ground import Ground
from checks.rules.changes import is_at_constant_prices, speaks_of_other_terms
from schemas.findings import Basis
from schemas.tables import ColumnKind

CODE = "change"

_YEAR = re.compile(r"((?:19|20)\d{2})年?(?:度)?")
_MONTH = re.compile(r"(\d{1,2})月(?:份)?")
_OVER_YEAR = ("比上年", "较上年", "同比", "比去年", "较去年", "年增长")
_OVER_MONTH = ("环比", "比上月", "较上月")

_FEWEST = 2
"""Rows with the one of the period before above them."""


def check(ground: Ground) -> Iterator[Draft]:
    if speaks_of_other_terms(ground):
        return
    for sheet in ground.column_sheets:
        for series in sheet.series:
            law = None if ground.explained(sheet, series) else _best(sheet, series, ground)
            if law is not None:
                yield from ground.judged(law)


def _best(sheet: Sheet, series: Series, ground: Ground) -> Law | None:
    """Return the law of the level that the change is of: the nearest before it of those that close best."""
    before = _before(sheet, series)
    if len(before) < _FEWEST or is_at_constant_prices(series.name):
        return None
    found: list[tuple[int, int, Law]] = []
    for level in sheet.summables:
        if level.index >= series.index or is_at_constant_prices(level.name) or has_any(level.name, CHANGE):
            continue
        for law in _laws(sheet, series, level, before):
            close = close_by_name(law, ground.memory)
            if close is not None and close.holding:
                found.append((close.failing - close.holding, series.index - level.index, law))
    return min(found, key=lambda each: each[:2])[2] if found else None


def _before(sheet: Sheet, series: Series) -> dict[int, int]:
    """Return each row with that of the period before, if the change is one over such a period; nothing else."""
    if series.kind is not ColumnKind.CHANGE and not has_any(series.name, CHANGE):
        return {}
    for words, pattern in ((_OVER_YEAR, _YEAR), (_OVER_MONTH, _MONTH)):
        if has_any(series.name, words):
            named = {key: pattern.fullmatch(plain(sheet.where(key))) for key in sheet.keys}
            periods = {int(found[1]): key for key, found in named.items() if found is not None}
            return {key: periods[number - 1] for number, key in periods.items() if number - 1 in periods}
    return {}


def _laws(sheet: Sheet, series: Series, level: Series, before: dict[int, int]) -> Iterator[Law]:
    shown = f"上期{level.plain}"
    forms: tuple[tuple[Formula, int, str], ...] = ((Sum((1, -1)), 1, f"{level.plain}-{shown}"),)
    if series.is_percent:
        forms = ((quotient("x", "y", growth=True), 100, f"{level.plain}÷{shown}-1"),)
    for formula, factor, text in forms:
        instances = tuple(
            Instance(series.cells[key], (level.cells[key], level.cells[earlier]), formula, sheet.where(key), soft=True)
            for key, earlier in before.items()
            if key in series.cells and key in level.cells and earlier in level.cells
        )
        yield Law(
            CODE, "", f"{series.plain}={text}", Basis.DEFINITION, series.plain, instances,
            (Reading(None, (factor, 1)),), named=True,
        )  # fmt: skip
