"""An archive of generated bulletins converted with one process and with two, and words looked for in the store.

``make bench-corpus`` (BULLETINS=300) prints files per second, peak memory, the size of the store, and how long a search
for a random word of one to nine characters takes.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from generator.bulletins import make_bulletin
from generator.to_text import bulletin_to_text

from corpus.search import Query, Word, search
from corpus.store import open_store
from corpus.store.phrases import fold_text

FIRST_SEED = 1000
WORDS = 200

_LOOK = 0.2
"""Seconds between two looks at the memory of processes; the kernel keeps their peaks while they run."""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bulletins", type=int, default=300)
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="tongbao-bench-") as folder:
        archive = Path(folder) / "archive"
        archive.mkdir()
        for seed in range(FIRST_SEED, FIRST_SEED + asked.bulletins):
            (archive / f"{seed}.txt").write_bytes(bulletin_to_text(make_bulletin(seed)).data())
        print(f"{asked.bulletins} bulletins, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        for jobs in (1, 2):
            measure_conversion(archive, Path(folder) / f"{jobs}.db", jobs)
        measure_search(Path(folder) / "1.db")


def measure_conversion(archive, store, jobs):
    begun = time.perf_counter()
    command = [sys.executable, "-m", "tongbao", "convert", archive, "--into", store, "--jobs", str(jobs), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        parent, workers = 0.0, {}
        while process.poll() is None:
            parent = max(parent, peak_of(process.pid))
            for worker in workers_of(process.pid):
                workers[worker] = max(workers.get(worker, 0.0), peak_of(worker))
            time.sleep(_LOOK)
        told = json.loads(process.stdout.read())
    seconds = time.perf_counter() - begun
    print(
        f"{jobs} processes: {seconds:.1f} s, {told['files'] / seconds:.2f} files/s; peak MB parent {parent:.0f}, "
        f"workers {', '.join(f'{peak:.0f}' for peak in workers.values())}; store {store.stat().st_size / 1e6:.1f} MB; "
        f"read {told['read']}, in part {told['partly']}, failed {told['failed']}"
    )


def peak_of(pid):
    """Peak of the memory held, in MB (Linux); 0 of a process that has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def workers_of(pid):
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [each for each in children if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()]
    except OSError:
        return []


def measure_search(path):
    with open_store(path, read_only=True) as store:
        (values,) = store.execute("SELECT count(*) FROM table_values").fetchone()
        (figures,) = store.execute("SELECT count(*) FROM figures").fetchone()
        texts = [fold_text(text) for (text,) in store.execute("SELECT text FROM phrases ORDER BY id")]
        rng = Random(3)
        times = []
        for _ in range(WORDS):
            text = rng.choice(texts)
            start = rng.randrange(len(text))
            word = text[start : start + rng.randint(1, 9)]
            begun = time.perf_counter()
            search(store, Query((Word(word),), first=20))
            times.append(time.perf_counter() - begun)
    times.sort()
    print(
        f"{WORDS} random words in {values:,} values, {figures:,} figures, {len(texts):,} texts: median "
        f"{1000 * statistics.median(times):.1f} ms, 99th percentile {1000 * times[int(0.99 * WORDS)]:.1f} ms"
    )


if __name__ == "__main__":
    main()
