"""Means of the text: 平均每笔753万元, 日均1177件, 户均2850万元, each a sum over a count that stands before it.

What is counted is what the mean is 每 or 均 of: by its measure word (58笔), or by the name of the number (点位1860个).
For 日均 it is the days of the period, or those that are printed (开放356天).  What was summed is a number before it in
the mean's own measure. Means of samples, weighted ones and those on terms of their own say so, and are left alone.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from checks.engine.drafts import Draft
from checks.figures.numbers import base_unit, figure_to_num, same_measure
from checks.figures.readings import Reading, judge, sizes_before
from checks.ground import Ground
from schemas.figures import SIZED, Figure
from schemas.intervals import Interval
from schemas.printed import PERCENT

CODE = "mean"
RULE = "平均数等于总数除以个数"

_OF = re.compile(
    r"平均[一-鿿]{0,4}每一?(?P<each>[一-鿿]{1,14})$"
    r"|每(?P<every>[人户件笔宗家台辆亩条项起])(?:次)?平均[一-鿿]{0,6}$"
    r"|(?P<one>[人户件笔宗家台辆亩场所])均[一-鿿]{0,8}$|(?P<daily>日)均[一-鿿]{0,10}$"
)
_OWN_TERMS = re.compile(r"测算|加权|抽样|样本|口径|剔除|不含|扣除|工作日|中位|年均|可支配|最高|峰值")
_COUNTERS = ("个", "家", "户", "人", "名", "所", "件", "项", "处", "台", "辆", "起", "场")
_NAME = 2
"""Characters by which a name tells what is counted."""
_SHORT_WEEK = (Fraction(1, 2), Fraction(9, 10))
"""Working days among the days of a period: a daily mean may be of those alone."""


def check(ground: Ground) -> Iterator[Draft]:
    figures = ground.bulletin.figures
    for at, mean in enumerate(figures):
        if mean.role not in SIZED or mean.printed.unit in PERCENT or not mean.printed.unit:
            continue
        found = _OF.search(re.split(r"[，,；;：:、（(]", ground.wording.before(mean, 24))[-1])
        if found is None:
            continue
        words = f"{ground.wording.sentence(mean)}{ground.wording.after(mean, 24)}"
        plain = _OWN_TERMS.search(words) is None
        sizes = sizes_before(figures, at, ground)
        if found["daily"]:
            readings = list(_per_day(mean, sizes, ground))
        else:
            readings = list(_per_one(mean, found["each"] or found["every"] or found["one"], sizes, ground))
        draft = judge(CODE, RULE, mean, [each if plain else _doubtless(each) for each in readings])
        if draft is not None:
            yield draft


def _doubtless(reading: Reading) -> Reading:
    return Reading(reading.nums, reading.work, reading.formula)


def _per_one(mean: Figure, name: str, sizes: Sequence[Figure], ground: Ground) -> Iterator[Reading]:
    """Yield each sum over each count; firm where the paragraph has one of each to offer, in the mean's sentence."""
    counts = [size for size in sizes if _is_of(size, name)]
    sums = [size for size in sizes if same_measure(size.printed.unit, mean.printed.unit)]
    pairs = [(total, count) for total in sums for count in counts if total is not count]
    beside = [pair for pair in pairs if all(ground.wording.in_one_sentence(each, mean) for each in pair)]
    named = [(total, count) for total, count in pairs if len(count.metric) > 1 and count.metric in total.metric]
    for total, count in pairs:
        alone = [(total, count)] in (beside, named)
        yield _quotient(total, count, firm=alone and total.entity == count.entity == mean.entity)


def _is_of(size: Figure, name: str) -> bool:
    """Tell whether a number counts what a mean is of: 58笔 for 每笔, 点位1860个 for 每个点位."""
    unit = base_unit(size.printed.unit)
    if name.startswith(unit) or (name == "人" and unit == "人次"):
        return bool(unit) and (len(name) == 1 or _speaks_of(size, name.removeprefix(unit)))
    return unit in _COUNTERS and _speaks_of(size, name)


def _speaks_of(size: Figure, name: str) -> bool:
    """Tell whether a number has the name that ``name`` begins with; none is asked for where it only goes on with 的."""
    words = re.split("的|[为是达]", name, maxsplit=1)[0]
    tail = size.metric[-len(words) :] if words else ""
    return (
        not words
        or (len(words) >= _NAME and tail == words)
        or any(size.metric.endswith(words[:length]) for length in range(_NAME, len(words)))
    )


def _quotient(total: Figure, count: Figure, *, firm: bool) -> Reading:
    nums = tuple(num for each in (total, count) if (num := figure_to_num(each)) is not None)

    def work(values: Sequence[Interval]) -> Interval | None:
        return values[0] / values[1] if values[1].low > 0 else None

    return Reading(nums, work, f"{total.printed.raw} ÷ {count.printed.raw}", firm)


def _per_day(mean: Figure, sizes: Sequence[Figure], ground: Ground) -> Iterator[Reading]:
    """Yield the sums over the days that are printed, then over those of the period."""
    sums = [size for size in sizes if same_measure(size.printed.unit, mean.printed.unit)]
    days = [size for size in sizes if size.printed.unit in ("天", "日")]
    for total in sums:
        for count in days:
            yield _quotient(total, count, firm=False)
    for total in sums:
        length = _days_of(total.period)
        if length and total.period == mean.period and total.role in SIZED:
            beside = total is sums[0] and not days and ground.wording.in_one_sentence(total, mean)
            yield _over_days(total, mean, length, firm=beside and total.entity == mean.entity)


def _days_of(period: str) -> int:
    """Return how many days a period has; 0 where it has no two ends."""
    start, _, end = period.partition("/")
    try:
        return (date.fromisoformat(end) - date.fromisoformat(start)).days + 1
    except ValueError:
        return 0


def _over_days(total: Figure, mean: Figure, length: int, *, firm: bool) -> Reading:
    num = figure_to_num(total)
    stated = figure_to_num(mean)
    if firm and num is not None and stated is not None and stated.scaled > 0:
        ratio = num.value * Fraction(10) ** num.scale / (stated.value * Fraction(10) ** stated.scale) / length
        firm = not _SHORT_WEEK[0] <= ratio <= _SHORT_WEEK[1]

    def work(values: Sequence[Interval]) -> Interval:
        return values[0] / Interval.exactly(length)

    return Reading((num,) if num else (), work, f"{total.printed.raw} ÷ {length}", firm and length > 1)
