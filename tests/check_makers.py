"""What tests of the checks need beside tables: rules written as Python expressions, and findings told in a line."""

import ast
import re
from fractions import Fraction

from factories import make_document, make_place

import checks
from schemas.bulletins import GENERIC, Bulletin
from schemas.findings import Result
from schemas.ids import make_id
from schemas.rules import (
    Band,
    Condition,
    Name,
    Number,
    Operation,
    RuleKind,
    StatedRule,
    write_expression,
)

_SIGNS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


def expression_of(text):
    """Read ``结案率*100*pct(20)+(1-返工率)*50``; ``pct(20)`` is 20 %."""
    return _tree(ast.parse(text, mode="eval").body)


def _tree(node):
    if isinstance(node, ast.BinOp):
        return Operation(_SIGNS[type(node.op)], _tree(node.left), _tree(node.right))
    if isinstance(node, ast.Name):
        return Name(node.id)
    if isinstance(node, ast.Call):
        percent = Fraction(str(ast.literal_eval(node.args[0])))
        return Number(percent / 100, f"{percent}%", percent=True)
    value = ast.literal_eval(node)
    return Number(Fraction(str(value)), str(value))


def formula(text, **fields):
    target, _, right = text.partition("=")
    expression = expression_of(right.strip())
    return StatedRule(
        make_id("rule", text),
        RuleKind.FORMULA,
        f"{target.strip()}={write_expression(expression)}",
        make_place(text, line=900),
        target=target.strip(),
        expression=expression,
        **fields,
    )


def identity(left, right):
    return StatedRule(
        make_id("rule", left, right),
        RuleKind.FORMULA,
        f"{left}={right}",
        make_place(left, line=900),
        left=expression_of(left),
        expression=expression_of(right),
    )


def bands(*named, target="", grade_name="等级"):
    """``("优", 90, 100)`` is [90, 100] for the first band, [90, 100) for the others."""
    made = tuple(
        Band(grade, Fraction(low), Fraction(high), low_closed=True, high_closed=position == 0)
        for position, (grade, low, high) in enumerate(named)
    )
    return StatedRule(
        make_id("rule", *named), RuleKind.BANDS, "等级分档", make_place("等级分档", line=901), target=target,
        bands=made, grade_name=grade_name,
    )  # fmt: skip


def exemption(name, op="=", value=0):
    return StatedRule(
        make_id("rule", name, op, value), RuleKind.EXEMPTION, f"{name}{op}{value}的不参与评价",
        make_place(name, line=902), conditions=(Condition(name, op, Fraction(value)),),
    )  # fmt: skip


def order(name, *, descending=True, place=None):
    return StatedRule(
        make_id("rule", name, descending), RuleKind.ORDER, f"按{name}排序", place or make_place(name, line=903),
        target=name, descending=descending,
    )  # fmt: skip


def bulletin_of(*tables, rules=(), paragraphs=(), tokens=(), family=GENERIC):
    document = make_document(*paragraphs, *(table.grid for table in tables))
    return Bulletin(document, family, (), None, tuple(tables), tuple(tokens), tuple(rules))


def audit(*tables, **fields):
    return checks.audit([bulletin_of(*tables, **fields)])


def verdicts(audited, code=None, *, exact=False):
    """Return findings as ``(code, verdict, printed, recomputed)``; plain agreement only with ``exact``."""
    return [
        (found.code, (found.reason or found.result).value, found.printed, found.recomputed)
        for found in audited.findings
        if (code is None or found.code == code) and (exact or found.result is not Result.EXACT)
    ]


def noticed(audited):
    return [found for found in audited.findings if found.result in (Result.CONTRADICTED, Result.IMPROBABLE)]


def contradicted(audited):
    return [found for found in audited.findings if found.result is Result.CONTRADICTED]


def states(audited, table):
    """Return the state of each number of a table by ``(row, col)``."""
    found = {}
    for entry in audited.ledger.entries:
        name, _, at = entry.ref.partition("/")
        if name == table.id:
            row, col = re.fullmatch(r"r(\d+)c(\d+)", at).groups()
            found[int(row), int(col)] = entry
    return found
