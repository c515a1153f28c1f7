"""The same numbers in two issues: tables that are alike, their rows by label, their columns by name and time."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from checks.engine.numbers import Num
from checks.engine.sheets import Series, Sheet
from checks.engine.words import CHANGE, CURRENT, PREVIOUS, RANK, has_any, plain
from schemas.tables import ColumnKind, Row, RowKind


class When(StrEnum):
    """What time a column speaks of, seen from its bulletin."""

    NOW = "now"
    BEFORE = "before"
    YEAR_BEFORE = "year-before"
    SINCE_JANUARY = "since-january"


LEVELS = (ColumnKind.COUNT, ColumnKind.AMOUNT, ColumnKind.RATE, ColumnKind.SCORE, ColumnKind.RANK)

_YEAR_BEFORE = ("上年", "去年", "同期", "同月", "上一年")
_CUMULATIVE = ("累计", "本年", "今年", "年初以来")
_TIMES = re.compile(
    "|".join(sorted((*CURRENT, *PREVIOUS), key=len, reverse=True))
    + r"|\d{1,2}(?:[-—–~～至]\d{1,2})?月份?|(?:19|20)\d\d年度?"
)
_YEAR, _MONTH = re.compile(r"((?:19|20)\d\d)年?"), re.compile(r"(?<!\d)(?<![-—–~～至])(\d{1,2})月")
_CHANGES = re.compile("|".join(sorted(CHANGE, key=len, reverse=True)) + r"|率|幅度?|[量额值](?=$)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers with the name that is left of it without its time."""

    series: Series
    stem: str
    when: When

    @property
    def is_change(self) -> bool:
        return has_any(self.series.name, CHANGE)


def sheet_to_columns(sheet: Sheet, end: date) -> tuple[Column, ...]:
    """Return the columns of numbers of a bulletin whose period ends on a day."""
    return tuple(
        Column(series, _TIMES.sub("", plain(series.name)).strip("·"), _when(series.name, end))
        for series in sheet.series
        if series.cells
    )


def _when(name: str, end: date) -> When:
    if has_any(name, CHANGE):
        return When.NOW
    if has_any(name, PREVIOUS):
        return When.YEAR_BEFORE if has_any(name, _YEAR_BEFORE) else When.BEFORE
    year, month = _YEAR.search(name), _MONTH.search(name)
    if year is not None and int(year[1]) == end.year - 1:
        return When.YEAR_BEFORE
    if month is not None and int(month[1]) % 12 == end.month - 1:
        return When.BEFORE
    return When.SINCE_JANUARY if has_any(name, _CUMULATIVE) else When.NOW


def level_of(change: Column, columns: tuple[Column, ...]) -> Column | None:
    """Return the column whose change a column prints: the one of its name, or else the level just before it."""
    stem = _CHANGES.sub("", change.stem).strip("·")
    levels = [each for each in columns if not each.is_change and not has_any(each.series.name, RANK)]
    named = [each for each in levels if stem and each.when is When.NOW and _CHANGES.sub("", each.stem) == stem]
    if named:
        return named[0] if len(named) == 1 else None
    before = [each for each in levels if each.series.index < change.series.index]
    return before[-1] if not stem and before and before[-1].when is When.NOW else None


def own_level(column: Column, columns: tuple[Column, ...]) -> Column | None:
    """Return the column of this issue's own time beside one of another: of its name, or else the one before it."""
    own = [each for each in columns if each.when is When.NOW and not each.is_change and each.series.kind in LEVELS]
    named = [each for each in own if each.stem == column.stem]
    if named or column.stem:
        return named[0] if len(named) == 1 else None
    before = [each for each in own if each.series.index < column.series.index]
    return before[-1] if before else None


def pair_sheets(earlier: Sequence[Sheet], later: Sequence[Sheet]) -> Iterator[tuple[Sheet, Sheet]]:
    """Yield the tables of two issues that stand for each other: one of a title and of its columns in each."""
    names, next_names = (Counter(map(_name_of, sheets)) for sheets in (earlier, later))
    by_name = {_name_of(sheet): sheet for sheet in earlier}
    for sheet in later:
        name = _name_of(sheet)
        if names[name] == next_names[name] == 1:
            yield by_name[name], sheet


def _name_of(sheet: Sheet) -> tuple[str, ...]:
    """Return what the same table is told by in another issue: its title and its columns without their times."""
    texts = (sheet.table.title, *(series.name for series in sheet.series))
    return tuple(re.sub(r"\d+|\(.*?\)", "", _TIMES.sub("", plain(text))) for text in texts)


def pair_rows(earlier: Sheet, later: Sheet) -> Iterator[tuple[int, int]]:
    """Yield the rows of two sheets that are labelled alike, each label once in its table; totals are rows too."""
    labels = _labels(earlier)
    for label, row in _labels(later).items():
        if label in labels:
            yield labels[label], row


def _labels(sheet: Sheet) -> dict[tuple[str, ...], int]:
    rows = [row for row in sheet.table.rows if row.kind not in (RowKind.HEADER, RowKind.NOTE)]
    count = Counter(_label_of(row) for row in rows)
    return {_label_of(row): row.row for row in rows if count[_label_of(row)] == 1 and any(_label_of(row))}


def _label_of(row: Row) -> tuple[str, ...]:
    return tuple(plain(part) for part in (row.path or (row.label,)))


def same_scale(*nums: Num) -> bool:
    """Tell whether numbers are printed in one unit, so that they may be held against each other as they stand."""
    return len({(num.unit, num.scale) for num in nums}) == 1
