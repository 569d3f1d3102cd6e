"""What the code on a printed form says, as text of a QR code: short, versioned, and checked.

`AVAL1/FAMILY/VERSION/LANGUAGE/PRINT/PAGE/PAGES/FINGERPRINT/SERIAL/PERSON/CHECK` in the QR alphanumeric set.
PRINT is paper and size (`LN`: Letter, `AL`: A4 in large print). FINGERPRINT is the layout's. PERSON is a
sealed reference, or empty. CHECK is 40 bits of SHA-256 over all before it: a code put together from two, or
misread in spite of its own correction, does not pass. It proves nothing about who printed the form.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from service.domain import serials
from service.domain.identifiers import BadIdentifier
from service.registry.print_jobs import Paper

PREFIX: Final = "AVAL1"
_CHECK_BYTES: Final = 5
_PAPERS: Final[dict[Paper, str]] = {"letter": "L", "a4": "A"}
_SHAPE: Final = re.compile(
    r"AVAL1/(?P<family>[A-Z0-9-]{1,24})/(?P<version>[1-9]\d{0,3})/(?P<language>[A-Z]{2})/(?P<paper>[LA])"
    r"(?P<large>[NL])/(?P<page>[1-9]\d?)/(?P<pages>[1-9]\d?)/(?P<fingerprint>[0-9A-F]{6})"
    r"/(?P<serial>[0-9A-Z]{15})/(?P<person>[A-Z2-7]{26}|)/(?P<check>[A-Z2-7]{8})"
)


class NoFormCode(ValueError):
    """The text is not the code of a printed form, or was misread."""


@dataclass(frozen=True, slots=True)
class FormCode:
    """Which form, which version, how printed, which page of which sheet, and for whom (sealed, or empty)."""

    family: str
    version: int
    language: str
    paper: Paper
    large: bool
    page: int
    pages: int
    fingerprint: str
    serial: str
    person: str = ""


def encode_code(code: FormCode) -> str:
    """Write a code."""
    look = _PAPERS[code.paper] + ("L" if code.large else "N")
    parts = (PREFIX, code.family, code.version, code.language, look, code.page, code.pages)
    body = "/".join(str(part) for part in (*parts, code.fingerprint, code.serial, code.person)).upper()
    return f"{body}/{_check(body)}"


def decode_code(text: str) -> FormCode:
    """Read a code. Raises `NoFormCode` for anything else, and for a misreading."""
    met = _SHAPE.fullmatch(text)
    if met is None or _check(text[: met.start("check") - 1]) != met["check"]:
        raise NoFormCode
    try:
        serial = serials.parse(met["serial"])
    except BadIdentifier as error:
        raise NoFormCode from error
    return FormCode(
        family=met["family"].lower(),
        version=int(met["version"]),
        language=met["language"].lower(),
        paper=next(paper for paper, letter in _PAPERS.items() if letter == met["paper"]),
        large=met["large"] == "L",
        page=int(met["page"]),
        pages=int(met["pages"]),
        fingerprint=met["fingerprint"],
        serial=serial,
        person=met["person"].lower(),
    )


def _check(body: str) -> str:
    return base64.b32encode(sha256(body.encode("ascii")).digest()[:_CHECK_BYTES]).decode("ascii")
