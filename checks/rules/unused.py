"""A printed rule that could not be applied anywhere: said, never dropped."""

from checks.engine.drafts import Draft
from schemas.findings import Basis, Reason, Result
from schemas.rules import RuleKind, StatedRule


def unused_rule(code: str, rule: StatedRule) -> Draft:
    if rule.kind is RuleKind.UNPARSED:
        reason, note, note_zh = Reason.UNREADABLE, "", ""
    else:
        reason = Reason.MISSING_CELL
        note, note_zh = "No table has the columns that it names.", "没有表格含有规则所指的栏目。"
    return Draft(
        code, rule.id, rule.text, Basis.STATED, Result.NOT_ASSESSABLE, rule.target or rule.grade_name, "", (),
        reason=reason, note=note, note_zh=note_zh, table=-1,
    )  # fmt: skip
