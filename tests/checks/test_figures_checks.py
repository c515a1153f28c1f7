"""The numbers of a text against each other and against its tables, in sentences that show one relation each."""

import pytest
from factories import make_document

import checks
import parsers
from schemas.audits import State
from schemas.findings import Attribution, Consequence, Reason, Result

TITLE = "2021年某市受理情况的通报"
NARRATIVE = {
    "figure-cell", "bodies-counted", "list-of-extremes", "all-rows-alike",
    "change-of-move", "parts-of-whole", "share-of-base", "rate-of-counts",
    "growth-of-level", "total-of-list", "divided-whole", "share-of-printed-base", "stated-twice", "list-counted",
    "total-of-column",
}  # fmt: skip


def audit(*blocks):
    return checks.audit([parsers.parse_document(make_document(TITLE, *blocks))])


def findings(*blocks):
    return [finding for finding in audit(*blocks).findings if finding.code in NARRATIVE]


def verdicts(*blocks):
    return [(finding.code, finding.result) for finding in findings(*blocks)]


TABLE = [
    "责任单位\t受理量\t满意率",
    "甲区\t120\t98.50%",
    "乙区\t98\t97.20%",
    "丙区\t77\t100.00%",
    "丁区\t64\t99.10%",
    "戊区\t31\t96.40%",
]
TABLE = [row.split("\t") for row in TABLE]


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("等候时间由40分钟减少为25分钟，减少15分钟。", Result.EXACT),
        ("等候时间由40分钟减少为25分钟，减少37.5%。", Result.EXACT),
        ("等候时间由40分钟减少为25分钟，减少近四成。", Result.EXACT),
        ("等候时间由40分钟减少为25分钟，减少18分钟。", Result.CONTRADICTED),
        ("等候时间由40分钟减少为25分钟，减少27.5%。", Result.CONTRADICTED),
        ("结案率从95.1%提高到98.2%，提高3.1个百分点。", Result.EXACT),
        ("结案率从95.1%提高到98.2%，提高3.2个百分点。", Result.ROUNDING),
        ("结案率从95.1%提高到98.2%，提高3.9个百分点。", Result.CONTRADICTED),
        ("窗口数量由102个减至56个，减少45%。", Result.EXACT),
    ],
)
def test_a_change_is_the_one_between_the_two_numbers(text, result):
    assert ("change-of-move", result) in verdicts(text)


def test_what_grew_in_speed_is_not_held_against_a_time():
    assert "change-of-move" not in dict(verdicts("办理时长由7.2天降低至3.3天，快了一倍。"))


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("申报问题4584个，已办结4562个，办结率99.52%。", Result.EXACT),
        ("申报问题4584个，已办结4562个，办结率99.53%。", Result.CONTRADICTED),
    ],
)
def test_a_rate_of_completion_is_its_count_over_the_whole(text, result):
    assert ("rate-of-counts", result) in verdicts(text)


def test_a_printed_rule_says_what_a_rate_is_of():
    """35 of 232 would be 15.09: the base is another number, which the text does not print."""
    rule = "返修率=返修数/处置数×100%。"
    (finding,) = [
        each for each in findings("应处置案件232件，返修35件，返修率为15.56%。", rule) if each.code == "rate-of-counts"
    ]
    assert (finding.result, finding.reason) == (Result.NOT_ASSESSABLE, Reason.UNKNOWN_BASE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理诉求295件，其中电话120件，网站175件。", [("parts-of-whole", Result.EXACT)]),
        ("受理诉求295件，其中电话120件，网站100件。", []),  # 其中 need not be all
        ("发布资料412篇，其中文字364篇、图片56篇、视频17篇。", [("parts-of-whole", Result.IMPROBABLE)]),
        ("发布资料412篇，其中文字364篇、图片56篇、视频17篇（部分资料涉及多个形式）。", []),
        ("受理诉求5.3万件，其中电话2.1万件，网站3.2万件。", [("parts-of-whole", Result.EXACT)]),
    ],
)
def test_parts_make_up_no_more_than_their_whole(text, expected):
    assert verdicts(text) == expected


@pytest.mark.parametrize(
    ("text", "result"),
    [
        (
            "全年受理诉求27760件。投诉类诉求10128件、咨询类诉求3365件、求助类诉求2056件，共占受理诉求总数的56.01%。",
            Result.EXACT,
        ),
        ("全年受理诉求27760件。投诉类诉求10128件，占受理诉求总数的36.48%。", Result.EXACT),
        ("抽查企业8713家，占全市企业总数的3.57%。", Result.NOT_ASSESSABLE),
    ],
)
def test_a_share_is_held_against_the_base_that_its_words_name(text, result):
    (finding,) = [finding for finding in findings(text) if finding.code == "share-of-base"]
    assert finding.result is result
    assert finding.reason is (Reason.UNKNOWN_BASE if result is Result.NOT_ASSESSABLE else None)


SHARES = "共收到申请2738件。当面申请484件，占{}%；网络申请1272件，占46.46%；信函申请982件，占{}%。"


@pytest.mark.parametrize(
    ("first", "last", "result"),
    [("17.68", "35.86", Result.ROUNDING), ("17.68", "35.87", Result.EXACT), ("17.68", "38.56", Result.IMPROBABLE)],
)
def test_shares_in_a_row_show_their_base(first, last, result):
    """35.8656 prints as 35.87; 35.86 makes the three add up to 100.00 as printed."""
    found = [finding for finding in findings(SHARES.format(first, last)) if finding.code == "share-of-base"]
    found.sort(key=lambda finding: finding.operands[0].place.start)
    assert [finding.result for finding in found] == [Result.EXACT, Result.EXACT, result]


class TestAgainstTables:
    def test_a_list_that_agrees_with_its_column_holds(self):
        text = "受理量较多的单位是：甲区120件，乙区98件，丙区77件。"
        assert [result for code, result in verdicts(text, TABLE) if code == "figure-cell"] == [Result.EXACT] * 3

    def test_one_number_of_a_list_that_differs_is_contradicted_and_explained(self):
        text = "受理量较多的单位是：甲区120件，乙区98件，丙区64件。"
        (finding,) = [each for each in findings(text, TABLE) if each.result is Result.CONTRADICTED]
        assert (finding.recomputed, finding.attribution) == ("77", Attribution.PUBLISHED)
        assert {each.hypothesis for each in finding.explained_by} == {"another-row"}
        assert finding.suspects[0].fits == ("77",)

    def test_a_single_number_that_differs_is_no_proof(self):
        (finding,) = [each for each in findings("丙区受理量67件。", TABLE) if each.code == "figure-cell"]
        assert finding.result is not Result.CONTRADICTED

    def test_a_slip_that_decides_who_is_last_concerns_a_rank(self):
        text = "满意率最高的为丙区(100.00%)，丁区(99.10%)，排名最后一位的是戊区(99.40%)。"
        (finding,) = [each for each in findings(text, TABLE) if each.result is Result.CONTRADICTED]
        assert finding.consequence is Consequence.RANK

    def test_another_period_than_the_table_is_not_held_against_it(self):
        text = "去年受理量较多的单位是：甲区120件，乙区98件，丙区64件。"
        assert Result.CONTRADICTED not in dict(verdicts(text, TABLE)).values()

    @pytest.mark.parametrize(
        ("text", "result"),
        [
            ("受理量列后三位的是：丙区（77件）、丁区（64件）、戊区（31件）。", Result.EXACT),
            ("受理量列后三位的是：乙区（98件）、丁区（64件）、戊区（31件）。", Result.IMPROBABLE),
            ("受理量排名前两位的是：甲区120件，乙区98件。", Result.EXACT),
        ],
    )
    def test_the_bodies_named_first_or_last_are_so(self, text, result):
        assert ("list-of-extremes", result) in verdicts(text, TABLE)

    def test_numbers_of_the_text_become_checked_in_the_ledger(self):
        ledger = audit("受理量较多的单位是：甲区120件，乙区98件，丙区77件。", TABLE).ledger
        states = {entry.raw: entry.state for entry in ledger.entries if entry.ref.startswith("token")}
        assert [states[raw] for raw in ("120", "98", "77")] == [State.CHECKED] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成24627万元，比上年减收1070万元，下降4.2%。", [Result.EXACT]),
        ("受理262件，同比下降2.60%，同比减少7件。", [Result.EXACT]),
        ("受理262件，同比减少7件，同比下降2.80%。", [Result.CONTRADICTED]),
        ("收入67937万元，增加6517万元，增长10.91%。", [Result.IMPROBABLE]),  # money may be compared on other terms
        ("收入67937万元，增加6517万元，按可比口径增长10.91%。", [Result.NOT_ASSESSABLE]),
        ("投诉37894件，同比上年（36368件）上升4.2%。", [Result.EXACT]),
        ("投诉37894件，比上年的36368件上升4.8%。", [Result.CONTRADICTED]),
        ("投诉37894件，比上年的36368件上升14.8%。", [Result.NOT_ASSESSABLE]),  # no one digit makes it so
        ("办结率98.7%，较上月的98.3%提高0.4个百分点。", [Result.EXACT]),
        ("出口887.9亿元，仅次于1月份的895.9亿元，同比增长10.2%。", []),
        ("受理1290件，环比增加35件，同比增长4.1%。", []),  # two comparisons
    ],
)
def test_a_rate_of_growth_follows_from_the_level_and_its_change(text, expected):
    assert [result for code, result in verdicts(text) if code == "growth-of-level"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 347 of 16641; the nearest number is of another kind of food
        ("抽检16641批次，其中蔬菜5968批次。检出不合格347批次，不合格率2.09%，合格率为97.91%。", [Result.EXACT]),
        ("收到留言3059条，处理答复3055条，还有4条正在处理中，处理答复率99.87%。", [Result.EXACT]),
        ("受理诉求1000件，办结900件，办结率98.5%。", [Result.NOT_ASSESSABLE]),  # of what was due
        ("受理诉求93451件，办结91263件，办结率97.65%。", [Result.ROUNDING]),  # 97.658… cut off
    ],
)
def test_a_rate_is_not_held_against_another_base(text, expected):
    assert [result for code, result in verdicts(text) if code == "rate-of-counts"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("抽取300件，其中有效回访246件，表示满意的有240件，表示一般的有5件，表示不满意的有1件。", [Result.EXACT]),
        ("共受理案件1054件，其中立案996件，应结案972件，结案911件。", []),  # stages, not parts
    ],
)
def test_stages_and_parts_of_parts_are_not_added_up(text, expected):
    assert [result for code, result in verdicts(text) if code == "parts-of-whole"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a total of what is listed before it
        ("窗口查处19717起、网络查处22443起，共计42160起。", [("total-of-list", Result.EXACT)]),
        ("窗口查处19717起、网络查处22443起，共计42360起。", [("total-of-list", Result.CONTRADICTED)]),
        ("窗口查处19717起、网络查处22443起，共计61160起。", []),  # more may have been counted
        # a whole that the words divide
        ("共收到来信1409封，由线上604封、线下805封组成。", [("divided-whole", Result.EXACT)]),
        ("共收到来信1409封，由线上604封、线下815封组成。", [("divided-whole", Result.IMPROBABLE)]),
        ("收到来信1409封（主要为线上604封、线下815封）。", []),
        # a base that is printed beside its share
        ("投资实现14.74亿元，占年度计划23.62亿元的62.4%。", [("share-of-printed-base", Result.EXACT)]),
        ("投资实现14.74亿元，占年度计划23.62亿元的64.2%。", [("share-of-printed-base", Result.IMPROBABLE)]),
        # said twice, in two units
        ("抽检样品12.65万批次，运行平稳。抽检样品126501批次，秩序良好。", [("stated-twice", Result.ROUNDING)]),
        ("抽检样品12.65万批次，运行平稳。抽检样品136501批次，秩序良好。", [("stated-twice", Result.IMPROBABLE)]),
        ("抽检样品近12.7万批次，运行平稳。抽检样品126501批次，秩序良好。", []),
        # a list that is announced by its number
        ("客流较多的3个场馆依次为东馆、西馆和北馆。", [("list-counted", Result.EXACT)]),
        ("客流较多的4个场馆依次为东馆、西馆和北馆。", [("list-counted", Result.IMPROBABLE)]),
        ("客流较多的4个场馆依次为东馆、西馆、科技和文化馆。", [("list-counted", Result.EXACT)]),  # or four names
        ("客流较多的9个场馆为东馆、西馆等。", []),
    ],
)
def test_the_words_of_a_sentence_show_what_its_numbers_must_be(text, expected):
    assert [each for each in verdicts(text) if each[0] != "parts-of-whole"] == expected


SHARES_OF_NOTHING = "服装11081件，占比28.07%；家居5396件，占比13.67%；交通3308件，占比8.38%；食品9456件，占比{}%。"


@pytest.mark.parametrize(("share", "result"), [("23.96", Result.EXACT), ("21.42", Result.IMPROBABLE)])
def test_shares_without_a_base_are_held_against_the_one_that_they_agree_on(share, result):
    found = {each.printed: each.result for each in findings(SHARES_OF_NOTHING.format(share))}
    assert found[f"{share}%"] is result
    assert [each for each in found.values() if each is not Result.EXACT] == [result] * (result is not Result.EXACT)


def test_a_total_of_the_text_is_that_of_its_column():
    column = [row[:2] for row in TABLE]
    for total, result in (("390", Result.EXACT), ("340", Result.IMPROBABLE)):
        assert ("total-of-column", result) in verdicts(f"各单位受理量合计{total}件。", column)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("旅游收入预算165.02亿元，执行147.69亿元，为预算的89.5%。", [Result.EXACT]),
        ("旅游收入预算165.02亿元，执行17.69亿元，为预算的89.5%。", [Result.IMPROBABLE]),
        ("零售总额年度目标31.16亿元，实际完成25.36亿元，完成目标的75.6%。", [Result.IMPROBABLE]),
        ("零售总额年度目标31.16亿元，实际完成3.36亿元，完成目标的75.6%。", [Result.NOT_ASSESSABLE]),
        ("财政支出预算556.14亿元，增长3.1%，执行631.78亿元，为预算的116.3%。", []),
    ],
)
def test_plan_result_and_share_in_a_row(text, expected):
    assert [result for code, result in verdicts(text) if code == "share-of-printed-base"] == expected


CLOSURE = """责任单位	受理量	办结量	办结率	满意率
鼓楼区	120	114	95.00%	100.00%
台江区	98	96	97.96%	100.00%
仓山区	77	70	90.91%	100.00%
晋安区	64	63	98.44%	100.00%
马尾区	31	30	96.77%	100.00%
长乐区	45	42	93.33%	98.10%
闽侯县	52	50	96.15%	100.00%"""


def rows_of(text):
    return [row.split("\t") for row in text.split("\n")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("办结率列前三位的是：晋安区98.44%、台江区97.96%、马尾区96.77%。", "list-of-extremes"),
        ("仓山区办结率为90.91%，晋安区办结率为98.44%。", "figure-cell"),
    ],
)
def test_a_slip_in_a_table_and_what_the_text_says_of_it_are_one_finding(text, said):
    table = CLOSURE.replace("90.91%", "99.91%")
    noticed = [
        each for each in audit(text, rows_of(table)).findings if each.result in (Result.CONTRADICTED, Result.IMPROBABLE)
    ]
    assert [(each.code, each.suspects[0].raw, each.suspects[0].fits[0]) for each in noticed] == [
        ("rate", "99.91%", "90.91")
    ]
    blocked = [each for each in findings(text, rows_of(table)) if each.reason is Reason.BLOCKED]
    assert [(each.code, each.blocked_by) for each in blocked] == [(said, (noticed[0].id,))]


def test_what_the_text_proves_of_a_cell_comes_before_what_is_only_doubtful():
    table = CLOSURE.replace("97.96%\t100.00%", "97.96%\t190.00%")
    text = "台江区满意率为100%，晋安区满意率为100%。"
    noticed = [
        each for each in audit(text, rows_of(table)).findings if each.result in (Result.CONTRADICTED, Result.IMPROBABLE)
    ]
    assert [(each.code, each.result, each.suspects[0].raw) for each in noticed] == [
        ("figure-cell", Result.CONTRADICTED, "190.00%")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "各单位满意率均为100%。",
        "各单位办结率均为100%。",
    ],
)
def test_what_is_said_of_every_row_is_held_against_them(text):
    assert verdicts(text, rows_of(CLOSURE)) == [("all-rows-alike", Result.IMPROBABLE)]


@pytest.mark.parametrize(
    "text",
    [
        "除长乐区外，其余单位满意率均为100%。",
        "鼓楼区等6家单位的满意率均为100%。",
        "满意率均为100%的单位有6家。",
        "市直部门满意率均为100%。",
        "前三名满意率均为100%。",
        "多数单位满意率都在100%。",
        "上月各单位满意率均为100%。",
    ],
)
def test_what_is_said_of_some_rows_is_not_held_against_all(text):
    assert all(result is Result.EXACT for _, result in verdicts(text, rows_of(CLOSURE)))
