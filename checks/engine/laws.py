"""A law: one relation between named numbers, and every place of the bulletin where it should hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from checks.engine.formulas import Formula
from checks.engine.numbers import Num, Ratio
from schemas.findings import Basis, Operand, Reason
from schemas.intervals import Rounding


@dataclass(frozen=True, slots=True)
class Instance:
    """One place where a law should hold: ``target`` = ``formula`` of ``operands``.

    ``where`` names the row in messages; ``aggregate`` marks rows of totals, where a rate may also be a mean; ``soft``
    says that a failure may have a good reason (things counted once in the whole), so that it proves nothing.
    """

    target: Num
    operands: tuple[Num, ...]
    formula: Formula
    where: str
    aggregate: bool = False
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where a law should hold and cannot be assessed: what stands there, and what is missing."""

    where: str
    table: int
    reason: Reason
    operands: tuple[Num, ...] = ()
    others: tuple[Operand, ...] = ()
    extraction: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """How printed numbers enter a formula: one factor per operand, one for the result.

    ``98.5 %`` is 0.985 in a formula (factor 1/100), unless the formula means the printed 98.5.
    """

    factors: tuple[Ratio, ...] | None = None
    target_factor: Ratio = (1, 1)
    what: str = ""
    what_zh: str = ""


AS_PRINTED = Reading()


@dataclass(frozen=True)
class Law:
    """``rule_text`` is the rule as printed, or the definition in words; ``name`` what the result is called.

    ``readings`` come in order of preference. ``additive`` says that instances are sums over rows, where a column
    may turn out not to add up at all; ``averaged`` that a total row may print a mean instead; ``sure`` that the names
    are the very ones of the rule; ``named`` that the headers say all of it, so that few agreeing rows are enough to
    look at it.
    """

    code: str
    rule_id: str
    rule_text: str
    basis: Basis
    name: str
    instances: tuple[Instance, ...]
    readings: tuple[Reading, ...] = (AS_PRINTED,)
    gaps: tuple[Gap, ...] = ()
    additive: bool = False
    averaged: bool = False
    sure: bool = True
    named: bool = False


@dataclass(frozen=True, slots=True)
class Habit:
    """How a column was computed: from the operands as printed or from what they were rounded from, and rounded how."""

    raw: bool = False
    rounding: Rounding = Rounding.HALF_UP


class Relation(Protocol):
    """A relation that can be asked again with other numbers in its cells.

    ``tight`` says that hardly any other number would do; orders, bounds and bands leave many.
    """

    @property
    def tight(self) -> bool: ...

    @property
    def operands(self) -> tuple[Num, ...]: ...

    def holds(self, changed: Mapping[str, int]) -> bool:
        """Tell whether it would pass with these scaled numbers in the cells named by their refs."""
        ...

    def solve(self, ref: str, /) -> tuple[int, ...]:
        """Return the scaled numbers that would make it hold in this cell, where they follow directly."""
        ...


@dataclass
class Memory:
    """What earlier laws have told about single numbers.

    ``raws``: what a number was rounded from, in its printed scale. ``undefined``: results of a division by 0;
    ``voided``: the rows (table, row) that hold one.
    ``rounding``: how a column (table, col) is rounded, where that is settled. ``closing``: rows (table, row) of
    totals in which a quotient held. ``empty``: rows (table, row) in which some count is 0.
    ``directed``: tables in which some column is cut off or rounded up.
    """

    raws: dict[str, Ratio] = field(default_factory=dict)
    undefined: set[str] = field(default_factory=set)
    voided: set[tuple[int, int]] = field(default_factory=set)
    rounding: dict[tuple[int, int], Rounding] = field(default_factory=dict)
    closing: set[tuple[int, int]] = field(default_factory=set)
    empty: set[tuple[int, int]] = field(default_factory=set)
    directed: dict[int, Rounding] = field(default_factory=dict)
