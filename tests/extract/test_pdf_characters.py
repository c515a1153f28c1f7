"""Characters: words without invented or lost blanks, each with its place, whatever way the page is turned."""

import io

import pypdfium2
import pytest
from pdf_drafts import Canvas, change_pages, grids, read, rows, texts, typeset

TABLE = [["单位", "受理量", "办结率"], ["甲局", "1205", "98.52%"], ["乙局", "96", "100%"]]


def table_page(width=600, height=800):
    canvas = Canvas(width, height)
    canvas.words(200, 90, "2017年4月份受理情况表", 14)
    canvas.grid([50, 150, 250, 350], [100, 120, 140, 160], TABLE)
    canvas.words(50, 200, "备注：本月共受理1301件。")
    return canvas.bytes()


@pytest.mark.parametrize(
    "text",
    [
        "2017年4月份12345系统受理诉求件101511件，环比下降18.78%。",
        "“智慧福州”管理服务中心（以下简称“中心”）",
        "GDP增长5.2%，其中PM2.5平均浓度31微克/立方米",
        "Total of 3,125 cases in 2021",
        "一、基本情况",
    ],
)
def test_a_line_is_read_as_it_is_set(text):
    assert texts(read(typeset(text.replace("#", r"\#")))) == [text]


def test_blanks_of_the_file_are_kept_and_wide_gaps_are_one_blank():
    canvas = Canvas()
    canvas.words(50, 100, "项 目")
    canvas.words(50, 140, "编制单位：某局")
    canvas.words(450, 140, "单位：万元")
    assert texts(read(canvas.bytes())) == ["项 目", "编制单位：某局 单位：万元"]


def test_widely_set_characters_are_one_word():
    canvas = Canvas()
    canvas.set_char_spacing(6)
    canvas.words(50, 100, "责任单位")
    assert texts(read(canvas.bytes())) == ["责任单位"]


def test_each_character_knows_its_edges():
    canvas = Canvas()
    canvas.words(50, 100, "受理12345件")
    line = next(read(canvas.bytes()).paragraphs()).lines[0]
    place = line.span(2, 7)
    assert place.quote == "12345"
    assert place.bbox[0] == pytest.approx(70, abs=0.5)
    assert len(line.edges) == len(line.text)
    assert list(line.edges) == sorted(line.edges)


def test_superscripts_stay_in_their_line():
    assert texts(read(typeset("新建面积120m#super[2]，同比增长3%。"))) == ["新建面积120m2，同比增长3%。"]


def test_a_glyph_drawn_twice_is_read_once():
    canvas = Canvas()
    for shift in (0, 0.3):
        canvas.words(50 + shift, 100, "合计1100件")
    document = read(canvas.bytes())
    assert texts(document) == ["合计1100件"]
    assert document.digits == 4


def test_the_same_digit_twice_side_by_side_is_two():
    canvas = Canvas()
    canvas.words(50, 100, "1111")
    assert read(canvas.bytes()).digits == 4


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_pages_turned_by_their_reader(turn):
    """/Rotate: the page is stored one way and shown another; places are where it is shown."""
    data = change_pages(table_page(), lambda page: page.set_rotation(turn))
    document = read(data)
    (grid,) = document.grids()
    assert rows(grid) == TABLE
    page = document.pages[0]
    assert (page.width, page.height, page.rotation) == ((800, 600, turn) if turn % 180 else (600, 800, turn))
    for cell in grid.cells:
        x0, top, x1, bottom = cell.place.bbox
        assert 0 <= x0 < x1 <= page.width
        assert 0 <= top < bottom <= page.height
    x0, top, _, _ = grid.cells[0].place.bbox
    expected = {0: (50, 100), 90: (680, 50), 180: (450, 680), 270: (100, 450)}[turn]
    assert (x0, top) == pytest.approx(expected, abs=1)


@pytest.mark.parametrize("turn", [90, 270])
def test_a_table_printed_sideways(turn):
    canvas = Canvas()
    with canvas.rotation(turn, 300, 400):
        canvas.grid([150, 250, 350, 450], [300, 320, 340, 360], TABLE)
        canvas.words(150, 380, "注：本表不含转办件。")
    document = read(canvas.bytes())
    (grid,) = document.grids()
    assert rows(grid) == TABLE
    assert texts(document) == ["注：本表不含转办件。"]
    assert grid.cells[0].place.bbox == pytest.approx(
        (200, 450, 220, 550) if turn == 90 else (380, 250, 400, 350), abs=1
    )


def test_the_crop_box_is_the_page():
    data = change_pages(table_page(), lambda page: page.set_cropbox(40, 500, 540, 780))
    document = read(data)
    assert (document.pages[0].width, document.pages[0].height) == (500, 280)
    (grid,) = document.grids()
    assert rows(grid) == TABLE
    assert grid.cells[0].place.bbox == pytest.approx((10, 80, 110, 100), abs=1)


def test_what_is_cropped_away_is_not_printed():
    canvas = Canvas()
    canvas.words(50, 100, "看得见123")
    canvas.words(50, 700, "裁掉456")
    data = change_pages(canvas.bytes(), lambda page: page.set_cropbox(0, 400, 600, 800))
    document = read(data)
    assert texts(document) == ["看得见123"]
    assert document.digits == 3


def test_pages_inside_pages():
    """Two pages printed on one sheet are forms: their rules are drawn in coordinates of their own."""
    source = pypdfium2.PdfDocument(table_page())
    target = pypdfium2.PdfDocument.new()
    form = source.page_as_xobject(0, target)
    sheet = target.new_page(1200, 800)
    for shift in (0, 600):
        placed = form.as_pageobject()
        placed.set_matrix(pypdfium2.PdfMatrix().scale(0.9, 0.9).translate(shift, 40))
        sheet.insert_obj(placed)
    sheet.gen_content()
    stream = io.BytesIO()
    target.save(stream)
    for held in (sheet, form, source, target):
        held.close()
    assert grids(stream.getvalue()) == [TABLE, TABLE]


def test_slanted_text_is_a_watermark():
    canvas = Canvas()
    canvas.words(50, 100, "本月受理12件。")
    with canvas.rotation(45, 300, 400):
        canvas.words(200, 400, "内部资料2017", 40)
    document = read(canvas.bytes())
    assert texts(document) == ["本月受理12件。", "内部资料2017"]
    assert texts(document, "watermark") == ["内部资料2017"]


def test_an_empty_page_is_no_problem():
    document = read(Canvas().bytes())
    assert (document.blocks, document.problems, document.digits) == ((), (), 0)
    assert len(document.pages) == 1
