"""WebP: chunks are chosen by a white list and copied byte for byte; a simple file gets a longer header."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from service.documents.pictures.exif import HEADER, clean_exif
from service.documents.pictures.packets import write_packet
from service.documents.pictures.pieces import Piece, Source, block, number, take
from service.documents.pictures.release import Release
from service.documents.scans.kinds import Refusal

_KEPT: Final = frozenset({b"ICCP", b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L"})
_XMP_FLAG, _EXIF_FLAG, _ALPHA_FLAG = 0x04, 0x08, 0x10
_OURS: Final = 0xFF ^ _XMP_FLAG ^ _EXIF_FLAG
_FOURTEEN: Final = 0x3FFF
Chunk = tuple[bytes, range]


def find_packet(source: Source) -> bytes | None:
    """Return the XMP packet of a WebP."""
    return next((_content(source, where) for kind, where in _chunks(source) if kind == b"XMP "), None)


def tagged(source: Source, release: Release) -> Iterator[Piece]:
    """Return the pieces of a WebP with a release."""
    chunks = list(_chunks(source))
    packet = _chunk(b"XMP ", write_packet(release, find_packet(source)))
    exif = _exif(source, chunks)
    kept = [where for kind, where in chunks if kind in _KEPT]
    head = _chunk(b"VP8X", _header(source, chunks, _XMP_FLAG | (_EXIF_FLAG if exif else 0)))
    size = 4 + len(head) + sum(_padded(where) for where in kept) + len(exif) + len(packet)
    yield b"RIFF" + size.to_bytes(4, "little") + b"WEBP" + head
    for where in kept:
        yield where
        yield bytes(_padded(where) - len(where))
    yield exif + packet


def _exif(source: Source, chunks: list[Chunk]) -> bytes:
    blocks = (_content(source, where).removeprefix(HEADER) for kind, where in chunks if kind == b"EXIF")
    cleaned = next((new for block in blocks if (new := clean_exif(block))), None)
    return _chunk(b"EXIF", cleaned) if cleaned else b""


def _header(source: Source, chunks: list[Chunk], flags: int) -> bytes:
    """Return the extended header: the file's own with our flags, or one for the picture as it is."""
    kind, where = chunks[0]
    if kind == b"VP8X":
        own = take(source, where.start + 8, 10)
        return bytes((own[0] & _OURS | flags,)) + own[1:]
    if kind not in {b"VP8 ", b"VP8L"}:
        raise Refusal("DAMAGED")
    width, height, alpha = _size(source, kind, where.start + 8)
    edges = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return bytes((flags | alpha, 0, 0, 0)) + edges


def _size(source: Source, kind: bytes, start: int) -> tuple[int, int, int]:
    """Return width, height and the flag of transparency. Raises `Refusal`."""
    if kind == b"VP8L":
        bits = number(source, start + 1, 4, "little")
        return (bits & _FOURTEEN) + 1, (bits >> 14 & _FOURTEEN) + 1, _ALPHA_FLAG if bits >> 28 & 1 else 0
    width, height = (number(source, start + at, 2, "little") & _FOURTEEN for at in (6, 8))
    if not (width and height):
        raise Refusal("DAMAGED")
    return width, height, 0


def _chunks(source: Source) -> Iterator[Chunk]:
    """Walk through the file's chunks; the last may lack its padding. Raises `Refusal`."""
    end, at = 8 + number(source, 4, 4, "little"), 12
    if end > len(source):
        raise Refusal("DAMAGED")
    if end <= at:
        raise Refusal("DAMAGED")
    while at < end:
        stop = at + 8 + number(source, at + 4, 4, "little")
        if stop > end:
            raise Refusal("DAMAGED")
        yield take(source, at, 4), range(at, stop)
        at = stop + stop % 2


def _content(source: Source, where: range) -> bytes:
    return block(source, range(where.start + 8, where.stop))


def _padded(where: range) -> int:
    return len(where) + len(where) % 2


def _chunk(kind: bytes, content: bytes) -> bytes:
    return kind + len(content).to_bytes(4, "little") + content + b"\x00" * (len(content) % 2)
