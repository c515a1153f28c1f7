"""Formats that are known and not read: told by their first bytes, refused by name and with the remedy."""

from collections.abc import Callable
from dataclasses import dataclass

from schemas.errors import UnreadableInput

_HEAD = 4096  # bytes in which an HTML page shows its first tags


@dataclass(frozen=True, slots=True)
class Foreign:
    """A format by name; ``fits`` looks at the bytes, ``remedy`` says what to do in both languages."""

    name: str
    name_zh: str
    fits: Callable[[bytes], bool]
    remedy: tuple[str, str] = ("save it as PDF or as UTF-8 text", "请另存为 PDF 或 UTF-8 文本")


def _begins(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(marks)


def _zip_with(*names: bytes) -> Callable[[bytes], bool]:
    """Tell an archive by the names inside, which stand in its clear-text directory."""
    return lambda data: data.startswith(b"PK\x03\x04") and any(name in data for name in names)


def _is_html(data: bytes) -> bool:
    head = data[:_HEAD].replace(b"\x00", b"").lower()  # UTF-16 has a NUL beside each ASCII letter
    return any(tag in head for tag in (b"<!doctype html", b"<html", b"<head>", b"<body")) or head.lstrip(
        b"\xef\xbb\xbf\xff\xfe \t\r\n"
    ).startswith((b"<table", b"<div", b"<?xml", b"<!doctype"))


_PICTURE = ("save it as PNG, JPEG or PDF", "请另存为 PNG、JPEG 或 PDF")
_UNPACK = ("unpack it and give the files inside", "请先解压，再逐个读取其中的文件")

FOREIGN: tuple[Foreign, ...] = (
    Foreign("a Word document (.docx)", "Word 文档（.docx）", _zip_with(b"word/")),
    Foreign("an Excel workbook (.xlsx)", "Excel 工作簿（.xlsx）", _zip_with(b"xl/")),
    Foreign("an OFD document (.ofd)", "OFD 版式文档（.ofd）", _zip_with(b"OFD.xml")),
    Foreign(
        "an archive",
        "压缩文件",
        _begins(b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"),
        _UNPACK,
    ),
    Foreign(
        "an old Office document (.doc, .xls, .wps)",
        "旧版 Office 文档（.doc、.xls、.wps）",
        _begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ),
    Foreign("an RTF document", "RTF 文档", _begins(b"{\\rtf")),
    Foreign(
        "a picture",
        "图片",
        _begins(b"GIF8", b"RIFF", b"BM"),
        _PICTURE,
    ),
    Foreign("a SQLite database", "SQLite 数据库", _begins(b"SQLite format 3\x00")),
    Foreign("an HTML or XML page", "HTML 或 XML 网页", _is_html),
)


def refuse_foreign(data: bytes, path: str) -> None:
    """Raise ``UnreadableInput`` if the file is in a format that is known and not read."""
    for one in FOREIGN:
        if one.fits(data):
            raise UnreadableInput(
                f"{path}: {one.name}, which is not read; {one.remedy[0]}",
                f"{path}：这是{one.name_zh}，暂不支持读取；{one.remedy[1]}",
            )
