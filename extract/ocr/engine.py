"""RapidOCR, asked directly: where words stand in a picture, and what one of them says.

Set as measured on scanned bulletins: one thread (a second one only spins), no direction classifier (it turns short
cells round and reads 39 as 38, 95 as 96), words looked for in a picture of at most 1600 pixels, each read from the
picture in full.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from rapidocr import RapidOCR

Picture = npt.NDArray[np.uint8]
"""Rows × columns × (blue, green, red), or rows × columns of grey."""
Pixels = tuple[int, int, int, int]
"""A box in a picture: ``(x0, top, x1, bottom)``, the far sides exclusive."""

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


class Recogniser:
    """Finds and reads words in level pictures."""

    def __init__(self) -> None:
        self._engine: Any = RapidOCR(params=_SETTINGS)

    def find_words(self, picture: Picture) -> list[Pixels]:
        """Return the boxes of what looks like words, from the top; a little larger than their ink."""
        found = self._engine(picture, use_det=True, use_cls=False, use_rec=False)
        if found.boxes is None:
            return []
        height, width = picture.shape[:2]
        return sorted((_corners_to_box(corners, width, height) for corners in found.boxes), key=lambda box: box[1])

    def read_word(self, picture: Picture) -> tuple[str, float]:
        """Return what a picture of one line says, and how sure that is from 0 to 1; "" if nothing."""
        found = self._engine(picture, use_det=False, use_cls=False, use_rec=True)
        if not found.txts:
            return "", 0.0
        return found.txts[0].strip(), float(found.scores[0])


def _corners_to_box(corners: npt.NDArray[np.float32], width: int, height: int) -> Pixels:
    x0, top = np.floor(corners.min(axis=0)).astype(int).tolist()
    x1, bottom = np.ceil(corners.max(axis=0)).astype(int).tolist()
    return (max(x0, 0), max(top, 0), min(x1, width), min(bottom, height))
