"""Photoshop's block with IPTC data: by-line, credit, source and copyright notice are kept, as rights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from service.documents.pictures.pieces import number, take
from service.documents.scans.kinds import Refusal

PHOTOSHOP: Final = b"Photoshop 3.0\x00"
_IPTC: Final = 0x0404
_MARK: Final = 0x1C
_KEPT: Final = frozenset({(1, 90), (2, 0), (2, 80), (2, 110), (2, 115), (2, 116)})
"""Character set, version, by-line, credit, source, copyright notice."""
_LONGEST: Final = 0x7FFF


def clean_photoshop(block: bytes) -> bytes | None:
    """Return the block with what may be kept, or None when there is nothing, or when it cannot be read."""
    try:
        fields = b"".join(field for data in _resources(block) for field in _fields(data))
    except Refusal:
        return None
    if not fields:
        return None
    head = b"8BIM" + _IPTC.to_bytes(2, "big") + b"\x00\x00" + len(fields).to_bytes(4, "big")
    return head + fields + b"\x00" * (len(fields) % 2)


def _resources(block: bytes) -> Iterator[bytes]:
    """Return the IPTC data of a block."""
    at = 0
    while take(block, at, min(4, len(block) - at)) == b"8BIM":
        kind, name = number(block, at + 4, 2), number(block, at + 6, 1)
        start = at + 6 + (name + 2 & ~1)
        size = number(block, start, 4)
        data = take(block, start + 4, size)
        if kind == _IPTC:
            yield data
        at = start + 4 + size + size % 2


def _fields(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data) and data[at] == _MARK:
        size = number(data, at + 3, 2)
        if size > _LONGEST:
            raise Refusal("UNSUPPORTED")
        field = take(data, at, 5 + size)
        if (field[1], field[2]) in _KEPT:
            yield field
        at += 5 + size
