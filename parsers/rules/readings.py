"""What a reader of rules hands on: a stretch of one passage and what it says."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from schemas.rules import Band, Condition, Expression, RuleKind


@dataclass(frozen=True, slots=True)
class Reading:
    """A rule in ``text[start:end]`` of a passage; the fields are those of ``StatedRule``."""

    start: int
    end: int
    kind: RuleKind
    target: str = ""
    expression: Expression | None = None
    left: Expression | None = None
    bands: tuple[Band, ...] = ()
    grade_name: str = ""
    conditions: tuple[Condition, ...] = ()
    descending: bool | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """A passage as the readers see it, and what the tables say about words.

    ``text`` is folded and cleared of marks (``clear``); ``printed`` is as printed, with the same offsets.
    ``names`` are headers and labels that hold signs or words of arithmetic; ``grades`` short words of cells;
    ``header`` says that the passage is a header cell.
    """

    text: str
    printed: str
    names: frozenset[str] = frozenset()
    grades: frozenset[str] = frozenset()
    header: bool = False


Reader = Callable[[Setting], Iterable[Reading]]
