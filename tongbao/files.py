"""Files that come in and go out: standard input as a file, and outputs that never replace what a user wrote."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import NamedTemporaryFile, TemporaryDirectory, mkdtemp
from typing import BinaryIO
from zlib import crc32

from corpus.report import GENERATOR
from schemas.errors import Misuse
from schemas.limits import Limits

STDIN = "-"

BOOK_SIGNATURE = b"tongbao"
"""Comment at the end of a workbook, by which a later run knows that it is ours; other programs drop it on saving."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file as the user named it, which stands in the records, and where its bytes are."""

    name: str
    path: Path


@contextmanager
def inputs(names: Sequence[str], limits: Limits) -> Iterator[tuple[Input, ...]]:
    """Give the files named, with what comes from standard input kept in a file for as long as it is needed."""
    if names.count(STDIN) > 1:
        raise Misuse("- (standard input) can be read only once", "-（标准输入）只能读取一次")
    if STDIN not in names:
        yield tuple(Input(name, Path(name)) for name in names)
        return
    with TemporaryDirectory(prefix="tongbao-") as folder:
        kept = Path(folder) / "stdin"
        with kept.open("wb") as file:
            _copy_up_to(sys.stdin.buffer, file, limits.bytes + 1)  # one more than allowed: the reader says so
        yield tuple(Input(name, kept if name == STDIN else Path(name)) for name in names)


def _copy_up_to(source: BinaryIO, target: BinaryIO, size: int) -> None:
    while size > 0 and (chunk := source.read(min(size, 1 << 20))):
        target.write(chunk)
        size -= len(chunk)


def check_output(path: Path, read: Iterable[Input]) -> None:
    """Raise ``Misuse`` where writing to ``path`` would touch a file that is not ours to write."""
    if any(_same(path, each.path) for each in read):
        raise Misuse(f"{path}: is an input; choose another name", f"{path}：是输入文件，请另选文件名")
    if not path.parent.is_dir():
        raise Misuse(f"{path}: the folder does not exist", f"{path}：所在文件夹不存在")
    if path.is_dir():
        raise Misuse(f"{path}: is a folder", f"{path}：是文件夹")
    if path.exists() and not (path.is_file() and _is_ours(path)):
        raise Misuse(
            f"{path}: exists and was not written by tongbao; choose another name",
            f"{path}：文件已存在且不是 tongbao 写的，请另选文件名",
        )


def write_output(path: Path, data: bytes, read: Iterable[Input]) -> None:
    """Write the whole of ``data`` or nothing."""
    check_output(path, read)
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            written = Path(file.name)
            try:
                file.write(data)
                file.close()
                written.chmod(0o666 & ~_umask())
                written.replace(path)
            except BaseException:
                written.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise Misuse(f"{path}: cannot be written: {error.strerror}", f"{path}：无法写入：{error.strerror}") from error


def check_folder(path: Path, read: Iterable[Input]) -> None:
    """Raise ``Misuse`` where ``path`` is no place for a folder of files of ours."""
    if any(_same(path, each.path) for each in read):
        raise Misuse(f"{path}: is an input; choose another name", f"{path}：是输入文件，请另选名称")
    if not path.absolute().parent.is_dir():
        raise Misuse(f"{path}: the folder around it does not exist", f"{path}：上级文件夹不存在")
    if path.exists() and not path.is_dir():
        raise Misuse(f"{path}: is a file; name a folder", f"{path}：是文件，请指定文件夹")


def write_folder(path: Path, files: Mapping[str, bytes], read: Iterable[Input]) -> None:
    """Write all files into a new or empty folder, or none; a folder that holds these very files is left as it is."""
    check_folder(path, read)
    try:
        there = {each.name: each for each in path.iterdir()} if path.exists() else {}
        if there and there.keys() == files.keys() and all(there[name].read_bytes() == files[name] for name in files):
            return
        if there:
            raise Misuse(f"{path}: the folder is not empty; name a new one", f"{path}：文件夹不是空的，请另选新文件夹")
        made = Path(mkdtemp(dir=path.absolute().parent, prefix=f".{path.name}."))
        try:
            for name, data in files.items():
                (made / name).write_bytes(data)
            made.chmod(0o777 & ~_umask())
            if path.exists():
                path.rmdir()
            made.rename(path)
        except BaseException:
            rmtree(made)
            raise
    except OSError as error:
        raise Misuse(f"{path}: cannot be written: {error.strerror}", f"{path}：无法写入：{error.strerror}") from error


def _same(path: Path, other: Path) -> bool:
    return path.exists() and other.exists() and path.samefile(other)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _is_ours(path: Path) -> bool:
    """A file that we may replace says in its first bytes (a workbook: its last) that we wrote it, or is empty."""
    with path.open("rb") as file:
        head = file.read(1024)
        if head.startswith(b"PK"):
            file.seek(-len(BOOK_SIGNATURE), os.SEEK_END)
            return file.read() == BOOK_SIGNATURE
    return not head or GENERATOR.encode() in head or _SIGNATURE in head


_PNG_HEAD = 33
"""Bytes of the PNG signature and the IHDR chunk."""


def _png_chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + crc32(kind + data).to_bytes(4, "big")


_SIGNATURE = _png_chunk(b"tEXt", b"Software\0tongbao")


def sign_png(png: bytes) -> bytes:
    """Return the picture with our name in it, by which a later run knows that it may be replaced."""
    return png[:_PNG_HEAD] + _SIGNATURE + png[_PNG_HEAD:]
