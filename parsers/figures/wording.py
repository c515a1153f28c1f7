"""The words of one number, cut for the reading of its meaning."""

from dataclasses import dataclass

from parsers.figures.numbers import Number
from parsers.figures.roles import Said
from parsers.figures.subjects import Subject


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one number: ``before`` back to the number before it, ``clauses`` those that may name its subject.

    ``own`` is what its own clause names; ``glued`` says that no comma parts it from the number before it.
    """

    number: Number
    said: Said
    before: str
    after: str
    clauses: tuple[str, ...]
    own: Subject
    glued: bool
