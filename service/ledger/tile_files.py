"""Keeping a log as tiles, and reading it from them: whoever holds the files makes any proof alone."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Final, TypeAlias

from service.ledger.failures import TileMalformed, TileMissing
from service.ledger.tiles import ENTRIES, HEIGHT, WIDTH, Tile, count_in, tile_at
from service.ledger.tree import EMPTY_ROOT, HASH_BYTES, Nodes, leaf_hash, nodes_over, range_root

Fetch: TypeAlias = Callable[[str], bytes | None]
"""Gives the content of the file at a tile's path, or None when there is no such file."""

_LENGTH_BYTES: Final = 2


def grow_tiles(kept: Fetch, size: int, leaves: Sequence[bytes]) -> Iterator[tuple[Tile, bytes]]:
    """Make only the tiles that these leaves (their hashes) fill or widen, from those kept of `size` leaves.

    Give many leaves in steps of a multiple of 256. Raises TileMissing or TileMalformed for a kept one.
    """
    level, hashes = 0, leaves
    while hashes:
        start, row = _open_row(kept, level, size, hashes)
        hashes = []
        for at in range(0, len(row), WIDTH):
            part = row[at : at + WIDTH]
            yield Tile(level, (start + at) // WIDTH, len(part)), b"".join(part)
            if len(part) == WIDTH:
                hashes.append(nodes_over(part)(HEIGHT, 0))
        level += 1


def grow_bundles(kept: Fetch, size: int, entries: Sequence[bytes]) -> Iterator[tuple[Tile, bytes]]:
    """Make only the bundles that these entries fill or widen, from those kept of `size` leaves.

    Raises TileMissing or TileMalformed, also for an entry longer than 65 535 bytes.
    """
    start = size - size % WIDTH
    begun = read_bundle(kept, tile_at(ENTRIES, size - 1, size)) if size > start else ()
    row = [*begun, *entries]
    for at in range(0, len(row), WIDTH):
        part = row[at : at + WIDTH]
        yield Tile(ENTRIES, (start + at) // WIDTH, len(part)), b"".join(map(_encode_entry, part))


def read_bundle(kept: Fetch, bundle: Tile) -> tuple[bytes, ...]:
    """Read a bundle's entries; raises TileMissing or TileMalformed. They are proved only by their tile."""
    content, at, entries = _read_content(kept, bundle), 0, []
    while at < len(content):
        start = at + _LENGTH_BYTES
        at = start + int.from_bytes(content[at:start], "big")
        entries.append(content[start:at])
    if at != len(content) or len(entries) not in {bundle.width, WIDTH}:
        raise TileMalformed
    return tuple(entries[: bundle.width])


def read_hashes(kept: Fetch, tile: Tile) -> tuple[bytes, ...]:
    """Read a tile's hashes; raises TileMissing or TileMalformed."""
    content = _read_content(kept, tile)
    if len(content) not in {tile.width * HASH_BYTES, WIDTH * HASH_BYTES}:
        raise TileMalformed
    return tuple(content[at : at + HASH_BYTES] for at in range(0, tile.width * HASH_BYTES, HASH_BYTES))


def nodes_in_tiles(kept: Fetch, size: int) -> Nodes:
    """Give the full subtrees of a tree of `size` leaves from its tiles; each file is fetched once.

    Nothing is believed: a false tile makes a proof that `verify_inclusion` and `verify_consistency` refuse.
    """

    @cache
    def subtrees(tile: Tile) -> Nodes:
        return nodes_over(read_hashes(kept, tile))

    def node(level: int, place: int) -> bytes:
        row, above = divmod(level, HEIGHT)
        tile = tile_at(row, place << above, size)
        return subtrees(tile)(above, place - (tile.place * WIDTH >> above))

    return node


def root_in_tiles(kept: Fetch, size: int) -> bytes:
    """Work out the root of `size` leaves from the tiles at the tree's edge."""
    return range_root(nodes_in_tiles(kept, size), 0, size) if size else EMPTY_ROOT


def check_bundle(kept: Fetch, bundle: Tile) -> tuple[bytes, ...]:
    """Read a bundle's entries and hold each to its hash in the tile above; raises also TileMalformed."""
    entries = read_bundle(kept, bundle)
    if tuple(map(leaf_hash, entries)) != read_hashes(kept, Tile(0, bundle.place, bundle.width)):
        raise TileMalformed
    return entries


def _open_row(kept: Fetch, level: int, size: int, hashes: Sequence[bytes]) -> tuple[int, Sequence[bytes]]:
    """Find where the level's last tile begins, and put what it holds before the new hashes."""
    count = count_in(level, size)
    if not count % WIDTH:
        return count, hashes
    return count - count % WIDTH, [*read_hashes(kept, tile_at(level, count - 1, size)), *hashes]


def _read_content(kept: Fetch, tile: Tile) -> bytes:
    """Fetch a tile, or the full one when the log has put the partial one away."""
    content = kept(tile.path)
    if content is None and tile.width < WIDTH:
        content = kept(Tile(tile.level, tile.place).path)
    if content is None:
        raise TileMissing(tile.path)
    return content


def _encode_entry(entry: bytes) -> bytes:
    try:
        return len(entry).to_bytes(_LENGTH_BYTES, "big") + entry
    except OverflowError as error:
        raise TileMalformed from error
