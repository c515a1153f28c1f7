"""The hard set: tables drawn in many ways from seeds, read and compared cell by cell; what fails is printed by class.

    python -m benchmarks.hard [--seeds 7000-7100] [--shown 2]

A table counts as exact if every cell has its text, row, column and spans, stands on its page, and its box holds it.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))  # the maker of the tables is the tests'

from generator.hard_check import read_hard, table_results
from generator.hard_lookalikes import LOOKALIKES, make_lookalike
from generator.hard_pages import make_hard

from extract.pdf import read_pdf
from schemas.documents import Source
from schemas.limits import DEFAULT_LIMITS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="7000-7100")
    parser.add_argument("--shown", type=int, default=2, help="differences shown per table")
    asked = parser.parse_args()
    first, last = map(int, asked.seeds.split("-"))
    drawn, wrong = Counter(), Counter()
    for seed in range(first, last + 1):
        hard = make_hard(seed)
        results = table_results(hard, read_hard(hard))
        for number, found in enumerate(results):
            names = ["all", *hard.drawing.classes()]
            real = number < len(hard.laid.tables)
            drawn.update(names if real else [])
            wrong.update(names if found and real else [])
            if real:
                cells = len(hard.laid.tables[number][0].cells)
                drawn["cells"] += cells
                lost = bool(found) and found[0].startswith("not read")
                wrong["cells"] += cells if lost else min(len(found), cells)
            elif found:
                wrong["read, never drawn"] += len(found)
            for line in found[: asked.shown]:
                print(f"{seed} {hard.drawing.ruling}: {line}")
    shown = Table("class", "drawn", "exact", "%", title=f"hard set, seeds {asked.seeds}")
    for name in sorted(drawn, key=lambda each: (each not in {"all", "cells"}, each)):
        exact = drawn[name] - wrong[name]
        shown.add_row(name, str(drawn[name]), str(exact), f"{100 * exact / drawn[name]:.1f}")
    console = Console()
    console.print(shown)
    print(f"read, never drawn: {wrong['read, never drawn']}")
    for kind in LOOKALIKES:
        pages = [make_lookalike(kind, seed) for seed in range(first, first + 50)]
        source = Source("page.pdf", "0" * 64, "application/pdf")
        tables = sum(any(True for _ in read_pdf(page, source, DEFAULT_LIMITS).grids()) for page in pages)
        print(f"no table, {kind}: {tables} of {len(pages)} pages read as one")


if __name__ == "__main__":
    main()
