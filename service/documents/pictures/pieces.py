"""A file as the pieces it is written from: ranges of the old file, untouched, and new bytes between them."""

from __future__ import annotations

from collections.abc import Iterable
from mmap import mmap
from typing import BinaryIO, Final, TypeAlias

from service.documents.scans.kinds import Refusal

Source: TypeAlias = bytes | mmap
"""A whole file: in memory, or mapped, so that a long film costs none."""
Piece: TypeAlias = bytes | range | int
"""New bytes; bytes of the old file, by their places; or as many zeros."""

_BLOCK: Final = 1024 * 1024


def write_pieces(source: Source, pieces: Iterable[Piece], out: BinaryIO) -> None:
    """Write pieces in order, a block at a time."""
    for piece in pieces:
        if isinstance(piece, bytes):
            out.write(piece)
        elif isinstance(piece, int):
            out.writelines(bytes(min(_BLOCK, piece - start)) for start in range(0, piece, _BLOCK))
        else:
            starts = range(piece.start, piece.stop, _BLOCK)
            out.writelines(source[start : min(start + _BLOCK, piece.stop)] for start in starts)


def take(source: Source, start: int, length: int) -> bytes:
    """Return bytes of a file. Raises `Refusal` when it ends before."""
    if start < 0 or start + length > len(source):
        raise Refusal("DAMAGED")
    return source[start : start + length]


def number(source: Source, start: int, length: int, order: str = "big") -> int:
    """Return the unsigned number that stands at a place. Raises `Refusal` when the file ends before."""
    return int.from_bytes(take(source, start, length), "little" if order == "little" else "big")


def block(source: Source, where: range) -> bytes:
    """Return a block of what is said of a picture; of one that is too long to be true, nothing."""
    return source[where.start : where.stop] if len(where) <= _BLOCK else b""
