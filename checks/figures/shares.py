"""Shares of the text: 占受理总数的56.01%, with a search for the base among the numbers of the bulletin.

The share is of the figures right before it. Its base is the number that the words name; where they name none, a number
of the same measure that the share fits is shown as what it would mean. Shares in a row that fit one base show it; a
share among them that does not fit it is improbable, or rounded so that all add up to 100. One that fits no number is
not assessed: its base may not be printed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from checks.engine.drafts import Draft
from checks.engine.numbers import Num, rounds_to, write_ratio, write_scaled
from checks.engine.sheets import table_to_nums
from checks.figures.consensus import Consensus, row_to_consensus
from checks.figures.numbers import (
    CUT_OFF,
    Tested,
    base_unit,
    could_print,
    cut_off,
    figure_to_num,
    figure_to_operand,
    num_to_interval,
    one_slip_mends,
    same_measure,
    sum_of,
)
from checks.figures.share_parts import BEFORE, CLAUSE, SIZED, TOGETHER, Share, in_one_list, shares_by_paragraph
from checks.findings import num_to_operand
from checks.ground import Ground
from schemas.figures import Figure, FigureRole
from schemas.findings import Basis, Explanation, Operand, Reason, Result
from schemas.intervals import Interval
from schemas.tables import ColumnKind, RowKind

CODE = "share-of-base"
RULE = "占比等于分项除以基数"

_BASES = 300  # numbers of the text that are tried as base, the nearest first
_TELLING = 3  # digits of a share that fits by chance in fewer than one of a hundred trials
_FEWEST_SHOWING = 2  # shares in a row, besides the one asked, that show their base


@dataclass(frozen=True, slots=True)
class Base:
    """What a share may be measured on; ``named`` where the words say so."""

    name: str
    nums: tuple[Num, ...]
    named: bool
    near: bool = False

    @property
    def value(self) -> Interval:
        return sum_of(self.nums)


Known = tuple[tuple[Figure, ...], Base]
"""What a share is found to be of: its numbers and their base."""


def check(ground: Ground) -> Iterator[Draft]:
    sums = tuple(_table_sums(ground))
    for row in shares_by_paragraph(ground):
        found = {share.figure.id: _find(share, ground, sums) for share in row}
        bases = [known[1] for known in found.values() if known is not None]
        found = {share.figure.id: found[share.figure.id] or _find_among(share, bases) for share in row}
        shown = _shown_base(row, found)
        alike = [share for share in row if share.lists and _alike(share, row[0], ground)]
        consensus = row_to_consensus([(share.stated, _nums(share.lists[-1])) for share in alike])
        if consensus is not None:
            yield from _against_printed(row, consensus, ground)
        for share in row:
            known = found[share.figure.id]
            if known is not None and not (shown and _strays(share, known[1], row, shown, ground)):
                yield _to_draft(share, *known)
            elif shown is not None and _is_of_shown(share, shown, row, found, ground):
                yield _against_shown(share, row, shown)
            elif consensus is not None and share in alike and not share.bracketed:
                yield _against_consensus(share, consensus)
            else:
                draft = _against_whole(share, row, ground)
                if draft is not None or not share.bracketed:
                    yield draft or _unknown(share.figure)


def _alike(share: Share, other: Share, ground: Ground) -> bool:
    """Tell whether two shares and the numbers before them stand in one list, with the same words and measure."""
    if not share.lists or not other.lists or share.words != other.words:
        return False
    units = {base_unit(each.lists[-1][-1].printed.unit) for each in (share, other)}
    return len(units) == 1 and in_one_list(share.figure, other.figure, ground)


def _is_of_shown(
    share: Share, shown: Base, row: Sequence[Share], found: Mapping[str, Known | None], ground: Ground
) -> bool:
    """Tell whether the base that other shares of a list show is that of this one too."""
    if not share.lists or share.words not in _words_for(shown, row, found):
        return False
    parts = share.lists[-1]
    alike = base_unit(parts[-1].printed.unit) == base_unit(shown.nums[0].unit)
    if not alike or sum_of(_nums(parts)).low > shown.value.high:
        return False
    showing = [each for each in row if (known := found[each.figure.id]) and known[1].nums == shown.nums]
    return any(in_one_list(each.figure, share.figure, ground) for each in showing)


def _words_for(base: Base, row: Sequence[Share], found: Mapping[str, Known | None]) -> set[str]:
    """Return the words by which the shares of a row speak of a base, and no words at all."""
    said = {share.words for share in row if (known := found[share.figure.id]) and known[1].nums == base.nums}
    return said | {""}


def _strays(share: Share, base: Base, row: Sequence[Share], shown: Base, ground: Ground) -> bool:
    """Tell whether a share fits another base than its neighbours only by accident: far off, and not named."""
    figures = {figure.id: figure for figure in ground.bulletin.figures}
    near = all(
        num.ref in figures and ground.wording.same_paragraph(figures[num.ref], share.figure) for num in base.nums
    )
    alike = all(each.words == share.words for each in row)
    return not base.named and not near and alike and base.nums != shown.nums


def _find(share: Share, ground: Ground, sums: Sequence[Base]) -> Known | None:
    """Return the numbers and the base that a share fits, a named base before any other."""
    for parts in share.lists:
        bases = [*_bases(share, parts, ground), *sums]
        for base in sorted(bases, key=lambda each: not each.named):
            telling = base.named or len(str(share.stated.scaled)) >= (_TELLING if base.near else _TELLING + 1)
            own = {part.id for part in parts} & {num.ref for num in base.nums}
            if telling and not own and _holds(share.stated, _nums(parts), base.nums):
                return parts, base
    return None


def _find_among(share: Share, bases: Sequence[Base]) -> Known | None:
    """Return the numbers and the base of a neighbour that a share fits: shares in a row are mostly of one base."""
    if not share.lists or len(str(share.stated.scaled)) < _TELLING:
        return None
    parts = share.lists[-1]
    return next(((parts, base) for base in bases if _holds(share.stated, _nums(parts), base.nums)), None)


def _bases(share: Share, parts: Sequence[Figure], ground: Ground) -> Iterator[Base]:
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


def _shown_base(row: Sequence[Share], found: Mapping[str, Known | None]) -> Base | None:
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

    whole = base.nums[0] if len(base.nums) == 1 and base.nums[0].table == share.stated.table else None
    return Draft(
        CODE, "", RULE, Basis.DEFINITION if base.named else Basis.INFERRED, Result.EXACT,
        share.figure.metric, share.figure.entity, (),
        formula=_formula(parts, base),
        relation=_relation(share.stated, nums, whole) if whole else Tested((share.stated, *nums), test),
        power=write_scaled(1, share.stated.places), others=_operands(share, parts, base),
    )  # fmt: skip


def _against_shown(share: Share, row: Sequence[Share], base: Base) -> Draft:
    """Judge a share that does not fit the base that the others of its row show."""
    parts = share.lists[-1]
    true = _quotient(_nums(parts), base.nums, share.stated.unit)
    off = _distance(share.stated, true)
    if not off:
        return _to_draft(share, parts, base)
    if cut_off(share.stated).meets(true):
        return replace(_to_draft(share, parts, base), result=Result.ROUNDING, relation=None, explained_by=(CUT_OFF,))
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


def _against_consensus(share: Share, consensus: Consensus) -> Draft:
    """Judge a share whose base is not printed by the base that the other shares of its row agree on."""
    (part,) = _nums(share.lists[-1])
    relation = Tested((share.stated, part), lambda held: consensus.admits(held[share.stated.ref], held[part.ref]))
    holds = relation.holds({})
    shown = f"{part.raw} ÷ {consensus.shown()}"
    true = num_to_interval(part) / consensus.base * Interval.exactly(1000 if share.stated.unit == "‰" else 100)
    middle = (true.low + true.high) / 2
    return Draft(
        CODE, "", RULE, Basis.INFERRED, Result.EXACT if holds else Result.IMPROBABLE,
        share.figure.metric, share.figure.entity, (part,), share.stated, formula=shown, table=share.stated.table,
        recomputed=(share.stated.scaled,)
        if holds
        else rounds_to((middle.numerator, middle.denominator), share.stated.places),
        relation=relation, power=write_scaled(1, share.stated.places) if holds else "",
        note="" if holds else "The other shares of the paragraph agree on this base.",
        note_zh="" if holds else "同段其他占比所示的基数一致。",
    )  # fmt: skip


def _against_printed(row: Sequence[Share], consensus: Consensus, ground: Ground) -> Iterator[Draft]:
    """Judge the whole before a row of shares that agree on another one."""
    first = row[0]
    whole = _whole_before(first, first.lists[-1], ground) if first.lists else None
    num = figure_to_num(whole) if whole else None
    if whole is None or num is None or num_to_interval(num).meets(consensus.base):
        return
    relation = Tested((num,), lambda held: num_to_interval(held[num.ref]).meets(consensus.base))
    if one_slip_mends(relation):
        yield Draft(
            CODE, "", RULE, Basis.INFERRED, Result.IMPROBABLE, whole.metric, whole.entity, (), num,
            formula=consensus.shown(), table=num.table, relation=relation,
            note=f"{consensus.agreeing} shares of the paragraph agree on this base.",
            note_zh=f"同段 {consensus.agreeing} 个占比所示的基数一致。",
        )  # fmt: skip


def _against_whole(share: Share, row: Sequence[Share], ground: Ground) -> Draft | None:
    """Judge a share that fits no number by the whole that stands before it, where its words speak of no other."""
    if not share.lists or len(str(share.stated.scaled)) < _TELLING:
        return None
    together = TOGETHER.search(CLAUSE.split(ground.wording.before(share.figure))[-1]) is not None
    for parts in share.lists:
        base = _whole_before(share, parts, ground) if (len(parts) > 1) is together else None
        if base is None:
            continue
        nums = _nums(parts)
        whole = figure_to_num(base)
        if whole is None:
            continue
        relation = _loosely(share.stated, nums, whole)
        true = _quotient(nums, (whole,), share.stated.unit)
        middle = (true.low + true.high) / 2
        cut = cut_off(share.stated).meets(true)
        exchanged = any(relation.holds({share.stated.ref: each.stated.scaled}) for each in row if each is not share)
        if not cut and not exchanged and not one_slip_mends(relation):
            continue
        return Draft(
            CODE, "", RULE, Basis.INFERRED, Result.ROUNDING if cut else Result.IMPROBABLE,
            share.figure.metric, share.figure.entity, (*nums, whole), share.stated,
            formula=_formula(parts, Base(f"{base.metric} {base.printed.raw}", (whole,), named=False)),
            recomputed=rounds_to((middle.numerator, middle.denominator), share.stated.places),
            relation=None if cut else relation, table=share.stated.table, explained_by=(CUT_OFF,) if cut else (),
        )  # fmt: skip
    return None


def _whole_before(share: Share, parts: Sequence[Figure], ground: Ground) -> Figure | None:
    """Return the number of the paragraph that the parts belong to, unless the words of the base name another."""
    own = {part.id for part in parts}
    plain = not share.words or _PLAIN_BASE.fullmatch(share.words)
    figures = ground.bulletin.figures
    at = min(figures.index(parts[0]), share.at)
    for index in range(at - 1, max(0, at - BEFORE) - 1, -1):
        figure = figures[index]
        if not ground.wording.same_paragraph(figure, share.figure):
            return None
        sized = figure.role is FigureRole.LEVEL or (figure.role is FigureRole.TARGET and not plain)
        alike = sized and same_measure(figure.printed.unit, parts[0].printed.unit)
        sibling = index + 1 < at and figures[index + 1].role is FigureRole.SHARE
        if figure.id in own or sibling or not alike or figure_to_num(figure) is None:
            continue
        if plain or _is_named(share.figure, figure):
            return figure
    return None


_PLAIN_BASE = re.compile(r"[^，。]{0,4}?(?:总[数量额计]|全部|合计|全体|总体|比[重例]|其)的?")
"""Words for a base that mean the whole before them and nothing of its own."""


def _relation(stated: Num, nums: Sequence[Num], whole: Num) -> Tested:
    def test(held: Mapping[str, Num]) -> bool:
        return _holds(held[stated.ref], [held[num.ref] for num in nums], (held[whole.ref],))

    return Tested((stated, *nums, whole), test)


def _loosely(stated: Num, nums: Sequence[Num], whole: Num) -> Tested:
    """The same relation where the share may have been cut off: what no slip explains must fail this too."""

    def test(held: Mapping[str, Num]) -> bool:
        parts, base = [held[num.ref] for num in nums], (held[whole.ref],)
        inside = 0 < sum_of(parts).high <= sum_of(base).high
        return inside and could_print(held[stated.ref], _quotient(parts, base, stated.unit))

    return Tested((stated, *nums, whole), test)


_ADJUSTED = Explanation(
    "adjusted", "exonerating",
    "rounded so that the shares printed add up to 100", "修约时作了调整，使所印各占比之和为 100",
)  # fmt: skip


def _distance(stated: Num, true: Interval) -> Fraction:
    interval = num_to_interval(stated.as_rounded())
    return max(true.low - interval.high, interval.low - true.high, Fraction(0))


def _holds(stated: Num, parts: Sequence[Num], base: Sequence[Num]) -> bool:
    whole = sum_of(base)
    if whole.low <= 0 or sum_of(parts).high > whole.high:
        return False
    return num_to_interval(stated.as_rounded()).meets(_quotient(parts, base, stated.unit))


def _quotient(parts: Sequence[Num], base: Sequence[Num], unit: str) -> Interval:
    return sum_of(parts) / sum_of(base) * Interval.exactly(1000 if unit == "‰" else 100)


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
