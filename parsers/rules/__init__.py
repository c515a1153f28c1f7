"""The rules that a bulletin states about its own numbers, read from its notes and its prose."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from parsers.passages import PROSE, Passage, PassageKind
from parsers.rules.aliases import spell_out
from parsers.rules.bands import read_bands
from parsers.rules.exemptions import read_exemptions
from parsers.rules.formulas import read_formulas
from parsers.rules.leftovers import read_leftovers
from parsers.rules.orders import read_orders
from parsers.rules.readings import Reader, Reading, Setting
from parsers.rules.roundings import read_roundings
from parsers.rules.sentences import clear
from parsers.rules.weights import read_weights
from schemas.ids import make_id
from schemas.places import join_places
from schemas.rules import RuleKind, StatedRule

READERS: tuple[Reader, ...] = (
    read_bands,
    read_exemptions,
    read_weights,
    read_formulas,
    read_orders,
    read_roundings,
)
"""In order of precedence: of two readings of the same words the first counts."""


@dataclass(frozen=True, slots=True)
class FoundRule:
    """A rule and where it stands: ``(passage, start, end)`` for each passage that it runs over."""

    rule: StatedRule
    spans: tuple[tuple[int, int, int], ...]


def passages_to_rules(passages: Sequence[Passage]) -> tuple[FoundRule, ...]:
    """Return the stated rules of the passages with the stretches that they take up, in reading order."""
    names, grades = _table_words(passages)
    found: list[FoundRule] = []
    for members in _runs(passages):
        run = _Run(passages, members)
        setting = Setting(run.text, run.printed, names, grades, passages[members[0]].kind is PassageKind.HEADER)
        readings = _choose(setting)
        found += [FoundRule(_reading_to_rule(reading, run), run.spans(reading)) for reading in readings]
    rules = _without_rivals(spell_out([each.rule for each in found], passages))
    return tuple(FoundRule(rule, each.spans) for rule, each in zip(rules, found, strict=True))


def _without_rivals(rules: Sequence[StatedRule]) -> list[StatedRule]:
    """Leave bands unparsed where others set the same grades for the same metric otherwise: each speaks of some rows."""
    bands = [rule for rule in rules if rule.kind is RuleKind.BANDS]
    return [replace(rule, kind=RuleKind.UNPARSED) if _has_rival(rule, bands) else rule for rule in rules]


def _has_rival(rule: StatedRule, others: Iterable[StatedRule]) -> bool:
    grades = {band.grade for band in rule.bands}
    return any(
        other.bands != rule.bands
        and (other.target == rule.target or not other.target or not rule.target)
        and any(band.grade in grades for band in other.bands)
        for other in others
    )


_ARITHMETIC_WORD = re.compile(r"[-+*/、]|[与和及占加减乘除]|之")
_MOST_NAMES = 300
_LONGEST_NAME = 30


def _table_words(passages: Iterable[Passage]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the headers and labels that hold signs or words of arithmetic, and the short words of the cells."""
    names: set[str] = set()
    grades: set[str] = set()
    for passage in passages:
        text = passage.folded.strip()
        if passage.kind in (PassageKind.HEADER, PassageKind.LABEL):
            if len(text) <= _LONGEST_NAME and _ARITHMETIC_WORD.search(text) and "=" not in text:
                names.add(text)
        elif (
            passage.kind in (PassageKind.VALUE, PassageKind.NOTE)
            and 0 < len(text) <= 4
            and not re.search("[0-9]", text)
        ):
            grades.add(text)
    longest = sorted(names, key=lambda name: (-len(name), name))[:_MOST_NAMES]
    return frozenset(longest), frozenset(grades)


def _runs(passages: Sequence[Passage]) -> Iterator[list[int]]:
    """Yield the passages that may state one rule together: paragraphs one after another, or a cell by itself."""
    run: list[int] = []
    for at, passage in enumerate(passages):
        if passage.kind is PassageKind.PARAGRAPH:
            run.append(at)
            continue
        if passage.kind in PROSE:
            if run:
                yield run
                run = []
            yield [at]
    if run:
        yield run


class _Run:
    """The text of passages one under another, which knows which of its characters is whose."""

    def __init__(self, passages: Sequence[Passage], members: Sequence[int]) -> None:
        self.passages, self.members = passages, members
        self.printed = "\n".join(passages[at].text for at in members)
        self.text = clear("\n".join(passages[at].folded for at in members))
        starts, offset = [], 0
        for at in members:
            starts.append(offset)
            offset += len(passages[at].text) + 1
        self.starts = starts

    def spans(self, reading: Reading) -> tuple[tuple[int, int, int], ...]:
        parts = []
        for at, offset in zip(self.members, self.starts, strict=True):
            length = len(self.passages[at].text)
            low, high = max(reading.start - offset, 0), min(reading.end - offset, length)
            if low < high:
                parts.append((at, low, high))
        return tuple(parts)


def _choose(setting: Setting) -> list[Reading]:
    """Return one reading for each stretch; a note on rounding may stand in the sentence of another rule."""
    taken = bytearray(len(setting.text))
    chosen: list[Reading] = []
    unread: list[Reading] = []
    for reader in READERS:
        for reading in reader(setting):
            if reading.kind is RuleKind.UNPARSED:
                unread.append(reading)
            elif reading.kind is RuleKind.ROUNDING or _take(taken, reading):
                chosen.append(reading)
    for reading in chosen:
        _take(taken, reading)
    chosen.extend(reading for reading in (*unread, *read_leftovers(setting)) if _take(taken, reading))
    return sorted(chosen, key=lambda reading: (reading.start, reading.end))


def _take(taken: bytearray, reading: Reading) -> bool:
    """Take the words of a reading, if all are free."""
    if taken.find(1, reading.start, reading.end) >= 0:
        return False
    taken[reading.start : reading.end] = b"\x01" * (reading.end - reading.start)
    return True


def _with_quotes(reading: Reading, printed: str) -> Reading:
    """Take the quotation marks along that stand around the first and the last name."""
    start = reading.start - (printed[max(reading.start - 1, 0) : reading.start] in _OPENING_QUOTES)
    end = reading.end + (printed[reading.end : reading.end + 1] in _CLOSING_QUOTES)
    return replace(reading, start=start, end=end)


_OPENING_QUOTES, _CLOSING_QUOTES = ("“", "『", "「"), ("”", "』", "」")


def _reading_to_rule(reading: Reading, run: _Run) -> StatedRule:
    parts = run.spans(_with_quotes(reading, run.printed))
    text = "".join(run.passages[at].text[start:end] for at, start, end in parts)
    place = join_places([run.passages[at].span(start, end) for at, start, end in parts], text)
    return StatedRule(
        make_id("rule", place.file, place.page, place.bbox, place.line, place.start, place.path, reading.kind, text),
        reading.kind,
        text,
        place,
        target=reading.target,
        expression=reading.expression,
        left=reading.left,
        bands=reading.bands,
        grade_name=reading.grade_name,
        conditions=reading.conditions,
        descending=reading.descending,
    )
