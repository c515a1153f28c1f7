"""Change one digit of every table value of the example bulletins: is it noticed, and is it pinned to its cell?

``python -m benchmarks.mutation [--replacements N] [--workers N]`` prints the tables and writes them to RESULTS.md.

The bulletin is read once; a change replaces the value in the table that was read, which is what reading a changed file
gives (held against it on a sample). A change is noticed if a finding that was not there before is contradicted or
improbable and speaks of the cell; it is pinned if the first such finding names the cell first among its suspects, or
has it as its result where no suspects are named. Which digit replaces which is drawn from the place alone, so that each
run makes the same changes.
"""

import argparse
import os
import platform
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import checks
import extract
import parsers
from schemas.audits import Audit, State
from schemas.bulletins import Bulletin
from schemas.documents import Cell, Grid
from schemas.findings import Finding, Result
from schemas.tables import ColumnKind, Table, Value

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "tests" / "examples"
RESULTS = ROOT / "benchmarks" / "RESULTS.md"
NAMES = ("fuzhou-12345-2017-04.txt", "fuzhou-12345-2017-08.txt")
NOTICED = (Result.CONTRADICTED, Result.IMPROBABLE)
VERIFIED = 24
"""How many changes per bulletin are also made in the file itself, read anew and compared."""
LISTED = 40
"""How many missed changes are listed; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Change:
    """``raw[position]`` of the value at ``(row, col)`` of a table becomes ``digit``."""

    name: str
    table: int
    row: int
    col: int
    position: int
    digit: str


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a change."""

    change: Change
    noticed: bool
    pinned: bool


@cache
def bulletin_of(name: str) -> Bulletin:
    return parsers.parse_document(extract.read_document(EXAMPLES / name))


@cache
def audit_of(name: str) -> Audit:
    return checks.audit([bulletin_of(name)])


def value_of(change: Change) -> tuple[Table, Value]:
    table = bulletin_of(change.name).tables[change.table]
    return table, table.value_at()[change.row, change.col]


def changes(name: str, replacements: int) -> Iterator[Change]:
    """Yield ``replacements`` other digits for each digit of each table value."""
    for number, table in enumerate(bulletin_of(name).tables):
        for value in table.values:
            if value.printed.value is None:
                continue
            raw = value.printed.raw
            for position, digit in enumerate(raw):
                if not digit.isdecimal():
                    continue
                others = [other for other in "0123456789" if other != digit]
                Random(f"{name}/{number}/{value.row}/{value.col}/{position}").shuffle(others)
                if position == 0 and raw[1:2].isdecimal():
                    others.remove("0")
                for other in others[:replacements]:
                    yield Change(name, number, value.row, value.col, position, other)


def changed_bulletin(change: Change) -> Bulletin:
    """Return the bulletin as it would have been read with the changed digit."""
    bulletin = bulletin_of(change.name)
    table, value = value_of(change)
    printed = value.printed
    raw = printed.raw[: change.position] + change.digit + printed.raw[change.position + 1 :]
    number = Decimal("".join(character for character in raw if character in "0123456789.-"))
    mended = replace(value, printed=replace(printed, raw=raw, value=number, place=printed.place.quoting(raw)))
    values = tuple(mended if each is value else each for each in table.values)
    tables = list(bulletin.tables)
    tables[change.table] = replace(table, values=values, grid=_changed_grid(table.grid, change, printed.raw, raw))
    return replace(bulletin, tables=tuple(tables))


def _changed_grid(grid: Grid, change: Change, old: str, new: str) -> Grid:
    def mend(cell: Cell) -> Cell:
        if (cell.row, cell.col) != (change.row, change.col):
            return cell
        lines = tuple(
            replace(
                line, text=line.text.replace(old, new), place=line.place.quoting(line.place.quote.replace(old, new))
            )
            for line in cell.lines
        )
        return replace(cell, lines=lines, place=cell.place.quoting(cell.place.quote.replace(old, new)))

    return replace(grid, cells=tuple(mend(cell) for cell in grid.cells))


def relation_of(finding: Finding) -> tuple[str, tuple[str, ...]]:
    """Return what a finding speaks of, whatever the numbers are."""
    return finding.code, tuple(sorted(operand.ref for operand in finding.operands))


def fate_of(change: Change, audit: Audit) -> Fate:
    table, value = value_of(change)
    ref = value.ref(table.id)
    before = {relation_of(finding) for finding in audit_of(change.name).findings if finding.result in NOTICED}
    new = [finding for finding in audit.findings if finding.result in NOTICED and relation_of(finding) not in before]
    new.sort(key=lambda finding: finding.result != Result.CONTRADICTED)
    noticed = any(ref in refs_of(finding) for finding in new)
    return Fate(change, noticed, noticed and first_suspect(new[0]) == ref)


def refs_of(finding: Finding) -> set[str]:
    return {operand.ref for operand in finding.operands} | {suspect.ref for suspect in finding.suspects}


def first_suspect(finding: Finding) -> str:
    if finding.suspects:
        return finding.suspects[0].ref
    return next((operand.ref for operand in finding.operands if operand.role == "result"), "")


def try_change(change: Change) -> Fate:
    return fate_of(change, checks.audit([changed_bulletin(change)]))


def try_in_file(change: Change) -> tuple[Fate, Fate]:
    """Return the fate of a change in the table and of the same change in the file."""
    _, value = value_of(change)
    place = value.printed.place
    lines = (EXAMPLES / change.name).read_text(encoding="utf-8").split("\n")
    line = lines[place.line - 1]
    offset = line.index(value.printed.raw, place.start) + change.position
    lines[place.line - 1] = line[:offset] + change.digit + line[offset + 1 :]
    with TemporaryDirectory() as folder:
        path = Path(folder) / change.name
        path.write_text("\n".join(lines), encoding="utf-8")
        audit = checks.audit([parsers.parse_document(extract.read_document(path))])
    return try_change(change), fate_in_other_file(change, audit)


def fate_in_other_file(change: Change, audit: Audit) -> Fate:
    """The fate by place, since ids name the file: tables and figures by number, cells by row and column."""
    here, there = bulletin_of(change.name), audit.bulletins[0]
    names = dict(zip(ids_of(there), ids_of(here), strict=True))

    def home(ref: str) -> str:
        first, slash, cell = ref.partition("/")
        return names.get(first, first) + slash + cell

    findings = tuple(
        replace(
            finding,
            operands=tuple(replace(operand, ref=home(operand.ref)) for operand in finding.operands),
            suspects=tuple(replace(suspect, ref=home(suspect.ref)) for suspect in finding.suspects),
        )
        for finding in audit.findings
    )
    return fate_of(change, replace(audit, findings=findings))


def ids_of(bulletin: Bulletin) -> list[str]:
    return [each.id for each in (*bulletin.tables, *bulletin.figures)]


def is_checked(change: Change) -> bool:
    table, value = value_of(change)
    return states_of(change.name).get(value.ref(table.id)) == State.CHECKED


@cache
def states_of(name: str) -> dict[str, State]:
    return {entry.ref: entry.state for entry in audit_of(name).ledger.entries}


def share(part: int, whole: int) -> str:
    return f"{part} of {whole} = {100 * part / whole:.1f} %" if whole else "none"


def summary(fates: Sequence[Fate]) -> Iterator[str]:
    yield "| bulletin | values | changes | noticed | pinned |"
    yield "|---|---|---|---|---|"
    for name in (*NAMES, "together"):
        for label in ("checked", "all"):
            held = [
                fate
                for fate in fates
                if name in {fate.change.name, "together"} and (label == "all" or is_checked(fate.change))
            ]
            noticed, pinned = sum(fate.noticed for fate in held), sum(fate.pinned for fate in held)
            yield (f"| {name} | {label} | {len(held)} | {share(noticed, len(held))} | {share(pinned, len(held))} |")


def coverage() -> Iterator[str]:
    """Yield how many of the numbers of score tables are checked, by bulletin."""
    yield "| bulletin | numbers in score tables | checked |"
    yield "|---|---|---|"
    for name in NAMES:
        states = states_of(name)
        refs = [
            value.ref(table.id)
            for table in bulletin_of(name).tables
            if any(column.kind == ColumnKind.SCORE for column in table.columns)
            for value in table.values
            if value.printed.value is not None
        ]
        checked = sum(states.get(ref, State.UNCHECKED) != State.UNCHECKED for ref in refs)
        yield f"| {name} | {len(refs)} | {share(checked, len(refs))} |"


def missed(fates: Sequence[Fate]) -> Iterator[str]:
    """Yield the changes that nothing noticed, by table, column and reason, with examples."""
    groups: Counter[tuple[str, ...]] = Counter()
    examples: dict[tuple[str, ...], str] = {}
    for fate in fates:
        if fate.noticed:
            continue
        table, value = value_of(fate.change)
        key = (
            fate.change.name,
            table.title,
            table.column_at()[fate.change.col].name,
            states_of(fate.change.name)[value.ref(table.id)].value,
            reason_of(fate.change),
        )
        groups[key] += 1
        raw = value.printed.raw
        other = raw[: fate.change.position] + fate.change.digit + raw[fate.change.position + 1 :]
        examples.setdefault(key, f"{table.row_at()[fate.change.row].label}: {raw} → {other}")
    yield "| bulletin | table | column | ledger | reason | changes | for example |"
    yield "|---|---|---|---|---|---|---|"
    ordered = sorted(groups.items(), key=lambda item: (item[0][3] != "checked", -item[1], item[0]))
    for key, times in ordered[:LISTED]:
        yield "| " + " | ".join((*key, str(times), examples[key])) + " |"
    if len(ordered) > LISTED:
        yield f"\n{len(ordered) - LISTED} further groups with {sum(n for _, n in ordered[LISTED:])} changes."


def reason_of(change: Change) -> str:
    """The ledger's reason, or the checks that speak of the cell with the smallest change that each would notice."""
    table, value = value_of(change)
    ref = value.ref(table.id)
    entry = next(entry for entry in audit_of(change.name).ledger.entries if entry.ref == ref)
    if entry.reason:
        return entry.reason
    speaking = {
        f"{finding.code} (power {finding.power or 'none'})"
        for finding in audit_of(change.name).findings
        if ref in refs_of(finding) and finding.result != Result.NOT_ASSESSABLE
    }
    return "; ".join(sorted(speaking)[:3])


def write_section(lines: Sequence[str], name: str = "mutation") -> None:
    """Put the section into RESULTS.md, in place of the one that an earlier run wrote."""
    start, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else "# Results of the benchmarks\n\n"
    section = "\n".join((start, *lines, end))
    head, found, rest = text.partition(start)
    tail = rest.partition(end)[2] if found else "\n"
    RESULTS.write_text(head + section + tail, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replacements", type=int, default=1, help="other digits tried for each digit")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    began = time.perf_counter()
    every = [change for name in NAMES for change in changes(name, asked.replacements)]
    for name in NAMES:
        audit_of(name)
    with ProcessPoolExecutor(asked.workers) as pool:
        fates = list(_watched(pool.map(try_change, every, chunksize=16), len(every)))
        sample = [change for name in NAMES for change in _spread([c for c in every if c.name == name])]
        verified = list(pool.map(try_in_file, sample, chunksize=4))
    apart = [pair for pair in verified if pair[0] != pair[1]]
    spent = f"{asked.workers} processes, {time.perf_counter() - began:.0f} s."
    lines = [
        "## One digit changed in every table value (`make bench-mutation`)",
        "",
        f"`python -m benchmarks.mutation --replacements {asked.replacements}`, Python {platform.python_version()},",
        f"{spent} {len(sample)} of the changes were also made in the file and read anew:",
        f"{len(sample) - len(apart)} came out alike.",
        "",
        *summary(fates),
        "",
        *coverage(),
        "",
        "### Not noticed",
        "",
        *missed(fates),
        "",
    ]
    print("\n".join(lines))
    for inside, outside in apart:
        print("differs when read anew:", inside, outside, file=sys.stderr)
    write_section(lines)


def _spread(held: Sequence[Change]) -> Sequence[Change]:
    return held[:: max(1, len(held) // VERIFIED)][:VERIFIED]


def _watched(fates: Iterator[Fate], total: int) -> Iterator[Fate]:
    for number, fate in enumerate(fates, 1):
        if number % 200 == 0:
            print(f"{number} of {total}", file=sys.stderr)
        yield fate


if __name__ == "__main__":
    main()
