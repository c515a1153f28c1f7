"""Questions answered: the hits of each kind, counted, and the first of them with their places."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from corpus.search.conditions import FIGURE, KINDS, VALUE, Kind, Sql, query_to_sql
from corpus.search.query import Query
from corpus.store.phrases import fold_text, word_to_match


@dataclass(frozen=True, slots=True)
class FoundIn:
    """The document of a hit; ``also`` are other files of the same bulletin."""

    id: int
    sha256: str
    title: str
    issuer: str
    document_number: str
    period: str
    family: str
    files: tuple[str, ...]
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """``labels`` say what a number is: body and measure of the text, or title, row and column of a table.

    ``quote`` is the clause, the row or the paragraph that it is printed in. ``by`` gives for each word that was found
    by another name only, that name.
    """

    kind: str
    ref: str
    document: FoundIn
    labels: tuple[str, ...]
    raw: str
    value: str | None
    unit: str
    period: str
    role: str
    state: str | None
    quote: str
    place: dict[str, object]
    by: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Hits:
    """How many of each kind there are, and the first."""

    totals: dict[str, int] = field(default_factory=dict)
    first: list[Hit] = field(default_factory=list)


COUNTED = 10_000
"""Where there are more hits than that, it is said that there are more."""

_PLACE = "x.page, x.bbox, x.boxes, x.line, x.char_start, x.char_end, x.node"
_PLACED = ("page", "bbox", "boxes", "line", "start", "end", "path")


def search(store: sqlite3.Connection, query: Query) -> Hits:
    """Return the hits: numbers of texts and tables first, each in the order asked for, then texts and labels."""
    hits = Hits()
    found: list[tuple[tuple[object, ...], Kind, tuple[object, ...]]] = []
    for kind in KINDS:
        if not kind.numeric and query.of_numbers:
            continue
        lead = _lead(store, query, kind)
        count = _count(store, query_to_sql(query, kind, lead), query)
        hits.totals[kind.name] = count
        if count:
            everywhere = count > COUNTED and query.sort != "value"
            sql = query_to_sql(query, kind, None if everywhere else lead)
            order, tail = _order(query, kind)
            keys = ", ".join(f"x.{column}" for column in kind.key)
            rows = store.execute(sql.statement(f"{order}, {keys}", tail), sql.parameters)
            found += [((row[0], KINDS.index(kind)), kind, row[1:]) for row in rows]
    if query.sort == "value":
        found.sort(key=lambda each: each[0])
    found = found[: query.first or None]
    documents: dict[object, FoundIn] = {}
    for _, kind, key in found:
        if key[0] not in documents:
            documents[key[0]] = _document(store, key[0])
        hits.first.append(_with_names(_hit(store, kind, key, documents[key[0]]), query))
    return hits


def _count(store: sqlite3.Connection, sql: Sql, query: Query) -> int:
    """Count the hits; where only the first are asked for, not much further than ``COUNTED``."""
    if not query.first:
        counted = sql.statement("count(*)")
    else:
        counted = f"SELECT count(*) FROM ({sql.statement('1')} LIMIT {COUNTED + 1})"
    count: int = store.execute(counted, sql.parameters).fetchone()[0]
    return count


def _order(query: Query, kind: Kind) -> tuple[str, str]:
    limit = f" LIMIT {query.first}" if query.first else ""
    keys = ", ".join(f"x.{column}" for column in kind.key)
    if query.sort == "value":
        return "x.size", f" ORDER BY x.size, {keys}{limit}"
    return "d.period", f" ORDER BY d.period DESC, {keys}{limit}"


def _lead(store: sqlite3.Connection, query: Query, kind: Kind) -> int:
    """Return the word with the fewest rows to look at, as far as that is quickly told."""
    if len(query.words) < 2:
        return 0
    counts = []
    for word in query.words:
        matches = " OR ".join(
            filter(None, (word_to_match(text) for text in (word.text, *(name for _, name in word.also))))
        )
        held = " UNION ALL ".join(
            f"SELECT 1 FROM {kind.table} WHERE {column} IN (SELECT id FROM w)" for column in kind.columns[word.field]
        )
        statement = (
            "WITH w (id) AS MATERIALIZED (SELECT rowid FROM phrase_index WHERE phrase_index MATCH ?) "
            f"SELECT count(*) FROM (SELECT * FROM ({held}) LIMIT {COUNTED})"
        )
        counts.append(store.execute(statement, (matches,)).fetchone()[0])
    return counts.index(min(counts))


def _document(store: sqlite3.Connection, key: object) -> FoundIn:
    columns = "id, sha256, title, issuer, document_number, period, family, bulletin"
    row = store.execute(f"SELECT {columns} FROM documents WHERE id = ?", (key,)).fetchone()
    files = tuple(_files(store, "d.id = ?", key))
    also = tuple(_files(store, "d.id <> ? AND d.bulletin = ?", key, row[7]))
    return FoundIn(row[0], row[1], row[2], row[3], row[4], row[5], row[6], files, also)


def _files(store: sqlite3.Connection, where: str, *values: object) -> Iterator[str]:
    query = f"SELECT path, member FROM ledger JOIN documents d USING (sha256) WHERE {where} ORDER BY path, member"
    for path, member in store.execute(query, values):
        yield f"{path}/{member}" if member else path


def _hit(store: sqlite3.Connection, kind: Kind, key: tuple[object, ...], document: FoundIn) -> Hit:
    where = " AND ".join(f"x.{column} = ?" for column in kind.key)
    if kind is FIGURE:
        columns = "x.id, x.entity, x.metric, x.raw, x.value, x.unit, x.period, x.role, x.state, x.text"
    elif kind is VALUE:
        columns = "x.ref, '', '', x.raw, x.value, x.unit, x.period, '', x.state, ''"
    else:
        columns = "'', '', '', '', NULL, '', '', x.role, NULL, x.text"
    row = store.execute(f"SELECT {columns}, {_PLACE} FROM {kind.table} x WHERE {where}", key).fetchone()
    ref, entity, metric, raw, value, unit, period, role, state, quote = row[:10]
    labels = tuple(filter(None, (entity, metric)))
    if kind is VALUE:
        labels, quote = _labels_of_value(store, key), _row_of_value(store, key)
    elif "tbl" in kind.key:
        labels = tuple(
            title for (title,) in store.execute("SELECT title FROM tables WHERE document = ? AND tbl = ?", key[:2])
        )
    place = dict(zip(_PLACED, row[10:], strict=True))
    for name in ("bbox", "boxes"):
        place[name] = json.loads(str(place[name])) if place[name] else None
    return Hit(kind.name, ref, document, labels, raw, value, unit, period, role, state, quote, place)


def _labels_of_value(store: sqlite3.Connection, key: tuple[object, ...]) -> tuple[str, ...]:
    row = store.execute(
        "SELECT t.text, r.text, c.text FROM table_values x LEFT JOIN phrases t ON t.id = x.title_phrase "
        "LEFT JOIN phrases r ON r.id = x.row_phrase LEFT JOIN phrases c ON c.id = x.col_phrase "
        "WHERE x.document = ? AND x.tbl = ? AND x.row = ? AND x.col = ?",
        key,
    ).fetchone()
    return tuple(text or "" for text in row)


def _row_of_value(store: sqlite3.Connection, key: tuple[object, ...]) -> str:
    cells = store.execute(
        "SELECT text FROM table_cells WHERE document = ? AND tbl = ? AND row = ? ORDER BY col IS NULL, col", key[:3]
    )
    return " ".join(" ".join(text.split()) for (text,) in cells)


def _with_names(hit: Hit, query: Query) -> Hit:
    """Say of which words another name stands there."""
    told = fold_text("\x1f".join((*hit.labels, hit.quote if hit.kind != VALUE.name else "")))
    by = []
    for word in query.words:
        if fold_text(word.text) not in told:
            by += [(word.text, name) for _, name in word.also if fold_text(name) in told][:1]
    return replace(hit, by=tuple(by)) if by else hit
