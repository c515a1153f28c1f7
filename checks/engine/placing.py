"""Where a printed result lies: on the column's habit, on another one, in what the digits leave open, or outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from checks.engine.habits import Habits, Trial, envelope, settle_habits, stops_short_of_full, try_instance
from checks.engine.laws import Habit, Law, Memory, Reading
from checks.engine.relations import printable
from schemas.intervals import Interval, Rounding


class Why(StrEnum):
    """What made a verdict other than plain agreement."""

    NONE = ""
    FROM_PRINTED = "computed-from-rounded-operands"
    FROM_RAW = "computed-from-unrounded-operands"
    TIE = "tie-rounded-the-other-way"
    TRUNCATED = "truncation"
    DIGITS = "digits-leave-it-open"
    TAIL = "rare-residue"
    OFF_HABIT = "off-the-columns-habit"
    INFERRED = "inferred-rule"
    WEAK = "weakly-supported"
    MEAN = "mean-of-rows"
    ADJUSTED = "bonus-or-deduction"
    NOT_FULL = "not-rounded-up-to-full"
    FITTED = "adjusted-to-add-up"
    OVERRIDDEN = "declared-exception"
    SCOPE = "declared-scope"
    ROUNDED = "declared-rounding"
    APART = "declared-difference"


class Where(StrEnum):
    """From agreement to proof: ``open`` within the digits, ``generous`` only if digits were cut off somewhere."""

    HABIT = "habit"
    OTHER = "other"
    OPEN = "open"
    GENEROUS = "generous"
    OUTSIDE = "outside"
    UNDEFINED = "undefined"

    @property
    def closes(self) -> bool:
        return self not in (Where.OUTSIDE, Where.UNDEFINED)


@dataclass(frozen=True, slots=True)
class Placed:
    """A trial with its place; ``interval`` is what the operands' digits leave open, where that was asked."""

    trial: Trial
    where: Where
    why: Why = Why.NONE
    interval: Interval | None = None

    @property
    def table(self) -> int:
        return self.trial.instance.target.table


def place_law(law: Law, memory: Memory) -> tuple[Reading, Habits, list[Placed]]:
    """Evaluate a law everywhere, settle how it is read and computed, and place every result."""
    reading = _choose_reading(law, memory)
    trials = [try_instance(instance, reading, memory) for instance in law.instances]
    habits = settle_habits(trials, memory.directed)
    return reading, habits, [_place(trial, habits, reading, memory) for trial in trials]


def _place(trial: Trial, habits: Habits, reading: Reading, memory: Memory) -> Placed:
    if trial.undefined:
        return Placed(trial, Where.UNDEFINED)
    table = trial.instance.target.table
    habit = habits.of(table)
    if trial.fits(habit):
        return Placed(trial, Where.HABIT)
    if trial.fits(Habit(habit.raw, Rounding.NEAREST)):
        return Placed(trial, Where.OTHER, Why.TIE)
    if trial.fits(Habit(not habit.raw, Rounding.NEAREST)):
        return Placed(trial, Where.OTHER, Why.FROM_PRINTED if habit.raw else Why.FROM_RAW)
    directed = habits.directed.get(table)
    if directed is not None and trial.fits_either(directed):
        return Placed(trial, Where.OTHER, Why.TRUNCATED)
    value = trial.value_of(habit)
    if value is not None and not trial.rounded_operands and stops_short_of_full(value, trial.instance.target):
        return Placed(trial, Where.OTHER, Why.NOT_FULL)
    if not trial.rounded_operands:
        return Placed(trial, Where.OUTSIDE)
    target = trial.instance.target
    narrow = envelope(trial.instance, reading, memory, generous=False)
    if narrow is None or narrow.meets(printable(target, generous=False)):
        return Placed(trial, Where.OPEN, Why.DIGITS, narrow)
    wide = envelope(trial.instance, reading, memory, generous=True)
    if wide is None or wide.meets(printable(target, generous=True)):
        return Placed(trial, Where.GENEROUS, Why.TRUNCATED, wide)
    return Placed(trial, Where.OUTSIDE, Why.NONE, narrow)


def _choose_reading(law: Law, memory: Memory) -> Reading:
    """Take the reading under which most results come out near what is printed; the first where that is equal."""
    if len(law.readings) == 1:
        return law.readings[0]
    near = [_count_near(law, reading, memory) for reading in law.readings]
    return law.readings[near.index(max(near))]


def _count_near(law: Law, reading: Reading, memory: Memory) -> int:
    """Count the results within 2 % or one unit of the last digit but one of what is printed."""
    near = 0
    for instance in law.instances:
        trial = try_instance(instance, reading, memory)
        if trial.printed_miss is not None:
            over, denominator = trial.printed_miss
            near += abs(over) * 50 <= max(abs(instance.target.scaled), 100) * denominator
    return near


def holding(placed: Sequence[Placed]) -> list[Placed]:
    return [each for each in placed if each.where.closes]


def failing(placed: Sequence[Placed]) -> list[Placed]:
    return [each for each in placed if each.where is Where.OUTSIDE]
