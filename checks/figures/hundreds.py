"""Shares of one thing that leave nothing over: A占33.5%，B占26.0%，…，其他占10.0%.

A list of shares that ends with 其他 or 其余 is all there is, so that they add up to a hundred, but for their rounding.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from checks.engine.drafts import Draft
from checks.engine.numbers import Num, rounds_to, write_scaled
from checks.figures.numbers import Tested, figure_to_num, one_slip_mends
from checks.figures.texts import OVERLAP
from checks.ground import Ground
from schemas.figures import Figure, FigureRole
from schemas.findings import Basis, Result

CODE = "shares-of-all"
RULE = "各占比之和为 100%"

_ALL = 100
_FEWEST = 3
_REST = re.compile(r"(?:^|[，,；;、])(?:其他|其它|其余)[^，。；]{0,12}占?(?:比|比重|比例)?[为达约]?$")
_SHARE = re.compile(r"占(?:比|比重|比例)?[为达约仅]?$")
_PARTED = re.compile(r"[。！？!?]|其中")


def check(ground: Ground) -> Iterator[Draft]:
    figures = ground.bulletin.figures
    for at, last in enumerate(figures):
        if last.role is FigureRole.SHARE and _REST.search(ground.wording.before(last, 24)):
            row = _row(figures, at, ground)
            nums = [num for share in row if (num := figure_to_num(share)) is not None]
            if len(nums) == len(row) >= _FEWEST and not OVERLAP.search(ground.wording.sentence(last)):
                draft = _judge(last, nums)
                if draft is not None:
                    yield draft


def _row(figures: Sequence[Figure], at: int, ground: Ground) -> list[Figure]:
    """Return the shares of one list that ends at ``at``: nothing but shares of the same base, in one sentence."""
    row = [figures[at]]
    for figure in reversed(figures[:at]):
        words = ground.wording.between(figure, row[0])
        alike = figure.role is FigureRole.SHARE and figure.printed.unit == "%"
        if words is None or _PARTED.search(words) or not alike or not _SHARE.search(ground.wording.before(figure, 24)):
            break
        row.insert(0, figure)
    bases = {share.base.text if share.base else "" for share in row}
    return row if len(bases) == 1 else []


def _judge(last: Figure, nums: Sequence[Num]) -> Draft | None:
    slack = len(nums) * Fraction(1, 10 ** max(num.places for num in nums))

    def test(held: Mapping[str, Num]) -> bool:
        return abs(sum((held[num.ref].value for num in nums), Fraction(0)) - _ALL) * 2 <= slack

    relation = Tested(tuple(nums), test)
    holds = relation.holds({})
    if not holds and not one_slip_mends(relation, 2):
        return None
    total, target = sum((num.value for num in nums), Fraction(0)), nums[-1]
    meant = _ALL - total + target.value
    result = Result.EXACT if total == _ALL else Result.ROUNDING if holds else Result.IMPROBABLE
    return Draft(
        CODE, "", RULE, Basis.DEFINITION, result, last.metric, last.entity, tuple(nums[:-1]), target,
        formula=f"{_ALL}-" + "-".join(num.raw for num in nums[:-1]), table=target.table,
        recomputed=(target.scaled,)
        if result is Result.EXACT
        else rounds_to((meant.numerator, meant.denominator), target.places),
        relation=relation, power=write_scaled(1, target.places) if holds else "",
    )  # fmt: skip
