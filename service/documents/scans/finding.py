"""Finds a page on a picture, any way up: first its four marks, then the code where the marks say it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
import zxingcpp

from service.documents.form_codes import FormCode, NoFormCode, decode_code
from service.documents.scans.kinds import Refusal
from service.documents.scans.page_values import Picture
from service.documents.sheets.heading import code_place
from service.documents.sheets.ink import Rect
from service.documents.sheets.marks import ids_of_page, mark_places
from service.documents.sheets.style import PAPERS
from service.registry.print_jobs import Paper

COPY: Final = 850
"""Pixels across the copy on which marks are looked for first: ten times faster than on the picture."""
LARGEST: Final = 3_600
"""Pixels on the longer side of a picture as it is worked on."""
ENOUGH_MARKS: Final = 3
CODE_SHARPNESS: Final = (12.0, 18.0)
"""Pixels a millimetre in which the code is tried."""
AROUND_CODE: Final = 3.0
WORST_FIT: Final = 1.5
"""Millimetres by which a mark's corner may stand beside its place before the page is called crumpled."""

QR: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)

Points = npt.NDArray[np.float32]
Matrix = npt.NDArray[np.float64]


_NINE: Final = 9


@dataclass(frozen=True, slots=True)
class Found:
    """A page found: its code, how millimetres on it become pixels, how many marks and how well they fit."""

    code: FormCode
    said: str
    matrix: Matrix
    marks: int
    off: float
    """Millimetres by which the worst corner stands beside its place."""


@dataclass(frozen=True, slots=True)
class _Marks:
    page: int
    corners: dict[int, Points]
    """By place, clockwise from the top left of the page: the four corners of the mark, in pixels."""


def shrink(picture: Picture) -> Picture:
    """Bring a picture down to the size on which it is worked."""
    scale = LARGEST / max(picture.shape)
    if scale >= 1:
        return picture
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def small_copy(picture: Picture) -> Picture:
    """Return the copy on which marks are looked for first."""
    scale = COPY / min(picture.shape)
    if scale >= 1:
        return picture
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def find_page(picture: Picture, copy: Picture) -> Found:
    """Find the page on a picture. Raises `Refusal` with the reason when it cannot be."""
    marks = _marks(copy, picture.shape[0] / copy.shape[0], _quick())
    if marks is None or len(marks.corners) < len(mark_places(*PAPERS["letter"])):
        marks = _marks(picture, 1.0, _thorough()) or marks
    if marks is None or len(marks.corners) < ENOUGH_MARKS:
        raise Refusal("NO_MARKS" if find_code_anywhere(picture) else "NO_CODE")
    paper, matrix, off = min((_fit(marks, paper) for paper in PAPERS), key=lambda fit: fit[2])
    said, code = _code(picture, matrix, paper)
    if ids_of_page(code.page) != ids_of_page(marks.page):
        raise Refusal("CODE_AND_MARKS_DIFFER")
    if code.paper != paper:
        _, matrix, off = _fit(marks, code.paper)
    return Found(code, said, matrix, len(marks.corners), off)


def find_code_anywhere(picture: Picture) -> str:
    """Return the text of a form's code wherever it stands on a picture, or nothing."""
    for found in zxingcpp.read_barcodes(picture, formats=QR):
        if _decoded(found.text):
            return found.text
    return ""


def _marks(picture: Picture, scale: float, detector: cv2.aruco.ArucoDetector) -> _Marks | None:
    """Find the marks of one page; `scale` is how much larger the picture itself is."""
    corners, ids, _ = detector.detectMarkers(picture)
    if len(corners) == 0:
        return None
    numbers = [int(each) for each in np.ravel(ids)]
    pages = [number // 4 for number in numbers]
    page = max(pages, key=pages.count)
    if len(set(numbers)) < len(numbers) or pages.count(page) < len(pages):
        if pages.count(page) < ENOUGH_MARKS or len(pages) - pages.count(page) >= ENOUGH_MARKS:
            raise Refusal("TWO_PAGES")
        if len(set(numbers)) < len(numbers):
            raise Refusal("TWO_PAGES")
    places = {
        number % 4: ((np.reshape(each, (4, 2)) + 0.5) * scale - 0.5).astype(np.float32)
        for number, each in zip(numbers, corners, strict=True)
        if number // 4 == page
    }
    return _Marks(page + 1, places)


@cache
def _quick() -> cv2.aruco.ArucoDetector:
    """One look, at the size marks have on the copy."""
    return _detector(15, 15)


@cache
def _thorough() -> cv2.aruco.ArucoDetector:
    return _detector(7, 47)


def _detector(least: int, most: int) -> cv2.aruco.ArucoDetector:
    cv2.setNumThreads(1)
    how = cv2.aruco.DetectorParameters()
    how.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    how.adaptiveThreshWinSizeMin, how.adaptiveThreshWinSizeMax = least, most
    how.adaptiveThreshWinSizeStep = 16
    how.minMarkerPerimeterRate = 0.02
    return cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50), how)


def _fit(marks: _Marks, paper: Paper) -> tuple[Paper, Matrix, float]:
    """Return the homography from millimetres to pixels, and its worst miss in millimetres."""
    planned = mark_places(*PAPERS[paper])
    here = np.concatenate([_corners(planned[place]) for place in sorted(marks.corners)])
    there = np.concatenate([marks.corners[place] for place in sorted(marks.corners)])
    matrix, _ = cv2.findHomography(here, there)
    if np.size(matrix) < _NINE or np.linalg.det(matrix) <= 0:
        raise Refusal("NO_MARKS")
    back = cv2.perspectiveTransform(there.reshape(-1, 1, 2), np.linalg.inv(matrix)).reshape(-1, 2)
    return paper, np.asarray(matrix, np.float64), float(np.abs(back - here).max())


def _corners(rect: Rect) -> Points:
    return np.asarray(
        [(rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom)],
        np.float32,
    )


def _code(picture: Picture, matrix: Matrix, paper: Paper) -> tuple[str, FormCode]:
    """Read the code where it must stand, then anywhere. Raises `Refusal`."""
    room = code_place(PAPERS[paper]).shrunk(-AROUND_CODE)
    for sharpness in CODE_SHARPNESS:
        cut = cut_out(picture, matrix, room, sharpness)
        found = zxingcpp.read_barcode(cut, formats=QR)
        code = _decoded(found.text) if found else None
        if found and code:
            return found.text, code
    text = find_code_anywhere(picture)
    code = _decoded(text)
    if code is None:
        raise Refusal("NO_CODE")
    return text, code


def cut_out(picture: Picture, matrix: Matrix, room: Rect, sharpness: float) -> Picture:
    """Return a rectangle of the page, straightened, at so many pixels a millimetre."""
    grid = np.array([[1 / sharpness, 0, room.x], [0, 1 / sharpness, room.y], [0, 0, 1]])
    centred = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])
    whole = np.linalg.inv(centred) @ matrix @ grid @ centred
    size = round(room.width * sharpness), round(room.height * sharpness)
    cut = cv2.warpPerspective(
        picture,
        whole,
        size,
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(cut, np.uint8)


def _decoded(text: str) -> FormCode | None:
    try:
        return decode_code(text)
    except NoFormCode:
        return None
