"""Pages that are pictures: their characters and rules as a page with a text layer would give them (extra ``ocr``).

Nothing here is imported before a picture has to be read, so that the base install does without it.
"""

from functools import cache
from importlib.util import find_spec

from extract.ocr.shapes import Recogniser

INSTALL = 'pip install "tongbao[ocr]"'


@cache
def load_recogniser() -> Recogniser | None:
    """Return what reads pictures, loaded once per process; None where the extra is not installed."""
    if any(find_spec(name) is None for name in ("cv2", "onnxruntime", "rapidocr")):
        return None
    from extract.ocr.engine import RapidRecogniser  # noqa: PLC0415 - the extra may be missing

    return RapidRecogniser()
