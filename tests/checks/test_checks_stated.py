"""Formulas, bands and exemptions that a bulletin prints."""

import pytest
from check_makers import audit, bands, contradicted, exemption, formula, identity, noticed, verdicts
from factories import make_table

from schemas.bulletins import Family
from schemas.findings import Basis, Consequence, Result
from schemas.tables import RowKind

RATE = formula("办结率 = 办结数/受理数*pct(100)")
ROWS = ["甲\t120\t117\t97.50", "乙\t80\t79\t98.75", "丙\t67\t66\t98.51", "丁\t33\t31\t93.94", "戊\t45\t44\t97.78"]


def rated(rows, header=("单位", "受理数", "办结数", "办结率（%）"), **fields):
    fields = {"kinds": "LCCR", "units": {3: "%"}} | fields
    return make_table(header, rows, **fields)


def changed(rows, at, row):
    return [*rows[:at], row, *rows[at + 1 :]]


def test_rows_that_follow_the_formula_agree():
    audited = audit(rated(ROWS), rules=[RATE])
    assert verdicts(audited, "stated-formula") == []
    assert len(verdicts(audited, "stated-formula", exact=True)) == 5


def test_a_wrong_rate_is_contradicted_and_pinned():
    (found,) = contradicted(audit(rated(changed(ROWS, 2, "丙\t67\t66\t95.81")), rules=[RATE]))
    assert (found.basis, found.printed, found.recomputed, found.difference) == (Basis.STATED, "95.81", "98.51", "-2.70")
    assert found.formula == "办结率 95.81 = 66÷67×100%"
    assert [(suspect.raw, suspect.fits) for suspect in found.suspects] == [("95.81", ("98.51",))]
    assert "不符" not in found.message_zh
    assert "98.51" in found.message_zh
    assert "98.51" in found.message


@pytest.mark.parametrize("value", ["98.50", "98.5"])
def test_one_decimal_fewer_is_named_and_excuses_nothing(value):
    rows = [row.replace("97.50", "97.5") for row in changed(ROWS, 2, f"丙\t67\t66\t{value}")]
    (found,) = contradicted(audit(rated(rows, strips=[3]), rules=[RATE]))
    hypotheses = {each.hypothesis: each.effect for each in found.explained_by}
    assert hypotheses["one-decimal-fewer"] == "diagnosing"
    assert hypotheses["truncation"] == "diagnosing"


def test_a_column_that_is_cut_off_throughout_is_a_habit():
    rows = ["甲\t120\t117\t97.50", "乙\t67\t66\t98.50", "丙\t33\t31\t93.93", "丁\t45\t44\t97.77", "戊\t7\t5\t71.42"]
    audited = audit(rated(rows), rules=[RATE])
    assert noticed(audited) == []
    assert any("截尾" in convention.what_zh for convention in audited.conventions)


def test_half_even_is_read_off_the_ties():
    rows = ["甲\t8\t1\t12.5", "乙\t16\t1\t6.2", "丙\t16\t3\t18.8", "丁\t80\t1\t1.2", "戊\t80\t3\t3.8", "己\t7\t5\t71.4"]
    audited = audit(rated(rows), rules=[RATE])
    assert verdicts(audited, "stated-formula") == []
    assert any("四舍六入" in convention.what_zh for convention in audited.conventions)


def test_a_rule_that_holds_nowhere_is_a_wrong_binding_and_said_once():
    rows = [
        f"{name}\t{base}\t{base - 3}\t{rate}"
        for name, base, rate in zip("甲乙丙丁", (50, 60, 70, 80), (81, 82, 83, 84), strict=True)
    ]
    assert verdicts(audit(rated(rows), rules=[RATE]), "stated-formula") == [
        ("stated-formula", "ambiguous_binding", "81", "")
    ]


@pytest.mark.parametrize("row", ["己\t0\t0\t0.00", "己\t0\t0\t100.00"])
def test_nothing_contradicts_where_the_divisor_is_0(row):
    audited = audit(rated([*ROWS, row]), rules=[RATE])
    assert verdicts(audited, "stated-formula") == [("stated-formula", "undefined", row.split("\t")[-1], "")]
    assert any("除数为 0" in convention.what_zh for convention in audited.conventions)


def test_no_number_is_asked_where_none_is_printed():
    assert verdicts(audit(rated([*ROWS, "己\t0\t0\t—"]), rules=[RATE]), "stated-formula") == []


def test_a_missing_operand_is_no_zero():
    audited = audit(rated([*ROWS, "己\t45\t\t97.78"]), rules=[RATE])
    assert verdicts(audited, "stated-formula") == [("stated-formula", "missing_cell", "", "")]


@pytest.mark.parametrize(
    ("header", "units"),
    [
        (("单位", "受理数（件）", "办结数(件)", "办结率(%)"), {3: "%"}),
        (("单位", "受 理 数", "办 结 数", "办 结 率"), {3: "%"}),
        (("单位", "工作量受理数", "工作量办结数", "办结率"), {3: "%"}),
    ],
)
def test_names_bind_through_spaces_units_and_flattened_headers(header, units):
    rows = changed(ROWS, 1, "乙\t80\t79\t89.75")
    assert len(contradicted(audit(rated(rows, header, units=units), rules=[RATE]))) == 1


def test_names_bind_through_the_aliases_of_a_family():
    family = Family("f", metrics={"受理数": ("接件量",)})
    table = rated(changed(ROWS, 1, "乙\t80\t79\t89.75"), ("单位", "接件量", "办结数", "办结率（%）"))
    assert len(contradicted(audit(table, rules=[RATE], family=family))) == 1


def test_of_two_columns_of_one_name_neither_is_taken():
    table = make_table(
        ("单位", "受理数", "受理数", "办结数", "办结率"), [f"甲\t9\t8\t{n}\t{n}0.0" for n in (6, 7, 8)],
        kinds="LCCCR", units={4: "%"},
    )  # fmt: skip
    assert verdicts(audit(table, rules=[RATE]), "stated-formula") == [("stated-formula", "ambiguous_binding", "", "")]


def test_a_rule_without_its_columns_is_said():
    table = make_table(("单位", "人数"), ["甲\t5"], kinds="LC")
    assert verdicts(audit(table, rules=[RATE])) == [("stated-formula", "missing_cell", "", "")]


SCORE = formula("得分 = 办结率*100*pct(40)+(1-返工率)*100*pct(60)")


def scored(rows, rules=(RATE, SCORE), **fields):
    header = ("单位", "受理数", "办结数", "办结率", "返工率", "得分")
    return audit(make_table(header, rows, kinds="LCCRRS", units={3: "%", 4: "%"}, **fields), rules=rules)


FROM_PRINTED = [
    "甲\t120\t117\t97.50\t0.82\t98.51", "乙\t67\t66\t98.51\t1.02\t98.79", "丙\t33\t31\t93.94\t2.27\t96.21",
    "丁\t45\t44\t97.78\t0.38\t98.88", "戊\t91\t90\t98.90\t3.46\t97.48", "己\t13\t12\t92.31\t0.11\t96.86",
]  # fmt: skip


def test_scores_from_printed_rates_agree():
    assert verdicts(scored(FROM_PRINTED)) == []


def test_a_score_that_the_digits_leave_open_is_a_matter_of_rounding():
    audited = scored(changed(FROM_PRINTED, 2, FROM_PRINTED[2].replace("96.21", "96.22")))
    assert verdicts(audited) == [("stated-formula", "rounding", "96.22", "96.21")]


def test_where_the_true_rates_are_known_a_score_off_by_one_unit_is_improbable():
    rows = ["甲\t120\t117\t97.50\t97.50", "乙\t67\t66\t98.51\t98.51", "丙\t33\t31\t93.94\t93.94"]
    rows += ["丁\t45\t44\t97.78\t97.78", "戊\t91\t90\t98.90\t98.90", "己\t13\t12\t92.31\t92.30"]
    header = ("单位", "受理数", "办结数", "办结率", "得分")
    table = make_table(header, rows, kinds="LCCRS", units={3: "%"})
    (found,) = noticed(audit(table, rules=[RATE, formula("得分 = 办结率*100")]))
    assert (found.result, found.printed, found.recomputed) == (Result.IMPROBABLE, "92.30", "92.31")


def test_a_score_beyond_its_digits_is_contradicted():
    (found,) = contradicted(scored(changed(FROM_PRINTED, 2, FROM_PRINTED[2].replace("96.21", "91.21"))))
    assert found.suspects[0].fits == ("96.21",)


def test_a_score_from_a_rate_that_is_misprinted_is_not_accused():
    audited = scored(changed(FROM_PRINTED, 0, FROM_PRINTED[0].replace("97.50", "91.50")))
    assert [(found.printed, found.suspects[0].raw) for found in noticed(audited)] == [("91.50", "91.50")]
    assert len(verdicts(audited, "stated-formula", exact=True)) == 12


def test_percentages_may_be_meant_as_the_printed_number():
    rule = formula("得分 = 办结率*0.4+(100-返工率)*0.6")
    audited = scored(FROM_PRINTED, rules=(RATE, rule))
    assert noticed(audited) == []
    assert any("按印出的数值代入" in convention.what_zh for convention in audited.conventions)


def test_a_name_that_no_column_bears_is_spelled_out():
    rules = [RATE, formula("得分 = 办结率*100")]
    rows = [f"{row.rsplit(chr(9), 1)[0]}\t{row.rsplit(chr(9), 1)[1]}" for row in ROWS]
    table = make_table(("单位", "受理数", "办结数", "得分"), changed(rows, 1, "乙\t80\t79\t89.75"), kinds="LCCS")
    assert [found.printed for found in contradicted(audit(table, rules=rules))] == ["89.75"]


def test_points_added_elsewhere_in_the_text_take_the_proof_away():
    rows = changed(FROM_PRINTED, 2, FROM_PRINTED[2].replace("96.21", "94.21"))
    header = ("单位", "受理数", "办结数", "办结率", "返工率", "得分")
    table = make_table(header, rows, kinds="LCCRRS", units={3: "%", 4: "%"})
    (found,) = noticed(audit(table, rules=[RATE, SCORE], paragraphs=["被通报批评的，每次扣2分。"]))
    assert found.result is Result.IMPROBABLE
    assert "bonus-or-deduction" in {each.hypothesis for each in found.explained_by}


def test_two_formulas_of_one_column_speak_of_different_rows():
    other = formula("得分 = 办结率*100*pct(70)+(1-返工率)*100*pct(30)")
    rows = [
        *FROM_PRINTED,
        "庚\t120\t117\t97.50\t0.82\t98.00",
        "辛\t67\t66\t98.51\t1.02\t98.65",
        "壬\t33\t31\t93.94\t2.27\t95.08",
    ]
    assert noticed(scored(rows, rules=(RATE, SCORE, other))) == []


def test_a_row_of_a_total_may_print_a_mean():
    rows = [*FROM_PRINTED, "合计\t369\t360\t\t\t97.79"]
    assert noticed(scored(rows, row_kinds={7: RowKind.TOTAL})) == []


def test_exempt_rows_are_not_assessed():
    rows = [*FROM_PRINTED, "庚\t0\t0\t\t\t0"]
    audited = scored(rows, rules=(RATE, SCORE, exemption("受理数")))
    assert ("stated-formula", "exempt", "", "") in verdicts(audited)
    assert noticed(audited) == []


GRADES = bands(("优", 95, 100), ("良", 90, 95), ("差", 0, 90), grade_name="等级")


def graded(rows, rules=(GRADES,)):
    return audit(make_table(("单位", "得分", "等级"), rows, kinds="LSG"), rules=rules)


GRADED = ["甲\t98.10\t优", "乙\t95.00\t优", "丙\t94.99\t良", "丁\t88.40\t差", "戊\t91.20\t良"]


def test_grades_follow_their_bands_with_open_and_closed_ends():
    assert verdicts(graded(GRADED)) == []
    assert len(verdicts(graded(GRADED), "grade-band", exact=True)) == 5


def test_a_wrong_grade_changes_a_threshold():
    (found,) = contradicted(graded(changed(GRADED, 3, "丁\t88.40\t良")))
    assert (found.printed, found.recomputed, found.consequence) == ("良", "差", Consequence.THRESHOLD)
    assert [(suspect.raw, suspect.fits) for suspect in found.suspects] == [("良", ("差",))]


def test_a_score_at_the_border_may_have_been_below_it():
    assert verdicts(graded(changed(GRADED, 1, "乙\t95.00\t良"))) == [("grade-band", "rounding", "良", "优")]


def test_grades_of_another_score_are_a_wrong_binding():
    rows = [f"{name}\t{score}\t优" for name, score in zip("甲乙丙丁", (61, 62, 63, 64), strict=True)]
    assert verdicts(graded(rows)) == [("grade-band", "ambiguous_binding", "优", "优")] or noticed(graded(rows)) == []


def test_numbered_items_add_up_in_each_column():
    rows = ["一、本年新收\t95\t40", "二、上年结转\t3\t2", "三、办理结果\t91\t39", "四、结转下年\t7\t3"]
    rule = identity("第一项+第二项", "第三项+第四项")
    table = make_table(("申请情况", "自然人", "企业"), rows, kinds="LCC")
    assert [found.result for found in audit(table, rules=[rule]).findings if found.code == "stated-identity"] == [
        Result.EXACT
    ] * 2
