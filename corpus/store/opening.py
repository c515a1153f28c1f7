"""A store is opened: made where there is none, brought up to date where it is old, refused where it is no store."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from schemas.errors import Misuse, TongbaoError

RECORDS = 1
"""What the rows of a document say; raised, every document kept is stale and is read anew."""

MIGRATIONS = ("0001.sql",)
"""From one layout to the next, in order; ``user_version`` counts those that a store has been through."""

_OURS = 0x746F6E67  # "tong": the application id in the head of the file
_PATIENCE = 30.0  # seconds to wait for whoever writes


class StoreFault(TongbaoError):
    """The store cannot be written or read: the disk is full, the file is damaged or locked."""


@contextmanager
def open_store(path: Path, *, create: bool = False, read_only: bool = False) -> Iterator[sqlite3.Connection]:
    """Give a connection; raises ``Misuse`` where ``path`` is no store or one of a newer version."""
    if not path.exists() and not create:
        raise Misuse(
            f"{path}: no such store; tongbao convert PATH --into {path} makes one",
            f"{path}：没有此库；可用 tongbao convert 路径 --into {path} 建立",
        )
    if create and not path.absolute().parent.is_dir():
        raise Misuse(f"{path}: the folder does not exist", f"{path}：所在文件夹不存在")
    with faults_told(path):
        store = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        with faults_told(path):
            _prepare(store, path, write=create)
            store.execute(f"PRAGMA query_only = {int(read_only)}")
            yield store
    finally:
        store.close()


def _prepare(store: sqlite3.Connection, path: Path, *, write: bool) -> None:
    try:
        (ours,) = store.execute("PRAGMA application_id").fetchone()
        (version,) = store.execute("PRAGMA user_version").fetchone()
        (objects,) = store.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.DatabaseError as error:
        if "not a database" not in str(error):
            raise
        raise _no_store(path) from error
    if ours != _OURS and (objects or ours or not write):
        raise _no_store(path)
    if version > len(MIGRATIONS):
        raise Misuse(
            f"{path}: was written by a newer tongbao (layout {version}, this one knows {len(MIGRATIONS)}); update it",
            f"{path}：由较新的 tongbao 写成（版式 {version}，本程序只识 {len(MIGRATIONS)}）；请更新程序",
        )
    store.execute("PRAGMA foreign_keys = ON")
    store.execute("PRAGMA temp_store = MEMORY")
    if version < len(MIGRATIONS):
        store.execute("PRAGMA journal_mode = WAL")
        _migrate(store, version)
    store.execute("PRAGMA synchronous = NORMAL")


def _migrate(store: sqlite3.Connection, version: int) -> None:
    """Each step is applied whole or not at all."""
    for at, name in enumerate(MIGRATIONS[version:], version + 1):
        script = files("corpus.store").joinpath(name).read_text(encoding="utf-8")
        store.executescript(
            f"BEGIN IMMEDIATE;\n{script}\nPRAGMA application_id = {_OURS};\nPRAGMA user_version = {at};\nCOMMIT;"
        )


def _no_store(path: Path) -> Misuse:
    return Misuse(
        f"{path}: exists and is no store of tongbao; choose another name",
        f"{path}：文件已存在但不是 tongbao 的库；请另选文件名",
    )


@contextmanager
def lock_store(path: Path) -> Iterator[None]:
    """Hold the store for one run; another one is refused at once. The system lets go of it however the run ends."""
    held = path.with_name(f"{path.name}.lock")
    with faults_told(held):
        lock = sqlite3.connect(held, timeout=0, isolation_level=None)
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise Misuse(
                f"{path}: another run is writing to this store; wait for it to end",
                f"{path}：另有任务正在写入此库；请等其结束",
            ) from error
        yield
    finally:
        lock.close()


@contextmanager
def faults_told(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the file into one line."""
    try:
        yield
    except sqlite3.OperationalError as error:
        said = str(error)
        if "full" in said:
            raise StoreFault(
                f"{path}: the disk is full; what is stored is whole: make room and run the same command again",
                f"{path}：磁盘已满；已存内容完好，腾出空间后重新运行同一命令即可继续",
            ) from error
        raise StoreFault(f"{path}: {said}", f"{path}：{said}") from error
    except sqlite3.DatabaseError as error:
        raise StoreFault(
            f"{path}: damaged ({error}); tongbao store check says more, a backup helps",
            f"{path}：文件损坏（{error}）；tongbao store check 可详查，请用备份恢复",
        ) from error
