"""Tables cut by page breaks: joined on evidence that is kept, no row lost, none joined that is another table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import bytes_to_document
from schemas.documents import Paragraph

TOP = "单位|受理数|办结数|率\n甲县|5|4|80.5\n乙县|3|2|66.7\n"
REST = "丙县|7|6|85.7\n丁县|9|9|100.5\n"
HEADER = "单位|受理数|办结数|率\n"


def read(text):
    return bytes_to_document(text.replace("|", "\t").encode(), "bulletin.txt")


def grids(text):
    return list(read(text).grids())


def labels(grid):
    return [cell.text for cell in grid.cells if cell.col == 0]


def check_rows(grid):
    """Rows in the parts = rows in the grid + dropped repeated headers."""
    dropped = sum(len({cell.row for cell in stitch.dropped}) for stitch in grid.stitches)
    printed = sum(max(cell.row + cell.rowspan for cell in part.cells) for part in grid.parts)
    assert printed == grid.rows + dropped
    assert [part.continues for part in grid.parts] == [None, *(part.id for part in grid.parts[:-1])]
    assert len(grid.stitches) == len(grid.parts) - 1


@pytest.mark.parametrize(
    ("between", "line", "dropped", "evidence"),
    [
        ("\n", 5, 0, "only blank lines between"),
        ("\n\n\n", 7, 0, "only blank lines between"),
        ("\f", 4, 0, "only blank lines between"),
        ("\n- 3 -\n\n", 7, 0, "only a page number or running head between"),
        ("- 3 -\n", 5, 0, "only a page number or running head between"),
        ("\n（续表）\n", 6, 0, "only a page number or running head between"),
        ("\n" + HEADER, 5, 1, "header repeated (1 row left out)"),
        (HEADER, 4, 1, "header repeated (1 row left out)"),
        ("\n（续上表）\n" + HEADER, 6, 1, "header repeated (1 row left out)"),
    ],
)
def test_a_table_goes_on_over_a_break(between, line, dropped, evidence):
    document = read(TOP + between + REST)
    (grid,) = document.grids()
    assert labels(grid) == ["单位", "甲县", "乙县", "丙县", "丁县"]
    (stitch,) = grid.stitches
    assert (stitch.page, stitch.at_row, len({cell.row for cell in stitch.dropped})) == (line, 3, dropped)
    assert evidence in stitch.evidence
    check_rows(grid)
    assert not document.problems


def test_furniture_in_a_break_is_kept_as_a_paragraph():
    document = read(TOP + "\n- 3 -\n\n" + REST)
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["- 3 -"]


@pytest.mark.parametrize("note", ["备注：丙县试运行。", "二、各县", "（二）县区"])
def test_a_line_between_two_halves_is_a_row_of_the_table(note):
    (grid,) = grids(TOP + f"\n{note}\n\n" + REST)
    assert labels(grid) == ["单位", "甲县", "乙县", note, "丙县", "丁县"]
    assert grid.by_position()[3, 0].colspan == 4
    assert f"only the line “{note}” between" in grid.stitches[0].evidence
    check_rows(grid)


@pytest.mark.parametrize(
    "between",
    [
        "\n（二）各县情况表\n\n" + HEADER,
        "\n（二）各县情况\n" + HEADER,
        "\n表2 各县情况\n\n",
        "\n各县情况表\n\n",
        "\n单位|返工数|超期数|得分\n",
        "\n各县本月受理情况总体平稳，各单位办理及时。\n\n",
        "\n甲\n\n乙\n\n",
    ],
)
def test_another_table_is_not_joined(between):
    assert [labels(grid)[-1] for grid in grids(TOP + between + REST)] == ["乙县", "丁县"]


def test_a_total_ends_a_table():
    assert len(grids(TOP + "合计|8|6|75.5\n\n" + REST)) == 2


def test_a_total_that_comes_first_does_not():
    (grid,) = grids(HEADER + "合计|8|6|75.5\n\n" + REST)
    assert grid.rows == 4


def test_another_width_is_another_table():
    assert len(grids(TOP + "\n街道|5\n镇|6\n")) == 2


def test_a_running_order_joins_and_a_new_one_parts():
    numbered = "序号|单位|受理数\n1|甲县|5\n2|乙县|3\n\n{}|丙县|7\n{}|丁县|9\n"
    (grid,) = grids(numbered.format(3, 4))
    assert "running order goes on with 3" in grid.stitches[0].evidence
    assert len(grids(numbered.format(1, 2))) == 2


def test_a_header_may_stand_alone_above_the_break():
    (grid,) = grids(HEADER + "\n" + REST)
    assert labels(grid) == ["单位", "丙县", "丁县"]


def test_a_header_of_two_levels_is_left_out_whole():
    header = "单位|办理情况||\n|受理数|办结数|率\n"
    (grid,) = grids(header + "甲县|5|4|80.5\n\n" + header + REST)
    assert "header repeated (2 rows left out)" in grid.stitches[0].evidence
    assert [cell.text for cell in grid.stitches[0].dropped if cell.text] == [
        "单位",
        "办理情况",
        "受理数",
        "办结数",
        "率",
    ]
    check_rows(grid)


def test_a_second_table_with_a_header_of_two_levels_is_not_swallowed():
    """Its first row names three groups of columns only, the rest is blank."""
    second = "责任单位|综合评价||质效|办理情况\n|得分|等级|率|办结数\n"
    first = "单位|综合评价||指标|办理情况\n|得分|等级|率|办结数\n甲县|90.5|A|80.5|4\n"
    found = grids(first + "\n乡镇情况\n\n" + second + "丙局|91.5|A|81.5|6\n")
    assert [grid.rows for grid in found] == [3, 3]


def test_a_repeated_header_of_years_is_left_out():
    (grid,) = grids("指标|2019|2020\n人口|120.5|121.3\n\n指标|2019|2020\n收入|100.5|101.3\n")
    assert labels(grid) == ["指标", "人口", "收入"]
    check_rows(grid)


def test_a_line_that_numbers_the_columns_is_part_of_a_repeated_header():
    header = "单位|受理数|办结数|率\n栏次|1|2|3\n"
    (grid,) = grids(header + "甲县|5|4|80.5\n\n" + header + REST)
    assert labels(grid) == ["单位", "栏次", "甲县", "丙县", "丁县"]
    assert grid.stitches[0].evidence[1] == "header repeated (2 rows left out)"
    check_rows(grid)


def test_a_group_of_labels_goes_on_over_the_break():
    rows = "单位||受理数|率\n甲委||5|2.5\n下属单位|本委|2|2.5\n\n|乙处|3|2.5\n丙局||1|2.5\n"
    (grid,) = grids(rows)
    assert grid.by_position()[3, 0].text == "下属单位"
    assert grid.by_position()[2, 0].rowspan == 2
    assert [max(cell.row + cell.rowspan for cell in part.cells) for part in grid.parts] == [3, 2]
    assert "a group of labels goes on" in grid.stitches[0].evidence


def test_a_ragged_row_behind_the_break_does_not_part_the_table():
    (grid,) = grids(TOP + "\n丙县|7|85.7\n")
    assert grid.rows == 4
    assert {cell.text for cell in grid.loose} == {"7", "85.7"}


@st.composite
def cut_tables(draw):
    """Rows of a table and the indices before which it is cut, with or without its header repeated."""
    width = draw(st.integers(1, 5))
    number = st.integers(0, 9999).map(str)
    rows = [[f"第{at}区", *draw(st.tuples(*[number] * width))] for at in range(draw(st.integers(3, 15)))]
    breaks = draw(st.sets(st.integers(1, len(rows) - 1), max_size=3))
    return [["单位", *(f"{word}数" for word in "受办返超满"[:width])], *rows], breaks, draw(st.booleans())


@given(cut_tables(), st.sampled_from(("\n", "\n\n\n", "\n- 7 -\n\n", "\f")))
def test_wherever_it_is_cut_it_is_the_same_table(cut, gap):
    rows, breaks, repeated = cut
    lines = ["\t".join(row) for row in rows]
    text = lines[0] + "\n"
    for at, line in enumerate(lines[1:]):
        if at in breaks:
            text += gap + (lines[0] + "\n" if repeated else "")
        text += line + "\n"
    (whole,) = grids("\n".join(lines))
    (grid,) = grids(text)
    assert [(cell.row, cell.col, cell.text) for cell in grid.cells] == [
        (cell.row, cell.col, cell.text) for cell in whole.cells
    ]
    assert len(grid.parts) == len(breaks) + 1
    check_rows(grid)
