"""Tiles: the paths and bytes of C2SP tlog-tiles, and from the files alone every root and proof."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.ledger.checkpoint import verify_checkpoint
from service.ledger.failures import LedgerFailure, OutsideTree, ProofInvalid, TileMalformed, TileMissing
from service.ledger.note import VerifierKey
from service.ledger.proofs import prove_consistency, prove_inclusion, verify_consistency, verify_inclusion
from service.ledger.tile_files import (
    check_bundle,
    grow_bundles,
    grow_tiles,
    nodes_in_tiles,
    read_bundle,
    read_hashes,
    root_in_tiles,
)
from service.ledger.tiles import ENTRIES, WIDTH, Tile, tile_at
from service.ledger.tree import EMPTY_ROOT, leaf_hash, nodes_over, root_of
from tests.support.log_keys import verify

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "transparency-logs.json").read_text())
PATHS, TESSERA = VECTORS["paths"], VECTORS["tessera_log"]
MOST = 2900
ENTRY = [b"\x01" + n.to_bytes(32, "big") for n in range(MOST)]
LEAVES = [leaf_hash(entry) for entry in ENTRY]
NODES = nodes_over(LEAVES)
sizes = st.integers(1, MOST) | st.sampled_from([255, 256, 257, 511, 512, 513, 2560])


def nothing(_path: str) -> None:
    return None


def grow(files: dict[str, bytes], old: int, new: int) -> dict[str, bytes]:
    """The files that growing from one size to another makes; they are kept with the others."""
    made = {
        tile.path: content
        for tile, content in (
            *grow_tiles(files.get, old, LEAVES[old:new]),
            *grow_bundles(files.get, old, ENTRY[old:new]),
        )
    }
    files.update(made)
    return made


def files_of(size: int) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    grow(files, 0, size)
    return files


WHOLE = files_of(MOST)


@pytest.mark.parametrize(("path", "level", "place", "width"), PATHS["good"])
def test_paths_are_those_of_tessera(path: str, level: int, place: int, width: int) -> None:
    assert Tile(level, place, width).path == path
    assert Tile.decode(path) == Tile(level, place, width)


@pytest.mark.parametrize(
    "path",
    [
        *PATHS["bad"],
        "",
        "tile/0/000/",
        "/tile/0/000",
        "tile/00/000",
        "tile/0/000.p/0",
        "tile/0/000.p/01",
        "tile/0/x000/001",
        "tile/0/\u0660\u0660\u0660",
        "tile/0/000\n",
        "tile/entries/../000",
    ],
)
def test_no_other_path_is_a_tile(path: str) -> None:
    with pytest.raises(TileMalformed):
        Tile.decode(path)


@pytest.mark.parametrize(
    ("level", "place", "width"), [(-2, 0, 1), (64, 0, 1), (0, -1, 1), (0, 0, 0), (0, 0, 257)]
)
def test_what_no_tree_has_is_no_tile(level: int, place: int, width: int) -> None:
    with pytest.raises(TileMalformed):
        Tile(level, place, width)


def test_a_tree_of_70_000_leaves_has_the_tiles_that_the_specification_counts() -> None:
    leaf = leaf_hash(b"")
    tiles = [tile for tile, _ in grow_tiles(nothing, 0, [leaf] * 70_000)]
    full = [sum(tile.level == level and tile.width == WIDTH for tile in tiles) for level in range(3)]
    partial = [(tile.level, tile.width) for tile in tiles if tile.width < WIDTH]
    assert (full, partial) == ([273, 1, 0], [(0, 112), (1, 17), (2, 1)])
    assert [tile.path for tile, _ in grow_tiles(nothing, 0, [leaf] * 256)] == ["tile/0/000", "tile/1/000.p/1"]


def test_the_log_of_tessera_has_its_roots_from_its_entries_alone() -> None:
    entries = [entry.encode() for entry in TESSERA["entries"]]
    files: dict[str, bytes] = {}
    for bundle, content in grow_bundles(files.get, 0, entries):
        files[bundle.path] = content
    assert files["tile/entries/000.p/15"].startswith(b"\x00\x03one\x00\x03two\x00\x05three")
    read = read_bundle(files.get, Tile(ENTRIES, 0, 15))
    for kind in ("", "later_"):
        key = VerifierKey.decode(TESSERA[f"{kind}vkey"])
        for note in TESSERA[f"{kind}checkpoints"]:
            told = verify_checkpoint(note, key, verify)
            hashes = [leaf_hash(each) for each in read[: told.size]]
            tiles = {tile.path: content for tile, content in grow_tiles(nothing, 0, hashes)}
            assert root_in_tiles(tiles.get, told.size) == told.root


@given(st.lists(sizes, max_size=4))
def test_growing_in_steps_leaves_the_files_of_growing_at_once(steps: list[int]) -> None:
    files: dict[str, bytes] = {}
    ends = sorted({*steps, MOST})
    for old, new in zip([0, *ends], ends, strict=False):
        made = grow(files, old, new)
        assert all(Tile.decode(path).fits(new) and not Tile.decode(path).fits(old) for path in made)
    assert {path: files[path] for path in WHOLE} == WHOLE
    left = {path for path in files if path not in WHOLE}
    assert all(Tile.decode(path).width < WIDTH for path in left)


@given(sizes, st.data())
def test_the_root_and_every_proof_come_from_the_files_alone(size: int, data: st.DataObject) -> None:
    files = files_of(size)
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    nodes, root = nodes_in_tiles(files.get, size), root_in_tiles(files.get, size)
    assert root == root_of(LEAVES[:size])
    proof, growth = prove_inclusion(nodes, index, size), prove_consistency(nodes, old, size)
    assert proof == prove_inclusion(NODES, index, size)
    assert growth == prove_consistency(NODES, old, size)
    verify_inclusion(proof, nodes(0, index), root)
    verify_consistency(growth, root_of(LEAVES[:old]), root)
    assert check_bundle(files.get, tile_at(ENTRIES, index, size))[index % WIDTH] == ENTRY[index]


def test_the_full_tile_serves_when_the_partial_one_was_put_away() -> None:
    for size in (1, 255, 257, 2500):
        last = tile_at(0, size - 1, size)
        assert last.path not in WHOLE
        assert nodes_in_tiles(WHOLE.get, size)(0, size - 1) == LEAVES[size - 1]
        assert check_bundle(WHOLE.get, tile_at(ENTRIES, size - 1, size))[-1] == ENTRY[size - 1]


def test_an_empty_log_has_the_empty_root_and_no_file() -> None:
    assert root_in_tiles(nothing, 0) == EMPTY_ROOT
    assert not files_of(0)
    with pytest.raises(OutsideTree):
        prove_inclusion(nodes_in_tiles(nothing, 0), 0, 0)


def test_each_file_is_fetched_once() -> None:
    fetched = []

    def fetch(path: str) -> bytes | None:
        fetched.append(path)
        return WHOLE.get(path)

    nodes = nodes_in_tiles(fetch, MOST)
    for index in range(0, MOST, 100):
        prove_inclusion(nodes, index, MOST)
    assert len(fetched) == len(set(fetched))


def test_a_tile_newer_than_the_tree_does_not_fit_it() -> None:
    assert Tile(0, 0, 112).fits(112)
    assert not Tile(0, 0, 113).fits(112)
    assert not Tile(0, 1).fits(511)
    assert not Tile(1, 0, 1).fits(255)
    assert Tile(ENTRIES, 1).fits(512)


def test_a_missing_tile_is_said_by_its_path() -> None:
    for path in (tile_at(0, MOST - 1, MOST).path, "tile/1/000.p/11"):
        kept = {**WHOLE}
        del kept[path]
        with pytest.raises(TileMissing, match=path):
            root_in_tiles(kept.get, MOST)
    with pytest.raises(TileMissing):
        list(grow_tiles(nothing, 5, LEAVES[5:6]))


@pytest.mark.parametrize("content", [b"", b"\0" * 31, b"\0" * 33, b"\0" * 96])
def test_a_tile_of_another_length_is_refused(content: bytes) -> None:
    with pytest.raises(TileMalformed):
        read_hashes({"tile/0/000.p/2": content}.get, Tile(0, 0, 2))


@pytest.mark.parametrize(
    "content",
    [b"", b"\0", b"\0\1a", b"\0\1a\0", b"\0\1a\0\2b", b"\0\1a\0\1b\0", b"\0\1a\0\1bc", b"\0\1a\0\1b\0\1c"],
)
def test_a_bundle_of_another_count_or_cut_short_is_refused(content: bytes) -> None:
    with pytest.raises(TileMalformed):
        read_bundle({"tile/entries/000.p/2": content}.get, Tile(ENTRIES, 0, 2))


def test_an_entry_too_long_for_a_bundle_is_refused() -> None:
    assert read_bundle(
        {t.path: c for t, c in grow_bundles(nothing, 0, [bytes(65_535), b""])}.get, Tile(ENTRIES, 0, 2)
    ) == (bytes(65_535), b"")
    with pytest.raises(TileMalformed):
        list(grow_bundles(nothing, 0, [bytes(65_536)]))


SMALL = 300
SMALL_FILES = files_of(SMALL)


@pytest.mark.parametrize("path", sorted(SMALL_FILES))
@given(st.data())
def test_one_changed_byte_of_any_file_is_found(path: str, data: st.DataObject) -> None:
    content = bytearray(SMALL_FILES[path])
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    files, changed = {**SMALL_FILES, path: bytes(content)}, Tile.decode(path)
    root = root_of(LEAVES[:SMALL])
    if changed.level == ENTRIES:
        with pytest.raises(TileMalformed):
            check_bundle(files.get, changed)
        return
    index = min(SMALL - 1, (changed.place * WIDTH + at // 32) * WIDTH**changed.level)
    with pytest.raises(LedgerFailure):
        check_root_and_leaf(files, index, root)


def check_root_and_leaf(files: dict[str, bytes], index: int, root: bytes) -> None:
    nodes = nodes_in_tiles(files.get, SMALL)
    verify_inclusion(prove_inclusion(nodes, index, SMALL), nodes(0, index), root)
    if root_in_tiles(files.get, SMALL) != root:
        raise ProofInvalid
