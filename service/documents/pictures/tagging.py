"""Reads and writes a release in a picture or a film, whichever of its five kinds it is.

Written: `plus:ModelReleaseID`, `plus:ModelReleaseStatus` (MR-LMR) and `xmpRights:WebStatement`. Taken out:
where it was taken, and whatever could name who is in it, by white lists. Pixels and samples are copied byte
for byte. That a picture says nothing of a person does not mean that nobody can be recognised in it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, NamedTuple

from service.documents.pictures import jpeg, mp4, png, tiff, webp
from service.documents.pictures.packets import read_packet
from service.documents.pictures.pieces import Piece, Source, write_pieces
from service.documents.pictures.release import Release, check_release
from service.documents.scans.kinds import Refusal

MOST_BYTES: Final = 4 * 1024 * 1024 * 1024 - 64 * 1024
"""The longest file that is read: beyond it a TIFF has no places left, and a film is no post."""


class Kind(NamedTuple):
    """How files of a kind are read and written."""

    find_packet: Callable[[Source], bytes | None]
    tagged: Callable[[Source, Release], Iterator[Piece]]


_JPEG: Final = Kind(jpeg.find_packet, jpeg.tagged)
_PNG: Final = Kind(png.find_packet, png.tagged)
_WEBP: Final = Kind(webp.find_packet, webp.tagged)
_TIFF: Final = Kind(tiff.find_packet, tiff.tagged)
_MP4: Final = Kind(mp4.find_packet, mp4.tagged)
_STARTS: Final = {
    b"\xff\xd8\xff": _JPEG,
    png.SIGNATURE: _PNG,
    **dict.fromkeys((b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+"), _TIFF),
}


def read_release(source: Source) -> Release | None:
    """Return what a picture says of releases, or None. Raises `Refusal` (see `write_release`).

    What it says is what somebody wrote there: its numbers are to be read by `domain.identifiers.parse`.
    """
    return read_packet(_kind(source).find_packet(source))


def write_release(source: Source, release: Release, out: BinaryIO) -> None:
    """Write a copy of a picture with a release. `source` is bytes, or a file mapped by `mmap`.

    Raises `Refusal` with a code: `NOT_A_PICTURE`, `TOO_LARGE`, `DAMAGED`, `UNSUPPORTED` (BigTIFF, pictures
    within a TIFF), `TRACK_OF_DATA` (a film with a track of positions), `NUMBERS`, `WEB_STATEMENT`, or why a
    number is none.
    What was written to `out` before is then to be thrown away.
    """
    checked = check_release(release)
    write_pieces(source, _kind(source).tagged(source, checked), out)


def with_release(content: bytes, release: Release) -> bytes:
    """Return a copy of a picture in memory with a release. Raises `Refusal` (see `write_release`)."""
    out = io.BytesIO()
    write_release(content, release, out)
    return out.getvalue()


def _kind(source: Source) -> Kind:
    if len(source) > MOST_BYTES:
        raise Refusal("TOO_LARGE")
    head = source[:16]
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _WEBP
    if head[4:8] == b"ftyp":
        return _MP4
    kind = next((kind for start, kind in _STARTS.items() if head.startswith(start)), None)
    if kind is None:
        raise Refusal("NOT_A_PICTURE")
    return kind
