"""Directories of TIFF: entries of a tag, a type and values; EXIF is made of them as well."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from service.documents.pictures.pieces import Source, number, take
from service.documents.scans.kinds import Refusal

ENTRY: Final = 12
INLINE: Final = 4
_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_ORDERS: Final = {b"II*\x00": "little", b"MM\x00*": "big"}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: where its values stand and how many bytes they take."""

    tag: int
    kind: int
    count: int
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class Directory:
    """A directory at a place, and where the next one is (0: none)."""

    start: int
    entries: tuple[Entry, ...]
    next: int

    @property
    def span(self) -> range:
        """Return its own bytes, values that stand elsewhere aside."""
        return range(self.start, self.start + 2 + ENTRY * len(self.entries) + 4)

    def entry(self, tag: int) -> Entry | None:
        """Return the entry of a tag."""
        return next((each for each in self.entries if each.tag == tag), None)


def order_of(source: Source) -> str:
    """Tell the byte order. Raises `Refusal` for BigTIFF and what is no TIFF."""
    order = _ORDERS.get(take(source, 0, 4))
    if order is None:
        raise Refusal("UNSUPPORTED")
    return order


def read_directory(source: Source, start: int, order: str) -> Directory:
    """Read the directory at a place. Raises `Refusal`."""
    count = number(source, start, 2, order)
    table = take(source, start + 2, ENTRY * count + 4)
    entries = tuple(_entry(source, table, start + 2, at, order) for at in range(0, ENTRY * count, ENTRY))
    return Directory(start, entries, number(table, ENTRY * count, 4, order))


def _entry(source: Source, table: bytes, start: int, at: int, order: str) -> Entry:
    tag, kind = number(table, at, 2, order), number(table, at + 2, 2, order)
    count = number(table, at + 4, 4, order)
    size = count * _SIZES.get(kind, 0)
    if size == 0 or size > len(source):
        raise Refusal("DAMAGED")
    place = start + at + 8 if size <= INLINE else number(table, at + 8, 4, order)
    if place + size > len(source):
        raise Refusal("DAMAGED")
    return Entry(tag, kind, count, place, size)


def values_of(source: Source, entry: Entry, order: str) -> list[int]:
    """Return the whole numbers of an entry."""
    each = _SIZES[entry.kind]
    content = take(source, entry.start, entry.size)
    return [number(content, at, each, order) for at in range(0, entry.size, each)]


def encode_directory(
    fields: Iterable[tuple[int, int, int, bytes]], start: int, following: int, order: str
) -> bytes:
    """Write a directory that will stand at an even place: (tag, kind, count, value); then its long values.

    A value of four bytes or fewer stands in its entry.
    """
    rows, long_values = sorted(fields), b""
    after = start + 2 + ENTRY * len(rows) + 4
    table = _bytes(len(rows), 2, order)
    for tag, kind, count, value in rows:
        table += _bytes(tag, 2, order) + _bytes(kind, 2, order) + _bytes(count, 4, order)
        if len(value) <= INLINE:
            table += value.ljust(INLINE, b"\x00")
        else:
            table += _bytes(after + len(long_values), 4, order)
            long_values += value + b"\x00" * (len(value) % 2)
    return table + _bytes(following, 4, order) + long_values


def _bytes(value: int, length: int, order: str) -> bytes:
    try:
        return value.to_bytes(length, "little" if order == "little" else "big")
    except OverflowError:
        raise Refusal("TOO_LARGE") from None
