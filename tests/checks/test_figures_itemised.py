"""Lists behind 其中 that give several numbers of each item, or end with 其他, in sentences of one list each."""

import pytest
from factories import make_document

import checks
import parsers
from schemas.findings import Result

DEALS = (
    "全市完成交易33017宗，交易额2154.27亿元。其中：工程领域交易6526宗，交易额1569.34亿元；"
    "采购领域交易16165宗，交易额459.38亿元；土地领域交易10326宗，交易额125.55亿元。"
)
DEATHS = "发生事故526起，死亡607人，其中：甲类103起、死亡111人，乙类204起、死亡215人，丙类219起、死亡281人。"
STAFF = "卫生技术人员34767人，其中，医师13723人，护士15944人，药师1226人，技师2386人，监督员129人，其他1359人。"
SPENT = "全年支出2771万元，其中：出国费120万元，比上年增长79.1%；接待费1033万元，下降7.6%；用车费1618万元。"
SERVED = "外贸进出口总额突破1000亿元大关，完成1125.1亿元，其中：出口644.3亿元，增长3.1%；进口480.8亿元，下降2.6%。"

TRADE = "全年进出口总额1125.1亿元，增长0.6%。出口644.3亿元，增长3.1%；进口480.8亿元，下降2.6%。"
PEOPLE = "年末常住人口218.7万人，城镇人口120.4万人，乡村人口98.3万人。"


def verdicts(text):
    bulletin = parsers.parse_document(make_document("2021年某市情况的通报", text))
    findings = checks.audit([bulletin]).findings
    return [(each.result, each.printed) for each in findings if each.code == "parts-of-whole"]


@pytest.mark.parametrize(
    ("text", "wholes"),
    [
        (DEALS, ["33017宗", "2154.27亿元"]),
        (DEATHS, ["526起", "607人"]),
        (STAFF, ["34767人"]),
        (SPENT, ["2771万元"]),
        (SERVED, ["1125.1亿元"]),
        (TRADE, ["1125.1亿元"]),
        (PEOPLE, ["218.7万人"]),
    ],
)
def test_each_measure_of_a_list_adds_up_by_itself(text, wholes):
    assert sorted(verdicts(text)) == sorted((Result.EXACT, whole) for whole in wholes)


@pytest.mark.parametrize(
    ("text", "printed", "slip", "whole"),
    [
        (DEATHS, "204起", "214起", "526起"),
        (DEATHS, "281人", "218人", "607人"),
        (STAFF, "1359人", "1357人", "34767人"),
        (TRADE, "480.8亿元", "460.8亿元", "1125.1亿元"),  # what is traded is exported or imported
    ],
)
def test_a_sum_that_one_slip_would_mend_is_doubted(text, printed, slip, whole):
    assert (Result.IMPROBABLE, whole) in verdicts(text.replace(printed, slip))


@pytest.mark.parametrize(
    "text",
    [
        TRADE.replace("480.8", "460.8").replace("出口", "手机").replace("；进口", "；粮食"),
        STAFF.replace("其他1359人", "检验员1357人"),
        STAFF.replace("1359人", "4360人"),
        DEATHS.replace("204起", "214起").replace("281人", "218人"),
        DEATHS.replace("204起", "214起").replace("其中：", "其中主要有："),
        "发生事故526起，死亡607人，其中：甲类103起、死亡111人，乙类204起、死亡215人。",
    ],
)
def test_a_list_that_need_not_be_all_is_not_doubted(text):
    assert Result.IMPROBABLE not in dict(verdicts(text))
