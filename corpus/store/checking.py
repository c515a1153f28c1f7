"""Is a store whole? And a copy of it, taken while others read and write."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.store.opening import faults_told
from schemas.errors import Misuse


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a store that should not be; ``count`` times."""

    en: str
    zh: str
    count: int = 1


_RELATIONS = (
    (
        "files that the ledger says are read but no document is kept of",
        "台账记为已读、库中却没有文档的文件",
        (
            "SELECT count(*) FROM ledger WHERE state IN ('read', 'partly') "
            "AND sha256 NOT IN (SELECT sha256 FROM documents)"
        ),
    ),
    (
        "documents that no line of the ledger leads to",
        "台账中没有对应文件的文档",
        "SELECT count(*) FROM documents WHERE sha256 NOT IN (SELECT sha256 FROM ledger)",
    ),
    (
        "pages missing of documents with pages",
        "文档缺少的页",
        (
            "SELECT coalesce(sum(page_count - (SELECT count(*) FROM pages WHERE document = id)), 0) "
            "FROM documents WHERE page_count IS NOT NULL"
        ),
    ),
    (
        "numbers of tables without their row or column",
        "没有所在表格的表中数值",
        (
            "SELECT count(*) FROM table_values v WHERE NOT EXISTS "
            "(SELECT 1 FROM table_cells c WHERE (c.document, c.tbl) = (v.document, v.tbl))"
        ),
    ),
)


def check_store(store: sqlite3.Connection) -> Iterator[Fault]:
    """Yield what is wrong: pages of the file, references between tables, the ledger against what is kept, the index."""
    for (said,) in store.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield Fault(f"damaged: {said}", f"损坏：{said}")
    astray = sum(1 for _ in store.execute("PRAGMA foreign_key_check"))
    if astray:
        yield Fault("rows that refer to nothing", "没有所指的行", astray)
    for en, zh, query in _RELATIONS:
        (count,) = store.execute(query).fetchone()
        if count:
            yield Fault(en, zh, count)
    (phrases,) = store.execute("SELECT count(*) FROM phrases").fetchone()
    (indexed,) = store.execute("SELECT count(*) FROM phrase_index_docsize").fetchone()
    if phrases != indexed:
        yield Fault(f"of {phrases} texts {indexed} are in the index", f"{phrases} 条文本中只有 {indexed} 条编入索引")


def back_up(store: sqlite3.Connection, target: Path) -> None:
    """Copy the store into a new file, whole, while it is read and written."""
    if target.exists():
        raise Misuse(f"{target}: exists; choose a new name", f"{target}：已存在，请另选文件名")
    if not target.absolute().parent.is_dir():
        raise Misuse(f"{target}: the folder does not exist", f"{target}：所在文件夹不存在")
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        with faults_told(target):
            copy = sqlite3.connect(unfinished)
            try:
                store.backup(copy)
            finally:
                copy.close()
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)
