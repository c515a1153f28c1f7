"""A paragraph in the making: words with numbers in them that can be changed, and what holds between these numbers."""

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from generator.numbers import Style
from generator.relations import Ref, Relation
from generator.truth import Marked

OPEN, CLOSE = "\ue010", "\ue011"
"""Around the number of a slot in the words of a paragraph."""


@dataclass(frozen=True)
class Slot:
    """A number of a paragraph; formatted into the words it marks its own place."""

    ref: Ref
    text: str

    def __str__(self) -> str:
        return f"{OPEN}{self.ref[1]}{CLOSE}"


@dataclass(frozen=True)
class Prose:
    """A paragraph whose numbers are cells of a column: ``texts`` by their order."""

    key: str
    words: str
    texts: tuple[str, ...]
    styles: tuple[Style, ...]
    relations: tuple[Relation, ...]
    pattern: str = ""

    @cached_property
    def _marked(self) -> Marked:
        source = self.words
        for number, text in enumerate(self.texts):
            source = source.replace(f"{OPEN}{number}{CLOSE}", f"{{f:{text}}}")
        return Marked(source)

    @property
    def text(self) -> str:
        return self._marked.text

    @property
    def classes(self) -> tuple[str, ...]:
        return self._marked.classes

    def offset(self, number: int) -> int:
        """Return where the number of a slot begins in the text."""
        source = self.words.partition(f"{OPEN}{number}{CLOSE}")[0]
        for other, text in enumerate(self.texts):
            source = source.replace(f"{OPEN}{other}{CLOSE}", f"{{f:{text}}}")
        return len(Marked(source).text)

    def cells(self) -> dict[Ref, str]:
        return {(self.key, number, 0): text for number, text in enumerate(self.texts)}

    def habits(self) -> dict[Ref, Style]:
        return {(self.key, number, 0): style for number, style in enumerate(self.styles)}


@dataclass
class Teller:
    """Collects the slots and relations of one paragraph."""

    key: str
    rng: object
    subjects: object = None
    rounding: str = "half-up"
    texts: list[str] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)

    def _add(self, text, style):
        ref = (self.key, len(self.texts), 0)
        self.texts.append(text)
        self.styles.append(style)
        return Slot(ref, text)

    def count(self, value):
        """Return a slot with a whole number of things."""
        text = f"{int(value):,}" if value >= 10000 and self.rng.random() < 0.2 else str(int(value))
        return self._add(text, Style(exact=True))

    def number(self, value, places):
        """Return a slot with a rounded number; it is held for true if it was rounded or cut off."""
        text = Style(places, rounding=self.rounding).write(abs(Fraction(value)))
        return self._add(text, Style(places, rounding="truncate"))

    def copied(self, text):
        """Return a slot with a number as it stands elsewhere."""
        whole = "." not in text
        return self._add(text, Style(0 if whole else len(text.partition(".")[2]), rounding="truncate", exact=whole))

    def relate(self, relation):
        self.relations.append(relation)

    def done(self, words, pattern):
        missing = [number for number in range(len(self.texts)) if words.count(f"{OPEN}{number}{CLOSE}") != 1]
        if missing:
            raise ValueError(f"{pattern}: the numbers {missing} do not stand once in {words!r}")
        return Prose(self.key, words, tuple(self.texts), tuple(self.styles), tuple(self.relations), pattern)
