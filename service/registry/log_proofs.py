"""That the log holds the acts on an authorization: proofs that tell nobody whose it is, or what it says.

A proof names an entry and its place, and the place counts all that was done before, by anyone on anything:
two own acts would tell what legal did in between. The public log shows where each entry stands, so that an
entry is its place. Both go to legal and auditors, who may know that; communications learn which acts the log
holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.ledger.log_proof import ProofFile
from service.registry.acts import LEGAL_FILE
from service.registry.loading import consent_of
from service.registry.permissions import can, check_may
from service.registry.recording import note_view

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from service.registry.account_records import Caller
    from service.registry.log_records import Leaf
    from service.registry.ports import Ports


@dataclass(frozen=True, slots=True)
class ActProof:
    """An act by its kind and moment, its entry, and the proof file; None until a checkpoint covers it.

    Both are None for who may not count what others do.
    """

    kind: str
    at: datetime
    entry: bytes | None
    proof: str | None


def prove_consent(ports: Ports, caller: Caller, consent_id: str) -> tuple[ActProof, ...]:
    """Prove each act on an authorization, oldest first. Raises `NotFound`."""
    check_may(caller, "prove_in_log")
    with ports.store.reading() as reader:
        file, consent = consent_of(reader, consent_id)
        wanted = ("consent", consent.number)
        leaves = [one for one in reader.leaves_of(file.person.number) if _is_on(one, wanted)]
        counts = can(caller, "see_places_in_log")
        paths = reader.prove_places([one.place for one in leaves if counts and one.place is not None])
        last = reader.last_checkpoint()
    note_view(ports, caller, "history_viewed", [file])
    note = last.note if last else ""
    return tuple(
        ActProof(one.act.kind, one.act.at, one.entry if counts else None, _file(one, paths, note))
        for one in leaves
    )


def _is_on(leaf: Leaf, record: tuple[str, int]) -> bool:
    return leaf.act.kind != LEGAL_FILE and record in leaf.left


def _file(leaf: Leaf, paths: Mapping[int, tuple[bytes, ...]], note: str) -> str | None:
    if leaf.place is None or leaf.place not in paths:
        return None
    return ProofFile(leaf.place, paths[leaf.place], note).encode()
