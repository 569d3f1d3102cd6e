"""What was done to a log is found and named: truncation, rewriting, a second history, an older database."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.ledger.checkpoint import Checkpoint, sign_checkpoint
from service.ledger.history import WHOLE, Finding, Roots, examine, examine_signed, roots_of
from service.ledger.note import VerifierKey
from service.ledger.proofs import ConsistencyProof, prove_consistency
from service.ledger.tile_files import grow_bundles, grow_tiles, nodes_in_tiles, read_bundle
from service.ledger.tiles import ENTRIES, WIDTH, tile_at
from service.ledger.tree import EMPTY_ROOT, Frontier, leaf_hash, nodes_over, root_of
from service.ledger.witness import AddCheckpoint, KnownLog, Seen, Verdict, consider
from tests.support.log_keys import private_key, public_key, verify

KEY = VerifierKey("exemple.ca/log", public_key(1))
MOST = 300
ENTRY = [b"\x01" + n.to_bytes(32, "big") for n in range(MOST)]


@dataclass(frozen=True)
class Database:
    """A log as its owner holds it: its entries, and its last checkpoint, true of what it held then."""

    entries: tuple[bytes, ...]
    last: Checkpoint

    @property
    def leaves(self) -> list[bytes]:
        return list(map(leaf_hash, self.entries))

    def grow(self, *entries: bytes) -> "Database":
        return publish((*self.entries, *entries))

    def prove(self, old: int) -> ConsistencyProof:
        return prove_consistency(nodes_over(self.leaves), old, self.last.size)


def publish(entries: tuple[bytes, ...]) -> Database:
    return Database(entries, Checkpoint(KEY.name, len(entries), root_of(list(map(leaf_hash, entries)))))


@cache
def database(size: int) -> Database:
    return publish(tuple(ENTRY[:size]))


def in_memory(held: Database, _sizes: Collection[int]) -> Roots:
    return roots_of(nodes_over(held.leaves), len(held.entries))


def in_tiles(held: Database, _sizes: Collection[int]) -> Roots:
    files: dict[str, bytes] = {}
    for tile, content in grow_tiles(files.get, 0, held.leaves):
        files[tile.path] = content
    return roots_of(nodes_in_tiles(files.get, len(held.entries)), len(held.entries))


def by_walking(held: Database, sizes: Collection[int]) -> Roots:
    edge, roots = Frontier(), {0: EMPTY_ROOT}
    for leaf in held.leaves:
        edge = edge.append(leaf)
        if edge.size in sizes:
            roots[edge.size] = edge.root()
    return roots.get


READINGS = [in_memory, in_tiles, by_walking]


def find(kept: Checkpoint, held: Database) -> Finding:
    """The finding, the same whichever way the leaves are read."""
    (found,) = {examine(kept, held.last, read(held, (kept.size, held.last.size))) for read in READINGS}
    return found


def is_witnessed(kept: Checkpoint, held: Database) -> Verdict:
    """What a witness that cosigned the one kept answers to the log's last."""
    proof = held.prove(kept.size).hashes if 0 < kept.size <= held.last.size <= len(held.entries) else ()
    note = sign_checkpoint(held.last, KEY, private_key(1).sign)
    known = {KEY.name: KnownLog((KEY,), Seen(kept.size, kept.root))}
    return consider(known, AddCheckpoint(kept.size, proof, note).encode(), verify).verdict


sizes = st.integers(2, MOST - 1) | st.sampled_from([64, 128, 255, 256, 257])


@given(sizes, sizes)
def test_a_log_that_only_grew_is_whole(old: int, new: int) -> None:
    old, new = sorted((old, new))
    finding = Finding.SAME if old == new else Finding.GREW
    assert find(database(old).last, database(new)) is finding
    assert finding in WHOLE
    assert examine_signed(database(old).last, database(new).last, database(new).prove(old)) is finding
    assert is_witnessed(database(old).last, database(new)) is Verdict.ACCEPTED


@given(sizes, st.data())
def test_a_truncated_log_is_found(size: int, data: st.DataObject) -> None:
    held, kept = database(size), database(data.draw(st.integers(1, size))).last
    gone = replace(held, entries=held.entries[: data.draw(st.integers(0, size - 1))])
    assert find(kept, gone) is Finding.TRUNCATED
    middle = data.draw(st.integers(0, size - 1))
    without = replace(held, entries=held.entries[:middle] + held.entries[middle + 1 :])
    assert find(kept, without) is Finding.TRUNCATED


@given(sizes, st.data())
def test_a_rewritten_log_is_found(size: int, data: st.DataObject) -> None:
    held, kept = database(size), database(data.draw(st.integers(1, size))).last
    at, other = data.draw(st.integers(0, size - 1)), data.draw(st.binary(max_size=32))
    changed = replace(held, entries=(*held.entries[:at], other, *held.entries[at + 1 :]))
    assert find(kept, changed) is Finding.REWRITTEN
    put_in = replace(held, entries=(*held.entries[:at], other, *held.entries[at:]))
    assert find(kept, put_in) is Finding.REWRITTEN
    turned = replace(held, entries=held.entries[::-1])
    assert find(kept, turned) is Finding.REWRITTEN


@given(sizes, st.data())
def test_a_second_history_that_the_log_signed_is_found(size: int, data: st.DataObject) -> None:
    kept, common = database(size).last, data.draw(st.integers(0, size - 1))
    more = data.draw(st.integers(size - common, size - common + 70))
    held = publish((*ENTRY[:common], *(b"other %d" % n for n in range(more))))
    assert find(kept, held) is Finding.FORKED
    signed = examine_signed(kept, held.last, held.prove(size))
    assert signed is (Finding.FORKED if held.last.size == size else Finding.UNPROVED)
    assert is_witnessed(kept, held) in {Verdict.ROOT_DIFFERS, Verdict.NOT_CONSISTENT}


@given(sizes, st.data())
def test_an_older_database_put_back_is_found(size: int, data: st.DataObject) -> None:
    kept, held = database(size).last, database(data.draw(st.integers(1, size - 1)))
    assert find(kept, held) is Finding.REPLAYED
    assert examine_signed(kept, held.last) is Finding.REPLAYED
    assert is_witnessed(kept, held) is Verdict.MALFORMED


def test_an_older_database_that_went_on_another_way_is_a_second_history() -> None:
    kept = database(100).last
    older = database(60)
    assert find(kept, older.grow(*[b"new"] * 39)) is Finding.REPLAYED
    assert find(kept, older.grow(*[b"new"] * 40)) is Finding.FORKED
    assert find(kept, older.grow(*[b"new"] * 41)) is Finding.FORKED
    not_yet_published = replace(older, entries=(*older.entries, *[b"new"] * 40))
    assert find(kept, not_yet_published) is Finding.FORKED


def test_an_older_checkpoint_shown_over_newer_leaves_is_found() -> None:
    held = replace(database(100), last=database(60).last)
    assert find(database(100).last, held) is Finding.REPLAYED
    assert find(database(60).last, held) is Finding.SAME


def test_leaves_that_wait_for_a_checkpoint_change_nothing() -> None:
    held = replace(database(100), last=database(64).last)
    assert find(database(64).last, held) is Finding.SAME
    assert find(database(10).last, held) is Finding.GREW


def test_nothing_is_said_between_logs_of_other_names() -> None:
    other = replace(database(10).last, origin="autre.ca/log")
    assert find(other, database(20)) is Finding.OTHER_LOG
    assert examine_signed(other, database(20).last) is Finding.OTHER_LOG


def test_whoever_kept_the_empty_log_knows_only_that_it_began() -> None:
    empty = Checkpoint(KEY.name, 0, EMPTY_ROOT)
    assert find(empty, database(5)) is Finding.GREW
    assert examine_signed(empty, database(5).last) is Finding.GREW
    assert find(database(5).last, Database((), empty)) is Finding.REPLAYED
    assert find(replace(empty, root=bytes(32)), database(5)) is Finding.FORKED


@pytest.mark.parametrize(
    "proof",
    [
        None,
        ConsistencyProof(10, 20, ()),
        database(21).prove(10),
        database(20).prove(11),
        database(20).prove(9),
    ],
)
def test_growth_is_believed_only_with_its_own_proof(proof: ConsistencyProof | None) -> None:
    assert examine_signed(database(10).last, database(20).last, proof) is Finding.UNPROVED
    assert examine_signed(database(10).last, database(20).last, database(20).prove(10)) is Finding.GREW


def test_a_proof_between_other_sizes_than_the_checkpoints_is_no_proof() -> None:
    proof = database(20).prove(10)
    lies = replace(database(20).last, size=999)
    assert examine_signed(database(10).last, lies, proof) is Finding.UNPROVED
    assert examine_signed(replace(database(10).last, size=7), database(20).last, proof) is Finding.UNPROVED


@given(st.integers(1, MOST), st.data())
def test_one_changed_byte_of_any_bundle_is_found_by_walking_them(size: int, data: st.DataObject) -> None:
    held, files = database(size), dict[str, bytearray]()
    for bundle, content in grow_bundles(lambda _: None, 0, held.entries):
        files[bundle.path] = bytearray(content)
    path = data.draw(st.sampled_from(sorted(files)))
    at = 35 * data.draw(st.integers(0, len(files[path]) // 35 - 1)) + data.draw(st.integers(2, 34))
    files[path][at] ^= data.draw(st.integers(1, 255))
    read = [
        read_bundle(lambda name: bytes(files[name]), tile_at(ENTRIES, place, size))
        for place in range(0, size, WIDTH)
    ]
    walked = Database(tuple(entry for bundle in read for entry in bundle), held.last)
    assert find(held.last, walked) is Finding.REWRITTEN
