"""Weights that stand in the headers of a table alone."""

import pytest
from factories import make_document, make_table

from parsers import parse_document
from schemas.rules import RuleKind, write_expression
from schemas.tokens import TokenClass


def rules_of(*headers):
    row = ["甲区", *("90.12" for _ in headers)]
    document = make_document("考评结果", make_table(["单位", *headers], [row, ["乙区", *row[1:]]]).grid)
    bulletin = parse_document(document)
    return [f"{rule.target}={write_expression(rule.expression)}" for rule in bulletin.rules], bulletin


@pytest.mark.parametrize(
    ("headers", "rule"),
    [
        (("日常得分（占40%）", "专项得分（占60%）", "总分"), "总分=日常得分×40%+专项得分×60%"),
        (
            ("日常得分(40%)", "专项得分(35%)", "评议得分(25%)", "综合得分"),
            "综合得分=日常得分×40%+专项得分×35%+评议得分×25%",
        ),
        (("日常得分（权重：40%）", "专项得分（权重：60%）", "加分", "总分"), "总分=日常得分×40%+专项得分×60%+加分"),
        (("日常得分（占40%）", "专项得分（占60%）", "扣分", "总分"), "总分=日常得分×40%+专项得分×60%-扣分"),
    ],
)
def test_weights_in_headers_make_the_total(headers, rule):
    found, bulletin = rules_of(*headers)
    assert found == [rule]
    assert bulletin.rules[0].kind is RuleKind.FORMULA
    weights = [token.raw for token in bulletin.tokens if token.cls is TokenClass.FORMULA]
    assert len(weights) == sum("%" in header for header in headers)


@pytest.mark.parametrize(
    "headers",
    [
        ("日常得分（占40%）", "专项得分（占50%）", "总分"),
        ("日常得分（占40%）", "专项得分（占60%）"),
        ("完成率（%）", "办结率（%）", "总分"),
    ],
)
def test_what_adds_up_to_no_whole_or_has_no_total_is_no_rule(headers):
    assert rules_of(*headers)[0] == []
