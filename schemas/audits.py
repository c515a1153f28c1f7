"""The answer: findings, and a ledger in which every number of the document stands once."""

from dataclasses import dataclass
from enum import StrEnum

from schemas.bulletins import Bulletin
from schemas.documents import Problem
from schemas.findings import Convention, Finding
from schemas.places import Place
from schemas.tokens import TokenClass


class State(StrEnum):
    """What the audit can say of one number.

    ``checked``: some change of one digit would have been noticed. ``suspect``: stands in a finding that does not
    hold, as a possible cause or as its effect. ``unchecked`` always comes with a reason.
    """

    CHECKED = "checked"
    CONTRADICTED = "contradicted"
    IMPROBABLE = "improbable"
    SUSPECT = "suspect"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One number of the document."""

    ref: str
    cls: TokenClass
    raw: str
    state: State
    place: Place
    findings: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every number once. Digits in the document must equal digits in the entries.

    ``han`` are the numerals in 汉字: most of them are words, and no count of digits controls them.
    """

    entries: tuple[LedgerEntry, ...]
    digits_in_document: int
    digits_in_entries: int
    han: tuple[LedgerEntry, ...] = ()

    @property
    def every(self) -> tuple[LedgerEntry, ...]:
        """The numerals in digits, then those in 汉字."""
        return (*self.entries, *self.han)

    def count(self, *states: State) -> int:
        """Count the numbers that state something (values and figures) in these states; all if none is named."""
        return sum(
            1
            for entry in self.entries
            if entry.cls in (TokenClass.VALUE, TokenClass.FIGURE) and (not states or entry.state in states)
        )


@dataclass(frozen=True, slots=True)
class Audit:
    """Findings, conventions and the ledger of one bulletin (or several of a series)."""

    bulletins: tuple[Bulletin, ...]
    ledger: Ledger
    conventions: tuple[Convention, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """What could not be read, of every bulletin and of the audit itself, each once."""
        read = (problem for bulletin in self.bulletins for problem in bulletin.all_problems)
        return tuple(dict.fromkeys((*read, *self.problems)))
