"""Picture files as documents of pages that are pictures: photographs, faxes, scans that nobody made a PDF of."""

import io
import warnings
from collections.abc import Iterator

import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from extract.pdf.engine import ENGINE_LOCK
from schemas.errors import UnreadableInput
from schemas.limits import DEFAULT_LIMITS, Limits

_MARKS = {
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/tiff": (b"II*\x00", b"MM\x00*"),
}
PICTURES = tuple(_MARKS)
"""The media types of pictures that are read."""

_MOST_PIXELS = 150_000_000  # of one page: A3 at 800 dpi
_SIDES = (100.0, 3000.0)  # points of the longer side that a resolution may give a page; else it says nothing
_A4 = 841.9  # points of the longer side where the file does not say how large the sheet was
_WHITE = (255, 255, 255)


def picture_type(data: bytes) -> str | None:
    """Return the media type of a picture that is read, told by its first bytes."""
    return next((name for name, marks in _MARKS.items() if data.startswith(marks)), None)


def picture_to_pdf(data: bytes, path: str, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return a PDF with the pages of the picture file; raises ``UnreadableInput`` if it is damaged or too large."""
    target = io.BytesIO()
    with ENGINE_LOCK, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of odd entries in the file: what counts is whether its pixels come out
        document = pypdfium2.PdfDocument.new()
        try:
            for picture, width, height in _read_frames(data, path, limits):
                image = pypdfium2.PdfImage.new(document)
                image.set_bitmap(pypdfium2.PdfBitmap.from_pil(picture))
                image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
                page = document.new_page(width, height)
                page.insert_obj(image)
                page.gen_content()
                page.close()
            document.save(target)
        finally:
            document.close()
    return target.getvalue()


def _read_frames(data: bytes, path: str, limits: Limits) -> Iterator[tuple[Image.Image, float, float]]:
    """Yield each page the right way up, with its width and height in points."""
    try:
        with Image.open(io.BytesIO(data)) as file:
            limits.check("pages", getattr(file, "n_frames", 1), path)
            for frame in ImageSequence.Iterator(file):
                if frame.width * frame.height > _MOST_PIXELS:
                    raise UnreadableInput(
                        f"{path}: a picture of {frame.width} × {frame.height} pixels; make it smaller",
                        f"{path}：图片为 {frame.width} × {frame.height} 像素，过大；请缩小后再读",
                    )
                scale = _points_per_pixel(frame)
                picture = _on_white(ImageOps.exif_transpose(frame))
                yield picture, picture.width * scale, picture.height * scale
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadableInput(
            f"{path}: the picture is damaged or cut short; get the published file again",
            f"{path}：图片已损坏或不完整；请重新获取原文件",
        ) from error


def _points_per_pixel(frame: Image.Image) -> float:
    side = max(frame.size)
    declared = frame.info.get("dpi", (0, 0))[0]
    if declared and _SIDES[0] <= side * 72 / float(declared) <= _SIDES[1]:
        return 72 / float(declared)
    return _A4 / side


def _on_white(picture: Image.Image) -> Image.Image:
    """Return the picture in red, green and blue; what shows through is white paper."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        paper = Image.new("RGB", clear.size, _WHITE)
        paper.paste(clear, mask=clear.getchannel("A"))
        return paper
    return picture.convert("RGB")
