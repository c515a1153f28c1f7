"""The figures of the running text against those that a person typed.

``python -m benchmarks.figures [FOLDER…] [--details] [--only NAME] [--write]`` reads the documents of tests/gold that
lie in tests/examples or one of the folders (held against the checksum of the gold). Values: how many were found, and
how many of what was found is right. The other columns: how many of the matched figures are right in that field, by
the rule of comparison of tests/gold/README.md. Numbers in 汉字 are counted apart.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import parsers

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))  # the rule of comparison lies beside the gold

from gold.comparing import FIELDS, Tally, added, compare
from gold.documents import (
    EXAMPLES,
    PROSE,
    find_document,
    gold_names,
    passage_names,
    place_by_context,
    read_gold,
    read_gold_document,
)

RESULTS = Path(__file__).with_name("FIGURES.md")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--details", action="store_true", help="list every figure that differs")
    parser.add_argument("--write", action="store_true", help=f"write the table to {RESULTS.name}")
    options = parser.parse_args(arguments)
    rows, missing = [], []
    for name in options.only or [*gold_names(), *passage_names()]:
        gold = read_gold(name)
        path = find_document(gold, [EXAMPLES, PROSE, *options.folders])
        if path is None:
            missing.append(name)
            continue
        digits, han = measure(gold, path)
        rows.append((name, digits, han))
        if options.details:
            print_details(name, digits, han)
    if not options.only:
        rows = with_passages_as_one(rows)
    lines = table([(name, digits) for name, digits, _ in rows], "figures in digits")
    lines += ["", *table([(name, han) for name, _, han in rows], "figures in 汉字")]
    if missing:
        lines += ["", f"Not measured, the document is not here: {', '.join(missing)}."]
    print("\n".join(lines))
    if options.write:
        RESULTS.write_text("\n".join([f"# {__doc__.splitlines()[0]}", "", *lines, ""]), encoding="utf-8")


def measure(gold: dict, path: Path) -> tuple[Tally, Tally]:
    """Return how the numbers in digits and those in 汉字 were read."""
    document = read_gold_document(path)
    if path.suffix == ".pdf":
        gold = place_by_context(gold, document)
    started = time.process_time()
    bulletin = parsers.parse_document(document)
    seconds = time.process_time() - started
    size = sum(len(paragraph.text.encode()) for paragraph in document.paragraphs())
    print(f"{path.stem}: {size / 1000:.0f} KB of text in {seconds:.2f} s", file=sys.stderr)
    digits = compare(gold, bulletin.figures, bulletin.tokens)
    return digits, compare(gold, bulletin.figures, bulletin.han, han=True)


def with_passages_as_one(rows: Sequence[tuple[str, Tally, Tally]]) -> list[tuple[str, Tally, Tally]]:
    """Sum up the passages: each is too short for a row of its own."""
    names = set(passage_names())
    passages = [row for row in rows if row[0] in names]
    digits, han = (added(row[which] for row in passages) for which in (1, 2))
    return [*(row for row in rows if row[0] not in names), (f"{len(passages)} passages of our own", digits, han)]


def table(rows: Sequence[tuple[str, Tally]], title: str) -> list[str]:
    names = ["recall", "precision", *FIELDS, "tokens"]
    lines = [f"| {title} | {' | '.join(names)} |", f"|---|{'---|' * len(names)}"]
    total = dict.fromkeys(names, (0, 0))
    for name, tally in rows:
        cells = {
            "recall": (tally.found_gold, tally.gold),
            "precision": (tally.found - len(tally.invented), tally.found),
            **{each: (tally.right[each], tally.asked[each]) for each in FIELDS},
            "tokens": (tally.tokens_right, tally.tokens),
        }
        total = {each: (total[each][0] + right, total[each][1] + asked) for each, (right, asked) in cells.items()}
        lines.append(f"| {name} | {' | '.join(share(*cells[each]) for each in names)} |")
    lines.append(f"| all | {' | '.join(share(*total[each]) for each in names)} |")
    return lines


def share(right: int, asked: int) -> str:
    return f"{right}/{asked} {100 * right / asked:.1f} %" if asked else "–"


def print_details(name: str, *tallies: Tally) -> None:
    for tally in tallies:
        for entry in tally.missed:
            print(f"{name} {where(entry)} missed {entry['quote']} ({entry['role']} {entry['metric']})")
        for figure in tally.invented:
            print(f"{name} {figure.place.line} invented {figure.printed.raw} ({figure.role}) in {figure.text}")
        for entry, figure, fields in tally.wrong:
            print(f"{name} {where(entry)} {entry['quote']} in {figure.text}")
            for field in fields:
                print(f"    {field}: {said(figure, field)!r}, typed {typed(entry, field)!r}")
        for entry, classes in tally.wrong_tokens:
            print(f"{name} {where(entry)} token {entry['quote']} {entry['class']}, read as {classes}")


def where(entry: dict) -> str:
    return f"{entry.get('line', entry.get('paragraph'))}:{entry['start']}"


def said(figure, field: str) -> str:
    if field in ("kind", "against"):
        return str(getattr(figure.change, field))
    return figure.printed.unit if field == "unit" else str(getattr(figure, field))


def typed(entry: dict, field: str) -> str:
    return entry["change"][field] if field in ("kind", "against") else entry[field]


if __name__ == "__main__":
    main()
