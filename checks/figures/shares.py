"""Shares of the text: 占受理总数的56.01%, with a search for the base among the numbers of the bulletin.

The share is of the figures right before it. Its base is the number that the words name; where they name none, a number
of the same measure that the share fits is shown as what it would mean. Shares in a row that fit one base show it; a
share among them that does not fit it is improbable, or rounded so that all add up to 100. One that fits no number is
not assessed: its base may not be printed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checks.engine.drafts import Draft
from checks.engine.numbers import Num, write_ratio, write_scaled
from checks.engine.sheets import table_to_nums
from checks.figures.numbers import Tested, figure_to_num, figure_to_operand, num_to_interval, same_measure
from checks.findings import num_to_operand
from checks.ground import Ground
from schemas.figures import Figure, FigureRole
from schemas.findings import Basis, Explanation, Operand, Reason, Result
from schemas.intervals import Interval
from schemas.tables import ColumnKind, RowKind

CODE = "share-of-base"
RULE = "占比等于分项除以基数"

_SIZED = (FigureRole.LEVEL, FigureRole.PART)
_BEFORE = 12  # figures before a share that may be what it is a share of
_BASES = 300  # numbers of the text that are tried as base, the nearest first
_TELLING = 3  # digits of a share that fits by chance in fewer than one of a hundred trials
_FEWEST_SHOWING = 2  # shares in a row, besides the one asked, that show their base


@dataclass(frozen=True, slots=True)
class Base:
    """What a share may be measured on; ``named`` where the words say so."""

    name: str
    nums: tuple[Num, ...]
    named: bool

    @property
    def value(self) -> Interval:
        return _sum(self.nums)


@dataclass(frozen=True, slots=True)
class Share:
    """A share with what it may be of: the list that ends right before it, or its last member alone."""

    figure: Figure
    stated: Num
    lists: tuple[tuple[Figure, ...], ...]
    at: int


def check(ground: Ground) -> Iterator[Draft]:
    sums = tuple(_table_sums(ground))
    for row in _rows(ground):
        found = {share.figure.id: _find(share, ground, sums) for share in row}
        shown = _shown_base(row, found)
        for share in row:
            known = found[share.figure.id]
            if known is not None:
                yield _to_draft(share, *known)
            elif shown is not None and share.lists:
                yield _against_shown(share, row, shown)
            else:
                yield _unknown(share.figure)


def _rows(ground: Ground) -> Iterator[list[Share]]:
    """Yield the shares of each paragraph."""
    figures = ground.bulletin.figures
    row: list[Share] = []
    text = ""
    for at, figure in enumerate(figures):
        stated = figure_to_num(figure)
        if figure.role is not FigureRole.SHARE or stated is None or stated.unit not in ("%", "‰") or stated.scaled <= 0:
            continue
        around = ground.wording.paragraph(figure)
        if row and around != text:
            yield row
            row = []
        text = around
        row.append(Share(figure, stated, tuple(_lists(figures[max(0, at - _BEFORE) : at])), at))
    if row:
        yield row


def _lists(before: Sequence[Figure]) -> Iterator[tuple[Figure, ...]]:
    listed: list[Figure] = []
    for figure in reversed(before):
        if not listed and figure.role in (FigureRole.CHANGE, FigureRole.COUNT):
            continue
        sized = figure.role in _SIZED and figure.printed.unit not in ("%", "‰") and figure_to_num(figure) is not None
        if not sized or (listed and (figure.printed.unit, figure.role) != (listed[0].printed.unit, listed[0].role)):
            break
        listed.append(figure)
    for length in (*range(len(listed), 1, -1), 1):
        if listed:
            yield tuple(reversed(listed[:length]))


def _find(share: Share, ground: Ground, sums: Sequence[Base]) -> tuple[tuple[Figure, ...], Base] | None:
    """Return the numbers and the base that a share fits, a named base before any other."""
    for parts in share.lists:
        bases = [*_bases(share, parts, ground.bulletin.figures), *sums]
        for base in sorted(bases, key=lambda each: not each.named):
            telling = base.named or len(str(share.stated.scaled)) >= _TELLING
            own = {part.id for part in parts} & {num.ref for num in base.nums}
            if telling and not own and _holds(share.stated, _nums(parts), base.nums):
                return parts, base
    return None


def _bases(share: Share, parts: Sequence[Figure], figures: Sequence[Figure]) -> Iterator[Base]:
    """Yield the numbers of the text that a share may be of, those before it first, the nearest first."""
    at = share.at
    for figure in (*reversed(figures[max(0, at - _BASES) : at]), *figures[at + 1 : at + 1 + _BASES // 4]):
        num = figure_to_num(figure)
        fits = figure.role in _SIZED and same_measure(figure.printed.unit, parts[0].printed.unit)
        if num is not None and fits and figure.printed.exact is parts[0].printed.exact:
            yield Base(f"{figure.metric} {figure.printed.raw}", (num,), _is_named(share.figure, figure))


def _is_named(share: Figure, figure: Figure) -> bool:
    """Tell whether the words of the base speak of a figure: 受理总数 of 诉求件受理."""
    words = share.base.text if share.base else ""
    for empty in ("总数", "总量", "总额", "此类", "该类", "全部", "的"):
        words = words.replace(empty, "")
    return len(words) > 1 and (words in figure.metric or (len(figure.metric) > 1 and figure.metric in words))


def _table_sums(ground: Ground) -> Iterator[Base]:
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
                yield Base(f"Σ{column.name} ({table.title})", tuple(held), named=False)
                by_name.setdefault(column.name, []).extend(held)
    for name, held in by_name.items():
        yield Base(f"Σ{name}", tuple(held), named=False)


def _shown_base(row: Sequence[Share], found: Mapping[str, tuple[tuple[Figure, ...], Base] | None]) -> Base | None:
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
    return bases[best] if counts[best] >= _FEWEST_SHOWING and counts[best] * 2 > len(row) else None


def _to_draft(share: Share, parts: Sequence[Figure], base: Base) -> Draft:
    nums = _nums(parts)

    def test(changed: Mapping[str, Num]) -> bool:
        return _holds(changed[share.stated.ref], [changed[num.ref] for num in nums], base.nums)

    return Draft(
        CODE, "", RULE, Basis.DEFINITION if base.named else Basis.INFERRED, Result.EXACT,
        share.figure.metric, share.figure.entity, (),
        formula=_formula(parts, base), relation=Tested((share.stated, *nums), test),
        power=write_scaled(1, share.stated.places), others=_operands(share, parts, base),
    )  # fmt: skip


def _against_shown(share: Share, row: Sequence[Share], base: Base) -> Draft:
    """Judge a share that does not fit the base that the others of its row show."""
    parts = share.lists[-1]
    true = _quotient(_nums(parts), base.nums, share.stated.unit)
    off = _distance(share.stated, true)
    if not off:
        return _to_draft(share, parts, base)
    total = sum(Fraction(each.stated.scaled, 10**each.stated.places) for each in row)
    adjusted = off <= Fraction(1, 10**share.stated.places) and total == (1000 if share.stated.unit == "‰" else 100)
    middle = (true.low + true.high) / 2
    shown = write_ratio((middle.numerator, middle.denominator), share.stated.places + 2)
    return Draft(
        CODE, "", RULE, Basis.INFERRED, Result.ROUNDING if adjusted else Result.IMPROBABLE,
        share.figure.metric, share.figure.entity, (),
        formula=_formula(parts, base), recomputed_text=f"{shown}{share.stated.unit}",
        explained_by=(_ADJUSTED,) if adjusted else (), others=_operands(share, parts, base),
        note="" if adjusted else "The other shares of the paragraph fit this base.",
        note_zh="" if adjusted else "同段其他占比均以此为基数。",
    )  # fmt: skip


_ADJUSTED = Explanation(
    "adjusted", "exonerating",
    "rounded so that the shares printed add up to 100", "修约时作了调整，使所印各占比之和为 100",
)  # fmt: skip


def _distance(stated: Num, true: Interval) -> Fraction:
    interval = num_to_interval(stated.as_rounded())
    return max(true.low - interval.high, interval.low - true.high, Fraction(0))


def _holds(stated: Num, parts: Sequence[Num], base: Sequence[Num]) -> bool:
    whole = _sum(base)
    if whole.low <= 0 or _sum(parts).high > whole.high:
        return False
    return num_to_interval(stated.as_rounded()).meets(_quotient(parts, base, stated.unit))


def _quotient(parts: Sequence[Num], base: Sequence[Num], unit: str) -> Interval:
    return _sum(parts) / _sum(base) * Interval.exactly(1000 if unit == "‰" else 100)


def _sum(nums: Sequence[Num]) -> Interval:
    total = Interval.exactly(0)
    for num in nums:
        total += num_to_interval(num)
    return total


def _nums(figures: Sequence[Figure]) -> list[Num]:
    return [num for figure in figures if (num := figure_to_num(figure)) is not None]


def _formula(parts: Sequence[Figure], base: Base) -> str:
    return f"{'+'.join(part.printed.raw for part in parts)} ÷ {base.name}"


def _operands(share: Share, parts: Sequence[Figure], base: Base) -> tuple[Operand, ...]:
    return (
        figure_to_operand(share.figure, "result"),
        *(figure_to_operand(part) for part in parts),
        *(num_to_operand(num, "base") for num in base.nums[:1]),
    )


def _unknown(share: Figure) -> Draft:
    base = share.base.text if share.base else ""
    return Draft(
        CODE, "", RULE, Basis.INFERRED, Result.NOT_ASSESSABLE, share.metric, share.entity, (),
        reason=Reason.UNKNOWN_BASE, others=(figure_to_operand(share, "result"),),
        note=f"No number of the bulletin fits as its base{f' ({base})' if base else ''}.",
        note_zh=f"通报中没有可作其基数{f'（{base}）' if base else ''}的数。",
    )  # fmt: skip
