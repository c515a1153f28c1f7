"""What a number takes from around it: its approximator, its period, its body, what it is compared with; and doubt."""

import pytest
from figure_readings import figures


@pytest.mark.parametrize(
    ("printed", "approx"),
    [
        ("接听电话近30万件", "near"),
        ("接听电话约30万件", "about"),
        ("接听电话逾30万件", "over"),
        ("接听电话30余万件", "over"),
        ("接听电话30万件左右", "about"),
        ("接听电话不足30万件", "under"),
        ("接听电话30万件以上", "at-least"),
        ("接听电话不超过30万件", "at-most"),
        ("接听电话30万件", None),
    ],
)
def test_approximators_are_kept(printed, approx):
    (figure,) = figures(printed)
    assert figure.printed.approx == approx
    assert f"{figure.printed.value}{figure.printed.unit}" == "30万件"


@pytest.mark.parametrize(
    ("texts", "periods"),
    [
        (["受理3件。"], ["2021-01-01/2021-12-31"]),
        (["截至6月底，受理3件，办结2件。新增5件。"], ["2021-06-30/2021-06-30"] * 2 + ["2021-01-01/2021-12-31"]),
        (["上年同期受理3件，今年受理4件。"], ["2020-01-01/2020-12-31", "2021-01-01/2021-12-31"]),
        (["1—6月受理3件，比上年增加1件。"], ["2021-01-01/2021-06-30"] * 2),
        (["《2019年工作方案》印发后，受理3件。"], ["2021-01-01/2021-12-31"]),
        (["“十三五”期间受理3件。"], ["2016-01-01/2020-12-31"]),
        (["截至6月底，债务余额3亿元。县级债务余额2亿元。"], ["2021-06-30/2021-06-30"] * 2),
        (["截至6月底，实有3户。其中，企业2户。"], ["2021-06-30/2021-06-30"] * 2),
        (["（自3月29日起）累计3例。"], ["2021-03-29/2021-12-31"]),
        (["2月1日至4月30日，发生3起。", "处罚5人。"], ["2021-02-01/2021-04-30"] * 2),
        (["为1961年有气象记录以来第2位。"], ["2021-01-01/2021-12-31"]),
        (["较2020年的3件增加1件。"], ["2020-01-01/2020-12-31", "2021-01-01/2021-12-31"]),
        (
            ["上半年受理3件，完成年度计划9件的33%。"],
            ["2021-01-01/2021-06-30", "2021-01-01/2021-12-31", "2021-01-01/2021-06-30"],
        ),
        (["假期（9月29日至10月6日）接待3人次。", "收入5元。"], ["2021-09-29/2021-10-06"] * 2),
        (["年末存栏3头；出栏5头。"], ["2021-12-31/2021-12-31", "2021-01-01/2021-12-31"]),
        (["覆盖率由2019年的35%提高到98%。"], ["2019-01-01/2019-12-31", "2021-01-01/2021-12-31"]),
        (["第二季度受理3件。"], ["2021-04-01/2021-06-30"]),
        (["收入3万元，为年初预算的50%。"], ["2021-01-01/2021-12-31"] * 2),
        (["2020年当年执行数为3万元，2021年安排4万元。"], ["2020-01-01/2020-12-31", "2021-01-01/2021-12-31"]),
    ],
)
def test_periods_reach_as_far_as_a_reader_lets_them(texts, periods):
    assert [figure.period for figure in figures(*texts)] == periods


def test_a_heading_names_the_body_that_its_section_speaks_of():
    found = figures("（一）12345系统运行情况", "受理诉求10件，办结8件。", "（二）投诉分类情况", "市容类3件。")
    assert [figure.entity for figure in found] == ["12345系统", "12345系统", ""]


def test_a_body_named_as_responsible_is_the_one_that_the_said_body_stands_for():
    found = figures("责任单位：甲县水务局", "该单位应结案12件，结案率为50%。")
    assert {figure.entity for figure in found} == {"甲县水务局"}


def test_doubt_is_kept_as_another_reading():
    """A rate that rises by % may mean points or not."""
    level, change = figures("满意率98.5%，环比上升0.5%")
    assert change.change.kind == "points"
    assert [(other.field, other.value) for other in change.alternatives] == [("change.kind", "relative")]
    assert level.alternatives == ()


@pytest.mark.parametrize(
    "text",
    ["一般公共服务", "统一部署", "党的二十大精神", "第一时间处置", "一件事一次办", "十九届四中全会", "第三产业发展"],
)
def test_words_that_hold_numerals_state_nothing(text):
    assert figures(text) == []


def test_what_a_comparison_leaves_out_is_taken_from_the_sentence_before():
    found = figures("收入12亿元，比上年增长5%。支出9亿元，增长3%。")
    assert [figure.change.against for figure in found if figure.change] == ["上年", "上年"]
