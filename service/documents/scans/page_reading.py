"""Reads one page: finds it, straightens it, reads boxes, signatures and dates, says what is doubtful."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from service.documents.form_codes import FormCode
from service.documents.scans.blank_forms import SHARPNESS, BlankForm, blank_form, pixels
from service.documents.scans.boxes import Box, read_box
from service.documents.scans.finding import WORST_FIT, Found, cut_out, find_page, shrink, small_copy
from service.documents.scans.handwriting import Handwriting, read_room
from service.documents.scans.kinds import Refusal
from service.documents.scans.page_values import PageReading, Picture
from service.documents.scans.paper import flatten, is_blank
from service.documents.scans.strokes import near_print, strokes_of
from service.documents.sheets.ink import Field, Rect
from service.documents.sheets.layout import Page, TooLong
from service.documents.sheets.style import PAPERS
from service.registry.forms import FormVersion
from service.registry.scans import Answer, Doubt

ALL_MARKS: Final = 4
_AROUND_DATE: Final = 1.0
_SHOWN: Final = 1_700
"""Pixels on the longer side of a page as it is shown."""
_SHOWN_SHARPNESS: Final = 6.0
"""Pixels a millimetre of it."""
_SHOWN_QUALITY: Final = 70


def read_page(
    number: int, picture: Picture, find: Callable[[str, int], FormVersion | None], *, show: bool = False
) -> PageReading:
    """Read a page of a scan; `show`: with its picture for people. Never raises for what is on it."""
    working = shrink(picture)
    copy = small_copy(working)
    shown = encode_shown(working) if show else b""
    try:
        found = find_page(working, copy)
    except Refusal as refusal:
        if refusal.code == "NO_CODE" and is_blank(copy):
            return PageReading(number, "blank")
        return PageReading(number, "unreadable", reason=refusal.code, picture=shown)
    if show:
        shown = encode_shown(_upright(working, found))
    try:
        blank, form = _printed(found.code, find)
    except Refusal as refusal:
        return PageReading(number, "unreadable", found.said, refusal.code, picture=shown)
    page = _read(number, working, found, blank.layout.pages[found.code.page - 1], blank, form)
    return replace(page, picture=shown)


def encode_shown(picture: Picture) -> bytes:
    """Write a picture as people look at it on a screen: JPEG, not larger than needed to read handwriting."""
    scale = _SHOWN / max(picture.shape)
    if scale < 1:
        picture = np.asarray(
            cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8
        )
    _, jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _SHOWN_QUALITY])
    return jpeg.tobytes()


def _upright(picture: Picture, found: Found) -> Picture:
    """Return the page straight and the right way up, as its marks say."""
    return cut_out(picture, found.matrix, Rect(0, 0, *PAPERS[found.code.paper]), _SHOWN_SHARPNESS)


def _printed(code: FormCode, find: Callable[[str, int], FormVersion | None]) -> tuple[BlankForm, FormVersion]:
    """Return the form as it was printed. Raises `Refusal` when this is not known any more."""
    form = find(code.family, code.version)
    if form is None or code.language not in form.languages:
        raise Refusal("UNKNOWN_FORM")
    try:
        blank = blank_form(form, code.language, code.paper, large=code.large)
    except TooLong as error:
        raise Refusal("OTHER_LAYOUT") from error
    if blank.layout.fingerprint != code.fingerprint or len(blank.pages) != code.pages:
        raise Refusal("OTHER_LAYOUT")
    if code.page > code.pages:
        raise Refusal("OTHER_LAYOUT")
    return blank, form


def _read(
    number: int, picture: Picture, found: Found, planned: Page, blank: BlankForm, form: FormVersion
) -> PageReading:
    straight = flatten(cut_out(picture, found.matrix, Rect(0, 0, *blank.layout.paper), SHARPNESS))
    straight = np.asarray(cv2.GaussianBlur(straight, (3, 3), 0), np.uint8)
    model = blank.pages[planned.number - 1]
    strokes = strokes_of(straight, near_print(model))
    measured = {
        field.key: read_box(straight, model, strokes, field.rect)
        for field in planned.fields
        if field.kind == "box"
    }
    rooms = {field.key: read_room(strokes, field) for field in planned.fields if field.kind != "box"}
    boxes, doubts = judge_boxes(measured, rows_of(form))
    kinds = {field.key: field.kind for field in planned.fields}
    doubts += [Doubt(room.doubt, key) for key, room in rooms.items() if room.doubt]
    doubts += _doubts_on_page(found)
    return PageReading(
        number,
        "form",
        found.said,
        boxes=boxes,
        ink={key: room.ink for key, room in rooms.items() if kinds[key] == "signature"},
        written={key: room.ink for key, room in rooms.items() if kinds[key] != "signature"},
        dates=_cut(straight, [field for field in planned.fields if field.kind == "date"], rooms),
        words=_cut(straight, [field for field in planned.fields if field.kind == "text"], rooms),
        doubts=tuple(doubts),
    )


def rows_of(form: FormVersion) -> tuple[tuple[str, ...], ...]:
    """List the boxes of which one alone may be marked."""
    questions = tuple(field.boxes for field in form.fields if field.kind == "question")
    return tuple(use.boxes for use in form.uses) + questions


def judge_boxes(
    measured: Mapping[str, Box], rows: tuple[tuple[str, ...], ...]
) -> tuple[dict[str, Answer], list[Doubt]]:
    """Answer for each box; in a row with more than one mark, or a doubtful one, no mark is clear."""
    doubts = {key: box.doubt for key, box in measured.items() if box.doubt}
    for row in rows:
        marked = [key for key in row if key in measured and measured[key].marked]
        if len(marked) > 1:
            doubts = {**dict.fromkeys(marked, "ROW_MARKED_TWICE"), **doubts}
    answers: dict[str, Answer] = {}
    for key, box in measured.items():
        answers[key] = "unreadable" if key in doubts else "yes" if box.marked else "no"
    return answers, [Doubt(code, key) for key, code in doubts.items()]


def _doubts_on_page(found: Found) -> list[Doubt]:
    doubts = [Doubt("MARK_MISSING")] if found.marks < ALL_MARKS else []
    return doubts + ([Doubt("CRUMPLED")] if found.off > WORST_FIT else [])


def _cut(page: Picture, fields: Sequence[Field], rooms: Mapping[str, Handwriting]) -> dict[str, bytes]:
    """Cut out what is written by hand, as PNG."""
    found = {}
    for field in fields:
        if rooms[field.key].ink or rooms[field.key].doubt:
            left, top, right, bottom = pixels(field.rect.shrunk(-_AROUND_DATE))
            _, png = cv2.imencode(".png", page[top:bottom, left:right])
            found[field.key] = png.tobytes()
    return found
