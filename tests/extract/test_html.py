"""HTML pages: text and tables as the page shows them, the site around them set aside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import read_document
from extract.files import bytes_to_document
from schemas.documents import Grid, Paragraph, ParagraphRole
from schemas.errors import UnreadableInput
from schemas.limits import Limits

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title><script>var a = 99;</script></head><body>
<div class="nav"><a href="/">首页</a> <a href="/a">政务公开</a></div>
<h1>青原市2024年公报</h1>
<div class="content"><p>全年受理&nbsp;1,200
件，
其中电话800件。</p><p style="display: none">隐藏 77</p>
<table><tr><th rowspan="2">单位</th><th colspan="2">办理情况</th></tr><tr><th>受理</th><th>办结率</th></tr>
<tr><td>东湖区</td><td><p>12</p></td><td><span>98.</span><span>5%</span></td></tr>
<tr><td>西湖区</td><td>8</td><td>100%</td></tr></table></div>
<div id="footer">备案号 123456</div></body></html>"""


def read(text, encoding="utf-8", limits=None):
    data = text if isinstance(text, bytes) else text.encode(encoding)
    return bytes_to_document(data, "page.html", limits or Limits())


def paragraphs(document, role=None):
    return [block.text for block in document.blocks if isinstance(block, Paragraph) and role in (None, block.role)]


def rows(grid):
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.rows)]


def test_a_page_is_its_text_and_tables_in_order():
    document = read(PAGE)
    assert paragraphs(document, ParagraphRole.BODY) == ["全年受理 1,200件，其中电话800件。"]
    assert paragraphs(document, ParagraphRole.HEADING) == ["青原市2024年公报"]
    (grid,) = document.grids()
    assert rows(grid) == [["单位", "办理情况"], ["受理", "办结率"], ["东湖区", "12", "98.5%"], ["西湖区", "8", "100%"]]
    first = grid.cells[0]
    assert (first.rowspan, first.colspan) == (2, 1)
    assert (grid.cells[1].rowspan, grid.cells[1].colspan) == (1, 2)


def test_the_site_is_kept_and_marked_and_what_is_hidden_is_left_out():
    document = read(PAGE)
    assert paragraphs(document, ParagraphRole.RUNNING_HEAD) == ["首页 政务公开", "备案号 123456"]
    assert "77" not in "".join(paragraphs(document))
    assert "99" not in "".join(paragraphs(document))


def test_every_cell_and_line_has_its_xpath_and_offsets():
    document = read(PAGE)
    (grid,) = document.grids()
    cell = next(cell for cell in grid.cells if cell.text == "12")
    assert cell.place.path == "/html/body/div[2]/table[1]/tr[3]/td[2]"
    assert (cell.place.start, cell.place.end, cell.place.quote) == (0, 2, "12")
    body = next(block for block in document.blocks if isinstance(block, Paragraph) and block.role == ParagraphRole.BODY)
    span = body.span(5, 10)
    assert (span.quote, span.path, span.start) == ("1,200", "/html/body/div[2]/p[1]", 5)


def test_digits_are_counted_on_the_page_itself():
    document = read(PAGE)
    gathered = sum(
        character.isdecimal()
        for block in document.blocks
        for text in ([block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells])
        for character in text
    )
    assert document.digits == gathered == len("20241200800129858100123456")


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("gb2312", "gb18030"), ("gbk", "gb18030"), ("utf-8", "utf-8"), ("gbk", "utf-8"), ("utf-8", "gb18030")],
)
def test_the_encoding_is_what_the_bytes_are_in(declared, encoding):
    text = "本月受理诉求件镕字12件，办结率为百分之九十八"
    document = read(f'<html><head><meta charset="{declared}"></head><body><p>{text}</p></body></html>', encoding)
    assert paragraphs(document) == [text]
    assert document.source.encoding == encoding


def test_a_layout_table_is_no_table_and_the_one_inside_is():
    page = """<html><body><table><tr><td><a href="#">首页</a></td><td><p>正文第一段，共12件。</p>
    <table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table></td></tr></table></body></html>"""
    document = read(page)
    assert [rows(grid) for grid in document.grids()] == [[["甲", "1"], ["乙", "2"]]]
    assert "正文第一段，共12件。" in paragraphs(document)


def test_columns_that_nobody_filled_are_no_columns():
    page = """<html><body><table><tr><td colspan="2">表1 指数</td><td width="0"><br></td></tr>
    <tr><td>项目</td><td>上年=100</td><td></td></tr><tr><td>食品</td><td>99.3</td><td></td></tr></table></body></html>"""
    (grid,) = read(page).grids()
    assert (grid.rows, grid.cols) == (3, 2)


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html><head><script>document.write(1)</script></head><body><script>2</script></body></html>",
        "<html><body>" + "<div>" * 5,
    ],
)
def test_a_page_without_text_is_no_empty_success(page):
    with pytest.raises(UnreadableInput, match=r"page\.html"):
        read(page)


def test_limits_hold_for_spans_that_claim_too_much():
    page = "<html><body><table><tr>" + '<td colspan="1000" rowspan="1">1</td>' * 30 + "</tr></table></body></html>"
    with pytest.raises(UnreadableInput, match="cells"):
        read(page, limits=Limits(cells=10_000))


def test_deep_nesting_is_read():
    page = "<html><body>" + "<div>" * 200 + "深处 12 件" + "</div>" * 200 + "</body></html>"
    assert paragraphs(read(page)) == ["深处 12 件"]


def test_nesting_without_end_is_read_in_part_or_refused_without_a_crash():
    page = "<html><body><p>12 件</p>" + "<div>" * 50_000 + "</body></html>"
    assert paragraphs(read(page)) == ["12 件"]


def test_nothing_of_the_page_is_run_or_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("机密 42", encoding="utf-8")
    page = tmp_path / "page.html"
    page.write_text(
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body><p>公报 &x; 7 件</p></body></html>',
        encoding="utf-8",
    )
    assert "42" not in "".join(paragraphs(read_document(page)))


words = st.text(alphabet="甲乙丙丁东西南北0123456789.%", min_size=1, max_size=6)


@given(st.lists(st.lists(words, min_size=2, max_size=5), min_size=2, max_size=6))
def test_a_grid_written_as_html_is_read_as_it_was(cells):
    width = max(map(len, cells))
    cells = [[*row, *["0"] * (width - len(row))] for row in cells]
    page = "".join("<tr>" + "".join(f"<td> {text}\n</td>" for text in row) + "</tr>" for row in cells)
    (grid,) = (
        block for block in read(f"<html><body><table>{page}</table></body></html>").blocks if isinstance(block, Grid)
    )
    assert rows(grid) == cells
