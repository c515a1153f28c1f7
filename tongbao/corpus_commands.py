"""The commands about stores: files are converted into one, and one is checked or copied."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click
from rich.console import Console

from corpus.batch import Found, Refused, Settings
from corpus.batch.files import paths_to_files
from corpus.batch.manifest import Manifest, read_manifest
from corpus.batch.running import Counts
from corpus.report import Lang
from corpus.report.words import say
from corpus.store import open_store
from corpus.store.checking import back_up, check_store
from schemas.border.converting import ConvertRecord
from schemas.errors import Misuse
from schemas.limits import Limits
from tongbao import terminal
from tongbao.border import record_to_json
from tongbao.border.converting import counts_to_record
from tongbao.converting import Choices, convert, plan
from tongbao.files import STDIN
from tongbao.giving import FAILED, HOLDS, give_json, give_words
from tongbao.options import Options, reading_options, speaking_option
from tongbao.progress import BatchProgress
from tongbao.speaking import SpokenCommand, SpokenGroup
from tongbao.storing import current_reading
from tongbao.terminal import column_sheet, plain
from tongbao.watchdog import watches_memory

INTERRUPTED = 130


@click.command("convert", cls=SpokenCommand, epilog="Example: tongbao convert archive --into corpus.db")
@click.argument("paths", nargs=-1)
@click.option("--into", required=True, type=click.Path(path_type=Path), metavar="STORE", help="The store; made if new.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; as many as processors if not said.")
@click.option(
    "--manifest", type=click.Path(path_type=Path), metavar="CSV", help="What is known of the files: path, url, issuer …"
)
@click.option("--dry-run", is_flag=True, help="Only say what would be read.")
@click.option("--retry-failed", is_flag=True, help="Read again what failed before; without PATH, all of it.")
@reading_options
def convert_command(
    options: Options,
    paths: tuple[str, ...],
    *,
    into: Path,
    jobs: int | None,
    manifest: Path | None,
    dry_run: bool,
    retry_failed: bool,
) -> int:
    """Read and audit many files into a store: only what is new or stale, each file on its own.

    PATH is a file, a folder, a pattern or a zip archive; - reads a list of them from standard input. A run that was
    stopped goes on where it stopped. Exits 2 where no file could be read, or with --strict where one could not.
    """
    if not paths and not retry_failed:
        raise Misuse("name files or folders to convert", "请指定要转换的文件或文件夹")
    names = _names(paths) if paths else _failed_before(into)
    told = read_manifest(manifest) if manifest else Manifest()
    reading = current_reading(options.family)
    settings = Settings(reading, options.limits, retry_failed, told)
    counts, interrupted = Counts(), False
    if dry_run:
        counts = plan(into, _files(names, options.limits, into), settings)
    else:
        if not watches_memory():
            terminal.complain(say(options.lang, "convert.unlimited"))
        counts, interrupted = _convert(options, names, settings, into, jobs or os.cpu_count() or 1)
    if told.unused and not interrupted:
        said = say(options.lang, "convert.unused", count=len(told.unused), name=told.unused[0])
        terminal.complain(said)
    documents, bulletins = _kept(into)
    record = counts_to_record(
        counts, str(into), dry_run=dry_run, interrupted=interrupted, documents=documents, bulletins=bulletins
    )
    if options.as_json:
        give_json(record_to_json(record))
    else:
        give_words(lambda console: _print_record(console, record, options.lang))
    if interrupted:
        terminal.complain(say(options.lang, "convert.interrupted"))
        return INTERRUPTED
    return FAILED if counts.failed and (options.strict or counts.failed + counts.skipped == counts.files) else HOLDS


def _convert(options: Options, names: list[str], settings: Settings, into: Path, jobs: int) -> tuple[Counts, bool]:
    """Return the counts also of a run that was interrupted: what was written is kept."""
    choices = Choices(settings.reading, options.limits, options.family, options.password)
    progress = BatchProgress(sum(1 for _ in _files(names, options.limits, into)), options.lang)
    latest = Counts()

    def told(counts: Counts) -> None:
        nonlocal latest
        latest = counts
        progress(counts)

    try:
        return convert(into, _files(names, options.limits, into), choices, settings, jobs=jobs, told=told), False
    except KeyboardInterrupt:
        return latest, True
    finally:
        progress.close()


def _files(names: Iterable[str], limits: Limits, into: Path) -> Iterable[Found | Refused]:
    ours = [into.with_name(into.name + end) for end in ("", "-wal", "-shm", ".lock")]
    return paths_to_files(names, limits, ours)


def _names(paths: tuple[str, ...]) -> list[str]:
    """Return the names given, with those listed on standard input in the place of ``-``."""
    if paths.count(STDIN) > 1:
        raise Misuse("- (standard input) can be read only once", "-（标准输入）只能读取一次")
    names: list[str] = []
    for path in paths:
        if path == STDIN:
            text = os.fsdecode(sys.stdin.buffer.read())
            names += [line for line in text.split("\0" if "\0" in text else "\n") if line.strip()]
        else:
            names.append(path)
    return [name.rstrip("\r") for name in names]


def _failed_before(into: Path) -> list[str]:
    with open_store(into, read_only=True) as store:
        found = store.execute("SELECT DISTINCT path FROM ledger WHERE state = 'failed' ORDER BY path")
        return [path for (path,) in found]


def _kept(into: Path) -> tuple[int, int]:
    if not into.exists():
        return 0, 0
    with open_store(into, read_only=True) as store:
        documents, bulletins = store.execute("SELECT count(*), count(DISTINCT bulletin) FROM documents").fetchone()
    return documents, bulletins


_SHOWN = 20
"""Failures that are listed for people."""


def _print_record(console: Console, record: ConvertRecord, lang: Lang) -> None:
    head = "convert.plan" if record.dry_run else "convert.head"
    console.print(plain(say(lang, head, store=record.store, files=f"{record.files:,}")))
    sheet = column_sheet(("", "left"), ("", "right"))
    sheet.show_header = False
    sheet.add_row(say(lang, "convert.wanted" if record.dry_run else "convert.read"), f"{record.read:,}")
    sheet.add_row(say(lang, "convert.failed"), f"{record.failed:,}")
    counts = (
        ("convert.partly", record.partly),
        ("convert.unchanged", record.unchanged),
        ("convert.duplicates", record.duplicates),
        ("convert.skipped", record.skipped),
        ("convert.pages", record.pages),
        ("convert.contradicted", record.contradicted),
        ("convert.documents", record.documents),
        ("convert.bulletins", record.bulletins),
    )
    for key, count in counts:
        if count:
            sheet.add_row(say(lang, key), f"{count:,}")
    console.print(sheet)
    for failure in record.failures[:_SHOWN]:
        name = f"{failure.path}/{failure.member}" if failure.member else failure.path
        reason = failure.reason_zh if lang is Lang.ZH else failure.reason
        console.print(plain(say(lang, "convert.failure", name=name, reason=reason)))
    if record.failed > _SHOWN:
        console.print(say(lang, "convert.more", count=record.failed - _SHOWN))


@click.group("store", cls=SpokenGroup, epilog="Example: tongbao store check corpus.db")
def store_commands() -> None:
    """Look after a store: is it whole, and a copy of it."""


@store_commands.command("check", epilog="Example: tongbao store check corpus.db")
@click.argument("store", type=click.Path(path_type=Path))
@speaking_option
def check_command(lang: Lang, store: Path) -> int:
    """Say if a store is whole: its file, its references, its ledger and its index.

    Exits 2 where it is not.
    """
    with open_store(store, read_only=True) as opened:
        faults = list(check_store(opened))
        documents, numbers = opened.execute("SELECT count(*), coalesce(sum(numbers), 0) FROM documents").fetchone()
    for fault in faults:
        said = fault.zh if lang is Lang.ZH else fault.en
        terminal.complain(say(lang, "store.fault", said=said, count=fault.count))
    if not faults:
        said = say(lang, "store.whole", store=store, documents=f"{documents:,}", numbers=f"{numbers:,}")
        give_words(lambda console: console.print(plain(said)))
    return FAILED if faults else HOLDS


@store_commands.command("backup", epilog="Example: tongbao store backup corpus.db copy.db")
@click.argument("store", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@speaking_option
def backup_command(lang: Lang, store: Path, target: Path) -> int:
    """Copy a store into a new file, also while it is being written."""
    with open_store(store) as opened:
        back_up(opened, target)
    give_words(lambda console: console.print(plain(say(lang, "store.copied", path=target))))
    return HOLDS


CORPUS_COMMANDS: tuple[click.Command, ...] = (convert_command, store_commands)
