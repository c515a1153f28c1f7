"""Findings as rows, and the numbers that each speaks of."""

from collections.abc import Iterator
from typing import Any

from corpus.store.columns import json_text, place_to_columns
from schemas.findings import Finding
from schemas.plain import decimal_to_plain


def finding_to_row(n: int, finding: Finding) -> tuple[Any, ...]:
    return (
        n, finding.id, finding.code, finding.result.value, finding.basis.value,
        finding.reason.value if finding.reason else None, finding.attribution.value, finding.consequence.value,
        finding.rule_id, finding.rule_text, finding.formula, finding.printed, finding.recomputed, finding.difference,
        finding.power,
        json_text([[each.hypothesis, each.effect, each.evidence, each.evidence_zh] for each in finding.explained_by]),
        json_text([[each.ref, each.raw, list(each.fits)] for each in finding.suspects]),
        json_text(finding.blocked_by), finding.message, finding.message_zh,
    )  # fmt: skip


def finding_to_operands(n: int, finding: Finding) -> Iterator[tuple[Any, ...]]:
    for at, each in enumerate(finding.operands):
        value = None if each.value is None else decimal_to_plain(each.value)
        yield (n, at, each.ref, each.raw, value, each.role, *place_to_columns(each.place, each.raw))
