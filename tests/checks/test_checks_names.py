"""Headers that say a relation in full define it: however few rows a table has, a number that is off is noticed."""

import re

import pytest

import checks
import extract
import parsers
from schemas.findings import Result

NUMBER = re.compile(r"-?[\d.]+%?")

TABLES = {
    "growth": "类别\t本期\t上年同期\t同比增长（%）\n来信\t1234\t1102\t12.0\n来访\t862\t913\t-5.6\n来电\t431\t388\t11.1",
    "month": "类别\t本月\t上月\t环比\n来信\t1234\t1102\t11.98%\n来访\t862\t913\t-5.59%\n来电\t431\t388\t11.08%",
    "years": "类别\t2022年\t2021年\t增长%\n来信\t1234\t1102\t11.98\n来访\t862\t913\t-5.59\n来电\t431\t388\t11.08",
    "difference": "类别\t本年\t上年\t增减额\n来信\t1234\t1102\t132\n来访\t862\t913\t-51\n来电\t431\t388\t43",
    "points": "单位\t本月签收率（%）\t上月签收率（%）\t较上月增减（百分点）\n"
    "东河区\t97.34\t95.81\t1.53\n西山区\t88.42\t91.93\t-3.51\n南湖县\t93.64\t90.75\t2.89",
    "rate": "单位\t受理（件）\t办结（件）\t办结率（%）\n"
    "东河区\t1234\t1102\t89.30\n西山区\t862\t813\t94.32\n南湖县\t431\t388\t90.02",
    "plan": "单位\t目标任务（户）\t实际完成（户）\t完成率（%）\n"
    "东河区\t1234\t1102\t89.30\n西山区\t862\t913\t105.92\n南湖县\t431\t388\t90.02",
    "budget": "项目\t预算数\t执行数\t完成预算（%）\n"
    "税收\t1234\t1102\t89.30\n规费\t862\t913\t105.92\n上缴\t431\t388\t90.02",
}  # fmt: skip
SHARES = "类别\t件数\t占比（%）\n投诉\t1234\t49.66\n咨询\t820\t33.00\n求助\t431\t17.34"
WHOLE = SHARES + "\n合计\t2485\t100.00"


@pytest.fixture
def audited(tmp_path):
    def audit(table, before="", after="以上数据供参考。"):
        path = tmp_path / "bulletin.txt"
        path.write_text(f"关于有关情况的通报\n\n{before}\n\n{table}\n\n{after}\n", encoding="utf-8")
        return checks.audit([parsers.parse_document(extract.read_document(path))])

    return audit


def noticed(audit):
    return [found for found in audit.findings if found.result in (Result.CONTRADICTED, Result.IMPROBABLE)]


def first_rows(table, count):
    return "\n".join(table.split("\n")[: 1 + count])


def misprints(table):
    """Yield each number of a table with its first digit changed, and what was put there."""
    lines = [line.split("\t") for line in table.split("\n")]
    for row, cells in enumerate(lines[1:], start=1):
        for col, cell in enumerate(cells):
            if NUMBER.fullmatch(cell):
                digit = re.search(r"\d", cell)[0]
                other = cell.replace(digit, str(int(digit) % 9 + 1), 1)
                changed = [*cells[:col], other, *cells[col + 1 :]]
                yield "\n".join("\t".join(line) for line in (*lines[:row], changed, *lines[row + 1 :])), other


def unseen(audited, table):
    """Return the misprints that no finding names as suspect."""
    return [
        (other, [found.message_zh for found in noticed(audited(text))])
        for text, other in misprints(table)
        if other not in {suspect.raw for found in noticed(audited(text)) for suspect in found.suspects}
    ]


@pytest.mark.parametrize("rows", [1, 2, 3])
@pytest.mark.parametrize("name", TABLES)
def test_a_misprint_beside_headers_that_define_it_is_pinned(audited, name, rows):
    table = first_rows(TABLES[name], rows)
    assert noticed(audited(table)) == []
    assert unseen(audited, table) == []


@pytest.mark.parametrize("table", [SHARES, WHOLE], ids=["of all rows", "of the total"])
def test_a_misprint_among_shares_is_pinned(audited, table):
    assert noticed(audited(table)) == []
    assert unseen(audited, table) == []


@pytest.mark.parametrize("name", TABLES)
def test_two_rows_exchanged_are_noticed(audited, name):
    lines = [line.split("\t") for line in first_rows(TABLES[name], 2).split("\n")]
    lines[1][1], lines[2][1] = lines[2][1], lines[1][1]
    assert noticed(audited("\n".join("\t".join(line) for line in lines)))


@pytest.mark.parametrize("rows", [1, 2])
@pytest.mark.parametrize("name", TABLES)
def test_names_without_many_rows_prove_nothing(audited, name, rows):
    for text, _ in misprints(first_rows(TABLES[name], rows)):
        assert {found.result for found in noticed(audited(text))} <= {Result.IMPROBABLE}


@pytest.mark.parametrize(
    ("table", "after"),
    [
        ("指标\t2021年\t2020年\t比上年增长（%）\n地区生产总值（亿元）\t1150.67\t1023.45\t8.1", ""),
        ("指标\t本年\t上年\t增长（%）\n规模以上工业总产值\t612.4\t570.1\t5.2\n工业增加值\t210.3\t201.9\t4.9", ""),
        ("指标\t本年\t上年\t增长（%）\n税收\t612.4\t570.1\t5.2\n规费\t210.3\t201.9\t4.2", "注：增幅为同口径增幅。"),
    ],
    ids=["at constant prices", "of output", "on a comparable basis"],
)
def test_growth_on_other_terms_is_not_held_against_its_neighbours(audited, table, after):
    assert noticed(audited(table, after=after)) == []


def test_rows_that_mostly_disagree_show_that_another_base_is_meant(audited):
    table = "单位\t目标任务\t实际完成\t完成率（%）\n甲县\t500\t300\t75.0\n乙县\t800\t280\t70.0\n丙县\t640\t300\t93.8"
    assert noticed(audited(table)) == []


def test_what_every_row_shows_goes_before_a_name(audited):
    table = "单位\t全年任务\t任务数\t完成数\t完成率（%）\n甲县\t500\t400\t300\t75.0\n乙县\t800\t400\t280\t70.0"
    assert noticed(audited(table)) == []


def test_a_change_by_the_year_is_not_held_against_the_month_before(audited):
    table = "单位\t本月\t上月\t同比增长（%）\n甲县\t500\t400\t7.5\n乙县\t800\t780\t3.1\n丙县\t640\t600\t-4.4"
    assert noticed(audited(table)) == []


def test_a_rate_among_counts_may_change_by_points(audited):
    table = "指标\t本月\t上月\t环比（%）\n受理量（件）\t1234\t1102\t12.0\n满意率（%）\t97.86\t82.04\t15.8"
    assert noticed(audited(table)) == []
    assert unseen(audited, table) == []


def test_a_misprinted_total_is_noticed_by_its_shares_though_one_was_adjusted(audited):
    counts, shares = (1334, 1327, 1329, 1333, 1331, 1334, 2012), (13.3, 13.3, 13.3, 13.3, 13.3, 13.4, 20.1)
    rows = [f"行业{at}\t{count}\t{share}" for at, (count, share) in enumerate(zip(counts, shares, strict=True))]
    table = "\n".join(["行业\t企业数\t占比（%）", *rows, f"合计\t9{sum(counts)}\t100.0"])
    assert f"9{sum(counts)}" in {suspect.raw for found in noticed(audited(table)) for suspect in found.suspects}


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_a_stated_rule_is_held_against_few_rows_and_columns_of_zeros(audited, rows):
    kept = ["甲局\t14\t0\t0.0", "乙局\t77\t0\t0.0", "丙局\t25\t0\t0.0"][:rows]
    kept[-1] = kept[-1].removesuffix("0.0") + "6.0"
    table = "\n".join(["单位\t办结量\t退回重办量\t重办率（%）", *kept])
    found = noticed(audited(table, after="注：重办率=退回重办量÷办结量×100%。"))
    assert {suspect.raw for each in found for suspect in each.suspects} >= {"6.0"}


YEARS = (
    "年份\t零售总额（亿元）\t比上年增长（%）\n2015\t807.6\t—\n2016\t839.1\t3.9\n2017\t934.8\t11.4\n"
    "2018\t1055.3\t12.9\n2019\t1177.8\t11.6"
)
MONTHS = (
    "月份\t受理量（件）\t环比增长（%）\n1月\t512\t—\n2月\t448\t-12.5\n3月\t603\t34.6\n4月\t571\t-5.3\n5月\t640\t12.1"
)


@pytest.mark.parametrize("table", [YEARS, MONTHS], ids=["years", "months"])
def test_growth_down_the_rows_of_periods_is_held_against_the_row_before(audited, table):
    assert noticed(audited(table)) == []
    missed = [other for other, _ in unseen(audited, table) if not re.match(r"\d{4}$", other)]
    assert missed == []


def test_growth_on_the_year_before_is_not_held_against_the_month_before(audited):
    table = MONTHS.replace("环比增长", "同比增长").replace("-12.5", "-3.5").replace("34.6", "4.4")
    assert noticed(audited(table)) == []
