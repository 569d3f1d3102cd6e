"""The Merkle tree of RFC 6962: one root stands for every leaf and its place."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from typing import Final, NamedTuple, TypeAlias

from service.ledger.failures import FrontierInvalid

HASH_BYTES: Final = 32
EMPTY_ROOT: Final = hashlib.sha256().digest()

Nodes: TypeAlias = Callable[[int, int], bytes]
"""Gives the root of the full subtree at (level, place): its leaves begin with leaf place·2ˡᵉᵛᵉˡ."""


def leaf_hash(entry: bytes) -> bytes:
    """Hash a leaf's entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into one."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Node(NamedTuple):
    """A full subtree: its level (0 is a leaf), its place in that level, its root."""

    level: int
    place: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Frontier:
    """The tree's growing edge: the roots of its full subtrees, largest first. All that appending needs."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def completed(self, leaf: bytes) -> tuple[Node, ...]:
        """List the subtrees that one more leaf completes, the leaf itself first."""
        nodes = [Node(0, self.size, leaf)]
        for left in self.hashes[::-1][: trailing_ones(self.size)]:
            level, place, right = nodes[-1]
            nodes.append(Node(level + 1, place >> 1, node_hash(left, right)))
        return tuple(nodes)

    def append(self, leaf: bytes) -> "Frontier":
        """Return the edge after one more leaf (its hash, not its entry)."""
        kept = len(self.hashes) - trailing_ones(self.size)
        return Frontier(self.size + 1, (*self.hashes[:kept], self.completed(leaf)[-1].hash))

    def extend(self, leaves: Sequence[bytes]) -> "Frontier":
        """Return the edge after many more leaves (their hashes): row by row, many times as fast."""
        row, left = list(leaves), list(self.hashes)
        kept: list[bytes] = []
        for level in range((self.size + len(row)).bit_length()):
            if self.size >> level & 1:
                row.insert(0, left.pop())
            if len(row) & 1:
                kept.append(row.pop())
            row = _join_pairs(row)
        return Frontier(self.size + len(leaves), tuple(reversed(kept)))

    def root(self) -> bytes:
        """Return the root of the whole tree."""
        return _join(self.hashes) if self.hashes else EMPTY_ROOT

    def encode(self) -> list[str]:
        """Write the hashes in hexadecimal; the size is kept beside them."""
        return [each.hex() for each in self.hashes]

    @staticmethod
    def decode(size: int, hashes: Sequence[str]) -> "Frontier":
        """Read a kept edge; raises FrontierInvalid when it cannot be that of `size` leaves."""
        try:
            read = tuple(bytes.fromhex(each) for each in hashes)
        except ValueError as error:
            raise FrontierInvalid from error
        if size < 0 or len(read) != size.bit_count() or any(len(each) != HASH_BYTES for each in read):
            raise FrontierInvalid
        return Frontier(size, read)


def leaf_hashes(entries: Sequence[bytes]) -> list[bytes]:
    """Hash many entries."""
    sha256 = hashlib.sha256
    return [sha256(b"\x00" + entry).digest() for entry in entries]


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes."""
    return Frontier().extend(leaves).root()


def nodes_over(leaves: Sequence[bytes]) -> Nodes:
    """Give the full subtrees over leaf hashes held in memory."""

    @cache
    def node(level: int, place: int) -> bytes:
        if level == 0:
            return leaves[place]
        return node_hash(node(level - 1, 2 * place), node(level - 1, 2 * place + 1))

    return node


def range_root(nodes: Nodes, start: int, end: int) -> bytes:
    """Return the root over leaves start…end-1, where start is a multiple of a power of two ≥ end-start."""
    parts = []
    while start < end:
        level = (end - start).bit_length() - 1
        parts.append(nodes(level, start >> level))
        start += 1 << level
    return _join(parts)


def _join_pairs(row: Sequence[bytes]) -> list[bytes]:
    """Hash each two neighbours of a row into one of the row above."""
    sha256, each = hashlib.sha256, iter(row)
    return [sha256(b"\x01" + left + right).digest() for left, right in zip(each, each, strict=True)]


def _join(subtrees: Sequence[bytes]) -> bytes:
    return reduce(lambda right, left: node_hash(left, right), reversed(subtrees))


def trailing_ones(size: int) -> int:
    """Count the low bits set: how many full subtrees of a tree the next leaf joins."""
    return (~size & (size + 1)).bit_length() - 1
