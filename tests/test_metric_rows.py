"""Tables whose rows are metrics: what does not add up from one column to the next is not accused of it."""

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
