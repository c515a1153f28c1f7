"""Say where the program differs from the truth: ``python -m generator.judge SEED… [--form text|pdf] [--slip]``."""

import argparse
import time
import traceback
from collections import Counter

from generator.against import (
    findings_at,
    ledger_differences,
    read_printed,
    relations_assessed,
    slip_findings,
    table_differences,
)
from generator.bulletins import make_bulletin
from generator.slips import seed_slip

from schemas.findings import Result


def judge(seed, form, *, slip, shown):
    """Print what differs for one seed; return the counts."""
    began = time.perf_counter()
    clean = make_bulletin(seed)
    reading = read_printed(clean, form)
    counts = Counter(bulletins=1, assessed=relations_assessed(reading))
    lines = {
        "tables": table_differences(reading),
        "ledger": ledger_differences(reading),
        "contradicted": [f"{found.code}: {found.message_zh}" for found in findings_at(reading, Result.CONTRADICTED)],
        "improbable": [f"{found.code}: {found.message_zh}" for found in findings_at(reading, Result.IMPROBABLE)],
    }
    slipped = seed_slip(clean) if slip else None
    if slipped:
        counts["slips"] += 1
        if not slip_findings(read_printed(slipped, form), slipped.slips[0]):
            seen = [f"{relation.kind} ({relation.basis})" for relation in slipped.slips[0].seen_by]
            lines["missed"] = [f"{slipped.slips[0].kind} {slipped.slips[0].cells} seen by {seen}"]
    print(f"{seed} {form} {time.perf_counter() - began:.2f} s {counts['assessed']} relations")
    for kind, found in lines.items():
        counts[kind] += len(found)
        counts[f"bulletins with {kind}"] += bool(found)
        for line in found[:shown]:
            print(f"    {kind}: {line}")
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", nargs="+", help="seeds or ranges such as 0-40")
    parser.add_argument("--form", choices=("text", "pdf"), default="text")
    parser.add_argument("--slip", action="store_true")
    parser.add_argument("--shown", type=int, default=6)
    asked = parser.parse_args()
    totals = Counter()
    for word in asked.seeds:
        first, _, last = word.partition("-")
        for seed in range(int(first), int(last or first) + 1):
            try:
                totals += judge(seed, asked.form, slip=asked.slip, shown=asked.shown)
            except Exception:  # noqa: BLE001 -- one broken bulletin must not hide the others
                totals["broken"] += 1
                print(f"{seed} {asked.form} broken: {traceback.format_exc(limit=-2)}")
    print(dict(totals))


if __name__ == "__main__":
    main()
