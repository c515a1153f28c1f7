"""What a worker does with one file, and how a run over many is put together."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import checks
from corpus.batch import Found, Job, Pool, Refusal, Refused, Run, Settings
from corpus.batch.archives import open_member
from corpus.batch.pool import Deadline
from corpus.batch.running import Counts
from corpus.report import Lang
from corpus.store import Rows, lock_store, open_store
from corpus.store.writing import Reading
from schemas.errors import TongbaoError
from schemas.limits import Limits
from tongbao.files import Input
from tongbao.pipeline import confirm_print, read_input
from tongbao.storing import audit_to_store_rows
from tongbao.watchdog import Fault, fault_to_words, limits_to_patience, watched

_EXITS = {75: Fault.HANGS, 76: Fault.SWELLS}
"""Exit codes by which a worker says why it gave a file up."""
_GRACE = 10.0  # seconds that the pool waits longer than the worker's own watch
_NAME = "bulletin"
"""What a file is called while it is read: the same bytes fail with the same words, whatever their path."""


@dataclass(frozen=True, slots=True)
class Choices:
    """How every file of a run is read."""

    reading: Reading
    limits: Limits
    family: str | None
    password: str | None


def convert_file(choices: Choices, job: Job) -> Rows | Refusal:
    """Read and audit one file, in a worker: its rows, or why there are none."""
    with watched(choices.limits, _exit):
        try:
            with _on_disk(job.found) as path:
                return _convert(choices, job, path)
        except TongbaoError as error:
            return Refusal(error.en.removeprefix(f"{_NAME}: "), error.zh.removeprefix(f"{_NAME}："))
        except MemoryError:
            return Refusal("reading it takes more memory than there is", "读取所需内存超过可用内存")
        except Exception as error:  # noqa: BLE001 - a fault of ours costs one file, not the night
            said = f"{type(error).__name__}: {' '.join(str(error).split())}"
            return Refusal(f"a fault of tongbao, please report it: {said}", f"tongbao 的缺陷，请予反馈：{said}")


def _convert(choices: Choices, job: Job, path: Path) -> Rows | Refusal:
    file = Input(_NAME, path)
    bulletin = read_input(file, family=choices.family, limits=choices.limits, password=choices.password)
    if bulletin.document.source.sha256 != job.sha256:
        return Refusal("the file was changed while it was being read", "读取期间文件被改动")
    audit = confirm_print(checks.audit((bulletin,)), [file], choices.password)
    return audit_to_store_rows(audit, choices.reading)


@contextmanager
def _on_disk(found: Found) -> Iterator[Path]:
    """Give the file; a member of an archive is laid out for as long as it is read, under a name of ours."""
    if not found.member:
        yield Path(found.path)
        return
    with TemporaryDirectory(prefix="tongbao-") as folder:
        path = Path(folder) / "member"
        with open_member(found.path, found.at) as packed, path.open("wb") as file:
            while chunk := packed.read(1 << 20):
                file.write(chunk)
        yield path


def _exit(fault: Fault) -> None:
    os._exit(next(code for code, each in _EXITS.items() if each is fault))


def convert(
    store_path: Path,
    listed: Iterable[Found | Refused],
    choices: Choices,
    settings: Settings,
    *,
    jobs: int,
    told: Callable[[Counts], None],
) -> Counts:
    """Read what is new or stale into the store, with so many processes."""
    with (
        lock_store(store_path),
        open_store(store_path, create=True) as store,
        Pool[Job](partial(convert_file, choices), jobs, _deadline(choices.limits)) as pool,
    ):
        return Run(store, settings, pool, told).over(listed)


def plan(store_path: Path, listed: Iterable[Found | Refused], settings: Settings) -> Counts:
    """Count what ``convert`` would do, and write nothing."""
    kept = store_path if store_path.exists() else Path(":memory:")
    with open_store(kept, create=kept is not store_path) as store:
        return Run(store, settings, None, lambda _: None).over(listed)


def _deadline(limits: Limits) -> Deadline:
    told = {fault: Refusal(*(_reason(fault, limits, lang) for lang in (Lang.EN, Lang.ZH))) for fault in Fault}
    exits = {code: told[fault] for code, fault in _EXITS.items()}
    return Deadline(limits_to_patience(limits) + _GRACE, told[Fault.HANGS], exits)


def _reason(fault: Fault, limits: Limits, lang: Lang) -> str:
    return fault_to_words(fault, _NAME, limits, lang).removeprefix(f"{_NAME}: ").removeprefix(f"{_NAME}：")
