"""Quotients and products of columns: named by headers, mined from the numbers, and neither where chance would do."""

import re
from random import Random

import pytest
from check_makers import audit, contradicted, noticed
from factories import make_table

from checks.ground import MOST_MINED
from checks.rules.mined_sums import is_called_by
from schemas.findings import Basis, Result

NAMED = {
    "students per teacher": (
        ("学校类别", "班数", "在校生数", "专任教师数", "生师比"), "LCCCA", {1: "个", 2: "人", 3: "人"},
        ["幼儿园\t391\t13306\t831\t16.01", "小学\t434\t20833\t1391\t14.98", "初中\t488\t15623\t1428\t10.94"],
    ),
    "men to women": (
        ("地区", "户数", "男", "女", "性别比（女=100）"), "LCCCA", {2: "人", 3: "人"},
        ["城关镇\t25166\t39101\t36196\t108.03", "沙湾镇\t6011\t8711\t9141\t95.30", "石桥乡\t2820\t4581\t3943\t116.18"],
    ),
    "persons per household": (
        ("乡镇", "村数", "户数", "人口", "户均人口"), "LCCCA", {},
        ["甲乡\t11\t6845\t22650\t3.31", "乙乡\t7\t4940\t18349\t3.71", "丙镇\t26\t5707\t16902\t2.96"],
    ),
    "density, with 万人": (
        ("地区", "土地面积", "年末户籍人口", "人口密度"), "LAAA", {1: "平方公里", 2: "万人", 3: "人/平方公里"},
        ["东湖区\t1299\t15.72\t121.0", "西城区\t2181\t48.90\t224.2", "南岭区\t339\t24.71\t728.9"],
    ),
    "per ten thousand, by units": (
        ("单位", "投诉量", "常住人口", "每万人投诉量"), "LCAA", {1: "件", 2: "万人", 3: "件/万人"},
        ["东湖区\t312\t72.4\t4.31", "安平县\t130\t70.1\t1.85", "西城区\t535\t47.3\t11.31"],
    ),
    "yield": (
        ("作物", "播种面积", "单产", "总产量"), "LAAA", {1: "万亩", 2: "公斤/亩", 3: "万吨"},
        ["小麦\t47.74\t516.9\t24.67", "玉米\t49.13\t446.1\t21.92", "稻谷\t53.55\t534.9\t28.65"],
    ),
    "a score from its weight": (
        ("指标", "权重", "目标值", "完成率", "得分"), "LRCRS", {1: "%", 3: "%"},
        ["投资\t20\t479\t95.0\t19.00", "招商\t15\t789\t97.2\t14.58", "社零\t10\t310\t88.4\t8.84"],
    ),
}  # fmt: skip
GRANTS = ["东湖区\t199\t350\t3\t20.90", "西城区\t882\t320\t3\t84.67", "南岭区\t337\t400\t3\t40.44",
          "北辰区\t710\t410\t3\t87.33", "中原县\t776\t325\t3\t75.66", "长河县\t422\t320\t3\t40.51",
          "安平县\t332\t450\t3\t44.82", "云溪县\t822\t335\t3\t82.61"]  # fmt: skip
SOLD = (("甲", 127, 35), ("乙", 1452, 128), ("丙", 319, 47), ("丁", 58, 265), ("戊", 733, 89), ("己", 41, 71))
SALES = [f"{name}\t{pieces}\t{price}\t{pieces * price}" for name, pieces, price in SOLD]


def changed(rows, at, old, new):
    assert old in rows[at]
    return [*rows[:at], rows[at].replace(old, new, 1), *rows[at + 1 :]]


def named(name, rows=None):
    header, kinds, units, own = NAMED[name]
    return audit(make_table(header, rows or own, kinds=kinds, units=units))


def grants(rows):
    return audit(make_table(("乡镇", "人数", "标准", "月数", "发放金额"), rows, kinds="LCCCA", units={4: "万元"}))


def quotients(audited):
    return {found.rule_text: found.basis for found in audited.findings if found.code == "quotient"}


@pytest.mark.parametrize("name", NAMED)
def test_headers_name_a_quotient_in_small_tables(name):
    audited = named(name)
    assert list(quotients(audited).values()) == [Basis.DEFINITION]
    assert noticed(audited) == []


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("name", NAMED)
def test_a_misprinted_result_is_pinned(name, count):
    own = NAMED[name][3]
    for row in range(count):
        result = own[row].rsplit("\t", 1)[1]
        other = re.sub(r"^\d", lambda digit: str(int(digit[0]) % 9 + 1), result)
        audited = named(name, changed(own[:count], row, "\t" + result, "\t" + other))
        assert other in {suspect.raw for found in noticed(audited) for suspect in found.suspects}


def test_a_product_of_three_is_mined_and_its_exceptions_are_improbable():
    assert quotients(grants(GRANTS)) == {"发放金额=人数×标准×月数÷10000": Basis.INFERRED}
    (found,) = noticed(grants(changed(GRANTS, 6, "332", "632")))
    assert found.result is Result.IMPROBABLE
    assert found.suspects[0].raw == "632"
    assert "332" in found.suspects[0].fits


def test_a_count_is_mined_from_counts_only_exactly():
    columns = ("货物", "件数", "单位价", "货值")
    assert list(quotients(audit(make_table(columns, SALES, kinds="LCCC")))) == ["货值=件数×单位价"]
    (found,) = noticed(audit(make_table(columns, changed(SALES, 1, "185856", "185586"), kinds="LCCC")))
    assert (found.result, found.suspects[0].fits) == (Result.IMPROBABLE, ("185856",))


@pytest.mark.parametrize("seed", range(12))
def test_unrelated_columns_give_no_relation(seed):
    rng = Random(seed)
    rows = [
        "\t".join(
            [
                f"第{at}单位",
                *(str(rng.randint(2, 10 ** (1 + col % 4))) for col in range(8)),
                f"{rng.uniform(1, 90):.1f}",
            ]
        )
        for at in range(10)
    ]
    header = ("单位", *(f"指标{name}" for name in "甲乙丙丁戊己庚辛"), "水平")
    assert quotients(audit(make_table(header, rows, kinds="LCCCCCCCCA"))) == {}


def test_a_column_that_hardly_changes_proves_nothing():
    rows = [
        f"{name}\t{100 + at % 2}\t{4000 + 37 * at}\t{(4000 + 37 * at) / 100:.1f}"
        for at, name in enumerate("甲乙丙丁戊己庚")
    ]
    audited = audit(make_table(("单位", "指标甲", "指标乙", "水平"), rows, kinds="LCCA"))
    assert quotients(audited) == {}


def test_few_rows_are_not_mined():
    assert quotients(grants(GRANTS[:3])) == {}


def test_scores_held_at_their_weight_are_no_exceptions():
    rows = ["投资\t20\t95.0\t19.00", "招商\t15\t97.2\t14.58", "社零\t10\t88.4\t8.84", "工业\t25\t112.5\t25.00",
            "农业\t12\t86.3\t10.36", "外贸\t18\t91.4\t16.45"]  # fmt: skip
    audited = audit(make_table(("指标", "权重", "完成率", "得分"), rows, kinds="LRRS", units={1: "%", 2: "%"}))
    assert quotients(audited)
    assert noticed(audited) == []


def test_a_name_whose_rows_do_not_agree_is_not_held_against_them():
    rows = ["甲县\t4512\t35.2\t61250", "乙县\t3104\t28.9\t58114", "丙县\t2098\t31.7\t70932", "丁县\t1877\t22.1\t44021"]
    header, units = ("地区", "存款余额", "常住人口", "人均存款"), {1: "万元", 2: "万人", 3: "元"}
    assert noticed(audit(make_table(header, rows, kinds="LAAA", units=units))) == []


def test_named_quotients_of_many_rows_contradict():
    rng = Random(7)
    counts = [(rng.randint(1000, 9000), rng.randint(90, 700)) for _ in range(12)]
    rows = [f"第{at}校\t{pupils}\t{teachers}\t{pupils / teachers:.2f}" for at, (pupils, teachers) in enumerate(counts)]
    last = rows[5].rsplit("\t", 1)[1]
    rows = changed(rows, 5, last, "9" + last)
    audited = audit(make_table(("学校", "在校生", "专任教师", "生师比"), rows, kinds="LCCA"))
    assert [found.suspects[0].raw for found in contradicted(audited)] == ["9" + last]


@pytest.mark.parametrize(
    ("whole", "parts", "expected"),
    [
        ("优良天数", ("优", "良"), True),
        ("进出口总额", ("出口额", "进口额"), True),
        ("收发文数", ("收文数", "发文数"), True),
        ("进出口", ("进口同比", "出口同比"), False),
        ("办结数", ("办结数", "受理数"), False),
        ("优良中等天数", ("优", "良"), False),
    ],
)
def test_a_name_made_of_two_others_is_their_sum(whole, parts, expected):
    assert is_called_by([whole], [parts[0]], [parts[1]]) is expected


def test_a_sum_that_a_name_says_needs_no_many_rows():
    header = ("城市", "优", "良", "轻度污染", "优良天数")
    rows = ["北辰\t15\t59\t11\t74", "东湖\t18\t56\t15\t74", "长河\t18\t50\t20\t68"]
    assert noticed(audit(make_table(header, rows))) == []
    (found,) = noticed(audit(make_table(header, changed(rows, 1, "74", "47"))))
    assert found.suspects[0].raw in ("47", "18", "56")


def test_what_is_too_wide_to_be_mined_is_said():
    header = ("单位", *(f"指标{at}" for at in range(MOST_MINED + 1)))
    rows = [
        "\t".join([name, *(str(at * 7 + row) for at in range(MOST_MINED + 1))]) for row, name in enumerate("甲乙丙丁戊")
    ]
    assert "not-mined" in {problem.kind for problem in audit(make_table(header, rows)).problems}
