"""Ruled tables drawn in many ways come out as drawn; what only looks like a table does not."""

import pytest
from pdf_drafts import Canvas, grids, read, rows, texts, typeset

PLAIN = [["单位", "受理", "重办"], ["甲局", "120", "3"], ["乙局", "95", "0"]]


def test_plain():
    canvas = Canvas()
    canvas.grid([50, 150, 250, 350], [100, 120, 140, 160], PLAIN)
    assert grids(canvas.bytes()) == [PLAIN]


def test_cells_have_the_boxes_that_are_drawn():
    canvas = Canvas()
    canvas.grid([50, 150, 250, 350], [100, 120, 140, 160], PLAIN)
    grid = next(read(canvas.bytes()).grids())
    boxes = {cell.text: cell.place.bbox for cell in grid.cells}
    assert boxes["120"] == pytest.approx((150, 120, 250, 140), abs=0.5)
    assert {cell.place.page for cell in grid.cells} == {1}


def test_blank_cells_are_cells():
    table = [["单位", "受理"], ["甲局", ""], ["乙局", "95"]]
    canvas = Canvas()
    canvas.grid([50, 150, 250], [100, 120, 140, 160], table)
    assert grids(canvas.bytes()) == [table]


def test_headers_of_three_levels_and_group_labels():
    data = typeset("""#table(columns: 6, align: center + horizon,
      table.cell(rowspan: 3, colspan: 2)[单位], table.cell(colspan: 4)[办理情况],
      table.cell(colspan: 2)[受理], table.cell(colspan: 2)[办结],
      [件数], [占比], [件数], [占比],
      table.cell(colspan: 2)[合计], [30], [100], [28], [100],
      table.cell(rowspan: 2)[下属单位], [甲处], [10], [33.3], [9], [32.1],
      [乙处], [20], [66.7], [19], [67.9])""")
    assert grids(data) == [
        [
            ["单位", "<", "办理情况", "<", "<", "<"],
            ["^", "^", "受理", "<", "办结", "<"],
            ["^", "^", "件数", "占比", "件数", "占比"],
            ["合计", "<", "30", "100", "28", "100"],
            ["下属单位", "甲处", "10", "33.3", "9", "32.1"],
            ["^", "乙处", "20", "66.7", "19", "67.9"],
        ]
    ]


@pytest.mark.parametrize("across", [False, True])
def test_a_diagonal_header_cell_keeps_both_texts_apart(across):
    canvas = Canvas()
    canvas.grid([50, 150, 250], [100, 140, 160], [["", "受理"], ["甲局", "12"]])
    ends = (50, 140, 150, 100) if across else (50, 100, 150, 140)
    canvas.line(*ends)
    upper, lower = (54, 92) if across else (106, 54)
    for row, (one, two) in enumerate(zip(("办理", "情况"), ("责任", "单位"), strict=True)):
        canvas.words(upper, 111 + 10 * row, one, 9)  # the lines of the two texts interleave
        canvas.words(lower + (20 if across else 0), 121 + 12 * row, two, 9)
    cell = next(read(canvas.bytes()).grids()).cells[0]
    assert cell.text == "办理情况责任单位"


def test_borders_drawn_twice_dashed_or_as_thin_rectangles_are_single_borders():
    canvas = Canvas()
    xs, ys = [50, 150, 250], [100, 120, 140]
    canvas.grid(xs, ys, [["单位", "受理"], ["甲局", "12"]])
    canvas.grid([x + 1.2 for x in xs], [y + 1.2 for y in ys])  # a double line
    for y in (200, 220, 240):
        canvas.rect(50, y, 200, 0.6, style="F")
    for x in (50, 150, 250):
        for piece in range(20):
            canvas.line(x, 200 + 2 * piece, x, 201 + 2 * piece)
    for col, text in enumerate(("丙", "丁")):
        canvas.words(55 + 100 * col, 215, text)
        canvas.words(55 + 100 * col, 235, str(col))
    assert grids(canvas.bytes()) == [[["单位", "受理"], ["甲局", "12"]], [["丙", "丁"], ["0", "1"]]]


def test_open_sides_are_closed():
    """Statistical tables are printed without the outer upright rules."""
    canvas = Canvas()
    for y in (100, 120, 140, 160):
        canvas.line(50, y, 350, y)
    for x in (150, 250):
        canvas.line(x, 100, x, 160)
    for row, line in enumerate(PLAIN):
        for col, text in enumerate(line):
            canvas.words(60 + 100 * col, 115 + 20 * row, text)
    assert grids(canvas.bytes()) == [PLAIN]


def test_shaded_cells_without_rules():
    """Neighbouring filled rectangles are a table without a line drawn."""
    canvas = Canvas()
    for row in range(3):
        for col in range(3):
            canvas.set_fill_color(200 + 20 * (row % 2), 220, 240)
            canvas.rect(50 + 100 * col, 100 + 20 * row, 100, 20, style="F")
    for row, line in enumerate(PLAIN):
        for col, text in enumerate(line):
            canvas.words(60 + 100 * col, 115 + 20 * row, text)
    assert grids(canvas.bytes()) == [PLAIN]


def test_text_that_prints_over_its_border_stays_together():
    canvas = Canvas()
    table = [["科目", "", "金额"], ["", "", "12"], ["公共服务", "", "95"]]
    canvas.grid([50, 100, 150, 250], [100, 120, 140, 160], table)
    canvas.words(55, 135, "机关事业养老保险")
    assert grids(canvas.bytes())[0][1] == ["机关事业养老保险", "", "12"]


def test_words_that_print_over_a_number_do_not_take_it_along():
    canvas = Canvas()
    canvas.grid([50, 100, 200], [100, 120, 140], [["科目", "金额"], ["", ""]])
    canvas.words(55, 135, "公共服务支出")
    canvas.words(115, 135, "1208")
    assert "1208" in grids(canvas.bytes())[0][1][1]


def test_numbers_of_neighbouring_cells_are_never_run_together():
    canvas = Canvas()
    canvas.grid([50, 100, 150, 200], [100, 120, 140], [["甲", "乙", "丙"], ["", "", ""]])
    canvas.words(100 - canvas.get_string_width("4412547") - 0.2, 135, "4412547")
    canvas.words(100.2, 135, "2206272")
    assert grids(canvas.bytes())[0][1] == ["4412547", "2206272", ""]


def test_stacked_and_turned_text_in_label_cells():
    canvas = Canvas()
    canvas.grid([50, 80, 150, 250], [100, 150, 200], [["", "单位", "件数"], ["", "甲局", "3"]])
    for at, char in enumerate("下属单位"):
        canvas.words(60, 112 + 10 * at, char)
    with canvas.rotation(90, 70, 190):
        canvas.words(70, 190, "市直")
    assert [row[0] for row in grids(canvas.bytes())[0]] == ["下属单位", "市直"]


def test_a_table_inside_a_cell_of_another():
    canvas = Canvas()
    canvas.grid([50, 150, 500], [100, 120, 240], [["单位", "情况"], ["甲局", "见表"]])
    canvas.grid([200, 300, 400], [140, 160, 180], [["受理", "办结"], ["12", "11"]])
    assert sorted(grids(canvas.bytes())) == sorted(
        [[["受理", "办结"], ["12", "11"]], [["单位", "情况"], ["甲局", "见表"]]]
    )


def test_tables_side_by_side_and_one_under_the_other():
    canvas = Canvas()
    for number, (x, y) in enumerate(((50, 100), (300, 100), (50, 150))):
        canvas.grid([x, x + 80, x + 160], [y, y + 20, y + 40], [["甲", "乙"], [str(number), "9"]])
    assert [grid[1][0] for grid in grids(canvas.bytes())] == ["0", "1", "2"]


FALSE_TABLES = {
    "underlines": lambda canvas: [canvas.line(50, y, 200, y) for y in (122, 142)],
    "a frame": lambda canvas: canvas.rect(40, 90, 400, 100),
    "a page frame with a head": lambda canvas: canvas.grid([30, 570], [30, 60, 770]),
    "boxed paragraphs": lambda canvas: canvas.grid([45, 300], [105, 125, 145, 165]),
    "a chart grid": lambda canvas: canvas.grid(range(100, 500, 50), range(300, 500, 25)),
    "one boxed row": lambda canvas: canvas.grid([45, 300, 400], [105, 125]),
}


@pytest.mark.parametrize("name", FALSE_TABLES)
def test_no_table_where_none_is(name):
    canvas = Canvas()
    for row, line in enumerate(("受理诉求12件", "办结11件", "其中超期3件")):
        canvas.words(50, 120 + 20 * row, line)
    for tick in range(3):
        canvas.words(85, 305 + 25 * tick, str(100 - 25 * tick))
    canvas.words(162, 410, "58.3")
    FALSE_TABLES[name](canvas)
    document = read(canvas.bytes())
    assert [rows(grid) for grid in document.grids()] == []
    assert "受理诉求12件" in texts(document)


def test_text_of_cells_is_not_told_twice():
    canvas = Canvas()
    canvas.words(50, 90, "表1 受理情况")
    canvas.grid([50, 150, 250, 350], [100, 120, 140, 160], PLAIN)
    canvas.words(50, 180, "注：不含转办件。")
    assert texts(read(canvas.bytes())) == ["表1 受理情况", "注：不含转办件。"]


def test_a_line_that_ends_inside_a_cell_divides_nothing():
    canvas = Canvas()
    canvas.grid([50, 150, 250, 350], [100, 120, 140, 160], PLAIN)
    canvas.line(160, 130, 200, 130)
    assert grids(canvas.bytes()) == [PLAIN]


def test_rows_of_many_columns():
    canvas = Canvas(1200, 400)
    table = [[f"{row}.{col}" for col in range(24)] for row in range(8)]
    canvas.grid(range(20, 1173, 48), range(50, 211, 20), table)
    assert grids(canvas.bytes()) == [table]
