"""The act of signing: a name typed, and beside it a drawing where one was made."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from service.registry.errors import Fault, Invalid
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.registry.ports import Ports

MOST_DRAWN: Final = 200_000
"""Bytes of a drawn signature."""
PNG: Final = b"\x89PNG\r\n\x1a\n"
WIDEST: Final = 2_000
LONGEST_NAME: Final = 120


@dataclass(frozen=True, slots=True)
class Inked:
    """The act of signing: the name typed, and a drawing (PNG) where one was made."""

    name: str
    drawn: bytes = b""


def check_inked(inked: Inked) -> None:
    """Raise `Invalid` for a name that is not there, or a drawing that is no small picture."""
    check_texts({"name": inked.name})
    faults = []
    if not inked.name.strip():
        faults.append(Fault("/name", "MISSING"))
    if len(inked.name) > LONGEST_NAME:
        faults.append(Fault("/name", "TOO_LONG"))
    if inked.drawn and not _is_small_png(inked.drawn):
        faults.append(Fault("/drawn", "BAD_DRAWING"))
    if faults:
        raise Invalid(*faults)


def _is_small_png(content: bytes) -> bool:
    """Tell by its first bytes whether this is a PNG of a signature's size (PNG, 11.2.2: width and height)."""
    if len(content) > MOST_DRAWN or not content.startswith(PNG) or content[12:16] != b"IHDR":
        return False
    width, height = (int.from_bytes(content[start : start + 4], "big") for start in (16, 20))
    return 0 < width <= WIDEST and 0 < height <= WIDEST


@dataclass(slots=True)
class Drawn:
    """A drawing kept for a signature to come, and whether a row names it now; None: none was kept."""

    name: str | None
    is_named: bool = False


@contextmanager
def kept_drawing(ports: Ports, person: int | None, inked: Inked) -> Iterator[Drawn]:
    """Keep the drawing with the person's key before the row that names it; where none does, it goes again."""
    drawn = Drawn(None if person is None else ports.random(16).hex())
    if person is None or drawn.name is None:
        yield drawn
        return
    ports.blobs.put(person, drawn.name, inked.drawn)
    try:
        yield drawn
    finally:
        if not drawn.is_named:
            ports.blobs.remove(person, drawn.name)
