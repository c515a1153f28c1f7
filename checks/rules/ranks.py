"""Ranks against the numbers that they rank.

Rounding keeps order: if the better rank stands beside the worse printed number, no unrounded numbers can be behind
it. Equal printed numbers leave the order open. How ties are numbered (1224, 1223, 1234) is read off the column.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from checks.engine.drafts import Draft
from checks.engine.numbers import Num, ten
from checks.engine.placing import Why
from checks.engine.sheets import Series, Sheet
from checks.engine.words import PREVIOUS, RANK, bare, has_any
from checks.ground import Ground
from schemas.findings import Basis, Convention, Result
from schemas.ids import make_id
from schemas.tables import ColumnKind, RowKind

CODE = "rank"

_RANKED = (ColumnKind.SCORE, ColumnKind.RATE, ColumnKind.COUNT, ColumnKind.AMOUNT, ColumnKind.CHANGE)

MOST_ROWS = 300
"""Longer rankings are held against their order, and no number is called checked by them."""

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


@dataclass(frozen=True)
class Place:
    """One row of a ranking: its rank must leave room for all that are ahead, and not count more."""

    rank: Num
    score: Num
    ranking: "Ranking"

    @property
    def tight(self) -> bool:
        return True

    @property
    def operands(self) -> tuple[Num, ...]:
        return (self.rank, self.score)

    def holds(self, changed: Mapping[str, int]) -> bool:
        low, high = self.ranking.admitted(self, changed)
        rank = changed.get(self.rank.ref, self.rank.scaled)
        if self.ranking.counted and not low <= rank <= high:
            return False
        return not any(
            self.ranking.inverted(self, other, changed) for other in self.ranking.places if other is not self
        )

    def solve(self, ref: str) -> tuple[int, ...]:
        if ref != self.rank.ref:
            return ()
        low, high = self.ranking.admitted(self, {})
        free = set(range(low, high + 1)) - {
            other.rank.scaled for other in self.ranking.places if other is not self and high > low
        }
        return tuple(sorted(free)[:3]) or (low,)


@dataclass(frozen=True, slots=True)
class Style:
    """``dense``: 1223 and not 1224; ``counted``: the ranks count the rows of the table, which may be some of many."""

    descending: bool
    dense: bool
    counted: bool


_STYLES = tuple(
    Style(descending, dense, counted)
    for dense, counted in ((False, True), (True, True), (False, False))
    for descending in (True, False)
)


class Ranking:
    """All rows that are ranked against each other; ``spare`` rows more may stand ahead of any of them."""

    def __init__(self, pairs: Sequence[tuple[Num, Num]], style: Style, spare: int = 0) -> None:
        self.spare = spare
        self.descending = style.descending
        self.dense = style.dense
        self.counted = style.counted
        self.places = [Place(rank, score, self) for rank, score in pairs]
        self._places_of = max((score.places for _, score in pairs), default=0)

    def merit(self, place: Place, changed: Mapping[str, int]) -> int:
        score = changed.get(place.score.ref, place.score.scaled) * ten(self._places_of - place.score.places)
        return score if self.descending else -score

    def admitted(self, place: Place, changed: Mapping[str, int]) -> tuple[int, int]:
        """Return the first and the last rank that the numbers of the others leave."""
        own = self.merit(place, changed)
        others = [self.merit(other, changed) for other in self.places if other is not place]
        ahead = [merit for merit in others if merit > own]
        last = len(ahead) + sum(merit == own for merit in others) + 1 + self.spare
        return (len(set(ahead)) if self.dense else len(ahead)) + 1, last

    def inverted(self, one: Place, other: Place, changed: Mapping[str, int]) -> bool:
        ranks = [changed.get(place.rank.ref, place.rank.scaled) for place in (one, other)]
        merits = [self.merit(place, changed) for place in (one, other)]
        if ranks[0] == ranks[1]:
            return merits[0] != merits[1]
        return merits[0] != merits[1] and (ranks[0] < ranks[1]) != (merits[0] > merits[1])

    @property
    def is_short(self) -> bool:
        return len(self.places) <= MOST_ROWS

    def disorder(self) -> int:
        """Return the fewest rows without which merit falls (or stays) as ranks go on."""
        return len(self.outside_longest_run())

    def outside_longest_run(self) -> list[Place]:
        """Return the rows that must be taken out for the others to be in order."""
        ordered = sorted(self.places, key=lambda each: (each.rank.scaled, -self.merit(each, {})))
        tails: list[int] = []
        ends: list[int] = []
        before: list[int | None] = []
        for position, place in enumerate(ordered):
            value = -self.merit(place, {})
            at = bisect_right(tails, value)
            before.append(ends[at - 1] if at else None)
            tails[at : at + 1] = [value]
            ends[at : at + 1] = [position]
        kept = set()
        last: int | None = ends[-1] if ends else None
        while last is not None:
            kept.add(last)
            last = before[last]
        return [place for position, place in enumerate(ordered) if position not in kept]

    def off(self) -> list[Place]:
        """Return the rows whose rank cannot be, by one pass over the ranks in order."""
        merits = sorted(self.merit(place, {}) for place in self.places)
        levels = sorted(set(merits))
        by_rank: dict[int, list[int]] = {}
        for place in self.places:
            by_rank.setdefault(place.rank.scaled, []).append(self.merit(place, {}))
        ranks = sorted(by_rank)
        lowest_ahead: dict[int, int | None] = {}
        highest_behind: dict[int, int | None] = {}
        running: int | None = None
        for rank in ranks:
            lowest_ahead[rank] = running
            running = min(by_rank[rank]) if running is None else min(running, *by_rank[rank])
        running = None
        for rank in reversed(ranks):
            highest_behind[rank] = running
            running = max(by_rank[rank]) if running is None else max(running, *by_rank[rank])
        found = []
        for place in self.places:
            own, rank = self.merit(place, {}), place.rank.scaled
            ahead = len(merits) - bisect_right(merits, own)
            first = len(levels) - bisect_right(levels, own) + 1 if self.dense else ahead + 1
            last = len(merits) - bisect_left(merits, own) + self.spare
            low, high = lowest_ahead[rank], highest_behind[rank]
            shared = any(merit != own for merit in by_rank[rank])
            inverted = shared or (low is not None and low < own) or (high is not None and high > own)
            if inverted or (self.counted and not first <= rank <= last):
                found.append(place)
        return found


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
    off = {id(place): place for ranking in rankings for place in _fewest_off(ranking)}
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


def _fewest_off(ranking: Ranking) -> list[Place]:
    """Return the rows that must be off: one slip disturbs the counts of all rows between, which are not to blame.

    The row that stands in most inversions is taken out until none is left; ranks are then held against the numbers
    of all rows again, where one number too many or too few is left.
    """
    off = ranking.off()
    if not off or ranking.disorder() > most_off(len(ranking.places)):
        return _exchanged(ranking, off) or off
    if not ranking.is_short:
        return ranking.outside_longest_run()
    inversions = {
        id(place): {id(other) for other in ranking.places if other is not place and ranking.inverted(place, other, {})}
        for place in ranking.places
    }
    blamed: list[Place] = []
    order = {id(place): (_is_admitted(place), position) for position, place in enumerate(ranking.places)}
    by_id = {id(place): place for place in ranking.places}
    while any(inversions.values()):
        worst = min(inversions, key=lambda key: (-len(inversions[key]), order[key]))
        for others in inversions.values():
            others.discard(worst)
        inversions[worst] = set()
        blamed.append(by_id[worst])
    return blamed or off


def _is_admitted(place: Place) -> bool:
    """Tell whether a row alone has the rank that the others leave: then, of several, it is not the one to blame."""
    low, high = place.ranking.admitted(place, {})
    return place.rank.scaled == low if place.ranking.dense else low <= place.rank.scaled <= high


def most_off(rows: int) -> int:
    """Return how many rows may be off before the ranks are held to be those of another column."""
    return max(1 if rows < 6 else 2, rows // 5)


def _find_rankings(sheet: Sheet, ranks: Series) -> tuple[Series, list[Ranking], bool] | None:
    """Return the column that is ranked, in its groups and direction: the one that the ranks fit, if nearly all do."""
    best: tuple[tuple[bool, bool, bool, bool, bool, int, int, int], Series, list[Ranking]] | None = None
    named_by = bare(ranks.name)
    for word in RANK:
        named_by = named_by.replace(word, "")
    called = _called(sheet, ranks, named_by)
    lost = bool(sheet.table.grid.loose)
    for score in called or (_nearest(sheet, ranks) if lost else sheet.series):
        if score.kind not in _RANKED or score is ranks:
            continue
        if has_any(ranks.name, PREVIOUS) and not has_any(score.name, PREVIOUS):
            continue  # the ranks of an earlier period are not those of this one's numbers
        spare = _unpaired(sheet, ranks, score)
        for groups in _groups(sheet, ranks, score):
            for style in _STYLES:
                rankings = [Ranking(pairs, style, spare) for pairs in groups]
                found = [(ranking, _fewest_off(ranking)) for ranking in rankings]
                off = sum(len(places) for _, places in found)
                total = sum(len(ranking.places) for ranking in rankings)
                if _is_blind(rankings) or total < 2 or total - off < min(_FEWEST, total):
                    continue
                exchanged = off == 2 and _is_likely(score, ranks) and any(_exchanged(*each) for each in found)
                if off > most_off(total) and not exchanged:
                    continue
                if score not in called and not _is_likely(score, ranks) and (off > 1 or total < _FEWEST_UNNAMED[off]):
                    continue
                named = score in called
                shifted = sum(len(ranking.off()) for ranking in rankings)
                if style.counted and 2 * shifted > total and total >= _FEWEST_PROVED:
                    continue  # the second half of a list: ranks 11 to 20 of ten rows
                wanders = off > 0 and ranks.index - score.index != 1
                key = (
                    not named, score.kind is not ColumnKind.SCORE, not style.counted, off > 0, wanders, off, shifted,
                    _distance(score, ranks),
                )  # fmt: skip
                if best is None or key < best[0]:
                    best = (key, score, rankings)
    if best is None:
        return None
    key, score, rankings = best
    scores = [series for series in sheet.series if series.kind is ColumnKind.SCORE]
    return score, rankings, not key[0] or (_is_likely(score, ranks) and (len(scores) < 2 or score not in scores[:-1]))


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


def _exchanged(ranking: Ranking, off: Sequence[Place]) -> list[Place]:
    """Return the two rows whose ranks, put the other way round, leave nothing off; none if there are no such."""
    if len(off) > _MOST_EXCHANGED or len(ranking.places) > _MOST_EXCHANGED_AMONG:
        return []
    for one, other in combinations(off, 2):
        changed = {one.rank.ref: other.rank.scaled, other.rank.ref: one.rank.scaled}
        if all(place.holds(changed) for place in ranking.places):
            return [one, other]
    return []


_MOST_EXCHANGED, _MOST_EXCHANGED_AMONG = 8, 40
"""Rows that are off among which an exchange is looked for, and rows of such a ranking."""


def _is_blind(rankings: Sequence[Ranking]) -> bool:
    """Tell whether a column has so many equal numbers that any ranks would do: a base of 100 points for all."""
    merits = sum(len({ranking.merit(place, {}) for place in ranking.places}) for ranking in rankings)
    ranks = sum(len({place.rank.scaled for place in ranking.places}) for ranking in rankings)
    return 2 * merits < ranks


def _called(sheet: Sheet, ranks: Series, wanted: str) -> list[Series]:
    """Return the columns that the name of a rank column speaks of: 变化率排名 ranks 同比变化率, whatever else fits."""
    numbers = [series for series in sheet.series if series.kind in _RANKED and series is not ranks]
    exact = [series for series in numbers if wanted and bare(series.called[0]) == wanted]
    return exact or [series for series in numbers if len(wanted) > 1 and bare(series.called[0]).endswith(wanted)]


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
