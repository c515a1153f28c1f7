"""Paragraphs over lines, columns and pages; page furniture kept and marked."""

from pdf_drafts import Canvas, read, texts, typeset

from schemas.documents import ParagraphRole

SENTENCE = "本月全市共受理各类诉求件一万二千三百四十五件，环比下降百分之三点二，其中投诉类占比最高，咨询类次之。"
LONG = SENTENCE * 5
INDENTED = "#set par(first-line-indent: (amount: 2em, all: true), justify: true, leading: 0.9em)\n"


def test_lines_of_a_paragraph_are_joined_and_paragraphs_are_not():
    data = typeset(INDENTED + f"{LONG}\n\n第二段。{LONG}\n\n一、基本情况\n\n{SENTENCE}")
    document = read(data)
    assert texts(document) == [LONG, f"第二段。{LONG}", "一、基本情况", SENTENCE]
    assert texts(document, ParagraphRole.HEADING) == ["一、基本情况"]


def test_a_paragraph_over_two_pages_is_one_and_knows_both():
    data = typeset(
        INDENTED + "#counter(page).update(7)\n" + f"{LONG}\n\n{LONG}\n\n{LONG}", 'paper: "a6", numbering: "- 1 -"'
    )
    document = read(data)
    assert texts(document, ParagraphRole.BODY) == [LONG] * 3
    assert {page for one in document.paragraphs() for page, _ in one.place.boxes} == {1, 2}
    numbers = texts(document, ParagraphRole.PAGE_NUMBER)
    assert numbers == [f"- {7 + page} -" for page in range(len(document.pages))]


def test_running_heads_are_marked():
    data = typeset(INDENTED + f"{LONG}\n\n" * 4, 'paper: "a6", header: [某市统计公报 2021]')
    document = read(data)
    assert texts(document, ParagraphRole.RUNNING_HEAD) == ["某市统计公报 2021"] * len(document.pages)
    assert texts(document, ParagraphRole.BODY) == [LONG] * 4


def test_plain_page_numbers_are_told_by_counting_on():
    canvas = Canvas()
    for page in range(3):
        if page:
            canvas.add_page()
        canvas.words(50, 100, "受理件数")
        canvas.words(50, 120, "95")
        canvas.words(300, 780, str(page + 4))
    document = read(canvas.bytes())
    assert texts(document, ParagraphRole.PAGE_NUMBER) == ["4", "5", "6"]


def test_centred_titles_of_several_lines_are_one_heading():
    title = "关于二〇一七年四月份政府公共服务系统运行情况的通报"
    data = typeset(f"#align(center, text(size: 22pt)[{title}])\n{INDENTED}\n{LONG}")
    assert texts(read(data))[0] == title
    assert texts(read(data), ParagraphRole.HEADING) == [title]


def test_short_lines_of_a_list_stay_apart():
    items = ["目录一览", "部门主要职能", "部门机构设置", "名词解释", "部门预算表格"]
    assert texts(read(typeset("\\\n".join(items)))) == items


def test_numbered_items_that_fill_their_lines_stay_apart():
    canvas = Canvas()
    for row in range(3):
        canvas.words(50, 100 + 16 * row, f"{row + 1}.各单位要按时处置群众诉求件并反馈办理结果。")
    assert len(texts(read(canvas.bytes()))) == 3


def test_columns_are_read_one_after_the_other():
    data = typeset(
        INDENTED
        + f'#place(top + center, scope: "parent", float: true)[要闻]\n第一栏。{LONG}{LONG}\n\n第二栏。{LONG}{LONG}',
        'paper: "a5", columns: 2',
        "size: 9pt",
    )
    document = read(data)
    assert "".join(texts(document)) == f"要闻第一栏。{LONG}{LONG}第二栏。{LONG}{LONG}"


def test_forms_in_two_columns_are_read_line_by_line():
    canvas = Canvas()
    for row, (left, right) in enumerate(
        [
            ("姓名：张三", "电话：12345"),
            ("单位：某局", "职务：科员"),
            ("地址：某路", "邮编：350001"),
            ("日期：四月", "编号：7"),
        ]
    ):
        canvas.words(50, 100 + 20 * row, left)
        canvas.words(350, 100 + 20 * row, right)
    assert texts(read(canvas.bytes()))[0] == "姓名：张三 电话：12345"


def test_latin_words_are_parted_at_line_ends():
    text = "The committee received complaints about noise from construction sites near residential buildings. " * 4
    assert texts(read(typeset(text, 'paper: "a6"'))) == [text.strip()]


def test_text_above_between_and_below_tables_keeps_its_order():
    canvas = Canvas()
    canvas.words(50, 90, "表1 受理情况")
    canvas.grid([50, 150, 250], [100, 120, 140], [["单位", "受理"], ["甲局", "12"]])
    canvas.words(50, 160, "表2 办结情况")
    canvas.grid([50, 150, 250], [170, 190, 210], [["单位", "办结"], ["甲局", "11"]])
    canvas.words(50, 230, "注：以上为初步统计数。")
    document = read(canvas.bytes())
    kinds = [block.text if hasattr(block, "text") else block.cells[1].text for block in document.blocks]
    assert kinds == ["表1 受理情况", "受理", "表2 办结情况", "办结", "注：以上为初步统计数。"]
