"""Proofs of RFC 9162: that a leaf is in the tree, that a tree only grew. Anyone can verify them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.ledger.failures import OutsideTree, ProofInvalid
from service.ledger.tree import HASH_BYTES, Nodes, node_hash, range_root, trailing_ones


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """Shows that leaf `index` (from 0) is in the tree of `size` leaves."""

    index: int
    size: int
    hashes: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class ConsistencyProof:
    """Shows that the tree of `new_size` leaves begins with that of `old_size`."""

    old_size: int
    new_size: int
    hashes: tuple[bytes, ...]


def prove_inclusion(nodes: Nodes, index: int, size: int) -> InclusionProof:
    """Make the proof for one leaf, from the tree's full subtrees. Raises OutsideTree (RFC 9162, 2.1.3.1)."""
    if not 0 <= index < size:
        raise OutsideTree
    hashes, start, end = [], 0, size
    while end - start > 1:
        middle = start + _left_size(end - start)
        if index < middle:
            hashes.append(range_root(nodes, middle, end))
            end = middle
        else:
            hashes.append(range_root(nodes, start, middle))
            start = middle
    return InclusionProof(index, size, tuple(reversed(hashes)))


def prove_consistency(nodes: Nodes, old_size: int, new_size: int) -> ConsistencyProof:
    """Make the proof between two sizes. Raises OutsideTree (RFC 9162, 2.1.4.1)."""
    if not 0 < old_size <= new_size:
        raise OutsideTree
    hashes, start, end = [], 0, new_size
    while end != old_size:
        middle = start + _left_size(end - start)
        if old_size <= middle:
            hashes.append(range_root(nodes, middle, end))
            end = middle
        else:
            hashes.append(range_root(nodes, start, middle))
            start = middle
    if start:
        hashes.append(range_root(nodes, start, end))
    return ConsistencyProof(old_size, new_size, tuple(reversed(hashes)))


def verify_inclusion(proof: InclusionProof, leaf: bytes, root: bytes) -> None:
    """Raise ProofInvalid unless the leaf (its hash) has that place under that root (RFC 9162, 2.1.3.2)."""
    _check(0 <= proof.index < proof.size and len(leaf) == HASH_BYTES)
    reached = leaf
    for each, on_left in _climb(proof.index, proof.size - 1, proof.hashes):
        reached = node_hash(each, reached) if on_left else node_hash(reached, each)
    _check(reached == root)


def verify_consistency(proof: ConsistencyProof, old_root: bytes, new_root: bytes) -> None:
    """Raise ProofInvalid unless the new tree begins with the old one (RFC 9162, 2.1.4.2)."""
    old, new = proof.old_size, proof.new_size
    _check(0 < old <= new)
    if old == new:
        return _check(not proof.hashes and old_root == new_root)
    # An old tree of 2ⁿ leaves is a whole subtree of the new one: its root is where the path begins.
    path = proof.hashes if old & (old - 1) else (old_root, *proof.hashes)
    _check(bool(path))
    shared = trailing_ones(old - 1)
    reached_old = reached_new = path[0]
    for each, on_left in _climb((old - 1) >> shared, (new - 1) >> shared, path[1:]):
        reached_old = node_hash(each, reached_old) if on_left else reached_old
        reached_new = node_hash(each, reached_new) if on_left else node_hash(reached_new, each)
    return _check(reached_old == old_root and reached_new == new_root)


def _climb(place: int, last: int, hashes: Sequence[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Climb from a subtree to the root: each hash of the path, and whether it stands on the left."""
    for each in hashes:
        _check(last > 0 and len(each) == HASH_BYTES)
        on_left = bool(place & 1) or place == last
        while on_left and place and not place & 1:
            place, last = place >> 1, last >> 1
        yield each, on_left
        place, last = place >> 1, last >> 1
    _check(last == 0)


def _left_size(size: int) -> int:
    """Return the largest power of two below size (2 or more)."""
    return 1 << (size - 1).bit_length() - 1


def _check(holds: bool) -> None:  # noqa: FBT001 - the one question this asks
    if not holds:
        raise ProofInvalid
