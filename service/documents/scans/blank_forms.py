"""The form as it left the printer, beside which a filled one is read: what is not printed was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import cv2
import numpy as np
import pypdfium2

from service.documents.printer import draw_forms
from service.documents.scans.page_values import Picture
from service.documents.sheets.ink import POINT, Node, Passage, Rect
from service.documents.sheets.layout import Layout, Page, layout_of
from service.registry.forms import FormVersion
from service.registry.print_jobs import Job, Order, Paper, Sheet

SHARPNESS: Final = 8.0
"""Pixels a millimetre on a straightened page."""
PRINTED: Final = 215
"""What is darker on the blank form counts as printed."""


@dataclass(frozen=True, slots=True)
class BlankForm:
    """A form's layout and a picture of each page, at `SHARPNESS`."""

    layout: Layout
    pages: tuple[Picture, ...]


@lru_cache(maxsize=32)
def blank_form(form: FormVersion, language: str, paper: Paper, *, large: bool) -> BlankForm:
    """Print a form and look at it. Raises `TooLong` as the layout does."""
    layout = layout_of(form, language, paper, large=large)
    order = Order(form.family, language, 1, paper, large)
    job = Job(form, language, order, {}, (Sheet("0" * 15),))
    content, _ = draw_forms(job, layout, _no_progress)
    document = pypdfium2.PdfDocument(content)
    try:
        return BlankForm(layout, tuple(_picture(document, page, layout.paper) for page in layout.pages))
    finally:
        document.close()


def _picture(document: pypdfium2.PdfDocument, page: Page, paper: tuple[float, float]) -> Picture:
    sheet = document[page.number - 1]
    drawn = sheet.render(scale=SHARPNESS * POINT, grayscale=True).to_numpy()
    size = round(paper[0] * SHARPNESS), round(paper[1] * SHARPNESS)
    picture = np.asarray(cv2.resize(drawn.reshape(drawn.shape[:2]), size), np.uint8)
    for passage in _passages(node for _, nodes in page.blocks for node in nodes):
        if "{" in passage.words:
            # The establishment's words differ from house to house: all of their room counts as printed.
            darken(picture, passage.rect)
    return picture


def darken(picture: Picture, rect: Rect) -> None:
    """Count a rectangle as printed."""
    left, top, right, bottom = pixels(rect)
    picture[top:bottom, left:right] = 0


def pixels(rect: Rect, sharpness: float = SHARPNESS) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom in pixels of a straightened page."""
    sides = (rect.x, rect.y, rect.right, rect.bottom)
    left, top, right, bottom = (max(round(side * sharpness), 0) for side in sides)
    return left, top, right, bottom


def _passages(nodes: Iterable[Node]) -> Iterator[Passage]:
    for node in nodes:
        yield from (ink for ink in node.inks if isinstance(ink, Passage))
        yield from _passages(node.nodes)


def _no_progress(_: int) -> None:
    """Say nothing: it takes a quarter of a second."""
