"""What is written into a store: a document with its ledger row in one transaction, or nothing."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from corpus.store.phrases import keep_phrases
from corpus.store.rows import PHRASED, Record, Rows


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ledger: a file where it was met (``member``: its name in an archive) and what became of it."""

    path: str
    member: str
    sha256: str
    size: int | None
    state: str
    reason: str = ""
    reason_zh: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What decides if a document that is kept is still current."""

    reader: str
    records: int
    asked: str


@contextmanager
def transaction(store: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing, whatever interrupts it."""
    store.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if store.in_transaction:
            store.execute("ROLLBACK")
        raise
    store.execute("COMMIT")


def write_document(store: sqlite3.Connection, rows: Rows) -> None:
    """Keep a document; one with the same bytes is replaced and keeps its id."""
    found = store.execute("SELECT id FROM documents WHERE sha256 = ?", (rows.sha256,)).fetchone()
    if found is None:
        (key,) = store.execute("SELECT coalesce(max(id), 0) + 1 FROM documents").fetchone()
    else:
        (key,) = found
        store.execute("DELETE FROM documents WHERE id = ?", (key,))
    phrases = keep_phrases(store, rows.phrases)
    _insert(store, "documents", [(key, *rows.document)])
    for table, records in rows.tables.items():
        _insert(store, table, [(key, *_with_phrases(record, PHRASED.get(table, 0), phrases)) for record in records])


def _with_phrases(record: Record, count: int, phrases: Sequence[int]) -> Record:
    if not count:
        return record
    return (*record[:-count], *(None if at is None else phrases[at] for at in record[-count:]))


def _insert(store: sqlite3.Connection, table: str, records: Sequence[Record]) -> None:
    if records:
        holes = ", ".join("?" * len(records[0]))
        store.executemany(f"INSERT INTO {table} VALUES ({holes})", records)


def write_entry(store: sqlite3.Connection, entry: Entry, reading: Reading) -> None:
    """Keep what became of a file; what stood there of another content goes if no other path leads to it."""
    before = store.execute(
        "SELECT sha256 FROM ledger WHERE path = ? AND member = ?", (entry.path, entry.member)
    ).fetchone()
    _insert_entry(store, entry, reading)
    if before is not None and before[0] != entry.sha256:
        forget_unreferenced(store, before[0])


def _insert_entry(store: sqlite3.Connection, entry: Entry, reading: Reading) -> None:
    store.execute(
        "INSERT OR REPLACE INTO ledger VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.path, entry.member, entry.sha256, entry.size, entry.state, entry.reason, entry.reason_zh,
            reading.reader, reading.records, reading.asked,
        ),
    )  # fmt: skip


def forget_unreferenced(store: sqlite3.Connection, sha256: str) -> None:
    """Remove a document that no path leads to any more."""
    store.execute(
        "DELETE FROM documents WHERE sha256 = :key AND NOT EXISTS (SELECT 1 FROM ledger WHERE sha256 = :key)",
        {"key": sha256},
    )


def write_manifest(store: sqlite3.Connection, path: str, member: str, fields: Mapping[str, str]) -> None:
    """Keep what a manifest says of a file, in place of what one said before."""
    store.execute("DELETE FROM manifest WHERE path = ? AND member = ?", (path, member))
    _insert(store, "manifest", [(path, member, name, content) for name, content in sorted(fields.items())])


def document_state(store: sqlite3.Connection, sha256: str, reading: Reading) -> str | None:
    """Return the state of a document that is kept and current, None where it is to be read."""
    found = store.execute(
        "SELECT state FROM documents WHERE sha256 = ? AND reader = ? AND records = ? AND asked = ?",
        (sha256, reading.reader, reading.records, reading.asked),
    ).fetchone()
    return found[0] if found else None


def is_kept(store: sqlite3.Connection, entry: Entry, reading: Reading, fields: Mapping[str, str]) -> bool:
    """Tell if the ledger and the manifest say just this of a file."""
    where = (entry.path, entry.member)
    found = store.execute("SELECT * FROM ledger WHERE path = ? AND member = ?", where).fetchone()
    if found is None or (Entry(*found[:7]), Reading(*found[7:])) != (entry, reading):
        return False
    told = store.execute("SELECT field, content FROM manifest WHERE path = ? AND member = ?", where)
    return dict(told.fetchall()) == dict(fields)


def failure_of(store: sqlite3.Connection, sha256: str, reading: Reading) -> Entry | None:
    """Return a ledger line that says why this content could not be read by this reader."""
    found = store.execute(
        "SELECT * FROM ledger WHERE sha256 = ? AND state = 'failed' AND reader = ? AND records = ? AND asked = ? "
        "ORDER BY path, member LIMIT 1",
        (sha256, reading.reader, reading.records, reading.asked),
    ).fetchone()
    return Entry(*found[:7]) if found else None
