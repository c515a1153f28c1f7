"""What two issues of a series say of the same time: numbers printed again, growth, running totals, carry-overs.

A later issue may restate a number, speak of another scope, or hold a change against a number that was mended meanwhile,
so that what does not agree is improbable and never more.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checks.engine.drafts import Draft
from checks.engine.formulas import Formula, Sum
from checks.engine.laws import AS_PRINTED, Instance, Law, Reading
from checks.engine.pairs import Form, formula_of, reading_of
from checks.engine.sheets import Sheet, bulletin_to_sheets, table_to_nums
from checks.engine.words import has_any, plain
from checks.ground import Ground
from checks.series.columns import (
    Column,
    When,
    level_of,
    own_level,
    pair_rows,
    pair_sheets,
    same_scale,
    sheet_to_columns,
)
from checks.series.orders import Step
from schemas.bulletins import Bulletin
from schemas.findings import Basis
from schemas.tables import ColumnKind, Row

RESTATED = "series-restated"
GROWTH = "series-growth"
RUNNING = "series-running-total"
CARRIED = "series-carried-over"

_BACK = {Step.NEXT: When.BEFORE, Step.YEAR: When.YEAR_BEFORE}
_NAMES = {Step.NEXT: ("环比", "上月", "上期", "上季", "上周"), Step.YEAR: ("同比", "上年", "去年", "同期")}
_ISSUE = {Step.NEXT: "上一期", Step.YEAR: "上年同期", Step.GROWN: "前期"}


@dataclass(frozen=True)
class Issues:
    """Two tables that stand for each other in an earlier and a later issue, with their rows side by side."""

    step: Step
    earlier: Sheet
    later: Sheet
    columns: tuple[Column, ...]
    next_columns: tuple[Column, ...]
    rows: tuple[tuple[int, int], ...]
    follows_in_year: bool

    def now(self, stem: str, when: When = When.NOW) -> Column | None:
        """Return the one column of the earlier table with this name and time."""
        found = [each for each in self.columns if each.stem == stem and each.when is when and not each.is_change]
        return found[0] if len(found) == 1 else None


def check_series(ground: Ground, earlier: Bulletin, step: Step) -> Iterator[Draft]:
    """Hold the tables of a later issue against those of an earlier one; drafts speak of the later one's numbers."""
    for issues in _issues(ground, earlier, step):
        for relate in (_restated, _growth, _running_totals, _carried_over):
            for law in relate(issues):
                if law.instances:
                    yield from ground.judged(law)


def _issues(ground: Ground, earlier: Bulletin, step: Step) -> Iterator[Issues]:
    first, second = earlier.period, ground.bulletin.period
    if first is None or second is None:
        return
    end, next_end = date.fromisoformat(first.end), date.fromisoformat(second.end)
    apart = len(ground.bulletin.tables)  # no table of the earlier issue passes for one of the later
    sheets = [sheet for sheet in bulletin_to_sheets(earlier, first=apart) if not sheet.transposed]
    for old, new in pair_sheets(sheets, ground.column_sheets):
        yield Issues(
            step, old, new, sheet_to_columns(old, end), sheet_to_columns(new, next_end),
            tuple(pair_rows(old, new)), step is Step.NEXT and end.year == next_end.year,
        )  # fmt: skip


def _restated(issues: Issues) -> Iterator[Law]:
    """A number of the earlier time that the later issue prints again."""
    for column in issues.next_columns:
        level = own_level(column, issues.next_columns)
        source = None if level is None else issues.now(level.stem)
        if column.is_change or column.when is not _BACK.get(issues.step) or source is None:
            continue
        pairs = (
            (column.series.cells.get(row), source.series.cells.get(old), issues.later.where(row))
            for old, row in issues.rows
        )
        instances = tuple(
            Instance(now, (then,), Sum((1,)), where)
            for now, then, where in pairs
            if now is not None and then is not None and same_scale(now, then)
        )
        name = column.series.plain
        yield _law(RESTATED, f"{name}={_ISSUE[issues.step]}所印{source.series.plain}", name, instances)


def _growth(issues: Issues) -> Iterator[Law]:
    """A change whose earlier number stands in the earlier issue alone."""
    for change in issues.next_columns:
        level = level_of(change, issues.next_columns) if _is_against(change, issues.step) else None
        if level is None or any(
            each.stem == level.stem and each.when is _BACK.get(issues.step) for each in issues.next_columns
        ):
            continue
        source = issues.now(level.stem)
        if source is None:
            continue
        form = Form.GROWTH if change.series.is_percent and not level.series.is_percent else Form.DIFFERENCE
        formula = formula_of(form, level.series.plain, f"{_ISSUE[issues.step]}{source.series.plain}")
        instances = tuple(_instances(issues, change, (level, source), formula))
        reading = reading_of(form, {"%": 100, "‰": 1000}.get(change.series.unit, 100))
        text = f"{change.series.plain}={formula.write([level.series.plain, _ISSUE[issues.step] + source.series.plain])}"
        yield _law(GROWTH, text, change.series.plain, instances, reading)


def _is_against(column: Column, step: Step) -> bool:
    return (
        column.is_change
        and column.series.kind is ColumnKind.CHANGE
        and has_any(column.series.name, _NAMES.get(step, ()))
    )


def _instances(issues: Issues, target: Column, operands: tuple[Column, Column], formula: Formula) -> Iterator[Instance]:
    now, then = operands
    for old, row in issues.rows:
        nums = (now.series.cells.get(row), then.series.cells.get(old))
        goal = target.series.cells.get(row)
        if goal is not None and nums[0] is not None and nums[1] is not None and same_scale(nums[0], nums[1]):
            yield Instance(goal, (nums[0], nums[1]), formula, issues.later.where(row))


def _running_totals(issues: Issues) -> Iterator[Law]:
    """A running total is the one of the issue before and what came to it since."""
    if not issues.follows_in_year:
        return
    for total in issues.next_columns:
        before = issues.now(total.stem, When.SINCE_JANUARY)
        now = own_level(total, issues.next_columns)
        if total.is_change or total.when is not When.SINCE_JANUARY or before is None or now is None:
            continue
        if not total.series.summable:
            continue
        instances = tuple(_instances(issues, total, (now, before), Sum((1, 1))))
        text = f"{total.series.plain}={now.series.plain}+上一期{before.series.plain}"
        yield _law(RUNNING, text, total.series.plain, instances)


_OPENING = re.compile(r"(?:上年|上期|上月|年初|期初|月初)(?:度)?(?:末)?(?:结转|结余|结存|余额|存量|未办结)")
_CLOSING = re.compile(
    r"结转(?:至|到)?(?:下年|下期|下月)|(?:年末|期末|月末)(?:滚存)?(?:结转|结余|结存|余额|存量|未办结)"
)


def _carried_over(issues: Issues) -> Iterator[Law]:
    """What a later issue begins with is what the earlier one ended with: 上年结转 and 结转下年度."""
    opening, closing = _only_row(issues.later, _OPENING), _only_row(issues.earlier, _CLOSING)
    if opening is None or closing is None:
        return
    nums = table_to_nums(issues.later.table, issues.later.number)
    names = {column.series.plain: column for column in issues.columns}
    instances = []
    for column in issues.next_columns:
        other = names.get(column.series.plain)
        now = nums.get((opening.row, column.series.index))
        then = None if other is None else other.series.cells.get(closing.row)
        if now is not None and then is not None and same_scale(now, then):
            instances.append(Instance(now, (then,), Sum((1,)), f"{opening.label}·{column.series.plain}"))
    yield _law(CARRIED, f"{opening.label}={_ISSUE[issues.step]}{closing.label}", opening.label, instances, defined=True)


def _only_row(sheet: Sheet, pattern: re.Pattern[str]) -> Row | None:
    found = [row for row in sheet.table.rows if pattern.search(plain(row.label))]
    return found[0] if len(found) == 1 else None


def _law(
    code: str,
    text: str,
    name: str,
    instances: Sequence[Instance],
    reading: Reading = AS_PRINTED,
    *,
    defined: bool = False,
) -> Law:
    soft = tuple(replace(instance, soft=True) for instance in instances)
    basis = Basis.DEFINITION if defined else Basis.INFERRED
    return Law(code, "", text, basis, name, soft, (reading,), named=defined)
