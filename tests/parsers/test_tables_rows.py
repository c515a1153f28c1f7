"""Rows: whose members they are, what a total stands for, and what stands in place of numbers."""

import pytest
from factories import make_document, make_grid, rows_of, values_of

from parsers.tables import grids_to_tables
from schemas.tables import Bond, CellRole, RowKind


def read(*blocks):
    (table,) = grids_to_tables(make_document(*blocks))
    return table


def bonds(table):
    return {row.label: row.bond for row in table.rows if row.bond}


MEMBERS = [
    (["单位", "", "应办", "已办"], None),
    (["市建委", "", "54", "50"], "group 市建委"),
    (["下属单位", "本委", "46", "42"], "data 市建委/本委 < 市建委"),
    (["", "市灯管办", "8", "8"], "data 市建委/市灯管办 < 市建委"),
    (["市园林局", "", "594", "463"], "data 市园林局"),
    (["市交通委", "", "15", "12"], "group 市交通委"),
    (["下属单位", "市公路局", "15", "12"], "data 市交通委/市公路局 < 市交通委"),
    (["", "市交通支队", "本月无应办案件", ""], "data 市交通委/市交通支队 < 市交通委"),
]


def test_a_label_cell_that_says_so_makes_members_of_the_row_above():
    table = read([cells for cells, _ in MEMBERS])
    assert rows_of(table) == [line for _, line in MEMBERS if line]
    assert set(bonds(table).values()) == {Bond.CELL}


def test_it_says_the_same_as_a_merged_cell():
    spans = {(0, 0): (1, 2), (1, 0): (1, 2), (4, 0): (1, 2), (5, 0): (1, 2)}
    spans |= {(2, 0): (2, 1), (6, 0): (2, 1), (7, 2): (1, 2)}
    table = read(make_grid([cells for cells, _ in MEMBERS], spans))
    assert rows_of(table) == [line for _, line in MEMBERS if line]


def test_a_row_named_in_the_outer_label_column_is_the_parent_of_those_named_in_the_inner():
    table = read(["行业\t\t企业数", "工业\t\t100", "\t轻工业\t40", "\t重工业\t60", "建筑业\t\t30"])
    assert rows_of(table) == ["group 工业", "data 工业/轻工业 < 工业", "data 工业/重工业 < 工业", "data 建筑业"]


def test_a_group_cell_without_a_row_of_its_own_is_in_the_path_only():
    table = read(["片区\t单位\t办结", "东片\t甲\t1", "\t乙\t2", "西片\t丙\t3"])
    assert rows_of(table) == ["data 东片/甲", "data 东片/乙", "data 西片/丙"]


def test_a_group_ends_where_the_numbering_goes_on_beside_it():
    table = read(["事项\t情形\t件数", "（五）不予处理\t1.重复\t18", "\t2.举报\t12", "\t（六）其他\t124"])
    assert rows_of(table) == ["data （五）不予处理/1.重复", "data （五）不予处理/2.举报", "data （六）其他"]


def test_numbers_before_labels_nest():
    table = read(
        "收支表",
        "单位：万元",
        [
            "项目\t金额",
            "一、收入\t30",
            "（一）拨款\t20",
            "1.本级\t15",
            "2.上级\t5",
            "（二）其他\t10",
            "二、支出\t28",
            "结余\t2",
        ],
    )
    assert rows_of(table) == [
        "group 一、收入",
        "group 一、收入/（一）拨款 < 一、收入",
        "data 一、收入/（一）拨款/1.本级 < （一）拨款",
        "data 一、收入/（一）拨款/2.上级 < （一）拨款",
        "data 一、收入/（二）其他 < 一、收入",
        "data 二、支出",
        "data 结余",
    ]


def test_a_list_that_does_not_begin_at_its_first_item_is_no_list_of_members():
    table = read(["项目\t件数", "二、上年结转\t16", "4.第三方\t23", "5.内部\t61"])
    assert rows_of(table) == ["data 二、上年结转", "data 4.第三方", "data 5.内部"]


def test_ordinals_in_their_own_column_nest_as_well():
    table = read(["序号\t项目\t金额（万元）", "一\t收入\t300", "1\t拨款\t200", "2\t捐赠\t100", "二\t支出\t280"])
    assert rows_of(table) == ["group 收入", "data 收入/拨款 < 收入", "data 收入/捐赠 < 收入", "data 支出"]


def test_codes_nest_by_their_parts():
    one_column = [
        "科目编码\t科目名称\t决算数",
        "201\t公共服务\t70",
        "20103\t政府办\t70",
        "2010301\t行政\t40",
        "2010302\t事务\t30",
    ]
    columns = [
        ["类", "款", "项", "科目名称", "决算数"],
        ["201", "", "", "公共服务", "70"],
        ["201", "03", "", "政府办", "70"],
        ["201", "03", "01", "行政", "40"],
        ["201", "03", "02", "事务", "30"],
    ]
    in_labels = ["科目\t决算数", "201 公共服务\t70", "20103 政府办\t70", "2010301 行政\t40", "2010302 事务\t30"]
    for rows in (one_column, columns, in_labels):
        table = read("支出决算表", rows)
        parents = {row.row: row.parent for row in table.rows if row.kind is not RowKind.HEADER}
        assert parents == {1: None, 2: 1, 3: 2, 4: 2}
        assert set(bonds(table).values()) == {Bond.CODE}


def test_a_code_that_does_not_continue_the_one_above_proves_no_sum():
    rows = [
        "类\t款\t项\t科目\t决算数",
        "210\t\t\t卫生\t50",
        "210\t11\t\t医疗\t50",
        "7\t11\t01\t甲\t30",
        "210\t11\t02\t乙\t20",
    ]
    table = read("支出表", rows)
    assert [(row.parent, row.exhaustive) for row in table.rows[3:]] == [(2, False), (2, False)]


SUGGESTED = [
    "项目\t投资（亿元）\t计划（亿元）",
    "一、产业\t15.7\t3.1",
    "甲厂\t10.5\t2.0",
    "乙厂\t5.2\t1.1",
    "二、基建\t3.0\t0.5",
]


def test_rows_behind_a_number_are_its_members_and_add_up_only_if_they_do():
    closing = read(SUGGESTED)
    assert rows_of(closing)[1] == "data 一、产业/甲厂 < 一、产业"
    open_ = read([row.replace("15.7\t3.1", "19.9\t4.2") for row in SUGGESTED])
    assert rows_of(open_)[1] == "data 一、产业/甲厂 < 一、产业 ?"


def test_one_sum_that_fails_among_many_leaves_the_group_a_group():
    slipped = read([row.replace("15.7\t3.1", "15.7\t3.2") for row in SUGGESTED])
    assert rows_of(slipped)[1] == "data 一、产业/甲厂 < 一、产业"


def test_a_row_over_others_without_numbers_only_heads_them():
    text = [
        "项目\t投资\t计划",
        "一、产业\t\t",
        "甲厂\t10.5\t2.0",
        "乙厂\t5.2\t1.1",
        "二、基建\t\t",
        "丙路\t3.0\t0.5",
        "合计\t18.7\t3.6",
    ]
    grid = make_grid([row.split("\t") for row in text], {(1, 0): (1, 3), (4, 0): (1, 3)})
    for rows in (text, grid):
        assert rows_of(read("重点项目投资表", rows)) == [
            "group 一、产业",
            "data 一、产业/甲厂",
            "data 一、产业/乙厂",
            "group 二、基建",
            "data 二、基建/丙路",
            "total 合计",
        ]


def test_indentation_nests():
    table = read(
        "投资情况", ["指标\t总额（亿元）", "生产总值\t100.0", "　第一产业\t40.0", "　第二产业\t60.0", "人口增量\t3.0"]
    )
    assert rows_of(table) == [
        "group 生产总值",
        "data 生产总值/第一产业 < 生产总值",
        "data 生产总值/第二产业 < 生产总值",
        "data 人口增量",
    ]


OF_WHICH = [
    (["总计\t100", "其中：甲\t60", "乙\t40"], ["total 总计", "data 总计/其中：甲 < 总计 ?"]),
    (
        ["职工\t100", "其中：\t", "甲\t60", "乙\t30", "合计\t100"],
        ["data 职工", "data 职工/其中： < 职工 ?", "data 职工/甲 < 职工 ?"],
    ),
    (["存款\t100", "#住户\t60", "贷款\t90", "#住户\t20"], ["data 存款", "data 存款/#住户 < 存款 ?"]),
    (
        ["人口\t100", "其中：城镇\t60", "　　　乡村\t40"],
        ["data 人口", "data 人口/其中：城镇 < 人口 ?", "data 人口/乡村 < 人口 ?"],
    ),
]


@pytest.mark.parametrize(("rows", "expected"), OF_WHICH)
def test_rows_of_which_claim_no_partition(rows, expected):
    assert rows_of(read(["项目\t数量", *rows]))[: len(expected)] == expected


def test_a_label_cell_that_says_of_which_claims_no_partition_either():
    table = read(["单位\t\t受理", "全市\t\t100", "其中\t甲\t60", "\t乙\t30"])
    assert rows_of(table) == ["total 全市", "data 全市/甲 < 全市 ?", "data 全市/乙 < 全市 ?"]


TOTALS = [
    (["甲\t1\t10", "乙\t2\t20", "合 计\t3\t30"], "total 合计"),
    (["全市\t3\t30", "甲\t1\t10", "乙\t2\t20"], "total 全市"),
    (["甲\t1\t10", "乙\t2\t20", "总 计：\t3\t30"], "total 总计："),
    (["甲\t1\t10", "乙\t2\t20", "合计（含代办）\t3\t30"], "total 合计（含代办）"),
    (["甲收入\t1\t10", "乙收入\t2\t20", "收入总计\t3\t30"], "total 收入总计"),
]


@pytest.mark.parametrize(("rows", "expected"), TOTALS)
def test_totals_stand_at_either_end_for_the_rows_without_a_parent(rows, expected):
    table = read(["单位\t收件\t办结", *rows])
    assert [line for line in rows_of(table) if line.startswith("total")] == [expected]
    assert [row.exhaustive for row in table.rows if row.kind is RowKind.DATA] == [True, True]


def test_a_total_that_its_rows_do_not_make_up_stands_over_a_choice_of_rows():
    table = read(["单位\t收件\t办结", "全市\t300\t200", "甲\t1\t10", "乙\t2\t20"])
    assert [row.exhaustive for row in table.rows if row.kind is RowKind.DATA] == [False, False]


def test_subtotals_under_their_rows():
    table = read(
        [
            "片区\t单位\t任务\t完成",
            "东\t甲\t10\t8",
            "\t乙\t20\t20",
            "\t小计\t30\t28",
            "西\t丙\t5\t5",
            "\t小计\t5\t5",
            "总计\t\t35\t33",
        ]
    )
    assert rows_of(table) == [
        "data 东/甲 < 小计",
        "data 东/乙 < 小计",
        "subtotal 东/小计",
        "data 西/丙 < 小计",
        "subtotal 西/小计",
        "total 总计",
    ]


def test_subtotals_over_their_rows():
    table = read(
        ["地区\t企业\t人数", "全市\t60\t12", "市区小计\t35\t8", "甲\t20\t5", "乙\t15\t3", "县小计\t25\t4", "丙\t25\t4"]
    )
    assert rows_of(table) == [
        "total 全市",
        "subtotal 市区小计",
        "data 甲 < 市区小计",
        "data 乙 < 市区小计",
        "subtotal 县小计",
        "data 丙 < 县小计",
    ]


def test_a_total_in_the_middle_is_a_part_of_the_one_at_the_end():
    table = read(
        "收入表",
        "单位：万元",
        [
            "项目\t预算数\t决算数",
            "一、拨款\t10\t12",
            "二、事业\t5\t6",
            "本年收入合计\t15\t18",
            "上年结转\t3\t3",
            "总计\t18\t21",
        ],
    )
    assert rows_of(table) == [
        "data 一、拨款 < 本年收入合计",
        "data 二、事业 < 本年收入合计",
        "subtotal 本年收入合计",
        "data 上年结转",
        "total 总计",
    ]


def test_a_total_inside_a_group_stands_for_the_rows_of_the_group_only():
    table = read(
        make_grid(
            [
                ["一、新收", None, "95", "20"],
                ["二、结转", None, "5", "0"],
                ["三、办理结果", "（一）公开", "59", "15"],
                [None, "（二）不予公开", "36", "5"],
                [None, "（三）总计", "95", "20"],
                ["四、结转下年", None, "5", "0"],
            ],
            {(0, 0): (1, 2), (1, 0): (1, 2), (2, 0): (3, 1), (5, 0): (1, 2)},
        )
    )
    assert rows_of(table) == [
        "data 一、新收",
        "data 二、结转",
        "data 三、办理结果/（一）公开 < （三）总计",
        "data 三、办理结果/（二）不予公开 < （三）总计",
        "subtotal 三、办理结果/（三）总计",
        "data 四、结转下年",
    ]


def test_rows_worked_out_from_the_others_take_no_part_in_the_total():
    table = read(
        [
            "单位\t收件\t办结",
            "甲\t10\t8",
            "乙\t20\t10",
            "合计\t30\t18",
            "平均\t15\t9",
            "上年同期\t28\t20",
            "同比增长\t2\t-2",
        ]
    )
    assert [row.label for row in table.rows if not row.exhaustive] == ["平均", "上年同期", "同比增长"]


def test_a_total_may_stand_in_the_column_of_ordinals():
    table = read(["序号\t单位\t收件", "1\t甲\t10", "2\t乙\t20", "合计\t\t30"])
    assert rows_of(table) == ["data 甲", "data 乙", "total 合计"]
    assert table.roles[3, 0] is CellRole.LABEL


def test_words_in_place_of_all_numbers_are_a_statement():
    table = read(["单位\t收件\t办结\t等级", "甲\t10\t8\tA", "乙\t本月无件\t\t", "丙\t停办\t5\tB"])
    assert [row.statement for row in table.rows] == [None, None, "本月无件", None]
    assert values_of(table, 2) == ["<statement>"] * 3
    assert values_of(table, 3) == ["<statement>", "5!", "B"]


def test_the_cells_of_a_ragged_row_stay_loose():
    table = read(make_grid(["单位\t收件\t办结\t在办", "甲\t10\t8\t2", "乙\t5\t3", "合计\t15\t11\t4"], loose=[2]))
    assert rows_of(table) == ["data 甲", "data 乙", "total 合计"]  # no sum can be tried, none is disbelieved
    assert values_of(table, 2) == []
    assert [cell.text for cell in table.grid.loose] == ["5", "3"]


def test_up_to_now_is_the_total_of_months_and_of_nothing_else():
    months = [["月份", "受理", "办结"], ["1月", "12", "11"], ["2月", "15", "15"], ["累计", "27", "26"]]
    assert rows_of(read(months)) == ["data 1月", "data 2月", "total 累计"]
    districts = [["区县", "受理", "办结"], ["甲区", "12", "11"], ["乙区", "15", "15"], ["累计", "270", "260"]]
    assert rows_of(read(districts))[-1].startswith("data 累计")


def test_what_a_break_left_of_a_repeated_header_is_no_row():
    rows = [
        ["单位", "受理", "办结"],
        ["栏次", "1", "2"],
        ["甲区", "12", "11"],
        ["栏次", "1", "2"],
        ["乙区", "15", "15"],
    ]
    table = read(rows)
    assert [row.kind for row in table.rows if row.kind is not RowKind.HEADER] == [RowKind.DATA] * 2
    assert all(table.roles[3, col] is CellRole.HEADER for col in range(3))
