"""Both halves of a table of receipts and payments, side by side, end in the same total."""

from collections.abc import Iterator
from itertools import pairwise

from checks.engine.drafts import Draft
from checks.engine.laws import Instance, Law
from checks.engine.sheets import Series, Sheet, sheets_to_forms
from checks.engine.words import plain
from checks.ground import Ground
from checks.rules.sums import plus
from schemas.findings import Basis
from schemas.tables import Row, RowKind

CODE = "balance"

_SIDES = (("收入", "支出"), ("资产", "负债"), ("来源", "运用"), ("来源", "占用"))
"""What the left and the right half of a table that must balance are called, in a head or in the label of the total."""


def check(ground: Ground) -> Iterator[Draft]:
    for form in sheets_to_forms(ground.column_sheets):
        for left, right in pairwise(form):
            law = _law(left, right)
            if law is not None:
                yield from ground.judged(law)


def _law(left: Sheet, right: Sheet) -> Law | None:
    """Return the law that what is last, and a grand total on both sides, is equal in like columns."""
    first, second = _grand_total(left), _grand_total(right)
    if first is None or second is None or first.row != second.row or not _are_sides(left, first, right, second):
        return None
    columns = _like_columns(left, right)
    instances = [
        Instance(other.cells[second.row], (one.cells[first.row],), plus(1), right.where(second.row))
        for one, other in columns
        if first.row in one.cells and second.row in other.cells
    ]
    if not instances:
        return None
    text = f"{plain(second.label)}={plain(first.label)}（左右两方平衡）"
    return Law(CODE, "", text, Basis.DEFINITION, "左方总计", tuple(instances), additive=True, named=True)


def _grand_total(sheet: Sheet) -> Row | None:
    rows = [row for row in sheet.table.rows if row.kind not in (RowKind.HEADER, RowKind.NOTE)]
    last = rows[-1] if rows else None
    return last if last is not None and last.kind is RowKind.TOTAL and plain(last.label).endswith("总计") else None


def _are_sides(left: Sheet, first: Row, right: Sheet, second: Row) -> bool:
    one, other = _names(left, first), _names(right, second)
    title = plain(left.table.title)
    if first.label == second.label and any(a in title and b in title for a, b in (*_SIDES, ("收", "支"))):
        return True
    return any(a in one and b in other and a not in other and b not in one for a, b in _SIDES)


def _names(sheet: Sheet, total: Row) -> str:
    """Return what names a half: the heads over all its columns, and its total."""
    heads = {column.path[0] for column in sheet.table.columns if len(column.path) > 1}
    return plain(total.label) + (heads.pop() if len(heads) == 1 else "")


def _like_columns(left: Sheet, right: Sheet) -> list[tuple[Series, Series]]:
    """Pair the columns of both halves in their order, if they are as many and alike."""
    one, other = left.summables, right.summables
    if len(one) != len(other):
        return []
    return [pair for pair in zip(one, other, strict=True) if pair[0].unit == pair[1].unit]
