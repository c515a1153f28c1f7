"""Grade bands, exemptions, orders and notes on rounding, in the phrasings that bulletins use."""

from fractions import Fraction

import pytest
from factories import make_document
from stated_rules import read_rules

from schemas.rules import RuleKind


def rules_of(*blocks):
    return read_rules(make_document(*blocks))


def number(value):
    return "" if value is None else str(value)


def drawn(rule):
    """Bands as intervals: A[90,100]."""
    return " ".join(
        f"{band.grade}{'(['[band.low_closed]}{number(band.low)},{number(band.high)}{')]'[band.high_closed]}"
        for band in rule.bands
    )


BANDS = [
    (
        "5) 分值[90,100]，评价等级为A；分值[75,90)，评价等级为B；分值[0,75)，评价等级为C。",
        "A[90,100] B[75,90) C[0,75)",
        ("分值", "评价等级"),
    ),
    (
        "综合得分（90,100]为甲，（75,90]为乙，[0,75]为丙",
        "甲(90,100] 乙(75,90] 丙[0,75]",
        ("综合得分", ""),
    ),
    (
        "得分在90分以上（含90分）为优秀，80分（含）至90分为良好，80分以下为不合格",
        "优秀[90,) 良好[80,90) 不合格(,80)",
        ("得分", ""),
    ),
    (
        "90分以上为优秀，80分以上为良好，60分以上为合格，60分以下为不合格",
        "优秀[90,) 良好[80,90) 合格[60,80) 不合格(,60]",
        ("", ""),
    ),
    (
        "90分及以上为优秀，80-89分为良好，60—79分为合格，低于60分为不合格",
        "优秀[90,) 良好[80,89] 合格[60,79] 不合格(,60)",
        ("", ""),
    ),
    (
        "得分≥90为优秀，75≤得分<90为良好，得分<75为一般",
        "优秀[90,) 良好[75,90) 一般(,75)",
        ("得分", ""),
    ),
    (
        "综合得分不低于90分的，等级为优秀；不低于75分且低于90分的，等级为良好；低于75分的，等级为一般",
        "优秀[90,) 良好[75,90) 一般(,75)",
        ("综合得分", "等级"),
    ),
    (
        "等级按综合得分确定：90分（含）以上的为A级，75分（含）至90分的为B级，75分以下的为C级",
        "A级[90,) B级[75,90) C级(,75)",
        ("综合得分", "等级"),
    ),
    (
        "考核等次分为优秀（90分以上）、良好（80-90分）、合格（60-80分）和不合格（60分以下）四个等次",
        "优秀[90,) 良好[80,90] 合格[60,80] 不合格(,60]",
        ("", ""),
    ),
    (
        "优秀：≥95%；良好：90%~95%；较差：＜90%",
        "优秀[19/20,) 良好[9/10,19/20) 较差(,9/10)",
        ("", ""),
    ),
    (
        "90分以上（含90分）、不足100分为良好，100分为满分，75分（含）以上90分以下为一般",
        "良好[90,100) 一般[75,90)",
        ("", ""),
    ),
    (
        "满意率95%（含）以上评为优秀等次，90%以上不足95%评为良好等次，不足90%评为较差等次",
        "优秀等次[19/20,) 良好等次[9/10,19/20) 较差等次(,9/10)",
        ("满意率", ""),
    ),
    (
        "A级：90-100分；B级：80-89分；C级：80分以下",
        "A级[90,100] B级[80,89] C级(,80]",
        ("", ""),
    ),
    (
        "高于75分且不高于90分的为良好，高于90分的为优秀，不高于75分的为一般",
        "良好(75,90] 优秀(90,) 一般(,75]",
        ("", ""),
    ),
    (
        "优秀（≥90分）、良好（80≤得分＜90）、较差（<80分）",
        "优秀[90,) 良好[80,90) 较差(,80)",
        ("得分", ""),
    ),
    (
        "绩效等级：90（含）-100分为优、80（含）-90分为良、60（含）-80分为中、60分以下为差。",
        "优[90,100] 良[80,90) 中[60,80) 差(,60)",
        ("", ""),
    ),
    (
        "划分为三档，分别是卓越级（95分以上，含95分）、发展级（60分以上，含60分）和准备级（60分以下）",
        "卓越级[95,) 发展级[60,95) 准备级(,60)",
        ("", ""),
    ),
    (
        "AAA级：综合得分95分以上；AA级：综合得分90分以上；A级：综合得分80分以上",
        "AAA级[95,) AA级[90,95) A级[80,90)",
        ("综合得分", ""),
    ),
    (
        "优（得分≥90）、良（90＞得分≥80）、差（得分＜80）",
        "优[90,) 良[80,90) 差(,80)",
        ("得分", ""),
    ),
    (
        "未达到60分的，评为D级；60分至75分（不含75分）为C级，75分以上为B级",
        "D级(,60) C级[60,75) B级[75,)",
        ("", ""),
    ),
]


@pytest.mark.parametrize(("text", "expected", "subjects"), BANDS)
def test_bands_are_read_with_their_ends(text, expected, subjects):
    (rule,) = rules_of(text)
    assert rule.kind is RuleKind.BANDS
    assert (drawn(rule), (rule.target, rule.grade_name)) == (expected, subjects)


def test_bands_may_stand_in_paragraphs_of_their_own():
    (rule,) = rules_of(
        "评价等级按得分划分：", "（一）优秀：90分以上；", "（二）良好：80分（含）至90分；", "（三）一般：80分以下。"
    )
    assert drawn(rule) == "优秀[90,) 良好[80,90] 一般(,80)"
    assert rule.place.line == 1


@pytest.mark.parametrize(
    "text",
    [
        "头等一流（95分以上）、优秀（85分以上）、良好（75分以上）",  # of the first range nobody knows the grade
        "县区90分以上为优秀，80分以上为良好，部门85分以上为优秀",  # 优秀 twice
    ],
)
def test_half_of_the_bands_is_no_rule(text):
    assert [rule.kind for rule in rules_of(text)] == [RuleKind.UNPARSED]


def test_bands_for_some_rows_only_are_not_taken_for_all():
    rules = rules_of("县区：90分以上为优秀，80分以上为良好。", "部门：95分以上为优秀，85分以上为良好。")
    assert [rule.kind for rule in rules] == [RuleKind.UNPARSED, RuleKind.UNPARSED]


def test_a_bound_that_nobody_claims_for_certain_belongs_to_both_bands():
    (rule,) = rules_of("60分以上为合格，60分以下为不合格")
    assert all(band.holds(Fraction(60)) for band in rule.bands)


def test_a_grade_is_named_as_the_table_prints_it():
    table = [["单位", "得分", "等级"], ["甲区", "95", "A"], ["乙区", "80", "B"]]
    (rule,) = rules_of(table, "90分以上为A级，80分以上为B级")
    assert [band.grade for band in rule.bands] == ["A", "B"]


NO_BANDS = [
    "其中75岁以上6例，60岁以下1例。",
    "满意率达99.8%以上。",
    "规模以上工业企业和4A级以上旅游景区。",
    "处置时间在30日内的由县级审批，超过30日的由市级审批。",
    "满意度不少于80%",
    "评价满意的65项，基本满意的12项。",
    "应在6小时内处置完毕。",
    "10-15人为一组，20人以上为一队。",
    "良好率为85%，优秀率为12%。",
    "综合得分90分以上的有5家单位。",
]


@pytest.mark.parametrize("text", NO_BANDS)
def test_what_sets_no_grade_is_no_band(text):
    assert rules_of(text) == ()


EXEMPTIONS = [
    ("4) 应处置数或应结案数如果为0，则不参与评价。", "应处置数=0 应结案数=0"),
    ("受理数为0的单位不参与排名", "受理数=0"),
    ("受理数为零的，不计算综合得分", "受理数=0"),
    ("无应处置案件的单位不参与评价。", "应处置案件=0"),
    ("受理量少于10件的单位不参与排名", "受理量<10"),
    ("受理量不足10件的，不纳入排名。", "受理量<10"),
    ("受理量在10件以下的不参与考核", "受理量<=10"),
    ("若应办数＝0，则不予评分", "应办数=0"),
    ("注：办结数等于0的不列入考核", "办结数=0"),
]


@pytest.mark.parametrize(("text", "expected"), EXEMPTIONS)
def test_an_exemption_has_its_conditions(text, expected):
    (rule,) = rules_of(text)
    assert rule.kind is RuleKind.EXEMPTION
    assert " ".join(f"{each.name}{each.op}{each.value}" for each in rule.conditions) == expected


@pytest.mark.parametrize(
    "text",
    [
        "备注：各县处于试运行初期，本月综合得分暂不排名。",
        "受理数和办结数为0的不参与评价",
        "受理数、办结数均为0的不参与评价",  # both must be 0: no single condition takes a row out
        "受理数为0且无投诉的不参与排名",
    ],
)
def test_an_exemption_for_other_reasons_stays_visible(text):
    assert [rule.kind for rule in rules_of(text)] == [RuleKind.UNPARSED]


ORDERS = [
    ("各单位按综合得分由高到低排列", "综合得分", True),
    ("本表按综合得分从高到低排序。", "综合得分", True),
    ("以综合指标值降序排列", "综合指标值", True),
    ("按照受理量从多到少进行排名", "受理量", True),
    ("按返工率从低到高排列", "返工率", False),
    ("排名按综合得分从高到低", "综合得分", True),
    ("按得分高低排序", "得分", True),
    ("注：以下按行政区划顺序排列", "行政区划", None),
]


@pytest.mark.parametrize(("text", "target", "descending"), ORDERS)
def test_an_order_says_by_what_and_which_way(text, target, descending):
    (rule,) = rules_of(text)
    assert (rule.kind, rule.target, rule.descending) == (RuleKind.ORDER, target, descending)


@pytest.mark.parametrize(
    "text",
    [
        "受理量从高到低依次为：甲区、乙区、丙区",
        "诉求件受理排名前三位的是：城乡建设类10128件",
        "按期办结率较上月提高，排名上升两位",
        "按规定时限办结，不得拖延。",
    ],
)
def test_a_claim_of_order_is_no_rule(text):
    assert rules_of(text) == ()


def test_a_rule_for_ties_is_not_taken_for_the_order():
    rules = rules_of("按综合得分从高到低排序，得分相同的，按办结率从高到低排序")
    assert [(rule.kind, rule.target) for rule in rules] == [(RuleKind.ORDER, "综合得分"), (RuleKind.UNPARSED, "")]


@pytest.mark.parametrize(
    "text",
    [
        "注：部分数据因四舍五入的原因，存在总计与分项合计不等的情况。",
        "部分表格总数与分项加总数略有差异，主要是以万元为单位所致。",
        "本表得分保留两位小数。",
        "由于单位取舍不同而产生的计算误差均未作机械调整。",
    ],
)
def test_a_note_on_rounding_is_kept(text):
    assert [rule.kind for rule in rules_of(text)] == [RuleKind.ROUNDING]
