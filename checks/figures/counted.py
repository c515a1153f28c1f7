"""Lists that are announced by their number: 有4家：甲、乙、丙、丁; 3个城市依次为甲、乙和丙.

The list stands right behind the words 分别是, 依次为 or a colon and ends with its sentence. A name may hold 和 or 及
itself, so that each of them may or may not part two names; a list that fits in neither way is doubted.
"""

import re
from collections.abc import Iterator

from checks.engine.drafts import Draft
from checks.engine.numbers import Num
from checks.figures.numbers import Tested, figure_to_num
from checks.ground import Ground
from schemas.figures import Figure, FigureRole
from schemas.findings import Basis, Consequence, Result

CODE = "list-counted"
RULE = "所称个数等于所列个数"

_LIST = re.compile(
    r"[^，。；：:、0-9]{0,12}?(?:[，,]?(?:分别|依次)?[是为](?!了)|[，,]?即|[:：])[:：]?(?P<items>[^，。；;:：0-9（）()]{4,120})$"
)
_AND = re.compile(r"以及|和|及(?!时|格)|与")
_LONGEST_NAME = 16
_MOST = 20
_FEWEST = 2


def check(ground: Ground) -> Iterator[Draft]:
    for figure in ground.bulletin.figures:
        num = figure_to_num(figure)
        if num is None or figure.role not in (FigureRole.COUNT, FigureRole.LEVEL, FigureRole.PART) or num.places:
            continue
        if num.unit in _NAMED and _FEWEST <= num.scaled <= _MOST:
            counts = _listed_after(figure, ground)
            if counts:
                yield _to_draft(figure, num, counts)


_NAMED = ("家", "个", "项", "名", "位", "类", "种", "所", "座", "条", "县", "市", "区", "部门", "单位", "方面")


def _listed_after(figure: Figure, ground: Ground) -> frozenset[int]:
    """Return how many names the list behind a number may hold; none if there is no such list."""
    found = _LIST.fullmatch(ground.wording.after(figure, 150))
    if found is None or "、" not in found["items"] or found["items"].endswith("等") or "等" in found["items"]:
        return frozenset()
    items = found["items"].split("、")
    if any(len(item) > _LONGEST_NAME for item in items) or not all(items):
        return frozenset()
    inner = sum(len(_AND.findall(item)) for item in items)
    return frozenset(range(len(items), len(items) + inner + 1))


def _to_draft(figure: Figure, num: Num, counts: frozenset[int]) -> Draft:
    holds = num.scaled in counts
    relation = Tested((num,), lambda held: held[num.ref].scaled in counts)
    return Draft(
        CODE, "", RULE, Basis.DEFINITION, Result.EXACT if holds else Result.IMPROBABLE, figure.metric, figure.entity,
        (), num, formula="所列个数", recomputed=(num.scaled,) if holds else tuple(sorted(counts))[:2],
        table=num.table, relation=relation, power="1", consequence=Consequence.DISPLAY,
    )  # fmt: skip
