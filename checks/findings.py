"""From drafts to findings: attribution, consequence, explanations and words."""

from collections import defaultdict
from collections.abc import Sequence

from checks.engine.drafts import Draft
from checks.engine.numbers import num_to_operand, write_scaled
from checks.ground import Ground
from checks.phrases import is_own_name, rule_to_en
from checks.referee.consequences import consequence_of
from checks.referee.explanations import explain, recomputed_text
from checks.referee.suspects import draft_id
from checks.rules.sums import has_lost_cells
from checks.wording import draft_to_messages, printed_text
from schemas.findings import Attribution, Finding, Operand, Result


def drafts_to_findings(drafts: Sequence[Draft], ground: Ground) -> tuple[Finding, ...]:
    """Return the findings in the order of the tables and their cells; what is said twice is said once."""
    passing: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.passing and draft.relation is not None:
            for num in draft.relation.operands:
                passing[num.ref].append(draft)
    ragged = _ragged_rows(ground)
    failing = [draft for draft in drafts if draft.failing]
    findings: dict[str, Finding] = {}
    for draft in sorted(drafts, key=_order):
        finding = _draft_to_finding(draft, failing, passing, ragged, ground)
        findings.setdefault(finding.id, finding)
    return tuple(findings.values())


def _order(draft: Draft) -> tuple[int, int, int, str, str]:
    first = draft.target or (draft.operands[0] if draft.operands else None)
    at = (first.row, first.col) if first is not None else (-1, -1)
    return (draft.table, *at, draft.code, draft_id(draft))


def _draft_to_finding(
    draft: Draft,
    failing: Sequence[Draft],
    passing: dict[str, list[Draft]],
    ragged: frozenset[tuple[int, int]],
    ground: Ground,
) -> Finding:
    message, message_zh = draft_to_messages(draft)
    printed = printed_text(draft)
    standing_on = passing.get(draft.target.ref, []) if draft.target is not None and draft.failing else []
    return Finding(
        id=draft_id(draft),
        code=draft.code,
        rule_id=draft.rule_id,
        rule_text=draft.rule_text,
        basis=draft.basis,
        result=draft.result,
        attribution=draft.attribution or _attribute(draft, ragged, ground),
        formula=_formula(draft, printed),
        operands=_operands(draft),
        message=message,
        message_zh=message_zh,
        reason=draft.reason,
        printed=printed,
        recomputed=recomputed_text(draft),
        recomputed_interval=draft.interval,
        difference=_difference(draft),
        consequence=consequence_of(draft, standing_on),
        power=draft.power,
        explained_by=draft.explained_by + explain(draft, failing),
        suspects=draft.suspects,
        blocked_by=draft.blocked_by,
        rule_text_en=_translated(draft),
    )


def _translated(draft: Draft) -> str:
    """A rule of the bulletin stays as it is printed."""
    en = "" if draft.rule_id else rule_to_en(draft.rule_text)
    return en if en != draft.rule_text else ""


def _formula(draft: Draft, printed: str) -> str:
    if not draft.formula:
        return ""
    name = draft.where.rpartition("·")[2] if is_own_name(draft.name, draft.rule_text) else draft.name
    return f"{name} {printed} = {draft.formula}" if draft.target is not None else f"{draft.formula} → {printed}"


def _operands(draft: Draft) -> tuple[Operand, ...]:
    result = () if draft.target is None else (num_to_operand(draft.target, "result"),)
    return (*result, *(num_to_operand(num, "operand") for num in draft.operands), *draft.others)


def _difference(draft: Draft) -> str:
    if draft.target is None or not draft.recomputed:
        return ""
    off = min((draft.target.scaled - number for number in draft.recomputed), key=abs)
    return write_scaled(off, draft.target.places)


def _ragged_rows(ground: Ground) -> frozenset[tuple[int, int]]:
    return frozenset(
        (sheet.number, row.row)
        for sheet in ground.column_sheets
        if sheet.table.grid.loose
        for row in sheet.table.rows
        if has_lost_cells(sheet, row)
    )


def _attribute(draft: Draft, ragged: frozenset[tuple[int, int]], ground: Ground) -> Attribution:
    """Say whose slip it would be: in a text the file is the print; a page needs a second reading first."""
    nums = ((draft.target,) if draft.target is not None else ()) + draft.operands
    if any((num.table, num.row) in ragged for num in nums):
        return Attribution.EXTRACTION
    media = ground.bulletin.document.source.media_type
    if draft.result is not Result.NOT_ASSESSABLE and (media == "application/pdf" or media.startswith("image/")):
        return Attribution.UNDETERMINED
    return Attribution.PUBLISHED
