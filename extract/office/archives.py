"""The zip archive that an Office file is: what it holds, and whether it is safe to unpack."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from schemas.errors import UnreadableInput
from schemas.limits import Limits

_RATIO = 200  # times that honest XML shrinks at the most; a bomb claims thousands


def is_docx(data: bytes) -> bool:
    return _holds(data, "word/document.xml")


def is_xlsx(data: bytes) -> bool:
    return _holds(data, "xl/workbook.xml")


def _holds(data: bytes, name: str) -> bool:
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with ZipFile(BytesIO(data)) as archive:
            return name in archive.namelist()
    except (BadZipFile, ValueError, NotImplementedError):
        return False


def check_unpacked(data: bytes, limits: Limits, path: str) -> None:
    """Raise ``UnreadableInput`` for an archive that unpacks to more than the limit on bytes, or claims to."""
    with ZipFile(BytesIO(data)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    limits.check("bytes", unpacked, path)
    if unpacked > _RATIO * len(data) + 10_000_000:
        raise UnreadableInput(
            f"{path}: unpacks to {unpacked} bytes, which no document of this size does; it was not opened",
            f"{path}：解压后达 {unpacked} 字节，与文件大小不符，未予打开",
        )


def damaged(path: str, kind: str, kind_zh: str) -> UnreadableInput:
    """Return the error for an Office file whose content cannot be read."""
    return UnreadableInput(
        f"{path}: a damaged {kind}; open it in an office program and save it again",
        f"{path}：{kind_zh}已损坏；请用办公软件打开后重新保存",
    )
