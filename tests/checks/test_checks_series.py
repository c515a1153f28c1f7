"""Several issues of one bulletin: growth, running totals, numbers printed again and carry-overs between them."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

import pytest
from check_makers import bulletin_of, noticed, verdicts
from factories import make_place, make_table

import checks
from checks.series.orders import Link, Step, bulletins_to_links
from schemas.bulletins import MetaField, Period
from schemas.findings import Basis, Result

DISTRICTS = ("东湖区", "西城区", "南岭区", "北辰区", "中原县", "长河县", "安平县", "云溪县")
MONTHS = {4: 30, 5: 31, 6: 30}


def issue(table, title, start, end):
    made = bulletin_of(table)
    place = make_place(title)
    source = replace(made.document.source, sha256=f"{start:<64}".replace(" ", "0"))
    return replace(
        made,
        document=replace(made.document, source=source),
        meta=(MetaField("title", title, place),),
        period=Period(start, end, title, place),
    )


def growth(now, then):
    return str(((Decimal(now) / Decimal(then) - 1) * 100).quantize(Decimal("0.01"), ROUND_HALF_UP))


def monthly(column="环比（%）", off=None, city="清河市"):
    """Return the issues of April, May and June; ``off`` puts a number of May into another row's place."""
    rng = Random(11)
    issues, then, running = [], [rng.randint(200, 900) for _ in DISTRICTS], [0] * len(DISTRICTS)
    for month, days in MONTHS.items():
        now = [rng.randint(200, 900) for _ in DISTRICTS]
        running = [total + number for total, number in zip(running, now, strict=True)]
        rows = []
        for name, number, before, total in zip(DISTRICTS, now, then, running, strict=True):
            last = growth(number, before) if "环比" in column else str(before)
            rows.append(f"{name}\t{number}\t{last}\t{total}")
        if off is not None and month == 5:
            row, old, new = off
            cells = rows[row].split("\t")
            rows[row] = "\t".join(new(cell) if index == old else cell for index, cell in enumerate(cells))
        header = ("单位", "受理量", column.split("（")[0], f"1—{month}月累计")
        kind, unit = ("D", "%") if "环比" in column else ("C", "")
        table = make_table(header, rows, kinds=f"LC{kind}C", units={2: unit}, title="附表 诉求办理情况")
        issues.append(issue(table, f"{city}2023年{month}月份热线通报", f"2023-0{month}-01", f"2023-0{month}-{days}"))
        then = now
    return issues


def series_rules(audited):
    return {found.rule_text for found in audited.findings if found.code.startswith("series")}


def test_growth_and_running_totals_follow_from_the_issue_before():
    audited = checks.audit(monthly())
    assert noticed(audited) == []
    assert series_rules(audited) == {
        "环比=受理量÷上一期受理量-1",
        "1—5月累计=受理量+上一期1—4月累计",
        "1—6月累计=受理量+上一期1—5月累计",
    }
    assert {found.basis for found in audited.findings} == {Basis.INFERRED}


def test_a_number_of_the_time_before_is_the_one_that_was_printed_then():
    audited = checks.audit(monthly(column="上月"))
    assert noticed(audited) == []
    assert "上月=上一期所印受理量" in series_rules(audited)


@pytest.mark.parametrize(
    ("column", "off"),
    [
        ("环比（%）", (2, 2, lambda cell: growth(Decimal(100) + Decimal(cell), 37))),
        ("环比（%）", (3, 3, lambda cell: str(int(cell) + 40))),
        ("上月", (1, 2, lambda cell: str(int(cell) - 7))),
    ],
)
def test_what_does_not_fit_the_issue_before_is_improbable_and_never_more(column, off):
    found = noticed(checks.audit(monthly(column, off)))
    assert found != []
    assert {each.result for each in found} == {Result.IMPROBABLE}
    assert all(each.code.startswith("series") for each in found)


def test_each_issue_alone_shows_nothing_of_the_kind():
    for each in monthly():
        assert series_rules(checks.audit([each])) == set()


def test_issues_are_linked_by_title_and_time_whatever_their_order():
    april, may, june = monthly()
    stranger = monthly(city="别处市")[1]
    assert list(bulletins_to_links([june, april, stranger, may])) == [
        Link(3, 0, Step.NEXT),
        Link(1, 3, Step.NEXT),
    ]
    nameless = replace(may, meta=())
    assert list(bulletins_to_links([april, nameless, june])) == []


def yearly(year, opening, rows, closing):
    header = ("项目", "自然人", "商业企业", "科研机构", "法律服务机构", "其他", "总计")
    lines = [("一、本年新收申请数量", rows), ("二、上年结转申请数量", opening), ("四、结转下年度继续办理", closing)]
    table = make_table(header, ["\t".join((name, *map(str, numbers))) for name, numbers in lines], title="申请情况")
    return issue(table, f"某市{year}年政府信息公开工作年度报告", f"{year}-01-01", f"{year}-12-31")


@pytest.mark.parametrize(("others", "results"), [(36, []), (38, ["38", "162"])])
def test_what_a_year_begins_with_is_what_the_last_one_ended_with(others, results):
    left = (57, 31, 24, 12, 36, 160)
    first = yearly(2022, (16, 7, 0, 0, 0, 23), (2652, 51, 3, 12, 10, 2728), left)
    begun = (57, 31, 24, 12, others, 124 + others)
    second = yearly(2023, begun, (1841, 64, 2, 9, 11, 1927), (31, 2, 0, 1, 0, 34))
    audited = checks.audit([first, second])
    assert [found.printed for found in noticed(audited)] == results
    assert {found.result for found in noticed(audited)} <= {Result.IMPROBABLE}
    assert ("series-carried-over", "exact", "57", "57") in verdicts(audited, "series-carried-over", exact=True)
