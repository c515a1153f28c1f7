"""What holds for any grid at all, however little sense it makes."""

import time
from collections import Counter

from factories import make_document, make_grid
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.tables import grids_to_tables
from schemas.tables import CellRole, RowKind

WORDS = st.sampled_from(
    [
        "单位",
        "项目",
        "序号",
        "排名",
        "合计",
        "小计",
        "其中：甲",
        "下属单位",
        "全市",
        "一、收入",
        "（一）拨款",
        "1.本级",
        "备注：注",
        "满意率（%）",
        "受理（件）",
        "得分",
        "2019",
        "2020年",
        "201",
        "20101",
        "A",
        "优秀",
        "本月无件",
        "平均",
        "栏次",
        "单位：件",
        "某某情况表",
        "同比增长",
        "甲",
        "乙",
        "\u3000丙",
        "#丁",
        "#",
        "环比",
    ]
)
NUMBERS = st.sampled_from(
    [
        "0",
        "1",
        "2",
        "3",
        "12",
        "100",
        "1,234",
        "98.5",
        "98.50",
        "-3.2",
        "97.2%",
        "3.2万",
        "约12",
        "12①",
        "5件",
        "—",
        "/",
        "12,34",
        "1\ufffd",
    ]
)
CELLS = st.one_of(WORDS, NUMBERS, st.just(""))


@st.composite
def grids(draw):
    """Rows of cells from the words of tables, some merged."""
    height, width = draw(st.integers(1, 8)), draw(st.integers(1, 7))
    rows = [[draw(CELLS) for _ in range(width)] for _ in range(height)]
    spans, taken = {}, set()
    for _ in range(draw(st.integers(0, 4))):
        row, col = draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))
        down, right = draw(st.integers(1, height - row)), draw(st.integers(1, width - col))
        covered = {(row + r, col + c) for r in range(down) for c in range(right)}
        if not covered & taken:
            taken |= covered
            spans[row, col] = (down, right)
    loose = [row for row in range(height) if not any(at[0] == row for at in taken) and draw(st.integers(0, 9)) == 0]
    return make_grid(rows, spans, loose=loose)


@settings(max_examples=150, deadline=None)
@given(grids())
def test_every_cell_stands_in_one_table_with_one_role_and_every_value_once(grid):
    document = make_document("某某情况表", grid, "注：某注。")
    tables = grids_to_tables(document)
    assert tables == grids_to_tables(document)
    cells = Counter((cell.row, cell.col) for table in tables for cell in table.grid.cells)
    assert cells == Counter((cell.row, cell.col) for cell in grid.cells)
    loose = [cell for table in tables for cell in table.grid.loose]
    assert loose == list(grid.loose)
    assert len({table.id for table in tables}) == len(tables)
    for table in tables:
        texts = {(cell.row, cell.col): cell.text.strip() for cell in table.grid.cells}
        assert set(table.roles) == set(texts)
        assert all((role is CellRole.BLANK) == (not texts[at]) for at, role in table.roles.items())
        valued = {(value.row, value.col): value.printed for value in table.values}
        assert len(valued) == len(table.values)
        assert {at for at, role in table.roles.items() if role is CellRole.VALUE} == {at for at in valued if texts[at]}
        assert all(printed.raw == texts[at] for at, printed in valued.items())


@settings(max_examples=150, deadline=None)
@given(grids())
def test_rows_form_a_forest(grid):
    for table in grids_to_tables(make_document(grid)):
        rows = table.row_at()
        assert len(rows) == len(table.rows)
        for row in table.rows:
            assert (row.parent is None) == (row.bond is None)
            seen = {row.row}
            parent = row.parent
            while parent is not None:
                assert parent not in seen
                seen.add(parent)
                parent = rows[parent].parent
            assert row.kind in (RowKind.HEADER, RowKind.NOTE) or all(row.path)


def test_a_long_table_takes_time_in_proportion_to_its_cells():
    def seconds(height):
        rows = ["编码\t科目\t预算数\t决算数\t完成率\t备注"]
        rows += [
            f"{201 + at % 7}{at % 90:02}\t（一）科目{at}\t{at}\t{at + 1}\t{at % 100}.5%\t其中：{at}"
            for at in range(height)
        ]
        document = make_document("情况表", rows)
        start = time.process_time()
        grids_to_tables(document)
        return time.process_time() - start

    seconds(100)
    assert seconds(4000) < 20 * max(seconds(500), 0.01)
