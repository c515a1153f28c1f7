"""What a finding says to a person, in both languages: what is printed, what follows, and no word about anyone."""

from checks.engine.drafts import Draft
from checks.referee.explanations import recomputed_text
from schemas.findings import Reason, Result

VERDICTS_ZH = {
    Result.EXACT: "一致",
    Result.ROUNDING: "尾差",
    Result.IMPROBABLE: "存疑",
    Result.CONTRADICTED: "不符",
    Result.NOT_ASSESSABLE: "无法核验",
}

_REASONS = {
    Reason.MISSING_CELL: ("a number that it needs is not there", "缺少所需的数"),
    Reason.UNREADABLE: ("it could not be read", "未能读取"),
    Reason.AMBIGUOUS_BINDING: ("it is not certain which numbers are meant", "无法确定所指的数"),
    Reason.UNKNOWN_BASE: ("the base is not printed", "基数未印出"),
    Reason.UNDEFINED: ("the formula has no value here (a divisor is 0)", "公式在此无意义（除数为 0）"),
    Reason.EXEMPT: ("the bulletin's own rule takes the row out", "按通报自身规则该行不参与"),
    Reason.BLOCKED: ("a number that it needs is in doubt by another finding", "所需的数已在另一条结果中存疑"),
}


def draft_to_messages(draft: Draft) -> tuple[str, str]:
    """Return the message in English and in Chinese."""
    subject, subject_zh = _subject(draft)
    if draft.result is Result.NOT_ASSESSABLE and draft.reason is not None:
        en, zh = _REASONS[draft.reason]
        return _join(f"{subject} cannot be checked: {en}.", draft.note), _join_zh(
            f"{subject_zh}无法核验：{zh}。", draft.note_zh
        )
    printed, recomputed = printed_text(draft), recomputed_text(draft)
    if draft.result is Result.EXACT:
        if not printed:
            return _join(f"{subject} holds.", draft.note), _join_zh(f"{subject_zh}：一致。", draft.note_zh)
        return (
            f"{subject} is printed as {printed}; recomputed it is the same.",
            f"{subject_zh}印作 {printed}，复算一致。",
        )
    if not recomputed:
        en = f"{subject} is printed as {printed}." if printed else f"{subject} does not hold."
        zh = f"{subject_zh}印作 {printed}。" if printed else f"{subject_zh}不成立。"
        return _join(en, draft.note), _join_zh(zh, draft.note_zh)
    en = f"{subject} is printed as {printed}; {_by(draft)} gives {recomputed}."
    zh = f"{subject_zh}印作 {printed}，{_by_zh(draft)}得 {recomputed}。"
    return _join(en, draft.note), _join_zh(zh, draft.note_zh)


def printed_text(draft: Draft) -> str:
    """Return what is printed for the result of the relation."""
    if draft.target is not None:
        return draft.target.raw
    return next((operand.raw for operand in draft.others if operand.role == "result"), "")


def _subject(draft: Draft) -> tuple[str, str]:
    if draft.where and draft.name:
        return f"{draft.where}: {draft.name}", f"{draft.where}的{draft.name}"
    name = draft.where or draft.name or draft.rule_text
    return name, name


def _by(draft: Draft) -> str:
    return draft.formula or draft.rule_text


def _by_zh(draft: Draft) -> str:
    return f"按 {draft.formula}" if draft.formula else f"按“{draft.rule_text}”"


def _join(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _join_zh(*sentences: str) -> str:
    return "".join(sentences)
