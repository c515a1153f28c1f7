"""Many audits kept in one SQLite file: every number with its place, its state and what it was checked by."""

from corpus.store.opening import RECORDS as RECORDS
from corpus.store.opening import lock_store as lock_store
from corpus.store.opening import open_store as open_store
from corpus.store.rows import Rows as Rows
from corpus.store.rows import audit_to_rows as audit_to_rows
