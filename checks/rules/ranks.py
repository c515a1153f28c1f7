"""Ranks against the numbers that they rank.

Which column is ranked, in which groups and direction, is read off the table, and so is how ties are numbered (1224,
1223, 1234).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import comb, factorial

from checks.engine.drafts import Draft
from checks.engine.numbers import Num
from checks.engine.placing import Why
from checks.engine.sheets import Series, Sheet
from checks.engine.words import PREVIOUS, RANK, bare, has_any
from checks.ground import Ground
from checks.rules.rankings import STYLES, Place, Ranking, Style, exchanged_pair, fewest_off, is_blind, most_off
from schemas.findings import Basis, Convention, Result
from schemas.ids import make_id
from schemas.tables import ColumnKind, RowKind

CODE = "rank"

_RANKED = (ColumnKind.SCORE, ColumnKind.RATE, ColumnKind.COUNT, ColumnKind.AMOUNT, ColumnKind.CHANGE)

_FEWEST = 3
"""Rows in order that a ranking must have at least."""

_FEWEST_PROVED = 8
"""Rows in order beside which one that is not is a proof: so many are in order by chance, all but one, once in 1,000."""

_MOST_SHOWN = 3
"""Rows shown beside one that stands in the wrong order to them."""

_FEWEST_UNNAMED = (8, 10)
"""Rows in order, all or all but a few, that make a column the ranked one though nothing else speaks for it.

Chance makes one of 40,320 columns of eight rows stand in order, one of 44,000 of ten rows in order but for one.
"""


def check(ground: Ground) -> Iterator[Draft]:
    for sheet in ground.column_sheets:
        for series in sheet.series:
            if series.kind is ColumnKind.RANK and len(series.cells) > 1:
                yield from _check_column(sheet, series, ground)


def _check_column(sheet: Sheet, ranks: Series, ground: Ground) -> Iterator[Draft]:
    found = _find_rankings(sheet, ranks)
    if found is None:
        return
    score, rankings, named = found
    off = {id(place): place for ranking in rankings for place in fewest_off(ranking)}
    total = sum(len(ranking.places) for ranking in rankings)
    proved = named and len(off) <= max(1, total // 8) and total - len(off) >= _FEWEST_PROVED
    ground.conventions.append(_ties(sheet, ranks, score, rankings))
    for ranking in rankings:
        for place in ranking.places:
            base = Draft(
                CODE,
                "",
                f"{ranks.plain}按{score.plain}{'从高到低' if ranking.descending else '从低到高'}",
                Basis.DEFINITION if named else Basis.INFERRED,
                Result.EXACT,
                ranks.plain,
                sheet.where(place.rank.row),
                (place.score,),
                place.rank,
                f"{score.plain} {place.score.raw}",
                recomputed=(place.rank.scaled,),
                power="1" if ranking.is_short else "",
                relation=place if ranking.is_short else None,
                table=sheet.number,
            )
            yield _off_place(base, place, proved=proved) if id(place) in off else base


def _off_place(base: Draft, place: Place, *, proved: bool) -> Draft:
    """Say that a rank cannot be: against a number printed beside another rank, or only by the count of those ahead."""
    ranking = place.ranking
    low, high = ranking.admitted(place, {})
    against = [other for other in ranking.places if other is not place and ranking.inverted(place, other, {})]
    proved = proved and bool(against)
    return replace(
        base, result=Result.CONTRADICTED if proved else Result.IMPROBABLE, recomputed=place.solve(place.rank.ref)[:2],
        operands=(place.score, *(num for other in against[:_MOST_SHOWN] for num in (other.score, other.rank))),
        why=Why.NONE if proved else Why.WEAK,
        note=f"By the numbers the rank would be {_span(low, high)}.", note_zh=f"按数应为第 {_span(low, high)} 位。",
    )  # fmt: skip


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}-{high}"


def _find_rankings(sheet: Sheet, ranks: Series) -> tuple[Series, list[Ranking], bool] | None:
    """Return the column that is ranked, in its groups and direction: the one that the ranks fit, if nearly all do."""
    best: tuple[_Misfit, Series, list[Ranking]] | None = None
    called = _called(sheet, ranks)
    lost = bool(sheet.table.grid.loose)
    for score in called or (_nearest(sheet, ranks) if lost else sheet.series):
        if score.kind not in _RANKED or score is ranks:
            continue
        if has_any(ranks.name, PREVIOUS) and not has_any(score.name, PREVIOUS):
            continue  # the ranks of an earlier period are not those of this one's numbers
        spare = _unpaired(sheet, ranks, score)
        for groups in _groups(sheet, ranks, score):
            for style in STYLES:
                rankings = [Ranking(pairs, style, spare) for pairs in groups]
                misfit = _misfit(rankings, style, score, ranks, named=score in called, alone=_is_alone(sheet, score))
                if misfit is not None and (best is None or misfit < best[0]):
                    best = (misfit, score, rankings)
    if best is None:
        return None
    _, score, rankings = best
    scores = [series for series in sheet.series if series.kind is ColumnKind.SCORE]
    plain = _is_likely(score, ranks) and (len(scores) < 2 or score not in scores[:-1])
    return score, rankings, score in called or plain


_Misfit = tuple[bool, bool, bool, bool, bool, int, int, int]
"""What speaks against a column as the ranked one, the gravest first."""


def _chance_of_order(rows: int, off: int) -> Fraction:
    """Bound the chance that ranks of something else stand in order but for ``off`` rows."""
    return Fraction(comb(rows, off) ** 2 * factorial(off), factorial(rows))


_RARE, _RARE_BESIDE = Fraction(1, 50), Fraction(1, 2)
"""Chances above which a column is not the ranked one; ranks mostly stand right behind what they rank."""
_MOST_TRIED = 4
"""Ways to read a ranking of the columns beside it: two columns, two directions."""


def _misfit(
    rankings: Sequence[Ranking], style: Style, score: Series, ranks: Series, *, named: bool, alone: bool
) -> _Misfit | None:
    """Return how badly the ranks fit a column; None where they are not its ranks.

    ``named``: the ranks' name speaks of the column; ``alone``: it holds the only points that can be meant.
    """
    found = [(ranking, fewest_off(ranking)) for ranking in rankings]
    off = sum(len(places) for _, places in found)
    total = sum(len(ranking.places) for ranking in rankings)
    if is_blind(rankings) or total < 2 or total - off < min(_FEWEST, total):
        return None
    exchanged = off == 2 and _is_likely(score, ranks) and any(exchanged_pair(*each) for each in found)
    if off > most_off(total) and not exchanged:
        return None
    if not named and not _is_likely(score, ranks) and (off > 1 or total < _FEWEST_UNNAMED[off]):
        return None
    chance = Fraction(comb(total, 2), factorial(total)) if exchanged else _chance_of_order(total, off)
    rare = _RARE_BESIDE if ranks.index - score.index == 1 else _RARE
    if off and not named and not alone and _MOST_TRIED * chance > rare:
        return None
    shifted = sum(len(ranking.off()) for ranking in rankings)
    if style.counted and 2 * shifted > total and total >= _FEWEST_PROVED:
        return None  # the second half of a list: ranks 11 to 20 of ten rows
    wanders = off > 0 and ranks.index - score.index != 1
    return (
        not named, score.kind is not ColumnKind.SCORE, not style.counted, off > 0, wanders, off, shifted,
        _distance(score, ranks),
    )  # fmt: skip


def _nearest(sheet: Sheet, ranks: Series) -> list[Series]:
    """Return the column that ranks most likely speak of, by its place and kind alone."""
    scores = [series for series in sheet.series if series.kind in _RANKED and series is not ranks and series.cells]
    return sorted(scores, key=lambda score: (_distance(score, ranks), score.index))[:1]


def _unpaired(sheet: Sheet, ranks: Series, score: Series) -> int:
    """Count the rows of which the rank or the ranked number was not read, or not printed: they may be ahead of any."""
    rows = [row for row in sheet.table.rows if row.kind in (RowKind.DATA, RowKind.GROUP) and row.statement is None]
    read = {key for series in sheet.series for key in series.cells}
    lost = {cell.row for cell in sheet.table.grid.loose}
    return sum(
        (row.row in read or row.row in lost) and not (row.row in ranks.cells and row.row in score.cells) for row in rows
    )


def _called(sheet: Sheet, ranks: Series) -> list[Series]:
    """Return the columns that the name of a rank column speaks of: 变化率排名 ranks 同比变化率, whatever else fits."""
    wanted = bare(ranks.name)
    for word in RANK:
        wanted = wanted.replace(word, "")
    numbers = [series for series in sheet.series if series.kind in _RANKED and series is not ranks]
    exact = [series for series in numbers if wanted and bare(series.called[0]) == wanted]
    return exact or [series for series in numbers if len(wanted) > 1 and bare(series.called[0]).endswith(wanted)]


def _is_alone(sheet: Sheet, score: Series) -> bool:
    """Tell whether a column holds the points that a table ranks by: the only ones, or those called the total."""
    scores = [series for series in sheet.series if series.kind is ColumnKind.SCORE]
    return scores == [score] or (score in scores and has_any(score.name, ("总", "综合", "合计", "最终", "最后")))


def _is_likely(score: Series, ranks: Series) -> bool:
    return score.kind is ColumnKind.SCORE or abs(score.index - ranks.index) == 1


def _distance(score: Series, ranks: Series) -> int:
    return abs(score.index - ranks.index) * (1 if score.index < ranks.index else 2) - (
        50 if score.kind is ColumnKind.SCORE else 0
    )


def _groups(sheet: Sheet, ranks: Series, score: Series) -> Iterator[list[list[tuple[Num, Num]]]]:
    """Yield the rows as one ranking, and as one for each group where ranks begin anew."""
    rows = [row for row in sheet.table.rows if row.row in ranks.cells and row.row in score.cells]
    rows = [row for row in rows if row.kind in (RowKind.DATA, RowKind.GROUP)]
    pairs = [(ranks.cells[row.row], score.cells[row.row]) for row in rows]
    if not pairs:
        return
    yield [pairs]
    repeated = Counter(rank.scaled for rank, _ in pairs)
    if repeated[1] > 1 or sum(count > 1 for count in repeated.values()) > 1:
        groups: dict[object, list[tuple[Num, Num]]] = {}
        for row, pair in zip(rows, pairs, strict=True):
            groups.setdefault((row.parent, row.path[:-1]), []).append(pair)
        if len(groups) > 1:
            yield list(groups.values())


def _ties(sheet: Sheet, ranks: Series, score: Series, rankings: Sequence[Ranking]) -> Convention:
    """Say how equal numbers are ranked."""
    kinds = set()
    for ranking in rankings:
        merits: dict[int, list[int]] = {}
        for place in ranking.places:
            merits.setdefault(ranking.merit(place, {}), []).append(place.rank.scaled)
        for tied in merits.values():
            if len(tied) > 1:
                kinds.add("shared" if len(set(tied)) == 1 else "apart")
    dense = any(ranking.dense for ranking in rankings)
    if not kinds:
        said, said_zh, evidence, evidence_zh = "no ties", "无并列", "no two numbers are equal", "没有相同的数"
    elif kinds == {"apart"}:
        said, said_zh = "equal numbers get different ranks (1234)", "相同的数名次不同（1234）"
        evidence, evidence_zh = "the order of equal printed numbers is left open", "印出的数相同，先后不作判断"
    else:
        style = "1223" if dense else "1224"
        said, said_zh = f"equal numbers share a rank ({style})", f"相同的数名次并列（{style}）"
        evidence, evidence_zh = "read off the column", "由该栏看出"
    scope = f"{sheet.table.id}/{ranks.plain}"
    return Convention(
        make_id("convention", scope, "ties"), f"{ranks.plain} by {score.plain}: {said}",
        f"{ranks.plain}按{score.plain}：{said_zh}", scope, evidence, evidence_zh,
    )  # fmt: skip
