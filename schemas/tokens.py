"""Numbers of the running text, each with exactly one class."""

from dataclasses import dataclass
from enum import StrEnum

from schemas.places import Place


class TokenClass(StrEnum):
    """What a numeral is; every digit of a document belongs to exactly one token or table value."""

    VALUE = "value"  # stands in a table
    FIGURE = "figure"  # a number of the narrative
    DATE = "date"  # date, time or period
    IDENTIFIER = "identifier"  # document, case, article or telephone number, a name such as 12345
    ENUMERATOR = "enumerator"  # 1. （2） 附件 1, a page number
    FORMULA = "formula"  # a constant of a stated rule
    WORD = "word"  # 一般, 统一


@dataclass(frozen=True, slots=True)
class Token:
    """One numeral of the text. ``unit`` is the measure word or sign behind it, as printed."""

    id: str
    raw: str
    cls: TokenClass
    place: Place
    unit: str = ""
