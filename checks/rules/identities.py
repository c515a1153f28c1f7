"""Identities between numbered items, as printed over a table: 第一项加第二项之和，等于第三项加第四项之和."""

import re
from collections.abc import Iterator, Sequence

from checks.engine.drafts import Draft
from checks.engine.formulas import Sum
from checks.engine.laws import Instance, Law
from checks.engine.sheets import Sheet
from checks.engine.words import enumerator_to_int, is_total
from checks.ground import Ground
from checks.rules.unused import unused_rule
from schemas.findings import Basis
from schemas.rules import Expression, Name, Operation, RuleKind, StatedRule
from schemas.tables import Row, RowKind

CODE = "stated-identity"

_ITEM = re.compile(r"第?([一二三四五六七八九十]{1,2}|\d{1,2})项|([①②③④⑤⑥⑦⑧⑨⑩])")
_HEAD = re.compile(r"([一二三四五六七八九十]{1,2})、")


def check(ground: Ground) -> Iterator[Draft]:
    for rule in ground.rules(RuleKind.FORMULA):
        if rule.left is None or rule.expression is None:
            continue
        terms = _terms(rule.left, 1) + _terms(rule.expression, -1)
        laws = [] if None in terms else [_law(rule, sheet, terms) for sheet in ground.column_sheets]
        found = [law for law in laws if law is not None]
        for law in found:
            yield from ground.judged(law)
        if not found:
            yield unused_rule(CODE, rule)


def _terms(expression: Expression, sign: int) -> list[tuple[int, int] | None]:
    """Return ``(item number, sign)`` of each summand; None for what is no plain sum of numbered items."""
    if isinstance(expression, Operation) and expression.op in "+-":
        right = sign if expression.op == "+" else -sign
        return _terms(expression.left, sign) + _terms(expression.right, right)
    number = _item_number(expression.text) if isinstance(expression, Name) else None
    return [None if number is None else (number, sign)]


def _item_number(name: str) -> int | None:
    found = _ITEM.fullmatch(name)
    if found is None:
        return None
    return enumerator_to_int(found[1] or found[2])


def _law(rule: StatedRule, sheet: Sheet, terms: Sequence[tuple[int, int] | None]) -> Law | None:
    rows = [(_item_row(sheet, term[0]), term[1]) for term in terms if term is not None]
    known = [(row, sign) for row, sign in rows if row is not None]
    if len(known) < len(rows):
        return None
    (target, side), others = known[-1], known[:-1]
    signs = tuple(sign * -side for _, sign in others)
    instances = [
        Instance(series.cells[target], tuple(series.cells[row] for row, _ in others), Sum(signs), series.plain)
        for series in sheet.summables
        if target in series.cells and all(row in series.cells for row, _ in others)
    ]
    if not instances:
        return None
    return Law(CODE, rule.id, rule.text, Basis.STATED, sheet.where(target), tuple(instances), additive=True)


def _item_row(sheet: Sheet, number: int) -> int | None:
    """Return the row of an item (三、…): its only one, or the total among the rows under it."""
    heads = [
        (at, enumerator_to_int(found[1]))
        for at, row in enumerate(sheet.table.rows)
        if row.path and (found := _HEAD.match(row.path[0]))
    ]
    starts = [at for at, head in heads if head == number]
    if not starts:
        return None
    after = [at for at, head in heads if at > starts[0] and head != number]
    span: Sequence[Row] = sheet.table.rows[starts[0] : after[0] if after else None]
    span = [row for row in span if row.kind not in (RowKind.HEADER, RowKind.NOTE)]
    if len(span) == 1:
        return span[0].row
    totals = [row.row for row in span if is_total(row.label)]
    return totals[0] if len(totals) == 1 else None
