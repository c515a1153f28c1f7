"""What must not matter to a figure: how its number is printed, what stands in other sentences, how long the text is."""

import time
from decimal import Decimal

import pytest
from factories import make_document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import parsers

TITLE = "2021年某市受理情况的通报"

SENTENCES = (
    "甲县受理诉求120件，办结率98.5%。",
    "新开工项目56个，总投资12.5亿元，比上年增长8.2%。",
    "等候时间由40分钟减少为25分钟。",
    "投诉、咨询量分别为30件和20件。",
    "年末常住人口48.2万人，其中城镇人口30.1万人。",
    "乙区（15件）、丙区（12件）受理量较多。",
)


def read(text):
    bulletin = parsers.parse_document(make_document(TITLE, text))
    return [figure for figure in bulletin.figures if figure.place.line > 1]


def meaning(figure):
    return (
        figure.printed.value.scaleb(figure.printed.scale),
        figure.role,
        figure.metric,
        figure.entity,
        figure.period,
        figure.change,
    )


FULL_WIDTH = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


@pytest.mark.parametrize(
    ("plain", "other"),
    [
        ("受理诉求12345678件，增长5.5%。", "受理诉求12,345,678件，增长5.5%。"),
        ("受理诉求1200件，增长5.5%。", "受理诉求1200件，增长5.5%。".translate(FULL_WIDTH)),
        ("受理诉求1200件，增长5.5%。", "受理诉求 1200 件，增长 5.5 %。"),
        ("受理诉求12000件，增长5.5%。", "受理诉求1.2万件，增长5.5%。"),
        ("投资120000000元。", "投资1.2亿元。"),
        ("占比百分之六十。", "占比60%。"),
    ],
)
def test_how_a_number_is_printed_does_not_change_what_it_says(plain, other):
    assert [meaning(figure) for figure in read(plain)] == [meaning(figure) for figure in read(other)]


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(SENTENCES))
def test_the_order_of_independent_sentences_changes_nothing_within_them(order):
    alone = {sentence: [meaning(figure) for figure in read(sentence)] for sentence in SENTENCES}
    together = [meaning(figure) for figure in read("".join(order))]
    assert together == [each for sentence in order for each in alone[sentence]]


@pytest.mark.parametrize(
    "unit",
    [
        "3件、",
        "其中，甲3件；",
        "（3件",
        "（3件）",
        "3件",
        "2025年",
        "《2025年3月",
        "比上年增长3%和",
        "甲区和",
        "去年3件。",
        "只有约近",
    ],
)
def test_the_time_grows_with_the_text_and_not_with_its_square(unit):
    def seconds(repeats):
        document = make_document(TITLE, unit * repeats)
        started = time.process_time()
        parsers.parse_document(document)
        return time.process_time() - started

    seconds(50)
    assert seconds(2400) < 12 * max(seconds(600), 0.05)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet="0123456789.,，。；、（）()%件万亿其中由到增减比上年月日第等家《》“” -", max_size=60))
def test_no_text_breaks_the_reading(text):
    for figure in read(f"甲{text}乙"):
        assert figure.printed.value is not None
        assert figure.place.quote == figure.printed.raw


def plain(number):
    return str(number)


def with_separators(number):
    return f"{number:,}"


def full_width(number):
    return str(number).translate(FULL_WIDTH)


def in_ten_thousands(number):
    return f"{number / 10_000:.4f}".rstrip("0").rstrip(".") + "万"


WRITERS = (plain, with_separators, full_width, in_ten_thousands)
GAPS = ("", " ")
TEMPLATES = (
    "甲县受理诉求{}{}件，其中电话{}{}件。",
    "完成投资{}{}元，比上年增加{}{}元。",
    "常住人口由{}{}人增加到{}{}人。",
    "参保人数分别为{}{}人和{}{}人。",
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(TEMPLATES),
    st.tuples(st.integers(20_000, 99_999_999), st.integers(10_000, 19_999)),
    st.tuples(st.sampled_from(WRITERS), st.sampled_from(GAPS), st.sampled_from(WRITERS), st.sampled_from(GAPS)),
)
def test_a_text_with_its_numbers_written_otherwise_says_the_same(template, numbers, style):
    first, gap, second, other_gap = style
    usual = template.format(numbers[0], "", numbers[1], "")
    rewritten = template.format(first(numbers[0]), gap, second(numbers[1]), other_gap)
    assert [meaning(figure) for figure in read(rewritten)] == [meaning(figure) for figure in read(usual)]


@pytest.mark.parametrize("marks", [str.maketrans("，；：", ",;:"), str.maketrans("（）", "()")])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_narrow_punctuation_changes_nothing(sentence, marks):
    assert [meaning(each) for each in read(sentence.translate(marks))] == [meaning(each) for each in read(sentence)]


def first_value(text):
    """Return the value of the first figure with its scale taken in, and its unit without one."""
    printed = read(text)[0].printed
    return printed.value.scaleb(printed.scale), printed.unit.lstrip("十百千万亿")


SIGNS = (("", "", 1), ("-", "", -1), ("△", "", -1), ("负", "", -1), ("(", ")", -1), ("（", "）", -1))
MARKS = ("", "①", "[1]", "*", "（注1）")


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(
    digits=st.integers(1, 10**9),
    places=st.integers(0, 4),
    sign=st.sampled_from(SIGNS),
    scale=st.sampled_from(("", "万", "亿", "千万")),
    mark=st.sampled_from(MARKS),
    grouped=st.booleans(),
    wide=st.booleans(),
)
def test_a_number_is_read_as_it_is_written(*, digits, places, sign, scale, mark, grouped, wide):
    before, behind, factor = sign
    value = Decimal(digits).scaleb(-places)
    written = f"{value:{',' if grouped else ''}.{places}f}"
    written = before + (written.translate(FULL_WIDTH) if wide else written) + behind
    mark = "" if behind else mark
    expected = (value * factor).scaleb({"": 0, "万": 4, "亿": 8, "千万": 7}[scale])
    assert first_value(f"净利润{written}{mark}{scale}元。") == (expected, "元")


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(1, 999), min_size=2, max_size=4), st.integers(0, 2), st.sampled_from(":：∶"))
def test_the_terms_of_a_ratio_are_read_as_they_are_written(terms, places, colon):
    values = [Decimal(term).scaleb(-places) for term in terms]
    found = read(f"甲乙丙投入比例为{colon.join(f'{value:.{places}f}' for value in values)}。")
    assert [figure.printed.value for figure in found] == values


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(1, 9000), st.integers(1, 999), st.sampled_from(("-", "—", "～", "至", "到")))
def test_both_ends_of_a_range_are_read_in_its_unit(low, more, to):
    found = read(f"每户补助{low}{to}{low + more}元。")
    assert [(figure.printed.value, figure.printed.unit) for figure in found] == [(low, "元"), (low + more, "元")]


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(2, 99_999_999))
def test_a_count_in_han_is_read_as_the_one_in_digits(number):
    (in_han,), (in_digits,) = (read(f"惠及群众{text}人。") for text in (to_han(number), str(number)))
    assert (in_han.printed.value, in_han.printed.unit) == (in_digits.printed.value, in_digits.printed.unit)


def to_han(number):
    """Write a number below 10^8 the way Chinese does."""
    high, low = divmod(number, 10_000)
    if not high:
        return _section_to_han(low)
    return _section_to_han(high) + "万" + (("零" if 0 < low < 1000 else "") + _section_to_han(low) if low else "")


def _section_to_han(number):
    text, gap = "", False
    for step, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // step % 10
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit
    return text
