"""Which files a name stands for: folders, patterns, archives, and what is left alone."""

import os
import zipfile
from pathlib import Path

import pytest

from corpus.batch.files import Found, Refused, file_to_key, paths_to_files
from corpus.batch.manifest import read_manifest
from schemas.errors import Misuse
from schemas.limits import DEFAULT_LIMITS, Limits


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def listed(*names, limits=DEFAULT_LIMITS, apart=()):
    """Name or ``state name`` of each file."""
    return [
        f"{each.state} {each.found.name}" if isinstance(each, Refused) else each.name
        for each in paths_to_files(names, limits, apart)
    ]


def make(*names):
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def test_a_folder_is_looked_through_in_order_and_what_is_no_bulletin_is_said():
    make("档案/二 月.txt", "档案/a/x.txt", "档案/.hidden", "档案/~$open.docx", "档案/.git/config", "档案/Thumbs.db")
    Path("档案/link.txt").symlink_to("a/x.txt")
    Path("档案/loop").symlink_to(".")
    os.mkfifo("档案/pipe")
    assert listed("档案") == [
        "skipped 档案/.git", "skipped 档案/.hidden", "skipped 档案/Thumbs.db", "档案/a/x.txt", "skipped 档案/link.txt",
        "skipped 档案/loop", "skipped 档案/pipe", "skipped 档案/~$open.docx", "档案/二 月.txt",
    ]  # fmt: skip
    assert listed("档案/link.txt") == ["档案/link.txt"]  # named, it is meant


def test_patterns_and_names_twice():
    make("2017/a.txt", "2018/b.txt", "2018/c.pdf")
    assert listed("20*/*.txt") == ["2017/a.txt", "2018/b.txt"]
    assert listed("./2017", "2017/a.txt", "**/a.txt") == ["2017/a.txt"]
    assert listed("20*/*.doc", "nothing.txt") == ["failed 20*/*.doc", "failed nothing.txt"]


def test_a_name_with_signs_of_a_pattern_is_a_file_if_it_is_there():
    make("a[1].txt")
    assert listed("a[1].txt") == ["a[1].txt"]


def test_our_own_files_are_not_read():
    make("archive/a.txt", "archive/corpus.db")
    assert listed("archive", apart=[Path("archive/corpus.db")]) == ["archive/a.txt"]


def test_an_unreadable_folder_is_said_once(monkeypatch):
    make("archive/a.txt", "archive/closed/b.txt")
    scandir = os.scandir

    def refusing(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert listed("archive") == ["archive/a.txt", "failed archive/closed"]


def pack(path, members):
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=zipfile.ZIP_DEFLATED)


def test_names_packed_in_gbk_are_read():
    """Without the flag for UTF-8 the bytes of a name are in the code page of whoever packed it."""
    pack("旧.zip", [("aaaaaaaaaaaaaa.txt", "x"), ("bbbbbbbb.txt", "y")])
    data = Path("旧.zip").read_bytes()
    name = "二月通报 附".encode("gb18030") + b"xxx"
    assert len(name) == len("aaaaaaaaaaaaaa")
    data = data.replace(b"aaaaaaaaaaaaaa", name).replace(b"bbbbbbbb", "表一".encode() + b"22")
    Path("旧.zip").write_bytes(data)
    assert listed("旧.zip") == ["旧.zip/二月通报 附xxx.txt", "旧.zip/表一22.txt"]
    (found, other) = paths_to_files(["旧.zip"], DEFAULT_LIMITS)
    assert file_to_key(found, DEFAULT_LIMITS)[1] == file_to_key(other, DEFAULT_LIMITS)[1] == 1


def test_what_in_an_archive_is_not_opened_is_said():
    inner = b"PK\x05\x06" + bytes(18)
    members = [
        ("../out.txt", "x"), ("/root.txt", "x"), ("a.txt", "good"), ("b/.DS_Store", "x"), ("__MACOSX/a.txt", "x"),
        ("c.zip", inner), ("bomb.txt", "0" * 20_000_000), ("big.txt", os.urandom(3000)),
    ]  # fmt: skip
    pack("archive.zip", members)
    assert listed("archive.zip", limits=Limits(bytes=2000)) == [
        "failed archive.zip/../out.txt", "failed archive.zip//root.txt", "skipped archive.zip/__MACOSX/a.txt",
        "archive.zip/a.txt", "skipped archive.zip/b/.DS_Store", "failed archive.zip/big.txt",
        "failed archive.zip/bomb.txt", "failed archive.zip/c.zip",
    ]  # fmt: skip
    assert "failed archive.zip/bomb.txt" in listed("archive.zip")


def test_a_name_that_stands_twice_in_an_archive_is_two_files():
    with pytest.warns(UserWarning, match="Duplicate"):
        pack("twice.zip", [("a.txt", "one"), ("a.txt", "two")])
    found = list(paths_to_files(["twice.zip"], DEFAULT_LIMITS))
    assert [each.name for each in found] == ["twice.zip/a.txt", "twice.zip/a.txt#1"]
    assert len({file_to_key(each, DEFAULT_LIMITS) for each in found}) == 2


def test_a_damaged_archive_is_one_failure():
    pack("whole.zip", [("a.txt", os.urandom(1000))])
    data = Path("whole.zip").read_bytes()
    Path("cut.zip").write_bytes(data[: len(data) // 2])
    Path("broken.zip").write_bytes(data[:30] + bytes(20) + data[50:])
    assert listed("cut.zip") == ["cut.zip"]  # no archive at all: its reader will say what it is
    (found,) = paths_to_files(["broken.zip"], DEFAULT_LIMITS)
    assert isinstance(file_to_key(found, DEFAULT_LIMITS), Refused)
    Path("headless.zip").write_bytes(data[:-60] + bytes(30) + data[-30:])
    assert listed("headless.zip") == ["failed headless.zip"]


def test_a_word_document_is_no_archive():
    pack("report.docx", [("[Content_Types].xml", "x"), ("word/document.xml", "x")])
    assert listed("report.docx") == ["report.docx"]


def test_a_file_over_the_limit_is_not_read_to_its_end():
    make("a.txt")
    assert isinstance(file_to_key(Found("a.txt"), Limits(bytes=2)), Refused)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_manifest_tells_of_files_by_path_or_by_name(folder, encoding):
    make("档案/a.txt", "档案/b.txt", "c.txt")
    rows = (
        "文件,url,retrieved_on\n档案/a.txt,https://example.org/a,2031-01-02\nb.txt,https://example.org/b,\nz.txt,x,\n"
    )
    (folder / "list.csv").write_text(rows, encoding=encoding)
    manifest = read_manifest(folder / "list.csv")
    told = [manifest.fields_of(each) for each in paths_to_files(["档案", "c.txt"], DEFAULT_LIMITS)]
    assert told == [
        {"url": "https://example.org/a", "retrieved_on": "2031-01-02"},
        {"url": "https://example.org/b"},
        {},
    ]
    assert manifest.unused == ["z.txt"]


def test_a_manifest_without_a_column_of_files_is_refused(folder):
    (folder / "list.csv").write_text("url\nx\n", encoding="utf-8")
    with pytest.raises(Misuse, match="no column of files"):
        read_manifest(folder / "list.csv")
