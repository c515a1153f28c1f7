"""Pages as pictures, with boxes drawn over what was read there."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import ImageDraw

from extract.pdf.engine import open_pages
from extract.pdf.pictures import picture_to_pdf, picture_type
from schemas.errors import Misuse
from schemas.places import Box
from schemas.protocols import PageDrawer

_MOST_PIXELS = 40_000_000  # of one picture: about A3 at 450 dpi
_OUTLINE = (208, 32, 32)
_OUTLINE_WIDTH = 1.2  # points


@dataclass(frozen=True, slots=True)
class _FileDrawer:
    """Draws pages of one file, opened anew for every picture so that nothing stays open in between."""

    path: Path
    password: str | None

    def __call__(self, page: int, boxes: Iterable[Box], *, clip: Box | None = None, scale: float = 2.0) -> bytes:
        """Return a PNG of ``page`` (from 1), or of ``clip`` on it, with ``boxes`` outlined; see ``PageDrawer``."""
        data = self.path.read_bytes()
        if picture_type(data):
            data = picture_to_pdf(data, str(self.path))
        with open_pages(data, self.password, str(self.path)) as document:
            if not 1 <= page <= len(document):
                raise Misuse(
                    f"{self.path}: there is no page {page}; the file has {len(document)}",
                    f"{self.path}：没有第 {page} 页，全文共 {len(document)} 页",
                )
            sheet = document[page - 1]
            try:
                return _draw(sheet, list(boxes), clip, scale)
            finally:
                sheet.close()


def page_drawer(path: Path, password: str | None = None) -> PageDrawer:
    """Return what draws pages of the PDF or picture at ``path``."""
    return _FileDrawer(Path(path), password)


def _draw(sheet: pypdfium2.PdfPage, boxes: list[Box], clip: Box | None, scale: float) -> bytes:
    width, height = sheet.get_size()
    x0, top, x1, bottom = _within(clip, width, height) if clip else (0.0, 0.0, width, height)
    pixels = (x1 - x0) * (bottom - top) * scale * scale
    if pixels > _MOST_PIXELS:
        scale *= (_MOST_PIXELS / pixels) ** 0.5
    bitmap = sheet.render(scale=scale, crop=(x0, height - bottom, width - x1, top))
    picture = bitmap.to_pil().convert("RGB")
    bitmap.close()
    pen = ImageDraw.Draw(picture)
    thick = max(1, round(_OUTLINE_WIDTH * scale))
    for box in boxes:
        left, upper, right, lower = ((box[0] - x0), (box[1] - top), (box[2] - x0), (box[3] - top))
        around = [left * scale - thick, upper * scale - thick, right * scale + thick, lower * scale + thick]
        pen.rectangle(around, outline=_OUTLINE, width=thick)
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


def _within(box: Box, width: float, height: float) -> Box:
    """Return the part of ``box`` that lies on the page, at least one point wide and high."""
    x0, top = min(max(box[0], 0.0), width - 1), min(max(box[1], 0.0), height - 1)
    return (x0, top, max(min(box[2], width), x0 + 1), max(min(box[3], height), top + 1))
