"""Rows with a cell too many or too few: a visible problem, and a cell placed only where no other place is left."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extract import bytes_to_document

HEADER = "单位|受理数|办结数|返工数|办结率|等级"
WHOLE = [
    "甲县|54|50|3|92.59|A",
    "乙县|46|42|11|91.3|B",
    "丙县|123|118|7|95.93|A",
    "丁县|81|79|9|97.53|A",
    "戊县|67|66|1|98.51|A",
    "己县|29|23|4|79.31|C",
    "壬县|88|77|12|87.5|B",
    "癸县|93|90|8|96.77|A",
]


def read(*rows):
    return bytes_to_document("\n".join(rows).replace("|", "\t").encode(), "bulletin.txt")


def ragged(row, *, header=HEADER, rows=WHOLE):
    """Return the placed cells of ``row`` by column, its loose cells with their columns, and the problems."""
    document = read(header, *rows, row)
    (grid,) = document.grids()
    last = grid.rows - 1
    placed = {cell.col: cell.text for cell in grid.cells if cell.row == last and cell.text}
    loose = {cell.text: cell.columns for cell in grid.loose if cell.row == last}
    return placed, loose, document.problems


def test_between_like_columns_no_number_is_placed():
    placed, loose, (problem,) = ragged("庚县|8|0|100|A")
    assert placed == {0: "庚县", 5: "A"}
    assert loose == {"8": (1, 2), "0": (2, 3), "100": (3, 4)}
    assert (problem.kind, problem.place.line, problem.place.quote) == ("ragged-row", 10, "庚县\t8\t0\t100\tA")
    assert "5 cells where the table has 6 columns" in problem.reason
    assert "3 could not be proved" in problem.reason
    assert "5 个单元格，而表有 6 列" in problem.reason_zh


@pytest.mark.parametrize(
    ("row", "placed", "loose"),
    [
        # a decimal stands only in the one column of decimals: what is missing stands before it
        ("庚县|8|7|87.5|A", {0: "庚县", 4: "87.5", 5: "A"}, {"8": (1, 2), "7": (2, 3)}),
        # the label, the rate or the grade is missing: every other place is left no choice
        ("8|7|3|87.5|A", {1: "8", 2: "7", 3: "3", 4: "87.5", 5: "A"}, {}),
        ("庚县|8|7|3|87.5", {0: "庚县", 1: "8", 2: "7", 3: "3", 4: "87.5"}, {}),
        # a cell too many
        (
            "庚县|9|8|7|3|87.5|A",
            {0: "庚县", 5: "A"},
            {"9": (1,), "8": (1, 2), "7": (2, 3), "3": (3, 4), "87.5": (4,)},
        ),
        ("庚县||8|7|3|87.5|A", {0: "庚县", 1: "8", 2: "7", 3: "3", 4: "87.5", 5: "A"}, {}),
        # as many cells as columns, and yet out of place
        ("8|7|3|87.5|A|", {1: "8", 2: "7", 3: "3", 4: "87.5", 5: "A"}, {}),
    ],
)
def test_a_cell_is_placed_where_the_kinds_leave_one_column(row, placed, loose):
    found = ragged(row)
    assert found[:2] == (placed, loose)
    assert [problem.kind for problem in found[2]] == ["ragged-row"]


def test_whole_numbers_may_be_decimals_that_lost_their_zeros():
    """A column of 100 and 0 only says nothing of decimals: nothing is placed on its account."""
    rows = [f"{name}县|{rate}|100|100|A" for name, rate in zip("甲乙丙丁戊己", (100, 0, 100, 0, 100, 50), strict=True)]
    header = "单位|办结率|满意率|反馈率|等级"
    assert ragged("庚县|7.5|100|A", header=header, rows=rows)[:2] == (
        {0: "庚县", 4: "A"},
        {"7.5": (1, 2), "100": (2, 3)},
    )


def test_a_decimal_is_no_count_of_things():
    rows = [f"{name}县|{count}|100|100|A" for name, count in zip("甲乙丙丁戊己", (3, 5, 8, 12, 4, 9), strict=True)]
    placed, loose, _ = ragged("庚县|7.5|100|A", header="单位|受理数|办结率|满意率|等级", rows=rows)
    assert (placed, loose) == ({0: "庚县", 2: "7.5", 3: "100", 4: "A"}, {})


def test_where_blanks_are_usual_a_blank_may_stand_in_any_column():
    """One column has never been blank before, and may be so now."""
    rows = [f"{name}县|{count}|{count + 40}|{'' if count % 2 else 7}" for count, name in enumerate("甲乙丙丁戊己壬癸")]
    placed, loose, _ = ragged("庚县||5", header="单位|受理数|办结数|返工数", rows=rows)
    assert (placed, loose) == ({0: "庚县"}, {"5": (2, 3)})


def test_percentages_and_plain_numbers_do_not_mix():
    rows = [f"{name}县|{count}|{count}%|{count + 1}%" for name, count in zip("甲乙丙丁", (3, 5, 8, 12), strict=True)]
    assert ragged("7|80%|90%", header="单位|受理数|办结率|满意率", rows=rows)[0] == {1: "7", 2: "80%", 3: "90%"}


def test_words_in_place_of_a_number_are_not_ragged():
    assert ragged("庚县|8|暂缺|1|87.5|A") == ({0: "庚县", 1: "8", 2: "暂缺", 3: "1", 4: "87.5", 5: "A"}, {}, ())


def test_a_header_with_a_cell_too_few_names_no_column():
    """Which of 受理, 办结 and 返工 is missing cannot be told."""
    document = read("单位|受理|办结|得分|等级", *WHOLE)
    (grid,) = document.grids()
    assert not [cell for cell in grid.cells if cell.row == 0]
    assert [cell.text for cell in grid.loose] == ["单位", "受理", "办结", "得分", "等级"]
    assert [problem.place.line for problem in document.problems] == [1]
    assert {cell.col for cell in grid.cells if cell.text in ("54", "46")} == {1}


def test_two_numbers_names_over_one_label_and_their_columns_are_certain():
    document = read("单位|受理数|办结数", "甲委||3|2", "下属单位|乙处|2|1", "|丙处|1|1", "丁局||4|4")
    (grid,) = document.grids()
    assert not document.problems
    assert [(cell.text, cell.col, cell.colspan) for cell in grid.cells if cell.row == 0] == [
        ("单位", 0, 2),
        ("受理数", 2, 1),
        ("办结数", 3, 1),
    ]


def test_a_second_label_that_has_no_column_loosens_its_row():
    """Header and rows have four cells each, and yet 本委 is no 受理数."""
    document = read("主管单位|受理数|办结数|率", "甲委|3|2|66.7", "下属单位|本委|1|1", "|乙处|2|50")
    (grid,) = document.grids()
    assert {cell.text for cell in grid.loose} == {"本委", "1", "乙处", "2", "50"}
    assert [problem.place.line for problem in document.problems] == [3, 4]


def test_a_row_too_long_to_be_searched_is_loose_and_told():
    rows = ["\t".join(["甲", *("1" * 400)]) for _ in range(3)]
    document = bytes_to_document("\n".join([*rows, "\t".join(["乙", *("1" * 200)])]).encode(), "bulletin.txt")
    (grid,) = document.grids()
    assert len(grid.loose) == 201
    assert len(document.problems) == 1


KINDS = (
    st.integers(0, 10**5).map(str),
    st.decimals(0, 100, places=2).map(str),
    st.integers(0, 100).map("{}%".format),
    st.sampled_from("ABCD"),
)
PLACES = "甲乙丙丁戊己庚辛壬癸"


@st.composite
def tables(draw):
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=2, max_size=8))
    rows = draw(st.lists(st.tuples(*kinds), min_size=4, max_size=10))
    words = draw(st.permutations(("受理数", "办结数", "办结率", "得分", "排名", "评价等级", "走访", "网站")))
    return [["单位", *words[: len(kinds)]], *([f"{PLACES[at]}县", *row] for at, row in enumerate(rows))]


@given(tables(), st.data())
def test_without_one_cell_every_placed_cell_stands_in_its_true_column(table, data):
    row = data.draw(st.integers(1, len(table) - 1))
    gone = data.draw(st.integers(0, len(table[0]) - 1))
    true = [col for col in range(len(table[0])) if col != gone]
    assume(any(cell[:1].isdecimal() for line in table[1:] for cell in line[1:]))
    lines = ["\t".join(line) for line in table]
    lines[row] = "\t".join(table[row][col] for col in true)
    document = bytes_to_document("\n".join(lines).encode(), "bulletin.txt")
    (grid,) = document.grids()
    here = {cell.place.start: cell for cell in grid.cells if cell.row == row and cell.text}
    starts = [sum(len(table[row][col]) + 1 for col in true[:at]) for at in range(len(true))]
    for start, col in zip(starts, true, strict=True):
        if start in here:
            assert here[start].col == col
    loose = [cell for cell in grid.loose if cell.row == row]
    assert len(here) + len(loose) == len(true)
    assert all(true[cell.order] in cell.columns for cell in loose)
    assert [problem.place.line for problem in document.problems] == [row + 1]
    for other in range(1, len(table)):
        if other != row:
            assert [cell.text for cell in grid.cells if cell.row == other] == table[other]
