"""Pages of an original as pictures, made by a process of its own: an original may be made to do harm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from service.documents.confined import Ended, look

PROGRAM: Final = "service.documents.evidence.page_pictures"
SECONDS: Final = 60.0
_LENGTH: Final = 4


def pictures_of(content: bytes) -> Sequence[bytes]:
    """Return each page as a JPEG; none for a file that cannot be shown."""
    try:
        return list(_parted(look(PROGRAM, content, b"", SECONDS)))
    except Ended:
        return []


def _parted(said: bytes) -> Iterator[bytes]:
    place = 0
    while place < len(said):
        start = place + _LENGTH
        place = start + int.from_bytes(said[place:start], "big")
        yield said[start:place]
