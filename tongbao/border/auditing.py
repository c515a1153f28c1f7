"""An audit as ``audit`` prints it."""

from collections.abc import Sequence

from schemas.audits import Audit, Ledger, LedgerEntry, State
from schemas.border import VERSION
from schemas.border.auditing import (
    AuditRecord,
    ControlRecord,
    ConventionRecord,
    ExplanationRecord,
    FindingRecord,
    HanRecord,
    LedgerEntryRecord,
    LedgerRecord,
    OperandRecord,
    RuleReference,
    SettingsRecord,
    SuspectRecord,
)
from schemas.border.common import ProblemRecord
from schemas.findings import Convention, Explanation, Finding, Operand, Suspect
from schemas.limits import Limits
from schemas.tokens import TokenClass
from tongbao.border.plain import interval_to_plain, number_to_plain, place_to_record
from tongbao.border.reading import problem_to_record, source_to_record
from tongbao.border.tool import TOOL


def operand_to_record(operand: Operand) -> OperandRecord:
    return OperandRecord(
        ref=operand.ref,
        raw=operand.raw,
        value=number_to_plain(operand.value),
        role=operand.role,
        place=place_to_record(operand.place),
    )


def explanation_to_record(explanation: Explanation) -> ExplanationRecord:
    return ExplanationRecord.model_validate(
        {
            "hypothesis": explanation.hypothesis,
            "effect": explanation.effect,
            "evidence": explanation.evidence,
            "evidence_zh": explanation.evidence_zh,
        }
    )


def suspect_to_record(suspect: Suspect) -> SuspectRecord:
    return SuspectRecord(ref=suspect.ref, raw=suspect.raw, fits=list(suspect.fits))


def finding_to_record(finding: Finding) -> FindingRecord:
    interval = finding.recomputed_interval
    return FindingRecord(
        id=finding.id,
        code=finding.code,
        rule=RuleReference(id=finding.rule_id, text=finding.rule_text, text_en=finding.rule_text_en or None),
        basis=finding.basis.value,
        result=finding.result.value,
        reason=finding.reason.value if finding.reason else None,
        attribution=finding.attribution.value,
        explained_by=[explanation_to_record(explanation) for explanation in finding.explained_by],
        formula=finding.formula,
        printed=finding.printed or None,
        recomputed=finding.recomputed or None,
        recomputed_interval=interval_to_plain(interval) if interval else None,
        difference=finding.difference or None,
        consequence=finding.consequence.value,
        power=finding.power or None,
        operands=[operand_to_record(operand) for operand in finding.operands],
        suspects=[suspect_to_record(suspect) for suspect in finding.suspects],
        blocked_by=list(finding.blocked_by),
        message=finding.message,
        message_zh=finding.message_zh,
    )


def convention_to_record(convention: Convention) -> ConventionRecord:
    return ConventionRecord(
        id=convention.id,
        what=convention.what,
        what_zh=convention.what_zh,
        scope=convention.scope,
        evidence=convention.evidence,
        evidence_zh=convention.evidence_zh,
        exceptions=list(convention.exceptions),
    )


def entry_to_record(entry: LedgerEntry) -> LedgerEntryRecord:
    return LedgerEntryRecord(
        ref=entry.ref,
        cls=entry.cls.value,
        raw=entry.raw,
        state=entry.state.value,
        findings=list(entry.findings),
        reason=entry.reason or None,
        place=place_to_record(entry.place),
    )


def ledger_to_record(ledger: Ledger) -> LedgerRecord:
    return LedgerRecord(
        numbers=ledger.count(),
        checked=ledger.count(State.CHECKED),
        contradicted=ledger.count(State.CONTRADICTED),
        improbable=ledger.count(State.IMPROBABLE),
        suspect=ledger.count(State.SUSPECT),
        unchecked=ledger.count(State.UNCHECKED),
        control=ControlRecord(digits_in_document=ledger.digits_in_document, digits_in_entries=ledger.digits_in_entries),
        entries=[entry_to_record(entry) for entry in ledger.entries],
        han=HanRecord(
            figures=sum(entry.cls is TokenClass.FIGURE for entry in ledger.han),
            words=sum(entry.cls is TokenClass.WORD for entry in ledger.han),
            entries=[entry_to_record(entry) for entry in ledger.han],
        ),
    )


def settings_to_record(family: str | None, limits: Limits) -> SettingsRecord:
    return SettingsRecord(
        family=family,
        limits={name: getattr(limits, name) for name in Limits.__dataclass_fields__},
    )


def audit_to_record(audit: Audit, settings: SettingsRecord, unread: Sequence[ProblemRecord] = ()) -> AuditRecord:
    """Return what ``audit --json`` prints; ``unread`` are the files that could not be read at all."""
    families = {bulletin.family.name for bulletin in audit.bulletins}
    return AuditRecord(
        version=VERSION,
        tool=TOOL,
        sources=[source_to_record(bulletin) for bulletin in audit.bulletins],
        family=families.pop() if len(families) == 1 else "mixed",
        settings=settings,
        ledger=ledger_to_record(audit.ledger),
        conventions=[convention_to_record(convention) for convention in audit.conventions],
        findings=[finding_to_record(finding) for finding in audit.findings],
        problems=[*unread, *(problem_to_record(problem) for problem in audit.all_problems)],
    )
