"""Tells what was written on a page from what was printed on it, and measures it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from service.documents.scans.blank_forms import PRINTED, SHARPNESS, pixels
from service.documents.scans.page_values import Picture
from service.documents.sheets.ink import Rect

FAINT: Final = 192
"""Darker than this may be ink: a pencil, a pen drying out."""
CLEAR: Final = 165
"""Darker than this is ink."""
AROUND_PRINT: Final = 0.55
"""Millimetres around print in which nothing counts as written: paper that gives way, blurred print."""
BRIDGE: Final = 0.9
"""Millimetres of print under which a stroke is taken to go on."""
LONG: Final = 13.0
"""Millimetres from which a stroke is no tick in a box."""
SPECK: Final = 0.12
"""Square millimetres of a speck of dust."""

Mask = npt.NDArray[np.uint8]
COARSE: Final = 4.0
"""Pixels a millimetre in which strokes are numbered: a quarter of the work."""
_MM2: Final = COARSE * COARSE
_SOME: Final = 60
"""Of 255: how much of a coarse pixel must be ink."""


@dataclass(frozen=True, slots=True)
class Strokes:
    """The written ink of a page, its strokes numbered. `boxes`: left, top, width, height and area of each."""

    ink: Mask
    numbers: npt.NDArray[np.int32]
    boxes: npt.NDArray[np.int32]

    def touching(self, rect: Rect, least: float = SPECK) -> list[int]:
        """Return strokes of which at least so many square millimetres are inside."""
        left, top, right, bottom = pixels(rect, COARSE)
        inside = self.numbers[top:bottom, left:right]
        counts = np.bincount(inside[self.ink[top:bottom, left:right] > 0].ravel())
        return [int(number) for number in np.flatnonzero(counts >= least * _MM2) if number]

    def area(self, number: int) -> float:
        """Return a stroke's ink in square millimetres."""
        return float(((self.numbers == number) & (self.ink > 0)).sum()) / _MM2

    def area_inside(self, number: int, rect: Rect) -> float:
        """Return how much of a stroke's ink is inside, in square millimetres."""
        left, top, right, bottom = pixels(rect, COARSE)
        part = self.numbers[top:bottom, left:right] == number
        return float((part & (self.ink[top:bottom, left:right] > 0)).sum()) / _MM2

    def reach(self, number: int) -> Rect:
        """Return the rectangle that holds a stroke."""
        left, top, width, height = (float(each) / COARSE for each in self.boxes[number][:4])
        return Rect(left, top, width, height)


def strokes_of(page: Picture, around_print: Mask) -> Strokes:
    """Find what was written on a straightened page lit evenly; `around_print` is `near_print` of the form."""
    ink = ((page < FAINT) & (around_print == 0)).astype(np.uint8) * 255
    size = round(page.shape[1] * COARSE / SHARPNESS), round(page.shape[0] * COARSE / SHARPNESS)
    ink = (cv2.resize(ink, size, interpolation=cv2.INTER_AREA) > _SOME).astype(np.uint8)
    bridged = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, _disk(BRIDGE, COARSE))
    _, numbers, boxes, _ = cv2.connectedComponentsWithStats(bridged, connectivity=8)
    return Strokes(ink, np.asarray(numbers, np.int32), np.asarray(boxes, np.int32))


def near_print(blank: Picture) -> Mask:
    """Return where something is printed, or so near print that nothing there counts as written."""
    return np.asarray(
        cv2.dilate((blank < PRINTED).astype(np.uint8), _disk(AROUND_PRINT, SHARPNESS)), np.uint8
    )


def _disk(radius: float, sharpness: float) -> Mask:
    side = 2 * round(radius * sharpness) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)
