"""The structures of the commonest public tables: what adds up in them, by small tables with one number changed."""

import pytest

import checks
import extract
import parsers
from schemas.audits import State
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

PROFITS = """
某集团2022年度利润表
单位：万元
项目	本年金额	上年金额
一、营业总收入	5840.55	5026.50
其中：营业收入	5820.55	5011.20
利息收入	20.00	15.30
二、营业总成本	5011.23	4558.19
其中：营业成本	4310.22	3900.87
销售费用	701.01	657.32
加：其他收益	12.00	10.30
投资收益（损失以“－”号填列）	-5.25	8.40
其中：对联营企业的投资收益	-6.00	1.10
三、营业利润（亏损以“－”号填列）	836.07	487.01
加：营业外收入	12.30	10.15
减：营业外支出	6.80	22.01
四、利润总额	841.57	475.15
减：所得税费用	207.39	116.21
五、净利润	634.18	358.94
"""

QUARTERS = """
2022年信访情况
单位：件
类别	一季度	二季度	三季度	四季度	全年
来信	370	39	69	105	583
来访	54	329	196	187	766
网上投诉	301	232	257	239	1029
"""

INCOMES = """
2022年居民收支情况
单位：元
指标	全体居民	城镇居民	农村居民
可支配收入	31234	44120	18950
（一）工资性收入	17491	25589	9096
（二）经营净收入	5622	5294	5874
（三）财产净收入	2498	4412	568
（四）转移净收入	5623	8825	3412
"""

NESTED = """
2022年新增市场主体
单位：户
地区	一季度	二季度	三季度
全市	275355	278508	264756
市区	196973	154175	135153
东湖区	81889	29318	60832
西城区	66806	64267	69230
南岭区	48278	60590	5091
长河县	24171	58398	54406
安平县	54211	65935	75197
"""

POPULATION = """
2022年年末人口数及其构成
指标	年末数（万人）	比重（%）
常住人口	4523.6	100.0
其中：城镇	2986.1	66.0
　　　乡村	1537.5	34.0
其中：男性	2300.9	50.9
　　　女性	2222.7	49.1
其中：0-15岁	819.2	18.1
　　　16-59岁	2776.8	61.4
　　　60周岁及以上	927.6	20.5
　　　　其中：65周岁及以上	686.7	15.2
"""

TRANSPORT = """
2022年货物运输量
指标	单位	绝对数	比上年增长（%）
货物运输总量	万吨	1248.2	3.2
　　铁路	万吨	374.7	28.8
　　公路	万吨	370.5	12.8
　　水运	万吨	503.0	26.9
货物运输周转量	亿吨公里	1003.9	-1.1
　　铁路	亿吨公里	872.5	-25.6
　　公路	亿吨公里	62.6	18.4
　　水运	亿吨公里	68.8	20.8
"""

CASES = """
2023年度信访案件办理情况
单位：件
类别	上年结转	本年新收	本年办结	其中：按期	结转下年
来信	12	370	365	360	17
来访	5	54	51	51	8
网上投诉	33	301	310	299	24
"""

REVIEWS = """
行政复议案件情况统计表
项目	件数
上年结转	27
本年新收	341
本年审结	330
未结转下年	38
"""

PRODUCT = """
2021年国民经济核算主要数据
指标	2020年	2021年	比上年增长（%）
地区生产总值（亿元）	1023.45	1150.67	8.1
第一产业	123.10	130.02	5.2
第二产业	420.35	480.35	7.6
#工业	350.10	400.20	7.7
第三产业	480.00	540.30	9.1
人均地区生产总值（元）	61234	68901	8.0
"""

DEDUCTIONS = """
关于政务公开工作考核情况的通报

得分=基础分-各项扣分+加分。

单位	基础分	信息报送扣分	逾期办理扣分	投诉扣分	加分	得分
民政局	100	0	0	0	0	100
住建局	100	0.5	0	0	0	99.5
人社局	100	0	1.5	0	1	99.5
审计局	100	1	2	0.5	2	98.5
教育局	100	0	1	1.5	0	97.5
水利局	100	2	2	0	0	96
"""

ITEMS = """
考核情况表
单位	工作成效	信息报送	群众评价	加分	扣分	总分
甲局	45	18	27	2	0	92
乙局	40	20	25	0	3	82
丙局	48	15	29	1	2	91
丁局	39	17	22	0	0	78
戊局	44	19	28	3	0	94
己局	31	12	20	0	1	62
注：总分=各项得分之和+加分-扣分。
"""

WEIGHTED = """
考核通报

综合成绩由日常检查、专项督查、社会评价三项按50%、30%、20%的权重加权计算，并计入加减分。

考核单位	日常检查（50%）	专项督查（30%）	社会评价（20%）	加减分	综合成绩
南岭区	93.73	98.96	89.68	-1	93.49
安平县	90.16	94.74	97.63	+0.5	93.53
北辰区	93.91	98.07	97.34	-2	93.84
云溪县	92.42	93.54	89.94	+1	93.26
长河县	98.98	81.71	95.51	0	93.11
"""

NUMBERED = """
信访事项办理情况表
地区	受理量	来信	来访	办结量	完成情况（%）
栏次	1	2	3	4	5
东城	120	70	50	90	75.00
西城	95	60	35	88	92.63
南城	133	83	50	100	75.19
北城	77	40	37	70	90.91
注：1栏=2栏+3栏；第5栏等于第4栏除以第1栏。
"""

ROUNDED = """
分县人口情况
地区	年末人口（万人）	男（万人）
东县	1204	612
西县	1531	790
南县	1876	945
合计	4612	2348
注：因四舍五入，分项之和与合计不完全一致。
"""

RANKS = """
考核排名表
单位	得分	名次
甲局	95.2	1
乙局	93.1	2
丙局		3
丁局	90.6	4
戊局	88.0	5
己局	85.4	6
庚局	81.9	7
辛局	80.3	8
"""

BARE_ZEROS = """
“三公”经费预算表
单位：万元
合计	因公出国	公务接待费	公务用车\t\t
			小计	购置费	运行费
22.91	0	1.35	21.56	0	21.56
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
    (PROFITS, "step", 6),
    (QUARTERS, "period-sum", 3),
    (INCOMES, "mined-sum", 3),
    (NESTED, "mined-sum", 3),
    (POPULATION, "share", 8),
    (TRANSPORT, "group-members", 2),
    (POPULATION, "complement", 4),
    (PRODUCT, "complement", 2),
    (CASES, "carry-over", 3),
    (REVIEWS, "carry-over", 1),
    (DEDUCTIONS, "stated-formula", 6),
    (ITEMS, "stated-formula", 6),
    (WEIGHTED, "stated-formula", 5),
    (NUMBERED, "stated-formula", 8),
    (ROUNDED, "total-row", 2),
    (RANKS, "rank", 7),
]


@pytest.mark.parametrize(("text", "code", "count"), CLEAN)
def test_what_adds_up_is_checked_and_nothing_accused(text, code, count, tmp_path):
    audited = audit_text(text, tmp_path)
    assert passes(audited, code) == count
    assert [found.message_zh for found in failures(audited)] == []
    assert audited.problems == ()


def test_a_bare_zero_among_decimals_leaves_nothing_open(tmp_path):
    ledger = audit_text(BARE_ZEROS, tmp_path).ledger
    assert ledger.count(State.CHECKED) == ledger.count() == 6


SLIPS = [
    (THREE_PUBLIC, "43.60", "46.60", Result.IMPROBABLE),
    (THREE_PUBLIC, "49.27", "48.27", Result.CONTRADICTED),
    (THREE_PUBLIC, "23.16", "23.61", Result.CONTRADICTED),
    (RECEIPTS_AND_PAYMENTS, "208.10", "280.10", Result.IMPROBABLE),
    (RECEIPTS_AND_PAYMENTS, "31.13", "33.13", Result.CONTRADICTED),
    (RECEIPTS_AND_PAYMENTS, "总计	7	2604.30", "总计	7	2640.30", Result.CONTRADICTED),
    (PROFITS, "634.18", "643.18", Result.CONTRADICTED),
    (PROFITS, "487.01", "481.01", Result.IMPROBABLE),
    (PROFITS, "22.01", "20.01", Result.CONTRADICTED),
    (QUARTERS, "329", "320", Result.IMPROBABLE),
    (INCOMES, "5622", "5662", Result.IMPROBABLE),
    (NESTED, "154175", "151475", Result.IMPROBABLE),
    (CASES, "12	370", "12	307", Result.IMPROBABLE),
    (POPULATION, "2222.7", "2227.2", Result.CONTRADICTED),
    (PRODUCT, "480.35", "408.35", Result.CONTRADICTED),
    (DEDUCTIONS, "98.5", "89.5", Result.IMPROBABLE),
    (ITEMS, "25", "52", Result.IMPROBABLE),
    (WEIGHTED, "94.74", "54.74", Result.IMPROBABLE),
    (NUMBERED, "83", "88", Result.CONTRADICTED),
    (ROUNDED, "4612", "4672", Result.IMPROBABLE),
    (RANKS, "5\n己局", "8\n己局", Result.IMPROBABLE),
    (TRANSPORT, "370.5", "375.0", Result.IMPROBABLE),
]


@pytest.mark.parametrize(("text", "old", "new", "result"), SLIPS)
def test_a_slip_is_found_and_pinned(text, old, new, result, tmp_path):
    assert old in text
    found = failures(audit_text(text.replace(old, new, 1), tmp_path))
    raw = new.split("\n")[0].split("\t")[-1]
    assert found
    assert {each.result for each in found} == {result}
    assert raw in {suspect.raw for each in found for suspect in each.suspects}
