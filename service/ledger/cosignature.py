"""Cosignatures (C2SP tlog-cosignature, version 1): a witness says that it saw this checkpoint, and when.

A log that shows two histories needs its witnesses to sign both. Whoever asks for enough of them cannot be
shown another history than everybody else.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from service.ledger.checkpoint import Checkpoint, verify_checkpoint
from service.ledger.failures import NoteMalformed, NoteNotSigned, TooFewWitnesses
from service.ledger.note import (
    NoteKey,
    Sign,
    VerifierKey,
    Verify,
    add_signatures,
    read_signatures,
    write_line,
)

_TIME_BYTES: Final = 8
_SIGNATURE_BYTES: Final = 64
_LATEST: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class CosignerKey(NoteKey):
    """A witness's key. It must sign nothing else: the signed text does not name the witness."""

    kind = b"\x04"


@dataclass(frozen=True, slots=True)
class Witnessing:
    """Whom to believe: the log's key, the witnesses known, and how many of them must have cosigned."""

    log: VerifierKey
    witnesses: tuple[CosignerKey, ...] = ()
    enough: int = 0


@dataclass(frozen=True, slots=True)
class Witnessed:
    """A checkpoint that holds, and when each known witness that cosigned it last said so (Unix seconds)."""

    checkpoint: Checkpoint
    times: dict[CosignerKey, int]


def cosign(text: str, key: CosignerKey, sign: Sign, at: int) -> str:
    """Return the line that a witness adds to a checkpoint's note at `at` (Unix seconds).

    Raises NoteMalformed unless the text is a checkpoint's. Sign only what `consider` accepted.
    """
    Checkpoint.decode(text)
    if not 0 <= at <= _LATEST:
        raise NoteMalformed
    return write_line(key, at.to_bytes(_TIME_BYTES, "big") + sign(_message(text, at)))


def verify_cosignatures(note: str, keys: Collection[CosignerKey], verify: Verify) -> dict[CosignerKey, int]:
    """Return when each of these witnesses last cosigned the note; those who did not are left out.

    Lines of others are passed over. Raises NoteMalformed, or NoteNotSigned when one of theirs is false.
    """
    text, found = read_signatures(note, keys)
    times: dict[CosignerKey, int] = {}
    for key, signature in found:
        at = int.from_bytes(signature[:_TIME_BYTES], "big")
        whole = len(signature) == _TIME_BYTES + _SIGNATURE_BYTES and at <= _LATEST
        if not whole or not verify(key.public_key, signature[_TIME_BYTES:], _message(text, at)):
            raise NoteNotSigned
        times[key] = max(at, times.get(key, 0))
    return times


def add_cosignatures(note: str, answer: str, keys: Collection[CosignerKey], verify: Verify) -> str:
    """Return the checkpoint's note with the lines that a witness answered; those of others are left out.

    Raises NoteMalformed, or NoteNotSigned when a known witness's line is false.
    """
    text, _ = read_signatures(note, keys)
    answered = f"{text}\n{answer}"
    verify_cosignatures(answered, keys, verify)
    told, found = read_signatures(answered, keys)
    if told != text:
        raise NoteMalformed
    return add_signatures(note, found)


def verify_witnessed(note: str, whom: Witnessing, verify: Verify) -> Witnessed:
    """Return the checkpoint that the log signed and enough witnesses cosigned.

    Raises NoteMalformed, NoteNotSigned, or TooFewWitnesses; two names for one key are one witness.
    """
    checkpoint = verify_checkpoint(note, whom.log, verify)
    times = verify_cosignatures(note, whom.witnesses, verify)
    if len({key.public_key for key in times}) < whom.enough:
        raise TooFewWitnesses
    return Witnessed(checkpoint, times)


def _message(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()
