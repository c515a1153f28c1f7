"""A bar on standard error for what takes longer than a second, and nothing where nobody looks."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from corpus.batch.running import Counts
from corpus.report import Lang
from corpus.report.words import say

PATIENCE = 1.0
"""Seconds before the bar appears."""
_APART = 60.0
"""Seconds between two lines in a log, where standard error is no terminal."""


@contextmanager
def progress(label: str, total: int) -> Iterator[Callable[[], None]]:
    """Give a function to call after each of ``total`` steps; one step alone shows only that time passes."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    console = Console(stderr=True, markup=False, highlight=False)
    bar = Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console, transient=True)
    task = bar.add_task(label, total=total if total > 1 else None)
    timer = Timer(PATIENCE, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda: bar.advance(task)
    finally:
        timer.cancel()
        timer.join()
        bar.stop()


class BatchProgress:
    """How far a run is: a line that is written over in a terminal, and one a minute in a log."""

    def __init__(self, total: int, lang: Lang) -> None:
        self._total, self._lang = total, lang
        self._begun = monotonic()
        self._on_terminal = sys.stderr.isatty()
        self._next = self._begun + (PATIENCE if self._on_terminal else _APART)
        self._shown = False

    def __call__(self, counts: Counts) -> None:
        now = monotonic()
        if now < self._next:
            return
        line = self._line(counts, now - self._begun)
        if self._on_terminal:
            sys.stderr.write(f"\r\x1b[K{line}")
        else:
            sys.stderr.write(f"{line}\n")
        sys.stderr.flush()
        self._shown = True
        self._next = now + (PATIENCE / 4 if self._on_terminal else _APART)

    def close(self) -> None:
        """Leave the terminal as it was."""
        if self._shown and self._on_terminal:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _line(self, counts: Counts, passed: float) -> str:
        read = counts.read + counts.partly + counts.failed
        known = counts.files - read
        left = (self._total - known - read) * passed / read if read else 0.0
        return say(
            self._lang, "convert.progress",
            files=f"{counts.files:,}", total=f"{self._total:,}", failed=counts.failed,
            rate=f"{read / passed:.1f}", speed=f"{counts.pages / passed:.1f}", left=_clock(left),
        )  # fmt: skip


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}"
