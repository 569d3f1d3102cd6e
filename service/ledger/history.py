"""Whether a log still has the history that someone kept a checkpoint of, and if not, what was done to it.

Whoever keeps a checkpoint needs no trust: the log must hold the leaves that it signed for, unchanged, and
show no second history and no older one. Which of these it is, is one of the findings below.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Final, TypeAlias

from service.ledger.checkpoint import Checkpoint
from service.ledger.failures import ProofInvalid
from service.ledger.proofs import ConsistencyProof, verify_consistency
from service.ledger.tree import EMPTY_ROOT, Nodes, range_root

Roots: TypeAlias = Callable[[int], bytes | None]
"""Gives the root over the first leaves that the log holds, or None when it holds fewer."""


class Finding(StrEnum):
    """What two checkpoints and the leaves themselves tell."""

    SAME = "SAME"
    """The log is the one that was kept."""
    GREW = "GREW"
    """The log is the one that was kept, and more."""
    OTHER_LOG = "OTHER_LOG"
    """The two checkpoints are of logs with other names: nothing can be said."""
    TRUNCATED = "TRUNCATED"
    """Leaves are gone: the log holds fewer than it itself signed for."""
    REWRITTEN = "REWRITTEN"
    """Leaves were changed, put in or moved: the log's own last root is not theirs."""
    FORKED = "FORKED"
    """The log signed two histories: one was kept, another is true of its leaves."""
    REPLAYED = "REPLAYED"
    """An older state stands where a newer one was: the log signed for more than it now shows."""
    UNPROVED = "UNPROVED"
    """Without the leaves: the log did not prove that the newer checkpoint begins with the one kept."""


WHOLE: Final = frozenset({Finding.SAME, Finding.GREW})
"""The findings of a log whose history nobody changed."""


def examine(kept: Checkpoint, shown: Checkpoint, roots: Roots) -> Finding:
    """Hold a log's leaves to its last checkpoint, and both to one that someone kept elsewhere.

    Both are verified (signature and name) before. `roots` is asked at these two sizes only, so that a walk
    over the leaves that notes those roots is enough.
    """
    if kept.origin != shown.origin:
        return Finding.OTHER_LOG
    root = roots(shown.size)
    if root is None:
        return Finding.TRUNCATED
    if root != shown.root:
        return Finding.REWRITTEN
    began = roots(kept.size)
    if began is None:
        return Finding.REPLAYED
    if began != kept.root:
        return Finding.FORKED
    return _order(kept.size, shown.size)


def examine_signed(kept: Checkpoint, shown: Checkpoint, proof: ConsistencyProof | None = None) -> Finding:
    """Hold one checkpoint to another that was kept, without the leaves: the proof is the log's own.

    Both are verified (signature and name) before. Only roots that differ at one size are a fork for certain.
    """
    if kept.origin != shown.origin:
        return Finding.OTHER_LOG
    if kept.size == shown.size and kept.root != shown.root:
        return Finding.FORKED
    if kept.size >= shown.size or (not kept.size and kept.root == EMPTY_ROOT):
        return _order(kept.size, shown.size)
    if proof is None or (proof.old_size, proof.new_size) != (kept.size, shown.size):
        return Finding.UNPROVED
    try:
        verify_consistency(proof, kept.root, shown.root)
    except ProofInvalid:
        return Finding.UNPROVED
    return Finding.GREW


def roots_of(nodes: Nodes, size: int) -> Roots:
    """Give the roots of a log held as `size` leaves with their subtrees: in memory, or in its tiles."""

    def root(at: int) -> bytes | None:
        if at > size:
            return None
        return range_root(nodes, 0, at) if at else EMPTY_ROOT

    return root


def _order(kept: int, shown: int) -> Finding:
    if kept == shown:
        return Finding.SAME
    return Finding.GREW if kept < shown else Finding.REPLAYED
