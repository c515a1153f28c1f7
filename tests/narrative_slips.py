"""Numbers misprinted by hand in passages of running text: which are noticed where they stand.

``noticed`` is false for a slip that nothing notices yet; it counts in ``benchmarks/prose_slips.py``.
"""

import json
from pathlib import Path

import checks
import extract
import parsers
from schemas.findings import Result

HERE = Path(__file__).parent
FOLDERS = (HERE / "narrative_unseen", HERE / "gold" / "prose", HERE / "narrative_kept")
LISTS = {
    "first": HERE / "narrative_unseen" / "slips.json",
    "passages": HERE / "gold" / "prose_slips.json",
    "kept": HERE / "narrative_kept" / "slips.json",
}
TEXTS = [path for folder in FOLDERS for path in sorted(folder.glob("*.txt"))]


def read_slips(name):
    return json.loads(LISTS[name].read_text(encoding="utf-8"))


def audit_text(text, folder):
    path = folder / "bulletin.txt"
    path.write_text(text, encoding="utf-8")
    return checks.audit([parsers.parse_document(extract.read_document(path))])


def accusations(audited):
    return [found for found in audited.findings if found.result in (Result.CONTRADICTED, Result.IMPROBABLE)]


def is_noticed(slip, folder):
    """Tell whether an accusation speaks of the misprinted number."""
    path = next(path for path in TEXTS if path.stem == slip["text"])
    clean = path.read_text(encoding="utf-8")
    assert clean.count(slip["printed"]) == 1, slip
    audited = audit_text(clean.replace(slip["printed"], slip["instead"]), folder)
    at = clean.index(slip["printed"])
    line, column = clean.count("\n", 0, at) + 1, at - clean.rfind("\n", 0, at) - 1
    places = [operand.place for found in accusations(audited) for operand in found.operands]
    return any(
        place.line == line and place.start < column + len(slip["instead"]) and place.end > column for place in places
    )
