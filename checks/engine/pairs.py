"""Two columns that give a third: quotients, complements, growth, differences, found by trying all pairs on all rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from checks.engine.formulas import Formula, Sum, quotient
from checks.engine.laws import Instance, Law, Memory, Reading
from checks.engine.numbers import Num
from checks.engine.pooling import Pool
from checks.engine.support import Closeness, close_by_name, closeness
from schemas.findings import Basis
from schemas.printed import PERCENT


class Form(StrEnum):
    """What the pair (a, b) is put into."""

    RATIO = "a/b"
    COMPLEMENT = "1-a/b"
    GROWTH = "a/b-1"
    DIFFERENCE = "a-b"


_MOST_PAIRS = 4000
"""Pairs tried per column; wider tables are searched among near columns only."""


@dataclass(frozen=True)
class Search:
    """Where a pair is looked for: the column that it should give, from which columns, in which forms.

    ``factor`` is what the column multiplies quotients by (100 for %).
    """

    pool: Pool
    target: int
    sources: Sequence[int]
    forms: Sequence[Form]
    factor: int


@dataclass(frozen=True)
class Pair:
    """A pair that closes: positions of its series in the pool, and how well."""

    upper: int
    lower: int
    form: Form
    instances: tuple[Instance, ...]
    close: Closeness
    tried: int

    @property
    def order(self) -> tuple[float, Form, int, int]:
        """What decides between pairs that hold in as many rows."""
        return (self.close.order, self.form, self.upper, self.lower)


def closing_pairs(search: Search, memory: Memory) -> list[Pair]:
    """Return the pairs whose result is printed in the target in nearly all rows, the best first."""
    pool, target, factor = search.pool, search.target, search.factor
    sources = [index for index in search.sources if index != target]
    if len(sources) ** 2 > _MOST_PAIRS:
        sources = sorted(sorted(sources, key=lambda index: abs(index - target))[: int(_MOST_PAIRS**0.5)])
    found, tried = [], 0
    for upper in sources:
        for lower in sources:
            if upper == lower:
                continue
            rows = list(_rows(pool, target, upper, lower))
            for form in search.forms:
                if form is Form.DIFFERENCE and not _alike_in_unit(rows):
                    continue
                tried += 1
                if _closes(rows, form, factor):
                    found.append((upper, lower, form))
    pairs = [_weigh(search, *each, memory=memory, tried=tried) for each in found]
    pairs = [pair for pair in pairs if 2 * pair.close.holding >= len(pair.instances) and pair.close.is_borne_out]
    return sorted(pairs, key=lambda pair: (pair.close.failing - pair.close.holding, *pair.order))


def pair_by_name(search: Search, said: Sequence[tuple[int, int]], memory: Memory) -> Pair | None:
    """Return the pair that the headers say the target follows from, where the numbers do not speak against it.

    ``said`` come with what the headers say most plainly first; of several under which as many rows agree, that one.
    """
    found: list[tuple[int, int, Pair]] = []
    for order, (upper, lower) in enumerate(said):
        rows = list(_rows(search.pool, search.target, upper, lower))
        for form in search.forms:
            if form is Form.DIFFERENCE and not _alike_in_unit(rows):
                continue
            law = _law(search, upper, lower, form)
            close = close_by_name(law, memory)
            if close is not None:
                pair = Pair(upper, lower, form, law.instances, close, len(said))
                found.append((close.failing - close.holding, order, pair))
    return min(found, key=lambda each: each[:2])[2] if found else None


def reading_of(form: Form, factor: int) -> Reading:
    return Reading(None, (1, 1) if form is Form.DIFFERENCE else (factor, 1))


def formula_of(form: Form, upper: str, lower: str) -> Formula:
    if form is Form.DIFFERENCE:
        return Sum((1, -1))
    if upper == lower:
        lower += "′"
    return quotient(upper, lower, complement=form is Form.COMPLEMENT, growth=form is Form.GROWTH)


def words_of(form: Form, upper: str, lower: str) -> str:
    """Return the definition as a line."""
    return {
        Form.RATIO: f"{upper}÷{lower}",
        Form.COMPLEMENT: f"1-{upper}÷{lower}",
        Form.GROWTH: f"{upper}÷{lower}-1",
        Form.DIFFERENCE: f"{upper}-{lower}",
    }[form]


def _alike_in_unit(rows: Sequence[tuple[Num, Num, Num]]) -> bool:
    """Tell whether percentages are taken from percentages only: a difference of counts is no per cent.

    The difference of two percentages is one of points, printed with or without a sign.
    """
    for row in rows[:5]:
        goal, upper, lower = (num.unit in PERCENT for num in row)
        if upper != lower or (goal and not upper):
            return False
    return True


def _rows(pool: Pool, target: int, upper: int, lower: int) -> Iterator[tuple[Num, Num, Num]]:
    for sheet in pool.sheets:
        goal, a, b = (sheet.series[index].cells for index in (target, upper, lower))
        for key in sheet.keys:
            if key in goal and key in a and key in b:
                yield goal[key], a[key], b[key]


def _closes(rows: Sequence[tuple[Num, Num, Num]], form: Form, factor: int) -> bool:
    """Tell quickly, in floats and generously, whether a pair deserves to be judged."""
    allowed = max(1, 2 * len(rows) // 5)
    assess = _DISTANCE[form]
    assessed = 0
    for goal, a, b in rows:
        if form is not Form.DIFFERENCE and b.scaled == 0:
            continue
        assessed += 1
        x, y = a.scaled / 10**a.places, b.scaled / 10**b.places
        value, slack = assess(x, y, 0 if a.exact else 10.0**-a.places, 0 if b.exact else 10.0**-b.places)
        scale = 1 if form is Form.DIFFERENCE else factor
        if abs(value * scale * 10**goal.places - goal.scaled) > 1.0001 + slack * scale * 10**goal.places:
            allowed -= 1
            if allowed < 0:
                return False
    return assessed > 0 and allowed >= 0


def _ratio_distance(x: float, y: float, dx: float, dy: float) -> tuple[float, float]:
    value = x / y
    return value, (dx + abs(value) * dy) / abs(y)


_DISTANCE: dict[Form, Callable[[float, float, float, float], tuple[float, float]]] = {
    Form.RATIO: _ratio_distance,
    Form.COMPLEMENT: lambda x, y, dx, dy: (1 - x / y, _ratio_distance(x, y, dx, dy)[1]),
    Form.GROWTH: lambda x, y, dx, dy: (x / y - 1, _ratio_distance(x, y, dx, dy)[1]),
    Form.DIFFERENCE: lambda x, y, dx, dy: (x - y, dx + dy),
}


def _weigh(search: Search, upper: int, lower: int, form: Form, *, memory: Memory, tried: int) -> Pair:
    law = _law(search, upper, lower, form)
    return Pair(upper, lower, form, law.instances, closeness(law, memory), tried)


def _law(search: Search, upper: int, lower: int, form: Form) -> Law:
    series = search.pool.first.series
    formula = formula_of(form, series[upper].plain, series[lower].plain)
    instances = tuple(search.pool.instances(search.target, (upper, lower), formula))
    return Law("", "", "", Basis.INFERRED, "", instances, (reading_of(form, search.factor),))


def same_numbers(pool: Pool, one: int, other: int) -> bool:
    """Tell whether two series hold the same numbers in every row: then nothing tells which of them is meant."""
    for sheet in pool.sheets:
        a, b = sheet.series[one].cells, sheet.series[other].cells
        if any(key in b and num.value != b[key].value for key, num in a.items()):
            return False
    return True
