"""Letters that stand for quantities: P=A/B×100%，其中A为办结数，B为受理数; a column 受理数（A）or 受理数①."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from parsers.passages import PROSE, Passage, PassageKind
from parsers.rules.signs import tidy_name
from schemas.rules import Expression, Name, Operation, RuleKind, StatedRule, names_in

_LETTER = re.compile(r"[A-Z][0-9]?|[①-⑳]")
_SAID = re.compile(
    r"(?<![A-Za-z0-9])(?P<letter>[A-Z][0-9]?|[①-⑳]) *+(?:为|是|表示|代表|指|——?|:|：|=) *+"
    r"(?P<name>[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z()]{1,19})(?=[ ，,；;。、)）]|$)"
)
_HEADER = re.compile(r"[^A-Za-z①-⑳]{2,30}?[(\[]?(?P<letter>[A-Z][0-9]?|[①-⑳])[)\]]?")


def spell_out(rules: Sequence[StatedRule], passages: Iterable[Passage]) -> list[StatedRule]:
    """Return the rules with letters replaced by what the document says they stand for, if it says one thing only."""
    letters = {name for rule in rules for name in _names(rule) if _LETTER.fullmatch(name)}
    if not letters:
        return list(rules)
    meanings = _meanings(letters, passages)
    return [_spell_rule(rule, meanings) if rule.kind is RuleKind.FORMULA else rule for rule in rules]


def _names(rule: StatedRule) -> tuple[str, ...]:
    sides = [side for side in (rule.expression, rule.left) if side is not None]
    return (rule.target, *(name for side in sides for name in names_in(side)))


def _meanings(letters: set[str], passages: Iterable[Passage]) -> dict[str, str]:
    said: dict[str, set[str]] = {letter: set() for letter in letters}
    for passage in passages:
        if passage.kind not in PROSE:
            continue
        if passage.kind is PassageKind.HEADER:
            header = _HEADER.fullmatch(tidy_name(passage.folded))
            if header and header["letter"] in said:
                said[header["letter"]].add(tidy_name(passage.folded))
            continue
        for found in _SAID.finditer(passage.folded):
            if found["letter"] in said:
                said[found["letter"]].add(tidy_name(found["name"]))
    return {letter: next(iter(names)) for letter, names in said.items() if len(names) == 1}


def _spell_rule(rule: StatedRule, meanings: dict[str, str]) -> StatedRule:
    return replace(
        rule,
        target=meanings.get(rule.target, rule.target),
        expression=rule.expression and _spell(rule.expression, meanings),
        left=rule.left and _spell(rule.left, meanings),
    )


def _spell(said: Expression, meanings: dict[str, str]) -> Expression:
    if isinstance(said, Name):
        return Name(meanings.get(said.text, said.text))
    if isinstance(said, Operation):
        return Operation(said.op, _spell(said.left, meanings), _spell(said.right, meanings))
    return said
