"""Bytes to text: which encoding the publisher used, and which bytes are in none."""

import codecs
import re
from dataclasses import dataclass
from functools import cache

from charset_normalizer import from_bytes

from schemas.errors import UnreadableInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose little-endian mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What a Chinese or Western office may have used instead; asked only where UTF-8 and GB18030 do not fit.
_OTHERS = ["big5", "big5hkscs", "gb18030", "shift_jis", "euc_jp", "euc_kr", "cp1252"]

_SAMPLE = 64 * 1024  # bytes that are enough to tell encodings apart
_LOST = "\N{REPLACEMENT CHARACTER}"
_FEW = 20  # for each byte that cannot be decoded at least so many characters outside ASCII that can
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_CONTROLS = 0.01  # share of control characters above which this is no text


@dataclass(frozen=True, slots=True)
class Decoded:
    """``text`` holds U+FFFD where bytes stood that are not in ``encoding``."""

    text: str
    encoding: str


def bytes_to_text(data: bytes, path: str) -> Decoded:
    """Decode a file; raises ``UnreadableInput`` if it is empty or no text in any encoding that we know."""
    decoded = _decode(data)
    if decoded is None or _share_of_controls(decoded.text) > _CONTROLS:
        raise UnreadableInput(
            f"{path}: not a text in any known encoding, nor another format that is read here; "
            "export it as PDF or as UTF-8 text",
            f"{path}：既不是已知编码的文本，也不是可读取的其他格式；请另存为 PDF 或 UTF-8 文本",
        )
    text = decoded.text.removesuffix("\x1a")  # DOS end of file
    if not text.strip("\ufeff\u200b \t\r\n\f\v\x00\u3000\xa0"):
        raise UnreadableInput(
            f"{path}: the file is empty; get the published file again", f"{path}：文件为空；请重新获取原文件"
        )
    return Decoded(text, decoded.encoding)


def _decode(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _nearly(data, encoding, plausible=True)
    for encoding in _without_mark(data):
        try:
            return Decoded(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    found = _nearly(data, "utf-8") or _nearly(data, "gb18030")
    if found is not None and (found.encoding == "utf-8" or _share_of_common(found.text) > 0.7):
        return found
    guess = from_bytes(data[:_SAMPLE], cp_isolation=_OTHERS).best()
    if guess is not None:
        other = _nearly(data, guess.encoding, plausible=True)
        if other is not None and _share_of_controls(other.text) <= _CONTROLS:
            return other
    return found


def _without_mark(data: bytes) -> tuple[str, ...]:
    """Return what to try in the strict sense: UTF-16 if every other byte of the line ends and digits is a NUL."""
    sample = data[:_SAMPLE]
    low, high = sample[::2].count(0), sample[1::2].count(0)
    if len(data) % 2 == 0 and max(low, high) > 10 * min(low, high) and max(low, high) * 200 > len(sample):
        return ("utf-16-le",) if high > low else ("utf-16-be",)
    return ("utf-8",)


def _nearly(data: bytes, encoding: str, *, plausible: bool = False) -> Decoded | None:
    """Decode with U+FFFD for what does not fit, if that is little; ``plausible``: the encoding is known already."""
    text = data.decode(encoding, errors="replace")
    lost = text.count(_LOST)
    sound = len(text) - lost if plausible else len(text) - lost - _count_ascii(text)
    return Decoded(text, encoding) if lost * _FEW <= sound else None


def _count_ascii(text: str) -> int:
    return len(text.encode("ascii", errors="ignore"))


def _share_of_controls(text: str) -> float:
    return len(_CONTROL.findall(text)) / max(len(text), 1)


def _share_of_common(text: str) -> float:
    """Return how many of the characters outside ASCII are ones that Chinese prose is made of."""
    rare = text[:_SAMPLE].translate(_common_characters())
    outside = len(text[:_SAMPLE]) - _count_ascii(text[:_SAMPLE])
    return 1 - len(rare) / max(outside, 1)


@cache
def _common_characters() -> dict[int, None]:
    """Return a translation that deletes ASCII, the punctuation of GB 2312 and its 3,755 frequent characters."""
    common = "".join(
        bytes((high, low)).decode("gb2312", errors="ignore")
        for high in (0xA1, 0xA2, 0xA3, *range(0xB0, 0xD8))
        for low in range(0xA1, 0xFF)
    )
    return dict.fromkeys([*range(128), *map(ord, common)])


def lost_characters(text: str) -> list[tuple[int, int, str]]:
    """Return the runs ``(start, end, kind)`` that are no text: ``undecodable`` bytes and control characters."""
    return [
        (match.start(), match.end(), "undecodable" if match[0][0] == _LOST else "control-character")
        for match in re.finditer(rf"{_LOST}+|{_CONTROL.pattern}+", text)
    ]
