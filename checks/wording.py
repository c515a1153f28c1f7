"""What a finding says to a person, in both languages: what is printed, what follows, and no word about anyone."""

from checks.engine.drafts import Draft
from checks.phrases import is_own_name, rule_to_en
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
    Reason.UNKNOWN_BASE: ("the numbers behind it are not printed", "基数未印出"),
    Reason.UNDEFINED: ("the formula has no value here (a divisor is 0)", "公式在此无意义（除数为 0）"),
    Reason.EXEMPT: ("the bulletin's own rule takes the row out", "按通报自身规则该行不参与"),
    Reason.BLOCKED: ("a number that it needs is in doubt by another finding", "所需的数已在另一项中存疑"),
}


_SENTENCES = {
    "figure-cell": (
        "{subject} is printed as {printed} in the text and as {recomputed} in the table: {formula}.",
        "{subject}在正文中印作 {printed}，在表中印作 {recomputed}：{formula}。",
    ),
    "bodies-counted": (
        "The text counts {printed} with {formula}; the table has {recomputed}.",
        "正文称{formula}的有 {printed}，表中有 {recomputed} 行。",
    ),
    "list-of-extremes": (
        "Those that the text lists are not the first or last of the table: {formula}.",
        "正文所列并非表中居首或居末者：{formula}。",
    ),
    "all-rows-alike": (
        "The text gives {printed} for {name} throughout; not every row of the table has it ({formula}).",
        "正文称{name}均为 {printed}，表中并非各行皆然（{formula}）。",
    ),
    "granularity": (
        "{subject} is printed as {printed}, which no whole number out of {base} gives; the nearest are {recomputed}.",
        "{subject}印作 {printed}，{base} 中任何整数都得不出此数，最接近的是 {recomputed}。",
    ),
}
"""What a relation that is off says where "recomputed" would not be the word, by the code of its check."""

_HOLDING = {
    "figure-cell": (
        "{subject} is printed as {printed} in the text, and so it is in the table: {formula}.",
        "{subject}在正文中印作 {printed}，与表中一致：{formula}。",
    ),
    "bodies-counted": (
        "The text counts {printed} with {formula}, and the table has as many.",
        "正文称{formula}的有 {printed}，与表中一致。",
    ),
    "list-of-extremes": (
        "Those that the text lists are the first or last of the table: {formula}.",
        "正文所列即表中居首或居末者：{formula}。",
    ),
    "all-rows-alike": (
        "The text gives {printed} for {name} throughout, and every row of the table has it ({formula}).",
        "正文称{name}均为 {printed}，表中各行皆然（{formula}）。",
    ),
    "granularity": (
        "{subject} is printed as {printed}, as a whole number out of {base} gives it.",
        "{subject}印作 {printed}，对应 {base} 中的整数。",
    ),
}
"""The same where it holds."""


def draft_to_messages(draft: Draft) -> tuple[str, str]:
    """Return the message in English and in Chinese."""
    en, zh = _draft_to_sentences(draft)
    return _join(en, draft.note), _join_zh(zh, draft.note_zh)


def _draft_to_sentences(draft: Draft) -> tuple[str, str]:
    subject, subject_zh = _subject(draft)
    if draft.result is Result.NOT_ASSESSABLE and draft.reason is not None:
        if draft.reason is Reason.UNREADABLE and draft.rule_id:
            return f"A rule is not understood and was not applied: “{draft.rule_text}”.", (
                f"有一条规则未能读懂，未予应用：“{draft.rule_text}”。"
            )
        en, zh = _REASONS[draft.reason]
        return f"{subject} cannot be checked: {en}.", f"{subject_zh}无法核验：{zh}。"
    printed, recomputed = printed_text(draft), recomputed_text(draft)
    said = (_HOLDING if draft.passing else _SENTENCES).get(draft.code)
    if said is not None and draft.formula:
        base = draft.operands[0].raw if draft.operands else ""
        told = {"printed": printed, "formula": draft.formula, "name": draft.name, "base": base}
        either = recomputed.split(" / ")
        return (
            said[0].format(subject=subject, recomputed=" and ".join(either), **told),
            said[1].format(subject=subject_zh, recomputed=" 和 ".join(either), **told),
        )
    if draft.result is Result.EXACT:
        if not printed:
            return f"{_capital(rule_to_en(draft.rule_text))}: this holds.", f"{draft.rule_text}：一致。"
        return (
            f"{subject} is printed as {printed}; recomputed it is the same.",
            f"{subject_zh}印作 {printed}，复算一致。",
        )
    if not recomputed:
        en = f"{subject} is printed as {printed}." if printed else f"{subject} does not hold."
        zh = f"{subject_zh}印作 {printed}。" if printed else f"{subject_zh}不成立。"
        return en, zh
    either = recomputed.split(" / ")
    en = f"{subject} is printed as {printed}; {_by(draft)} gives {' or '.join(either)}."
    zh = f"{subject_zh}印作 {printed}，{_by_zh(draft)} 得 {' 或 '.join(either)}。"
    return en, zh


def printed_text(draft: Draft) -> str:
    """Return what is printed for the result of the relation."""
    if draft.target is not None:
        return draft.target.raw
    return next((operand.raw for operand in draft.others if operand.role == "result"), "")


def _subject(draft: Draft) -> tuple[str, str]:
    """Return what a finding speaks of: the row and the column; a name of ours only where there is no row."""
    if is_own_name(draft.name, draft.rule_text) and draft.where:
        return draft.where, draft.where
    if draft.where and draft.name:
        return f"{draft.where}: {draft.name}", f"{draft.where}的{draft.name}"
    name = draft.where or draft.name or printed_text(draft)
    return (name, name) if name else (_capital(rule_to_en(draft.rule_text)), draft.rule_text)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _by(draft: Draft) -> str:
    return draft.formula or rule_to_en(draft.rule_text)


def _by_zh(draft: Draft) -> str:
    return f"按 {draft.formula}" if draft.formula else f"按“{draft.rule_text}”"


def _join(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _join_zh(*sentences: str) -> str:
    return "".join(sentences)
