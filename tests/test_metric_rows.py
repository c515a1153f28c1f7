"""Tables whose rows are metrics, and rows of means: what does not add up is not accused of it."""

import pytest
from generator.metric_rows import make_table

import checks
import extract
import parsers
from schemas.findings import Result

QUICK = range(150)
FULL = range(1000, 3000)
FEW_IMPROBABLE = 1000
"""At most one relation in so many may be doubted where nothing is off: residues of rounding lie far off sometimes."""


def audit(text, folder):
    path = folder / "bulletin.txt"
    path.write_text(text, encoding="utf-8")
    return checks.audit([parsers.parse_document(extract.read_document(path))])


def told(audited, result):
    return [found.message_zh for found in audited.findings if found.result is result]


@pytest.mark.parametrize(
    "seeds", [pytest.param(QUICK, id="quick"), pytest.param(FULL, id="full", marks=pytest.mark.full)]
)
def test_nothing_is_accused_where_nothing_is_off(seeds, tmp_path):
    relations, improbable = 0, []
    for seed in seeds:
        audited = audit(make_table(seed), tmp_path)
        assert told(audited, Result.CONTRADICTED) == [], seed
        improbable += [(seed, message) for message in told(audited, Result.IMPROBABLE)]
        relations += sum(found.result is not Result.NOT_ASSESSABLE for found in audited.findings)
    assert relations > len(seeds)
    assert len(improbable) * FEW_IMPROBABLE <= relations, improbable


QUARTER = """某街道2023年第一季度工单情况
指标	1月	2月	3月	一季度
受理	312	286	345	943
办结	305	281	338	924
未办结	7	5	7	19
办结率	97.8%	98.3%	98.0%	98.0%
平均用时（天）	2.1	2.0	1.9	2.0
期末在册人数	45	50	38	38
"""


@pytest.mark.parametrize(
    ("printed", "instead", "first"),
    [("943", "934", "934"), ("924", "942", "942"), ("281", "218", "218")],
)
def test_a_slip_in_what_adds_up_is_found_beside_what_does_not(printed, instead, first, tmp_path):
    assert QUARTER.count(printed) == 1
    noticed = [
        found
        for found in audit(QUARTER.replace(printed, instead), tmp_path).findings
        if found.result in (Result.CONTRADICTED, Result.IMPROBABLE)
    ]
    assert [found.suspects[0].raw for found in noticed] == [first]
    assert told(audit(QUARTER, tmp_path), Result.CONTRADICTED) == []


MEAN_ROW = """某市2020年6月受理情况
单位	受理数（件）	办结	办结率	群众满意度
闽侯县	40	38	95.00%	90.72%
连江县	34	27	79.41%	99.72%
仓山区	23	23	100.00%	93.26%
长乐区	32	28	87.50%	96.79%
鼓楼区	12	12	100.00%	93.55%
闽清县	26	20	76.92%	97.91%
平均	27.8	24.7	89.81%	95.33%
"""
SHARED_DAYS = """某市2021年1月空气质量
单位	优良天数	PM2.5浓度	办理时长（天）	受理	办结
闽清县	30	40	1.3	120	114
永泰县	30	41	3.0	98	96
罗源县	25	39	2.6	77	70
全市	28	40	2.3	295	280
"""
RANKED_BY_WHAT_IS_NOT_PRINTED = """某市2016年2月情况
单位	排名	办结率	在办数
仓山区	3	71.79%	11
闽侯县	7	80.77%	5
鼓楼区	2	68.75%	5
台江区	6	100.00%	0
罗源县	5	91.67%	1
福清市	1	69.57%	7
马尾区	4	73.91%	6
"""


@pytest.mark.parametrize("text", [MEAN_ROW, SHARED_DAYS, RANKED_BY_WHAT_IS_NOT_PRINTED])
def test_means_times_and_ranks_of_something_else_are_not_accused(text, tmp_path):
    audited = audit(text, tmp_path)
    assert told(audited, Result.CONTRADICTED) + told(audited, Result.IMPROBABLE) == []
