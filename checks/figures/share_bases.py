"""What a share may be measured on: numbers of the text, sums of columns, what its words name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from checks.engine.numbers import Num
from checks.engine.sheets import table_to_nums
from checks.figures.numbers import (
    figure_to_num,
    num_to_interval,
    same_measure,
    sum_of,
)
from checks.figures.plans import is_of_base_printed
from checks.figures.share_parts import BEFORE, Share
from checks.ground import Ground
from schemas.figures import SIZED, Figure, FigureRole
from schemas.intervals import Interval
from schemas.tables import ColumnKind, RowKind

_BASES = 300  # numbers of the text that are tried as base, the nearest first
TELLING = 3  # digits of a share that fits by chance in fewer than one of a hundred trials
FEWEST_SHOWING = 2  # shares in a row, besides the one asked, that show their base
PLAIN_BASE = re.compile(r"[^，。]{0,4}?(?:总[数量额计]|全部|合计|全体|总体|比[重例]|其)的?")
"""Words for a base that mean the whole before them and nothing of its own."""
MEAN = re.compile("[日月人户件笔]均|平均")
_SPEAKING = 3
"""Characters of words that mean the same base wherever they stand."""


@dataclass(frozen=True, slots=True)
class Base:
    """What a share may be measured on; ``named`` where the words say so, ``of_column`` where a column is added up."""

    name: str
    nums: tuple[Num, ...]
    named: bool
    near: bool = False
    of_column: str = ""

    @property
    def value(self) -> Interval:
        return sum_of(self.nums)


Known = tuple[tuple[Figure, ...], Base]
"""What a share is found to be of: its numbers and their base."""


def find_base(share: Share, ground: Ground, sums: Sequence[Base]) -> Known | None:
    """Return the numbers and the base that a share fits, a named base before any other."""
    for parts in share.lists:
        bases = [*bases_for(share, parts, ground), *sums_for(share, sums)]
        for base in sorted(bases, key=lambda each: not each.named):
            telling = base.named or len(str(share.stated.scaled)) >= (TELLING if base.near else TELLING + 1)
            own = {part.id for part in parts} & {num.ref for num in base.nums}
            if telling and not own and holds_of(share.stated, nums_of(parts), base.nums):
                return parts, base
    return None


def find_among(share: Share, bases: Sequence[Base]) -> Known | None:
    """Return the numbers and the base of a neighbour that a share fits: shares in a row are mostly of one base."""
    if not share.lists or len(str(share.stated.scaled)) < TELLING:
        return None
    parts = share.lists[-1]
    return next(((parts, base) for base in bases if holds_of(share.stated, nums_of(parts), base.nums)), None)


def bases_for(share: Share, parts: Sequence[Figure], ground: Ground) -> Iterator[Base]:
    """Yield the numbers of the text that a share may be of, those before it first, the nearest first."""
    at, figures = share.at, ground.bulletin.figures
    for figure in (*reversed(figures[max(0, at - _BASES) : at]), *figures[at + 1 : at + 1 + _BASES // 4]):
        num = figure_to_num(figure)
        named = _is_named(share.figure, figure)
        sized = figure.role in SIZED or (named and figure.role is FigureRole.TARGET)
        fits = sized and same_measure(figure.printed.unit, parts[0].printed.unit)
        if num is not None and fits and figure.printed.exact is parts[0].printed.exact:
            near = ground.wording.same_paragraph(figure, share.figure)
            yield Base(f"{figure.metric} {figure.printed.raw}", (num,), named, near)


def sums_for(share: Share, sums: Sequence[Base]) -> Iterator[Base]:
    """Yield the sums of columns, named where the words of the base speak of the column: 转接总数 of 转接诉求量."""
    for base in sums:
        yield replace(base, named=_names(share.figure, base.of_column))


def _is_named(share: Figure, figure: Figure) -> bool:
    """Tell whether the words of the base speak of a figure: 受理总数 of 诉求件受理."""
    return _names(share, figure.metric)


def _names(share: Figure, metric: str) -> bool:
    words = share.base.text if share.base else ""
    for empty in ("总数", "总量", "总额", "此类", "该类", "全部", "的"):
        words = words.replace(empty, "")
    return len(words) > 1 and (words in metric or (len(metric) > 1 and metric in words))


def table_sums(ground: Ground) -> Iterator[Base]:
    """Yield the sums of the tables' columns, of one table and of all that have such a column."""
    by_name: dict[str, list[Num]] = {}
    for number, table in enumerate(ground.bulletin.tables):
        rows = table.row_at()
        nums = table_to_nums(table, number)
        for column in table.columns:
            if column.kind not in (ColumnKind.COUNT, ColumnKind.AMOUNT):
                continue
            held = [
                num
                for (row, col), num in nums.items()
                if col == column.col and rows[row].parent is None and rows[row].kind in (RowKind.DATA, RowKind.GROUP)
            ]
            if len(held) > 1:
                yield Base(f"Σ{column.name} ({table.title})", tuple(held), named=False, of_column=column.name)
                by_name.setdefault(column.name, []).extend(held)
    for name, held in by_name.items():
        yield Base(f"Σ{name}", tuple(held), named=False, of_column=name)


def shown_base(row: Sequence[Share], found: Mapping[str, Known | None]) -> Base | None:
    """Return the one base that most shares of a row fit, each with the number right before it."""
    known = [each for each in found.values() if each is not None]
    counts: dict[tuple[str, ...], int] = {}
    bases: dict[tuple[str, ...], Base] = {}
    for _, base in known:
        key = tuple(num.ref for num in base.nums)
        counts[key] = counts.get(key, 0) + 1
        bases[key] = base
    if not counts:
        return None
    best = max(counts, key=lambda key: (counts[key], key))
    return bases[best] if counts[best] >= FEWEST_SHOWING and counts[best] * 2 > len(row) else None


def whole_before(share: Share, parts: Sequence[Figure], ground: Ground) -> Figure | None:
    """Return the number of the paragraph that the parts belong to, unless the words of the base name another."""
    own = {part.id for part in parts}
    plain = not share.words or PLAIN_BASE.fullmatch(share.words)
    figures = ground.bulletin.figures
    at = min(ground.figure_at[parts[0].id], share.at)
    for index in range(at - 1, max(0, at - BEFORE) - 1, -1):
        figure = figures[index]
        if not ground.wording.same_paragraph(figure, share.figure):
            return None
        sized = figure.role is FigureRole.LEVEL or (figure.role is FigureRole.TARGET and not plain)
        alike = sized and same_measure(figure.printed.unit, parts[0].printed.unit)
        sibling = index + 1 < at and figures[index + 1].role is FigureRole.SHARE
        sibling = sibling and not is_of_base_printed(figures, index + 1, ground)
        if figure.id in own or sibling or not alike or figure_to_num(figure) is None or is_mean(figure, parts):
            continue
        if plain or _is_named(share.figure, figure):
            return figure
    return None


def is_mean(figure: Figure, parts: Sequence[Figure]) -> bool:
    """Tell whether a number is a mean and the parts are none: then they are not parts of it."""
    return MEAN.search(figure.metric) is not None and not MEAN.search(parts[0].metric)


def holds_of(stated: Num, parts: Sequence[Num], base: Sequence[Num]) -> bool:
    whole = sum_of(base)
    if whole.low <= 0 or sum_of(parts).high > whole.high:
        return False
    return num_to_interval(stated.as_rounded()).meets(quotient_of(parts, base, stated.unit))


def quotient_of(parts: Sequence[Num], base: Sequence[Num], unit: str) -> Interval:
    return sum_of(parts) / sum_of(base) * Interval.exactly(1000 if unit == "‰" else 100)


def nums_of(figures: Sequence[Figure]) -> list[Num]:
    return [num for figure in figures if (num := figure_to_num(figure)) is not None]


def bases_by_words(shares: Sequence[Share], found: Mapping[str, Known | None]) -> dict[str, list[Base]]:
    """Return the bases that the shares of the bulletin are of, by the words that name them."""
    spoken: dict[str, list[Base]] = {}
    for share in shares:
        known = found[share.figure.id]
        if known is not None and len(share.words) >= _SPEAKING and not PLAIN_BASE.fullmatch(share.words):
            spoken.setdefault(share.words, []).append(known[1])
    return spoken
