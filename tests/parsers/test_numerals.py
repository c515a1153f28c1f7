"""Strings to numbers: what is a number, what it says, and what is said where there is none."""

from decimal import Decimal

import pytest
from factories import make_place
from hypothesis import given
from hypothesis import strategies as st

from parsers.numerals import is_counting, is_unit, joined_unit, text_to_missing, text_to_numeral, text_to_printed
from schemas.printed import Approx, Missing

NUMBERS = [
    ("12", "12", 0, "", None),
    ("0", "0", 0, "", None),
    ("1,234", "1234", 0, "", None),
    ("10 536 205", "10536205", 0, "", None),  # as GB/T 15835 groups digits
    ("2 448.3", "2448.3", 1, "", None),
    ("- 1 234", "-1234", 0, "", None),
    ("1，234.50", "1234.50", 2, "", None),
    ("１２．５％", "12.5", 1, "%", None),
    ("12.5 %", "12.5", 1, "%", None),
    ("3‰", "3", 0, "‰", None),
    (".5", "0.5", 1, "", None),
    ("-3.2", "-3.2", 1, "", None),
    ("－5", "-5", 0, "", None),
    ("−5", "-5", 0, "", None),
    ("—5.2", "-5.2", 1, "", None),
    ("负5.2", "-5.2", 1, "", None),
    ("△1.2", "-1.2", 1, "", None),
    ("↓5.2%", "-5.2", 1, "%", None),
    ("下降5.2%", "-5.2", 1, "%", None),
    ("增长5.2%", "5.2", 1, "%", None),
    ("+0.3", "0.3", 1, "", None),
    ("＋0.3", "0.3", 1, "", None),
    ("(1,234)", "-1234", 0, "", None),
    ("（12.30）", "-12.30", 2, "", None),
    ("12件", "12", 0, "件", None),
    ("3.2万件", "3.2", 1, "万件", None),
    ("1.5万亿元", "1.5", 1, "万亿元", None),
    ("-0.5个百分点", "-0.5", 1, "个百分点", None),
    ("45微克/立方米", "45", 0, "微克/立方米", None),
    ("12人次/日", "12", 0, "人次/日", None),
    ("≥80.00(%)", "80.00", 2, "%", Approx.AT_LEAST),
    ("第3名", "3", 0, "", None),
    ("并列3", "3", 0, "", None),
    ("￥12.50", "12.50", 2, "元", None),
    ("约3万件", "3", 0, "万件", Approx.ABOUT),
    ("近3万件", "3", 0, "万件", Approx.NEAR),
    ("逾100", "100", 0, "", Approx.OVER),
    ("3万余件", "3", 0, "万件", Approx.OVER),
    ("100多家", "100", 0, "家", Approx.OVER),
    ("90%以上", "90", 0, "%", Approx.AT_LEAST),
    ("≥90%", "90", 0, "%", Approx.AT_LEAST),
    ("5件以下", "5", 0, "件", Approx.AT_MOST),
    ("不足10", "10", 0, "", Approx.UNDER),
    ("50左右", "50", 0, "", Approx.ABOUT),
    ("12①", "12", 0, "", None),
    ("12*", "12", 0, "", None),
    ("12[1]", "12", 0, "", None),
    ("98.5%【注2】", "98.5", 1, "%", None),
]


@pytest.mark.parametrize(("text", "value", "places", "unit", "approx"), NUMBERS)
def test_numbers(text, value, places, unit, approx):
    printed = text_to_printed(text, make_place(text))
    assert (str(printed.value), printed.places, printed.unit, printed.approx) == (value, places, unit, approx)
    assert printed.raw == text
    assert printed.missing is None


MISSING = [
    ("", Missing.BLANK),
    (" 　", Missing.BLANK),
    ("—", Missing.DASH),
    ("——", Missing.DASH),
    ("-", Missing.DASH),
    ("……", Missing.DASH),
    ("一", Missing.DASH),
    ("/", Missing.SLASH),
    ("／", Missing.SLASH),
    ("本月无应处置案件", Missing.STATEMENT),
    ("无", Missing.STATEMENT),
    ("3/5", Missing.STATEMENT),
    ("10-20", Missing.STATEMENT),
    ("2019年", Missing.STATEMENT),
    ("5月3日", Missing.STATEMENT),
    ("0591", Missing.STATEMENT),
    ("1:2", Missing.STATEMENT),
    ("12,34", Missing.UNREADABLE),
    ("1,234,5", Missing.UNREADABLE),
    ("12 34", Missing.UNREADABLE),
    ("1 234 56", Missing.UNREADABLE),
    ("1.2.3", Missing.UNREADABLE),
    ("5.", Missing.UNREADABLE),
    ("1O5", Missing.UNREADABLE),
    ("12\ufffd", Missing.UNREADABLE),
    ("□", Missing.UNREADABLE),
    ("▲5", Missing.UNREADABLE),  # up here, minus there
    ("(5)", Missing.UNREADABLE),  # minus five or the fifth
]


@pytest.mark.parametrize(("text", "missing"), MISSING)
def test_what_is_no_number_says_why(text, missing):
    printed = text_to_printed(text, make_place(text), "件", exact=True)
    assert (printed.value, printed.missing, printed.exact) == (None, missing, False)


def test_a_count_is_exact_only_if_whole_unscaled_and_not_approximate():
    exact = [
        text_to_printed(text, make_place(text), "件", exact=True).exact for text in ("12", "1.2万", "约12", "12.0")
    ]
    assert exact == [True, False, False, False]


def test_the_unit_of_a_number_is_its_own_before_the_understood_one():
    cases = [("", "件", "件"), ("%", "件", "%"), ("万", "件", "万件"), ("亿", "万元", "亿元"), ("万", "", "万")]
    assert [joined_unit(printed, understood) for printed, understood, _ in cases] == [unit for *_, unit in cases]


def test_units():
    assert all(map(is_unit, ["万元", "件", "％", "元/平方米", "件/万人", "亿千瓦时", "人次/日", "‰", "ug/m3"]))
    assert not any(map(is_unit, ["某市财政局", "数量", "", "元以上", "万", "日期"]))
    assert [is_counting(unit) for unit in ("件", "万件", "元", "件/人", "人次", "%")] == [
        True, False, False, False, True, False,
    ]  # fmt: skip


WIDE = str.maketrans("0123456789.,-%", "０１２３４５６７８９．，－％")


@given(
    digits=st.integers(0, 10**12),
    places=st.integers(0, 4),
    negative=st.booleans(),
    grouped=st.booleans(),
    wide=st.booleans(),
    unit=st.sampled_from(["", "%", "件", "万元", "亿千瓦时", "个百分点"]),
    mark=st.sampled_from(["", "①", "*", "[3]"]),
)
def test_what_is_written_is_read(*, digits, places, negative, grouped, wide, unit, mark):
    value = Decimal(digits).scaleb(-places) * (-1 if negative else 1)
    text = f"{value:{',' if grouped else ''}.{places}f}" + unit + mark
    printed = text_to_printed(text.translate(WIDE) if wide else text, make_place(text))
    assert (printed.value, printed.places, printed.unit) == (value, places, unit)


@given(st.text(alphabet="0123456789.,-+%()（）约余万件①[]/ 　一—O年", max_size=12))
def test_any_string_is_a_number_or_missing_and_never_both(text):
    numeral = text_to_numeral(text)
    printed = text_to_printed(text, make_place(text))
    assert (numeral is None) == (printed.missing is not None) == (printed.value is None)
    if numeral is not None:
        kept = [character for character in text if character.isdecimal()]
        read = [character for character in f"{numeral.value:f}" if character.isdecimal()]
        assert "".join(kept).find("".join(read).lstrip("0") or "0") >= 0
    assert text_to_missing("9" * 10_000) is Missing.STATEMENT
