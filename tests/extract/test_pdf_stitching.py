"""Tables over page breaks: joined on evidence, never otherwise, and no row is lost on the way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_drafts import Canvas, read, rows, typeset

from schemas.documents import Grid

HEAD = ["单位", "受理", "重办"]
WIDE = [50, 250, 350, 450]


def two_pages(first, second, *, title="", xs=WIDE, start=60):
    """Draw the first rows at the foot of a page and the second at the top of the next."""
    canvas = Canvas()
    canvas.grid(WIDE, _ys(760 - 20 * len(first), first), first)
    canvas.add_page()
    if title:
        canvas.words(200, start - 15, title)
    canvas.grid(xs, _ys(start, second), second)
    return list(read(canvas.bytes()).grids())


def _ys(top, table):
    return [top + 20 * row for row in range(len(table) + 1)]


def numbered(first, last):
    return [[f"第{row}局", str(3 * row), str(row % 4)] for row in range(first, last)]


def parts_to_rows(grid: Grid) -> int:
    return sum(max(cell.row + cell.rowspan for cell in part.cells) for part in grid.parts)


def dropped_rows(grid: Grid) -> int:
    return sum(len({cell.row for cell in stitch.dropped}) + stitch.rows_joined for stitch in grid.stitches)


def test_without_a_repeated_header():
    (grid,) = two_pages([HEAD, *numbered(1, 6)], numbered(6, 9))
    assert rows(grid) == [HEAD, *numbered(1, 9)]
    assert grid.stitches[0].evidence == ("same-column-edges",)
    assert (grid.stitches[0].page, grid.stitches[0].at_row) == (2, 6)


def test_with_a_repeated_header():
    (grid,) = two_pages([HEAD, *numbered(1, 6)], [HEAD, *numbered(6, 9)])
    assert rows(grid) == [HEAD, *numbered(1, 9)]
    assert [cell.text for cell in grid.stitches[0].dropped] == HEAD
    assert {cell.place.page for cell in grid.stitches[0].dropped} == {2}


def test_a_row_of_numbers_that_stands_twice_is_no_repeated_header():
    """It was once taken for one, and dropped."""
    twice = ["第1局", "3", "1"]
    first, second = [HEAD, twice, *numbered(2, 6)], [twice, *numbered(6, 9)]
    grids = two_pages(first, second)
    assert [row for grid in grids for row in rows(grid)] == [*first, *second]


def test_years_and_the_numbers_of_columns_are_repeated_with_their_header():
    head = [["项目", "2022", "2023"], ["栏次", "1", "2"]]
    (grid,) = two_pages([*head, *numbered(1, 6)], [*head, *numbered(6, 9)])
    assert rows(grid) == [*head, *numbered(1, 9)]


def test_a_repeated_header_of_two_levels_with_merged_cells():
    data = typeset(
        """#table(columns: (2fr, 1fr, 1fr),
          table.header(table.cell(rowspan: 2)[单位], table.cell(colspan: 2)[办理], [受理], [重办]),
          ..range(60).map(row => ([第#(row)局], [#(3 * row)], [#row])).flatten())""",
        page='paper: "a5", margin: 1.5cm',
    )
    (grid,) = read(data).grids()
    assert len(grid.pages) > 2
    assert rows(grid)[:3] == [["单位", "办理", "<"], ["^", "受理", "重办"], ["第0局", "0", "0"]]
    assert [row[1] for row in rows(grid)[2:]] == [str(3 * row) for row in range(60)]


def test_columns_that_stand_a_little_elsewhere_or_on_a_larger_page():
    (grid,) = two_pages([HEAD, *numbered(1, 6)], numbered(6, 9), xs=[70, 271, 370.5, 470])
    assert len(grid.parts) == 2
    (grid,) = two_pages([HEAD, *numbered(1, 6)], [HEAD, *numbered(6, 9)], xs=[40, 300, 430, 560])
    assert rows(grid) == [HEAD, *numbered(1, 9)]


def test_a_part_whose_rows_merge_columns():
    canvas = Canvas()
    canvas.grid(WIDE, _ys(660, [1] * 5), [HEAD, *numbered(1, 5)])
    canvas.add_page()
    canvas.grid([50, 250, 450], [60, 80, 100], [["某局", "本月无案件"], ["另局", "本月无案件"]])
    (grid,) = read(canvas.bytes()).grids()
    assert rows(grid)[5:] == [["某局", "本月无案件", "<"], ["另局", "本月无案件", "<"]]
    assert "column-edges-subset" in grid.stitches[0].evidence


@pytest.mark.parametrize(
    ("second", "title"),
    [
        ([HEAD, *numbered(1, 4)], "表2 各县受理情况"),  # a table after its title is another
        (numbered(6, 9), "表2 各县受理情况"),
        ([["区县", "满意", "不满意"], *numbered(6, 9)], ""),  # it has a header of its own
        ([HEAD, *numbered(1, 6)], ""),  # the same rows again: a second form
    ],
)
def test_another_table_is_not_a_continuation(second, title):
    assert len(two_pages([HEAD, *numbered(1, 6)], second, title=title)) == 2


def test_numbering_that_starts_again_is_another_table():
    first = [["序号", "受理", "重办"], *([str(n), str(7 * n), "0"] for n in range(1, 6))]
    second = [[str(n), str(9 * n), "1"] for n in range(1, 4)]
    assert len(two_pages(first, second)) == 2
    running = [[str(n), str(9 * n), "1"] for n in range(6, 9)]
    (grid,) = two_pages(first, running)
    assert grid.stitches[0].evidence == ("same-column-edges", "running-order")


def test_a_table_that_ends_in_the_middle_of_its_page_is_complete():
    canvas = Canvas()
    canvas.grid(WIDE, _ys(60, [1] * 4), [HEAD, *numbered(1, 4)])
    canvas.add_page()
    canvas.grid(WIDE, _ys(60, [1] * 30), numbered(6, 36))
    assert len(list(read(canvas.bytes()).grids())) == 2


@pytest.mark.parametrize("line", ["续表", "（续表）", "续表1", "表1（续）", "表1 受理情况(续)"])
def test_a_continuation_line(line):
    (grid,) = two_pages([HEAD, *numbered(1, 6)], [HEAD, *numbered(6, 9)], title=line)
    assert "续表" in grid.stitches[0].evidence


def test_a_repeated_title():
    canvas = Canvas()
    for page in (0, 1):
        canvas.words(200, 45, "受理情况表", 14)
        canvas.grid(WIDE, _ys(60, [1] * 34), [HEAD, *numbered(1 + 33 * page, 34 + 33 * page)])
        canvas.add_page()
    canvas.words(60, 60, "完")
    (grid,) = read(canvas.bytes()).grids()
    assert grid.stitches[0].evidence == ("title-repeated", "header-repeated", "same-column-edges")


def test_page_numbers_and_running_heads_do_not_stand_between():
    canvas = Canvas()
    for page in range(3):
        if page:
            canvas.add_page()
        canvas.words(250, 30, "某市统计局")
        canvas.grid(WIDE, _ys(60, [1] * 33), numbered(33 * page, 33 * page + 33))
        canvas.words(290, 780, f"— {page + 1} —")
    (grid,) = read(canvas.bytes()).grids()
    assert rows(grid) == numbered(0, 99)


def test_a_group_label_cut_by_the_break_is_one_cell_again():
    canvas = Canvas()
    _grouped(canvas, 700, ["甲处", "乙处"], "下属单位", head=True)
    canvas.add_page()
    _grouped(canvas, 60, ["丙处", "丁处", "戊处"], "")
    (grid,) = read(canvas.bytes()).grids()
    label = next(cell for cell in grid.cells if cell.text == "下属单位")
    assert (label.row, label.rowspan) == (1, 5)
    assert [page for page, _ in label.place.boxes] == [1, 2]
    assert "label-cut-by-break" in grid.stitches[0].evidence
    assert [row[1] for row in rows(grid)] == ["单位", "甲处", "乙处", "丙处", "丁处", "戊处"]


def _grouped(canvas, top, names, label, *, head=False):
    """Rule a table whose first column is one merged cell under the header."""
    first = top + 20 * head
    bottom = first + 20 * len(names)
    for x in (50, 120, 300, 400):
        canvas.line(x, top, x, bottom)
    canvas.line(50, top, 400, top)
    canvas.line(50, first, 400, first)
    canvas.line(50, bottom, 400, bottom)
    if head:
        for x, text in zip((54, 124, 304), ("分组", "单位", "受理"), strict=True):
            canvas.words(x, top + 15, text)
    for row, name in enumerate(names):
        canvas.line(120, first + 20 * row, 400, first + 20 * row)
        canvas.words(124, first + 15 + 20 * row, name)
        canvas.words(304, first + 15 + 20 * row, str(row))
    canvas.words(54, first + 25, label)


def test_a_row_cut_by_the_break_is_one_row_again():
    first = [["名称", "数量", "备注"], ["甲局", "12", "因系统升级"], ["乙局", "9", "主要原因是本月"]]
    (grid,) = two_pages(first, [["", "", "集中办理"], ["丙局", "4", "无"]])
    assert rows(grid)[2:] == [["乙局", "9", "主要原因是本月集中办理"], ["丙局", "4", "无"]]
    assert grid.stitches[0].rows_joined == 1
    assert "row-cut-by-break" in grid.stitches[0].evidence


def test_a_single_row_on_the_last_page():
    (grid,) = two_pages([HEAD, *numbered(1, 6)], numbered(6, 7))
    assert rows(grid)[-1] == ["第6局", "18", "2"]


@settings(max_examples=15, deadline=None)
@given(st.integers(8, 70), st.booleans(), st.integers(10, 26))
def test_no_row_is_lost_or_told_twice(count, repeat, size):
    header = f"table.header(repeat: {str(repeat).lower()}, [单位], [受理], [重办])"
    data = typeset(
        f"""#table(columns: (2fr, 1fr, 1fr), inset: {size / 4}pt, {header},
          ..range({count}).map(row => ([第#(row)局], [#(3 * row)], [#calc.rem(row, 4)])).flatten())""",
        page='paper: "a6", margin: 1cm',
    )
    found = list(read(data).grids())
    for grid in found:
        assert parts_to_rows(grid) == grid.rows + dropped_rows(grid)
    assert [row for grid in found for row in rows(grid)] == [
        HEAD,
        *([f"第{row}局", str(3 * row), str(row % 4)] for row in range(count)),
    ]
