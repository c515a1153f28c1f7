"""The ledger: every number of the document once, with what can be said of it."""

from collections import defaultdict
from collections.abc import Sequence

from checks.engine.drafts import Draft
from checks.engine.laws import Relation
from checks.engine.numbers import Num
from checks.engine.relations import LawRelation
from checks.engine.sheets import table_to_nums
from checks.figures.numbers import figure_to_num
from checks.figures.unheld import figure_to_reason
from checks.ground import Ground
from schemas.audits import Ledger, LedgerEntry, State
from schemas.figures import FigureRole
from schemas.findings import Finding, Reason, Result
from schemas.tokens import Token, TokenClass

NOTICED = 0.75
"""Share of its one-digit changes that must be noticed before a number counts as checked."""

_BY_CLASS = {
    TokenClass.VALUE: "ragged-row",
    TokenClass.FIGURE: "narrative",
    TokenClass.DATE: "date",
    TokenClass.IDENTIFIER: "identifier",
    TokenClass.ENUMERATOR: "enumerator",
    TokenClass.FORMULA: "formula-constant",
    TokenClass.WORD: "word",
}

_NO_RESULTS = (FigureRole.TARGET, FigureRole.THRESHOLD)

_BY_REASON = {
    Reason.UNDEFINED: "undefined",
    Reason.EXEMPT: "exempt",
    Reason.MISSING_CELL: "missing-cell",
    Reason.AMBIGUOUS_BINDING: "ambiguous-binding",
    Reason.UNKNOWN_BASE: "unknown-base",
    Reason.UNREADABLE: "unreadable",
    Reason.BLOCKED: "blocked",
}


def ground_to_ledger(ground: Ground, drafts: Sequence[Draft], findings: Sequence[Finding]) -> Ledger:
    """Return an entry for each table value and each token of the text that holds a digit."""
    standing = _Standing(drafts, findings)
    entries = []
    for number, table in enumerate(ground.bulletin.tables):
        nums = table_to_nums(table, number)
        for value in table.values:
            if value.printed.value is None or not _digits(value.printed.raw):
                continue  # the digits of what is no number are those of its tokens
            ref = value.ref(table.id)
            state, reason = standing.state_of(ref, nums.get((value.row, value.col)))
            entries.append(
                LedgerEntry(
                    ref, TokenClass.VALUE, value.printed.raw, state, value.printed.place,
                    tuple(standing.findings.get(ref, ())), reason,
                )
            )  # fmt: skip
    figures = {figure.id: figure for figure in ground.bulletin.figures}

    def token_to_entry(token: Token) -> LedgerEntry:
        state, reason = State.UNCHECKED, _BY_CLASS[token.cls]
        if (figure := figures.get(token.id)) is not None:
            num = figure_to_num(figure)
            held = token.id in standing.findings or (num is None and figure.role not in _NO_RESULTS)
            state, reason = standing.state_of(token.id, num) if held else (state, figure_to_reason(figure))
        found = tuple(standing.findings.get(token.id, ()))
        return LedgerEntry(token.id, token.cls, token.raw, state, token.place, found, reason)

    entries += map(token_to_entry, ground.bulletin.tokens)
    digits = sum(_digits(entry.raw) for entry in entries)
    return Ledger(
        tuple(entries), ground.bulletin.document.digits, digits, tuple(map(token_to_entry, ground.bulletin.han))
    )


def _digits(text: str) -> int:
    return sum(character.isdecimal() for character in text)


class _Standing:
    """What the findings say of each number."""

    def __init__(self, drafts: Sequence[Draft], findings: Sequence[Finding]) -> None:
        self.findings: dict[str, list[str]] = defaultdict(list)
        self._reasons: dict[str, Reason] = {}
        self._relations: dict[str, list[Relation]] = defaultdict(list)
        self._failing: dict[str, State] = {}
        self._bounded: set[str] = set()
        for finding in findings:
            self._take_finding(finding)
        for draft in drafts:
            if draft.passing and draft.relation is not None:
                for num in draft.relation.operands:
                    self._relations[num.ref].append(draft.relation)
            elif draft.passing:
                self._bounded.update(num.ref for num in draft.operands)

    def _take_finding(self, finding: Finding) -> None:
        for operand in finding.operands:
            self.findings[operand.ref].append(finding.id)
            if finding.reason is not None:
                self._reasons.setdefault(operand.ref, finding.reason)
        if finding.result not in (Result.CONTRADICTED, Result.IMPROBABLE):
            return
        worst = State.CONTRADICTED if finding.result is Result.CONTRADICTED else State.IMPROBABLE
        suspects = [suspect.ref for suspect in finding.suspects]
        if not suspects:
            results = [operand.ref for operand in finding.operands if operand.role == "result"]
            suspects = [*results, *(operand.ref for operand in finding.operands if operand.role != "result")]
        for position, ref in enumerate(suspects):
            self._fail(ref, worst if position == 0 else State.SUSPECT)

    def _fail(self, ref: str, state: State) -> None:
        order = (State.CONTRADICTED, State.IMPROBABLE, State.SUSPECT)
        if ref not in self._failing or order.index(state) < order.index(self._failing[ref]):
            self._failing[ref] = state

    def state_of(self, ref: str, num: Num | None) -> tuple[State, str]:
        if ref in self._failing:
            return self._failing[ref], ""
        if num is None:
            return State.UNCHECKED, "approximate"
        relations = self._relations.get(ref, [])
        if relations and _is_noticed(num, relations):
            return State.CHECKED, ""
        if relations:
            return State.UNCHECKED, "weak-check"
        if ref in self._reasons:
            return State.UNCHECKED, _BY_REASON[self._reasons[ref]]
        return State.UNCHECKED, "only-bounds" if ref in self._bounded else "no-relation"


def _is_noticed(num: Num, relations: Sequence[Relation]) -> bool:
    """Try changes of each digit: would enough of them be noticed by some relation?"""
    if any(isinstance(relation, LawRelation) and relation.is_exact_sum for relation in relations):
        return True
    tried = noticed = 0
    sign = -1 if num.scaled < 0 else 1
    not_printed = max(num.places - _printed_places(num), 0)
    digits = str(abs(num.scaled)).rjust(len(_printed_digits(num)) + not_printed, "0")
    for index, digit in enumerate(digits[: len(_printed_digits(num))]):
        for step in (1, 5):
            other = str((int(digit) + step) % 10)
            scaled = sign * int(digits[:index] + other + digits[index + 1 :])
            tried += 1
            noticed += any(not relation.holds({num.ref: scaled}) for relation in relations)
    return tried > 0 and noticed >= NOTICED * tried


def _printed_places(num: Num) -> int:
    return sum(character.isdecimal() for character in num.raw.partition(".")[2])


def _printed_digits(num: Num) -> str:
    return "".join(character for character in num.raw if character.isdecimal())
