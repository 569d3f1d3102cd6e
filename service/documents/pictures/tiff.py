"""TIFF: directories are written anew after the end by a white list; strips and tiles stay where they are.

What is left out is overwritten with zeros where it stood: captions, Photoshop's layers, EXIF, GPS.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from service.documents.pictures.directories import (
    Directory,
    Entry,
    encode_directory,
    order_of,
    read_directory,
    values_of,
)
from service.documents.pictures.packets import write_packet
from service.documents.pictures.pieces import Piece, Source, block, number, take
from service.documents.pictures.release import Release
from service.documents.scans.kinds import Refusal

_XMP: Final = 700
_BYTE: Final = 1
_BELOW: Final = frozenset({34665, 34853, 40965})
"""EXIF, GPS and interoperability: directories of their own."""
_SUB_PICTURES: Final = 330
_KEPT: Final = frozenset(
    {
        254,
        255,
        256,
        257,
        258,
        259,
        262,
        263,
        264,
        265,
        266,
        271,
        272,
        273,
        274,
        277,
        278,
        279,
        280,
        281,
        282,
        283,
    }
    | {
        284,
        286,
        287,
        290,
        291,
        292,
        293,
        296,
        297,
        301,
        306,
        315,
        317,
        318,
        319,
        320,
        321,
        322,
        323,
        324,
        325,
    }
    | {
        332,
        334,
        336,
        338,
        339,
        340,
        341,
        342,
        347,
        512,
        513,
        514,
        515,
        517,
        518,
        519,
        520,
        521,
        529,
        530,
        531,
        532,
    }
    | {33432, 34675}
)
_PIXELS: Final = ((273, 279), (324, 325), (513, 514))
"""Where strips, tiles and JPEG streams stand, and how long each is."""
_MOST_PAGES: Final = 500
_MOST_PLACES: Final = 200_000
_MOST_VALUES: Final = 32 * 1024 * 1024
_MOST_BYTES: Final = 2**32 - 1


def find_packet(source: Source) -> bytes | None:
    """Return the XMP packet of a TIFF's first page."""
    order = order_of(source)
    entry = read_directory(source, number(source, 4, 4, order), order).entry(_XMP)
    return block(source, _values(entry)) if entry else None


def tagged(source: Source, release: Release) -> Iterator[Piece]:
    """Return the pieces of a TIFF with a release on its first page."""
    order = order_of(source)
    pages = _pages(source, order)
    packet = write_packet(release, find_packet(source))
    wiped = _apart(source, pages, order)
    yield take(source, 0, 4)
    start = len(source) + len(source) % 2
    yield start.to_bytes(4, "little" if order == "little" else "big")
    yield from _with_zeros(wiped, 8, len(source))
    yield bytes(len(source) % 2)
    for page in pages:
        fields = [
            (each.tag, each.kind, each.count, take(source, each.start, each.size)) for each in _kept(page)
        ]
        if page is pages[0]:
            fields.append((_XMP, _BYTE, len(packet), packet))
        size = len(encode_directory(fields, start, 0, order))
        following = 0 if page is pages[-1] else start + size
        yield encode_directory(fields, start, following, order)
        start += size
    if start > _MOST_BYTES:
        raise Refusal("TOO_LARGE")


def _pages(source: Source, order: str) -> list[Directory]:
    pages: list[Directory] = []
    at = number(source, 4, 4, order)
    while at:
        page = read_directory(source, at, order)
        if len(pages) == _MOST_PAGES or any(page.start == other.start for other in pages):
            raise Refusal("DAMAGED")
        if page.entry(_SUB_PICTURES):
            raise Refusal("UNSUPPORTED")
        pages.append(page)
        at = page.next
    if not pages:
        raise Refusal("DAMAGED")
    _check_room(pages)
    return pages


def _check_room(pages: list[Directory]) -> None:
    """Refuse more strips or longer values than a photograph has: a few bytes could ask for any memory."""
    kept = [each for page in pages for each in _kept(page)]
    places = sum(each.count for each in kept if each.tag in {where for where, _ in _PIXELS})
    if places > _MOST_PLACES or sum(each.size for each in kept) > _MOST_VALUES:
        raise Refusal("UNSUPPORTED")


def _kept(page: Directory) -> list[Entry]:
    return [each for each in page.entries if each.tag in _KEPT]


def _apart(source: Source, pages: list[Directory], order: str) -> list[range]:
    """Return what is overwritten, in order. Raises `Refusal` when it shares a byte with what is kept."""
    kept = [range(8), *(part for page in pages for part in _pixels(source, page, order))]
    kept += [_values(each) for page in pages for each in _kept(page) if not _is_inside(page, each)]
    wiped = {part for page in pages for part in _dropped(source, page, order)}
    met = sorted(
        [(each.start, each.stop, True) for each in kept] + [(each.start, each.stop, False) for each in wiped]
    )
    furthest = {True: 0, False: 0}
    for start, stop, stays in met:
        if start < furthest[not stays]:
            raise Refusal("DAMAGED")
        furthest[stays] = max(furthest[stays], stop)
    return _joined((start, stop) for start, stop, stays in met if not stays)


def _pixels(source: Source, page: Directory, order: str) -> Iterator[range]:
    for offsets, lengths in _PIXELS:
        where, long = page.entry(offsets), page.entry(lengths)
        if where and long:
            starts, sizes = values_of(source, where, order), values_of(source, long, order)
            yield from (
                range(start, start + size) for start, size in zip(starts, sizes, strict=False) if size
            )


def _dropped(source: Source, directory: Directory, order: str, depth: int = 0) -> Iterator[range]:
    """Return the old directory, and whatever only it leads to that is not kept."""
    yield directory.span
    for each in directory.entries:
        if depth == 0 and each.tag in _KEPT:
            continue
        if not _is_inside(directory, each):
            yield _values(each)
        if each.tag in _BELOW and depth <= len(_BELOW):
            below = read_directory(source, values_of(source, each, order)[0], order)
            yield from _dropped(source, below, order, depth + 1)


def _is_inside(directory: Directory, entry: Entry) -> bool:
    return directory.start < entry.start < directory.span.stop


def _values(entry: Entry) -> range:
    return range(entry.start, entry.start + entry.size)


def _joined(spans: Iterable[tuple[int, int]]) -> list[range]:
    joined: list[range] = []
    for start, stop in spans:
        if joined and start <= joined[-1].stop:
            joined[-1] = range(joined[-1].start, max(stop, joined[-1].stop))
        else:
            joined.append(range(start, stop))
    return joined


def _with_zeros(wiped: list[range], start: int, end: int) -> Iterator[Piece]:
    around = [range(start, start), *wiped, range(end, end)]
    for before, after in pairwise(around):
        yield range(before.stop, after.start)
        yield len(after)
