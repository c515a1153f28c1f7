"""What bulletins say of themselves, in the layouts of Chinese official documents."""

import pytest
from factories import FILE, make_document, make_paragraph

from parsers.dates import find_spells
from parsers.meta import document_to_meta
from schemas.documents import Paragraph, ParagraphRole, TextLine
from schemas.places import Place


def meta_of(*paragraphs):
    fields, period = document_to_meta(make_document(*paragraphs))
    found = {}
    for field in fields:
        found.setdefault(field.name, []).append(field.value)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}, period


LETTER = (
    "内部资料",
    "云川市政务服务中心文件",
    "云政服〔2023〕7号",
    "云川市政务服务中心关于2023年3月份",
    "便民热线运行情况的通报",
    "各县（市、区）人民政府，市直各部门：",
    "现将2023年3月份运行情况通报如下：",
    "一、基本情况",
    "3月份受理5件。根据《办法》（云政办〔2021〕9号）。",
    "附件：运行情况表",
    "云川市政务服务中心",
    "2023年4月12日",
    "抄送：市委办公室，市人大常委会办公室，",
    "市政协办公室。",
    "云川市政务服务中心办公室",
    "2023年4月13日印发",
)


def test_an_official_letter_says_all_about_itself():
    fields, period = meta_of(*LETTER)
    assert fields == {
        "title": "云川市政务服务中心关于2023年3月份便民热线运行情况的通报",
        "document_number": "云政服〔2023〕7号",
        "issuer": "云川市政务服务中心",
        "addressees": ["各县（市、区）人民政府", "市直各部门"],
        "signed_on": "2023-04-12",
        "issued_on": "2023-04-13",
        "copied_to": "市委办公室，市人大常委会办公室，市政协办公室",
    }
    assert (period.start, period.end, period.text) == ("2023-03-01", "2023-03-31", "2023年3月份")


def test_every_field_shows_its_place():
    fields, period = document_to_meta(make_document(*LETTER))
    lines = {field.name: field.place.line for field in fields}
    assert lines == {
        "title": 4,
        "document_number": 3,
        "issuer": 11,
        "addressees": 6,
        "signed_on": 12,
        "issued_on": 16,
        "copied_to": 13,
    }
    assert all(field.place.quote for field in fields)
    assert period.place.quote == "2023年3月份"


TITLES = [
    (
        ("2025年沐阳市国民经济和社会发展", "统计公报", "一、综合", "全年增长5%。"),
        "2025年沐阳市国民经济和社会发展统计公报",
    ),
    (
        ("沐阳市人民政府", "2024 年政府信息公开工作年度报告", "本报告由办公室编制。"),
        "沐阳市人民政府2024年政府信息公开工作年度报告",
    ),
    (("# 关于报送2019 年 年度报告的函", "省政府办公厅："), "关于报送2019年年度报告的函"),
    (("沐函〔2021〕8号", "签发人：某某", "关于第12号提案的答复", "某委员："), "关于第12号提案的答复"),
    (("4月18日新增确诊病例3例", "上海发布", "一、总体情况"), "4月18日新增确诊病例3例"),
    (("2025年沐阳市收入执行情况表", "单位：万元"), "2025年沐阳市收入执行情况表"),
]


@pytest.mark.parametrize(("paragraphs", "title"), TITLES)
def test_a_title_is_found_and_joined_over_its_lines(paragraphs, title):
    assert meta_of(*paragraphs)[0]["title"] == title


NUMBERS = [
    "榕智综〔2017〕46号",
    "财预[2011]416号",
    "国办发（2019）12号",
    "沐政〔2021〕 8 号",
    "发文字号：沐政〔2021〕8号",
    "沐政〔2021〕18号 签发人：某某",
]


@pytest.mark.parametrize("line", NUMBERS)
def test_a_document_number_stands_in_a_line_of_its_own(line):
    number = meta_of(line, "关于某事的通知")[0]["document_number"]
    assert number in line.replace(" ", "")
    assert number.endswith("号")


def test_numbers_of_other_documents_are_not_the_bulletin_s():
    assert "document_number" not in meta_of("关于某事的通知", "根据沐政〔2021〕8号文件要求，现通知如下。")[0]


SIGNATURES = [
    (("沐阳市统计局", "2026年6月23日"), ("沐阳市统计局", "2026-06-23")),
    (("沐阳市统计局 国家统计局沐阳调查队", "(2026年6月23日)"), ("沐阳市统计局国家统计局沐阳调查队", "2026-06-23")),
    (("沐阳市城管办公室 2021年 12月 13日",), ("沐阳市城管办公室", "2021-12-13")),
    (("沐阳市人民政府", "二〇一七年五月二十四日"), ("沐阳市人民政府", "2017-05-24")),
]


@pytest.mark.parametrize(("paragraphs", "expected"), SIGNATURES)
def test_a_body_over_a_date_signs(paragraphs, expected):
    fields, _ = meta_of("关于某事的通知", "事情已经办妥。", *paragraphs)
    assert (fields["issuer"], fields["signed_on"]) == expected


@pytest.mark.parametrize(
    "line", ["2017年5月24日印发", "2017-05-24 印发", "发布日期：2017-05-24", "发布时间： 2017-05-24 15:44:29"]
)
def test_the_day_of_issue(line):
    assert meta_of("关于某事的通知", line)[0]["issued_on"] == "2017-05-24"


def test_a_letterhead_or_the_title_names_the_issuer_where_nobody_signs():
    assert meta_of("沐阳市财政局文件", "关于某事的通知")[0]["issuer"] == "沐阳市财政局"
    assert meta_of("沐阳市财政局关于某事的通知")[0]["issuer"] == "沐阳市财政局"


def test_an_opening_sentence_addresses_nobody():
    assert "addressees" not in meta_of("关于某事的通知", "现将各单位情况通报如下：")[0]


PERIODS = [
    (("关于2023年第一季度情况的通报",), "2023-01-01", "2023-03-31"),
    (("2023年上半年情况通报",), "2023-01-01", "2023-06-30"),
    (("２０２３年上半年情况通报",), "2023-01-01", "2023-06-30"),
    (("2023年1-4月情况通报",), "2023-01-01", "2023-04-30"),
    (("2024年2月情况通报",), "2024-02-01", "2024-02-29"),
    (("沐政〔2022〕5号", "关于4月份情况的通报"), "2022-04-01", "2022-04-30"),
    (("关于12月份情况的通报", "事情已经办妥。", "沐阳市财政局", "2023年1月9日"), "2022-12-01", "2022-12-31"),
    (("工作年度报告", "统计期限自 2024 年 1 月 1 日起至 2024 年 12 月 31 日止。"), "2024-01-01", "2024-12-31"),
    (("运行情况通报", "现将2021年11月运行情况通报如下："), "2021-11-01", "2021-11-30"),
]


@pytest.mark.parametrize(("paragraphs", "start", "end"), PERIODS)
def test_the_time_that_a_bulletin_speaks_of(paragraphs, start, end):
    _, period = meta_of(*paragraphs)
    assert (period.start, period.end) == (start, end)


def test_no_period_is_guessed():
    assert meta_of("关于某事的通知", "2021年办结5件。")[1] is None


def test_page_furniture_says_nothing_about_the_bulletin():
    head = make_paragraph("某某情况通报", role=ParagraphRole.RUNNING_HEAD)
    assert document_to_meta(make_document(head, "今天天气很好。")) == ((), None)


def test_a_title_over_lines_of_a_page_has_all_its_boxes():
    lines = tuple(
        TextLine(
            text,
            Place(FILE, text, page=1, bbox=(0.0, top, 90.0, top + 9)),
            tuple((n * 9.0, n * 9.0 + 9) for n in range(len(text))),
        )
        for text, top in (("沐阳市水务局关于情况", 10.0), ("和问题分析说明的通报", 30.0))
    )
    (title, *_), _ = document_to_meta(make_document(Paragraph(lines)))
    assert [box[1] for _, box in title.place.boxes] == [10.0, 30.0]


DAYS = [
    ("2017年4月26日", "2017-04-26", "2017-04-26"),
    ("二〇一七年五月二十四日", "2017-05-24", "2017-05-24"),
    ("2017.5.4", "2017-05-04", "2017-05-04"),
    ("2019年前三季度", "2019-01-01", "2019-09-30"),
    ("2019年度", "2019-01-01", "2019-12-31"),
    ("4月26日", "2020-04-26", "2020-04-26"),
]


@pytest.mark.parametrize(("text", "first", "last"), DAYS)
def test_dates_in_words_are_days(text, first, last):
    (spell,) = find_spells(text, 2020)
    assert (spell.first.isoformat(), spell.last.isoformat()) == (first, last)


@pytest.mark.parametrize("text", ["2017年4月31日", "2月30日", "13月份"])
def test_what_is_no_date_is_none(text):
    assert not [spell for spell in find_spells(text, 2020) if spell.first == spell.last or "13" in text]
