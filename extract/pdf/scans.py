"""Pages without a text layer of their own: rendered, read by OCR, and handed on as if they had one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from pypdfium2 import raw

from extract.ocr import load_recogniser
from extract.pdf.engine import Frame
from extract.pdf.glyphs import RawCharacters
from extract.pdf.sheets import Sheet
from extract.pdf.strokes import Drawing
from schemas.documents import Picture, Problem
from schemas.ids import make_id
from schemas.places import Box

if TYPE_CHECKING:
    from extract.ocr.scan import Scan

_SCALE = 200 / 72  # pixels per point: 300 dpi cost twice as much and read no better
_LONGEST = 3600  # pixels of a side: A3 at 200 dpi is 3307
_UNSURE = 0.8  # of 1: a word read with less certainty is shown


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """What OCR made of a page: ``sheet`` gives places on it, ``frame`` is the one that its text runs level in."""

    characters: RawCharacters
    drawing: Drawing
    frame: Frame
    sheet: Sheet
    seals: list[Picture]
    problems: list[Problem]


def read_scan(page: Any, frame: Frame, file: str, number: int) -> ScannedPage | None:
    """Read a loaded page from its picture; None without the extra ``ocr``."""
    engine = load_recogniser()
    if engine is None:
        return None
    from extract.ocr.scan import read_picture  # noqa: PLC0415 - the extra may be missing

    scale = min(_SCALE, _LONGEST / max(frame.width, frame.height, 1.0))
    scan = read_picture(page_to_picture(page, frame, scale), scale, engine)
    level = frame.turned(-scan.quarters)
    sheet = Sheet(file, number, level.width, level.height, scan.quarters, scan.tilt)
    seals = [_seal(sheet, box) for box in scan.seals]
    return ScannedPage(scan.characters, scan.drawing, level, sheet, seals, list(_problems(scan, sheet)))


def page_to_picture(page: Any, frame: Frame, scale: float) -> npt.NDArray[np.uint8]:
    """Return the page as displayed, rows × columns × (blue, green, red); ``scale`` is pixels per point."""
    width, height = max(round(frame.width * scale), 1), max(round(frame.height * scale), 1)
    picture = np.full((height, width, 4), 255, np.uint8)
    bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_BGRx, picture.ctypes.data, picture.strides[0])
    try:
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_ANNOT)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return np.ascontiguousarray(picture[:, :, :3])


def _problems(scan: "Scan", sheet: Sheet) -> Iterator[Problem]:
    whole = replace(sheet, tilt=0.0).place("", (0.0, 0.0, sheet.width, sheet.height))
    if not scan.marks:
        yield Problem(
            "page-unreadable",
            f"page {sheet.number}: a picture in which OCR found no words",
            f"第 {sheet.number} 页：本页是图片，OCR 未识别出文字",
            whole,
        )
        return
    yield Problem(
        "recognised",
        f"page {sheet.number}: its characters were recognised in a picture (OCR) and may be misread",
        f"第 {sheet.number} 页：文字由 OCR 从图片识别，可能有误",
        whole,
    )
    for mark in scan.marks:
        place = sheet.place(mark.text, mark.box)
        if mark.text != mark.read:
            yield Problem(
                "digit-mended",
                f"page {sheet.number}: OCR gave {mark.read!r}, taken as {mark.text!r}",
                f"第 {sheet.number} 页：OCR 识别为“{mark.read}”，按“{mark.text}”处理",
                place,
            )
        if mark.sure < _UNSURE and any(char.isalnum() for char in mark.text):
            yield Problem(
                "unsure-characters",
                f"page {sheet.number}: {mark.text!r} is hard to make out (certainty {mark.sure:.2f})",
                f"第 {sheet.number} 页：“{mark.text}”识别把握不大（{mark.sure:.2f}）",
                place,
            )
    for box in scan.unread:
        yield Problem(
            "cell-unread",
            f"page {sheet.number}: something is printed in a cell that OCR makes nothing of",
            f"第 {sheet.number} 页：有单元格印有内容，OCR 未能识别",
            sheet.place("", box),
        )


def _seal(sheet: Sheet, box: Box) -> Picture:
    place = sheet.place("", box)
    key = make_id("picture", sheet.file, sheet.number, *(f"{value:.1f}" for value in sheet.box(box)))
    return Picture(key, place, read=False, note="a seal, set aside; its own characters are not read")
