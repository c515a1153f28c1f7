"""Processes that read one file each at a time; one that dies or hangs costs the file that it was reading.

Workers are started anew (``spawn``), share nothing, and end with the process that started them.
"""

import os
import pickle
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from threading import Thread
from time import monotonic
from typing import Any, Generic, TypeVar

_LOOK = 0.5  # seconds between two looks at the clock
_TRIES = 2
"""A worker that is ended from outside says nothing about its file; two in a row do."""

Task = TypeVar("Task")
Work = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing is kept of a file."""

    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """After so many seconds a worker is ended; ``exits`` says what the exit codes mean by which it ends itself."""

    seconds: float
    hung: Refusal
    exits: dict[int, Refusal] = field(default_factory=dict)


@dataclass(slots=True)
class _Worker(Generic[Task]):
    process: SpawnProcess
    pipe: Connection
    task: Task | None = None
    until: float = 0.0
    tries: int = 0


class Pool(Generic[Task]):
    """``jobs`` workers; ``work`` is a function of a module, called with each task."""

    def __init__(self, work: Work, jobs: int, deadline: Deadline) -> None:
        self._work = work
        self._deadline = deadline
        self._jobs = jobs
        self._workers: list[_Worker[Task]] = []

    def __enter__(self) -> "Pool[Task]":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    @property
    def has_room(self) -> bool:
        return self.busy < self._jobs

    @property
    def busy(self) -> int:
        return sum(worker.task is not None for worker in self._workers)

    def give(self, task: Task) -> None:
        """Hand a task to a worker that has none; workers are started when they are first needed."""
        worker = next((worker for worker in self._workers if worker.task is None), None)
        if worker is None:
            worker = self._start()
            self._workers.append(worker)
        self._hand(worker, task, tries=1)

    def collect(self) -> Iterator[tuple[Task, bytes | Refusal]]:
        """Wait for something to happen and yield the tasks that ended: with a pickle of the result, or without."""
        busy = {worker.pipe: worker for worker in self._workers if worker.task is not None}
        ready = set(wait(list(busy), _LOOK))
        for pipe, worker in busy.items():
            task = worker.task
            outcome = self._receive(worker) if pipe in ready else self._late(worker)
            if outcome is not None and task is not None:
                worker.task = None
                yield task, outcome

    def _receive(self, worker: _Worker[Task]) -> bytes | Refusal | None:
        try:
            return worker.pipe.recv_bytes()
        except (EOFError, OSError):
            worker.process.join()
            code = worker.process.exitcode or 0
        told = self._deadline.exits.get(code)
        if told is None and worker.tries < _TRIES and worker.task is not None:
            task, tries = worker.task, worker.tries
            self._replace(worker)
            self._hand(worker, task, tries=tries + 1)
            return None
        self._replace(worker)
        return told or Refusal(*_death(code))

    def _late(self, worker: _Worker[Task]) -> Refusal | None:
        if monotonic() < worker.until:
            return None
        worker.process.kill()
        worker.process.join()
        self._replace(worker)
        return self._deadline.hung

    def _hand(self, worker: _Worker[Task], task: Task, tries: int) -> None:
        worker.task, worker.tries = task, tries
        worker.until = monotonic() + self._deadline.seconds
        try:
            worker.pipe.send(task)
        except OSError:  # it died while it had nothing to do: as good as new
            self._replace(worker)
            worker.task, worker.tries = task, tries
            worker.pipe.send(task)

    def _replace(self, worker: _Worker[Task]) -> None:
        worker.pipe.close()
        fresh = self._start()
        worker.process, worker.pipe, worker.task = fresh.process, fresh.pipe, None

    def _start(self) -> _Worker[Task]:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._work), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)


def _death(code: int) -> tuple[str, str]:
    if code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
        return f"reading it ended the process twice ({name})", f"读取时进程两次被终止（{name}）"
    return f"reading it ended the process twice (exit {code})", f"读取时进程两次退出（退出码 {code}）"


def _serve(pipe: Connection, work: Work) -> None:
    """Run in the worker: answer each task, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started us decides
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        while True:
            task = pipe.recv()
            pipe.send_bytes(pickle.dumps(work(task), pickle.HIGHEST_PROTOCOL))
    except (EOFError, OSError):
        return


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(0)  # it may be in the hands of an engine: nothing gentler ends it
