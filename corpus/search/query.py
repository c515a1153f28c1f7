"""What is asked of a store: words that are all to be found, and what the numbers have to be."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from corpus.store.decimals import decimal_to_size
from corpus.store.phrases import fold_text
from schemas.errors import Misuse
from schemas.printed import SCALES, unit_to_base, unit_to_scale

Synonyms = Callable[[str], Iterable[tuple[str, str]]]
"""Gives the other names of a word, each with the family of bulletins in which it is one."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word; ``also`` are its other names, as ``(family, name)``. ``field`` says where it is to be found."""

    text: str
    also: tuple[tuple[str, str], ...] = ()
    field: str = "any"


@dataclass(frozen=True, slots=True)
class Query:
    """``low`` and ``high`` are sizes as the store keeps them, ``period`` the first and the last day."""

    words: tuple[Word, ...] = ()
    low: str = ""
    high: str = ""
    unit: str = ""
    period: tuple[str, str] | None = None
    issuer: str = ""
    family: str = ""
    states: tuple[str, ...] = ()
    sort: str = ""
    first: int = 0

    @property
    def of_numbers(self) -> bool:
        """Whether only numbers can be meant."""
        fields = any(word.field != "any" for word in self.words)
        return bool(fields or self.low or self.high or self.unit or self.states or self.sort == "value")


def text_to_words(text: str, synonyms: Synonyms, field: str = "any") -> tuple[Word, ...]:
    """Return the words of a question: what blanks part."""
    return tuple(
        Word(
            word, tuple((family, name) for family, name in synonyms(word) if fold_text(name) != fold_text(word)), field
        )
        for word in text.split()
        if fold_text(word)
    )


def number_to_size(text: str) -> str:
    """Return a bound as the store keeps numbers: 95, 95%, 3.2万, -1,200."""
    plain = fold_text(text).replace(",", "")
    found = re.fullmatch(r"([+-]?\d+(?:\.\d+)?)(.*)", plain)
    scale = unit_to_scale(found[2]) if found else 0
    if found is None or (
        found[2] and unit_to_base(found[2]) not in ("", "%") and scale == 0 and found[2] not in SCALES
    ):
        raise Misuse(f"{text}: is no number; say 95, 95% or 3.2万", f"{text}：不是数；应如 95、95% 或 3.2万")
    try:
        return decimal_to_size(Decimal(found[1]).scaleb(scale))
    except InvalidOperation as error:
        raise Misuse(f"{text}: is no number", f"{text}：不是数") from error


_PERIOD = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def text_to_period(text: str) -> tuple[str, str]:
    """Return the first and the last day of 2017, 2017-08, 2017-08-01 or 2017-01/2017-06."""
    start, _, end = text.partition("/")
    first, last = _PERIOD.fullmatch(start.strip()), _PERIOD.fullmatch((end or start).strip())
    if first is None or last is None:
        raise Misuse(
            f"{text}: is no period; say 2017, 2017-08 or 2017-01/2017-06",
            f"{text}：不是时段；应如 2017、2017-08 或 2017-01/2017-06",
        )
    return (
        f"{first[1]}-{first[2] or '01'}-{first[3] or '01'}",
        f"{last[1]}-{last[2] or '12'}-{last[3] or '31'}",  # the 31st of every month: days are compared as texts
    )
