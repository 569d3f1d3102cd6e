"""EXIF blocks, written anew by a white list: how the picture was taken, never where or of whom.

What is left out: GPS, maker notes (some hold recognised faces, names and ages), the owner of the camera,
captions, comments, serial numbers, and the thumbnail, which may show what was cut away or blurred.
"""

from __future__ import annotations

from typing import Final

from service.documents.pictures.directories import (
    Directory,
    encode_directory,
    order_of,
    read_directory,
    values_of,
)
from service.documents.pictures.pieces import number, take
from service.documents.scans.kinds import Refusal

HEADER: Final = b"Exif\x00\x00"
_EXIF: Final = 0x8769
_INTEROP: Final = 0xA005
_IMAGE: Final = frozenset({0x010F, 0x0110, 0x0112, 0x011A, 0x011B, 0x0128, 0x0132, 0x013B, 0x0213, 0x8298})
_TAKEN: Final = frozenset(
    {0x829A, 0x829D, 0x8822, 0x8827, 0x8830, 0x9000, 0x9003, 0x9004, 0x9010, 0x9011, 0x9012, 0x9101}
    | set(range(0x9201, 0x920B))
    | {0xA000, 0xA001, 0xA002, 0xA003, 0xA402, 0xA403, 0xA404, 0xA406}
)
_COLOUR: Final = frozenset({0x0001, 0x0002})
_LONG: Final = 4
_MOST: Final = 4096
"""Bytes of one value: what is kept are numbers, dates and short lines."""
_START: Final = 8
Field = tuple[int, int, int, bytes]


def clean_exif(block: bytes) -> bytes | None:
    """Return a block with what may be kept, or None when there is nothing, or when it cannot be read."""
    try:
        order = order_of(block)
        image = read_directory(block, number(block, 4, 4, order), order)
        taken = _below(block, image, _EXIF, order)
        colour = _below(block, taken, _INTEROP, order)
        return _encode(
            block,
            order,
            (_kept(block, image, _IMAGE), _kept(block, taken, _TAKEN), _kept(block, colour, _COLOUR)),
        )
    except Refusal:
        return None


def _below(block: bytes, directory: Directory | None, tag: int, order: str) -> Directory | None:
    entry = directory.entry(tag) if directory else None
    return read_directory(block, values_of(block, entry, order)[0], order) if entry else None


def _kept(block: bytes, directory: Directory | None, tags: frozenset[int]) -> dict[int, Field]:
    entries = directory.entries if directory else ()
    return {
        each.tag: (each.tag, each.kind, each.count, take(block, each.start, each.size))
        for each in entries
        if each.tag in tags and each.size <= _MOST
    }


def _encode(
    block: bytes, order: str, kept: tuple[dict[int, Field], dict[int, Field], dict[int, Field]]
) -> bytes | None:
    """Write the innermost directory first, so that each knows where the one it leads to stands."""
    image, taken, colour = kept
    below = b""
    for fields, tag in ((colour, _INTEROP), (taken, _EXIF)):
        outer = taken if tag == _INTEROP else image
        if fields:
            place = _START + len(below)
            below += encode_directory(fields.values(), place, 0, order)
            outer[tag] = (tag, _LONG, 1, place.to_bytes(4, "little" if order == "little" else "big"))
    if not image:
        return None
    start = (_START + len(below)).to_bytes(4, "little" if order == "little" else "big")
    return block[:4] + start + below + encode_directory(image.values(), _START + len(below), 0, order)
