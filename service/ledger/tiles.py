"""Tiles (C2SP tlog-tiles): the tree as files that never change, and the name of each.

A tile holds up to 256 hashes of one row of the tree, eight levels above the row below. A full tile is one
hash of the row above; only the last tile of a row is partial.
"""

import re
from dataclasses import dataclass
from typing import Final

from service.ledger.failures import TileMalformed

ENTRIES: Final = -1
"""The level of bundles: below the leaves' hashes, the entries themselves."""
WIDTH: Final = 256
HEIGHT: Final = 8
_GROUP: Final = 1000
_HIGHEST: Final = 63
_PATH: Final = re.compile(r"tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\.p/([0-9]{1,3}))?")


@dataclass(frozen=True, slots=True)
class Tile:
    """One file: its level (ENTRIES for a bundle), its place in that level, how many of 256 it holds."""

    level: int
    place: int
    width: int = WIDTH

    def __post_init__(self) -> None:
        if not (ENTRIES <= self.level <= _HIGHEST and self.place >= 0 and 0 < self.width <= WIDTH):
            raise TileMalformed

    @property
    def path(self) -> str:
        """Write where the file is, below the log's address: `tile/0/x001/067.p/112`."""
        row = "entries" if self.level == ENTRIES else self.level
        partial = "" if self.width == WIDTH else f".p/{self.width}"
        return f"tile/{row}/{_encode_place(self.place)}{partial}"

    @staticmethod
    def decode(path: str) -> "Tile":
        """Read a path; raises TileMalformed for any spelling but the one `path` gives."""
        found = _PATH.fullmatch(path)
        if not found:
            raise TileMalformed
        row, place, width = found.groups()
        level = ENTRIES if row == "entries" else int(row)
        tile = Tile(level, int(re.sub("[x/]", "", place)), WIDTH if width is None else int(width))
        if tile.path != path:
            raise TileMalformed
        return tile

    def fits(self, size: int) -> bool:
        """Tell whether a tree of `size` leaves holds all of it, so that it tells nothing newer."""
        return self.place * WIDTH + self.width <= count_in(self.level, size)


def tile_at(level: int, place: int, size: int) -> Tile:
    """Name the tile that holds the hash at `place` of that level, as wide as a tree of `size` fills it."""
    start = place - place % WIDTH
    return Tile(level, start // WIDTH, min(WIDTH, count_in(level, size) - start))


def count_in(level: int, size: int) -> int:
    """Count the hashes in a level of a tree; entries as many as leaves."""
    return size >> HEIGHT * max(level, 0)


def _encode_place(place: int) -> str:
    groups = [f"{place % _GROUP:03}"]
    while place := place // _GROUP:
        groups.append(f"x{place % _GROUP:03}")
    return "/".join(reversed(groups))
