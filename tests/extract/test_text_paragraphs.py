"""Lines to paragraphs: joined where a wrap or a page break cuts a sentence and that is sure, and marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import bytes_to_document
from schemas.documents import Grid, ParagraphRole

LONG = "本月受理诉求情况总体平稳，各单位办理及时，群众满意度有所提高，但仍有个别单位"
WRAPPED = """\
件，其中平台转办诉求件受理数量为
七千件，信息采集员自行简易处置的
案件四千五百二十二件，公众举报三百
件，其他各类情况与上月基本持平。
"""


def read(text):
    return bytes_to_document(text.encode(), "bulletin.txt")


def paragraphs(text):
    return [paragraph.text for paragraph in read(text).paragraphs()]


def roles(text):
    return [(paragraph.text, paragraph.role.value) for paragraph in read(text).paragraphs()]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        # a page break inside a sentence
        (f"标题\n\n{LONG}\n\n办理超时，应予重视。\n", [f"{LONG}办理超时，应予重视。"]),
        (f"标题\n\n{LONG}，\n\n办理超时", [f"{LONG}，办理超时"]),
        (f"标题\n\n{LONG}（本\n\n月85分），应予重视。", [f"{LONG}（本月85分），应予重视。"]),
        (f"标题\n\n{LONG}\n- 3 -\n办理超时，应予重视。", [f"{LONG}办理超时，应予重视。"]),
        (f"标题\n\n{LONG}\n\f办理超时，应予重视。", [f"{LONG}办理超时，应予重视。"]),
        ("标题\n\n见《关于工作的\n\n通知》。", ["见《关于工作的通知》。"]),
        ("标题\n\n见《选编\n\n（二）》。", ["见《选编（二）》。"]),
        # hard wraps
        (WRAPPED, ["".join(WRAPPED.split())]),
        ("抄送：市委，市政府，\n市政协办公厅。", ["抄送：市委，市政府，市政协办公厅。"]),
        # none of these is sure
        (f"标题\n\n{LONG}。\n\n办理超时，应予重视。", [f"{LONG}。", "办理超时，应予重视。"]),
        (f"标题\n\n{LONG}\n\n二、下一步，应予重视。", [LONG, "二、下一步，应予重视。"]),
        (f"标题\n\n{LONG}\n\n　　办理超时，应予重视。", [LONG, "办理超时，应予重视。"]),
        (f"标题\n\n{LONG}\n\n办理情况", [LONG, "办理情况"]),
        ("标题\n\n某市智慧中心\n\n2017年5月24日", ["某市智慧中心", "2017年5月24日"]),
        ("标题\n\n甲区受理120件\n乙区受理98件\n丙区受理77件", ["甲区受理120件", "乙区受理98件", "丙区受理77件"]),
        ("标题\n\n甲区受理120件，办结98件\n乙区受理130件，办结99件\n丙区受理140件，办结97件", None),
        ("标题\n\n100.0分\n99.85分\n98.92分", ["100.0分", "99.85分", "98.92分"]),
        # a first line is a title, whatever its length
        (f"{LONG}\n\n办理超时，应予重视。", [LONG, "办理超时，应予重视。"]),
    ],
)
def test_lines_are_joined_only_where_it_is_sure(text, joined):
    found = [one for one in paragraphs(text) if one not in ("标题", "- 3 -")]
    assert found == (joined if joined is not None else text.split("\n")[2:])


def test_a_bracket_of_the_other_width_closes_too():
    assert len(paragraphs("受理3084例(含974例），共计17332例\n\n发布日期\n\n来源")) == 3


@pytest.mark.parametrize(("end", "joined"), [(" ", "受理120 98件"), ("", "受理12098件")])
def test_a_blank_keeps_numbers_on_both_sides_of_a_break_apart(end, joined):
    assert paragraphs(f"标题\n\n（{LONG}受理120{end}\n\n98件），应予重视。")[1].startswith(f"（{LONG}{joined}")


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("一、基本情况", "heading"),
        ("（一）12345系统运行情况", "heading"),
        ("1. 案件分类情况", "heading"),
        ("(2) 公租房问题，共60件（住房类）", "heading"),
        ("# 年度报告", "heading"),
        ("### **（一）部署情况**", "heading"),
        ("第二章 总则", "heading"),
        ("1. 加强领导，落实责任。", "body"),
        ("2017年5月24日", "body"),
        ("责任单位：某街道", "body"),
        ("- 3 -", "page-number"),
        ("— 12 —", "page-number"),
        ("第 3 页 共 10 页", "page-number"),
        ("－３－", "page-number"),
        ("（续表）", "running-head"),
    ],
)
def test_a_line_is_marked_for_what_it_is(line, role):
    found = roles(f"标题\n\n{line}\n\n本月情况如下，应予重视。\n")
    assert found[1][1] == role


def test_a_short_line_before_a_table_is_a_heading():
    assert roles("正文如下。\n\n各区情况统计表\n\n单位\t受理数\n甲\t1\n")[1] == ("各区情况统计表", "heading")


def test_lines_that_return_at_the_edge_of_each_page_are_running_heads():
    text = "\f".join(f"某市工作通报 第{page}期\n本月情况{page}如下。\n{page}" for page in range(1, 5))
    found = roles(text)
    assert [role for _, role in found] == ["running-head", "body", "page-number"] * 4


def test_marks_of_markdown_are_not_read_and_offsets_stay():
    document = read("## **二、情况**\n\n其中：**平台**受理 **12** 件，2**3 不变，见注** 。\n")
    heading, body = document.paragraphs()
    assert heading.text == "二、情况"
    assert heading.span(0, 1).start == 5
    assert body.text == "其中：平台受理 12 件，2**3 不变，见注** 。"
    at = body.text.index("12")
    place = body.span(at, at + 2)
    assert (place.line, place.start, place.end, place.quote) == (3, 14, 16, "12")


def test_characters_of_no_width_are_not_read():
    (paragraph,) = read("受理1\u200b2\ufeff3件。").paragraphs()
    assert paragraph.text == "受理123件。"
    assert (paragraph.span(2, 5).start, paragraph.span(2, 5).end) == (2, 7)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("甲。\r\n乙。\r\n", [(1, 0, "甲。"), (2, 0, "乙。")]),
        ("甲。\r乙。", [(1, 0, "甲。"), (2, 0, "乙。")]),
        ("甲。\u0085乙。\n丙。", [(1, 0, "甲。"), (1, 3, "乙。"), (2, 0, "丙。")]),
        ("甲。\f乙。", [(1, 0, "甲。"), (1, 3, "乙。")]),
        ("\n　　甲。  \n", [(2, 2, "甲。")]),
    ],
)
def test_lines_are_numbered_as_an_editor_numbers_them(text, lines):
    found = [(line.place.line, line.place.start, line.text) for one in read(text).paragraphs() for line in one.lines]
    assert found == lines


PIECES = [
    "受理12件",
    "，",
    "。",
    "\n",
    "\n\n",
    "\t",
    "  ",
    "　",
    "**",
    "1",
    "２３",
    "单位",
    "|",
    "- 3 -",
    "\f",
    "\r\n",
    "（",
    "）",
    "-",
    "备注：",
    "98.5%",
]


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=60)
    .map("".join)
    .filter(lambda text: text.strip(" \t\n\r\f　"))
)
def test_no_digit_is_lost_and_every_place_leads_to_its_text(text):
    document = read(text)
    lines = []
    for block in document.blocks:
        if isinstance(block, Grid):
            dropped = [cell for stitch in block.stitches for cell in stitch.dropped]
            lines += [line for cell in (*block.cells, *block.loose, *dropped) for line in cell.lines]
        else:
            lines += block.lines
    assert document.digits == sum(map(str.isdecimal, text)) == sum(map(str.isdecimal, "".join(x.text for x in lines)))
    printed = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for line in lines:
        assert printed[line.place.line - 1][line.place.start : line.place.end] == line.text == line.place.quote


def test_furniture_keeps_its_place_in_the_order():
    document = read("甲。\n\n- 1 -\n\n乙。")
    assert [one.role for one in document.paragraphs()][1] is ParagraphRole.PAGE_NUMBER
