"""Reads one box: empty, clearly marked, or doubtful with the reason. Never a yes where there is a doubt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from service.documents.scans.blank_forms import PRINTED, SHARPNESS, pixels
from service.documents.scans.page_values import Picture
from service.documents.scans.strokes import CLEAR, FAINT, LONG, Mask, Strokes
from service.documents.sheets.ink import Rect

WITHIN: Final = 0.85
"""Millimetres inside the outline where measuring begins."""
AROUND: Final = 3.6
"""Millimetres around a box that are looked at with it."""
GIVES_WAY: Final = 1.3
"""Millimetres by which creased paper may shift a box."""
LIKENESS: Final = 0.45
"""Least likeness of what is seen to the outline printed."""
MARKED: Final = 0.06
"""Part of the inside that is dark in a marked box (measured on 3 600 boxes)."""
EMPTY: Final = 0.018
FILLED: Final = 0.68
"""From here on a box was blackened, which people do both to choose and to take back."""
NEAR: Final = (0.7, 1.25)
FAR: Final = (2.5, 3.5)
"""Millimetres outside the outline where a stroke that goes through a box is looked for."""
CROSSED: Final = 0.1
"""Square millimetres of ink by which a stroke shows there."""
MOST_CROSSINGS: Final = 4
"""Ends of strokes outside a box: a cross has four."""
_OUTSIDE: Final = 0.5
_OUTLINED: Final = 1.2
"""Dark pixels a pixel of outline: it is nearly three wide."""
_BORDER: Final = 0.7
"""Millimetres along the inside of a side in which a stroke is seen to come from within."""
_SLANT: Final = 0.7
"""Millimetres by which it may have moved along the side until it is seen outside."""
_SIDE_BY_SIDE: Final = 3
_PART_SCRIBBLED: Final = 0.3
_DENSE: Final = 0.3
_WHITE: Final = 0.3
"""Millimetres from the middle of the largest white place to the nearest ink: more even in a thick cross."""
_MM2: Final = SHARPNESS * SHARPNESS


@dataclass(frozen=True, slots=True)
class Box:
    """A box as measured. `doubt` is empty when it is clearly marked or clearly empty."""

    marked: bool
    doubt: str = ""


def read_box(page: Picture, blank: Picture, strokes: Strokes, rect: Rect) -> Box:
    """Read the box whose outline is planned at `rect`."""
    if _is_plainly_empty(page, rect):
        return Box(marked=False)
    planned = rect.shrunk(-AROUND)
    shift, likeness = _shift(page, blank, rect)
    if likeness < LIKENESS:
        return Box(marked=True, doubt="BOX_NOT_FOUND")
    seen = _window(page, planned.moved(shift[0] / SHARPNESS, shift[1] / SHARPNESS))
    printed = cv2.dilate((_window(blank, planned) < PRINTED).astype(np.uint8), np.ones((5, 5), np.uint8))
    height, width = min(seen.shape[0], printed.shape[0]), min(seen.shape[1], printed.shape[1])
    seen, printed = seen[:height, :width], printed[:height, :width]
    inside = seen[_part(rect, planned, -WITHIN)]
    if float((inside < FAINT).mean()) < EMPTY:
        return Box(marked=False)
    doubt = _doubt_inside((inside < CLEAR).astype(np.uint8))
    written = ((seen < FAINT) & (printed == 0)).astype(np.uint8)
    if not doubt and (_is_long(strokes, rect) or _is_crossed(written, rect, planned)):
        doubt = "BOX_STRUCK"
    return Box(marked=True, doubt=doubt)


def _doubt_inside(clear: Mask) -> str:
    """Say what makes the ink inside a box doubtful, if anything does."""
    share = float(clear.mean())
    if share < MARKED:
        return "BOX_FAINT"
    return "BOX_FILLED" if share > FILLED or _is_scribbled(clear) else ""


def _is_plainly_empty(page: Picture, rect: Rect) -> bool:
    """Tell whether a box is white inside with its outline around it: nine of ten are."""
    window = rect.shrunk(-_OUTSIDE)
    seen = _window(page, window) < FAINT
    inside = seen[_part(rect, window, -WITHIN)]
    outline = float(seen.sum()) - float(inside.sum())
    return float(inside.mean()) < EMPTY and outline >= _OUTLINED * 4 * rect.width * SHARPNESS


def _shift(page: Picture, blank: Picture, rect: Rect) -> tuple[tuple[int, int], float]:
    """Find where the outline is on this paper: pixels right and down of its place, and how alike it looks."""
    near = rect.shrunk(-0.5)
    model, room = _window(blank, near), _window(page, near.shrunk(-GIVES_WAY))
    model = cv2.GaussianBlur(model, (5, 5), 0).astype(np.uint8)
    outline = np.full(model.shape, 255, np.uint8)
    outline[_part(rect, near, -(WITHIN + 0.2))] = 0
    if room.shape[0] < model.shape[0] or room.shape[1] < model.shape[1]:
        return (0, 0), 0.0
    alike = cv2.matchTemplate(room, model, cv2.TM_CCOEFF_NORMED, mask=outline)
    _, best, _, place = cv2.minMaxLoc(alike)
    middle = round(GIVES_WAY * SHARPNESS)
    return (place[0] - middle, place[1] - middle), float(best)


def _window(picture: Picture, rect: Rect) -> Picture:
    left, top, right, bottom = pixels(rect)
    return picture[top:bottom, left:right]


def _part(rect: Rect, window: Rect, grown: float) -> tuple[slice, slice]:
    """Return where a rectangle, grown or shrunk, is in a window."""
    part = rect.shrunk(-grown).moved(-window.x, -window.y)
    left, top, right, bottom = pixels(part)
    return slice(top, bottom), slice(left, right)


def _is_long(strokes: Strokes, rect: Rect) -> bool:
    """Tell whether what marks the box is part of a stroke much longer than a box: a line through a row."""
    reaches = [strokes.reach(number) for number in strokes.touching(rect.shrunk(WITHIN))]
    return any(max(reach.width, reach.height) > LONG for reach in reaches)


def _is_crossed(written: Mask, rect: Rect, window: Rect) -> bool:
    """Tell whether strokes leave a box on opposite sides, go far out of it, or come and go many times."""
    near, inner, far = _strips(rect, *NEAR), _strips(rect, -_BORDER - WITHIN, -WITHIN), _strips(rect, *FAR)
    exits = [
        _leaves(written[_part(out, window, 0)], written[_part(edge, window, 0)], axis)
        for out, edge, axis in zip(near, inner, (1, 1, 0, 0), strict=True)
    ]
    left, right, top, bottom = exits
    if (left and right) or (top and bottom):
        return True
    sideways = zip(exits[:2], far[:2], strict=True)
    if any(out and _ink(written, away, window) >= CROSSED for out, away in sideways):
        return True
    return _crossings(written, rect, window) > MOST_CROSSINGS


def _leaves(outside: Mask, edge: Mask, axis: int) -> bool:
    """Tell whether ink just inside a side goes on outside at about the same place."""
    if float(outside.sum()) < CROSSED * _MM2:
        return False
    reach = np.ones(2 * round(_SLANT * SHARPNESS) + 1)
    there, here = outside.any(axis=axis).astype(float), edge.any(axis=axis).astype(float)
    wide = np.convolve(there, reach, "same")
    short = (there.size - here.size) // 2
    return bool((wide[short : short + here.size] * here[: wide.size - short]).any())


def _is_scribbled(clear: Mask) -> bool:
    """Tell whether the inside is scribbled over: strokes side by side, and no white place of any size."""
    for axis in (0, 1):
        begins = np.diff(clear.astype(np.int8), axis=axis, prepend=0) == 1
        if float((begins.sum(axis=axis) >= _SIDE_BY_SIDE).mean()) >= _PART_SCRIBBLED:
            return True
    white = cv2.distanceTransform(1 - clear, cv2.DIST_L2, 3)
    return float(clear.mean()) > _DENSE and float(white.max()) < _WHITE * SHARPNESS


def _strips(rect: Rect, start: float, end: float) -> tuple[Rect, Rect, Rect, Rect]:
    """Return strips to the left, right, top and bottom of a box, so far from its outline."""
    wide = end - start
    tall, broad = rect.height + 2 * start, rect.width + 2 * start
    return (
        Rect(rect.x - end, rect.y - start, wide, tall),
        Rect(rect.right + start, rect.y - start, wide, tall),
        Rect(rect.x - start, rect.y - end, broad, wide),
        Rect(rect.x - start, rect.bottom + start, broad, wide),
    )


def _ink(written: Mask, strip: Rect, window: Rect) -> float:
    return float(written[_part(strip, window, 0)].sum()) / _MM2


def _crossings(written: Mask, rect: Rect, window: Rect) -> int:
    """Count the strokes that come out of a box."""
    outer, inner = np.zeros_like(written), _part(rect, window, 0.4)
    outer[_part(rect, window, 0.8)] = 1
    outer[inner] = 0
    count, _, stats, _ = cv2.connectedComponentsWithStats(written & outer, connectivity=8)
    return int(sum(stats[each, cv2.CC_STAT_AREA] >= CROSSED / 4 * _MM2 for each in range(1, count)))
