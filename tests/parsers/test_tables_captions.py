"""What stands around a table: title, unit line, notes; and where one grid holds several tables."""

import pytest
from factories import make_document, make_grid, make_paragraph, rows_of

from parsers.tables import grids_to_tables
from schemas.documents import ParagraphRole
from schemas.tables import CellRole, RowKind

GRID = ["单位\t收件\t办结", "甲\t10\t8", "乙\t5\t5"]

TITLES = [
    (["各街道办件情况表"], "各街道办件情况表"),
    (["附件2", "各街道办件情况表"], "各街道办件情况表"),
    (["各街道办件情况表", "单位：件"], "各街道办件情况表"),
    (["各街道办件情况表　　　单位：件"], "各街道办件情况表"),
    (
        ["各 街 道 办 件 情 况 表", "（2024年3月）", "编制单位：某市政务服务局　　单位：件"],
        "各街道办件情况表 （2024年3月）",
    ),
    (["表3：各街道办件情况"], "表3：各街道办件情况"),
    (["附件：各街道办件情况表（单位：件）"], "附件：各街道办件情况表"),
    (["武汉市收入情况表", "表一 单位：件"], "武汉市收入情况表"),
    (["消费价格指数", "以上年为100"], "消费价格指数 以上年为100"),
    (["（二）街道办件", "本月共收件15件，办结13件。具体情况如下："], "（二）街道办件"),
    (["本月共收件15件，办结13件，其中甲街道办结8件，乙街道办结5件。"], ""),
    (["备注：上表不含在办件。"], ""),
    ([], ""),
]


@pytest.mark.parametrize(("above", "title"), TITLES)
def test_the_title_is_the_nearest_line_above_that_may_be_one(above, title):
    (table,) = grids_to_tables(make_document(*above, GRID))
    assert table.title == title
    assert (table.title_place.quote if table.title_place else "") == title


def test_running_heads_and_page_numbers_are_no_titles():
    page_number = make_paragraph("— 12 —", role=ParagraphRole.PAGE_NUMBER)
    (table,) = grids_to_tables(make_document("办件情况表", page_number, GRID))
    assert table.title == "办件情况表"


UNITS = [
    ("单位：件", "件"),
    ("单位:万元", "万元"),
    ("（单位：件、%）", "件、%"),
    ("金额单位：万元", "万元"),
    ("单 位：亿元", "亿元"),
    ("制表单位：某局", ""),
    ("单位：某市财政局", ""),
]


@pytest.mark.parametrize(("line", "unit"), UNITS)
def test_a_unit_line_names_units_and_no_institution(line, unit):
    (table,) = grids_to_tables(make_document("办件情况表", line, GRID))
    assert (table.title, table.unit) == ("办件情况表", unit)
    assert table.unit_place is None or table.unit_place.quote == unit


def test_a_unit_in_brackets_at_the_end_of_the_title_is_the_tables():
    (table,) = grids_to_tables(make_document("近三年税收（万元）", ["项目\t2023年", "税收\t12"]))
    assert (table.unit, table.unit_place.quote) == ("万元", "万元")


def test_title_and_unit_may_stand_in_the_grid():
    grid = make_grid(
        [["办件情况表", None, None], ["单位：件", None, None], *(row.split("\t") for row in GRID)],
        {(0, 0): (1, 3), (1, 0): (1, 3)},
    )
    (table,) = grids_to_tables(make_document("上文。", grid))
    assert (table.title, table.unit) == ("办件情况表", "件")
    assert [row.kind for row in table.rows[:3]] == [RowKind.HEADER] * 3
    assert table.columns[1].unit == "件"


def test_notes_go_on_over_their_numbered_items_and_stop_before_the_next_title():
    document = make_document(
        GRID,
        "注：1.在办件未计入。",
        "2.数据来源于平台。",
        "附表",
        "3.不是附注",
        GRID,
        "备注：",
        "1)甲。",
        "2)乙。",
        "4)丁。",
    )
    first, second = grids_to_tables(document)
    assert [note.text for note in first.notes] == ["注：1.在办件未计入。", "2.数据来源于平台。"]
    assert [note.text for note in second.notes] == ["备注：", "1)甲。", "2)乙。"]


def test_a_note_inside_the_grid_is_a_row_of_its_own_kind():
    grid = make_grid([*(row.split("\t") for row in GRID), ["备注：甲含代办件2件。", None, None]], {(3, 0): (1, 3)})
    (table,) = grids_to_tables(make_document(grid))
    assert rows_of(table)[-1] == "note 备注：甲含代办件2件。"
    assert table.roles[3, 0] is CellRole.NOTE
    assert [note.text for note in table.notes] == ["备注：甲含代办件2件。"]
    assert all(value.row != 3 for value in table.values)


def test_a_second_header_in_the_grid_begins_a_second_table_under_its_own_heading():
    document = make_document(
        "主动公开情况",
        [
            "第一项\t\t",
            "信息内容\t制发件数\t废止件数",
            "规章\t3\t0",
            "第二项\t\t",
            "信息内容\t处理决定数量\t",
            "行政许可\t120\t",
            "注：不含涉密。\t\t",
        ],
    )
    first, second = grids_to_tables(document)
    assert (first.title, second.title) == ("第一项", "第二项")
    assert [column.name for column in second.columns] == ["信息内容", "处理决定数量"]
    assert [value.row for value in second.values] == [5]
    assert [note.text for note in second.notes] == ["注：不含涉密。"]
    cells = [(cell.row, cell.col) for table in (first, second) for cell in table.grid.cells]
    assert sorted(cells) == sorted((cell.row, cell.col) for cell in document.blocks[1].cells)


def test_the_same_header_once_more_begins_nothing():
    (table,) = grids_to_tables(make_document("表1", [*GRID, GRID[0], "丙\t7\t7"]))
    assert rows_of(table) == ["data 甲", "data 乙", "data 丙"]
    assert [row.row for row in table.rows if row.kind is RowKind.HEADER] == [0, 3]


def test_half_tables_side_by_side_are_two_tables_under_one_title():
    document = make_document(
        "收支预算总表",
        "单位：万元",
        make_grid(
            [
                ["收入", None, "支出", None],
                ["项目", "预算数", "项目", "预算数"],
                ["一、拨款", "12", "一、人员", "10"],
                ["二、事业", "", "二、公用", "2"],
                ["收入总计", "12", "支出总计", "12"],
            ],
            {(0, 0): (1, 2), (0, 2): (1, 2)},
        ),
    )
    income, spending = grids_to_tables(document)
    assert income.title == spending.title == "收支预算总表"
    assert [column.name for column in (*income.columns, *spending.columns)] == [
        "收入·项目", "收入·预算数", "支出·项目", "支出·预算数",
    ]  # fmt: skip
    assert rows_of(income) == ["data 一、拨款", "data 二、事业", "total 收入总计"]
    assert rows_of(spending) == ["data 一、人员", "data 二、公用", "total 支出总计"]
    assert income.id != spending.id


def test_a_column_of_words_between_numbers_makes_no_half_table():
    (table,) = grids_to_tables(
        make_document("表", ["项目\t投资\t责任单位\t完成率", "甲\t12.5\t某局\t98%", "乙\t3.2\t某委\t50%"])
    )
    assert [column.kind.value for column in table.columns] == ["label", "amount", "text", "rate"]


def test_lists_in_two_bands_are_two_tables():
    first, second = grids_to_tables(
        make_document("名单", ["序号\t学校\t序号\t学校", "1\t第一小学\t3\t第三小学", "2\t第二小学\t\t"])
    )
    assert rows_of(first) == ["data 第一小学", "data 第二小学"]
    assert rows_of(second) == ["data 第三小学"]
