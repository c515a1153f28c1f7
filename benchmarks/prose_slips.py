"""Slips made by hand in passages of running text: how many are noticed where they stand?

``PYTHONPATH=tests python -m benchmarks.prose_slips [--missed] [--mark]`` misprints one number at a time. ``--mark``
writes into the lists of the slips which of them are noticed: the suite then holds them to it.
"""

import argparse
import json
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from narrative_slips import LISTS, TEXTS, accusations, audit_text, is_noticed, read_slips


def try_slip(slip: dict) -> bool:
    with TemporaryDirectory() as folder:
        return is_noticed(slip, Path(folder))


def accused(path: Path) -> int:
    with TemporaryDirectory() as folder:
        return len(accusations(audit_text(path.read_text(encoding="utf-8"), Path(folder))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--missed", action="store_true", help="list the slips that are not noticed")
    parser.add_argument("--mark", action="store_true", help="write into the lists which are noticed")
    asked = parser.parse_args()
    with ProcessPoolExecutor(os.cpu_count() or 1) as pool:
        for name in LISTS:
            slips = read_slips(name)
            noticed = list(pool.map(try_slip, slips, chunksize=4))
            print(f"{name}: {sum(noticed)} of {len(slips)} noticed, {sum(noticed) / len(slips):.1%}")
            if asked.missed:
                for slip, seen in zip(slips, noticed, strict=True):
                    if not seen:
                        print(f"  {slip['text']}: {slip['printed']} → {slip['instead']}")
            if asked.mark:
                marked = [{**slip, "noticed": seen} for slip, seen in zip(slips, noticed, strict=True)]
                lines = ",\n".join("  " + json.dumps(slip, ensure_ascii=False) for slip in marked)
                LISTS[name].write_text(f"[\n{lines}\n]\n", encoding="utf-8")
        print(f"accused as they stand: {sum(pool.map(accused, TEXTS))} findings in {len(TEXTS)} texts")


if __name__ == "__main__":
    main()
