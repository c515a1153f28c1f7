"""Every digit outside typed table values stands in one token, with one class."""

from collections import Counter

import pytest
from factories import FILE, make_document, make_grid, make_paragraph, make_place
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import parse_document
from parsers.passages import document_to_passages
from parsers.tokens import passages_to_tokens
from schemas.documents import Paragraph, ParagraphRole, Stitch, TextLine
from schemas.places import Place
from schemas.tokens import TokenClass

LETTERS = {"f": "figure", "d": "date", "i": "identifier", "e": "enumerator", "v": "value", "c": "formula"}


def tokens_of(*blocks):
    return passages_to_tokens(document_to_passages(make_document(*blocks), ()))


def marked(text):
    """Return the text with each token in brackets behind the letter of its class: d〈4月〉受理f〈5〉件."""
    letters = {name: letter for letter, name in LETTERS.items()}
    parts, at = [], 0
    for token in tokens_of(text):
        parts += [text[at : token.place.start], letters[token.cls], "〈", token.raw, "〉"]
        at = token.place.end
    return "".join([*parts, text[at:]])


MARKED = [
    # figures, with all that may stand around them
    "受理f〈27760〉件，环比下降f〈11.35〉%，累计f〈1,234,567〉元",
    "增加f〈2.2〉亿元，上解支出f〈-9820〉万元，同比f〈+3.5〉%",
    "收案f〈321 146〉件（旧存f〈28 802〉件），面积f〈1 052.5〉万亩，共f〈12〉 f〈345〉",
    "结构为f〈5.8〉:f〈41.6〉:f〈52.6〉",
    "按f〈1〉-f〈3〉%安排，f〈60〉分-f〈75〉分",
    "位居全国f〈49〉个城市的第f〈8〉位，为第f〈3〉批",
    "f〈24〉小时内，f〈15〉个工作日，f〈30〉日内，超过f〈30〉日的，近f〈5〉年",
    "排名前f〈3〉位，f〈2〉人获奖，得f〈98.5〉分",
    "f〈２７７６０〉件",
    "审批时限压缩f〈30〉日以上",
    "其中f〈3084〉例",
    "受理f〈1200〉e〈[1]〉件，办结f〈98.5〉%e〈[2]〉，投资f〈12.5〉亿元e〈3）〉，人口f〈48.2〉万人（其中户籍f〈30〉人）",
    "收入f〈400123456〉元，结余(f〈1900〉)元，《年鉴》（d〈2019〉）",
    "师生比f〈1〉:f〈15.5〉，净利润△f〈1,234〉万元，结余(f〈1,234〉)万元，气温负f〈5〉度",
    # dates, times, periods
    "d〈2017年4月份〉，d〈4月26日〉上午，当天d〈下午4点〉，d〈2017-09-25 07:53〉发布",
    "d〈2019 年 1 月 1 日〉至d〈2019 年 12 月 31 日〉",
    "d〈2019—2021年〉，d〈2003年至2018年〉，d〈2018-2020 年〉，d〈2019年底〉，d〈2020年上半年〉，d〈2021年一季度〉",
    "d〈1-4月〉，d〈4月18—20日〉，d〈1月至8月〉，d〈2017年1-4月〉，d〈第1季度〉，d〈90年代〉，d〈20世纪〉",
    "今早（d〈19日〉）通报：d〈2022年4月18日〉d〈0—24时〉，d〈15:44:29〉",
    "《透明度年度报告（d〈2019〉）》",
    "截至d〈5月4日〉d〈24时〉",
    "d〈2017/5/24〉，d〈2017.05.24〉，d〈2017-04〉",
    # names that hold digits
    "i〈榕智综〔2017〕46号〉，（i〈财预[2011]416号〉），i〈（2017）闽01民初123号〉",
    "编号i〈FZ17041600755〉和编号 i〈1708140127〉，案件号i〈202110310540〉、i〈202111160744〉",
    "i〈12345〉系统受理f〈5〉件，i〈110〉指挥中心转办f〈16〉件，拨打i〈12345〉，热线i〈96123〉",
    "整合i〈12319〉（城管）、i〈12369〉（环保）等f〈138〉条热线",
    "电话：i〈0591-83368798〉、i〈83379395〉，邮编：i〈350007〉，手机i〈13800138000〉，i〈400-810-1234〉",
    "i〈www.a2.gov.cn〉，i〈http://a.cn/1/2.html?x=3〉，i〈a1b@c2.com〉",
    "i〈PM2.5〉、i〈PM10〉、i〈G15〉、i〈5G〉、i〈4A〉级、i〈H7N9〉、i〈IPV6〉，功率f〈10〉kV",
    "第三十条、i〈第20条〉i〈第3款〉，南江路i〈199号〉i〈7 号〉楼i〈502室〉，i〈214036号〉提案，（i〈324国道〉）",
    "“i〈1+2+4+N〉”目标，“i〈345〉”行动，“i〈12369〉”投诉",
    "病例i〈1〉—病例i〈633〉，病例i〈1894〉，新增病例f〈5〉例",
    "i〈GB/T 8170-2008〉，索引号i〈005452559/2026-00001〉",
    "《建议》（i〈211023〉）收悉",
    # what only counts off the text
    "e〈1.〉 基本情况。e〈（2）〉受理情况；e〈3)〉办理情况",
    "说明：e〈1)〉本期；附件：e〈1.〉 d〈2017 年 4 月〉情况表",
    "e〈附件2-1〉，e〈附件 1〉，见e〈表1〉，e〈第3页〉",
    "**e〈2.〉 成效**",
    "#### **e〈（1）〉深入解读**",
    "<p>e〈1.〉 全面应用</p> <p>e〈2.〉 规范事项</p>",
    "e〈— 11 —〉",
    "e〈1.1〉 总则",
    "e〈1.〉d〈2023年〉部门收支总表",
    "f〈3.5〉亿元",
]  # fmt: skip


@pytest.mark.parametrize("expected", MARKED)
def test_numerals_have_the_class_of_what_they_mean(expected):
    text = expected
    for letter in LETTERS:
        text = text.replace(f"{letter}〈", "〈")
    assert marked(text.replace("〈", "").replace("〉", "")) == expected


UNITS = [
    ("27760 件", "件"),
    ("11.35%", "%"),
    ("3.2万件", "万件"),
    ("2.2亿元", "亿元"),
    ("0.4个百分点", "个百分点"),
    ("700余册", "余册"),
    ("39微克/立方米", "微克/立方米"),
    ("近30万", "万"),
    ("99.72。", ""),
]


@pytest.mark.parametrize(("text", "unit"), UNITS)
def test_a_figure_has_the_unit_behind_it(text, unit):
    (token,) = tokens_of(text)
    assert token.unit == unit


def test_a_numeral_cut_by_a_line_break_is_one_token_with_both_its_places():
    lines = tuple(
        TextLine(
            text,
            Place(FILE, text, page=1, bbox=(0.0, top, 90.0, top + 10)),
            tuple((n * 9.0, n * 9.0 + 9) for n in range(len(text))),
        )
        for text, top in (("受理诉求277", 100.0), ("60件", 120.0))
    )
    (token,) = tokens_of(Paragraph(lines))
    assert token.raw == "27760"
    assert token.place.boxes == ((1, (36.0, 100.0, 63.0, 110.0)), (1, (0.0, 120.0, 18.0, 130.0)))


def test_page_numbers_count_off_pages():
    (token,) = tokens_of(make_paragraph("12", role=ParagraphRole.PAGE_NUMBER))
    assert token.cls is TokenClass.ENUMERATOR


def test_constants_of_a_rule_are_neither_figures_nor_thousands():
    bulletin = parse_document(
        make_document("说明：1) 甲率=乙数/丙数×100%，得分[90,100]，等级为A；得分[0,90)，等级为B。")
    )
    assert [(token.raw, token.cls.value) for token in bulletin.tokens] == [
        ("1)", "enumerator"),
        ("100", "formula"),
        ("90", "formula"),
        ("100", "formula"),
        ("0", "formula"),
        ("90", "formula"),
    ]


def test_a_number_that_names_a_platform_is_a_name_wherever_no_unit_follows():
    texts = ("拨打96123反映", "本月96123平台受理5件", "受理96123件")
    assert [token.cls.value for token in tokens_of(*texts)] == ["identifier", "identifier", "figure", "figure"]


def test_typed_values_are_no_tokens_and_everything_else_is():
    document = make_document(
        "表1 2020年受理情况",
        [["序号", "单位", "2020年受理数", "备注"], ["1", "甲区", "120", "12月起并入"], ["2", "3号街道", "—", ""]],
    )
    bulletin = parse_document(document)
    held = [value.printed.raw for table in bulletin.tables for value in table.values if value.printed.value is not None]
    raws = [token.raw for token in bulletin.tokens]
    assert sum(map(_digits, held + raws)) == document.digits
    assert "120" in held
    assert "120" not in raws
    assert {"2020年", "12月"} <= set(raws)


def test_a_number_without_a_proved_column_is_a_value_of_a_table():
    grid = make_grid([["单位", "甲", "乙"], ["甲区", "1", "2"], ["乙区", "37"]], loose=[2])
    classes = {token.raw: token.cls for token in tokens_of(grid)}
    assert classes["37"] is TokenClass.VALUE


def test_a_header_that_is_printed_again_keeps_its_digits():
    grid = make_grid([["单位", "2020年"], ["甲区", "好"]])
    again = make_grid([["单位", "2021年"]], line=9)
    stitched = type(grid)(
        grid.id, grid.rows, grid.cols, grid.cells, grid.parts, (Stitch(9, 1, ("header",), again.cells),)
    )
    assert [token.raw for token in tokens_of(stitched)] == ["2020年", "2021年"]


ALPHABET = "0123456789０１９٣.,，、:：-—~%‰()（）〔〕[]年月日时点号第条病例系统平台电话编号件万元ABxX+*/=为至 。；“”#"
TEXT = st.text(alphabet=ALPHABET, max_size=60)


def _digits(text):
    return sum(character.isdecimal() for character in text)


@settings(max_examples=300, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=4))
def test_each_digit_stands_in_exactly_one_token(texts):
    document = make_document(*texts)
    tokens = passages_to_tokens(document_to_passages(document, ()))
    owned = Counter((token.place.line, at) for token in tokens for at in range(token.place.start, token.place.end))
    digits = {(n, at) for n, text in enumerate(texts, 1) for at, character in enumerate(text) if character.isdecimal()}
    assert all(owned[place] == 1 for place in digits)
    assert sum(_digits(token.raw) for token in tokens) == document.digits
    assert all(_digits(token.raw) for token in tokens)
    assert all(token.raw == texts[token.place.line - 1][token.place.start : token.place.end] for token in tokens)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(TEXT, min_size=2, max_size=3), min_size=1, max_size=4), st.lists(TEXT, max_size=2))
def test_tokens_and_typed_values_hold_all_digits_of_a_document(rows, texts):
    document = make_document(*texts, rows) if all(rows) else make_document(*texts)
    bulletin = parse_document(document)
    held = sum(
        _digits(value.printed.raw)
        for table in bulletin.tables
        for value in table.values
        if value.printed.value is not None
    )
    assert held + sum(_digits(token.raw) for token in bulletin.tokens) == document.digits
    assert len({token.id for token in bulletin.tokens}) == len(bulletin.tokens)


def test_the_same_place_never_gives_the_same_id_twice():
    place = make_place("5和5")
    cell_without_edges = Paragraph((TextLine("5和5", Place(FILE, place.quote, page=1, bbox=(0.0, 0.0, 9.0, 9.0))),))
    ids = [token.id for token in tokens_of(cell_without_edges)]
    assert len(set(ids)) == 2
