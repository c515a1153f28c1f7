"""Lists behind 其中 or 分行业看 that give several numbers of each item: 甲交易65宗、交易额1.5亿元，增长3%；乙….

Each measure of the list adds up by itself, to the number of its unit before the list; shares and changes between the
items belong to none. A list need not be all there is, so that a sum that does not close says nothing, but where another
measure of the very list closes, or where the list ends with 其他: then it is doubted, if one slip would mend it. So are
kinds that leave nothing over, as exports and imports.
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
from checks.figures.share_bases import MEAN
from checks.figures.texts import OVERLAP
from checks.ground import Ground
from schemas.figures import SIZED, Figure
from schemas.printed import PERCENT

_OPENS = re.compile(r"其中|[分按从][^，。；、]{1,8}[看分](?=[，,：:])|按[^，。；、]{1,10}划分")
_CUT_SHORT = re.compile(r"等(?:[^级候]|$)|主要|另有|分别|含")
_REST = re.compile(r"^(?:其他|其它|其余)|(?:其他|其它|其余)$")
_THRESHOLD = re.compile(r"(?:突破|超过?|逾|近|达到?近|跨[上过越])$")
_KINDS = (
    ("第一产业", "第二产业", "第三产业", "居民生活"),
    ("第一产业", "第二产业", "第三产业"),
    *(
        way
        for one, other in (
            ("出口", "进口"),
            ("城镇", "乡村"),
            ("城镇", "农村"),
            ("男", "女"),
            ("公立", "民营"),
            ("入境", "出境"),
            ("税收", "非税"),
        )
        for way in ((one, other), (other, one))
    ),
)
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
        if _opens_before(figures, at, ground):
            listed = _listed(figures[at : at + _MOST], ground)
            yield from _judged(_wholes(figures[:at], figures[at], ground), listed, ground)
    sizes = [figure for figure in figures if _is_size(figure)]
    for at in range(1, len(sizes) - 1):
        for kinds in _KINDS:
            items = tuple(sizes[at : at + len(kinds)])
            if len(items) == len(kinds) and all(map(_speaks, items, kinds)):
                yield from _of_kinds(sizes, at, items, kinds, ground)
                break


def _opens_before(figures: Sequence[Figure], at: int, ground: Ground) -> bool:
    """Tell whether a list begins with a figure: behind 其中, or behind the words that open its paragraph."""
    words = ground.wording.between(figures[at - 1], figures[at])
    return _OPENS.search(ground.wording.before(figures[at]) if words is None else words) is not None


def _of_kinds(
    sizes: Sequence[Figure], at: int, items: tuple[Figure, ...], kinds: Sequence[str], ground: Ground
) -> Iterator[Itemised]:
    """Yield the whole that kinds make up: 进出口1125.1亿元。出口644.3亿元，…；进口480.8亿元."""
    before = [
        whole
        for whole in reversed(sizes[max(0, at - _REACH) : at])
        if all(
            base_unit(each.printed.unit) == base_unit(whole.printed.unit)
            and each.period == whole.period
            and whole.printed.value is not None
            and each.printed.value is not None
            and whole.printed.value.scaleb(whole.printed.scale) >= each.printed.value.scaleb(each.printed.scale)
            for each in items
        )
    ]
    for whole in before:
        if ground.wording.same_paragraph(whole, items[-1]) and _closing(whole, items):
            yield Itemised(whole, items, closes=True)
            return
    behind = sizes[at + len(items)] if at + len(items) < len(sizes) else None
    more = behind is not None and (
        base_unit(behind.printed.unit) == base_unit(items[0].printed.unit)
        and ground.wording.in_one_sentence(items[0], behind)
    )
    alike = len({_rest_of(item, kind) for item, kind in zip(items, kinds, strict=True)} - {""}) <= 1
    if not before or more or not alike or any(MEAN.search(item.metric) for item in (before[0], *items)):
        return
    whole = before[0]
    beside = ground.wording.same_paragraph(whole, items[0]) and ground.wording.in_one_sentence(items[0], items[-1])
    if beside and whole.entity == items[0].entity and _misses_by_one(whole, items, ground, counted=False):
        yield Itemised(whole, items, closes=False)


def _rest_of(item: Figure, kind: str) -> str:
    """Return what a kind is of: 总值 of 出口总值."""
    return re.sub("[性人户]", "", item.metric.partition(kind)[2])


def _speaks(figure: Figure, kind: str) -> bool:
    """Tell whether a number is of a kind, and not of another one or of all but it."""
    others = {other for kinds in _KINDS if kind in kinds for other in kinds if other != kind and kind not in other}
    return _names(figure.metric, kind) and not any(_names(figure.metric, other) for other in others)


def _names(metric: str, kind: str) -> bool:
    """Tell whether a metric holds a name: 非税收入 does not hold 税收."""
    return re.search(f"(?<!非){kind}", metric) is not None


def _listed(behind: Sequence[Figure], ground: Ground) -> list[Figure]:
    """Return the sizes of a list, up to its full stop or to the next 其中."""
    listed = [behind[0]]
    for last, figure in pairwise(behind):
        words = ground.wording.between(last, figure)
        if words is None or _OPENS.search(words) or not ground.wording.in_one_sentence(last, figure):
            break
        listed.append(figure)
    return [figure for figure in listed if _is_size(figure)]


def _wholes(before: Sequence[Figure], first: Figure, ground: Ground) -> dict[str, Figure]:
    """Return the nearest size of each measure before a list, out of its sentence or the one before.

    A list that opens a paragraph is of the one before: of its first size of each measure.
    """
    wholes: dict[str, Figure] = {}
    stops = 0
    behind = first
    opening = not before or not ground.wording.same_paragraph(before[-1], first)
    for figure in reversed(before):
        words = ground.wording.between(figure, behind)
        if opening and behind is first:
            words = ""
        if words is None:
            break
        stops += 0 if opening else len(re.findall(r"[。！？]", words))
        if stops > 1:
            break
        if _is_size(figure) and not _THRESHOLD.search(ground.wording.before(figure)):
            if opening:
                wholes[base_unit(figure.printed.unit)] = figure
            else:
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
            if (ends and _misses_by_one(wholes[unit], row, ground, counted=False)) or (
                alike and _misses_by_one(wholes[unit], row, ground, fewest=1)
            ):
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


def _misses_by_one(
    whole: Figure, row: Sequence[Figure], ground: Ground, *, counted: bool = True, fewest: int = 3
) -> bool:
    """Tell whether one slip in a list, one of counts unless it surely leaves nothing over, keeps it from its whole."""
    total, nums = figure_to_num(whole), _nums(row)
    if total is None or (counted and not all(counts_things(num) for num in (total, *nums))):
        return False
    words = ground.wording.sentence(row[0])
    if OVERLAP.search(words) or (counted and _CUT_SHORT.search(words)):
        return False
    return one_slip_mends(made_up_of(total, nums), fewest)


def made_up_of(total: Num, nums: Sequence[Num]) -> Tested:
    """Return the relation of a whole to items that leave nothing of it."""
    return Tested(
        (total, *nums),
        lambda held: num_to_interval(held[total.ref]).meets(sum_of(held[num.ref] for num in nums)),
    )


def _nums(figures: Sequence[Figure]) -> list[Num]:
    return [num for figure in figures if (num := figure_to_num(figure)) is not None]
