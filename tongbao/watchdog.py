"""A file that its reader does not come back from is given up, with a line that says so.

Between pages a reader looks at the clock itself.  Inside a page it may be in the hands of an engine that cannot be
interrupted: forms that hold one another cost it hours, marks opened and never closed all memory there is.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from threading import Event, Thread
from time import monotonic

from corpus.report import Lang
from corpus.report.visible import visible
from corpus.report.words import say
from schemas.limits import Limits

_PATIENCE = 1.5  # times the seconds after which a reader begins no further page
_LOOK = 0.2  # seconds between two looks
_STATM = Path("/proc/self/statm")  # Linux; elsewhere only the time is watched
GIVEN_UP = 2
"""Exit status of an input that cannot be read."""


class Fault(StrEnum):
    """Why a file is given up."""

    HANGS = "hangs"
    SWELLS = "swells"


_WORDS = {Fault.HANGS: "term.hangs", Fault.SWELLS: "term.swells"}

GiveUp = Callable[[Fault], None]
"""Ends the program: an engine may hold the main thread, and nothing gentler ends it."""


@contextmanager
def watched(limits: Limits, give_up: GiveUp) -> Iterator[None]:
    """Give up if reading a file takes too long or too much memory."""
    done = Event()
    Thread(target=_watch, args=(done, limits, give_up), daemon=True).start()
    try:
        yield
    finally:
        done.set()


def limits_to_patience(limits: Limits) -> float:
    """Return the seconds after which a file is given up."""
    return _PATIENCE * limits.seconds + 1


def _watch(done: Event, limits: Limits, give_up: GiveUp) -> None:
    until = monotonic() + limits_to_patience(limits)
    most = _megabytes() + limits.megabytes
    while not done.wait(_LOOK):
        if monotonic() > until:
            give_up(Fault.HANGS)
        elif _megabytes() > most:
            give_up(Fault.SWELLS)


def fault_to_words(fault: Fault, name: str, limits: Limits, lang: Lang) -> str:
    return say(lang, _WORDS[fault], path=name, seconds=limits.seconds, megabytes=limits.megabytes)


def give_up_aloud(name: str, limits: Limits, lang: Lang) -> GiveUp:
    """Return what says a line and ends the program."""

    def give_up(fault: Fault) -> None:
        sys.stderr.write(f"tongbao: {' '.join(visible(fault_to_words(fault, name, limits, lang)).split())}\n")
        sys.stderr.flush()
        os._exit(GIVEN_UP)

    return give_up


def watches_memory() -> bool:
    """Tell if the system says what a program holds in memory."""
    return _megabytes() > 0


def _megabytes() -> float:
    """Return what the program holds in memory; 0 where the system does not say."""
    try:
        pages = int(_STATM.read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
