"""What ``convert`` prints."""

from typing import Literal

from schemas.border.common import Border


class LedgerLineRecord(Border):
    """A file that was met and not read."""

    path: str
    member: str | None
    """Name in an archive."""
    state: Literal["failed", "skipped"]
    reason: str
    reason_zh: str


class ConvertRecord(Border):
    """What ``tongbao convert PATH… --into STORE --json`` prints; every file is counted once."""

    version: str
    tool: str
    store: str
    dry_run: bool
    """Nothing was written: ``read`` counts what would be read."""
    interrupted: bool
    files: int
    read: int
    partly: int
    failed: int
    skipped: int
    unchanged: int
    """Kept by an earlier run."""
    duplicates: int
    """The same bytes under another name."""
    pages: int
    contradicted: int
    """Of the documents read now: those of which a published relation is contradicted."""
    documents: int
    """In the store, when the run ended."""
    bulletins: int
    """In the store; files with one document number are one bulletin."""
    failures: list[LedgerLineRecord]
    """At most 1,000; the ledger of the store has all."""
