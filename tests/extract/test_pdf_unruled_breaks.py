"""Tables without upright rules that a page break cuts: few rows left over, columns that say nothing on a page."""

from itertools import pairwise

import pytest
from pdf_drafts import Canvas, grids, read, rows, texts

HEAD = ["单位", "受理", "办结率", "等级"]
BODY = [[f"第{row}街道办事处", str(37 * row), f"{row}.5%", "AB"[row % 2]] for row in range(1, 10)]
MIDDLES = (100, 220, 330, 440)


def centred(canvas, lines, top):
    """Draw lines of texts, each text round the middle of its column."""
    for at, line in enumerate(lines):
        for middle, text in zip(MIDDLES, line, strict=True):
            width = sum(5.5 if char.isascii() else 10 for char in text)
            canvas.words(middle - width / 2, top + 18 * at, text)


def over_two_pages(first, second, *, between=""):
    canvas = Canvas()
    centred(canvas, first, 760 - 18 * len(first))
    canvas.add_page()
    if between:
        canvas.words(60, 40, between)
    centred(canvas, second, 60)
    return canvas.bytes()


@pytest.mark.parametrize("left_over", [1, 2])
def test_rows_left_over_on_the_next_page(left_over):
    data = over_two_pages([HEAD, *BODY[:-left_over]], BODY[-left_over:])
    assert grids(data) == [[HEAD, *BODY]]


def test_a_head_with_a_single_row_before_the_break():
    (grid,) = read(over_two_pages([HEAD, BODY[0]], BODY[1:])).grids()
    assert rows(grid) == [HEAD, *BODY]
    assert grid.pages == (1, 2)


def test_a_column_that_says_nothing_on_the_next_page():
    below = [[name, count, "", grade] for name, count, _, grade in BODY[5:]]
    (grid,) = read(over_two_pages([HEAD, *BODY[:5]], below)).grids()
    assert rows(grid) == [HEAD, *BODY[:5], *below]
    blank = [cell for cell in grid.cells if not cell.text]
    assert [(cell.row, cell.col, cell.place.page) for cell in blank] == [(row, 2, 2) for row in range(6, 10)]
    boxes = [cell.place.bbox for cell in grid.cells if cell.place.page == 2 and cell.row == 6]
    assert all(left[2] <= right[0] + 0.01 for left, right in pairwise(boxes))


def test_a_row_that_carries_nothing_on_is_text():
    document = read(over_two_pages([HEAD, *BODY[:5]], BODY[5:6], between="联系方式如下："))
    (grid,) = document.grids()
    assert rows(grid) == [HEAD, *BODY[:5]]
    assert ["".join(text.split()) for text in texts(document)] == ["联系方式如下：", "".join(BODY[5])]


def test_running_heads_set_with_tabs_are_no_rows():
    canvas = Canvas()
    for page in range(1, 4):
        if page > 1:
            canvas.add_page()
        canvas.words(60, 40, "某市统计月报")
        canvas.words(440, 40, str(page))
        centred(canvas, BODY[:4], 120)
    document = read(canvas.bytes())
    assert [rows(grid) for grid in document.grids()] == [BODY[:4]] * 3
    assert len(texts(document, "running-head")) == 3


def test_a_name_in_two_lines_is_the_first_under_the_break():
    canvas = Canvas()
    centred(canvas, [HEAD, *BODY[:5]], 640)
    canvas.add_page()
    centred(canvas, [["", *BODY[5][1:]], *BODY[6:]], 70)
    canvas.words(80, 64, "三坊七巷")
    canvas.words(90, 76, "公司")
    (grid,) = read(canvas.bytes()).grids()
    assert rows(grid) == [HEAD, *BODY[:5], ["三坊七巷公司", *BODY[5][1:]], *BODY[6:]]


@pytest.mark.parametrize("step", [18, 40])
@pytest.mark.parametrize("below", [8, 14, 20, 26, 32])
def test_a_last_line_without_values_has_nothing_below_it_to_belong_to(step, below):
    canvas = Canvas()
    centred(canvas, [HEAD], 100)
    for at, line in enumerate(BODY[:4]):
        centred(canvas, [line], 118 + step * at)
    canvas.words(75, 118 + 3 * step + below, "二、开发区")
    (grid,) = read(canvas.bytes()).grids()
    assert rows(grid)[:4] == [HEAD, *BODY[:3]]
    assert [row[1:] for row in rows(grid)][4] == BODY[3][1:]
