"""Two columns that split a third by a word of negation: 接通 + 未接通 = 总计."""

from collections.abc import Iterator
from dataclasses import replace

from checks.engine.drafts import Draft
from checks.engine.formulas import Sum
from checks.engine.laws import Gap, Instance, Law
from checks.engine.numbers import ten
from checks.engine.pooling import Pool, sheets_to_pools
from checks.engine.support import closeness
from checks.engine.words import is_total, negated, plain, stem
from checks.ground import Ground
from checks.rules.sums import adds_up_to
from schemas.findings import Basis, Reason

CODE = "split"


def check(ground: Ground) -> Iterator[Draft]:
    for pool in sheets_to_pools(ground.sheets):
        positions = pool.positions(summable=True)
        for part, rest in _negated_pairs(pool, positions):
            law = _find_whole(pool, part, rest, positions, ground)
            if law is not None:
                yield from ground.judged(_third_part_left_open(law))


def _negated_pairs(pool: Pool, positions: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    for rest in positions:
        denied = {(head, word) for head, name in _names(pool, rest) if (word := negated(name)) is not None}
        parts = [
            index
            for index in positions
            if index != rest and denied & {(head, stem(name)) for head, name in _names(pool, index)}
        ]
        if parts:
            yield min(parts, key=lambda index: abs(index - rest)), rest


def _names(pool: Pool, index: int) -> Iterator[tuple[str, str]]:
    """Yield what a column is called under which head: 超期未处置 denies 超期处置, not 处置."""
    series = pool.first.series[index]
    last = plain(series.called[0])
    yield "", last
    for short in series.short:
        yield last.removesuffix(short), short


def _find_whole(pool: Pool, part: int, rest: int, positions: tuple[int, ...], ground: Ground) -> Law | None:
    """Return the law of the column that the two add up to in nearly all rows; a column called a total is preferred."""
    found = []
    for whole in positions:
        if whole in (part, rest):
            continue
        series = pool.first.series
        instances = tuple(pool.instances(whole, (part, rest), Sum((1, 1))))
        law = Law(
            CODE, "", f"{series[whole].plain}={series[part].plain}+{series[rest].plain}",
            Basis.DEFINITION, series[whole].plain, instances,
        )  # fmt: skip
        close = closeness(law, ground.memory)
        if close.is_borne_out:
            found.append((close.failing, not is_total(series[whole].name), close.evidence, whole, law))
    if not found:
        return None
    return min(found, key=lambda each: each[:4])[4]


_MORE_THAN_A_SLIP = 2


def _third_part_left_open(law: Law) -> Law:
    """Take rows that leave a remainder for those with a third part (受理, 不受理 and still waiting), if several do."""
    failing = [instance for instance in law.instances if not adds_up_to(instance)]
    if len(failing) < _MORE_THAN_A_SLIP or not all(_leaves_remainder(instance) for instance in failing):
        return law
    gaps = [Gap(each.where, each.target.table, Reason.UNKNOWN_BASE, (each.target, *each.operands)) for each in failing]
    kept = tuple(instance for instance in law.instances if adds_up_to(instance))
    return replace(law, instances=kept, gaps=(*law.gaps, *gaps))


def _leaves_remainder(instance: Instance) -> bool:
    places = max(num.places for num in (instance.target, *instance.operands))
    whole, *parts = (num.scaled * ten(places - num.places) for num in (instance.target, *instance.operands))
    return whole > sum(parts)
