"""Total and subtotal rows: the sum of the rows that they stand for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from checks.engine.drafts import Draft
from checks.engine.laws import Law
from checks.engine.numbers import Num
from checks.engine.sheets import Sheet, sheets_to_forms
from checks.engine.words import adds_up
from checks.ground import Ground
from checks.rules.sums import Added, add_rows, makes_one_slip
from schemas.findings import Basis
from schemas.tables import Bond, Row, RowKind

CODE = "total-row"

_SUMS = (RowKind.TOTAL, RowKind.SUBTOTAL)


def check(ground: Ground) -> Iterator[Draft]:
    for halves in sheets_to_forms(ground.column_sheets):
        added = [_best(sheet, total, ground) for sheet in halves for total in sheet.table.rows if total.kind in _SUMS]
        found = [each for each in added if each is not None and (each.instances or each.gaps)]
        if found:
            yield from ground.judged(_law(found))


def _law(found: Sequence[Added]) -> Law:
    return Law(
        CODE, "", "合计=各分项之和", Basis.DEFINITION, "合计",
        tuple(instance for each in found for instance in each.instances),
        gaps=tuple(gap for each in found for gap in each.gaps), additive=True,
    )  # fmt: skip


def _best(sheet: Sheet, total: Row, ground: Ground) -> Added | None:
    """Take the set of parts under which most columns close; the first (what the structure says) where none does."""
    tried: list[Added] = []
    seen: set[tuple[int, ...]] = set()
    for parts in _part_sets(sheet, total):
        key = tuple(part.row for part in parts)
        if not key or key in seen:
            continue
        seen.add(key)
        tried.append(add_rows(sheet, total, parts, ground))
    if not tried:
        return None
    best = max(tried, key=lambda each: (each.closing - each.failing, each.closing))
    if best.closing <= best.failing:
        runs = [add_rows(sheet, total, parts, ground) for parts in _runs_above(sheet, total)]
        best = max((best, *runs), key=lambda each: (each.closing - each.failing, each.closing))
        if best.closing < _FEWEST_FOR_A_RUN:
            return _doubted(tried[0], sheet, tried)
    return best if best.closing > best.failing else _doubted(tried[0], sheet, tried)


def _doubted(added: Added, sheet: Sheet, tried: Sequence[Added]) -> Added:
    """Prove nothing by a total that no set of parts gives in any column, unless its parts are certain.

    They are in a plain list of rows, and where a single slip makes the total of a sum that was tried.
    """
    rows = [row for row in sheet.table.rows if row.kind not in (RowKind.HEADER, RowKind.NOTE)]
    plain_list = all(row.parent is None and row.kind in (RowKind.DATA, RowKind.TOTAL) for row in rows)
    plain_list = plain_list and sum(row.kind is RowKind.TOTAL for row in rows) == 1
    slipped = any(makes_one_slip(instance) for each in tried for instance in each.instances)
    if added.closing or plain_list or slipped:
        return added
    return replace(added, instances=tuple(replace(instance, soft=True) for instance in added.instances))


_FEWEST_FOR_A_RUN = 3
"""Columns that must close before a run of rows that nothing else marks is taken for the parts of a total."""


_LONGEST_RUN = 80
"""Rows above a total of which all runs are tried."""


def _runs_above(sheet: Sheet, total: Row) -> Iterator[Sequence[Row]]:
    """Yield the runs of rows that end right above a total, wherever they start."""
    rows = [row for row in sheet.table.rows if row.kind is not RowKind.HEADER]
    before = list(_until(rows[: rows.index(total)][::-1], _SUMS))
    parts = [row for row in before if row.bond is not Bond.OF_WHICH and row.kind is not RowKind.NOTE]
    for length in range(min(len(parts), _LONGEST_RUN), 1, -1):
        yield parts[:length][::-1]


def _part_sets(sheet: Sheet, total: Row) -> Iterator[Sequence[Row]]:
    """Yield sets of rows that a total may stand for, the likeliest first."""
    rows = [row for row in sheet.table.rows if row.kind not in (RowKind.HEADER, RowKind.NOTE)]
    at = rows.index(total)
    parts = [row for row in rows if row.parent == total.row and row.exhaustive]
    if parts:
        yield parts
    before, after = rows[:at][::-1], rows[at + 1 :]
    for stretch in (before, after):
        run = sorted(_until(stretch, (RowKind.TOTAL,)), key=lambda row: row.row)
        tops = outermost(sheet, run)
        if 1 < len(tops) < len(run):
            yield tops
    if len(total.path) > 1:
        yield [row for row in rows if row is not total and row.path[:-1] == total.path[:-1] and _is_part(row)]
    borders = (RowKind.TOTAL,) if total.kind is RowKind.TOTAL else _SUMS
    for stretch in (before, after):
        run = sorted(_until(stretch, borders), key=lambda row: row.row)
        yield [row for row in run if _is_part(row) and row.parent is None]
        yield [row for row in run if row.kind is RowKind.SUBTOTAL and row.exhaustive]
        free = [row for row in run if (_is_part(row) or row.kind is RowKind.SUBTOTAL) and row.parent is None]
        yield free
        yield outermost(sheet, free)
        yield [row for row in run if _is_part(row) and (row.parent is None or _is_subtotal(row.parent, rows))]
        yield [row for row in run if _is_part(row)]
        parents = {row.parent for row in run}
        yield [row for row in run if _is_part(row) and row.row not in parents]


def outermost(sheet: Sheet, run: Sequence[Row]) -> list[Row]:
    """Leave out of a run the rows that the row before them, or the subtotal behind them, is the sum of."""
    tops: list[Row] = []
    rows = [row for row in run if row.bond is not Bond.OF_WHICH]
    if len(rows) > _LONGEST_RUN:
        return rows
    columns = [series.cells for series in sheet.summables if adds_up(series.name)]
    at = 0
    while at < len(rows):
        row = rows[at]
        if row.kind is RowKind.SUBTOTAL:
            count = _count_adding_up(columns, row, tops[::-1])
            del tops[len(tops) - count :]
        tops.append(row)
        at += 1 + _count_adding_up(columns, row, rows[at + 1 :])
    return tops


def _count_adding_up(columns: Sequence[Mapping[int, Num]], whole: Row, rows: Sequence[Row]) -> int:
    """Count the first of ``rows`` that add up to ``whole`` exactly, in every column that prints it; 0 if none do."""
    left = [Fraction(*cells[whole.row].ratio) for cells in columns if whole.row in cells]
    printed = [cells for cells in columns if whole.row in cells]
    if not any(left):
        return 0
    for count, row in enumerate(rows, start=1):
        for index, cells in enumerate(printed):
            if row.row in cells:
                left[index] -= Fraction(*cells[row.row].ratio)
        if count > 1 and not any(left):
            return count
    return 0


def _is_part(row: Row) -> bool:
    return row.kind in (RowKind.DATA, RowKind.GROUP) and row.exhaustive


def _is_subtotal(parent: int, rows: Sequence[Row]) -> bool:
    return any(row.row == parent and row.kind in _SUMS for row in rows)


def _until(rows: Sequence[Row], borders: tuple[RowKind, ...]) -> list[Row]:
    run = []
    for row in rows:
        if row.kind in borders:
            break
        run.append(row)
    return run
