"""Numbers that the words say how to work out: differences, means, ratios, shares of all; a sentence or two for each."""

import pytest
from factories import make_document

import checks
import parsers
from schemas.findings import Result

CODES = {"difference", "mean", "proportion", "shares-of-all", "rate-of-counts", "growth-of-level", "share-of-base"}


def verdicts(text, title="2021年某市情况的通报"):
    bulletin = parsers.parse_document(make_document(title, *text.split("\n")))
    findings = checks.audit([bulletin]).findings
    return {(each.code, each.result, each.printed) for each in findings if each.code in CODES}


def doubted(text):
    return {(code, printed) for code, result, printed in verdicts(text) if result in BAD}


BAD = (Result.IMPROBABLE, Result.CONTRADICTED)

FUND = "养老保险基金收入72.40亿元，支出69.85亿元，当年结余2.55亿元。"
CLOSED = (
    "收入86.42亿元，加补助收入58.30亿元，收入总计144.72亿元；支出132.16亿元，加上解支出8.24亿元，支出总计140.40亿元。"
    "收支相抵，结转下年4.32亿元。"
)
CARRIED = "新收申请312件，上年结转18件，合计330件。已办结316件，结转下年度继续办理14件。"
LEFT = "当年结余2.68亿元，加上年结余1.47亿元，累计结余4.15亿元。"
BORN = "全年出生人口3840人，死亡人口3226人，自然增长614人。"
SCORES = "甲区得93.42分，乙区得91.05分。末位的是丁区，得86.30分，与第一名相差7.12分。"
SHORT = "每千人口托位数4.1个，距4.5个的目标还差0.4个。"


@pytest.mark.parametrize(
    ("text", "printed", "slip"),
    [
        (FUND, "2.55亿元", "5.25亿元"),
        (CLOSED, "4.32亿元", "4.23亿元"),
        (CARRIED, "14件", "41件"),
        (LEFT, "4.15亿元", "4.51亿元"),
        (BORN, "614人", "641人"),
        (SCORES, "7.12分", "7.21分"),
        (SHORT, "0.4个", "0.6个"),
        ("出口19.8亿元、进口5.6亿元，贸易顺差14.2亿元。", "14.2亿元", "12.4亿元"),
        ("新设经营主体4.85万户，注吊销3.02万户，净增1.83万户。", "1.83万户", "1.38万户"),
        ("应办结19860件，已办结19582件，未办结278件。", "278件", "287件"),
    ],
)
def test_a_difference_is_one_number_less_another(text, printed, slip):
    assert ("difference", Result.EXACT, printed) in verdicts(text)
    assert ("difference", slip) in doubted(text.replace(printed, slip))


@pytest.mark.parametrize(
    "text",
    [
        FUND.replace("，当年", "，加上年调入3亿元，当年").replace("2.55", "5.25"),
        "甲县基金收入72.40亿元，支出69.85亿元。全市当年结余5.25亿元。",
        "上年收入72.40亿元，支出69.85亿元，当年结余5.25亿元。",
        "新收案件120件，旧存15件，办结98件，未办结37件。",
        "出生人口3840人，死亡人口3226人。迁入人口增加，自然增长率6‰。",
    ],
)
def test_a_balance_with_other_terms_is_not_doubted(text):
    assert not doubted(text)


PAYMENTS = "办理质押融资58笔、4.37亿元，平均每笔753万元。"
CALLS = "一季度，热线接听来电96250个，日均1069个。"


@pytest.mark.parametrize(
    ("text", "printed", "slip"),
    [
        (PAYMENTS, "753万元", "735万元"),
        ("发放贷款0.56万笔、24.64亿元，笔均440千元。", "440千元", "404千元"),
        (CALLS, "1069个", "1096个"),
        ("检查点位1860个，发现问题22320个，平均每个点位12.0个。", "12.0个", "21.0个"),
    ],
)
def test_a_mean_is_a_sum_over_a_count(text, printed, slip):
    assert ("mean", Result.EXACT, printed) in verdicts(text)
    assert ("mean", slip) in doubted(text.replace(printed, slip))


@pytest.mark.parametrize(
    "text",
    [
        CALLS.replace("1069", "1578"),  # 61 working days
        PAYMENTS.replace("平均", "按加权测算，平均").replace("753", "735"),
        "办理融资58笔、4.37亿元，其中新增12笔、0.80亿元，平均每笔735万元。",
        "全年人均消费支出21220元，日均用电158千瓦时。",
    ],
)
def test_a_mean_of_something_else_is_not_doubted(text):
    assert not doubted(text)


SECTORS = "第一产业增加值41.42亿元，第二产业增加值143.37亿元，第三产业增加值133.81亿元，三次产业结构为13.0:45.0:42.0。"


@pytest.mark.parametrize(
    ("text", "printed", "slip"),
    [
        (SECTORS, "42.0", "43.0"),
        ("煤炭、天然气、电力消费比重为52.3:11.6:36.1。", "36.1", "31.6"),
        ("执业医师13860人、注册护士17325人，医护比1:1.25。", "1.25", "1.52"),
        ("办理结婚登记2.03万对，离婚登记0.74万对，离结比为36.5%。", "36.5%", "35.6%"),
        ("男性1233466人，女性1185094人，性别比为104.08。", "104.08", "104.80"),
    ],
)
def test_a_ratio_is_that_of_the_numbers_it_compares(text, printed, slip):
    assert ("proportion", Result.EXACT, printed) in verdicts(text)
    assert ("proportion", slip) in doubted(text.replace(printed, slip))


@pytest.mark.parametrize(
    "text",
    [
        "医护比1:1.52，同比提高0.1。",
        "医院98个、医师13860人、药师800人、护士17325人、技师500人，医护比1:1.52。",
        "按3:5:1的比例配备，投入120万元、30万元和50万元。",
        "占比95.2%，同比提高1.3个百分点。",
    ],
)
def test_a_ratio_of_numbers_that_are_not_beside_it_is_not_doubted(text):
    assert not doubted(text)


ASKED = "按性质划分：售后问题占33.5%，合同问题占26.0%，质量问题占21.5%，虚假宣传占9.0%，其他占10.0%。"


def test_shares_that_end_with_the_rest_make_a_hundred():
    assert ("shares-of-all", Result.EXACT, "10.0%") in verdicts(ASKED)
    assert ("shares-of-all", "10.0%") in doubted(ASKED.replace("9.0%", "6.0%"))
    assert not doubted(ASKED.replace("9.0%", "6.0%").replace("，其他占10.0%", ""))
    assert not doubted(ASKED.replace("9.0%", "6.0%").replace("按性质", "（可多选）按性质"))


@pytest.mark.parametrize(
    ("text", "printed", "slip"),
    [
        ("受理投诉8400件，解决7896件，解决率94.0%。", "94.0%", "49.0%"),
        ("特困人员8230人，其中集中供养2140人，集中供养率26.0%。", "26.0%", "62.0%"),
        ("共办件61.42万件，其中网上办件52.21万件，网办率85.0%。", "85.0%", "58.0%"),
    ],
)
def test_a_rate_is_that_of_the_count_of_its_name(text, printed, slip):
    assert ("rate-of-counts", Result.EXACT, printed) in verdicts(text)
    assert ("rate-of-counts", slip) in doubted(text.replace(printed, slip))


@pytest.mark.parametrize(
    "text",
    [
        "新生儿疾病筛查9721人，筛查率98.6%；听力筛查9702人，筛查率98.9%。",
        "举报立案381件，结案296件，立案率17.0%（剔除重复举报后计算）。",
        "城镇新增就业2.18万人，登记失业1.03万人，登记失业率2.87%。",
        "批准逮捕365人，不捕132人，不捕率22.6%。",
    ],
)
def test_a_rate_with_terms_of_its_own_is_not_doubted(text):
    assert not doubted(text)


DEATHS = "发生事故86起、死亡64人，同比减少14起、8人，分别下降14.0%和11.1%。"


def test_changes_that_are_dealt_out_have_a_level_each():
    assert ("growth-of-level", Result.EXACT, "11.1%") in verdicts(DEATHS)
    assert ("growth-of-level", "11.7%") in doubted(DEATHS.replace("11.1%", "11.7%"))
    assert not doubted(DEATHS.replace("事故86起、死亡64人", "事故86起、死亡64人，其中甲类40起、死亡30人"))


ROW = "投诉受理2864起。\n案件类型中，刷单1031起，占36.0%；理财401起，占14.0%。"


def test_a_share_is_held_against_the_whole_that_its_row_shows():
    assert not doubted(ROW)
    assert ("share-of-base", "39.0%") in doubted(ROW.replace("36.0%", "39.0%"))
    assert not doubted(ROW.replace("36.0%", "39.0%").replace("14.0%", "17.0%"))
    assert not doubted("受理2864起。\n其中刷单1031起，占39.0%。")
