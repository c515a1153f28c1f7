"""A picture made ready: seals set aside, laid level, its ink told from its paper."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from extract.ocr.shapes import Picture, Pixels

_RED = 60  # of 255 by which red outshines green and blue in the ink of a seal
_SEAL = (40.0, 200.0)  # points of the sides of a seal: from a person's to a ministry's
_ROUND = 1.6  # times as wide as high, or the other way: a red headline is much wider
_SEAL_GAP = 4.0  # points between the strokes of one seal
_STEEPEST = 5.0  # degrees that a sheet may lie askew
_LOOK = 1000  # pixels of the height in which the slope is looked for
_DARK = 18  # of 255 that ink is darker than the paper round it
_PAPER = 12.0  # points round a pixel from which the paper's shade is taken


@dataclass(frozen=True, slots=True)
class Clean:
    """A level picture: ``tilt`` degrees clockwise that the sheet lay askew, the boxes of seals that were set aside.

    ``ink`` is 255 where there is ink.
    """

    picture: Picture
    ink: Picture
    tilt: float
    seals: list[Pixels]


def clean_picture(picture: Picture, scale: float) -> Clean:
    """Return the picture without seals and level; ``scale`` is pixels per point."""
    picture, seals = set_seals_aside(picture, scale)
    tilt = find_tilt(picture_to_ink(picture, scale))
    level = turn_picture(picture, tilt)
    return Clean(level, picture_to_ink(level, scale), tilt, seals)


def set_seals_aside(picture: Picture, scale: float) -> tuple[Picture, list[Pixels]]:
    """Return the picture with red seals bleached, and their boxes; black ink under them stays.

    A seal's ink is bright in the red channel, where black ink is dark. Only pictures with red in them are touched.
    """
    high = picture.max(axis=2)
    red = picture[:, :, 2].astype(np.int16) - np.maximum(picture[:, :, 0], picture[:, :, 1])
    mask = (red > _RED).astype(np.uint8)
    if not mask.any():
        return picture, []
    gap = round(_SEAL_GAP * scale)
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8))
    seals: list[Pixels] = []
    bleached = picture.copy()
    paper = int(np.median(high))
    for x, y, width, height in components(joined):
        short, long = sorted((width / scale, height / scale))
        if not _SEAL[0] <= short <= long <= _SEAL[1] or long > _ROUND * short:
            continue
        part = bleached[y : y + height, x : x + width]
        tinted = cv2.dilate((red[y : y + height, x : x + width] > _RED // 3).astype(np.uint8), np.ones((3, 3)))
        bright = part[:, :, 2].astype(np.float32)
        usual = float(np.median(bright[tinted > 0])) if tinted.any() else 255.0
        lifted = np.clip(bright * (paper / max(usual, 1.0)), 0, paper).astype(np.uint8)
        part[tinted > 0] = lifted[tinted > 0][:, None]
        seals.append((x, y, x + width, y + height))
    return bleached, seals


def components(mask: npt.NDArray[np.uint8]) -> list[tuple[int, int, int, int]]:
    """Return ``(x, y, width, height)`` of each connected piece."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found: list[tuple[int, int, int, int]] = [tuple(row[:4]) for row in stats[1:].tolist()]
    return found


def picture_to_ink(picture: Picture, scale: float) -> Picture:
    """Return 255 where a pixel is darker than the paper round it."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY) if picture.ndim == 3 else picture
    grey = cv2.GaussianBlur(grey, (3, 3), 0)  # the grain of a sensor is no ink
    across = 2 * round(_PAPER * scale / 2) + 1
    ink: Picture = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, max(across, 3), _DARK
    )
    return ink


def find_tilt(ink: Picture) -> float:
    """Return the degrees clockwise that lines and rules run down to the right: where their rows stand out most."""
    height, width = ink.shape
    factor = min(1.0, _LOOK / height)
    small = cv2.resize(
        ink, (max(round(width * factor), 1), max(round(height * factor), 1)), interpolation=cv2.INTER_AREA
    )
    best = 0.0
    for reach, step in ((_STEEPEST, 0.5), (0.5, 0.1), (0.1, 0.02)):
        steps = round(reach / step)
        slopes = [best + number * step for number in range(-steps, steps + 1)]
        best = max(slopes, key=lambda slope: (_sharpness(turn_picture(small, slope)), -abs(slope)))
    return round(best, 2)


def _sharpness(ink: Picture) -> float:
    rows = ink.sum(axis=1, dtype=np.float64)
    return float((np.diff(rows) ** 2).sum())


def turn_picture(picture: Picture, tilt: float) -> Picture:
    """Return the picture turned back by ``tilt`` degrees about its middle; what comes in from outside is paper."""
    if not tilt:
        return picture
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), tilt, 1.0)
    turned: Picture = cv2.warpAffine(
        picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return turned
