"""A row and the rows under it: 市建委 = 本委 + 市灯管办."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from checks.engine.drafts import Draft
from checks.engine.laws import Law
from checks.engine.sheets import Sheet
from checks.ground import Ground
from checks.rules.sums import Added, add_rows
from checks.rules.totals import outermost
from schemas.findings import Basis
from schemas.tables import Bond, Row, RowKind

CODE = "group-members"


def check(ground: Ground) -> Iterator[Draft]:
    for sheet in ground.column_sheets:
        rows = {row.row: row for row in sheet.table.rows}
        members: dict[int, list[Row]] = defaultdict(list)
        for row in sheet.table.rows:
            if row.parent is not None and row.parent in rows and row.exhaustive and row.bond is not Bond.OF_WHICH:
                members[row.parent].append(row)
        added = [
            _best(sheet, rows[parent], parts, ground)
            for parent, parts in members.items()
            if rows[parent].kind not in (RowKind.TOTAL, RowKind.SUBTOTAL)
        ]
        found = [each for each in added if each.instances or each.gaps]
        if found:
            yield from ground.judged(
                Law(
                    CODE, "", "上级行=所属各行之和", Basis.DEFINITION, "所属各行之和",
                    tuple(instance for each in found for instance in each.instances),
                    gaps=tuple(gap for each in found for gap in each.gaps), additive=True,
                )
            )  # fmt: skip


def _best(sheet: Sheet, parent: Row, parts: Sequence[Row], ground: Ground) -> Added:
    """Take all rows under a row for its parts, or those that are not themselves parts of one among them."""
    added = add_rows(sheet, parent, parts, ground)
    if added.failing <= added.closing:
        return added
    fewer = outermost(sheet, sorted(parts, key=lambda row: row.row))
    if not 1 < len(fewer) < len(parts):
        return added
    other = add_rows(sheet, parent, fewer, ground)
    return other if other.closing - other.failing > added.closing - added.failing else added
