"""A number that the text states twice: in the headline and in the body, in 万件 and in 件.

The same metric of the same body over the same time is one number. That two sentences mean the same is a reading, so a
difference is doubtful at most, and only where it looks like one slip of the pen.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from checks.engine.drafts import Draft
from checks.engine.numbers import Num, write_scaled
from checks.figures.numbers import (
    Tested,
    base_unit,
    could_print,
    cut_off,
    figure_to_num,
    num_to_interval,
    one_slip_mends,
)
from checks.ground import Ground
from schemas.figures import SIZED, Figure
from schemas.findings import Basis, Result

CODE = "stated-twice"
RULE = "同一事实前后所载的数一致"

_MOST = 4
"""Statements of one metric; more are a series and not one number said again."""
_FEWEST_DIGITS = 4
_SHORTEST = 3
"""Characters of a metric that tells what it speaks of."""
_ACCOUNT = re.compile(
    "(?:年末|当年|当期|上年|累计|滚存|收支|结余|收入|支出|合计|总计|小计|余额|总额|总数|数量|金额|人数|户数|件数|完成|实际)+"
)
"""Words that each account has for itself: 滚存结余 without its fund may be any fund's."""
_END = 2
"""Characters of a metric, at either end, that its sentence must hold."""


def check(ground: Ground) -> Iterator[Draft]:
    for figures in _alike(ground.bulletin.figures):
        for first, again in combinations(figures, 2):
            if ground.wording.in_one_sentence(first, again):
                continue
            alone = (
                len(figures) == len((first, again)) and _names_itself(first, ground) and _names_itself(again, ground)
            )
            draft = _judge(first, again, alone=alone)
            if draft is not None:
                yield draft


def _names_itself(figure: Figure, ground: Ground) -> bool:
    """Tell whether a figure's own sentence says what it is of, and no earlier one does."""
    if _ACCOUNT.fullmatch(figure.metric):
        return False
    sentence = "".join(ground.wording.sentence(figure).split())
    return figure.metric[:_END] in sentence and figure.metric[-_END:] in sentence


def _alike(figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Yield the figures that may state one number."""
    groups: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        num = figure_to_num(figure)
        if num is None or figure.role not in SIZED or len(figure.metric) < _SHORTEST:
            continue
        groups[figure.metric, figure.entity, figure.period, base_unit(figure.printed.unit)].append(figure)
    yield from (group for group in groups.values() if 1 < len(group) <= _MOST)


def _judge(first: Figure, again: Figure, *, alone: bool) -> Draft | None:
    one, other = figure_to_num(first), figure_to_num(again)
    if one is None or other is None:
        return None
    relation = Tested((one, other), lambda held: _meet(held, one, other))
    loosely = Tested(
        (one, other),
        lambda held: (
            could_print(held[one.ref], num_to_interval(held[other.ref]))
            or could_print(held[other.ref], num_to_interval(held[one.ref]))
        ),
    )
    cut = cut_off(one).meets(num_to_interval(other)) or cut_off(other).meets(num_to_interval(one))
    plainly = relation.holds({})
    holds = cut or plainly
    if not holds and not (alone and _is_long(one, other) and one_slip_mends(loosely)):
        return None
    said_alike = one.amount == other.amount
    result = Result.IMPROBABLE if not holds else Result.EXACT if said_alike else Result.ROUNDING
    return Draft(
        CODE, "", RULE, Basis.INFERRED, result, first.metric, first.entity, (one,), other,
        formula=one.raw, table=other.table, relation=relation if plainly or not holds else None,
        power=write_scaled(1, other.places) if plainly else "",
        recomputed=(other.scaled,) if holds else (),
        note="" if holds else f"It is printed as {one.raw} elsewhere.",
        note_zh="" if holds else f"另处印作 {one.raw}。",
    )  # fmt: skip


def _is_long(one: Num, other: Num) -> bool:
    """Tell whether two numbers are so long that one of them is hardly by chance a miswriting of the other."""
    fewest = _FEWEST_DIGITS if one.scale == other.scale else _FEWEST_DIGITS - 1
    return min(len(str(abs(num.scaled))) for num in (one, other)) >= fewest


def _meet(held: Mapping[str, Num], one: Num, other: Num) -> bool:
    return num_to_interval(held[one.ref]).meets(num_to_interval(held[other.ref]))
