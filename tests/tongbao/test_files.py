"""Nothing is ever written over a file that tongbao did not write, and never over an input."""

import io
import os
import struct
from types import SimpleNamespace
from zlib import crc32

import pytest

from corpus.report import GENERATOR
from schemas.errors import Misuse
from schemas.limits import DEFAULT_LIMITS, Limits
from tongbao.files import Input, check_output, inputs, sign_png, write_output

OURS = f"<!DOCTYPE html><html>{GENERATOR}</html>".encode()


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "bulletin.txt"
    path.write_text("通报")
    return Input(str(path), path)


def test_a_new_file_is_written_whole_and_nothing_is_left_beside_it(tmp_path, source):
    write_output(tmp_path / "report.html", OURS, [source])
    assert (tmp_path / "report.html").read_bytes() == OURS
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bulletin.txt", "report.html"]


def test_our_own_report_and_an_empty_file_are_replaced(tmp_path, source):
    (tmp_path / "old.html").write_bytes(OURS + b"old")
    (tmp_path / "empty.html").touch()
    for name in ("old.html", "empty.html"):
        write_output(tmp_path / name, OURS, [source])
        assert (tmp_path / name).read_bytes() == OURS


def test_a_file_of_the_users_is_left_alone(tmp_path, source):
    mine = tmp_path / "notes.html"
    mine.write_text("my notes")
    with pytest.raises(Misuse, match=r"notes\.html: exists"):
        write_output(mine, OURS, [source])
    assert mine.read_text() == "my notes"


@pytest.mark.parametrize("link", ["symlink_to", "hardlink_to"])
def test_an_input_is_left_alone_by_any_name(tmp_path, source, link):
    other = tmp_path / "other.html"
    getattr(other, link)(source.path)
    for path in (source.path, other, tmp_path / "." / "bulletin.txt"):
        with pytest.raises(Misuse, match="is an input"):
            write_output(path, OURS, [source])
    assert source.path.read_text() == "通报"


def test_an_input_that_is_a_report_of_ours_is_left_alone_too(tmp_path):
    path = tmp_path / "report.html"
    path.write_bytes(OURS)
    with pytest.raises(Misuse, match="is an input"):
        check_output(path, [Input("report.html", path)])


@pytest.mark.parametrize(("name", "said"), [("", "is a folder"), ("no/where.html", "folder does not exist")])
def test_a_place_that_takes_no_file_is_misuse(tmp_path, source, name, said):
    with pytest.raises(Misuse, match=said):
        check_output(tmp_path / name, [source])


def test_a_device_is_not_replaced(tmp_path, source):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(Misuse, match="exists"):
        check_output(pipe, [source])


def test_a_signed_picture_is_still_a_picture_and_known_as_ours(tmp_path, source):
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", crc32(b"IHDR" + header))
    signed = sign_png(head + b"rest")
    assert signed.startswith(head)
    assert signed.endswith(b"rest")
    length = struct.unpack(">I", signed[33:37])[0]
    assert signed[37:41] == b"tEXt"
    assert struct.unpack(">I", signed[41 + length : 45 + length])[0] == crc32(signed[37 : 41 + length])
    write_output(tmp_path / "page.png", signed, [source])
    write_output(tmp_path / "page.png", signed + b"again", [source])


def test_standard_input_is_kept_in_a_file_for_as_long_as_it_is_needed(monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"12345")))
    with inputs(["-", "other.txt"], DEFAULT_LIMITS) as (kept, other):
        assert (kept.name, kept.path.read_bytes()) == ("-", b"12345")
        assert str(other.path) == "other.txt"
    assert not kept.path.exists()


def test_standard_input_is_read_one_byte_over_the_limit_and_no_further(monkeypatch):
    endless = io.BytesIO(b"x" * 1000)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=endless))
    with inputs(["-"], Limits(bytes=10)) as (kept,):
        assert kept.path.stat().st_size == 11
    assert endless.tell() == 11


def test_standard_input_is_not_read_twice():
    with pytest.raises(Misuse, match="only once"), inputs(["-", "-"], DEFAULT_LIMITS):
        pass
