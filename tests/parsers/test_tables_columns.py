"""Header paths, label columns, and what kind of number a column holds, to how many places."""

import pytest
from factories import columns_of, make_document, make_grid, values_of

from parsers.tables import grids_to_tables
from schemas.tables import CellRole


def read(*blocks):
    (table,) = grids_to_tables(make_document(*blocks))
    return table


def names(table):
    return [column.name for column in table.columns]


def test_merged_cells_stand_over_the_names_below_them():
    table = read(
        make_grid(
            [
                ["区县", "受理（件）", None, "满意率(%)"],
                [None, "电话", "网络", None],
                ["甲区", "10", "5", "98.5"],
            ],
            {(0, 0): (2, 1), (0, 1): (1, 2), (0, 3): (2, 1)},
        )
    )
    assert [column.path for column in table.columns] == [("区县",), ("受理", "电话"), ("受理", "网络"), ("满意率",)]
    assert [column.unit for column in table.columns] == ["", "件", "件", "%"]


def test_in_a_text_a_head_reaches_over_the_blanks_to_its_right_that_are_named_below():
    table = read(["区县\t受理\t\t总计\t备注", "\t电话\t网络\t\t", "甲区\t10\t5\t15\t"])
    assert names(table) == ["区县", "受理·电话", "受理·网络", "总计", "备注"]


def test_a_blank_merged_head_takes_no_name_from_its_neighbour():
    table = read(
        make_grid(
            [["复议", None, "", None], ["维持", "纠正", "维持", "纠正"], ["1", "2", "3", "4"]],
            {(0, 0): (1, 2), (0, 2): (1, 2)},
        )
    )
    assert names(table) == ["复议·维持", "复议·纠正", "维持", "纠正"]


def test_line_wraps_leave_no_blanks_and_units_leave_the_name():
    table = read(
        ["接听情况 接听单位\t转接诉求量 总计（件）\t及时反 馈率\t增减%\t产量/吨", "甲\t146\t92.86%\t-1.2\t3.5"]
    )
    assert columns_of(table) == [
        "接听情况接听单位 label",
        "转接诉求量总计 count 件",
        "及时反馈率 rate % 2",
        "增减% change % 1",
        "产量 amount 吨 1",
    ]


@pytest.mark.parametrize(
    ("numbering", "values"),
    [
        ("栏次\t1\t2\t3", ["10!", "4!", "6!"]),
        ("\t1=2+3\t2\t3", ["10!", "4!", "6!"]),
        ("甲\t1\t2\t3", ["10!", "4!", "6!"]),
    ],
)
def test_a_row_that_numbers_the_columns_belongs_to_the_header(numbering, values):
    table = read(["单位\t总数\t已办\t在办", numbering, "某局\t10\t4\t6"])
    assert table.roles[1, 1] is CellRole.HEADER
    assert values_of(table, 1) == []
    assert values_of(table, 2) == values


def test_rows_that_are_called_by_letters_number_no_columns():
    table = read(["单位\t总数\t已办\t在办", "甲\t1\t2\t3", "乙\t10\t4\t6"])
    assert values_of(table, 1) == ["1!", "2!", "3!"]


def test_years_over_columns_are_names_and_down_a_column_labels():
    across = read("税收（万元）", ["项目\t2020\t2021\t2022年", "税收\t2100\t2200\t2300"])
    assert names(across) == ["项目", "2020", "2021", "2022年"]
    down = read(["年份\t受理\t办结率", "2020\t100\t98.0%", "2021\t120\t99.2%"])
    assert [row.label for row in down.rows] == ["", "2020", "2021"]


def test_ordinals_and_ranks_may_stand_before_the_label():
    table = read(["序号\t排名\t单位\t得分", "1\t1\t甲\t98.5", "2\t2\t乙\t97.2"])
    assert columns_of(table) == ["序号 ordinal", "排名 rank", "单位 label", "得分 score 1"]
    assert [row.label for row in table.rows[1:]] == ["甲", "乙"]


def test_a_second_column_of_words_is_a_label_only_where_the_first_does_not_tell_the_rows_apart():
    grouped = read(["片区\t单位\t办结", "东\t甲\t1", "\t乙\t2", "西\t丙\t3"])
    assert [row.path for row in grouped.rows[1:]] == [("东", "甲"), ("东", "乙"), ("西", "丙")]
    described = read(["单位\t负责人\t办结", "甲\t张三\t1", "乙\t李四\t2", "合计\t\t3"])
    assert [column.kind.value for column in described.columns] == ["label", "text", "count"]


def test_numbers_may_name_rows_where_nothing_else_does():
    ages = read(["年龄\t人数\t占比", "18\t100\t40.0%", "19\t150\t60.0%"])
    assert [row.label for row in ages.rows[1:]] == ["18", "19"]
    numbered = read(["序号\t人数\t占比", "1\t100\t40.0%", "2\t150\t60.0%"])
    assert [row.label for row in numbered.rows[1:]] == ["1", "2"]


def test_a_table_without_labels_has_none_and_its_only_row_goes_by_the_title():
    table = read("总体情况表", ["受理量\t办结量\t办结率", "123\t120\t97.6%"])
    assert columns_of(table) == ["受理量 count", "办结量 count", "办结率 rate % 1"]
    assert (table.rows[1].label, table.rows[1].path) == ("总体情况表", ("总体情况表",))


def test_a_table_without_header_has_columns_without_names():
    table = read(["甲\t10\t8", "乙\t5\t5"])
    assert names(table) == ["", "", ""]
    assert values_of(table, 0) == ["10!", "8!"]


def test_blank_columns_without_a_name_are_no_columns():
    table = read(["单位\t收件\t等级\t", "甲\t10\tA\t", "乙\t5\tB\t"])
    assert [column.col for column in table.columns] == [0, 1, 2]
    assert table.roles[1, 3] is CellRole.BLANK


def test_a_column_of_words_before_an_empty_one_is_no_column_of_statements():
    table = read(["项目\t投资\t责任单位\t备注", "甲\t12.5\t某局\t", "乙\t3.2\t某委\t"])
    assert [column.kind.value for column in table.columns] == ["label", "amount", "text", "text"]
    assert [row.statement for row in table.rows] == [None] * 3


def test_the_part_of_a_column_stands_under_the_column_left_of_it():
    table = read(["区\t确诊\t其中：隔离发现\t无症状\t其中：隔离发现", "甲\t10\t9\t50\t48"])
    assert names(table)[1:] == ["确诊", "确诊·其中：隔离发现", "无症状", "无症状·其中：隔离发现"]


# header, unit line, values down the column -> kind, unit, places, stripped zeros
KINDS = [
    ("受理", "", "12 5", "count"),
    ("受理（件）", "", "12 5", "count 件"),
    ("受理量", "单位：万件", "12 5", "amount 万件"),
    ("户数", "单位：万元", "12 5", "count"),
    ("执行数", "单位：万元", "12 5", "amount 万元"),
    ("预算数", "", "12 5", "amount"),
    ("平均受理（件）", "", "12 5", "amount 件"),
    ("面积（亩）", "", "12 5", "amount 亩"),
    ("床位数（张）", "", "12 5", "count 张"),
    ("重量", "", "12.5 5.0", "amount 1"),
    ("结案率", "", "98.5% 97.2%", "rate % 1"),
    ("结案率(%)", "", "98.5 97.2", "rate % 1"),
    ("结案率", "单位：件、%", "98.5 97.2", "rate % 1"),
    ("受理", "单位：件、%", "12 5", "count 件"),
    ("占预算%", "", "98.5 97.2", "rate % 1"),
    ("满意度", "", "98.55 97", "rate 2~"),
    ("每万人发生率（‰）", "", "1.2 0.8", "rate ‰ 1"),
    ("同比增长（%）", "", "-1.2 0.8", "change % 1"),
    ("增长率", "", "-1.2% 0.8%", "change % 1"),
    ("比上年增减（件）", "", "-12 8", "change 件"),
    ("比上年提高（百分点）", "", "1.2 0.8", "change 百分点 1"),
    ("综合得分", "", "98.5 97.2", "score 1"),
    ("市容环境（40分）", "", "38.5 37.2", "score 分 1"),
    ("满意率得分", "", "9.5 9.2", "score 1"),
    ("得分率", "", "98.5% 97.2%", "rate % 1"),
    ("空气质量综合指数", "", "3.51 2.72", "score 2"),
    ("排名", "", "1 2", "rank"),
    ("满意率排名", "", "1 2", "rank"),
    ("名次变化", "", "↑1 ↓2", "change"),
    ("评价等级", "", "A B", "grade"),
    ("考核结果", "", "优秀 良好", "grade"),
    ("评价", "", "达标 不达标", "grade"),
    ("备注", "", "含代办 新增", "text"),
    ("责任单位", "", "某局 某委", "text"),
    ("联系电话", "", "87290606 87290607", "text"),
    ("电话（件）", "", "120 80", "count 件"),
]


@pytest.mark.parametrize(("header", "line", "values", "expected"), KINDS)
def test_kinds(header, line, values, expected):
    first, second = values.split()
    rows = [f"单位\t其他\t{header}", f"甲\t1\t{first}", f"乙\t2\t{second}", "丙\t3\t"]
    table = read("情况表", *([line] if line else []), rows)
    assert columns_of(table)[2].removeprefix(table.columns[2].name).strip() == expected


PLACES = [
    ("98.50 97.25 100.00", "2"),  # the zeros are printed
    ("98.5 97.25 100", "2~"),
    ("98.5 97.25 100.00", "2"),  # some zeros are printed
    ("98.51 97.25 96.33", "2"),  # nothing to strip: nothing known
    ("98.5 97.2 96.3 95.1 94.7 93.25", "2"),  # too many short ones for chance: typed by hand
    ("100 0 33.33 66.67", "2~"),
]


@pytest.mark.parametrize(("values", "expected"), PLACES)
def test_a_column_strips_trailing_zeros_if_lengths_vary_and_none_is_printed(values, expected):
    table = read(["单位\t结案率", *(f"单位{at}\t{value}" for at, value in enumerate(values.split()))])
    assert columns_of(table)[1] == f"结案率 rate {expected}"


def test_money_in_the_title_makes_whole_numbers_amounts():
    table = read("各区税收情况", ["月份\t甲区\t乙区", "1月\t12\t5", "2月\t10\t7"])
    assert [column.kind.value for column in table.columns] == ["label", "amount", "amount"]
    assert values_of(table, 1) == ["12", "5"]


def test_a_whole_column_among_decimals_of_its_like_is_rounded_too():
    table = read("产出情况", ["项目\t2021年\t2022年", "甲\t12.5\t5", "乙\t10\t7"])
    assert [column.kind.value for column in table.columns] == ["label", "amount", "amount"]


def test_means_prices_and_what_is_per_something_do_not_add_up():
    table = read(
        [
            "乡镇\t面积(亩)\t单产(公斤/亩)\t总产(吨)\t平均亩产（公斤）\t气温（℃）\t增长%",
            "甲\t1200\t450.5\t540.6\t4.5\t20.5\t3.2",
            "乙\t800\t500\t400\t5.0\t21.0\t1.1",
        ]
    )
    assert [column.name for column in table.columns if column.adds] == ["面积", "总产"]


def test_a_unit_column_gives_each_row_its_unit_and_exactness():
    table = read(
        [
            "指标\t单位\t数值\t比上年增长（%）",
            "生产总值\t亿元\t1234.5\t5.6",
            "高校\t所\t12\t—",
            "失业率\t%\t3\t-0.1个百分点",
        ]
    )
    assert columns_of(table)[1:] == ["单位 text", "数值 amount 1", "比上年增长 change % 1"]
    assert [values_of(table, row) for row in (1, 2, 3)] == [
        ["1234.5亿元", "5.6%"],
        ["12!所", "<dash>"],
        ["3%", "-0.1个百分点"],
    ]


def test_a_table_on_its_side_has_its_kinds_in_the_rows():
    table = read(["指标\t甲区\t乙区", "受理量（件）\t100\t200", "办结量（件）\t98\t195", "办结率（%）\t98\t97.5"])
    assert [values_of(table, row) for row in (1, 2, 3)] == [["100!件", "200!件"], ["98!件", "195!件"], ["98%", "97.5%"]]


def test_a_list_of_names_and_contents_types_what_it_can():
    table = read("基本情况", ["项目\t内容", "床位数\t500张", "职工人数\t800人", "院长\t张三", "占地面积\t3.5万平方米"])
    assert [values_of(table, row)[0] for row in range(1, 5)] == ["500!张", "800!人", "<statement>", "3.5万平方米"]


def test_numbers_of_a_form_are_values_without_a_column_of_their_own():
    table = read(
        [
            "项目名称\t道路工程\t负责人\t张三",
            "资金总额\t4,100,000.00\t其中：财政\t4,100,000.00",
            "主管部门\t某局\t实施单位\t某公司",
            "目标\t完工\t期限\t年底",
            "性质\t新建\t类别\t公共服务",
            "效益\t改善\t电话\t87290606",
        ]
    )
    assert values_of(table, 1) == ["4100000.00", "4100000.00"]
    assert table.roles[5, 3] is CellRole.LABEL


def test_what_cannot_be_read_is_a_value_that_says_so():
    table = read(["单位\t受理\t办结", "甲\t1\ufffd2\t10", "乙\t12,34\t", "丙\t3\t/"])
    assert [values_of(table, row) for row in (1, 2, 3)] == [
        ["<unreadable>", "10!"],
        ["<unreadable>", "<blank>"],
        ["3!", "<slash>"],
    ]
