"""Reads the QR codes on a file that somebody hands in; whatever it holds, the answer comes within seconds."""

from __future__ import annotations

import json
from typing import Final

from service.documents.pixels.programs import answer
from service.documents.scans.kinds import Refusal

SECONDS: Final = 30.0
MOST_BYTES: Final = 64 * 1024 * 1024
_PROGRAM: Final = "service.documents.pixels.read_codes"


def read_codes(content: bytes, *, is_pdf: bool = False) -> tuple[str, ...]:
    """Return the texts of its codes; nobody vouches for any. Raises `Refusal`."""
    if len(content) > MOST_BYTES:
        raise Refusal("TOO_LARGE")
    said = json.loads(answer(_PROGRAM, content, b"PDF" if is_pdf else b"", SECONDS))
    return tuple(text for text in said if isinstance(text, str))
