"""Word documents and workbooks: what their final state shows, with the place of each cell."""

import zipfile
from io import BytesIO

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement

from extract.files import bytes_to_document
from extract.office.xlsx import value_to_text
from schemas.documents import Paragraph, ParagraphRole
from schemas.errors import UnreadableInput
from schemas.limits import Limits


def read(saved, name="bulletin", limits=None):
    buffer = BytesIO()
    saved.save(buffer)
    return bytes_to_document(buffer.getvalue(), name, limits or Limits())


def paragraphs(document, role=None):
    return [block.text for block in document.blocks if isinstance(block, Paragraph) and role in (None, block.role)]


def rows(grid):
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.rows)]


def word(cells=(("单位", "受理"), ("东湖区", "12"), ("合计", "12"))):
    document = docx.Document()
    document.add_heading("青原市2024年通报", 1)
    document.add_paragraph("全年受理12件。")
    table = document.add_table(len(cells), len(cells[0]))
    for row, texts in enumerate(cells):
        for col, text in enumerate(texts):
            table.cell(row, col).text = text
    return document, table


def test_a_word_document_is_its_paragraphs_and_tables_in_order():
    document = read(word()[0])
    assert paragraphs(document) == ["青原市2024年通报", "全年受理12件。"]
    assert paragraphs(document, ParagraphRole.HEADING) == ["青原市2024年通报"]
    (grid,) = document.grids()
    assert rows(grid) == [["单位", "受理"], ["东湖区", "12"], ["合计", "12"]]
    assert grid.cells[3].place.path == "body/tbl[1]/tr[2]/tc[2]"
    assert document.digits == 10


def test_merged_cells_of_word_keep_their_spans():
    document, table = word((("单位", "办理", ""), ("", "受理", "办结"), ("东湖区", "12", "11")))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    (grid,) = read(document).grids()
    spans = {cell.text: (cell.row, cell.col, cell.rowspan, cell.colspan) for cell in grid.cells}
    assert spans["单位"] == (0, 0, 2, 1)
    assert spans["办理"] == (0, 1, 1, 2)
    assert spans["办结"] == (1, 2, 1, 1)


def test_deleted_and_hidden_text_is_not_shown_and_inserted_text_is():
    document = docx.Document()
    paragraph = document.add_paragraph("受理")
    for tag, text in (("w:del", "77"), ("w:ins", "12")):
        change = OxmlElement(tag)
        run = paragraph.add_run(text)._r
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run("99").font.hidden = True
    paragraph.add_run("件")
    shown = read(document)
    assert paragraphs(shown) == ["受理12件"]
    assert shown.digits == 2


def test_headers_and_footers_are_kept_and_marked():
    document, _ = word()
    document.sections[0].footer.paragraphs[0].text = "第 3 页"
    assert paragraphs(read(document), ParagraphRole.RUNNING_HEAD) == ["第 3 页"]


def sheet():
    book = openpyxl.Workbook()
    page = book.active
    page.title = "考核"
    page.append(["2024年考核情况"])
    page.append(["单位", "受理", "办结率"])
    page.append(["东湖区", 1200, 0.985])
    page.append(["西湖区", 800, 1])
    page["C3"].number_format = page["C4"].number_format = "0.0%"
    page["B3"].number_format = "#,##0"
    return book, page


def test_a_workbook_is_its_sheets_as_shown():
    document = read(sheet()[0])
    assert paragraphs(document) == ["考核", "2024年考核情况"]
    (grid,) = document.grids()
    assert rows(grid) == [["单位", "受理", "办结率"], ["东湖区", "1,200", "98.5%"], ["西湖区", "800", "100.0%"]]
    assert grid.cells[4].place.path == "考核!B3"


def test_hidden_rows_and_sheets_are_left_out_and_said_to_be():
    book, page = sheet()
    page.row_dimensions[3].hidden = True
    book.create_sheet("底稿").append(["秘", 7])
    book["底稿"].sheet_state = "hidden"
    document = read(book)
    (grid,) = document.grids()
    assert rows(grid) == [["单位", "受理", "办结率"], ["西湖区", "800", "100.0%"]]
    assert [problem.kind for problem in document.problems] == ["hidden", "hidden"]


def test_a_blank_row_parts_two_tables():
    book, page = sheet()
    page.append([])
    page.append(["月份", "件数"])
    page.append(["1月", 5])
    assert [(grid.rows, grid.cols) for grid in read(book).grids()] == [(3, 3), (2, 2)]


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (27.4, "General", "27.4"),
        (27.4, "0.00", "27.40"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (1234567.891, '_ #,##0.0_ ;"-"', "1,234,567.9"),
        (0.98765, "0.00%", "98.77%"),
        (2.675, "0.00", "2.68"),
        (-3, "0", "-3"),
        ("98.50", "General", "98.50"),
        (1 / 3, "General", "0.333333333"),
    ],
)
def test_a_number_is_shown_as_its_format_prints_it(value, number_format, shown):
    assert value_to_text(value, number_format)[0] == shown


def test_a_format_that_is_not_understood_is_said():
    book, page = sheet()
    page["B4"].number_format = "[红色]0!.0,万"
    assert "number-format" in [problem.kind for problem in read(book).problems]


def test_an_archive_that_unpacks_to_too_much_is_not_opened():
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 40_000_000)
    with pytest.raises(UnreadableInput, match="unpacks"):
        bytes_to_document(buffer.getvalue(), "bomb.docx", Limits())


ENTITIES = '<!DOCTYPE x [<!ENTITY a "{}"><!ENTITY b "&a;&a;&a;&a;">]>'.format("9" * 1000)


def test_entities_of_a_word_document_are_not_expanded():
    buffer, hostile = BytesIO(), BytesIO()
    word()[0].save(buffer)
    with zipfile.ZipFile(buffer) as clean, zipfile.ZipFile(hostile, "w") as archive:
        for name in clean.namelist():
            content = clean.read(name)
            if name == "word/document.xml":
                content = content.replace(b"?>", b"?>" + ENTITIES.encode(), 1).replace(b"12", b"&b;", 1)
            archive.writestr(name, content)
    try:
        document = bytes_to_document(hostile.getvalue(), "hostile.docx", Limits())
    except UnreadableInput:
        return
    assert "999" not in "".join(paragraphs(document))


@pytest.mark.parametrize("name", ["word/document.xml", "xl/workbook.xml"])
def test_a_damaged_office_file_is_one_clear_line(name):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, b"<broken")
    with pytest.raises(UnreadableInput, match="damaged"):
        bytes_to_document(buffer.getvalue(), "damaged", Limits())
