"""What pictures are inside this folder, and what reads them."""

from typing import Protocol

import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
"""Rows × columns × (blue, green, red), or rows × columns of grey."""
Pixels = tuple[int, int, int, int]
"""A box in a picture: ``(x0, top, x1, bottom)``, the far sides exclusive."""


class Recogniser(Protocol):
    """Finds and reads words in level pictures."""

    def find_words(self, picture: Picture) -> list[Pixels]:
        """Return the boxes of what looks like words, from the top; a little larger than their ink."""
        ...

    def read_word(self, picture: Picture) -> tuple[str, float]:
        """Return what a picture of one line says, and how sure that is from 0 to 1; "" if nothing."""
        ...
