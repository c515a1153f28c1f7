"""From bulletins to an audit."""

from collections.abc import Sequence

from checks.catalogue import CHECKS, Check
from checks.conventions import ground_to_conventions
from checks.engine.drafts import Draft
from checks.findings import drafts_to_findings
from checks.ground import Ground
from checks.ledger import ground_to_ledger
from checks.referee.amounts import lower_for_amounts
from checks.referee.declared import lower_for_declared
from checks.referee.explanations import lower_for_bonus
from checks.referee.fitted import lower_for_fitted
from checks.referee.hints import Hints
from checks.referee.rounded import lower_for_rounded
from checks.referee.suspects import name_suspects
from checks.series.orders import Step, bulletins_to_links
from checks.series.relations import check_series
from schemas.audits import Audit, Ledger
from schemas.bulletins import Bulletin
from schemas.documents import Problem
from schemas.findings import Convention, Finding
from schemas.places import Place


def audit(bulletins: Sequence[Bulletin], checks: Sequence[Check] = CHECKS) -> Audit:
    """Hold every number of the bulletins against every other; nothing to look at is said, never a pass."""
    findings: list[Finding] = []
    conventions: list[Convention] = []
    problems: list[Problem] = []
    ledgers = []
    links = tuple(bulletins_to_links(bulletins)) if checks else ()
    for index, bulletin in enumerate(bulletins):
        ground = Ground.of(bulletin)
        earlier = tuple((bulletins[link.earlier], link.step) for link in links if link.later == index)
        drafts = ground_to_drafts(ground, checks, earlier)
        found = drafts_to_findings(drafts, ground)
        ledgers.append(ground_to_ledger(ground, drafts, found))
        findings += found
        conventions += ground_to_conventions(ground)
        problems += (*bulletin.document.problems, *bulletin.problems, *ground.problems)
        problems += _nothing_to_check(ground, drafts, checks)
    return Audit(
        tuple(bulletins),
        Ledger(
            tuple(entry for ledger in ledgers for entry in ledger.entries),
            sum(ledger.digits_in_document for ledger in ledgers),
            sum(ledger.digits_in_entries for ledger in ledgers),
            tuple(entry for ledger in ledgers for entry in ledger.han),
        ),
        tuple(dict.fromkeys(conventions)),
        tuple(findings),
        tuple(dict.fromkeys(problems)),
    )


def ground_to_drafts(
    ground: Ground, checks: Sequence[Check] = CHECKS, earlier: Sequence[tuple[Bulletin, Step]] = ()
) -> list[Draft]:
    """Run the checks, ``earlier`` issues last, then let the referee name suspects and block what depends on them."""
    drafts = [draft for check in checks for draft in check.run(ground)]
    drafts += [draft for issue, step in earlier for draft in check_series(ground, issue, step)]
    for lower in (lower_for_bonus, lower_for_declared, lower_for_fitted, lower_for_amounts, lower_for_rounded):
        drafts = lower(drafts, ground)
    return name_suspects(drafts, Hints(ground))


def _nothing_to_check(ground: Ground, drafts: Sequence[Draft], checks: Sequence[Check]) -> list[Problem]:
    place = Place(ground.bulletin.document.source.sha256, "")
    found = []
    if not checks:
        found.append(Problem("no-checks", "No check was selected.", "未选择任何核验规则。", place))
    if not ground.bulletin.tables:
        found.append(Problem("no-tables", "The bulletin holds no table that could be read.", "未读到任何表格。", place))
    found += [
        Problem("empty-table", "The table holds no number.", "该表没有数。", table.place)
        for table in ground.bulletin.tables
        if not table.values
    ]
    if checks and ground.bulletin.tables and not any(draft.passing or draft.failing for draft in drafts):
        found.append(
            Problem("no-relations", "No relation between its numbers could be checked.", "没有可核验的关系。", place)
        )
    return found
