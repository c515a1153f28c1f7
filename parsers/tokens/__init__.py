"""Numerals of everything but typed table values: every digit in exactly one token with exactly one class."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from parsers.passages import Passage, PassageKind
from parsers.tokens.dates import DATES, Guard
from parsers.tokens.enumerators import ENUMERATORS, WHOLE
from parsers.tokens.identifiers import CODES, NAMED, NUMBERS, PLATFORM, SERIES, TELEPHONES, WEB
from parsers.tokens.units import MEASURE, unit_after
from schemas.ids import make_id
from schemas.places import Place
from schemas.tables import ColumnKind
from schemas.tokens import Token, TokenClass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shape:
    """A pattern for numerals of one class; ``group`` is the part that is the numeral."""

    cls: TokenClass
    pattern: re.Pattern[str]
    group: int = 0
    fits: Guard | None = None


SHAPES: tuple[Shape, ...] = (
    *(Shape(TokenClass.IDENTIFIER, pattern) for pattern in (*WEB, *NUMBERS)),
    Shape(TokenClass.FORMULA, re.compile(r"(?<=[0-9])/ ?(10{1,5})(?= ?万)"), 1),
    *(Shape(TokenClass.DATE, pattern, fits=fits) for pattern, fits in DATES[:1]),
    *(Shape(TokenClass.IDENTIFIER, pattern) for pattern in TELEPHONES),
    *(Shape(TokenClass.ENUMERATOR, pattern, 1) for pattern in ENUMERATORS),
    *(Shape(TokenClass.DATE, pattern, fits=fits) for pattern, fits in DATES[1:]),
    *(Shape(TokenClass.IDENTIFIER, pattern) for pattern in CODES),
    *(Shape(TokenClass.IDENTIFIER, pattern, 1) for pattern in NAMED),
)
"""In order of precedence: a digit belongs to the first shape that takes it."""

_DIGIT = re.compile("[0-9]")
_GROUPED = rf"(?<![0-9.,])[0-9]{{1,3}}(?: [0-9]{{3}})+(?:\.[0-9]+)?(?= ?(?:{MEASURE}))"
"""321 146件: digits grouped by blanks, before a measure word."""
_NUMERAL = re.compile(_GROUPED + r"|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_CONSTANT = re.compile(r"(?<![\[(,0-9])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9\])])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
"""In [90,100] the comma stands between two constants."""
_RANGE_BEFORE = re.compile(r"[0-9][%‰]? ?(?:[\u4e00-\u9fff]{1,3})? ?$")
_ONLY_NUMBERS = re.compile(r"[-+0-9.,%‰() /]*")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_CODED = re.compile("[编代]码|科目")
_CODE = re.compile(r"[0-9]+(?: [0-9]+)*")


def passages_to_tokens(
    passages: Sequence[Passage],
    rules: Mapping[int, Sequence[Span]] | None = None,
    names: Iterable[str] = (),
) -> tuple[Token, ...]:
    """Return the tokens of all passages in reading order.

    ``rules`` gives the stretches of each passage, by its position, that state a rule that could be read: plain
    numbers there are its constants. ``names`` are numbers known to be names.
    """
    learned = _Names(passages, names)
    seen: Counter[tuple[object, ...]] = Counter()
    tokens: list[Token] = []
    for at, passage in enumerate(passages):
        if not _DIGIT.search(passage.folded):
            continue
        stretches = rules.get(at, ()) if rules else ()
        for (start, end), cls in _passage_to_spans(passage, stretches, learned):
            unit = unit_after(passage.folded, end) if cls in (TokenClass.FIGURE, TokenClass.FORMULA) else ""
            place = passage.span(start, end)
            tokens.append(Token(_place_to_id(place, seen), passage.text[start:end], cls, place, unit))
    return tuple(tokens)


def _place_to_id(place: Place, seen: Counter[tuple[object, ...]]) -> str:
    """Two numerals of a cell whose parts have no places of their own are told apart by their order."""
    key = (place.file, place.page, place.bbox, place.line, place.start, place.end, place.path, place.quote)
    seen[key] += 1
    return make_id("token", *key, seen[key]) if seen[key] > 1 else make_id("token", *key)


class _Names:
    """What the document itself shows to be a name: numbers of platforms, words whose numbers count off a series."""

    def __init__(self, passages: Iterable[Passage], names: Iterable[str]) -> None:
        numbers = set(names)
        nouns: set[str] = set()
        for passage in passages:
            if _DIGIT.search(passage.folded):
                numbers.update(found[1] or found[2] for found in PLATFORM.finditer(passage.folded))
                nouns.update(found[1] for found in SERIES.finditer(passage.folded))
        self.shapes: list[Shape] = []
        if nouns:
            series = re.compile(rf"({_either(nouns)})( ?[0-9]{{1,9}})(?![0-9%‰]|[.,][0-9])(?! ?(?:{MEASURE}))")
            self.shapes.append(Shape(TokenClass.IDENTIFIER, series, 2))
        if numbers:
            platform = re.compile(
                rf"(?<![0-9.])(?<![0-9],)(?:{_either(numbers)})(?![0-9%‰]|[.,][0-9])(?! ?(?:{MEASURE}))"
            )
            self.shapes.append(Shape(TokenClass.IDENTIFIER, platform))


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _passage_to_spans(passage: Passage, stretches: Sequence[Span], learned: _Names) -> list[tuple[Span, TokenClass]]:
    """Return the numerals of a passage with their classes, in order."""
    folded = passage.folded
    whole = _whole_to_class(passage)
    if whole is not None:
        return [(span, whole) for span in _numerals(folded, _CODE)]
    taken = bytearray(len(folded))
    spans: list[tuple[Span, TokenClass]] = []
    for shape in (*SHAPES, *learned.shapes):
        for found in shape.pattern.finditer(folded):
            start, end = found.span(shape.group)
            if taken.find(1, start, end) < 0 and (shape.fits is None or shape.fits(found)):
                start, end = _trim(folded, start, end)
                taken[start:end] = b"\x01" * (end - start)
                spans.append(((start, end), shape.cls))
    constants = bytearray(len(folded))
    for start, end in stretches:
        constants[start:end] = b"\x01" * (end - start)
    rest = _without(folded, (span for span, _ in spans))
    spans.extend(_rest_to_spans(rest, constants, _plain_class(passage)))
    return sorted(spans)


def _trim(folded: str, start: int, end: int) -> Span:
    while folded[start] == " ":
        start += 1
    while folded[end - 1] == " ":
        end -= 1
    return start, end


def _without(folded: str, spans: Iterable[Span]) -> str:
    parts, at = [], 0
    for start, end in sorted(spans):
        parts += [folded[at:start], "\0" * (end - start)]
        at = end
    return "".join([*parts, folded[at:]])


def _rest_to_spans(rest: str, constants: bytearray, plain: TokenClass) -> Iterator[tuple[Span, TokenClass]]:
    """Sort what no shape has taken into constants of rules and plain numbers."""
    at = 0
    while found := _DIGIT.search(rest, at):
        start = found.start()
        if constants[start]:
            match = _CONSTANT.match(rest, start)
            end = match.end() if match else start + 1
            yield (start, end), TokenClass.FORMULA
        else:
            match = _NUMERAL.match(rest, start)
            end = match.end() if match else start + 1
            yield (_with_sign(rest, start), end), plain
        at = end


def _with_sign(rest: str, start: int) -> int:
    """Take a minus or plus sign along where it stands before no range's second number."""
    if start and rest[start - 1] in "-+" and not _RANGE_BEFORE.search(rest, max(start - 7, 0), start - 1):
        before = rest[start - 2] if start > 1 else " "
        if not (before.isascii() and before.isalnum()) and before not in ")）\0":
            return start - 1
    return start


def _numerals(folded: str, pattern: re.Pattern[str]) -> list[Span]:
    return [found.span() for found in pattern.finditer(folded)]


def _whole_to_class(passage: Passage) -> TokenClass | None:
    """A passage whose digits all mean one thing by where it stands."""
    text = passage.folded.strip()
    if passage.kind is PassageKind.PAGE_NUMBER:
        return TokenClass.ENUMERATOR
    if passage.kind not in (PassageKind.HEADER, PassageKind.LABEL, PassageKind.REPEATED):
        return None
    if WHOLE.fullmatch(text):
        return TokenClass.ENUMERATOR
    if not _CODE.fullmatch(text):
        return None
    if passage.column and passage.column.kind is ColumnKind.ORDINAL:
        return TokenClass.ENUMERATOR
    if _YEAR.fullmatch(text):
        return TokenClass.DATE
    is_code = len(text) > 2 or text.startswith("0") or (passage.column and _CODED.search(passage.column.name))
    return TokenClass.IDENTIFIER if is_code else TokenClass.ENUMERATOR


def _plain_class(passage: Passage) -> TokenClass:
    """What a plain number is: a figure of the text, or a number of a table that got no typed value."""
    tabular = passage.kind in (PassageKind.VALUE, PassageKind.LOOSE) and _ONLY_NUMBERS.fullmatch(passage.folded)
    return TokenClass.VALUE if tabular else TokenClass.FIGURE
