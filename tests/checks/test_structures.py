"""The structures of the commonest public tables: what adds up in them, by small tables with one number changed."""

import pytest

import checks
import extract
import parsers
from schemas.findings import Result

FAILING = (Result.CONTRADICTED, Result.IMPROBABLE)

THREE_PUBLIC = """
“三公”经费支出决算表
部门：某县水利局	金额单位：万元
预算数						决算数
合计	因公出国	公务用车			公务接待费	合计	因公出国	公务用车			公务接待费
		小计	购置费	运行费				小计	购置费	运行费
1	2	3	4	5	6	7	8	9	10	11	12
58.60	5.00	43.60	18.00	25.60	10.00	49.27	0.00	41.14	17.98	23.16	8.13
"""

RECEIPTS_AND_PAYMENTS = """
收入支出决算总表
部门：某县自然资源局	金额单位：万元
收入			支出
项目	行次	金额	项目	行次	金额
栏次		1	栏次		2
一、财政拨款收入	1	2345.67	一、一般公共服务支出	15	1900.12
二、事业收入	2	208.10	二、公共安全支出	16	0.00
三、其他收入	3	10.03	三、教育支出	17	542.85
	4		四、住房保障支出	18	130.20
本年收入合计	5	2563.80	本年支出合计	19	2573.17
年初结转和结余	6	40.50	年末结转和结余	20	31.13
总计	7	2604.30	总计	21	2604.30
"""


def audit_text(text, tmp_path):
    path = tmp_path / "table.txt"
    path.write_text(text.strip("\n") + "\n", encoding="utf-8")
    return checks.audit([parsers.parse_document(extract.read_document(path))])


def passes(audited, code):
    return sum(found.code == code and found.result in (Result.EXACT, Result.ROUNDING) for found in audited.findings)


def failures(audited):
    return [found for found in audited.findings if found.result in FAILING]


CLEAN = [
    (THREE_PUBLIC, "total-column", 4),
    (RECEIPTS_AND_PAYMENTS, "total-row", 4),
    (RECEIPTS_AND_PAYMENTS, "balance", 1),
]


@pytest.mark.parametrize(("text", "code", "count"), CLEAN)
def test_what_adds_up_is_checked_and_nothing_accused(text, code, count, tmp_path):
    audited = audit_text(text, tmp_path)
    assert passes(audited, code) == count
    assert [found.message_zh for found in failures(audited)] == []
    assert audited.problems == ()


SLIPS = [
    (THREE_PUBLIC, "43.60", "46.60", Result.IMPROBABLE),
    (THREE_PUBLIC, "49.27", "48.27", Result.CONTRADICTED),
    (THREE_PUBLIC, "23.16", "23.61", Result.CONTRADICTED),
    (RECEIPTS_AND_PAYMENTS, "208.10", "280.10", Result.IMPROBABLE),
    (RECEIPTS_AND_PAYMENTS, "31.13", "33.13", Result.CONTRADICTED),
    (RECEIPTS_AND_PAYMENTS, "总计	7	2604.30", "总计	7	2640.30", Result.CONTRADICTED),
]


@pytest.mark.parametrize(("text", "old", "new", "result"), SLIPS)
def test_a_slip_is_found_and_pinned(text, old, new, result, tmp_path):
    assert old in text
    found = failures(audit_text(text.replace(old, new, 1), tmp_path))
    raw = new.split("\t")[-1]
    assert found
    assert {each.result for each in found} == {result}
    assert raw in {suspect.raw for each in found for suspect in each.suspects}
