"""Proof files (C2SP tlog-proof, `.tlog-proof`): that an entry is in the log, for whoever checks offline."""

import re
from dataclasses import dataclass
from typing import Final

from service.ledger.cosignature import Witnessed, Witnessing, verify_witnessed
from service.ledger.failures import ProofFileMalformed
from service.ledger.leaf import SECRET_BYTES, entry_for
from service.ledger.note import Verify, decode_base64, encode_base64
from service.ledger.proofs import InclusionProof, verify_inclusion
from service.ledger.tree import HASH_BYTES, leaf_hash

_HEADER: Final = "c2sp.org/tlog-proof@v1"
_EXTRA: Final = "extra "
_INDEX: Final = re.compile(r"index (0|[1-9][0-9]{0,18})")


@dataclass(frozen=True, slots=True)
class ProofFile:
    """An entry's place, its path to the root, the checkpoint's note; `extra` is signed by nobody."""

    index: int
    hashes: tuple[bytes, ...]
    note: str
    extra: bytes | None = None

    def encode(self) -> str:
        """Write the file."""
        extra = () if self.extra is None else (f"{_EXTRA}{encode_base64(self.extra)}",)
        hashes = map(encode_base64, self.hashes)
        return "\n".join((_HEADER, *extra, f"index {self.index}", *hashes, "", self.note))

    @staticmethod
    def decode(text: str) -> "ProofFile":
        """Read a file; raises ProofFileMalformed. Its note is read by `verify_proof_file`."""
        head, found, note = text.partition("\n\n")
        header, *lines = head.split("\n")
        with_extra = bool(lines) and lines[0].startswith(_EXTRA)
        index = _INDEX.fullmatch(lines[with_extra]) if len(lines) > with_extra else None
        if not found or header != _HEADER or index is None:
            raise ProofFileMalformed
        extra = _decode(lines[0].removeprefix(_EXTRA)) if with_extra else None
        hashes = tuple(map(_decode, lines[with_extra + 1 :]))
        if any(len(each) != HASH_BYTES for each in hashes):
            raise ProofFileMalformed
        return ProofFile(int(index[1]), hashes, note, extra)


def verify_proof_file(text: str, leaf: bytes, whom: Witnessing, verify: Verify) -> Witnessed:
    """Return the checkpoint under which a leaf (its hash) is proved to be in the log.

    Raises ProofFileMalformed, NoteMalformed, NoteNotSigned, TooFewWitnesses or ProofInvalid.
    """
    return _verify(ProofFile.decode(text), leaf, whom, verify)


def write_receipt(secret: bytes, event: bytes, proof: ProofFile) -> str:
    """Write a proof file that stands alone: what is needed to work the leaf out is its extra.

    It tells the event (canonical) to whoever holds it, so it goes to nobody who may not read it.
    """
    if len(secret) != SECRET_BYTES:
        raise ProofFileMalformed
    return ProofFile(proof.index, proof.hashes, proof.note, secret + event).encode()


def verify_receipt(text: str, whom: Witnessing, verify: Verify) -> tuple[bytes, Witnessed]:
    """Return the canonical event that the receipt proves to be in the log, and the checkpoint that covers it.

    Raises as `verify_proof_file`.
    """
    receipt = ProofFile.decode(text)
    if receipt.extra is None or len(receipt.extra) < SECRET_BYTES:
        raise ProofFileMalformed
    secret, event = receipt.extra[:SECRET_BYTES], receipt.extra[SECRET_BYTES:]
    return event, _verify(receipt, leaf_hash(entry_for(secret, event)), whom, verify)


def _verify(file: ProofFile, leaf: bytes, whom: Witnessing, verify: Verify) -> Witnessed:
    witnessed = verify_witnessed(file.note, whom, verify)
    verify_inclusion(
        InclusionProof(file.index, witnessed.checkpoint.size, file.hashes), leaf, witnessed.checkpoint.root
    )
    return witnessed


def _decode(line: str) -> bytes:
    try:
        return decode_base64(line)
    except ValueError as error:
        raise ProofFileMalformed from error
