"""Zip archives: their members under the names that they were packed with, and what in them is not opened."""

import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo, is_zipfile

from schemas.limits import Limits

_UTF8 = 0x800  # flag: the name is UTF-8; else it is in the code page of whoever packed it
_ENCRYPTED = 0x1
_MEMBERS = 200_000
_INFLATES, _HARMLESS = 300, 16 * 1024 * 1024
"""A member that grows so many times, and to more than so many bytes, holds no bulletin."""
_OFFICE = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive; ``state`` is "" where it can be read, else why not."""

    name: str
    at: int
    state: str = ""
    en: str = ""
    zh: str = ""


def is_archive(path: str) -> bool:
    """Tell if a file is a zip archive of files; a Word document or a workbook is one file."""
    if not is_zipfile(path):
        return False
    try:
        with ZipFile(path) as archive:
            return not any(info.filename == _OFFICE for info in archive.infolist())
    except (BadZipFile, LargeZipFile, ValueError):
        return path.lower().endswith(".zip")


def archive_to_members(path: str, limits: Limits) -> Iterator[Member]:
    """Yield the members sorted by name; a damaged archive is one that failed."""
    try:
        with ZipFile(path) as archive:
            infos = archive.infolist()
    except (BadZipFile, LargeZipFile, OSError, ValueError) as error:
        yield Member("", -1, "failed", f"damaged archive: {error}", f"压缩包损坏：{error}")
        return
    if len(infos) > _MEMBERS:
        yield Member("", -1, "failed", f"{len(infos)} members: unpack it", f"内含 {len(infos)} 个文件，请解压后再读")
        return
    named = sorted((_name(info), at, info) for at, info in enumerate(infos) if not info.is_dir())
    before = ""
    for name, at, info in named:
        told = f"{name}#{at}" if name == before else name  # an archive may hold one name twice
        before = name
        yield Member(told, at, *_refusal(name, info, limits))


def _name(info: ZipInfo) -> str:
    """Return the name as it was packed: without the flag, zipfile reads the bytes as code page 437."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        data = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _refusal(name: str, info: ZipInfo, limits: Limits) -> tuple[str, str, str]:
    path = PurePosixPath(name.replace("\\", "/"))
    last = path.name
    if path.is_absolute() or ".." in path.parts or path.parts[0].endswith(":"):
        return "failed", "its name leads out of the archive", "文件名指向压缩包之外"
    if any(part.startswith((".", "~$")) or part in ("__MACOSX", "Thumbs.db") for part in path.parts):
        return "skipped", "hidden, or left behind by another program", "隐藏文件或其他程序遗留的文件"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "skipped", "a link", "链接"
    if info.flag_bits & _ENCRYPTED:
        return "failed", "encrypted in the archive: unpack it", "压缩包已加密，请解压后再读"
    if last.lower().endswith((".zip", ".rar", ".7z", ".gz", ".tar")):
        return "failed", "an archive in an archive: unpack it", "压缩包中的压缩包，请解压后再读"
    if info.file_size > limits.bytes:
        return (
            "failed",
            f"{info.file_size} bytes, over the limit of {limits.bytes}; raise it with --limit bytes={info.file_size}",
            f"{info.file_size} 字节，超过上限 {limits.bytes}；可用 --limit bytes={info.file_size} 放宽",
        )
    if info.file_size > _HARMLESS and info.file_size > _INFLATES * info.compress_size:
        return "failed", "packed so densely that it can be no bulletin", "压缩率过高，不会是通报"
    return "", "", ""


@contextmanager
def open_member(path: str, at: int) -> Iterator[IO[bytes]]:
    """Give a member by its position: its name may stand in the archive twice."""
    with ZipFile(path) as archive:
        infos = archive.infolist()
        if at >= len(infos):
            raise ValueError("the archive was changed")
        try:
            with archive.open(infos[at]) as file:
                yield file
        except (BadZipFile, zlib.error, EOFError) as error:
            raise ValueError(f"damaged in the archive: {error}") from error
