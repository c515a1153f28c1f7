"""RapidOCR, asked directly: where words stand in a picture, and what one of them says.

Set as measured on scanned bulletins: one thread (a second one only spins), no direction classifier (it turns short
cells round and reads 39 as 38, 95 as 96), words looked for in a picture of at most 1600 pixels, each read from the
picture in full.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from rapidocr import RapidOCR

from extract.ocr.shapes import Picture, Pixels

_SIDE = 1600  # pixels of the longer side in which words are looked for
_SETTINGS = {
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "Global.max_side_len": _SIDE,
    "Global.text_score": 0.0,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "Rec.rec_batch_num": 1,
}


class RapidRecogniser:
    """A ``Recogniser`` with the models that come inside RapidOCR."""

    def __init__(self) -> None:
        self._engine: Any = RapidOCR(params=_SETTINGS)

    def find_words(self, picture: Picture) -> list[Pixels]:
        found = self._engine(picture, use_det=True, use_cls=False, use_rec=False)
        if found.boxes is None:
            return []
        height, width = picture.shape[:2]
        return sorted((_corners_to_box(corners, width, height) for corners in found.boxes), key=lambda box: box[1])

    def read_word(self, picture: Picture) -> tuple[str, float]:
        found = self._engine(picture, use_det=False, use_cls=False, use_rec=True)
        if not found.txts:
            return "", 0.0
        return found.txts[0].strip(), float(found.scores[0])


def _corners_to_box(corners: npt.NDArray[np.float32], width: int, height: int) -> Pixels:
    x0, top = np.floor(corners.min(axis=0)).astype(int).tolist()
    x1, bottom = np.ceil(corners.max(axis=0)).astype(int).tolist()
    return (max(x0, 0), max(top, 0), min(x1, width), min(bottom, height))
