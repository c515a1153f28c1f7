"""What headers say of changes: which number is of now, which of before, and what a change is held against."""

import re

from checks.engine.words import CHANGE, CURRENT, PREVIOUS, has_any, plain

_YEAR_BEFORE = ("同比", "上年", "去年", "同期", "同月", "上一年", "往年", "年初")
_PERIOD_BEFORE = ("环比", "上月", "上季", "上周", "上期", "前期")
"""What speaks of the same time a year before, and of the period just before."""

_PERIOD = re.compile("|".join(sorted((*CURRENT, *PREVIOUS), key=len, reverse=True)))
_MONTHS = re.compile(r"\d{1,2}(?:[-—~～至]\d{1,2})?月|[上下]半年|季度")
_DATE = re.compile(r"((?:19|20)\d\d)(?:年度?)?(\d{1,2}(?:[-—~～至]\d{1,2})?月|[上下]半年|[一二三四1-4]季度)?")
_MONTH = re.compile(r"\d{1,2}月")


def names_change(change: str, now: str, before: str) -> bool:
    """Tell whether the headers say it: a change, from a column of an earlier period to one that is not."""
    if not has_any(change, CHANGE):
        return False
    if is_dated_before(before, now):
        return True
    return not has_any(now, PREVIOUS) and (
        has_any(before, PREVIOUS) or (has_any(now, CURRENT) and not has_any(before, CURRENT))
    )


def says_in_full(change: str, now: str, before: str) -> bool:
    """Tell whether the headers leave nothing open: 本月, 上月, 环比; 产量, 上年产量, 增长."""
    if not names_change(change, now, before) or not _speaks_of(change, before):
        return False
    rest = _PERIOD.sub("", plain(now))
    return (
        has_any(now, CURRENT)
        or is_dated_before(before, now)
        or bool(_DATE.search(now) or _MONTHS.search(now))
        or (bool(rest) and rest == _PERIOD.sub("", plain(before)))
    )


def _speaks_of(change: str, before: str) -> bool:
    """Tell whether 同比 is held against a year before, 环比 against the period before."""
    yearly, periodic = has_any(change, _YEAR_BEFORE), has_any(change, _PERIOD_BEFORE)
    if yearly and not periodic:
        return not has_any(before, _PERIOD_BEFORE)
    return not periodic or yearly or not has_any(before, ("同期", "同月"))


def is_dated_before(earlier: str, later: str) -> bool:
    """Tell whether two names differ in their dates only, which are one year or one month (or quarter) apart."""
    dates = [_DATE.findall(name) for name in (earlier, later)]
    if any(len(found) != 1 for found in dates) or _DATE.sub("", earlier) != _DATE.sub("", later):
        return False
    (year, part), (next_year, next_part) = ((int(a), b) for ((a, b),) in dates)
    if part == next_part:
        return next_year == year + 1
    months = [int(each[:-1]) for each in (part, next_part) if _MONTH.fullmatch(each)]
    return len(months) == 2 and 12 * next_year + months[1] == 12 * year + months[0] + 1
