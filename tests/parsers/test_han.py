"""Numerals in 汉字: what they say, and what is none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.han import han_to_decimal, money_to_decimal, share_to_percent

DIGITS = "零一二三四五六七八九"


def write_section(number):
    """Write 1 to 9999 the way Chinese does."""
    text, gap = "", False
    for step, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // step % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return text


def write(number):
    high, low = divmod(number, 10**4)
    if not high:
        return write_section(low)
    return write_section(high) + "万" + (("零" if 0 < low < 1000 else "") + write_section(low) if low else "")


@given(st.integers(1, 99_999_999))
def test_what_is_written_is_read_again(number):
    assert han_to_decimal(write(number)) == number


CAPITALS = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
YUAN = st.integers(1, 99_999_999)


@given(YUAN)
def test_what_is_written_in_capitals_is_read_again(number):
    assert han_to_decimal(write(number).translate(CAPITALS)) == number


@given(YUAN, st.integers(0, 99))
def test_amounts_in_capitals_are_read_again(yuan, fen):
    jiao, rest = divmod(fen, 10)
    tail = (DIGITS[jiao] + "角" if jiao else "零" if rest else "") + (DIGITS[rest] + "分" if rest else "")
    assert money_to_decimal((write(yuan) + "元" + tail).translate(CAPITALS)) == Decimal(yuan * 100 + fen) / 100


@given(st.integers(1, 9999), st.integers(0, 99))
def test_percentages_in_words_are_read_again(whole, hundredths):
    part = "点" + "".join(DIGITS[int(digit)] for digit in f"{hundredths:02}") if hundredths else ""
    assert share_to_percent(f"百分之{write(whole)}{part}") == Decimal(whole * 100 + hundredths) / 100


@given(st.integers(1, 9), st.integers(0, 9))
def test_tenths_are_read_again(tenths, rest):
    tail = "" if not rest else "半" if rest == 5 else DIGITS[rest]
    assert share_to_percent(f"{DIGITS[tenths]}成{tail}") == tenths * 10 + rest


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("十二", 12),
        ("两", 2),
        ("廿三", 23),
        ("卅", 30),
        ("两千零五", 2005),
        ("三万五", 35000),
        ("二百五", 250),
        ("一亿两千万", 120_000_000),
        ("二〇一七", 2017),
        ("三点五", "3.5"),
        ("九十八点五", "98.5"),
        ("壹仟贰佰叁拾肆", 1234),
    ],
)
def test_numerals_are_read(text, value):
    assert han_to_decimal(text) == Decimal(value)


@pytest.mark.parametrize("text", ["百", "万千", "十百", "千百", "万"])
def test_what_is_no_numeral_is_refused(text):
    with pytest.raises(ValueError, match=text):
        han_to_decimal(text)


@pytest.mark.parametrize(
    ("text", "percent"),
    [("百分之九十八点五", "98.5"), ("四成", 40), ("四成半", 45), ("六成五", 65), ("一半", 50), ("三倍", None)],
)
def test_shares_are_read_as_percent(text, percent):
    assert share_to_percent(text) == (None if percent is None else Decimal(percent))
