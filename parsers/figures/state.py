"""What the reading of a document, and of one sentence, has named so far."""

from collections import Counter, deque
from dataclasses import dataclass, field

from parsers.figures.numbers import Number
from parsers.figures.periods import Span
from parsers.figures.sections import Outline
from parsers.figures.subjects import NOTHING, Subject
from schemas.figures import SIZED, ChangeKind, FigureRole

_LEVELS = 8
"""Levels of a passage that what begins with 其中 may be parts of."""
_REMEMBERED = 64
"""Figures of a sentence that are looked back at; a longer list is no sentence of a person."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A number with its meaning; ``metric`` and ``entity`` as the text names them.

    ``doubts`` are other readings: (field, value, what speaks for it).
    """

    number: Number
    role: FigureRole
    metric: str
    entity: str
    period: Span | None
    base: str = ""
    against: str = ""
    kind: ChangeKind | None = None
    falling: bool = False
    doubts: tuple[tuple[str, str, str], ...] = ()


@dataclass(slots=True)
class Memory:
    """What a document has named so far: carried from passage to passage.

    ``dated`` says that a size was named: the first days before one are the document's own. ``point`` is the day at
    which a sentence of the passage states its stocks (截至2019年底), ``levels`` are the passage's last levels.
    ``context`` is the document's own period and ``near`` the last one named; ``subject`` is the body that the
    sentence before spoke of, ``metric`` and ``unit`` what it measured, ``scored`` what was last given points (分);
    ``level`` and ``last`` are the last level and the last figure of the passage, ``opening`` its first metric,
    ``modifier`` what narrows them down, ``said_against`` what its changes were last measured from, ``said_here``
    what those of the passage; ``against`` counts that over the document.
    """

    outline: Outline
    context: Span | None = None
    near: Span | None = None
    subject: str | None = None
    metric: str = ""
    unit: str = ""
    scored: str = ""
    modifier: str = ""
    opening: str = ""
    level: Bound | None = None
    last: Bound | None = None
    point: Span | None = None
    dated: bool = False
    levels: deque[Bound] = field(default_factory=lambda: deque(maxlen=_LEVELS))
    said_against: str = ""
    said_here: str = ""
    against: Counter[str] = field(default_factory=Counter)

    def metric_for(self, number: Number) -> str:
        """Return the metric that the sentence before spoke of, if it is measured as ``number`` is."""
        if number.base_unit == self.unit:
            return self.metric
        return self.scored if number.unit == "分" else ""

    @property
    def section(self) -> str:
        return self.outline.body


@dataclass(slots=True)
class Thread:
    """What the words of one sentence have named so far.

    ``subject`` is the body that the sentence itself speaks of, ``outside`` the one spoken of before 其中; ``dealt``
    are the things that a list's numbers are dealt out to, ``spread`` those of the list of sizes before.
    """

    entity: str | None = None
    subject: str | None = None
    metric: str = ""
    first: str = ""
    ahead: str = ""
    view: str = ""
    lead: str = ""
    lead_end: int = -1
    lead_who: str = ""
    against: str = ""
    opening: str = ""
    clause: Subject = NOTHING
    part: bool = False
    whole: Bound | None = None
    parts: list[Bound] = field(default_factory=list)
    parts_apart: bool = False
    bounds: deque[Bound] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    dealt: list[tuple[str, str]] = field(default_factory=list)
    spread: list[tuple[str, str]] = field(default_factory=list)
    outside: str | None = None
    aimed: int = -1
    listed: int = 0
    listing: bool = False
    house: str = ""

    @property
    def last(self) -> Bound | None:
        return self.bounds[-1] if self.bounds else None

    def sized(self) -> list[Bound]:
        return [bound for bound in self.bounds if bound.role in SIZED]
