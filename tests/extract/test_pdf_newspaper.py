"""A newspaper page: columns are read one after the other, and each article keeps to itself."""

from pdf_drafts import Canvas, read, texts, typeset

HOTLINE = (
    "本报讯记者从市政务服务中心获悉，上月全市共受理群众诉求一万二千余件，办结率稳步提升，有关部门将继续优化流程，压实责任。"
    * 5
)
RIVERS = (
    "全市河道巡查工作持续推进，各片区按月完成巡查任务，发现问题立即整改，形成闭环管理，水质稳定达标，岸线整洁有序。" * 5
)
WATER = "因管网改造施工，定于六月三日至五日对部分区域暂停供水，请相关用户提前做好储水准备。" * 3


def set_columns(canvas: Canvas, text: str, lefts, top: float, width: int = 14) -> None:
    """Set the text in columns of equal height, so many characters to the line."""
    lines = [text[start : start + width] for start in range(0, len(text), width)]
    rows = -(-len(lines) // len(lefts))
    for number, line in enumerate(lines):
        canvas.words(lefts[number // rows], top + number % rows * 15, line)


def newspaper() -> bytes:
    canvas = Canvas()
    canvas.words(60, 30, "榕城晚报 要闻")
    canvas.words(60, 70, "热线办理再提速", 24)
    set_columns(canvas, HOTLINE, (60, 220, 380), 100)
    canvas.words(60, 330, "河道巡查覆盖全市", 20)
    canvas.words(380, 330, "停水通知", 14)
    set_columns(canvas, RIVERS, (60, 220), 355)
    set_columns(canvas, WATER, (380,), 355)
    return canvas.bytes()


def test_columns_are_read_one_after_the_other_and_articles_whole():
    assert texts(read(newspaper())) == [
        "榕城晚报 要闻",
        "热线办理再提速",
        HOTLINE,
        "河道巡查覆盖全市",
        RIVERS,
        "停水通知",
        WATER,
    ]


def test_articles_are_kept_apart_and_what_stands_over_them_belongs_to_none():
    paragraphs = list(read(newspaper()).paragraphs())
    held = {}
    for paragraph in paragraphs:
        held.setdefault(paragraph.article, []).append(paragraph.text)
    assert held.pop(None) == ["榕城晚报 要闻"]
    assert list(held.values()) == [["热线办理再提速", HOTLINE], ["河道巡查覆盖全市", RIVERS], ["停水通知", WATER]]


def test_a_page_in_one_column_holds_no_articles():
    document = read(typeset("= 一、总体情况\n本月受理12件。\n= 二、存在问题\n本月超期3件。"))
    assert {paragraph.article for paragraph in document.paragraphs()} == {None}
