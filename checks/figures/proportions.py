"""Ratios: 三次产业结构为15.0:41.0:44.0, 医护比1:1.37, 离结比36.5%.

Three or more numbers joined by colons say how a whole is made up: they add up to 100 and are the shares of the numbers
listed before them, where these are as many. Two compare two numbers, which the characters before 比 name (生师比); so
does 比 without a colon, in percent or as a plain quotient (存贷比, 性别比).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from checks.engine.drafts import Draft
from checks.engine.numbers import Num, rounds_to, write_scaled
from checks.figures.numbers import (
    Tested,
    base_unit,
    could_print,
    figure_to_num,
    num_to_interval,
    one_slip_mends,
    sum_of,
)
from checks.figures.readings import Reading, judge
from checks.ground import Ground
from schemas.figures import SIZED, Figure, FigureRole
from schemas.findings import Basis, Result
from schemas.intervals import Interval
from schemas.printed import PERCENT

CODE = "proportion"
RULE = "比例之和为一百，且与所列各数相符"
QUOTIENT_RULE = "比等于两数相除"

_COLON = re.compile("[:：∶]")
_WHOLE = 100
_MADE_UP = re.compile("结构|构成|占比|比[重例]")
"""Words of a ratio that says how a whole is made up."""
_FEWEST = 3
"""Terms that make up a whole."""
_REACH = 60
"""Numbers before a ratio among which those that it compares are looked for."""
_NAMED = re.compile(r"(?P<one>[一-鿿])(?P<other>[一-鿿])(?:之)?比(?:例|率)?(?:[为是达约]|达到)?$")
_SEX = re.compile(r"性别比(?:[(（][^()（）]*[)）])?[为是达]?$")
_TOWN = re.compile(r"城乡[一-鿿]{0,6}比")
_NO_PAIR = re.compile(r"(?:[同环占对相之者例类评量年月期数与成等各其可较上百入])比")


def check(ground: Ground) -> Iterator[Draft]:
    figures = ground.bulletin.figures
    at = 0
    while at < len(figures):
        terms = _terms(figures, at, ground)
        if len(terms) >= _FEWEST:
            yield from _of_whole(figures, at, terms, ground)
        else:
            draft = _of_pair(figures, at, terms, ground)
            if draft is not None:
                yield draft
        at += len(terms)


def _terms(figures: Sequence[Figure], at: int, ground: Ground) -> list[Figure]:
    """Return the numbers that colons join, from ``at`` on."""
    terms = [figures[at]]
    for figure in figures[at + 1 :]:
        words = ground.wording.between(terms[-1], figure)
        if words is None or not _COLON.fullmatch(words):
            break
        terms.append(figure)
    return terms


def _of_whole(figures: Sequence[Figure], at: int, terms: Sequence[Figure], ground: Ground) -> Iterator[Draft]:
    nums = [num for term in terms if (num := figure_to_num(term)) is not None and num.scaled > 0]
    if len(nums) != len(terms):
        return
    nums = [replace(num, exact=False) for num in nums]
    if _MADE_UP.search(f"{ground.wording.before(terms[0])}{terms[0].metric}") is None:
        return
    draft = _adds_up(terms[-1], nums)
    if draft is not None:
        yield draft
    parts = _parts(figures, at, len(terms), terms, ground)
    if parts:
        yield from _of_parts(terms, nums, parts)


def _adds_up(final: Figure, nums: Sequence[Num]) -> Draft | None:
    """Hold the terms against a hundred, if they come near to it."""
    total = sum((num.value for num in nums), Fraction(0))
    slack = len(nums) * Fraction(1, 10 ** max(num.places for num in nums))

    def test(held: Mapping[str, Num]) -> bool:
        return abs(sum((held[num.ref].value for num in nums), Fraction(0)) - _WHOLE) * 2 <= slack

    relation = Tested(tuple(nums), test)
    holds = relation.holds({})
    if not holds and not one_slip_mends(relation, 2):
        return None
    last = nums[-1]
    meant = _WHOLE - total + last.value
    result = Result.EXACT if total == _WHOLE else Result.ROUNDING if holds else Result.IMPROBABLE
    return Draft(
        CODE, "", RULE, Basis.DEFINITION, result, final.metric, final.entity, tuple(nums[:-1]), last,
        formula=f"{_WHOLE}-" + "-".join(num.raw for num in nums[:-1]), table=last.table,
        recomputed=(last.scaled,) if total == _WHOLE else rounds_to((meant.numerator, meant.denominator), last.places),
        relation=relation, power=write_scaled(1, last.places) if holds else "",
    )  # fmt: skip


def _parts(figures: Sequence[Figure], at: int, length: int, terms: Sequence[Figure], ground: Ground) -> list[Figure]:
    """Return the sizes that the terms are in the ratio of: the last so many before them, of one measure."""
    sizes = [
        figure
        for figure in figures[max(0, at - _REACH) : at]
        if figure.role in SIZED
        and figure.printed.unit not in ("", *PERCENT)
        and figure_to_num(figure) is not None
        and ground.wording.same_paragraph(figure, terms[0])
    ][-length:]
    alike = len(sizes) == length and len({base_unit(size.printed.unit) for size in sizes}) == 1
    return sizes if alike and len({size.period for size in (*sizes, terms[0])}) == 1 else []


def _of_parts(terms: Sequence[Figure], nums: Sequence[Num], parts: Sequence[Figure]) -> Iterator[Draft]:
    """Hold each term against its part of the sum; all but one must fit before that one is doubted."""
    sizes = [num for part in parts if (num := figure_to_num(part)) is not None]
    fit = [
        could_print(num, num_to_interval(size) / sum_of(sizes) * Interval.exactly(_WHOLE))
        for num, size in zip(nums, sizes, strict=True)
    ]
    if sum(fit) < len(fit) - 1:
        return
    for index, term in enumerate(terms):

        def work(values: Sequence[Interval], index: int = index) -> Interval | None:
            whole = sum(values[1:], values[0])
            return values[index] / whole * Interval.exactly(_WHOLE) if whole.low > 0 else None

        reading = Reading(tuple(sizes), work, f"{parts[index].printed.raw} ÷ Σ", firm=not fit[index])
        draft = judge(CODE, RULE, term, [reading], fewest=2)
        if draft is not None:
            yield draft


def _of_pair(figures: Sequence[Figure], at: int, terms: Sequence[Figure], ground: Ground) -> Draft | None:
    """Judge a quotient by the two numbers that the characters before 比 name."""
    last = terms[-1]
    names = _names(terms[0], ground)
    if names is None or last.printed.unit not in ("", "%") or any(figure_to_num(term) is None for term in terms):
        return None
    if len(terms) > 1:
        return _of_colon(figures, at, terms, names, ground)
    if last.role not in (*SIZED, FigureRole.TO):
        return None
    full = _WHOLE if last.printed.unit == "%" or names[0] == "男" else 1
    ways = (names, names[::-1])
    pairs = [pair for way in ways for pair in _named_pairs(figures, at, way, ground)]
    readings = [_quotient(a, b, full, firm=firm) for a, b, firm in pairs]
    return judge(CODE, QUOTIENT_RULE, last, readings)


def _names(term: Figure, ground: Ground) -> tuple[str, str] | None:
    """Return by what the two numbers of a quotient are called."""
    words = ground.wording.before(term, 48)
    if _SEX.search(words):
        return "男", "女"
    if _TOWN.search(term.metric):
        return "城镇", "农村"
    clause = re.split(r"[，,；;：:、（(]", words)[-1]
    found = _NAMED.search(clause)
    return (found["one"], found["other"]) if found and not _NO_PAIR.search(clause) else None


def _of_colon(
    figures: Sequence[Figure], at: int, terms: Sequence[Figure], names: tuple[str, str], ground: Ground
) -> Draft | None:
    """1:1.37: the term that is no 1 is the quotient."""
    values = [term.printed.value for term in terms]
    if 1 not in values:
        return None
    index = 1 if values[0] == 1 else 0
    pairs = _named_pairs(figures, at, names[::-1] if index else names, ground)
    return judge(CODE, QUOTIENT_RULE, terms[index], [_quotient(a, b, 1, firm=firm) for a, b, firm in pairs])


def _named_pairs(
    figures: Sequence[Figure], at: int, names: tuple[str, str], ground: Ground
) -> list[tuple[Figure, Figure, bool]]:
    """Return the numbers called by two names, the nearest first; firm if they stand right before the quotient."""
    sizes = [
        figure
        for figure in reversed(figures[max(0, at - _REACH) : at])
        if figure.role in SIZED and figure.printed.unit not in ("", *PERCENT) and figure_to_num(figure) is not None
    ]
    one, other = names
    first = [size for size in sizes if one in size.metric and other not in size.metric]
    second = [size for size in sizes if other in size.metric and one not in size.metric]
    return [
        (a, b, {a.id, b.id} == {size.id for size in sizes[:2]} and ground.wording.same_paragraph(b, figures[at]))
        for a in first
        for b in second
        if base_unit(a.printed.unit) == base_unit(b.printed.unit)
    ]


def _quotient(a: Figure, b: Figure, full: int, *, firm: bool) -> Reading:
    nums = tuple(num for each in (a, b) if (num := figure_to_num(each)) is not None)

    def work(values: Sequence[Interval]) -> Interval | None:
        return values[0] / values[1] * Interval.exactly(full) if values[1].low > 0 else None

    return Reading(nums, work, f"{a.printed.raw} ÷ {b.printed.raw}", firm)
