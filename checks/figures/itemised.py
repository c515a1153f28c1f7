"""Lists behind 其中 that give several numbers of each item: 甲交易65宗、交易额1.5亿元，增长3%；乙….

Each measure of the list adds up by itself, to the number of its unit before 其中; shares and changes between the items
belong to none. A list need not be all there is, so that a sum that does not close says nothing, but where another
measure of the very list closes, or where the list ends with 其他: then it is doubted, if one slip would mend it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from checks.engine.numbers import Num
from checks.figures.numbers import (
    Tested,
    base_unit,
    counts_things,
    figure_to_num,
    num_to_interval,
    one_slip_mends,
    sum_of,
)
from checks.figures.texts import OVERLAP
from checks.ground import Ground
from schemas.figures import SIZED, Figure
from schemas.printed import PERCENT

_OPENS = "其中"
_CUT_SHORT = re.compile(r"等(?:[^级候]|$)|主要|另有|分别|含")
_REST = re.compile(r"^(?:其他|其它|其余)|(?:其他|其它|其余)$")
_THRESHOLD = re.compile(r"(?:突破|超过?|逾|近|达到?近|跨[上过越])$")
_PAIRS = (("出口", "进口"), ("城镇", "乡村"), ("城镇", "农村"), ("男", "女"), ("公立", "民营"))
"""Kinds that leave nothing of what they part, also where no 其中 stands before them."""
_REACH = 6
"""Numbers before a pair among which its whole is looked for."""
_FEWEST = 2
_FEWEST_OF_MORE = 3
"""Items that show a list by closing though further numbers follow them."""
_FEWEST_DIGITS = 2
_MOST = 60
"""Numbers of one list that are looked through."""


class Itemised(NamedTuple):
    """A whole and what a list gives of it by items; ``closes`` where these add up to it."""

    whole: Figure
    parts: tuple[Figure, ...]
    closes: bool


def itemised_wholes(ground: Ground) -> Iterator[Itemised]:
    """Yield each whole that a list behind 其中 makes up, or should make up and misses by one slip."""
    figures = ground.bulletin.figures
    for at in range(1, len(figures)):
        words = ground.wording.between(figures[at - 1], figures[at])
        if words is not None and _OPENS in words:
            listed = _listed(figures[at : at + _MOST], ground)
            yield from _judged(_wholes(figures[:at], figures[at], ground), listed, ground)
    sizes = [figure for figure in figures if _is_size(figure)]
    for at in range(1, len(sizes) - 1):
        yield from _of_pair(sizes[max(0, at - _REACH) : at], (sizes[at], sizes[at + 1]), ground)


def _of_pair(before: Sequence[Figure], pair: tuple[Figure, Figure], ground: Ground) -> Iterator[Itemised]:
    """Yield the whole that two opposite kinds make up: 进出口1125.1亿元。出口644.3亿元，…；进口480.8亿元."""
    one, other = pair
    ways = [*_PAIRS, *((b, a) for a, b in _PAIRS)]
    if not any(_speaks(one, a, b) and _speaks(other, b, a) for a, b in ways):
        return
    for whole in reversed(before):
        alike = all(
            base_unit(each.printed.unit) == base_unit(whole.printed.unit) and each.period == whole.period
            for each in pair
        )
        if alike and ground.wording.same_paragraph(whole, other) and _closing(whole, pair):
            yield Itemised(whole, pair, closes=True)
            return


def _speaks(figure: Figure, of: str, against: str) -> bool:
    return of in figure.metric and against not in figure.metric


def _listed(behind: Sequence[Figure], ground: Ground) -> list[Figure]:
    """Return the sizes of a list, up to its full stop or to the next 其中."""
    listed = [behind[0]]
    for last, figure in pairwise(behind):
        words = ground.wording.between(last, figure)
        if words is None or _OPENS in words or not ground.wording.in_one_sentence(last, figure):
            break
        listed.append(figure)
    return [figure for figure in listed if _is_size(figure)]


def _wholes(before: Sequence[Figure], first: Figure, ground: Ground) -> dict[str, Figure]:
    """Return the nearest size of each measure before a list, out of its sentence or the one before."""
    wholes: dict[str, Figure] = {}
    stops = 0
    behind = first
    for figure in reversed(before):
        words = ground.wording.between(figure, behind)
        if words is None:
            break
        stops += len(re.findall(r"[。！？]", words))
        if stops > 1:
            break
        if _is_size(figure) and not _THRESHOLD.search(ground.wording.before(figure)):
            wholes.setdefault(base_unit(figure.printed.unit), figure)
        behind = figure
    return wholes


def _is_size(figure: Figure) -> bool:
    num = figure_to_num(figure)
    return figure.role in SIZED and num is not None and num.unit not in PERCENT and num.unit != ""


def _judged(wholes: dict[str, Figure], listed: Sequence[Figure], ground: Ground) -> Iterator[Itemised]:
    rows = {
        unit: tuple(part for part in listed if base_unit(part.printed.unit) == unit and part.period == whole.period)
        for unit, whole in wholes.items()
    }
    rows = {unit: parts for unit, parts in rows.items() if len(parts) >= _FEWEST}
    closed = {unit: parts for unit, row in rows.items() if (parts := _closing(wholes[unit], row))}
    for unit, row in rows.items():
        if unit in closed:
            yield Itemised(wholes[unit], closed[unit], closes=True)
        else:
            alike = any(closed[other] == rows[other] and len(rows[other]) == len(row) for other in closed)
            ends = len(rows) == 1 and _REST.search(row[-1].metric) is not None
            if (alike or ends) and _misses_by_one(wholes[unit], row, ground):
                yield Itemised(wholes[unit], row, closes=False)


def _closing(whole: Figure, row: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the items that make up the whole: all of the list, or its first ones; none where they do not."""
    total, nums = figure_to_num(whole), _nums(row)
    if total is None or total.scaled <= 0:
        return ()
    for length in range(len(row), _FEWEST - 1, -1):
        by_chance = length < len(row) and (length < _FEWEST_OF_MORE or len(str(total.scaled)) < _FEWEST_DIGITS)
        if not by_chance and num_to_interval(total).meets(sum_of(nums[:length])):
            return tuple(row[:length])
    return ()


def _misses_by_one(whole: Figure, row: Sequence[Figure], ground: Ground) -> bool:
    """Tell whether one slip in a list of counts keeps it from making up its whole."""
    total, nums = figure_to_num(whole), _nums(row)
    if total is None or not counts_things(total) or not all(counts_things(num) for num in nums):
        return False
    words = ground.wording.sentence(row[0])
    if OVERLAP.search(words) or _CUT_SHORT.search(words) or not ground.wording.in_one_sentence(whole, row[0]):
        return False
    return one_slip_mends(made_up_of(total, nums))


def made_up_of(total: Num, nums: Sequence[Num]) -> Tested:
    """Return the relation of a whole to items that leave nothing of it."""
    return Tested(
        (total, *nums),
        lambda held: num_to_interval(held[total.ref]).meets(sum_of(held[num.ref] for num in nums)),
    )


def _nums(figures: Sequence[Figure]) -> list[Num]:
    return [num for figure in figures if (num := figure_to_num(figure)) is not None]
