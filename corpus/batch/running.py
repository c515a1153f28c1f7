"""A run: files are found, the new and stale ones are read, and all are written in the order in which they were found.

That order makes the store the same for any number of workers, and lets a run that was killed go on as if it had not
been: what is written is whole, and what is not is found again.
"""

import pickle
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from corpus.batch.files import Found, Refused, file_to_key
from corpus.batch.manifest import Manifest
from corpus.batch.pool import Pool, Refusal
from corpus.batch.shelf import Shelf, open_shelf
from corpus.store.rows import Rows
from corpus.store.writing import (
    Entry,
    Reading,
    document_state,
    failure_of,
    is_kept,
    transaction,
    write_document,
    write_entry,
    write_manifest,
)
from schemas.limits import Limits

_AHEAD = 2_000
"""Files that may be looked at before one that takes long has been written."""
_LISTED = 1_000
"""Failures that are told at the end; the ledger has all."""


@dataclass(frozen=True, slots=True)
class Job:
    """A file that was found, with its place in the order, and what a worker has to find in it."""

    number: int
    found: Found
    sha256: str
    size: int | None


@dataclass(frozen=True, slots=True)
class Settings:
    """``retry`` reads again what failed before."""

    reading: Reading
    limits: Limits
    retry: bool = False
    manifest: Manifest = field(default_factory=Manifest)


@dataclass(slots=True)
class Counts:
    """What became of the files, each counted once.

    ``unchanged`` were kept before, ``duplicates`` have the bytes of a file under another name. ``contradicted``
    counts documents, among those read now, of which a relation is.
    """

    files: int = 0
    read: int = 0
    partly: int = 0
    failed: int = 0
    skipped: int = 0
    unchanged: int = 0
    duplicates: int = 0
    pages: int = 0
    contradicted: int = 0
    failures: list[Entry] = field(default_factory=list)

    def fail(self, entry: Entry) -> None:
        self.failed += 1
        if len(self.failures) < _LISTED:
            self.failures.append(entry)


@dataclass(frozen=True, slots=True)
class _Turn:
    """A file that waits to be written; ``entry`` is what is known of it, None while it or its double is read."""

    job: Job
    entry: Entry | None
    asked: bool = False


class Run:
    """One run; ``told`` is called after each file that is written. Without a pool it only counts what would be read."""

    def __init__(
        self, store: sqlite3.Connection, settings: Settings, pool: Pool[Job] | None, told: Callable[[Counts], None]
    ) -> None:
        self.counts = Counts()
        self._store, self._settings, self._pool, self._told = store, settings, pool, told
        self._turns: dict[int, _Turn] = {}
        self._ended: dict[int, Refusal | None] = {}
        self._in_hand: set[str] = set()
        self._failed_now: set[str] = set()
        self._written = 0

    def over(self, listed: Iterable[Found | Refused]) -> Counts:
        """Read and write all files of a list."""
        found = 0
        with open_shelf() as shelf:
            for found, each in enumerate(listed, 1):
                self._turns[found - 1] = self._look(found - 1, each)
                self._write_ready(shelf)
                while self._pool and (not self._pool.has_room or found - self._written >= _AHEAD):
                    self._collect(shelf)
            while self._written < found:
                self._collect(shelf)
        return self.counts

    def _look(self, number: int, each: Found | Refused) -> _Turn:
        """Tell whether a file is to be read, and if so, have it read."""
        found = each.found if isinstance(each, Refused) else each
        key = each if isinstance(each, Refused) else file_to_key(each, self._settings.limits)
        if isinstance(key, Refused):
            return _Turn(Job(number, found, "", None), Entry(*found.key, "", None, key.state, key.en, key.zh))
        job = Job(number, found, *key)
        if job.sha256 in self._in_hand:
            return _Turn(job, None)
        known = self._known(job)
        if known is not None:
            return _Turn(job, known)
        self._in_hand.add(job.sha256)
        if self._pool:
            self._pool.give(job)
        return _Turn(job, None, asked=True)

    def _known(self, job: Job) -> Entry | None:
        """Return what the store says of this content under this reader."""
        found = job.found
        state = document_state(self._store, job.sha256, self._settings.reading)
        if state is not None:
            return Entry(*found.key, job.sha256, job.size, state)
        if self._settings.retry and job.sha256 not in self._failed_now:
            return None
        failure = failure_of(self._store, job.sha256, self._settings.reading)
        if failure is None:
            return None
        return Entry(*found.key, job.sha256, job.size, failure.state, failure.reason, failure.reason_zh)

    def _collect(self, shelf: Shelf) -> None:
        if self._pool:
            for job, outcome in self._pool.collect():
                if isinstance(outcome, Refusal):
                    self._ended[job.number] = outcome
                else:
                    self._ended[job.number] = None
                    shelf.put(job.number, outcome)
        self._write_ready(shelf)

    def _write_ready(self, shelf: Shelf) -> None:
        while (turn := self._turns.get(self._written)) is not None:
            if turn.asked and self._pool and self._written not in self._ended:
                return
            del self._turns[self._written]
            self._write(turn, shelf)
            self._written += 1
            self._told(self.counts)

    def _write(self, turn: _Turn, shelf: Shelf) -> None:
        self.counts.files += 1
        if not turn.asked:
            entry = turn.entry or self._known(turn.job)
            self._keep(turn.job, entry or self._double(turn.job), None)
        elif self._pool is None:
            self.counts.read += 1
        else:
            refusal = self._ended.pop(turn.job.number)
            outcome = refusal or pickle.loads(shelf.take(turn.job.number))  # noqa: S301 - written by a worker of ours
            self._keep_new(turn.job, outcome)
            self._in_hand.discard(turn.job.sha256)

    def _double(self, job: Job) -> Entry:
        """Only where nothing is written: the double of a file that would be read."""
        return Entry(*job.found.key, job.sha256, job.size, "read")

    def _keep_new(self, job: Job, outcome: Rows | Refusal) -> None:
        found, counts = job.found, self.counts
        rows = outcome if isinstance(outcome, Rows) else None
        if rows is not None:
            entry = Entry(*found.key, job.sha256, job.size, rows.state)
            try:
                self._keep(job, entry, rows)
            except (sqlite3.IntegrityError, sqlite3.DataError, OverflowError) as error:
                outcome = Refusal(f"cannot be stored: {error}", f"无法存入：{error}")
            else:
                counts.pages += rows.pages
                counts.contradicted += rows.contradicted
                return
        if isinstance(outcome, Refusal):
            self._failed_now.add(job.sha256)
            entry = Entry(*found.key, job.sha256, job.size, "failed", outcome.en, outcome.zh)
            self._keep(job, entry, None)

    def _keep(self, job: Job, entry: Entry, rows: Rows | None) -> None:
        """Write what became of a file, unless the store says so already, and count it."""
        settings = self._settings
        fields = settings.manifest.fields_of(job.found)
        kept = rows is None and is_kept(self._store, entry, settings.reading, fields)
        if self._pool and not kept:
            with transaction(self._store):
                if rows is not None:
                    write_document(self._store, rows)
                write_entry(self._store, entry, settings.reading)
                write_manifest(self._store, entry.path, entry.member, fields)
        self._count(entry, new=rows is not None, kept=kept)

    def _count(self, entry: Entry, *, new: bool, kept: bool) -> None:
        counts = self.counts
        if entry.state == "failed":
            counts.fail(entry)
        elif entry.state == "skipped":
            counts.skipped += 1
        elif new and entry.state == "partly":
            counts.partly += 1
        elif new:
            counts.read += 1
        elif kept:
            counts.unchanged += 1
        else:
            counts.duplicates += 1
