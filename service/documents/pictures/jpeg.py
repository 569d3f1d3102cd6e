"""JPEG: segments are chosen by a white list; what is coded between them is copied byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from service.documents.pictures.exif import HEADER, clean_exif
from service.documents.pictures.iptc import PHOTOSHOP, clean_photoshop
from service.documents.pictures.packets import write_packet
from service.documents.pictures.pieces import Piece, Source, number, take
from service.documents.pictures.release import Release
from service.documents.scans.kinds import Refusal

_XMP: Final = b"http://ns.adobe.com/xap/1.0/\x00"
_APP0, _APP1, _APP2, _APP13, _APP14, _APP15 = 0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xEF
_SOI, _EOI, _SOS, _COM = 0xD8, 0xD9, 0xDA, 0xFE
_FILL: Final = 0xFF
_BARE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_KEPT: Final = {_APP0: b"JFIF\x00", _APP2: b"ICC_PROFILE\x00", _APP14: b"Adobe"}
_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_MOST: Final = 0xFFFF - 2
_MOST_SEGMENTS: Final = 20_000


class Segment(NamedTuple):
    """A marker, and where its bytes stand: the marker itself, and its content."""

    marker: int
    whole: range
    content: range


def find_packet(source: Source) -> bytes | None:
    """Return the XMP packet of a JPEG."""
    for segment in _segments(source):
        if packet := _packet(source, segment):
            return packet
    return None


def tagged(source: Source, release: Release) -> Iterator[Piece]:
    """Return the pieces of a JPEG with a release. Whatever follows the picture's end is left out."""
    segments = list(_segments(source))
    old = next((packet for each in segments if (packet := _packet(source, each))), None)
    first = [each for each in segments if each.marker == _APP0 and _is_kept(source, each)][:1]
    yield b"\xff\xd8"
    yield from (each.whole for each in first)
    yield from _cleaned(source, segments)
    packet = write_packet(release, old)
    yield _app(_APP1, _XMP + (packet if len(_XMP + packet) <= _MOST else write_packet(release, None)))
    for segment in segments:
        if segment not in first and _is_kept(source, segment):
            yield segment.whole


def _cleaned(source: Source, segments: list[Segment]) -> Iterator[bytes]:
    """Return what is written anew of EXIF and IPTC: one segment of each at the most."""
    for marker, head, clean in ((_APP1, HEADER, clean_exif), (_APP13, PHOTOSHOP, clean_photoshop)):
        blocks = (_after(source, each, head) for each in segments if each.marker == marker)
        cleaned = next((new for block in blocks if block and (new := clean(block))), None)
        if cleaned and len(head + cleaned) <= _MOST:
            yield _app(marker, head + cleaned)


def _segments(source: Source) -> Iterator[Segment]:
    """Walk to the end of the picture. Raises `Refusal` when it has none."""
    if take(source, 0, 2) != b"\xff\xd8":
        raise Refusal("DAMAGED")
    at = 2
    for _ in range(_MOST_SEGMENTS):
        start, marker = _marker(source, at)
        if marker == _EOI:
            yield Segment(marker, range(start, start + 2), range(0))
            return
        if marker in _BARE:
            yield Segment(marker, range(start, start + 2), range(0))
            at = start + 2
            continue
        end = start + 2 + max(number(source, start + 2, 2), 2)
        take(source, end - 1, 1)
        at = _coded(source, end) if marker == _SOS else end
        yield Segment(marker, range(start, at), range(start + 4, end))
    raise Refusal("DAMAGED")


def _marker(source: Source, at: int) -> tuple[int, int]:
    """Return where the next marker stands, and which it is; it may be filled up with FF before."""
    start = at
    while take(source, start, 2) == b"\xff\xff":
        start += 1
    fill, marker = take(source, start, 2)
    if fill != _FILL or marker in {0x00, _SOI}:
        raise Refusal("DAMAGED")
    return start, marker


def _coded(source: Source, at: int) -> int:
    """Return where coded data end: at the first marker that is neither a stuffed byte nor a restart."""
    found = _MARKER.search(source, at)
    if not found:
        raise Refusal("DAMAGED")
    return found.start()


def _is_kept(source: Source, segment: Segment) -> bool:
    """Keep what decodes the picture, and of what applications add only size, colour and profile."""
    if segment.marker in _KEPT:
        return _after(source, segment, _KEPT[segment.marker]) is not None
    return segment.marker != _COM and not _APP0 <= segment.marker <= _APP15


def _packet(source: Source, segment: Segment) -> bytes | None:
    return _after(source, segment, _XMP) if segment.marker == _APP1 else None


def _after(source: Source, segment: Segment, head: bytes) -> bytes | None:
    content = source[segment.content.start : segment.content.stop]
    return content[len(head) :] if content.startswith(head) else None


def _app(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content
