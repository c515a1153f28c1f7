"""Is what the text layer says what is printed?  Pages that are pictures, and layers that are noise."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extract.pdf.engine import Frame
from extract.pdf.glyphs import LAST, RawCharacters, codes_to_table
from extract.pdf.strokes import Drawing
from schemas.places import Box

_COVERS = 0.5  # of the page: a picture this large may be the page itself
_FEW = 40  # characters on a page-wide picture are a stamp or a page number, not its text
_NOISE = 0.2  # of the characters: the layer is worth nothing
_OUTLINES = 200  # curved shapes on a page without characters: its text is drawn, not set
_SMALLEST_PICTURE = 12.0  # points of each side; a smaller one holds no number that could be read

_SYMBOLS = range(0xF020, 0xF100)  # bullets and ticks of symbol fonts
_PRIVATE_PLANES = 0xF0000  # from here on all code points are of private use
_MEANINGLESS = codes_to_table(
    *(code for code in range(0x20) if code not in b"\t\n\r"),
    *(code for code in range(0xE000, 0xF900) if code not in _SYMBOLS),
    0xFFFD,
)
_INKED = ~codes_to_table(*range(0x21), 0xA0, 0x3000)
_UPPER = codes_to_table(*(code for code in range(0xA1, 0x100) if code not in b"\xb0\xb7\xd7"))


@dataclass(frozen=True, slots=True)
class Layer:
    """What the text layer of a page is worth.

    ``unreadable`` says (en, zh) why the page must be read as a picture; ``garbled`` counts characters that stand
    for nothing although the rest can be read; ``worthless`` that nothing of the layer is to be used; ``pictured``
    that the text lies over a picture of the whole page.
    """

    unreadable: tuple[str, str] | None = None
    worthless: bool = False
    garbled: int = 0
    pictured: bool = False


def judge_layer(raw: RawCharacters, drawing: Drawing, frame: Frame) -> Layer:
    """Return what the text layer is worth."""
    inked = _INKED[np.minimum(raw.codes, LAST)]
    inked |= raw.unmapped  # without a map, the numbers of glyphs stand for codes
    inked &= ~raw.generated
    count = int(np.count_nonzero(inked))
    area = frame.width * frame.height
    covered = max((_area(_on_page(box, frame)) for box in drawing.pictures), default=0.0) / area if area else 0.0
    if count == 0:
        if covered >= _COVERS:
            return Layer(("the page is a picture without text", "本页是图片，没有文字层"), worthless=True)
        if drawing.curved >= _OUTLINES:
            return Layer(("its text is drawn as outlines", "文字以曲线绘成，没有文字层"), worthless=True)
        return Layer()
    if count < _FEW and covered >= _COVERS:
        return Layer(("the page is a picture with hardly any text", "本页是图片，几乎没有文字层"))
    garbled = int(np.count_nonzero(is_meaningless(raw))) + _count_mojibake(raw.codes)
    if garbled > _NOISE * count:
        return Layer(
            (
                f"{garbled} of its {count} characters stand for nothing (no character map)",
                f"文字层乱码，{count} 个字符中有 {garbled} 个无法对应（缺少字符映射）",
            ),
            worthless=True,
        )
    return Layer(garbled=garbled, pictured=covered >= _COVERS)


def is_meaningless(raw: RawCharacters) -> npt.NDArray[np.bool_]:
    """Tell which characters stand for nothing: unmapped, of private use, control codes."""
    meaningless = _MEANINGLESS[np.minimum(raw.codes, LAST)]
    meaningless |= raw.unmapped | (raw.codes >= _PRIVATE_PLANES)
    meaningless &= ~raw.generated
    return meaningless


def _count_mojibake(codes: npt.NDArray[np.int64]) -> int:
    """Return how many characters look like Chinese bytes read as Latin letters: ``ÖÐ¹ú`` for 中国.

    No language strings more than three letters of the upper half of Latin-1 together; the bytes of GB 2312 do.
    """
    upper = _UPPER[np.minimum(codes, LAST)]
    if int(np.count_nonzero(upper)) < 8:
        return 0
    edges = np.flatnonzero(np.diff(np.concatenate(([0], upper.astype(np.int8), [0]))))
    runs = edges[1::2] - edges[::2]
    return int(runs[runs >= 4].sum())


def readable_pictures(drawing: Drawing, frame: Frame) -> list[Box]:
    """Return the pictures that could hold a number, as far as they lie on the page."""
    boxes = [_on_page(box, frame) for box in drawing.pictures]
    return [box for box in boxes if min(box[2] - box[0], box[3] - box[1]) >= _SMALLEST_PICTURE]


def _on_page(box: Box, frame: Frame) -> Box:
    return (max(box[0], 0.0), max(box[1], 0.0), min(box[2], frame.width), min(box[3], frame.height))


def _area(box: Box) -> float:
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)
