"""Bounds: a rate of parts stays below 100 %. They are shown, yet make no number ``checked``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checks.engine.drafts import Draft
from checks.engine.numbers import Num, ten
from checks.engine.placing import Why
from checks.engine.sheets import Series, Sheet
from checks.engine.words import CHANGE, bare, has_any
from checks.ground import Ground
from schemas.findings import Basis, Result
from schemas.tables import ColumnKind

CODE = "bound"

_MAY_EXCEED = ("完成", "增", "进度", "达成", "执行", "同比", "环比", "为", "超", "预算", "产销", "负债", "指数", "倍")
"""Rates that may well lie above 100 %."""

_FEWEST = 5


@dataclass(frozen=True)
class AtMost:
    """``num`` is at most ``full``."""

    num: Num
    full: int

    @property
    def tight(self) -> bool:
        return False

    @property
    def operands(self) -> tuple[Num, ...]:
        return (self.num,)

    def holds(self, changed: Mapping[str, int]) -> bool:
        return changed.get(self.num.ref, self.num.scaled) <= self.full * ten(self.num.places)

    def solve(self, ref: str) -> tuple[int, ...]:
        return (self.full * ten(self.num.places),) if ref == self.num.ref else ()


def check(ground: Ground) -> Iterator[Draft]:
    for sheet in ground.column_sheets:
        if sheet.ratios:
            continue  # the rows are of different measures
        for series in sheet.numbers:
            if series.kind is ColumnKind.RATE and series.is_percent and len(series.cells) >= _FEWEST:
                yield from _below_hundred(sheet, series)


def most_of(series: Series) -> int | None:
    """Return what no number of a column of rates may exceed, as its scaled number; None where one may or does."""
    if series.kind is not ColumnKind.RATE or not series.is_percent or has_any(bare(series.name), _MAY_EXCEED + CHANGE):
        return None
    full = 100 if series.unit == "%" else 1000
    over = [num for num in series.cells.values() if num.scaled > full * ten(num.places)]
    return None if over else full


def _below_hundred(sheet: Sheet, series: Series) -> Iterator[Draft]:
    full = 100 if series.unit == "%" else 1000
    over = [num for num in series.cells.values() if num.scaled > full * 10**num.places]
    if has_any(bare(series.name), _MAY_EXCEED + CHANGE) or len(over) > 1:
        return
    text = f"0≤{series.plain}≤{full}{series.unit}"
    if not over:
        yield Draft(
            CODE, "", text, Basis.INFERRED, Result.EXACT, series.plain, "", tuple(series.cells.values()),
            table=sheet.number,
        )  # fmt: skip
        return
    yield Draft(
        CODE, "", text, Basis.INFERRED, Result.IMPROBABLE, series.plain, sheet.where(over[0].row), (), over[0],
        why=Why.INFERRED, table=sheet.number, relation=AtMost(over[0], full),
        note=f"All other numbers of the column are at most {full}{series.unit}.",
        note_zh=f"该栏其余各数均不超过 {full}{series.unit}。",
    )  # fmt: skip
