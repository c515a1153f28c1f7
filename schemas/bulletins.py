"""A document that has been understood."""

from dataclasses import dataclass, field

from schemas.documents import Document, Problem
from schemas.figures import Figure
from schemas.places import Place
from schemas.rules import StatedRule
from schemas.tables import Table
from schemas.tokens import Token


@dataclass(frozen=True, slots=True)
class MetaField:
    """One statement about the bulletin itself (title, document number, issuer …) and where it is printed."""

    name: str
    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Period:
    """The time that the bulletin speaks of; ISO dates, both ends included."""

    start: str
    end: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Family:
    """Names and aliases that a family of bulletins adds to the generic machinery, as data.

    ``metrics`` and ``bodies`` map a canonical name to the other names it is printed under.
    """

    name: str
    title_patterns: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    metrics: dict[str, tuple[str, ...]] = field(default_factory=dict)
    metric_keys: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, tuple[str, ...]] = field(default_factory=dict)


GENERIC = Family("generic")


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A published bulletin: its tables, the numbers of its text, the rules it states, and what it says of itself.

    ``tokens`` are the numerals in digits, ``han`` those in 汉字 that no token in digits holds.
    """

    document: Document
    family: Family
    meta: tuple[MetaField, ...]
    period: Period | None
    tables: tuple[Table, ...]
    tokens: tuple[Token, ...]
    rules: tuple[StatedRule, ...]
    problems: tuple[Problem, ...] = ()
    figures: tuple[Figure, ...] = ()
    han: tuple[Token, ...] = ()

    @property
    def title(self) -> str:
        """What the bulletin calls itself; "" where it does not."""
        return next((field.value for field in self.meta if field.name == "title"), "")

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """What could not be read, of the file and of its sense, each once."""
        return tuple(dict.fromkeys((*self.document.problems, *self.problems)))
