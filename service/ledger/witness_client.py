"""A log's side of the witness protocol (C2SP tlog-witness): ask, prove what is asked for, say how it stands.

A witness that will not cosign tells more than one that does: it has seen another history, or a newer one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from service.ledger.checkpoint import Checkpoint
from service.ledger.cosignature import CosignerKey, add_cosignatures, verify_cosignatures
from service.ledger.failures import LedgerFailure, RequestMalformed
from service.ledger.note import Verify
from service.ledger.proofs import prove_consistency
from service.ledger.tree import Nodes
from service.ledger.witness import AddCheckpoint, read_known_size

Post: TypeAlias = Callable[[str], tuple[int, str]]
"""Sends a request to one witness; gives status and body. Raises OSError when it is not reached."""

ACCEPTED: Final = 200
OTHER_SIZE: Final = 409
NOT_CONSISTENT: Final = 422
LATEST: Final = 253_402_300_799
"""The last second of the year 9999: a cosignature of later is none."""
_TURNS: Final = 3
"""Asked with what we remember, with what it answers, and once more when it moved on in between."""


class Standing(StrEnum):
    """How a log stands with one of its witnesses."""

    COSIGNED = "COSIGNED"
    """It cosigned the checkpoint."""
    UNREACHABLE = "UNREACHABLE"
    """It did not answer."""
    REFUSED = "REFUSED"
    """It answers, but not for this log: it does not know its name or key, or its answer makes no sense."""
    REPLAYED = "REPLAYED"
    """It cosigned a larger log than is shown now: an older state stands where a newer one was."""
    FORKED = "FORKED"
    """It cosigned another history than the one shown now."""


CHANGED: Final = frozenset({Standing.REPLAYED, Standing.FORKED})
"""What only a history that somebody changed can bring about."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The checkpoint to be cosigned: its note, and the full subtrees of the log it is of."""

    note: str
    nodes: Nodes

    @property
    def size(self) -> int:
        """Return how many leaves it covers."""
        return Checkpoint.decode(self.note.partition("\n\n")[0] + "\n").size


@dataclass(frozen=True, slots=True)
class Answered:
    """How the log stands, the note with the cosignature when there is one, and the size last cosigned."""

    standing: Standing
    note: str
    size: int = 0
    at: int = 0
    """When it cosigned (Unix seconds); 0: it did not."""


def ask_witness(post: Post, shown: Shown, key: CosignerKey, verify: Verify, known: int = 0) -> Answered:
    """Ask a witness for its cosignature; `known` is the size it is believed to have cosigned last."""
    old = min(known, shown.size)
    for _ in range(_TURNS):
        try:
            status, body = post(_request(shown, old))
        except OSError:
            return Answered(Standing.UNREACHABLE, shown.note, known)
        if status == ACCEPTED:
            return _cosigned(shown, body, key, verify)
        seen = _size_in(status, body)
        standing = _judge(status, seen, old, shown.size)
        if standing:
            return Answered(standing, shown.note, seen or known)
        old = seen
    return Answered(Standing.REFUSED, shown.note, known)


def _size_in(status: int, body: str) -> int:
    """Read the size that a witness says it cosigned last; 0 when it says none."""
    try:
        return read_known_size(body) if status == OTHER_SIZE else 0
    except RequestMalformed:
        return 0


def _judge(status: int, seen: int, old: int, size: int) -> Standing | None:
    """Say what a refusal tells; None: another proof is asked for."""
    if status == NOT_CONSISTENT:
        return Standing.FORKED
    if status != OTHER_SIZE:
        return Standing.REFUSED
    if seen > size:
        return Standing.REPLAYED
    return Standing.FORKED if seen == old and seen else None


def _request(shown: Shown, old: int) -> str:
    proof = prove_consistency(shown.nodes, old, shown.size).hashes if old else ()
    return AddCheckpoint(old, proof, shown.note).encode()


def _cosigned(shown: Shown, body: str, key: CosignerKey, verify: Verify) -> Answered:
    try:
        note = add_cosignatures(shown.note, body, (key,), verify)
        at = verify_cosignatures(note, (key,), verify)[key]
    except (LedgerFailure, KeyError):
        return Answered(Standing.REFUSED, shown.note)
    if at > LATEST:
        return Answered(Standing.REFUSED, shown.note)
    return Answered(Standing.COSIGNED, note, shown.size, at)
