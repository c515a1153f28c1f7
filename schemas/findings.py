"""What a check found out: one relation, its operands, and a verdict on separate axes."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from schemas.intervals import Interval
from schemas.places import Place


class Result(StrEnum):
    """Does the relation hold? In Chinese 一致, 尾差, 存疑, 不符, 无法核验."""

    EXACT = "exact"
    ROUNDING = "rounding"
    IMPROBABLE = "improbable"
    CONTRADICTED = "contradicted"
    NOT_ASSESSABLE = "not_assessable"


class Basis(StrEnum):
    """Where the relation comes from; an inferred one alone never contradicts."""

    STATED = "stated"
    DEFINITION = "definition"
    FAMILY = "family"
    INFERRED = "inferred"


class Attribution(StrEnum):
    """Whose slip it would be."""

    PUBLISHED = "published"
    EXTRACTION = "extraction"
    UNDETERMINED = "undetermined"


class Consequence(StrEnum):
    """Does it change a conclusion? Ordered from none to threshold."""

    NONE = "none"
    DISPLAY = "display"
    TOTAL = "total"
    RANK = "rank"
    THRESHOLD = "threshold"


class Reason(StrEnum):
    """Why a relation could not be assessed."""

    MISSING_CELL = "missing_cell"
    UNREADABLE = "unreadable"
    AMBIGUOUS_BINDING = "ambiguous_binding"
    UNKNOWN_BASE = "unknown_base"
    UNDEFINED = "undefined"  # the formula itself is undefined, such as a divisor of 0
    EXEMPT = "exempt"  # the bulletin's own rule takes the row out
    BLOCKED = "blocked"  # an operand is suspect because of an earlier finding


@dataclass(frozen=True, slots=True)
class Operand:
    """A number that a relation speaks of; ``role`` is ``result`` for the side that is recomputed."""

    ref: str
    raw: str
    value: Decimal | None
    role: str
    place: Place


@dataclass(frozen=True, slots=True)
class Explanation:
    """A hypothesis that was tested and holds. ``effect`` is ``exonerating`` or ``diagnosing``."""

    hypothesis: str
    effect: str
    evidence: str
    evidence_zh: str


@dataclass(frozen=True, slots=True)
class Suspect:
    """A number that would mend the findings it stands in if it were one of ``fits``."""

    ref: str
    raw: str
    fits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One checked relation. Passes are findings too.

    ``code`` is stable and names the check; ``rule_id``/``rule_text`` the stated rule or the definition in words;
    ``rule_text_en`` the definition in English where it is a sentence of ours; ``formula`` the relation with its numbers
    filled in; ``recomputed`` as it would print; ``power`` the smallest change of the result that the check would have
    noticed, as a plain decimal, "" where none would be.
    """

    id: str
    code: str
    rule_id: str
    rule_text: str
    basis: Basis
    result: Result
    attribution: Attribution
    formula: str
    operands: tuple[Operand, ...]
    message: str
    message_zh: str
    reason: Reason | None = None
    printed: str = ""
    recomputed: str = ""
    recomputed_interval: Interval | None = None
    difference: str = ""
    consequence: Consequence = Consequence.NONE
    power: str = ""
    explained_by: tuple[Explanation, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    blocked_by: tuple[str, ...] = ()
    rule_text_en: str = ""


@dataclass(frozen=True, slots=True)
class Convention:
    """How a column was computed or printed, inferred from the whole column, with its exceptions (refs)."""

    id: str
    what: str
    what_zh: str
    scope: str
    evidence: str
    evidence_zh: str
    exceptions: tuple[str, ...] = ()
