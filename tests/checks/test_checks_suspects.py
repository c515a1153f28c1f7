"""The number that is off is named: beside means, below zero, where rows were exchanged, in half a list."""

from check_makers import audit, noticed
from factories import make_table

from schemas.tables import RowKind

PUPILS = ["幼儿园\t13306\t831\t16.01", "小学\t20833\t1391\t14.98", "初中\t15623\t1428\t10.94", "高中\t6902\t440\t15.69"]


def suspects(audited):
    """Return the first suspect of each finding with what would fit first."""
    return [(found.suspects[0].raw, found.suspects[0].fits[0]) for found in noticed(audited) if found.suspects]


def test_numbers_of_two_rows_that_were_exchanged_are_named_though_each_result_could_be_off():
    rows = [row.replace("1391", "x").replace("440", "1391").replace("x", "440") for row in PUPILS]
    audited = audit(make_table(("类别", "在校生", "教师", "生师比"), rows, kinds="LCCA", units={1: "人", 2: "人"}))
    assert suspects(audited) == [("440", "1391"), ("1391", "440")]
    assert all("rows-swapped" in {each.hypothesis for each in found.explained_by} for found in noticed(audited))


def test_a_total_is_named_where_the_rate_beside_it_is_a_mean():
    rows = ["甲区\t368\t342\t92.9", "乙区\t850\t832\t97.9", "丙县\t686\t654\t95.3", "丁县\t740\t725\t98.0",
            "戊市\t214\t191\t89.3", "己县\t638\t634\t99.4", "全市\t6496\t3378\t95.5"]  # fmt: skip
    header, units = ("地区", "受理数", "办结数", "办结率"), {3: "%"}
    audited = audit(make_table(header, rows, kinds="LCCR", units=units, row_kinds={7: RowKind.TOTAL}))
    assert suspects(audited) == [("6496", "3496")]


def test_growth_that_should_be_below_zero_is_named_itself():
    rows = ["甲\t612.4\t570.1\t7.4", "乙\t301.77\t283.02\t6.6", "丙\t322.61\t310.4\t3.9", "丁\t177.9\t190.3\t5.6"]
    header = ("项目", "本年", "上年", "增长")
    audited = audit(make_table(header, rows, kinds="LAAD", units={3: "%"}))
    assert suspects(audited) == [("5.6", "-6.5")]


def test_the_score_is_named_in_the_second_half_of_a_list():
    scores = ("33.95", "83.47", "82.93", "82.90", "82.85", "82.19", "80.73", "79.75", "77.15", "76.52")
    rows = [f"第{rank}街道\t{score}\t{rank}" for rank, score in enumerate(scores, start=11)]
    audited = audit(make_table(("单位", "得分", "名次"), rows, kinds="LSK"))
    assert suspects(audited) == [("33.95", "83.95")]
