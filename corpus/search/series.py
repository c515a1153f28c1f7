"""One measure of one body over time: the numbers that are said of just this body and this measure, by period."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.search.asking import Hit, search
from corpus.search.query import Query, Word
from corpus.store.phrases import fold_text

_ASIDE = re.compile(r"\([^()]*\)$")
"""A unit behind the name of a column: 按期结案率（%）."""
_GRAVEST = ("contradicted", "improbable", "suspect", "unchecked", "checked")
_LEVELS = ("", "level", "part", "to")
"""Roles of a number that states the measure itself, not a change or a share of it; "" is a number of a table."""


@dataclass(frozen=True, slots=True)
class Point:
    """A number with every place of one bulletin where it is printed; ``state`` is the gravest of theirs."""

    period: str
    value: str
    unit: str
    raw: str
    state: str | None
    printings: tuple[Hit, ...]


def read_series(store: sqlite3.Connection, entity: Word, metric: Word) -> tuple[Point, ...]:
    """Return the points in the order of their periods."""
    asked = Query((Word(entity.text, entity.also, "entity"), Word(metric.text, metric.also, "metric")))
    points: dict[tuple[str, ...], list[Hit]] = {}
    for hit in search(store, asked).first:
        if hit.value is not None and hit.role in _LEVELS and _is_just(hit, entity, metric):
            document = hit.document
            bulletin = document.document_number or document.sha256
            points.setdefault((hit.period or document.period, bulletin, hit.value, hit.unit), []).append(hit)
    return tuple(_point(hits) for _, hits in sorted(points.items(), key=lambda each: each[0]))


def _point(hits: list[Hit]) -> Point:
    states = [hit.state for hit in hits if hit.state]
    worst = min(states, key=_GRAVEST.index) if states else None
    first = hits[0]
    return Point(first.period, first.value or "", first.unit, first.raw, worst, tuple(hits))


def _is_just(hit: Hit, entity: Word, metric: Word) -> bool:
    """Tell if a number is said of this body and this measure, not of others whose names hold theirs."""
    bodies, measures = set(_names(entity, hit)), set(_names(metric, hit))
    if hit.kind == "figure":
        said = [_plain(label) for label in hit.labels]
        return len(said) == 2 and said[0] in bodies and said[1] in measures
    title, row, col = hit.labels
    rows, cols = _endings(row), _endings(col)
    return bool((rows & bodies and cols & measures) or (rows & measures and (cols | {_plain(title)}) & bodies))


def _names(word: Word, hit: Hit) -> Iterator[str]:
    yield _plain(word.text)
    for family, name in word.also:
        if family == hit.document.family:
            yield _plain(name)


def _endings(label: str) -> set[str]:
    """Return the whole label and its innermost part: 市城管委 市环卫处 is said of 市环卫处."""
    return {_plain(label), _plain(label.rpartition(" ")[2])}


def _plain(label: str) -> str:
    folded = fold_text(label)
    return _ASIDE.sub("", folded) or folded
