"""Sheets as people bring them back: printed by the registry, marked and signed by a steady pen, scanned."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image

from service.documents.sheets.layout import layout_of
from service.registry.account_records import Caller
from service.registry.people_records import PersonRecord
from service.registry.ports import Ports
from service.registry.print_jobs import Order
from service.registry.printing import press_of, print_blank, print_for
from tests.support.filling import Pen, mark, sign, write, write_date
from tests.support.stacks import as_pdf

SHARPNESS = 200 / 25.4
POINTS_IN_AN_INCH = 72
Picture = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Filled:
    """What is written on a sheet: boxes marked, rooms signed, dates and words by hand."""

    marked: tuple[str, ...] = ()
    signed: tuple[str, ...] = ("signature_self",)
    dated: tuple[str, ...] = ("signature_self_date",)
    written: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    """Boxes marked too, that must not be: their row is in doubt."""


YES_ON_SITE = Filled(("media_photo", "information_site_yes", "promotion_social_yes", "covers_health_no"))


def pages_for(
    ports: Ports, caller: Caller, filled: Filled, person: PersonRecord | None = None, family: str = "adult"
) -> list[bytes]:
    """Print a sheet, fill it in and scan it: one JPEG a page."""
    order = Order(family, "fr")
    content = (
        print_for(ports, caller, person.number, order) if person else print_blank(press_of(ports), order)
    )
    form = ports.forms.find(family)
    assert form
    pages = []
    for page, picture in zip(layout_of(form, "fr", "letter").pages, _drawn(content), strict=True):
        pen = Pen(random.Random(7), SHARPNESS, 0.5, 30)  # noqa: S311 - a hand, not a key
        for field in page.fields:
            if field.key in (*filled.marked, *filled.twice):
                mark(picture, field.rect, pen)
            elif field.key in filled.signed:
                sign(picture, field.rect, pen)
            elif field.key in filled.dated:
                write_date(picture, field, pen)
            elif field.key in filled.written:
                write(picture, field.rect, pen)
        pages.append(_jpeg(picture))
    return pages


def stack(*sheets: Sequence[bytes]) -> bytes:
    """Put the pages of sheets in one PDF, as an office scanner does."""
    return as_pdf([page for sheet in sheets for page in sheet])


def note() -> bytes:
    """Scan a sheet that is no form of ours."""
    picture = np.full((1400, 1000), 250, np.uint8)
    for line in range(100, 1300, 40):
        picture[line : line + 9, 80:900:12] = 20
    return _jpeg(picture)


def _drawn(content: bytes) -> list[Picture]:
    document = pypdfium2.PdfDocument(content)
    try:
        scale = 200 / POINTS_IN_AN_INCH
        return [page.render(scale=scale, grayscale=True).to_numpy().copy() for page in document]
    finally:
        document.close()


def _jpeg(picture: Picture) -> bytes:
    held = BytesIO()
    Image.fromarray(picture).save(held, "JPEG", quality=80)
    return held.getvalue()


Maker = Callable[..., list[bytes]]
