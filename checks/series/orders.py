"""Bulletins put in order: which of them are issues of one series, and what lies between their periods."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

from schemas.bulletins import Bulletin, Period


class Step(StrEnum):
    """How the period of a later bulletin follows that of an earlier one.

    ``next``: it begins where the earlier ends; ``year``: it is the same time a year on; ``grown``: both begin on the
    same day and the later one lasts longer (1—5月, 1—6月).
    """

    NEXT = "next"
    YEAR = "year"
    GROWN = "grown"


@dataclass(frozen=True, slots=True)
class Link:
    """Two issues of one series, as positions in what was given."""

    earlier: int
    later: int
    step: Step


_TIMES = re.compile(
    r"(?:19|20)\d\d年度?|[二〇零一二三四五六七八九]{4}年度?|\d{1,2}(?:[-—–~～至]\d{1,2})?月份?|第?[一二三四1-4]季度|[上下]半年"
    r"|第\d+[期号周]|[(（【\[〔].*?[)）】\]〕]|\d+|\s"
)


def bulletins_to_links(bulletins: Sequence[Bulletin]) -> Iterator[Link]:
    """Yield every pair of issues whose periods follow each other, the later after the earlier."""
    for first, second in combinations(range(len(bulletins)), 2):
        if _series_of(bulletins[first]) != _series_of(bulletins[second]):
            continue
        for earlier, later in ((first, second), (second, first)):
            step = _step(bulletins[earlier].period, bulletins[later].period)
            if step is not None:
                yield Link(earlier, later, step)


def _series_of(bulletin: Bulletin) -> str:
    """Return the title without what changes from issue to issue; a bulletin without a title is of no series."""
    return _TIMES.sub("", bulletin.title) or bulletin.document.source.sha256


def _step(earlier: Period | None, later: Period | None) -> Step | None:
    if earlier is None or later is None or not all((earlier.start, earlier.end, later.start, later.end)):
        return None
    start, end, next_start, next_end = map(date.fromisoformat, (earlier.start, earlier.end, later.start, later.end))
    months, next_months = _months(start, end), _months(next_start, next_end)
    if months == next_months and next_start == end + timedelta(days=1):
        return Step.NEXT
    if months == next_months and next_start.year == start.year + 1 and next_start.month == start.month:
        return Step.YEAR
    if start == next_start and end < next_end:
        return Step.GROWN
    return None


def _months(start: date, end: date) -> int:
    return 12 * (end.year - start.year) + end.month - start.month + 1
