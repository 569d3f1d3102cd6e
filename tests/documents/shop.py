"""A press to test with: the published forms, an establishment, and chance that can be replayed."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2
import zxingcpp

from service.documents.form_codes import PREFIX, FormCode, decode_code
from service.documents.printer import FormPrinter
from service.forms.catalogue import Catalogue
from service.forms.loader import load_forms
from service.registry.forms import FormVersion
from service.registry.print_jobs import Order
from service.registry.printing import Press, print_blank
from tests.support.ports import FORMS

ESTABLISHMENT = {
    "establishment": "CISSS de la Côte-des-Brumes",
    "service": "Service des communications",
    "phone": "418\N{NO-BREAK SPACE}555-0142",
    "email": "communications@cisss-brumes.example",
    "privacy_contact": "Marie Tremblay, acces@cisss-brumes.example",
}
FAMILIES = load_forms(FORMS).families()
POINTS_IN_AN_INCH = 72

Picture = npt.NDArray[np.uint8]


@cache
def forms() -> Catalogue:
    return load_forms(FORMS)


def form_of(family: str) -> FormVersion:
    form = forms().find(family)
    assert form
    return form


def press(seed: int = 1, establishment: dict[str, str] | None = None) -> Press:
    """A press whose serials come from a seed."""
    words = ESTABLISHMENT if establishment is None else establishment
    return Press(forms(), FormPrinter(), chance(seed), words)


@cache
def printed(family: str, seed: int = 1, **order: Any) -> bytes:  # noqa: ANN401 - as `Order` takes them
    """A form printed once and kept for the tests that look at it."""
    return print_blank(press(seed), Order(family, **order))


def pictures(content: bytes, dpi: int) -> list[Picture]:
    """Each page as a scanner of this resolution would give it, in grey."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [
            page.render(scale=dpi / POINTS_IN_AN_INCH, grayscale=True).to_numpy().copy() for page in document
        ]
    finally:
        document.close()


def chance(seed: int) -> Callable[[int], bytes]:
    """Chance that is the same each time."""
    return random.Random(seed).randbytes  # noqa: S311 - serials of tests


def codes_in(picture: Picture) -> list[FormCode]:
    """The codes of forms on a picture; a piece of one may look like a smaller code of another kind."""
    texts = [code.text for code in zxingcpp.read_barcodes(picture)]
    return [decode_code(text) for text in texts if text.startswith(PREFIX)]
