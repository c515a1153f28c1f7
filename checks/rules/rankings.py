"""Rows that are ranked against each other, and which of them cannot have the rank that is printed.

Rounding keeps order: if the better rank stands beside the worse printed number, no unrounded numbers can be behind
it. Equal printed numbers leave the order open.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from checks.engine.numbers import Num, ten

MOST_ROWS = 300
"""Longer rankings are held against their order, and no number is called checked by them."""


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


STYLES = tuple(
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


def fewest_off(ranking: Ranking) -> list[Place]:
    """Return the rows that must be off: one slip disturbs the counts of all rows between, which are not to blame.

    The row that stands in most inversions is taken out until none is left; ranks are then held against the numbers
    of all rows again, where one number too many or too few is left.
    """
    off = ranking.off()
    if not off or ranking.disorder() > most_off(len(ranking.places)):
        return exchanged_pair(ranking, off) or off
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


def exchanged_pair(ranking: Ranking, off: Sequence[Place]) -> list[Place]:
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


def is_blind(rankings: Sequence[Ranking]) -> bool:
    """Tell whether a column has so many equal numbers that any ranks would do: a base of 100 points for all."""
    merits = sum(len({ranking.merit(place, {}) for place in ranking.places}) for ranking in rankings)
    ranks = sum(len({place.rank.scaled for place in ranking.places}) for ranking in rankings)
    return 2 * merits < ranks
