"""Tables in running text: what is one, what its cells and their spans are."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import bytes_to_document
from schemas.documents import Grid


def read(text):
    return bytes_to_document(text.encode(), "bulletin.txt")


def grids(text):
    return list(read(text).grids())


def cut(rows):
    """Rows of ``|`` as a text with tabs."""
    return "\n".join(row.replace("|", "\t") for row in rows) + "\n"


def show(grid):
    """Return the rows as strings: cells with ``|`` between, spans as ``[rows x columns]``, ``-`` where none is."""
    at = grid.by_position()
    shown = []
    for row in range(grid.rows):
        cells = []
        for col in range(grid.cols):
            cell = at.get((row, col))
            if cell is None:
                cells.append("-")
            elif (cell.row, cell.col) == (row, col):
                size = (cell.rowspan, cell.colspan)
                cells.append(cell.text + (f"[{size[0]}x{size[1]}]" if size != (1, 1) else ""))
        shown.append("|".join(cells))
    return shown


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        # one row under its header; a single row of several cells
        (["受理数|办结数|办结率", "12|10|83.3%"], ["受理数|办结数|办结率", "12|10|83.3%"]),
        (["12|10|83.3%"], ["12|10|83.3%"]),
        # the last column is blank in every row, header and note included: no column stands there
        (
            ["单位|受理数|", "甲县|1|", "乙县|2|", "备注：丙县无。||"],
            ["单位|受理数", "甲县|1", "乙县|2", "备注：丙县无。[1x2]"],
        ),
        # a remark column that is blank in most rows, its blanks not written
        (
            ["单位|受理数|办结数|备注", "甲县|1|2", "乙县|3|4|试运行", "丙县|5|6"],
            ["单位|受理数|办结数|备注", "甲县|1|2|-", "乙县|3|4|试运行", "丙县|5|6|-"],
        ),
        # a note inside the grid, with tabs behind it and without
        (
            ["单位|受理数|率", "甲县|1|2.5", "注：乙县试运行。||", "丙县|3|4.5"],
            ["单位|受理数|率", "甲县|1|2.5", "注：乙县试运行。[1x3]", "丙县|3|4.5"],
        ),
        (
            ["单位|受理数|率", "甲县|1|2.5", "注：乙县试运行。", "丙县|3|4.5"],
            ["单位|受理数|率", "甲县|1|2.5", "注：乙县试运行。[1x3]", "丙县|3|4.5"],
        ),
        # headings over groups of rows
        (
            ["单位|受理数|率", "一、市直", "甲局|1|2.5", "二、县区", "丙县|3|4.5"],
            ["单位|受理数|率", "一、市直[1x3]", "甲局|1|2.5", "二、县区[1x3]", "丙县|3|4.5"],
        ),
        # a statement in place of the numbers, with the blanks behind it and without
        (
            ["单位|受理数|办结数|率", "甲县|1|1|100", "乙县|本月无案件||", "丙县|2|1|50", "丁县|本月无案件"],
            ["单位|受理数|办结数|率", "甲县|1|1|100", "乙县|本月无案件[1x3]", "丙县|2|1|50", "丁县|本月无案件[1x3]"],
        ),
        # words beside numbers are no statement and no header
        (
            ["单位|受理数|办结数|率", "甲县|1|1|100", "乙县|未开展|未开展|未开展", "丙县|2|1|50"],
            ["单位|受理数|办结数|率", "甲县|1|1|100", "乙县|未开展|未开展|未开展", "丙县|2|1|50"],
        ),
        # a title row of the table itself
        (
            ["第五项|||", "内容|项目数量|增减|决定数量", "许可|1391|0|863748", "其他|3609|0|956602"],
            ["第五项[1x4]", "内容|项目数量|增减|决定数量", "许可|1391|0|863748", "其他|3609|0|956602"],
        ),
        # words only
        (
            ["提案名称|编号|委员", "建议|214036号|黄某", "采纳情况|建议内容|采纳", "|建议3|是"],
            ["提案名称|编号|委员", "建议|214036号|黄某", "采纳情况[2x1]|建议内容|采纳", "建议3|是"],
        ),
    ],
)
def test_rows_with_tabs_are_a_grid(rows, cells):
    (grid,) = grids("标题\n\n" + cut(rows) + "\n正文。")
    assert show(grid) == cells
    assert not read(cut(rows)).problems


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        # two levels: a name over several columns, names that go on below
        (
            ["单位|办理情况|||备注", "|受理数|办结数|率|", "甲县|1|1|100|", "乙县|2|1|50|试运行"],
            ["单位[2x1]|办理情况[1x3]|备注[2x1]", "受理数|办结数|率", "甲县|1|1|100|", "乙县|2|1|50|试运行"],
        ),
        # a group of one column keeps both names
        (
            ["单位|评价|办理情况|", "|得分|受理数|办结数", "甲县|90.5|1|1", "乙县|80.5|2|1"],
            ["单位[2x1]|评价|办理情况[1x2]", "得分|受理数|办结数", "甲县|90.5|1|1", "乙县|80.5|2|1"],
        ),
        # three levels
        (
            ["行政复议||行政诉讼|||", "维持|总计|直接起诉||复议后起诉|", "||维持|总计|维持|总计", "1|2|3|4|5|6"],
            [
                "行政复议[1x2]|行政诉讼[1x4]",
                "维持[2x1]|总计[2x1]|直接起诉[1x2]|复议后起诉[1x2]",
                "维持|总计|维持|总计",
                "1|2|3|4|5|6",
            ],
        ),
        # units on a line of their own; names broken over two lines
        (
            ["单位|受理|办结", "|（件）|（件）", "甲县|1|1", "乙县|2|1"],
            ["单位[2x1]|受理|办结", "（件）|（件）", "甲县|1|1", "乙县|2|1"],
        ),
        (
            ["责任单位|超期未|返工率", "名称|处置数|（%）", "甲县|1|1.5", "乙县|2|1.5"],
            ["责任单位|超期未|返工率", "名称|处置数|（%）", "甲县|1|1.5", "乙县|2|1.5"],
        ),
    ],
)
def test_headers_of_several_lines_get_their_spans(rows, cells):
    (grid,) = grids(cut(rows))
    assert show(grid) == cells


GROUPED = [
    "主管单位|{0}受理数|办结数|率",
    "甲委|{1}3|2|66.7",
    "下属单位|本委|1|1|100",
    "|乙处|2|1|50",
    "丙局|{2}4|4|100",
]


@pytest.mark.parametrize(("header", "first", "last"), list(product(("|", ""), repeat=3)))
def test_a_label_over_two_columns_is_one_cell_whether_its_blank_is_written_or_not(header, first, last):
    rows = [row.format(header, first, last) for row in GROUPED]
    (grid,) = grids(cut([*rows, *(f"丁{n}局||{n}|{n}|100" for n in range(3))]))
    assert show(grid)[:4] == [
        "主管单位[1x2]|受理数|办结数|率",
        "甲委[1x2]|3|2|66.7",
        "下属单位[2x1]|本委|1|1|100",
        "乙处|2|1|50",
    ]
    if last:
        assert show(grid)[4] == "丙局[1x2]|4|4|100"


def test_a_label_that_may_be_a_member_is_loose():
    """Behind a member, a row with one label is a member that lost its blank or another body."""
    rows = [row.format("|", "|", "") for row in GROUPED]
    (grid,) = grids(cut([*rows, "|戊处|1|1|100", "丁局||1|1|100"]))
    (loose,) = grid.loose
    assert (loose.text, loose.row, loose.columns) == ("丙局", 4, (0, 1))


def test_a_blank_beside_a_member_numbered_like_the_label_above_is_no_member():
    rows = ["项目||件数|率", "（四）不予处理|1.信访|1|2.5", "|2.重复|2|2.5", "|（五）其他|3|2.5", "（六）合计||6|2.5"]
    (grid,) = grids(cut(rows))
    assert show(grid)[1:4] == ["（四）不予处理[2x1]|1.信访|1|2.5", "2.重复|2|2.5", "|（五）其他|3|2.5"]


def test_a_blank_under_a_row_of_its_own_numbers_stays_blank():
    """市城管委 with numbers, its members set in below it: no merged cell is printed there."""
    rows = ["单位||件数|率", "甲委||3|2.5", "|乙处|1|2.5", "|丙处|2|2.5", "丁局||4|2.5"]
    (grid,) = grids(cut(rows))
    assert show(grid)[1:4] == ["甲委[1x2]|3|2.5", "|乙处|1|2.5", "|丙处|2|2.5"]


@pytest.mark.parametrize(
    "text",
    [
        "单位,受理,办结\n甲县,1,2\n乙县,3,4\n",
        "联系人：张三\t电话：87526763\n",
        "\t本月受理12件，办结10件。\n\t其他情况如下。\n",
        "目录\n一、基本情况\t1\n二、典型案例\t5\n三、附件\t12\n",
        "发布  2022-04-19 07:53\n正文  有空格，不是表。\n",
        "张三  李四  王五\n赵六  钱七  孙八\n",
        "本报讯　记者 王某　12月14日\n",
        "---\n\n正文\n",
    ],
)
def test_what_is_no_table_stays_text(text):
    assert grids(text) == []
    assert sum(map(str.isdecimal, "".join(p.text for p in read(text).paragraphs()))) == read(text).digits


@pytest.mark.parametrize(
    "text",
    [
        "| 单位 | 受理数 | 率 |\n|:---|---:|---:|\n| 甲县 | 12 | **98%** |\n| 乙县 | 3 | 100% |\n",
        "┌──┬──┬──┐\n│单位│受理数│率│\n├──┼──┼──┤\n│甲县│ 12 │ 98% │\n│乙县│ 3  │ 100% │\n└──┴──┴──┘\n",
        "单位      受理数    率\n甲县        12      98%\n乙县         3     100%\n",
        "单位　　　受理数　率\n甲县　　　12　　　98%\n乙县　　　3　　　 100%\n",
        "单位\t\t\t受理数\t率\n甲县\t\t\t12\t98%\n乙县\t\t\t3\t100%\n".replace("甲县\t\t\t", "甲县人民政府办公厅\t"),
        "单位\t受理数\t率\r\n甲县\t12\t98%\r\n乙县\t3\t100%\r\n",
        "　单位\t 受理数\t率  \n甲县\t12 \t 98%\n乙县\t3\t100%\n",
    ],
)
def test_other_ways_to_set_a_table(text):
    (grid,) = grids(text)
    assert [row.replace("甲县人民政府办公厅", "甲县") for row in show(grid)] == [
        "单位|受理数|率",
        "甲县|12|98%",
        "乙县|3|100%",
    ]


def test_cells_keep_their_offsets_in_the_unmodified_line():
    (grid,) = grids("\ufeff单位\t受理数\n 甲县 \t **１２** \n乙县\t3\n")
    place = grid.by_position()[1, 1].place
    assert (place.line, place.start, place.end, place.quote) == (2, 8, 10, "１２")
    (line,) = grid.by_position()[1, 0].lines
    assert (line.place.start, line.place.end) == (1, 3)


def test_breaks_within_a_cell_of_markdown_are_lines_of_it():
    (grid,) = grids("| 单位 | 受理数 |\n|---|---|\n| 甲县<br>办公室 | 12 |\n")
    assert [line.text for line in grid.by_position()[1, 0].lines] == ["甲县", "办公室"]


def test_tables_right_after_each_other_are_two():
    """A new title, another header, or another width begins another table."""
    for between in ("（二）各县情况表\n", "\n（二）各县情况表\n\n", "", "\n"):
        found = grids(
            "单位|受理数|率\n甲局|1|2.5\n乙局|2|2.5\n{}街道|返工数|办结数|率\n丙|1|2|50.0\n".replace("|", "\t").format(
                between
            )
        )
        assert [(grid.rows, grid.cols) for grid in found] == [(3, 3), (2, 4)]


def test_a_title_and_a_unit_with_tabs_beside_them_stand_over_the_table():
    """So a sheet is copied: each line has as many tabs as there are columns."""
    text = cut(["2021年各县情况统计表|||", "||单位：件|", "单位|受理数|办结数|率", "甲县|1|1|100", "乙县|2|1|50"])
    assert [(p.text, p.role.value) for p in read(text).paragraphs()] == [
        ("2021年各县情况统计表", "heading"),
        ("单位：件", "body"),
    ]
    assert show(grids(text)[0])[0] == "单位|受理数|办结数|率"


def test_one_title_per_block_of_a_table_with_changing_columns():
    found = grids(
        cut(
            [
                "第一项||",
                "内容|制作数量|公开数量",
                "规章|10|13",
                "第五项||",
                "内容|项目数量|决定数量",
                "许可|1391|863748",
            ]
        )
    )
    assert [show(grid)[0] for grid in found] == ["第一项[1x3]", "第五项[1x3]"]


LABELS = ("甲县", "乙县人民政府", "市公安局", "其他单位", "丙镇")
VALUES = (
    st.integers(0, 10**6).map(str),
    st.decimals(0, 100, places=2).map(str),
    st.integers(0, 100).map("{}%".format),
    st.sampled_from(("A", "B", "优秀")),
    st.sampled_from(("—", "/", "12.5", "")),
)


@st.composite
def tables(draw):
    """A header and rows of one label and values whose kinds are the columns'."""
    kinds = draw(st.lists(st.sampled_from(VALUES), min_size=1, max_size=6))
    header = ["单位", *(f"第{'一二三四五六'[index]}项数" for index in range(len(kinds)))]
    rows = draw(st.lists(st.tuples(st.sampled_from(LABELS), *kinds).map(list), min_size=2, max_size=12))
    return [header, *rows]


@given(tables())
def test_what_is_written_with_tabs_is_read_cell_by_cell(table):
    if not any(cell[:1].isdecimal() for row in table[1:] for cell in row[1:]) or any(not any(row[1:]) for row in table):
        return  # without a number there is nothing to tell a header by; a lone label is a heading over rows
    width = max(len("\t".join(row).rstrip("\t").split("\t")) for row in table)
    (grid,) = grids("说明如下。\n\n" + "\n".join("\t".join(row) for row in table) + "\n\n正文。\n")
    assert (grid.rows, grid.cols) == (len(table), width)
    assert [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.rows)] == table
    assert not grid.loose


def test_ids_come_from_content_and_place():
    text = "单位\t受理数\n甲县\t1\n\n（二）\n\n单位\t受理数\n甲县\t1\n"
    first, again = read(text), read(text)
    assert first == again
    assert len({block.id for block in first.blocks if isinstance(block, Grid)}) == 2
