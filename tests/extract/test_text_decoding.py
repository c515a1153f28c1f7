"""Bytes to text: which encoding it is, and what could not be decoded is told with its place."""

import pytest

from extract import bytes_to_document
from schemas.errors import UnreadableInput

CHINESE = "关于2021年度工作情况的通报\n受理诉求１２件，办结 98.5%。\n"
TRADITIONAL = "關於二零二一年度財政預算執行情況的報告。受理案件120件，辦結率百分之九十八，較上年提高兩個百分點。\n"


def read(data):
    return bytes_to_document(data, "bulletin.txt")


def text_of(document):
    return "".join(paragraph.text for paragraph in document.paragraphs())


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (CHINESE.encode(), "utf-8"),
        (CHINESE.encode("utf-8-sig"), "utf-8-sig"),
        (CHINESE.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + CHINESE.encode("utf-16-be"), "utf-16"),
        (CHINESE.encode("utf-16-le"), "utf-16-le"),
        (CHINESE.encode("utf-16-be"), "utf-16-be"),
        (CHINESE.encode("utf-32"), "utf-32"),
        (CHINESE.encode("gb18030"), "gb18030"),
        (CHINESE.encode("gbk"), "gb18030"),
        (b"Report 2021\n12 cases\n", "utf-8"),
    ],
)
def test_the_encoding_is_found_and_reported(data, encoding):
    document = read(data)
    assert document.source.encoding == encoding
    assert not document.problems
    assert "2021" in text_of(document)


def test_the_same_text_in_any_encoding_is_the_same_document():
    documents = [read(CHINESE.encode(encoding)) for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030")]
    assert {text_of(document) for document in documents} == {"关于2021年度工作情况的通报受理诉求１２件，办结 98.5%。"}
    assert {document.digits for document in documents} == {9}


def test_rare_characters_of_gb18030_are_read():
    text = "㐀𠀀镕岀街道受理诉求12件，办结率98%。本月各单位受理情况如下。\n"
    assert text_of(read(text.encode("gb18030"))) == text.strip()


def test_traditional_chinese_in_big5_is_not_taken_for_gb18030():
    document = read(TRADITIONAL.encode("big5"))
    assert text_of(document) == TRADITIONAL.strip()
    assert document.source.encoding.startswith("big5")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_bytes_that_are_in_no_encoding_are_a_problem_with_its_place(encoding):
    line = "受理诉求１２件，办结率较高，其中投诉类较多，咨询类较少，总体情况平稳。"
    data = line.encode(encoding) + b"\n" + line[:10].encode(encoding) + b"\xff" + line[10:].encode(encoding) + b"\n"
    document = read(data)
    assert document.source.encoding == encoding
    (problem,) = document.problems
    assert (problem.kind, problem.place.line, problem.place.start, problem.place.end) == ("undecodable", 2, 10, 11)
    assert "line 2" in problem.reason
    assert "第 2 行" in problem.reason_zh


def test_a_file_cut_inside_a_character_is_utf_8_with_a_problem():
    document = read((CHINESE * 20).encode()[:-2])
    assert document.source.encoding == "utf-8"
    assert [problem.kind for problem in document.problems] == ["undecodable"]


def test_stray_control_characters_are_a_problem():
    document = read((CHINESE * 20 + "受理\x0012件").encode())
    (problem,) = document.problems
    assert (problem.kind, problem.place.line, problem.place.start) == ("control-character", 41, 2)


def test_many_problems_are_counted_in_the_last():
    document = read(("受理诉求情况总体平稳有序" * 12 + "\x01\n").encode() * 150)
    assert len(document.problems) == 100
    assert document.problems[-1].reason.endswith("(and 50 more like it)")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 8,
        bytes((index * 7919 + index * index * 31) % 256 for index in range(4096)),
        b"\x00" * 100,
        b"\x7fELF\x02\x01\x01" + b"\x00" * 50 + b"\x90" * 50,
    ],
)
def test_garbage_is_refused(data):
    with pytest.raises(UnreadableInput) as caught:
        read(data)
    assert str(caught.value).startswith("bulletin.txt: not a text")
    assert "UTF-8" in caught.value.zh
