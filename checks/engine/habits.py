"""How a column was computed and rounded, inferred from all its rows together.

A rate from counts has one true value; a score from printed rates has two candidates, from the rates as printed and
from what they were rounded from. Each instance is tried under each, and the habit that explains the column is kept.
Truncation and rounding up are admitted only where they explain a whole column of a table.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checks.engine.laws import Habit, Instance, Memory, Reading
from checks.engine.numbers import Num, Ratio, interval_of, miss, times
from schemas.intervals import Interval, Rounding

DIRECTED = (Rounding.TRUNCATION, Rounding.CEILING)

_HABITS = tuple(
    Habit(raw, rounding) for rounding in (Rounding.HALF_UP, Rounding.HALF_EVEN, *DIRECTED) for raw in (False, True)
)


def fits(distance: Ratio, rounding: Rounding, scaled: int) -> bool:
    """Tell whether a value ``distance`` units of the last digit above ``scaled`` prints as ``scaled``."""
    over, denominator = distance
    if scaled * denominator + over < 0:
        over, scaled = -over, -scaled
    if rounding is Rounding.NEAREST:
        return -denominator <= 2 * over <= denominator
    if rounding is Rounding.HALF_UP:
        return -denominator <= 2 * over < denominator
    if rounding is Rounding.HALF_EVEN:
        return abs(2 * over) < denominator or (abs(2 * over) == denominator and scaled % 2 == 0)
    if rounding is Rounding.TRUNCATION:
        return 0 <= over < denominator
    return -denominator < over <= 0


def stops_short_of_full(value: Ratio, target: Num) -> bool:
    """Tell whether a rate is kept one last digit below 100 %, as many do where something is still missing."""
    numerator, denominator = value
    full = 100 * 10**target.places
    return target.unit == "%" and target.scaled == full - 1 and 99 * denominator < numerator < 100 * denominator


@dataclass(frozen=True, slots=True)
class Trial:
    """An instance evaluated: its value from the printed operands, and from the raw ones where those are known.

    ``settled`` says that every rounded operand's raw value is known, so that the true value is.
    """

    instance: Instance
    undefined: bool
    printed: Ratio | None
    printed_miss: Ratio | None
    raw: Ratio | None
    raw_miss: Ratio | None
    settled: bool

    def miss_of(self, habit: Habit) -> Ratio | None:
        return self.raw_miss if habit.raw and self.raw_miss is not None else self.printed_miss

    def value_of(self, habit: Habit) -> Ratio | None:
        return self.raw if habit.raw and self.raw is not None else self.printed

    def fits(self, habit: Habit) -> bool:
        distance = self.miss_of(habit)
        return distance is not None and fits(distance, habit.rounding, self.instance.target.scaled)

    def fits_either(self, rounding: Rounding) -> bool:
        return self.fits(Habit(False, rounding)) or (
            self.raw_miss is not None and fits(self.raw_miss, rounding, self.instance.target.scaled)
        )

    @property
    def rounded_operands(self) -> bool:
        return any(not num.exact for num in self.instance.operands)


def try_instance(instance: Instance, reading: Reading, memory: Memory) -> Trial:
    """Evaluate an instance under a reading."""
    undefined = any(num.ref in memory.undefined for num in instance.operands)
    printed = evaluate(instance, reading, [num.ratio for num in instance.operands])
    if undefined or printed is None:
        return Trial(instance, True, None, None, None, None, False)
    raws = [memory.raws.get(num.ref) for num in instance.operands]
    raw = None
    if any(each is not None and not num.exact for each, num in zip(raws, instance.operands, strict=True)):
        raw = evaluate(
            instance, reading, [each or num.ratio for each, num in zip(raws, instance.operands, strict=True)]
        )
    settled = all(num.exact or each is not None for each, num in zip(raws, instance.operands, strict=True))
    target = instance.target
    return Trial(
        instance, False, printed, miss(printed, target), raw, None if raw is None else miss(raw, target), settled
    )


def evaluate(instance: Instance, reading: Reading, values: Sequence[Ratio]) -> Ratio | None:
    """Return the result in its target's printed scale, None where it is undefined."""
    if reading.factors is not None:
        values = [times(value, factor) for value, factor in zip(values, reading.factors, strict=True)]
    value = instance.formula.at(values)
    return None if value is None else times(value, reading.target_factor)


def envelope(
    instance: Instance, reading: Reading, memory: Memory, *, generous: bool, operands: Sequence[Num] | None = None
) -> Interval | None:
    """Return the results, in the target's printed scale, that the operands' printed digits leave open.

    Operands of columns known to be truncated stand for a whole unit above; ``generous`` admits it for every column
    that is not known to be rounded to the nearest.
    """
    boxes = []
    for position, num in enumerate(operands or instance.operands):
        known = memory.rounding.get((num.table, num.col))
        above = known is Rounding.TRUNCATION or (generous and known is None)
        box = interval_of(num, above)
        if reading.factors is not None:
            box = _scaled(box, reading.factors[position])
        boxes.append(box)
    found = instance.formula.over(boxes)
    return None if found is None else _scaled(found, reading.target_factor)


def _scaled(box: Interval, factor: Ratio) -> Interval:
    if factor == (1, 1):
        return box
    return box * Interval.exactly(Fraction(*factor))


@dataclass(frozen=True)
class Habits:
    """What was settled about a law's columns.

    ``by_table`` gives the habit of each table; ``directed`` the tables in which truncation (or rounding up) explains
    the column; ``doubtful`` those in which it would explain a single number that every other table speaks against.
    """

    by_table: dict[int, Habit]
    directed: dict[int, Rounding]
    doubtful: frozenset[int]
    telling: int
    pooled: bool

    def of(self, table: int) -> Habit:
        return self.by_table.get(table, Habit())


def settle_habits(trials: Iterable[Trial], known: Mapping[int, Rounding]) -> Habits:
    """Find the habit that explains most rows, one for all tables where one does.

    ``known`` names tables in which another column is cut off or rounded up.
    """
    by_table: dict[int, list[Trial]] = defaultdict(list)
    for trial in trials:
        if not trial.undefined:
            by_table[trial.instance.target.table].append(trial)
    counts = {
        table: Counter({habit: sum(trial.fits(habit) for trial in rows) for habit in _HABITS})
        for table, rows in by_table.items()
    }
    directed, doubtful = _directed(by_table, known)
    nearest = [habit for habit in _HABITS if habit.rounding not in DIRECTED]
    pooled = max(nearest, key=lambda habit: sum(count[habit] for count in counts.values()), default=Habit())
    chosen = {}
    for table, count in counts.items():
        allowed = [
            habit for habit in _HABITS if habit.rounding not in DIRECTED or directed.get(table) == habit.rounding
        ]
        best = max(allowed, key=lambda habit: count[habit])
        chosen[table] = pooled if count[pooled] >= count[best] else best
    telling = sum(
        trial.raw_miss is not None
        and trial.fits(Habit(False, Rounding.NEAREST)) != trial.fits(Habit(True, Rounding.NEAREST))
        for rows in by_table.values()
        for trial in rows
    )
    return Habits(chosen, directed, doubtful, telling, len(set(chosen.values())) <= 1)


def _directed(
    by_table: dict[int, list[Trial]], known: Mapping[int, Rounding]
) -> tuple[dict[int, Rounding], frozenset[int]]:
    """Return the tables whose column was cut off or rounded up, and those where that would explain one number only.

    It must explain the whole column and more rows than rounding to the nearest does. A table with slips in it is
    taken for what another table of the same column, or another column of the table, shows.
    """
    directed: dict[int, Rounding] = {}
    doubtful = set()
    for rounding in DIRECTED:
        gained = {table: _gained(rows, rounding) for table, rows in by_table.items()}
        for table, rows in by_table.items():
            if table in directed or gained[table] <= 0 or not _explains(rows, rounding):
                continue
            against = sum(_tell_against(other, rounding) for key, other in by_table.items() if key != table)
            if gained[table] == 1 and against >= _ENOUGH:
                doubtful.add(table)
            else:
                directed[table] = rounding
        settled = any(gained[table] >= _TELLING for table, found in directed.items() if found is rounding)
        for table, rows in by_table.items():
            likely = settled or known.get(table) is rounding
            if likely and table not in directed and gained[table] > 0 and _mostly(rows, rounding):
                directed[table] = rounding
    return directed, frozenset(doubtful)


_ENOUGH = 5
"""Rows of other tables that speak against cutting off, beside which one number that it would explain is a slip."""

_TELLING = 3
"""Rows that only cutting off explains, after which it is the habit of the column in other tables too."""


def _gained(rows: list[Trial], rounding: Rounding) -> int:
    return _explained(rows, rounding) - sum(trial.fits_either(Rounding.NEAREST) for trial in rows)


def _explained(rows: list[Trial], rounding: Rounding) -> int:
    """Count the rows that one way of computing explains, from printed operands or from raw ones throughout."""
    return max(sum(trial.fits(Habit(raw, rounding)) for trial in rows) for raw in (False, True))


def _explains(rows: list[Trial], rounding: Rounding) -> bool:
    """Tell whether a rounding explains all rows, or three in four of a longer column and many that no other does."""
    explained = _explained(rows, rounding)
    many = len(rows) >= _LONG and 4 * explained >= 3 * len(rows)
    return explained == len(rows) or (many and _gained(rows, rounding) >= max(_TELLING, len(rows) // 4))


_LONG = 6
"""Rows of a column in which some may be off without speaking against the habit of the others."""


def _mostly(rows: list[Trial], rounding: Rounding) -> bool:
    return 2 * _explained(rows, rounding) >= len(rows)


def _tell_against(rows: list[Trial], rounding: Rounding) -> int:
    return sum(trial.fits_either(Rounding.NEAREST) and not trial.fits_either(rounding) for trial in rows)
