"""A file that its reader does not come back from is given up, with a line that says so.

Between pages a reader looks at the clock itself.  Inside a page it may be in the hands of an engine that cannot be
interrupted: forms that hold one another cost it hours, marks opened and never closed all memory there is.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def watched(name: str, limits: Limits, lang: Lang) -> Iterator[None]:
    """End the program if reading the file takes too long or too much memory."""
    done = Event()
    Thread(target=_watch, args=(done, name, limits, lang), daemon=True).start()
    try:
        yield
    finally:
        done.set()


def _watch(done: Event, name: str, limits: Limits, lang: Lang) -> None:
    until = monotonic() + _PATIENCE * limits.seconds + 1
    most = _megabytes() + limits.megabytes
    while not done.wait(_LOOK):
        if monotonic() > until:
            _give_up(say(lang, "term.hangs", path=name, seconds=limits.seconds))
        elif _megabytes() > most:
            _give_up(say(lang, "term.swells", path=name, megabytes=limits.megabytes))


def _megabytes() -> float:
    """Return what the program holds in memory; 0 where the system does not say."""
    try:
        pages = int(_STATM.read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _give_up(line: str) -> None:
    sys.stderr.write(f"tongbao: {' '.join(visible(line).split())}\n")
    sys.stderr.flush()
    os._exit(GIVEN_UP)  # the engine holds the main thread: nothing gentler ends it
