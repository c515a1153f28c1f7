"""The front door: what is not read is refused in one clear line that names the file and the remedy."""

import hashlib
import os
import stat

import pytest

from extract import bytes_to_document, page_drawer, read_document
from extract.foreign import FOREIGN
from schemas.errors import UnreadableInput
from schemas.limits import Limits


def refusal(path, **options):
    with pytest.raises(UnreadableInput) as caught:
        read_document(path, **options)
    for line in (caught.value.en, caught.value.zh):
        assert str(path) in line
        assert "\n" not in line
    return caught.value


def test_a_text_is_read_and_its_source_is_told(tmp_path):
    path = tmp_path / "通报 2021.txt"
    path.write_bytes("受理诉求12件。\n".encode())
    document = read_document(path)
    assert document.source.path == str(path)
    assert document.source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (document.source.media_type, document.source.encoding, document.source.pages) == (
        "text/plain",
        "utf-8",
        None,
    )
    assert document.digits == 2


def test_the_file_is_left_as_it_was(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("受理诉求12件。\r\n", newline="")
    before = path.read_bytes(), path.stat().st_mtime_ns
    read_document(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_file_is_refused(tmp_path):
    assert "no such file" in refusal(tmp_path / "nothing.txt").en


def test_a_folder_is_refused(tmp_path):
    assert "a folder" in refusal(tmp_path).en


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", "\ufeff".encode(), "　\n　".encode(), "\u200b\n".encode()])
def test_an_empty_file_is_refused(tmp_path, content):
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    error = refusal(path)
    assert "empty" in error.en
    assert "为空" in error.zh


def test_a_file_over_the_limit_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"12345\n" * 10)
    assert "over the limit of 50" in refusal(path, limits=Limits(bytes=50)).en


def test_a_table_over_the_limit_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("单位\t受理数\n" + "甲\t1\n" * 20)
    assert "cells" in refusal(path, limits=Limits(cells=30)).en
    path.write_text("1\t" * 100)
    assert "cells" in refusal(path, limits=Limits(cells=30)).en


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user whom permissions stop")
def test_a_file_that_may_not_be_opened_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("受理12件")
    path.chmod(stat.S_IWUSR)
    assert "permissions" in refusal(path).en


def test_a_name_that_no_system_takes_is_refused(tmp_path):
    assert "check the name" in refusal(tmp_path / "a\0b.txt").en


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"PK\x03\x04\x14\x00\x00\x00[Content_Types].xml...word/document.xml", "Word"),
        (b"PK\x03\x04\x14\x00\x00\x00...xl/workbook.xml", "Excel"),
        (b"PK\x03\x04\x14\x00\x00\x00...OFD.xml", "OFD"),
        (b"PK\x03\x04\x14\x00\x00\x00a.txt", "archive"),
        (b"Rar!\x1a\x07", "archive"),
        (b"\x1f\x8b\x08", "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"GIF89a", "picture"),
        (b"BM", "picture"),
        (b"SQLite format 3\x00", "SQLite"),
    ],
)
def test_other_formats_are_refused_by_name(tmp_path, head, name):
    path = tmp_path / "a.bin"
    path.write_bytes(head + b"\x00\x01\x02\x03" * 20)
    error = refusal(path)
    assert name in error.en
    assert "请" in error.zh


def test_each_foreign_format_names_a_remedy_in_both_languages():
    assert all(all(one.remedy) and one.name_zh for one in FOREIGN)


def test_a_pdf_is_claimed_by_its_bytes_not_by_its_name(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"%PDF-1.4\nnothing of use")
    with pytest.raises(UnreadableInput) as caught:
        read_document(path)
    assert "PDF" in caught.value.en


def test_bytes_from_a_pipe_are_read_under_the_name_given():
    assert bytes_to_document("受理12件".encode(), "-").source.path == "-"


def test_the_page_drawer_stands_at_the_front_door():
    assert callable(page_drawer)
