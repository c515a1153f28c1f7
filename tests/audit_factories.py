"""Small makers of bulletins, findings and audits: a test writes what matters, the rest has a plain default."""

from fractions import Fraction

from factories import make_document, make_place, make_table

from schemas.audits import Audit, Ledger, LedgerEntry, State
from schemas.bulletins import GENERIC, Bulletin, MetaField
from schemas.documents import Document, Problem
from schemas.findings import (
    Attribution,
    Basis,
    Consequence,
    Convention,
    Explanation,
    Finding,
    Operand,
    Reason,
    Result,
    Suspect,
)
from schemas.ids import make_id
from schemas.rules import Name, Number, Operation, RuleKind, StatedRule
from schemas.tables import Table
from schemas.tokens import TokenClass


def make_bulletin(*blocks, tables=(), rules=(), title="某市通报", document: Document | None = None, **fields):
    """Return a bulletin whose document holds the blocks and the tables' grids."""
    document = document or make_document(*blocks, *(table.grid for table in tables))
    meta = (MetaField("title", title, make_place(title)),)
    return Bulletin(document, GENERIC, meta, None, tuple(tables), (), tuple(rules), **fields)


def make_operand(table: Table, row, col, role="operand"):
    printed = table.value_at()[row, col].printed
    return Operand(f"{table.id}/r{row}c{col}", printed.raw, printed.value, role, printed.place)


def make_finding(result=Result.EXACT, operands=(), message="relation", **fields):
    """Return a finding; its id comes from what it says and where."""
    plain = {
        "code": "rate",
        "rule_id": "definition",
        "rule_text": "part ÷ whole",
        "basis": Basis.DEFINITION,
        "attribution": Attribution.PUBLISHED,
        "formula": "",
        "message_zh": f"{message}（中）",
    }
    key = make_id("f", result, message, *(operand.ref for operand in operands))
    return Finding(id=key, result=result, operands=tuple(operands), message=message, **(plain | fields))


def make_audit(bulletin: Bulletin, findings=(), conventions=(), problems=()):
    """Return the audit of a bulletin with these findings, and a ledger of its table values."""
    states = {Result.CONTRADICTED: State.CONTRADICTED, Result.IMPROBABLE: State.IMPROBABLE}
    entries = []
    for table in bulletin.tables:
        for value in table.values:
            ref = value.ref(table.id)
            found = [each for each in findings if any(operand.ref == ref for operand in each.operands)]
            worst = next((states[each.result] for each in found if each.result in states), State.CHECKED)
            entries.append(
                LedgerEntry(
                    ref,
                    TokenClass.VALUE,
                    value.printed.raw,
                    worst if found else State.UNCHECKED,
                    value.printed.place,
                    tuple(each.id for each in found),
                    "" if found else "no-relation",
                )
            )
    digits = bulletin.document.digits
    return Audit((bulletin,), Ledger(tuple(entries), digits, digits), tuple(conventions), tuple(findings), problems)


def make_full_audit():
    """Return an audit that shows one of everything: each verdict, a convention, a rule, a problem, a ragged row."""
    table = make_table(
        ["单位", "应结案数", "结案数", "结案率(%)"],
        ["甲局\t200\t198\t99", "乙局\t67\t66\t98.5", "丙<script>局\t8\t7\t87.5", "丁局\t0\t0\t0", "戊局\t3\t3"],
        kinds="LCCR",
        title="各单位情况表",
        notes=["备注：己局本月无案件。"],
    )
    rule = StatedRule(
        "rule-1",
        RuleKind.FORMULA,
        "结案率=结案数/应结案数×100%",
        make_place("结案率=结案数/应结案数×100%", 9),
        "结案率",
        Operation("*", Operation("/", Name("结案数"), Name("应结案数")), Number(Fraction(1), "100%")),
    )

    def row(number):
        return (
            make_operand(table, number, 3, "result"),
            make_operand(table, number, 2),
            make_operand(table, number, 1),
        )

    stated = {"basis": Basis.STATED, "rule_id": rule.id, "rule_text": rule.text}
    findings = (
        make_finding(Result.EXACT, row(1), "甲局 99", formula="198 ÷ 200 × 100% = 99", **stated),
        make_finding(
            Result.CONTRADICTED,
            row(2),
            "乙局 98.5",
            formula="66 ÷ 67 × 100% = 98.51",
            printed="98.5",
            recomputed="98.51",
            difference="-0.01",
            consequence=Consequence.DISPLAY,
            power="0.01",
            suspects=(Suspect(f"{table.id}/r2c3", "98.5", ("98.51",)),),
            explained_by=(Explanation("digit-dropped", "diagnosing", "a digit was dropped", "漏印一位数字"),),
            **stated,
        ),
        make_finding(Result.IMPROBABLE, row(3), "丙局 87.5", basis=Basis.INFERRED, formula="7 ÷ 8 = 87.5"),
        make_finding(Result.NOT_ASSESSABLE, row(4), "丁局 0 of 0", reason=Reason.UNDEFINED, formula="0 ÷ 0", **stated),
        make_finding(
            Result.CONTRADICTED,
            (make_operand(table, 5, 1), make_operand(table, 5, 2)),
            "戊局",
            attribution=Attribution.EXTRACTION,
            **stated,
        ),
    )
    convention = Convention(
        "convention-1",
        "zeros are stripped",
        "末尾的零不印",
        "结案率",
        "4 of 5 rows",
        "5 行中 4 行",
        (f"{table.id}/r2c3",),
    )
    problem = Problem("ragged-row", "3 cells for 4 columns", "4 列只有 3 格", make_place("戊局", 6))
    return make_audit(make_bulletin(tables=[table], rules=[rule], problems=(problem,)), findings, [convention])
