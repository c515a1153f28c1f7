"""Change one digit of the figures of running text: is it noticed, and is it pinned to its number?

``python -m benchmarks.prose_mutation [TEXT…] [--seeds A-B] [--sample N]`` changes the figures of the example
bulletins (or of the texts named) and of generated prose, each in the file itself, which is read anew and audited by
the checks on the text. A change is noticed if a finding that was not there before is contradicted or improbable and
speaks of the number; it is pinned if the number is the first suspect of that finding, or its result where it names
no suspect. Which figures, digits and replacements are tried is drawn from the text alone.
"""

import argparse
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from generator.bulletins import make_bulletin
from generator.narration import narrate
from generator.to_text import bulletin_to_text

import checks
import extract
import parsers
from benchmarks.mutation import EXAMPLES, NAMES, NOTICED, first_suspect, refs_of, share, write_section
from checks.catalogue import CHECKS
from schemas.audits import Audit, State
from schemas.figures import Figure
from schemas.findings import Finding

ON_TEXT = tuple(check for check in CHECKS if check.run.__module__.startswith("checks.figures"))
SEEDS = range(9000, 9012)


@dataclass(frozen=True, slots=True)
class Mutation:
    """The digit at ``column`` of ``line`` (from 1) of a text becomes ``digit``; the figure is the ``number``-th."""

    source: str
    line: int
    column: int
    digit: str
    number: int


@dataclass(frozen=True, slots=True)
class Outcome:
    mutation: Mutation
    checked: bool
    reason: str
    noticed: bool
    pinned: bool


@cache
def text_of(source: str) -> str:
    """Return the text of a file, or the generated one of ``seed:N``."""
    if source.startswith("seed:"):
        return bulletin_to_text(narrate(make_bulletin(int(source[5:])))).text.replace("\r\n", "\n")
    return Path(source).read_text(encoding="utf-8")


def audit_text(text: str) -> Audit:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bulletin.txt"
        path.write_text(text, encoding="utf-8", newline="\n")
        return checks.audit([parsers.parse_document(extract.read_document(path))], ON_TEXT)


@cache
def clean_audit(source: str) -> Audit:
    return audit_text(text_of(source))


def mutations(source: str, sample: int) -> list[Mutation]:
    """Draw one other digit for one digit of each figure, of ``sample`` figures at most."""
    rng = Random(f"prose/{len(text_of(source))}")
    lines = text_of(source).split("\n")
    found = []
    for number, figure in enumerate(clean_audit(source).bulletins[0].figures):
        place = figure.place
        if place.line is None or place.start is None or place.end is None or figure.printed.value is None:
            continue
        columns = [at for at in range(place.start, place.end) if lines[place.line - 1][at].isdecimal()]
        if not columns:
            continue
        column = rng.choice(columns)
        others = [each for each in "0123456789" if each != lines[place.line - 1][column]]
        if column == columns[0] and len(columns) > 1:
            others = [each for each in others if each != "0"]
        found.append(Mutation(source, place.line, column, rng.choice(others), number))
    return sorted(rng.sample(found, min(sample, len(found))), key=lambda each: each.number)


def try_mutation(mutation: Mutation) -> Outcome:
    lines = text_of(mutation.source).split("\n")
    line = lines[mutation.line - 1]
    lines[mutation.line - 1] = line[: mutation.column] + mutation.digit + line[mutation.column + 1 :]
    before, after = clean_audit(mutation.source), audit_text("\n".join(lines))
    clean = before.bulletins[0].figures[mutation.number]
    entry = next((each for each in before.ledger.every if each.ref == clean.id), None)
    figure = next((each for each in after.bulletins[0].figures if _holds(each, mutation)), None)
    known = {_relation(finding, before) for finding in before.findings if finding.result in NOTICED}
    new = [
        finding
        for finding in after.findings
        if finding.result in NOTICED
        and figure is not None
        and figure.id in refs_of(finding)
        and _relation(finding, after) not in known
    ]
    new.sort(key=lambda finding: NOTICED.index(finding.result))
    pinned = bool(new) and figure is not None and first_suspect(new[0]) == figure.id
    checked = entry is not None and entry.state is State.CHECKED
    return Outcome(mutation, checked, entry.reason if entry else "none", bool(new), pinned)


def _holds(figure: Figure, mutation: Mutation) -> bool:
    place = figure.place
    inside = place.start is not None and place.end is not None and place.start <= mutation.column < place.end
    return place.line == mutation.line and inside


def _relation(finding: Finding, audit: Audit) -> tuple[object, ...]:
    """Return what a finding speaks of by place, since ids name the file."""
    places = {figure.id: (figure.place.line, figure.place.start) for figure in audit.bulletins[0].figures}
    return finding.code, tuple(sorted(str(places.get(ref, "")) for ref in refs_of(finding)))


def summary(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield "| text | figures | changes | noticed | pinned |"
    yield "|---|---|---|---|---|"
    groups = dict.fromkeys(_group(outcome) for outcome in outcomes)
    for group in (*groups, "together"):
        own = [outcome for outcome in outcomes if group in (_group(outcome), "together")]
        for label in ("checked", "all"):
            held = [outcome for outcome in own if label == "all" or outcome.checked]
            noticed, pinned = sum(each.noticed for each in held), sum(each.pinned for each in held)
            yield f"| {group} | {label} | {len(held)} | {share(noticed, len(held))} | {share(pinned, len(held))} |"
    reasons = Counter(outcome.reason or "checked" for outcome in outcomes if not outcome.noticed)
    yield ""
    yield "Not noticed, by the ledger's reason: " + ", ".join(f"{reason} {n}" for reason, n in reasons.most_common())


def _group(outcome: Outcome) -> str:
    source = outcome.mutation.source
    return "generated" if source.startswith("seed:") else Path(source).name


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="*", help="texts whose figures are changed, instead of the examples")
    parser.add_argument("--seeds", default=f"{SEEDS.start}-{SEEDS.stop - 1}", help="generated bulletins, A-B")
    parser.add_argument("--sample", type=int, default=120, help="figures tried of one text at most")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--missed", action="store_true", help="list the checked figures of which a change is missed")
    asked = parser.parse_args()
    first, _, last = asked.seeds.partition("-")
    sources = asked.texts or [str(EXAMPLES / name) for name in NAMES]
    sources += [f"seed:{seed}" for seed in range(int(first), int(last or first) + 1)]
    every = [mutation for source in sources for mutation in mutations(source, asked.sample)]
    with ProcessPoolExecutor(asked.workers) as pool:
        outcomes = list(pool.map(try_mutation, every, chunksize=4))
    lines = [
        "## One digit changed in the figures of running text (`make bench-mutation`)",
        "",
        f"`python -m benchmarks.prose_mutation --sample {asked.sample} --seeds {asked.seeds}`: {len(every)} changes,",
        "each read anew.",
        "",
        *summary(outcomes),
        "",
    ]
    print("\n".join(lines))
    if asked.missed:
        for outcome in outcomes:
            if outcome.checked and not outcome.noticed:
                mutation = outcome.mutation
                line = text_of(mutation.source).split("\n")[mutation.line - 1]
                around = line[max(0, mutation.column - 30) : mutation.column + 30]
                print(f"{_group(outcome)}:{mutation.line}:{mutation.column} {mutation.digit} …{around}…")
    if not asked.texts:
        write_section(lines, "prose-mutation")


if __name__ == "__main__":
    main()
