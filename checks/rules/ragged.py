"""Rows with a cell too many or too few: what stands in them cannot be assessed, and why is said once per row."""

from collections.abc import Iterator

from checks.engine.drafts import Draft
from checks.ground import Ground
from checks.rules.sums import has_lost_cells, loose_operands
from schemas.findings import Attribution, Basis, Reason, Result

CODE = "ragged-row"


def check(ground: Ground) -> Iterator[Draft]:
    for sheet in ground.column_sheets:
        rows = sheet.table.row_at()
        for row in sorted({cell.row for cell in sheet.table.grid.loose}):
            if row not in rows or not has_lost_cells(sheet, rows[row]):
                continue
            nums = tuple(series.cells[row] for series in sheet.series if row in series.cells)
            yield Draft(
                CODE, "", "每个数须有其栏", Basis.DEFINITION, Result.NOT_ASSESSABLE, "", sheet.where(row), nums,
                reason=Reason.MISSING_CELL, others=loose_operands(sheet, {row}, ground),
                attribution=Attribution.EXTRACTION, table=sheet.number,
                note="The row has a cell too many or too few; which column each number belongs to is not certain.",
                note_zh="该行单元格数目与栏数不符，无法确定各数所属的栏目。",
            )  # fmt: skip
