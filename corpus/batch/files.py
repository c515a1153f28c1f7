"""What a user names becomes files: folders and patterns are looked through, archives opened, the rest is said."""

import os
import stat
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from glob import glob, has_magic
from hashlib import sha256
from pathlib import Path

from corpus.batch.archives import archive_to_members, is_archive, open_member
from schemas.limits import Limits

_CHUNK = 1 << 20
_LITTER = ("Thumbs.db", "desktop.ini", "__MACOSX")
_HIDDEN = (".", "~$")


@dataclass(frozen=True, slots=True)
class Found:
    """A file, or the member ``at`` of the archive ``path`` under the name ``member``."""

    path: str
    member: str = ""
    at: int = -1

    @property
    def name(self) -> str:
        return f"{self.path}/{self.member}" if self.member else self.path

    @property
    def key(self) -> tuple[str, str]:
        """Path and member as the ledger writes them: bytes of a name that are no UTF-8 are spelt out."""
        path, member = (
            part.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
            for part in (self.path, self.member)
        )
        return path, member


@dataclass(frozen=True, slots=True)
class Refused:
    """What is not read: ``skipped`` on purpose, or ``failed``, with the reason."""

    found: Found
    state: str
    en: str
    zh: str


def paths_to_files(names: Iterable[str], limits: Limits, apart: Collection[Path] = ()) -> Iterator[Found | Refused]:
    """Yield every file once, in the order of the names and sorted within; ``apart`` are files of our own."""
    ours = {path.absolute() for path in apart}
    seen: set[tuple[str, str]] = set()
    for name in names:
        for each in _name_to_files(name, limits):
            found = each.found if isinstance(each, Refused) else each
            key = found.key
            if key not in seen and Path(found.path).absolute() not in ours:
                seen.add(key)
                yield each


def _name_to_files(name: str, limits: Limits) -> Iterator[Found | Refused]:
    path = os.path.normpath(name)
    if Path(path).is_dir():
        yield from _folder_to_files(path, limits)
    elif os.path.lexists(path):
        yield from _file_to_files(path, limits)
    elif has_magic(name):
        matches = sorted(glob(name, recursive=True))  # noqa: PTH207 - a pattern may begin anywhere
        for match in matches:
            yield from _name_to_files(match, limits)
        if not matches:
            yield Refused(Found(name), "failed", "no file matches the pattern", "没有文件符合此模式")
    else:
        yield Refused(Found(path), "failed", "no such file; check the name", "文件不存在；请检查文件名")


def _folder_to_files(folder: str, limits: Limits) -> Iterator[Found | Refused]:
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield Refused(
            Found(folder), "failed",
            f"the folder cannot be read: {error.strerror}", f"文件夹无法读取：{error.strerror}",
        )  # fmt: skip
        return
    for entry in listed:
        found = Found(entry.path)
        if entry.name.startswith(_HIDDEN) or entry.name in _LITTER:
            yield Refused(found, "skipped", "hidden, or left behind by another program", "隐藏文件或其他程序遗留的文件")
        elif entry.is_symlink():
            yield Refused(found, "skipped", "a link; name it to have it read", "链接；如需读取请直接指定")
        elif entry.is_dir():
            yield from _folder_to_files(entry.path, limits)
        elif entry.is_file():
            yield from _file_to_files(entry.path, limits)
        else:
            yield Refused(found, "skipped", "not a file", "不是文件")


def _file_to_files(path: str, limits: Limits) -> Iterator[Found | Refused]:
    try:
        archive = is_archive(path)
    except OSError as error:
        yield Refused(Found(path), "failed", f"cannot be opened: {error.strerror}", f"无法打开：{error.strerror}")
        return
    if not archive:
        yield Found(path)
        return
    for member in archive_to_members(path, limits):
        found = Found(path, member.name, member.at)
        yield Refused(found, member.state, member.en, member.zh) if member.state else found


def file_to_key(found: Found, limits: Limits) -> tuple[str, int] | Refused:
    """Return the SHA-256 of the content and its size; a file over the limit is not read to its end."""
    try:
        if not found.member and not stat.S_ISREG(Path(found.path).stat().st_mode):
            return Refused(found, "skipped", "not a file", "不是文件")
        digest, size = sha256(), 0
        with open_member(found.path, found.at) if found.member else Path(found.path).open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
                if size > limits.bytes:
                    return Refused(
                        found, "failed",
                        f"over the limit of {limits.bytes} bytes; raise it with --limit bytes=N",
                        f"超过 {limits.bytes} 字节的上限；可用 --limit bytes=N 放宽",
                    )  # fmt: skip
    except (OSError, ValueError, RuntimeError, NotImplementedError) as error:  # what zipfile raises of damaged members
        said = getattr(error, "strerror", None) or " ".join(str(error).split())
        return Refused(found, "failed", f"cannot be read: {said}", f"无法读取：{said}")
    return digest.hexdigest(), size
