"""Dates and periods of the running text, each with what the words around it leave to it."""

from datetime import date

import pytest

from parsers.figures.periods import Kind, Span, text_to_periods

YEAR = Span(date(2019, 1, 1), date(2019, 12, 31))
APRIL = Span(date(2017, 4, 1), date(2017, 4, 30))


@pytest.mark.parametrize(
    ("text", "context", "span", "kind"),
    [
        ("2019年3月", None, "2019-03-01/2019-03-31", Kind.SPAN),
        ("3月", YEAR, "2019-03-01/2019-03-31", Kind.SPAN),
        ("1-4月，", YEAR, "2019-01-01/2019-04-30", Kind.SPAN),
        ("2018年11月至2019年2月", YEAR, "2018-11-01/2019-02-28", Kind.SPAN),
        ("2003年至2018年", YEAR, "2003-01-01/2018-12-31", Kind.SPAN),
        ("4月18—20日", YEAR, "2019-04-18/2019-04-20", Kind.SPAN),
        ("2022年2月26日0时至2022年4月18日24时", YEAR, "2022-02-26/2022-04-18", Kind.SPAN),
        ("2022年4月18日0—24时", YEAR, "2022-04-18/2022-04-18", Kind.POINT),
        ("截至2019年底", YEAR, "2019-12-31/2019-12-31", Kind.POINT),
        ("截至4月30日", APRIL, "2017-04-30/2017-04-30", Kind.POINT),
        ("年末", YEAR, "2019-12-31/2019-12-31", Kind.POINT),
        ("一季度", YEAR, "2019-01-01/2019-03-31", Kind.SPAN),
        ("前三季度", YEAR, "2019-01-01/2019-09-30", Kind.SPAN),
        ("上半年", YEAR, "2019-01-01/2019-06-30", Kind.SPAN),
        ("前11个月", YEAR, "2019-01-01/2019-11-30", Kind.SPAN),
        ("“十四五”期间", YEAR, "2021-01-01/2025-12-31", Kind.SPAN),
        ("去年", YEAR, "2018-01-01/2018-12-31", Kind.OTHER),
        ("上月", APRIL, "2017-03-01/2017-03-31", Kind.OTHER),
        ("上年同期", APRIL, "2016-04-01/2016-04-30", Kind.OTHER),
        ("本月", APRIL, "2017-04-01/2017-04-30", Kind.SPAN),
        ("近日", YEAR, "None", Kind.VAGUE),
        ("五年来", YEAR, "2015-01-01/2019-12-31", Kind.SPAN),
        ("2019年9月以来，", Span(date(2021, 1, 1), date(2021, 4, 24)), "2019-09-01/2021-04-24", Kind.SPAN),
        ("2019年9月以来，", None, "2019-09-01/..", Kind.SPAN),
    ],
)
def test_a_period_is_the_days_that_it_names(text, context, span, kind):
    (mention,) = text_to_periods(text, context)
    assert (str(mention.span), mention.kind) == (span, kind)


def test_a_later_period_takes_what_it_leaves_out_from_the_one_before():
    spans = [str(mention.span) for mention in text_to_periods("2018年1月受理，3月办结", YEAR)]
    assert spans == ["2018-01-01/2018-01-31", "2018-03-01/2018-03-31"]


@pytest.mark.parametrize("text", ["13月", "2月30日", "年初预算", "上年结余", "30日内", "年度计划"])
def test_what_names_no_day_is_no_period(text):
    assert [mention for mention in text_to_periods(text, YEAR) if mention.span and mention.text.strip() == text] == []


def test_what_is_compared_with_is_marked():
    (mention,) = text_to_periods("比2018年增长", YEAR)
    assert mention.against
