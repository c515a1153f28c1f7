"""Shares of a total: 占比 = a row's number over that of the total row, of its group, or of all rows together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from checks.engine.drafts import Draft
from checks.engine.formulas import Formula, quotient
from checks.engine.laws import Instance, Law, Reading
from checks.engine.numbers import Ratio
from checks.engine.sheets import Series, Sheet
from checks.engine.support import Closeness, close_by_name, closeness
from checks.engine.words import SHARE, has_any
from checks.ground import Ground
from checks.rules.stated import factor_of
from schemas.findings import Basis
from schemas.intervals import Interval
from schemas.tables import ColumnKind, Row, RowKind

CODE = "share"


@dataclass(frozen=True)
class ShareOfAll:
    """The first of some numbers over the sum of all of them."""

    def at(self, values: Sequence[Ratio]) -> Ratio | None:
        total = sum((Fraction(*value) for value in values), Fraction(0))
        if total == 0:
            return None
        found = Fraction(*values[0]) / total
        return (found.numerator, found.denominator)

    def over(self, boxes: Sequence[Interval]) -> Interval | None:
        """The share rises with its own number and falls with the others, as long as all are positive."""
        if any(box.low < 0 for box in boxes):
            return None
        rest_low = sum((box.low for box in boxes[1:]), Fraction(0))
        rest_high = sum((box.high for box in boxes[1:]), Fraction(0))
        if boxes[0].low + rest_high == 0 or boxes[0].high + rest_low == 0:
            return None
        return Interval(boxes[0].low / (boxes[0].low + rest_high), boxes[0].high / (boxes[0].high + rest_low))

    def write(self, parts: Sequence[str]) -> str:
        return f"{parts[0]}÷({'+'.join(parts)})"


def check(ground: Ground) -> Iterator[Draft]:
    for sheet in ground.column_sheets:
        if sheet.ratios:
            continue  # rows of different measures have no sum that shares could be of
        for series in sheet.numbers:
            if series.kind is not ColumnKind.RATE or ground.explained(sheet, series):
                continue
            law = _choose(sheet, series, ground)
            if law is not None:
                yield from ground.judged(law)


def _choose(sheet: Sheet, share: Series, ground: Ground) -> Law | None:
    named = has_any(share.name, SHARE)
    found = []
    tried = 0
    for base in sheet.summables:
        for order, instances in enumerate(_ways(sheet, share, base)):
            if not instances:
                continue
            tried += 1
            law = Law(
                CODE, "", f"{share.plain}={base.plain}÷{_WHOLE[order]}", Basis.DEFINITION, share.plain, instances,
                (Reading(None, (factor_of(share)[1], 1)),), named=named,
            )  # fmt: skip
            close: Closeness | None = closeness(law, ground.memory)
            if close is not None and not (close.holding > 1 and close.is_borne_out):
                close = close_by_name(law, ground.memory) if named and len(instances) > 1 else None
            if close is not None:
                near = (base.path[:-1] != share.path[:-1], abs(base.index - share.index))
                found.append((close.failing, order, near, close.order, close, law))
    if not found:
        return None
    _, _, _, _, close, law = min(found, key=lambda each: each[:4])
    if not named and not close.is_certain(tried):
        return None
    law = replace(law, instances=_unless_adjusted(law.instances, sheet, share))
    return law if named else replace(law, basis=Basis.INFERRED)


def _unless_adjusted(instances: tuple[Instance, ...], sheet: Sheet, share: Series) -> tuple[Instance, ...]:
    """Let a share prove nothing where the printed ones add up to 100 exactly: one may have been adjusted for that."""
    rows = {row.row: row for row in sheet.table.rows}
    leaves = [num for key, num in share.cells.items() if rows[key].kind is RowKind.DATA and rows[key].parent is None]
    whole = Fraction(100) if share.is_percent else Fraction(1)
    if len(leaves) < _FEWEST_ROWS or sum((Fraction(*num.ratio) for num in leaves), Fraction(0)) != whole:
        return instances
    return tuple(replace(instance, soft=True) for instance in instances)


_FEWEST_ROWS, _MOST_ROWS = 3, 300
"""Rows whose sum is tried as the whole of a share where no total is printed."""

_WHOLE = ("合计", "所属类合计", "全部之和")


def _row_over(rows: Mapping[int, Row], key: int, share: Series, base: Series) -> int | None:
    """Return the row that a share may be of: the one over its own or any over that, the nearest to what is printed."""
    found: list[tuple[Fraction, int, int]] = []
    above = rows[key].parent
    while above is not None:
        if above in base.cells and base.cells[above].scaled:
            of_it = base.cells[key].value / base.cells[above].value
            found.append((abs(of_it - share.cells[key].value * Fraction(*factor_of(share))), len(found), above))
        above = rows[above].parent if above in rows else None
    return min(found)[2] if found else None


def _ways(sheet: Sheet, share: Series, base: Series) -> Iterator[tuple[Instance, ...]]:
    rows = {row.row: row for row in sheet.table.rows}
    formula: Formula = quotient(base.plain, base.plain + "合计")
    totals = [key for key in base.cells if rows[key].kind is RowKind.TOTAL]
    shared = [key for key in sheet.keys if key in share.cells and key in base.cells]
    yield (
        tuple(
            Instance(share.cells[key], (base.cells[key], base.cells[totals[0]]), formula, sheet.where(key))
            for key in shared
        )
        if len(totals) == 1
        else ()
    )
    over = {key: _row_over(rows, key, share, base) for key in shared}
    yield tuple(
        Instance(share.cells[key], (base.cells[key], base.cells[whole]), formula, sheet.where(key))
        for key, whole in over.items()
        if whole is not None
    )
    leaves = [key for key in shared if rows[key].kind is RowKind.DATA and rows[key].parent is None]
    everything = [base.cells[key] for key in base.cells if rows[key].kind is RowKind.DATA and rows[key].parent is None]
    if totals or not _FEWEST_ROWS <= len(everything) <= _MOST_ROWS:
        yield ()
        return
    sharing = ShareOfAll()
    yield tuple(
        Instance(
            share.cells[key],
            (base.cells[key], *(num for num in everything if num is not base.cells[key])),
            sharing,
            sheet.where(key),
        )
        for key in leaves
    )
