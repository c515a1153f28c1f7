"""Every numeral in 汉字 stands once beside the tokens in digits, with one class; most of them are words."""

import pytest
from factories import make_document
from gold.comparing import compare_tokens
from gold.documents import EXAMPLES, PROSE, find_document, gold_names, passage_names, read_gold
from hypothesis import given, settings
from hypothesis import strategies as st

import extract
from parsers import parse_document

LETTERS = {"f": "figure", "d": "date", "i": "identifier", "e": "enumerator", "c": "formula", "w": "word"}


def read(text):
    return parse_document(make_document("某市通报", text))


def marked(text):
    """Return the text with each numeral in 汉字 in brackets behind the letter of its class: f〈三类〉w〈统一〉受理."""
    letters = {name: letter for letter, name in LETTERS.items()}
    parts, at = [], 0
    for token in read(text).han:
        if token.place.line == 2:
            parts += [text[at : token.place.start], letters[token.cls], "〈", token.raw, "〉"]
            at = token.place.end
    return "".join([*parts, text[at:]])


MARKED = [
    # what counts or measures
    "f〈三类〉诉求较多，排名前f〈三位〉的是投诉",
    "占f〈百分之九十八点五〉，近f〈四成〉，增长f〈四成半〉，f〈三分之二〉的事项，f〈一半以上〉",
    "收到捐款f〈壹佰贰拾叁万元〉整，合计f〈壹拾贰万叁仟肆佰伍拾陆元柒角捌分〉",
    "f〈廿三人〉到场，f〈两家〉企业，f〈两千零五户〉",
    "产量翻f〈两番〉，收入翻了f〈一番〉，增长f〈一倍半〉",
    "f〈三万五千余件〉，f〈一亿两千万元〉，f〈千余人〉，f〈百余家〉，f〈十几个〉部门，f〈上百家〉企业",
    "f〈三五家〉企业，f〈二三十人〉参加",
    "不足f〈两成〉，f〈七成以上〉的群众",
    "f〈三十多家〉，派出f〈五〉至f〈七人〉",
    # dates and periods
    "d〈二〇二三年一季度〉，d〈二〇二三年十二月三日〉，d〈二十世纪八十年代〉",
    "d〈前三季度〉，d〈第三季度〉，近d〈五年来〉，d〈十二月份〉，d〈三月五日〉，“d〈五一〉”期间",
    # names
    "i〈第三十条〉i〈第二款〉，i〈十七届〉人大i〈三次〉会议，i〈第二十次〉会议，党的i〈二十大〉",
    "“i〈十四五〉”时期，i〈十九届〉i〈二中〉、i〈三中〉全会",
    "i〈第七次〉人口普查，i〈二期〉工程，i〈第二号〉公告",
    # what counts off the text
    "e〈一、〉基本情况",
    "e〈（二）〉受理情况。e〈一是〉加强领导。e〈二是〉落实责任；e〈三是〉严格考核",
    "e〈第一章〉总则，e〈附件二〉，e〈表三〉",
    "e〈第一〉，加强领导。e〈第二〉，落实责任",
    # words
    "w〈一般〉公共预算收入，w〈统一〉部署，w〈进一步〉，w〈一些〉地方，w〈一定〉成效，w〈万一〉，w〈唯一〉",
    "w〈一致〉认为，w〈一律〉公开，w〈单一〉来源，w〈同一〉事项，w〈一体〉推进，w〈零售业〉，w〈百姓〉",
    "w〈第三产业〉增加值，w〈第一〉时间，w〈第三方〉评估，“w〈一站式〉”服务，“w〈三公〉”经费",
    "w〈四舍五入〉，w〈千方百计〉，w〈一心一意〉，w〈十分〉重要，w〈万众一心〉，w〈百分点〉",
    "w〈数十万〉群众，w〈几十件〉，若干问题",
    # what belongs to a number in digits is no numeral of its own
    "受理3.2万件，2019年一季度，增加5千人，1—2百家，提高2.7个百分点，用电3千瓦时",
]


@pytest.mark.parametrize("expected", MARKED)
def test_numerals_in_han_have_the_class_of_what_they_mean(expected):
    text = expected
    for letter in LETTERS:
        text = text.replace(f"{letter}〈", "〈")
    assert marked(text.replace("〈", "").replace("〉", "")) == expected


@pytest.mark.parametrize("name", [*gold_names(), *passage_names()])
def test_numerals_in_han_are_what_a_person_said(name):
    """All but a few of those typed by hand: a person may call 第六次 a name or a count."""
    gold = read_gold(name)
    path = find_document(gold, [EXAMPLES, PROSE])
    if path is None:
        pytest.skip("the document is not in the repository")
    bulletin = parse_document(extract.read_document(path))
    asked, wrong = compare_tokens(gold, bulletin.han, han=True)
    assert wrong == [] if asked < FEW else len(wrong) * FEW <= asked
    assert not [token for token in bulletin.han if any(map(str.isdecimal, token.raw))]


FEW = 20
"""At most one numeral in so many may be called otherwise than a person did."""


@settings(max_examples=200, deadline=None)
@given(st.text("一二三十百千万亿两零〇壹半成倍番第年月日件家类，。（）、是般统次位条号百分之多余点5", max_size=40))
def test_numerals_in_han_stand_apart_from_each_other_and_from_digits(text):
    bulletin = read(text)
    taken = set()
    for token in (*bulletin.tokens, *bulletin.han):
        span = {(token.place.line, at) for at in range(token.place.start, token.place.end)}
        assert not span & taken
        taken |= span
    digits = "一二三十百千两零〇壹"
    left = [at for at, character in enumerate(text) if character in digits and (2, at) not in taken]
    inside = [(f.place.start, f.place.end) for f in bulletin.figures if f.place.line == 2]
    assert all(any(start <= at < end for start, end in inside) for at in left)
