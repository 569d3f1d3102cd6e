"""PNG: chunks are chosen by a white list and copied byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from zlib import crc32

from service.documents.pictures.exif import clean_exif
from service.documents.pictures.packets import write_packet
from service.documents.pictures.pieces import Piece, Source, block, number, take
from service.documents.pictures.release import Release
from service.documents.scans.kinds import Refusal

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_XMP: Final = b"XML:com.adobe.xmp\x00\x00\x00\x00\x00"
"""Keyword, not compressed, no language, no translation."""
_KEPT: Final = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT".split()
    + b"acTL fcTL fdAT".split()
)
_AROUND: Final = 12


def find_packet(source: Source) -> bytes | None:
    """Return the XMP packet of a PNG; one that is compressed is not read."""
    for kind, where in _chunks(source):
        if kind == b"iTXt" and source[where.start + 8 : where.start + 8 + len(_XMP)] == _XMP:
            return block(source, range(where.start + 8 + len(_XMP), where.stop - 4))
    return None


def tagged(source: Source, release: Release) -> Iterator[Piece]:
    """Return the pieces of a PNG with a release. Whatever follows its end is left out."""
    packet = write_packet(release, find_packet(source))
    yield SIGNATURE
    for kind, where in _chunks(source):
        if kind in _KEPT:
            yield where
        elif kind == b"eXIf" and (exif := clean_exif(block(source, range(where.start + 8, where.stop - 4)))):
            yield _chunk(kind, exif)
        if kind == b"IHDR":
            yield _chunk(b"iTXt", _XMP + packet)


def _chunks(source: Source) -> Iterator[tuple[bytes, range]]:
    """Walk from IHDR to IEND. Raises `Refusal`."""
    at, kind = len(SIGNATURE), take(source, len(SIGNATURE) + 4, 4)
    if kind != b"IHDR":
        raise Refusal("DAMAGED")
    while True:
        end = at + _AROUND + number(source, at, 4)
        take(source, end - 1, 1)
        kind = take(source, at + 4, 4)
        yield kind, range(at, end)
        if kind == b"IEND":
            return
        at = end


def _chunk(kind: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + kind + content + crc32(kind + content).to_bytes(4, "big")
