"""Files to documents: what the path is, which reader claims its bytes."""

import stat
from hashlib import sha256
from pathlib import Path

from extract.foreign import refuse_foreign
from extract.readers import READERS, TEXT
from schemas.documents import Document, Source
from schemas.errors import UnreadableInput
from schemas.limits import DEFAULT_LIMITS, Limits


def read_document(path: Path, limits: Limits = DEFAULT_LIMITS, password: str | None = None) -> Document:
    """Read a file; raises ``UnreadableInput`` with one clear line if nothing of it can be read."""
    return bytes_to_document(_read_bytes(path, limits), str(path), limits, password)


def bytes_to_document(data: bytes, path: str, limits: Limits = DEFAULT_LIMITS, password: str | None = None) -> Document:
    """Read the content of a file (or of a pipe) that is called ``path`` in messages and in the source."""
    limits.check("bytes", len(data), path)
    if not data:
        raise UnreadableInput(
            f"{path}: the file is empty; get the published file again", f"{path}：文件为空；请重新获取原文件"
        )
    reader = next((reader for reader in READERS if reader.claims(data)), TEXT)
    if reader is TEXT:
        refuse_foreign(data, path)
    return reader.read(data, Source(path, sha256(data).hexdigest(), reader.media_type), limits, password)


def _read_bytes(path: Path, limits: Limits) -> bytes:
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise UnreadableInput(
                f"{path}: a folder, not a file; give the files inside", f"{path}：这是文件夹；请指定其中的文件"
            )
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISFIFO(found.st_mode)):
            raise UnreadableInput(f"{path}: not a file; give a file", f"{path}：不是文件；请指定文件")
        limits.check("bytes", found.st_size, str(path))
        with path.open("rb") as file:
            return file.read(limits.bytes + 1)
    except FileNotFoundError as error:
        raise UnreadableInput(f"{path}: no such file; check the name", f"{path}：文件不存在；请检查文件名") from error
    except (OSError, ValueError) as error:  # a ValueError is a NUL in the name
        reason = getattr(error, "strerror", None) or "cannot be opened"
        raise UnreadableInput(
            f"{path}: {reason}; check the name and the permissions", f"{path}：无法打开（{reason}）；请检查文件名和权限"
        ) from error
