"""Shares of the text: 占受理总数的56.01%, with a search for the base among the numbers of the bulletin.

The share is of the figures right before it. Its base is the number that the words name; where they name none, a number
of the same measure that the share fits is shown as what it would mean. Shares in a row that fit one base show it; a
share among them that does not fit it is improbable, or rounded so that all add up to 100. One that fits no number is
not assessed: its base may not be printed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

from checks.engine.drafts import Draft
from checks.engine.numbers import Num, num_to_operand, rounds_to, write_ratio, write_scaled
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
    sum_of,
)
from checks.figures.share_bases import (
    TELLING,
    Base,
    Known,
    bases_by_words,
    bases_for,
    find_among,
    find_base,
    holds_of,
    nums_of,
    quotient_of,
    shown_base,
    sums_for,
    table_sums,
    whole_before,
)
from checks.figures.share_parts import CLAUSE, TOGETHER, Share, in_one_list, shares_by_paragraph
from checks.figures.share_rows import row_wholes
from checks.ground import Ground
from schemas.figures import Figure
from schemas.findings import Basis, Explanation, Operand, Reason, Result
from schemas.intervals import Interval

CODE = "share-of-base"
RULE = "占比等于分项除以基数"
_OF_EACH = re.compile(r"预算(?!支出|收入)|计划|目标|任务|指标|进度|同期|上年|上月|去年")
"""Words for a base that each metric has one of its own."""
_NAMING = 2


def check(ground: Ground) -> Iterator[Draft]:
    sums = tuple(table_sums(ground))
    rows = list(shares_by_paragraph(ground))
    known_at_first = {share.figure.id: find_base(share, ground, sums) for row in rows for share in row}
    spoken = bases_by_words([share for row in rows for share in row], known_at_first)
    for row in rows:
        found = {share.figure.id: known_at_first[share.figure.id] for share in row}
        bases = [known[1] for known in found.values() if known is not None]
        found = {share.figure.id: found[share.figure.id] or find_among(share, bases) for share in row}
        shown = shown_base(row, found)
        alike = [share for share in row if share.lists and _alike(share, row[0], ground)]
        wholes = row_wholes(row, ground)
        consensus = row_to_consensus([(share.stated, nums_of(share.lists[-1])) for share in alike])
        if consensus is not None:
            yield from _against_printed(row, consensus, ground)
        for share in row:
            known = found[share.figure.id]
            if known is not None and not (shown and _strays(share, known[1], row, shown, ground)):
                yield _to_draft(share, *known, shown=shown is not None and known[1].nums == shown.nums)
            elif shown is not None and _is_of_shown(share, shown, row, found, ground):
                yield _against_shown(share, row, shown)
            elif (draft := _against_row(share, wholes)) is not None:
                yield draft
            elif consensus is not None and share in alike and not share.bracketed:
                yield _against_consensus(share, consensus)
            else:
                draft = _against_whole(share, row, ground) or _against_named(share, spoken, sums, ground)
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
    if not alike or sum_of(nums_of(parts)).low > shown.value.high:
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


def _to_draft(share: Share, parts: Sequence[Figure], base: Base, *, shown: bool = True) -> Draft:
    """Return what a share shows that fits a base; ``shown`` says that other shares of its row are of that base too."""
    nums = nums_of(parts)

    def test(changed: Mapping[str, Num]) -> bool:
        return holds_of(changed[share.stated.ref], [changed[num.ref] for num in nums], base.nums)

    whole = base.nums[0] if len(base.nums) == 1 and base.nums[0].table == share.stated.table else None
    found = _relation(share.stated, nums, whole) if whole else Tested((share.stated, *nums), test)
    # a base that only a search finds would not be found for a share that is off: nothing is noticed by it
    relation = found if base.named or base.near or shown else None
    return Draft(
        CODE, "", RULE, Basis.DEFINITION if base.named else Basis.INFERRED, Result.EXACT,
        share.figure.metric, share.figure.entity, (),
        formula=_formula(parts, base),
        relation=relation, power=write_scaled(1, share.stated.places) if relation else "",
        others=_operands(share, parts, base),
    )  # fmt: skip


def _against_shown(share: Share, row: Sequence[Share], base: Base) -> Draft:
    """Judge a share that does not fit the base that the others of its row show."""
    parts = share.lists[-1]
    true = quotient_of(nums_of(parts), base.nums, share.stated.unit)
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
    (part,) = nums_of(share.lists[-1])
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
    whole = whole_before(first, first.lists[-1], ground) if first.lists else None
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
    if not share.lists or len(str(share.stated.scaled)) < TELLING or _OF_EACH.search(share.words):
        return None
    together = TOGETHER.search(CLAUSE.split(ground.wording.before(share.figure))[-1]) is not None
    for parts in share.lists:
        base = whole_before(share, parts, ground) if (len(parts) > 1) is together else None
        if base is None:
            continue
        draft = _doubted(share, parts, base, row)
        if draft is not None:
            return draft
    return None


def _against_row(share: Share, wholes: Mapping[str, Figure]) -> Draft | None:
    """Judge a share by the whole that the other shares of its list and the sum of their parts show."""
    whole = wholes.get(share.figure.id)
    return None if whole is None else _doubted(share, share.lists[-1], whole, (), fewest=2)


def _doubted(
    share: Share, parts: Sequence[Figure], base: Figure, row: Sequence[Share], *, fewest: int = 3
) -> Draft | None:
    """Return what is said of a share that fits its whole, misses it by one slip or an exchange, or was cut off."""
    nums, whole = nums_of(parts), figure_to_num(base)
    if whole is None:
        return None
    known = Base(f"{base.metric} {base.printed.raw}", (whole,), named=False)
    if holds_of(share.stated, nums, (whole,)):
        return _to_draft(share, parts, known)
    relation = _loosely(share.stated, nums, whole)
    true = quotient_of(nums, (whole,), share.stated.unit)
    middle = (true.low + true.high) / 2
    cut = cut_off(share.stated).meets(true)
    exchanged = any(relation.holds({share.stated.ref: each.stated.scaled}) for each in row if each is not share)
    if not cut and not exchanged and not one_slip_mends(relation, fewest):
        return None
    return Draft(
        CODE, "", RULE, Basis.INFERRED, Result.ROUNDING if cut else Result.IMPROBABLE,
        share.figure.metric, share.figure.entity, (*nums, whole), share.stated,
        formula=_formula(parts, known),
        recomputed=rounds_to((middle.numerator, middle.denominator), share.stated.places),
        relation=None if cut else relation, table=share.stated.table, explained_by=(CUT_OFF,) if cut else (),
    )  # fmt: skip


def _relation(stated: Num, nums: Sequence[Num], whole: Num) -> Tested:
    def test(held: Mapping[str, Num]) -> bool:
        return holds_of(held[stated.ref], [held[num.ref] for num in nums], (held[whole.ref],))

    return Tested((stated, *nums, whole), test)


def _loosely(stated: Num, nums: Sequence[Num], whole: Num) -> Tested:
    """The same relation where the share may have been cut off: what no slip explains must fail this too."""

    def test(held: Mapping[str, Num]) -> bool:
        parts, base = [held[num.ref] for num in nums], (held[whole.ref],)
        inside = 0 < sum_of(parts).high <= sum_of(base).high
        return inside and could_print(held[stated.ref], quotient_of(parts, base, stated.unit))

    return Tested((stated, *nums, whole), test)


_ADJUSTED = Explanation(
    "adjusted", "exonerating",
    "rounded so that the shares printed add up to 100", "修约时作了调整，使所印各占比之和为 100",
)  # fmt: skip


def _distance(stated: Num, true: Interval) -> Fraction:
    interval = num_to_interval(stated.as_rounded())
    return max(true.low - interval.high, interval.low - true.high, Fraction(0))


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


def _against_named(
    share: Share, spoken: Mapping[str, Sequence[Base]], sums: Sequence[Base], ground: Ground
) -> Draft | None:
    """Judge a share whose base the words name: a number called so, or what other shares of these words are of."""
    if len(share.words) < _NAMING or len(str(share.stated.scaled)) < TELLING or not share.lists:
        return None
    if _OF_EACH.search(share.words):
        return None
    together = TOGETHER.search(CLAUSE.split(ground.wording.before(share.figure))[-1]) is not None
    lists = [parts for parts in share.lists if (len(parts) > 1) is together] or share.lists[:1]
    for parts in lists:
        named = [base for base in (*bases_for(share, parts, ground), *sums_for(share, sums)) if base.named]
        for base in (*spoken.get(share.words, ()), *named):
            nums = nums_of(parts)
            if {num.ref for num in base.nums} & {num.ref for num in nums}:
                continue
            relation = Tested(
                (share.stated, *nums), partial(_prints_of, stated=share.stated, nums=nums, base=base.nums)
            )
            if relation.holds({}):
                return _to_draft(share, parts, base)
            if one_slip_mends(relation):
                true = quotient_of(nums, base.nums, share.stated.unit)
                middle = (true.low + true.high) / 2
                return Draft(
                    CODE, "", RULE, Basis.INFERRED, Result.IMPROBABLE, share.figure.metric, share.figure.entity,
                    tuple(nums), share.stated, formula=_formula(parts, base), table=share.stated.table,
                    recomputed=rounds_to((middle.numerator, middle.denominator), share.stated.places),
                    relation=relation,
                )  # fmt: skip
    return None


def _prints_of(held: Mapping[str, Num], stated: Num, nums: Sequence[Num], base: Sequence[Num]) -> bool:
    parts = [held[num.ref] for num in nums]
    inside = 0 < sum_of(parts).high <= sum_of(base).high
    return inside and could_print(held[stated.ref], quotient_of(parts, base, stated.unit))
