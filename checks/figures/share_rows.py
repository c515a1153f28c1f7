"""The whole of a row of shares, found by how many of them fit it.

One share of three digits fits some number of a bulletin by chance often enough; two that fit one number, or one and
the sum of the row's parts, hardly ever do. Digits are counted for that: each share and the sum bring those that they
print; the nearest number that is large enough, and the first of the bulletin, have less to prove. The whole so found is
that of the other shares of the row too.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checks.engine.numbers import Num
from checks.figures.numbers import base_unit, figure_to_num, num_to_interval, same_measure, sum_of
from checks.figures.share_bases import PLAIN_BASE, holds_of, is_mean
from checks.figures.share_parts import CLAUSE, TOGETHER, Share, in_one_list, shares_by_paragraph
from checks.ground import Ground
from schemas.figures import SIZED, Figure, FigureRole

_MOST = 60
"""Numbers before a row among which its whole is looked for."""
_TELLING = 5
"""Digits that must agree on a whole."""
_NEAREST = 2
"""Digits that the nearest number and the first one may lack."""
_MOST_DIGITS = 4
"""Digits that one share or sum brings at most: the part has no more to say."""
_FEWEST_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Row:
    """Shares of one list with the number that each is of."""

    shares: tuple[Share, ...]
    parts: tuple[Figure, ...]


def row_wholes(row: Sequence[Share], ground: Ground) -> dict[str, Figure]:
    """Return the whole of each share of a paragraph whose list shows one, by the share's id."""
    found: dict[str, Figure] = {}
    for each in _rows(row, ground):
        whole = _whole_of(each, ground)
        if whole is not None:
            found.update((share.figure.id, whole) for share in each.shares)
    return found


def rows_that_close(ground: Ground) -> Iterator[tuple[Figure, tuple[Figure, ...]]]:
    """Yield each whole with parts whose shares of it are all that there is: they add up to a hundred."""
    for row in shares_by_paragraph(ground):
        wholes = row_wholes(row, ground)
        for each in _rows(row, ground):
            whole = wholes.get(each.shares[0].figure.id)
            total = sum(share.stated.value for share in each.shares)
            percent = all(share.stated.unit == "%" and not share.bracketed for share in each.shares)
            if whole is not None and len(each.parts) > 1 and percent and total == _ALL:
                yield whole, each.parts


_ALL = 100


def _rows(row: Sequence[Share], ground: Ground) -> Iterator[Row]:
    """Yield the shares of one list by measure and by the words for their base, which hold until others come."""
    groups: dict[tuple[int, str, str], list[tuple[Share, Figure]]] = defaultdict(list)
    said: dict[str, str] = {}
    number, last = 0, row[0]
    for share in row:
        if not in_one_list(last.figure, share.figure, ground):
            number, said = number + 1, {}
        last = share
        together = TOGETHER.search(CLAUSE.split(ground.wording.before(share.figure))[-1])
        if share.lists and len(share.lists[-1]) == 1 and not together:
            part = share.lists[-1][0]
            unit = base_unit(part.printed.unit)
            if share.words and not PLAIN_BASE.fullmatch(share.words):
                said[unit] = share.words
            groups[number, unit, said.get(unit, "")].append((share, part))
    for pairs in groups.values():
        parts = [part for _, part in pairs]
        if len({part.id for part in parts}) == len(parts):
            yield Row(tuple(share for share, _ in pairs), tuple(parts))


def _whole_of(row: Row, ground: Ground) -> Figure | None:
    figures = ground.bulletin.figures
    first = min(ground.figure_at[part.id] for part in row.parts)
    own = {part.id for part in row.parts}
    nums = [num for part in row.parts if (num := figure_to_num(part)) is not None]
    largest = max(num.value * 10**num.scale for num in nums)
    listed = _listed(row, ground)
    scores: list[tuple[int, int, Figure]] = []
    nearest = _NEAREST
    for at in range(first - 1, max(-1, first - 1 - _MOST), -1):
        figure = figures[at]
        num = figure_to_num(figure)
        if (
            figure.role not in (*SIZED, FigureRole.COUNT)
            or num is None
            or figure.id in own
            or not _of_one(figure, row.parts[0])
        ):
            continue
        alike = same_measure(figure.printed.unit, row.parts[0].printed.unit) and not is_mean(figure, row.parts)
        if alike and num.value * 10**num.scale > largest:
            scores.append((_digits_that_fit(row, nums, num, listed) + nearest, at, figure))
            nearest = 0
    if scores and scores[-1][2] is _first_of_all(figures, row.parts[0]) and len(scores) > 1:
        scores[-1] = (scores[-1][0] + _NEAREST, *scores[-1][1:])
    if not scores:
        return None
    best = max(scores, key=lambda score: score[:2])
    value = figure_to_num(best[2])
    rivals = [score for score in scores if score[0] + 1 >= best[0] and not _same(figure_to_num(score[2]), value)]
    return best[2] if best[0] >= _TELLING and not rivals else None


def _first_of_all(figures: Sequence[Figure], part: Figure) -> Figure | None:
    """Return the first size of a part's measure in the bulletin, which is often what it is all about."""
    sizes = (figure for figure in figures if figure.role in SIZED and figure_to_num(figure) is not None)
    return next((size for size in sizes if same_measure(size.printed.unit, part.printed.unit)), None)


def _of_one(whole: Figure, part: Figure) -> bool:
    """Tell whether two numbers may be of one body: where one names none, it may be of any."""
    return not whole.entity or not part.entity or whole.entity == part.entity


def _listed(row: Row, ground: Ground) -> list[Num]:
    """Return the sizes of the parts' measure in the sentence of the first, from the first on."""
    figures = ground.bulletin.figures
    at = min(ground.figure_at[part.id] for part in row.parts)
    found = []
    for figure in figures[at : at + _MOST]:
        if not ground.wording.in_one_sentence(figures[at], figure) and figure is not figures[at]:
            break
        num = figure_to_num(figure)
        if figure.role in SIZED and num is not None and same_measure(figure.printed.unit, row.parts[0].printed.unit):
            found.append(num)
    return found


def _same(a: Num | None, b: Num | None) -> bool:
    """Tell whether a number is printed again."""
    return a is not None and b is not None and num_to_interval(a).meets(num_to_interval(b))


def _digits_that_fit(row: Row, nums: Sequence[Num], whole: Num, listed: Sequence[Num]) -> int:
    digits = 0
    for share, num in zip(row.shares, nums, strict=True):
        length = min(len(str(share.stated.scaled)), len(str(abs(num.scaled))) + 1)
        if length >= _FEWEST_DIGITS and holds_of(share.stated, [num], [whole]):
            digits += min(length, _MOST_DIGITS)
    if any(len(each) > 1 and num_to_interval(whole).meets(sum_of(each)) for each in (nums, listed)):
        digits += min(len(str(whole.scaled)), _MOST_DIGITS)
    return digits
