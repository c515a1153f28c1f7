"""The example bulletins as texts, held against the PDF of one of them and against what a person read."""

import json
from pathlib import Path

import pytest

from extract import bytes_to_document, read_document

EXAMPLES = Path(__file__).parents[1] / "examples"
APRIL = EXAMPLES / "fuzhou-12345-2017-04.txt"
AUGUST = EXAMPLES / "fuzhou-12345-2017-08.txt"


@pytest.fixture(scope="module")
def april():
    return read_document(APRIL)


@pytest.fixture(scope="module")
def august():
    return read_document(AUGUST)


def test_the_tables_of_april_are_those_of_its_pdf_but_for_two_ragged_rows(april):
    """Cell by cell, spans included; blanks inside a text differ (返工率 (%))."""
    printed = read_document(APRIL.with_suffix(".pdf"))
    for text, page in zip(april.grids(), printed.grids(), strict=True):
        assert (text.rows, text.cols) == (page.rows, page.cols)
        loose = {cell.row for cell in text.loose}
        both = [
            {
                (cell.row, cell.col, cell.rowspan, cell.colspan, "".join(cell.text.split()))
                for cell in grid.cells
                if cell.row not in loose
            }
            for grid in (text, page)
        ]
        assert both[0] == both[1]


def test_only_the_rows_that_a_person_found_ragged_are(april, august):
    by_hand = json.loads((EXAMPLES / "by_hand.json").read_text(encoding="utf-8"))
    ragged = {
        item["line"]
        for item in by_hand[APRIL.stem]
        if item.get("attribution") == "extraction" and item.get("reason") == "missing_cell" and "=" not in item["text"]
    }
    assert {problem.place.line for problem in april.problems} == ragged
    assert not august.problems


def test_every_printed_cell_of_a_ragged_row_is_kept(april):
    lines = APRIL.read_text(encoding="utf-8").split("\n")
    for problem in april.problems:
        cells = [
            cell
            for grid in april.grids()
            for cell in (*grid.cells, *grid.loose)
            if cell.place.line == problem.place.line
        ]
        written = lines[problem.place.line - 1].split("\t")
        assert sorted(cell.text for cell in cells) == sorted(filter(None, written))


def test_tables_run_on_over_their_page_breaks(april, august):
    assert [stitch.page for grid in april.grids() for stitch in grid.stitches] == [211, 256, 335]
    assert [stitch.page for grid in august.grids() for stitch in grid.stitches] == [222, 272, 351]


def test_no_column_stands_where_every_row_ends_in_a_blank(august):
    """Table (四) of August; its note is inside the grid."""
    grid = next(grid for grid in august.grids() if grid.place.line == 370)
    assert (grid.rows, grid.cols) == (9, 14)
    note = grid.by_position()[8, 0]
    assert (note.colspan, note.text[:3]) == (14, "备注：")


def test_sentences_that_a_page_break_cuts_are_whole(april):
    texts = [paragraph.text for paragraph in april.paragraphs()]
    for joint in ("群众基本满意度、数字城管系统", "诉求环比上升 4.83%", "占此类诉求总量的 37.50%", "（本月 85.86 分"):
        assert sum(joint in text for text in texts) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.encode("gb18030"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "  \n").encode(),
        lambda text: text.replace("\n\n", "\n\f").encode(),
        lambda text: text.replace("\n", "\u0085").encode(),
    ],
)
def test_the_same_text_saved_otherwise_is_the_same_bulletin(april, change):
    other = bytes_to_document(change(APRIL.read_text(encoding="utf-8")), "copy.txt")

    def content(document):
        return (
            document.digits,
            [paragraph.text for paragraph in document.paragraphs()],
            [
                [(cell.row, cell.col, cell.rowspan, cell.colspan, cell.text) for cell in grid.cells]
                for grid in document.grids()
            ],
            [[(cell.row, cell.order, cell.text, cell.columns) for cell in grid.loose] for grid in document.grids()],
        )

    assert content(other) == content(april)


def test_each_digit_stands_once(april, august):
    for document in (april, august):
        dropped = [cell for grid in document.grids() for stitch in grid.stitches for cell in stitch.dropped]
        cells = [cell for grid in document.grids() for cell in (*grid.cells, *grid.loose)]
        held = "".join(one.text for one in (*document.paragraphs(), *cells, *dropped))
        assert document.digits == sum(map(str.isdecimal, held))
