"""The April bulletin as PDF holds what the April bulletin as text holds."""

from itertools import groupby
from pathlib import Path

import pdfplumber
import pytest
from pdf_drafts import count_digits, read, rows, texts

from extract.pdf import read_pdf
from schemas.documents import ParagraphRole
from schemas.limits import DEFAULT_LIMITS

EXAMPLES = Path(__file__).parents[1] / "examples"
PDF = EXAMPLES / "fuzhou-12345-2017-04.pdf"
TEXT = EXAMPLES / "fuzhou-12345-2017-04.txt"
LOST_A_ZERO = (332, 333)  # lines of the text that have a cell fewer than the printed rows


@pytest.fixture(scope="module")
def document():
    return read(PDF.read_bytes())


@pytest.fixture(scope="module")
def printed(document):
    return [rows(grid) for grid in document.grids()]


def text_tables() -> list[list[tuple[int, list[str]]]]:
    """Return the tables of the text as rows of ``(line, filled cells)``; blank lines in them are page breaks."""
    lines = list(enumerate(TEXT.read_text(encoding="utf-8").split("\n"), start=1))
    wanted = [(number, line) for number, line in lines if line.strip()]
    runs = [list(run) for tabbed, run in groupby(wanted, key=lambda line: "\t" in line[1]) if tabbed]
    return [[(number, _filled(line.split("\t"))) for number, line in run] for run in runs]


def _filled(cells) -> list[str]:
    return [text for cell in cells if cell not in {"<", "^"} and (text := "".join(cell.split()))]


def test_every_table_of_the_text_is_printed_cell_by_cell(printed):
    tables = text_tables()
    assert [len(table) for table in tables] == [len(grid) for grid in printed]
    for table, grid in zip(tables, printed, strict=True):
        for (number, told), row in zip(table, grid, strict=True):
            if number not in LOST_A_ZERO:
                assert _filled(row) == told, f"line {number}"


def test_rows_that_the_text_lost_a_cell_of_are_whole_in_print(printed):
    grid = printed[5]
    assert grid[2] == [
        "下属单位",
        "本委",
        *["46", "42", "0", "0", "0", "0", "42", "42", "100", "42", "100", "100", "A"],
    ]
    assert grid[3][:7] == ["^", "市灯管办", "8", "8", "0", "0", "0"]


def test_merged_cells_keep_their_spans(document, printed):
    grid = list(document.grids())[5]
    spans = {cell.text: (cell.rowspan, cell.colspan) for cell in grid.cells}
    assert spans["主管（责任）单位"] == (1, 2)
    assert spans["本月无应处置案件"] == (1, 13)
    assert spans["市公安局"] == (1, 2)
    groups = [(cell.row, cell.rowspan) for cell in grid.cells if cell.text == "下属单位"]
    assert groups == [(2, 2), (5, 2), (8, 4), (14, 2)]
    assert printed[5][10] == ["^", "市渣土办", "本月无应处置案件", *"<" * 12]


def test_the_diagonal_header_cell_is_one_cell(document):
    cell = list(document.grids())[2].cells[0]
    assert cell.text == "接听情况接听单位"
    assert [line.text for line in cell.lines] == ["接听情况", "接听单位"]


def test_a_table_over_four_pages_is_one(document):
    grid = next(document.grids())
    assert grid.pages == (12, 13, 14, 15)
    assert [stitch.at_row for stitch in grid.stitches] == [28, 60, 92]
    for stitch in grid.stitches:
        assert stitch.evidence == ("header-repeated", "same-column-edges")
        assert [cell.text for cell in stitch.dropped] == ["责任单位", "受理", "重办", "群众满意度"]
    for part, following in zip(grid.parts, grid.parts[1:], strict=False):
        assert following.continues == part.id


def test_cells_keep_their_own_page(document):
    grid = next(document.grids())
    starts = [0, *(stitch.at_row for stitch in grid.stitches), grid.rows]
    for page, first, last in zip(grid.pages, starts, starts[1:], strict=False):
        assert {cell.place.page for cell in grid.cells if first <= cell.row < last} == {page}


def test_prose_is_the_text_s_prose(document):
    told = "".join(TEXT.read_text(encoding="utf-8").split("附件 1\n")[0].replace("#", "").replace("**", "").split())
    body = (ParagraphRole.BODY, ParagraphRole.HEADING)
    read_back = "".join(one.text for one in document.paragraphs() if one.role in body and one.place.page < 12)
    assert "".join(read_back.split())[-400:] in told
    assert texts(document, ParagraphRole.PAGE_NUMBER) == [f"- {page} -" for page in range(1, 21)]


def test_each_digit_came_out_once(document):
    with pdfplumber.open(PDF) as pdf:
        other = sum(char["text"].isdecimal() for page in pdf.pages for char in page.chars)
    assert document.digits == count_digits(document) == other


def test_the_grids_are_pdfplumber_s(document):
    """A second finder on a second engine gives the same cells, page by page, before stitching."""
    ours = {page: [] for page in range(1, 21)}
    for grid in document.grids():
        for part in grid.parts:
            ours[part.page].append(_bag(cell.text for cell in part.cells))
    with pdfplumber.open(PDF) as pdf:
        theirs = {page.page_number: [_table_bag(table) for table in page.extract_tables()] for page in pdf.pages}
    assert ours == theirs


def _table_bag(table):
    return _bag(text or "" for row in table for text in row if text is not None)


def _bag(cells) -> list[str]:
    """Return the cells in any order, each as its characters in any order.

    pdfplumber lists merged cells elsewhere, and reads a diagonal cell in one go.
    """
    return sorted("".join(sorted("".join(text.split()))) for text in cells)


def test_the_same_bytes_give_the_same_document(document):
    assert read_pdf(PDF.read_bytes(), document.source, DEFAULT_LIMITS) == document
