"""Tables without upright rules: three-line tables, tables set in columns by white, and what only looks like one."""

import pytest
from pdf_drafts import Canvas, grids, read, rows, texts, typeset

from extract.pdf.values import is_value

HEAD = ["单位", "受理（件）", "办结率", "等级"]
BODY = [
    ["鼓山街道办事处", "1205", "98.52%", "A"],
    ["东街口街道", "96", "100%", "A"],
    ["安泰", "7", "85.7%", "B"],
    ["合计", "1308", "98.55%", "A"],
]
PROSE = "本月全市共受理各类诉求件一万二千三百四十五件，环比下降百分之三点二，其中投诉类占比最高，咨询类次之。" * 3


def table(body=BODY, head=HEAD, *, rules="three", align="(left, center, right, center)", columns=None):
    """Return typst for a table with three lines, lines under all rows, or none."""
    cells = "".join(f"[{text}], " for text in head)
    lines = {"three": ("table.hline(), ", "table.hline(), "), "all": ("table.hline(), ",) * 2, "none": ("", "")}[rules]
    under = "table.hline(), " if rules == "all" else ""
    rest = "".join("".join(f"[{text}], " for text in row) + under for row in body)
    end = "table.hline()" if rules == "three" else ""
    width = columns or len(head)
    form = f"columns: {width}, stroke: none, align: {align}, column-gutter: 2em"
    return f"#table({form}, {lines[0]}{cells}{lines[1]}{rest}{end})"


@pytest.mark.parametrize("rules", ["three", "all", "none"])
def test_rows_and_columns(rules):
    assert grids(typeset(f"{PROSE}\n\n{table(rules=rules)}\n\n{PROSE}")) == [[HEAD, *BODY]]


@pytest.mark.parametrize("rules", ["three", "none"])
def test_text_around_stays_text(rules):
    data = typeset(
        f"{PROSE}\n\n#align(center)[表1 受理情况]\n{table(rules=rules)}\n\n注：以上为初步统计数。\n\n{PROSE}"
    )
    assert texts(read(data)) == [PROSE, "表1 受理情况", "注：以上为初步统计数。", PROSE]


def test_cells_know_where_they_stand():
    document = read(typeset(table()))
    (grid,) = document.grids()
    for cell in grid.cells:
        x0, top, x1, bottom = cell.place.bbox
        for line in cell.lines:
            left, upper, right, lower = line.place.bbox
            assert x0 <= left < right <= x1
            assert top - 3 <= upper < lower <= bottom + 3


@pytest.mark.parametrize("rules", ["three", "none"])
def test_empty_cells_keep_their_columns(rules):
    body = [BODY[0], ["东街口街道", "", "100%", "A"], ["安泰", "7", "", ""], BODY[3]]
    assert grids(typeset(table(body, rules=rules))) == [[HEAD, *body]]


def test_a_statement_in_place_of_the_values():
    cells = "".join(f"[{text}], " for row in (HEAD, *BODY[:3]) for text in row)
    data = typeset(
        f"#table(columns: 4, stroke: none, column-gutter: 2em, align: center, table.hline(), {cells}"
        "[环卫处], table.cell(colspan: 3)[本月无应处置案件，不参加评价], table.hline())"
    )
    assert grids(data)[0][-1] == ["环卫处", "本月无应处置案件，不参加评价", "<", "<"]


@pytest.mark.parametrize("align", ["left + top", "left + horizon"])
@pytest.mark.parametrize("rules", ["three", "none"])
def test_wrapped_names_are_one_cell(rules, align):
    body = [["福州市马尾区人民政府办公室", "12", "91.5%", "A"], *BODY, ["三坊七巷保护开发有限公司", "3", "66.7%", "C"]]
    data = typeset(table(body, rules=rules, columns="(6em, auto, auto, auto)", align=align))
    assert grids(data) == [[HEAD, *body]]


def test_a_head_of_two_levels():
    cells = "".join(f"[{row}局], [{12 + row}], [{row}.5%], [{11 + row}], [{row}.1%], " for row in range(1, 6))
    data = typeset(
        "#table(columns: 5, stroke: none, align: center, column-gutter: 1.5em, table.hline(), "
        "table.cell(rowspan: 2)[单位], table.cell(colspan: 2)[受理情况], table.cell(colspan: 2)[办结情况], "
        "table.hline(start: 1, end: 3, stroke: 0.4pt), table.hline(start: 3, end: 5, stroke: 0.4pt), "
        f"[件数], [占比], [件数], [占比], table.hline(), {cells} table.hline())"
    )
    (grid,) = grids(data)
    assert grid[:3] == [
        ["单位", "受理情况", "<", "办结情况", "<"],
        ["^", "件数", "占比", "件数", "占比"],
        ["1局", "13", "1.5%", "12", "1.1%"],
    ]


def test_headers_in_two_lines_are_one_row():
    head = [r"单位\ 名称", r"应处置\ 数（件）", "处置率", r"评价\ 等级"]
    assert grids(typeset(table(head=head)))[0][0] == ["单位名称", "应处置数（件）", "处置率", "评价等级"]


@pytest.mark.parametrize("rules", ["three", "none"])
def test_headers_in_two_lines_stand_evenly_about_those_in_one(rules):
    head = [r"单位", r"应处置\ 数（件）", "处置率", r"评价\ 等级"]
    data = typeset(table(head=head, rules=rules, align="center + horizon"))
    assert grids(data) == [[["单位", "应处置数（件）", "处置率", "评价等级"], *BODY]]


@pytest.mark.parametrize("gap", ["1pt", "4pt"])
def test_headers_in_two_lines_under_those_of_groups(gap):
    cells = "".join(f"[{row}局], [{12 + row}], [{row}.5%], [{11 + row}], [{row}.1%], " for row in range(1, 6))
    data = typeset(
        f"#table(columns: (4em, 4em, 4em, 4em, 4em), stroke: none, align: center + horizon, inset: {gap}, "
        "table.hline(), table.cell(rowspan: 2)[单位], table.cell(colspan: 2)[受理情况], "
        r"table.cell(colspan: 2)[办结情况], [按期受\ 理数], [占比], [按期办\ 结数], [占比], table.hline(), "
        f"{cells} table.hline())"
    )
    (grid,) = grids(data)
    assert grid[:2] == [
        ["单位", "受理情况", "<", "办结情况", "<"],
        ["^", "按期受理数", "占比", "按期办结数", "占比"],
    ]


def test_a_table_of_a_single_row_between_three_lines():
    assert grids(typeset(table(BODY[:1]))) == [[HEAD, BODY[0]]]


def test_two_tables_one_under_the_other_stay_two():
    data = typeset(f"{table()}\n#align(center)[表2 办结情况]\n{table()}")
    assert grids(data) == [[HEAD, *BODY]] * 2


def test_a_table_over_two_pages():
    body = [[f"第{row}街道办事处", str(37 * row), f"{row}.5%", "AB"[row % 2]] for row in range(1, 60)]
    data = typeset(table(body, rules="none"), 'paper: "a5", margin: 1.5cm, numbering: "1"')
    (grid,) = read(data).grids()
    assert rows(grid) == [HEAD, *body]
    assert len(grid.pages) > 1


def test_half_drawn_nets_are_read_by_their_white():
    """A frame, a shaded head and lines under the rows: no rule parts the columns."""
    canvas = Canvas()
    canvas.rect(50, 100, 400, 100)
    for y in (120, 140, 160, 180):
        canvas.line(50, y, 450, y)
    canvas.line(150, 100, 150, 120)
    for row, line in enumerate([HEAD, *BODY]):
        for x, text in zip((55, 160, 270, 380), line, strict=True):
            canvas.words(x, 115 + 20 * row, text)
    assert grids(canvas.bytes()) == [[HEAD, *BODY]]


NO_TABLES = {
    "prose": f"{PROSE}\n\n{PROSE}",
    "contents": "\\\n".join(f"第{n}章 基本情况 #box(width: 1fr, repeat[.]) {n}" for n in range(1, 8)),
    "list": "\n".join(f"+ {PROSE[:60]}" for _ in range(5)),
    "signatures": "#align(right)[某市人民政府办公室\\\n2017年5月24日]\n联系人：陈某某#h(4em)联系电话：87526763",
    "formulas": "综合指标值=结案率×100×20%+按期结案率×100×30%\\\n结案率=结案数/应结案数×100%",
    "addresses": "姓名：张三#h(6em)职务：科员\\\n单位：某局#h(6em)邮编：350001\\\n地址：某路#h(6em)备注：无",
}


@pytest.mark.parametrize("name", NO_TABLES)
def test_no_table_where_none_is(name):
    assert grids(typeset(NO_TABLES[name])) == []


def test_the_labels_of_a_chart_are_no_table():
    canvas = Canvas()
    for row in range(6):
        canvas.words(80, 200 + 25 * row, str(300 - 50 * row))
        canvas.words(400, 200 + 25 * row, str(100 - 20 * row))
    assert list(read(canvas.bytes()).grids()) == []


@pytest.mark.parametrize(
    "text",
    [
        "1205",
        "1,205",
        "-3.2%",
        "－8.86",
        "98.52%",
        "63 (18.5%)",
        "+0.5",
        "3.2万元",
        "12件",
        "0",
        "—",
        "/",
        "A",
        "n.a.",
        "优",
        "100.00%",
        "￥1,000",
        "12345.67",
        ".5",
        "≥90",
    ],
)
def test_values(text):
    assert is_value(text)


@pytest.mark.parametrize(
    "text", ["甲局", "2017年4月", "本月无应处置案件", "第3季度", "12345热线", "1.基本情况", "Table 3", "A股", "", "件"]
)
def test_no_values(text):
    assert not is_value(text)
