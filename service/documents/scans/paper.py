"""Evens out the light on a picture, and tells a page with nothing on it."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from service.documents.scans.page_values import Picture

_STEP: Final = 8
_REACH: Final = 11
"""Of the reduced picture: larger than any word or bar printed, smaller than a shadow."""
_EDGE: Final = 0.05
_DARK: Final = 175
_MOST_DARK: Final = 0.01
_SPECK, _LETTER, _MOST_LETTERS = 3, 60, 8


def flatten(picture: Picture) -> Picture:
    """Return a picture as if lit evenly: paper is 255."""
    height, width = picture.shape
    small = cv2.resize(
        picture, (max(width // _STEP, 1), max(height // _STEP, 1)), interpolation=cv2.INTER_AREA
    )
    light = cv2.dilate(small, np.ones((_REACH, _REACH), np.uint8))
    light = cv2.medianBlur(light, 5)
    light = cv2.GaussianBlur(light, (0, 0), 3)
    whole = cv2.resize(light, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(picture, np.maximum(whole, 40), scale=255), np.uint8)


def is_blank(copy: Picture) -> bool:
    """Tell whether a page has neither print nor writing; dust, a fold, what shines through do not count."""
    height, width = copy.shape
    top, left = round(height * _EDGE), round(width * _EDGE)
    inner = np.ascontiguousarray(flatten(cv2.GaussianBlur(copy, (3, 3), 0).astype(np.uint8)))
    dark = (inner[top : height - top, left : width - left] < _DARK).astype(np.uint8)
    if float(dark.mean()) > _MOST_DARK:
        return False
    _, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    sizes = stats[1:, cv2.CC_STAT_WIDTH : cv2.CC_STAT_HEIGHT + 1].max(axis=1, initial=0)
    return int(((sizes >= _SPECK) & (sizes <= _LETTER)).sum()) < _MOST_LETTERS
