"""A small log as it is given out: tiles, two checkpoints, proofs; made by the ledger's own functions."""

from dataclasses import dataclass, replace
from functools import partial

from service.ledger.checkpoint import Checkpoint, sign_checkpoint
from service.ledger.cosignature import CosignerKey, cosign
from service.ledger.leaf import canonical_event, draw_filler_entry, entry_for
from service.ledger.log_proof import ProofFile, write_receipt
from service.ledger.note import VerifierKey
from service.ledger.proofs import prove_consistency, prove_inclusion
from service.ledger.tile_files import grow_bundles, grow_tiles
from service.ledger.tree import leaf_hash, nodes_over, root_of
from service.ledger.witness import AddCheckpoint
from tests.support.log_keys import private_key, public_key

LOG = VerifierKey("registre.example.qc.ca/log", public_key(1))
WITNESSES = tuple(CosignerKey(f"temoin{n}.example/w", public_key(n)) for n in (2, 3))
OLD, NEW = 64, 320
PLACES = (0, 5, 63, 64, 255, 256, 319)
SECRET = bytes(range(32))
EVENT = canonical_event({"kind": "consent_signed", "nom": "Zoé"})
RECEIPT_AT = 300


@dataclass(frozen=True)
class GivenOut:
    """What anyone can load of a log, and what it hands to those who ask for a proof."""

    vkey: str
    witnesses: tuple[str, ...]
    older: str
    newer: str
    bundles: tuple[bytes, ...]
    tiles: tuple[bytes, ...]
    grown: str
    proofs: tuple[tuple[str, bytes | None], ...]
    """A proof file and its entry; None for a receipt, which bears its own."""

    def to_json(self) -> dict[str, object]:
        """Return it as a program reads it."""
        shown = {
            "bundles": [each.hex() for each in self.bundles],
            "tiles": [each.hex() for each in self.tiles],
        }
        proofs = [(text, entry.hex() if entry else None) for text, entry in self.proofs]
        told = {name: getattr(self, name) for name in ("vkey", "witnesses", "older", "newer", "grown")}
        return told | shown | {"proofs": proofs}


def entries() -> list[bytes]:
    drawn = [draw_filler_entry(partial(int.to_bytes, n, byteorder="big")) for n in range(NEW)]
    drawn[RECEIPT_AT] = entry_for(SECRET, EVENT)
    return drawn


def note_of(leaves: list[bytes], *, cosigned: bool) -> str:
    told = Checkpoint(LOG.name, len(leaves), root_of(leaves))
    lines = [sign_checkpoint(told, LOG, private_key(1).sign)]
    for n, key in enumerate(WITNESSES if cosigned else (), start=2):
        lines.append(cosign(told.encode(), key, private_key(n).sign, 1_790_000_000 + n))
    return "".join(lines)


def give_out() -> GivenOut:
    kept = entries()
    leaves = [leaf_hash(each) for each in kept]
    nodes, newer = nodes_over(leaves), note_of(leaves, cosigned=True)

    def nothing(_: str) -> None:
        return None

    def proof(at: int) -> ProofFile:
        return ProofFile(at, prove_inclusion(nodes, at, NEW).hashes, newer)

    grown = AddCheckpoint(OLD, prove_consistency(nodes, OLD, NEW).hashes, newer)
    receipt = write_receipt(SECRET, EVENT, proof(RECEIPT_AT))
    return GivenOut(
        vkey=LOG.encode(),
        witnesses=tuple(key.encode() for key in WITNESSES),
        older=note_of(leaves[:OLD], cosigned=False),
        newer=newer,
        bundles=tuple(content for _, content in grow_bundles(nothing, 0, kept)),
        tiles=tuple(content for tile, content in grow_tiles(nothing, 0, leaves) if tile.level == 0),
        grown=grown.encode(),
        proofs=((receipt, None), *((proof(at).encode(), kept[at]) for at in PLACES)),
    )


GIVEN_OUT = give_out()
ANOTHER_LOG = replace(GIVEN_OUT, vkey=VerifierKey(LOG.name, public_key(9)).encode())
