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
from checks.figures.plans import is_of_printed_base
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
    near: bool = False

    @property
    def value(self) -> Interval:
        return sum_of(self.nums)


Known = tuple[tuple[Figure, ...], Base]
"""What a share is found to be of: its numbers and their base."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share with what it may be of: the list that ends right before it, or its last member alone.

    ``bracketed`` is one that only its brackets tell: 国有20357封（34.6%）.
    """

    figure: Figure
    stated: Num
    lists: tuple[tuple[Figure, ...], ...]
    at: int
    bracketed: bool = False

    @property
    def words(self) -> str:
        return self.figure.base.text if self.figure.base else ""


def check(ground: Ground) -> Iterator[Draft]:
    sums = tuple(_table_sums(ground))
    for row in _rows(ground):
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
    return len(units) == 1 and _in_one_list(share.figure, other.figure, ground)


def _in_one_list(a: Figure, b: Figure, ground: Ground) -> bool:
    """Tell whether two figures stand in one sentence, or in sentences that are numbered."""
    first, last = (a, b) if ground.wording.between(a, b) is not None else (b, a)
    numbered = _NUMBERED.match(ground.wording.sentence(first)) and _NUMBERED.match(ground.wording.sentence(last))
    return a is b or ground.wording.in_one_sentence(first, last) or bool(numbered)


_HAN = "[一二三四五六七八九十]"
_NUMBERED = re.compile(rf"\s*(?:[(（]?(?:\d{{1,2}}|{_HAN}{{1,3}})[)）.、]|[①-⑳]|{_HAN}是|第{_HAN})")
"""How the members of a list begin that runs over sentences."""


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
    return any(_in_one_list(each.figure, share.figure, ground) for each in showing)


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


def _rows(ground: Ground) -> Iterator[list[Share]]:
    """Yield the shares of each paragraph."""
    figures = ground.bulletin.figures
    row: list[Share] = []
    text = ""
    for at, figure in enumerate(figures):
        stated = figure_to_num(figure)
        if stated is None or stated.unit not in ("%", "‰") or stated.scaled <= 0:
            continue
        bracketed = figure.role is FigureRole.LEVEL and _in_brackets(figures, at, ground)
        if (figure.role is not FigureRole.SHARE and not bracketed) or is_of_printed_base(figures, at, ground):
            continue
        around = ground.wording.paragraph(figure)
        if row and around != text:
            yield from _known_rows(row)
            row = []
        text = around
        dealt = _dealt_to(figures, at, ground)
        lists = dealt if dealt is not None else _own_lists(figures, at, ground, bracketed=bracketed)
        row.append(Share(figure, stated, lists, at, bracketed))
    yield from _known_rows(row)


def _dealt_to(figures: Sequence[Figure], at: int, ground: Ground) -> tuple[tuple[Figure, ...], ...] | None:
    """Return the number that a share of a list is dealt out to: A、B和C，分别占a、b和c; None for a share by itself."""
    first, last = at, at
    while first > 0 and _lists_on(figures[first - 1], figures[first], ground):
        first -= 1
    while last + 1 < len(figures) and _lists_on(figures[last], figures[last + 1], ground):
        last += 1
    length = last - first + 1
    if length < _FEWEST_SHOWING:
        return None
    own = figures[max(0, first - length) : first]
    alike = len({base_unit(each.printed.unit) for each in own}) == 1 and all(each.role in _SIZED for each in own)
    if len(own) < length or not alike or any(figure_to_num(each) is None for each in own):
        return ()
    return ((own[at - first],),) if ground.wording.in_one_sentence(own[0], figures[first]) else ()


def _lists_on(one: Figure, other: Figure, ground: Ground) -> bool:
    return one.printed.unit == other.printed.unit and ground.wording.between(one, other) in (
        "、",
        "和",
        "及",
        "与",
        "以及",
    )


def _known_rows(row: list[Share]) -> Iterator[list[Share]]:
    """Yield a row; what stands in brackets is taken for shares only where several do."""
    kept = [share for share in row if not share.bracketed]
    if len(row) - len(kept) > _FEWEST_SHOWING:
        kept = row
    if kept:
        yield kept


def _in_brackets(figures: Sequence[Figure], at: int, ground: Ground) -> bool:
    """Tell whether a rate stands alone in brackets right behind a number: 20357封（34.6%）."""
    if not at or figures[at - 1].role not in _SIZED:
        return False
    opened = ground.wording.between(figures[at - 1], figures[at])
    return opened in ("(", "（") and ground.wording.after(figures[at], 1) in (")", "）")


def _own_lists(
    figures: Sequence[Figure], at: int, ground: Ground, *, bracketed: bool
) -> tuple[tuple[Figure, ...], ...]:
    """Return the lists before a share; where its clause names a subject, the one number of that name, or none."""
    lists = tuple(_lists(figures[max(0, at - _BEFORE) : at]))
    clause = _CLAUSE.split(ground.wording.before(figures[at]))[-1]
    found = _SUBJECT.match(clause)
    subject = found[1] if found and not bracketed else ""
    if not lists or _TOGETHER.search(clause):
        return lists
    if len(subject) < _SHORTEST_SUBJECT:
        return () if _is_of_another(lists[-1][-1], figures, at, ground) else lists
    named = [part for part in lists[0] if part.metric and (subject in part.metric or part.metric in subject)]
    return ((named[-1],),) if named else ()


def _is_of_another(part: Figure, figures: Sequence[Figure], at: int, ground: Ground) -> bool:
    """Tell whether something else is spoken of between a number and a share that names nothing itself."""
    between = figures[figures.index(part) + 1 : at]
    others = [each.metric for each in between if each.role is FigureRole.CHANGE]
    strange = any(part.metric and other not in part.metric and part.metric not in other for other in others)
    words = ground.wording.between(part, figures[at])
    return strange or (words is not None and _APART.search(words) is not None)


_APART = re.compile(r"[；;。！？!?]|看[，,]")
_SHORTEST_SUBJECT = 2  # characters of a name
_SUBJECT = re.compile(
    r"(?:其中|其|约|仅|分别|依次|只|也|已|均|各|同比|当年|全部)*([^，。；0-9%]*?)"
    r"(?:金额|数量|总量|总数|件数|人数)?(?:分别|约|仅|只|已|均|合计|共|也)*(?:占|的?比[重例])"
)
"""What a clause says a share of: 城镇 of 城镇占80.18%."""


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
        sized = figure.role in _SIZED or (named and figure.role is FigureRole.TARGET)
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
    together = _TOGETHER.search(_CLAUSE.split(ground.wording.before(share.figure))[-1]) is not None
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
    for index in range(at - 1, max(0, at - _BEFORE) - 1, -1):
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


_CLAUSE = re.compile(r"[，,：:(（)）]")
_TOGETHER = re.compile(r"合计|共|一并|[两三四五六七八]者|[两三四五六七八][项类个]|总[和计]")
"""Words that make one share of several numbers."""
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
