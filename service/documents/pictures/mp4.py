"""MP4 and MOV: a box with the release is added at the end; nothing moves, no sample is touched.

Boxes that hold where, by whom and of whom a film was taken become free space of the same size, all zeros.
A film whose positions run along with its pictures, in a track of their own, is refused: they cannot be taken
out without writing it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from service.documents.pictures.packets import write_packet
from service.documents.pictures.pieces import Piece, Source, block, number, take
from service.documents.pictures.release import Release
from service.documents.scans.kinds import Refusal

_XMP: Final = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_KEPT: Final = frozenset(b"ftyp moov mdat pdin moof mfra sidx styp ssix prft tfra".split())
_OPENED: Final = frozenset(b"moov trak mdia".split())
_IN_MOVIE: Final = frozenset(
    b"mvhd trak mvex iods tkhd edts mdia tref tapt clef prof enof load matt clip imap trgr".split()
    + b"mdhd hdlr minf elng".split()
)
_PLAYED: Final = frozenset(b"vide soun subt text sbtl clcp hint tmcd pict auxv".split())
"""Handlers of tracks that are seen, heard, read or keep time."""
_BEFORE_NAME: Final = 24
"""Bytes of a handler before the name that a program or somebody gave it."""
_MOST_BOXES: Final = 100_000
_WORD: Final = 2**32


class Box(NamedTuple):
    """A box: its kind, where it and its content begin, and whether it runs to the end of the file."""

    kind: bytes
    where: range
    content: int
    open_ended: bool


def find_packet(source: Source) -> bytes | None:
    """Return the XMP packet of a film."""
    return next(
        (_packet(source, box) for box in _boxes(source, 0, len(source)) if _is_packet(source, box)), None
    )


def tagged(source: Source, release: Release) -> Iterator[Piece]:
    """Return the pieces of a film with a release."""
    boxes = list(_boxes(source, 0, len(source)))
    kinds = {box.kind for box in boxes}
    if not {b"ftyp", b"moov"} <= kinds:
        raise Refusal("DAMAGED")
    packet = write_packet(release, find_packet(source))
    for box in boxes:
        yield from _closed(box) if box.open_ended else _box(source, box, _KEPT)
    content = _XMP + packet
    yield (8 + len(content)).to_bytes(4, "big") + b"uuid" + content


def _box(source: Source, box: Box, kept: frozenset[bytes]) -> Iterator[Piece]:
    """Return a box as it is, opened, or as free space."""
    if box.kind not in kept:
        yield take(source, box.where.start, 4) + b"free"
        yield range(box.where.start + 8, box.content)
        yield box.where.stop - box.content
    elif box.kind in _OPENED:
        if box.kind == b"trak":
            _check_played(source, box)
        yield range(box.where.start, box.content)
        for inner in _boxes(source, box.content, box.where.stop):
            yield from _box(source, inner, _IN_MOVIE)
    elif box.kind == b"hdlr":
        named = min(box.content + _BEFORE_NAME, box.where.stop)
        yield range(box.where.start, named)
        yield box.where.stop - named
    else:
        yield box.where


def _closed(box: Box) -> Iterator[Piece]:
    """Return the last box with its size written, so that another can follow."""
    if box.kind != b"mdat" or len(box.where) >= _WORD:
        raise Refusal("UNSUPPORTED")
    yield len(box.where).to_bytes(4, "big")
    yield range(box.where.start + 4, box.where.stop)


def _check_played(source: Source, track: Box) -> None:
    """Raise `Refusal` for a track that is neither seen nor heard."""
    for media in _boxes(source, track.content, track.where.stop):
        if media.kind == b"mdia":
            for box in _boxes(source, media.content, media.where.stop):
                if box.kind == b"hdlr" and take(source, box.content + 8, 4) not in _PLAYED:
                    raise Refusal("TRACK_OF_DATA")


def _is_packet(source: Source, box: Box) -> bool:
    return box.kind == b"uuid" and source[box.content : box.content + len(_XMP)] == _XMP


def _packet(source: Source, box: Box) -> bytes:
    return block(source, range(box.content + len(_XMP), box.where.stop))


def _boxes(source: Source, at: int, end: int) -> Iterator[Box]:
    """Walk through boxes beside each other. Raises `Refusal`."""
    for _ in range(_MOST_BOXES):
        if at == end:
            return
        size, kind, content = number(source, at, 4), take(source, at + 4, 4), at + 8
        if size == 1:
            size, content = number(source, at + 8, 8), at + 16
        stop = end if size == 0 else at + size
        if stop > end or stop < content or (size == 0 and end != len(source)):
            raise Refusal("DAMAGED")
        yield Box(kind, range(at, stop), content, size == 0)
        at = stop
    raise Refusal("DAMAGED")
