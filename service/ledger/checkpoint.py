"""Checkpoints (C2SP tlog-checkpoint): the log's size and root, signed for all to keep and compare."""

import re
from dataclasses import dataclass
from typing import Final

from service.ledger.failures import NoteMalformed, NoteNotSigned
from service.ledger.note import (
    Sign,
    VerifierKey,
    Verify,
    decode_base64,
    encode_base64,
    sign_note,
    verify_note,
)
from service.ledger.tree import HASH_BYTES

_SIZE: Final = re.compile(r"0|[1-9][0-9]{0,18}")
_FEWEST_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A log's name, its number of leaves, the root over them; further lines are kept as they are."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def encode(self) -> str:
        """Write the text that is signed."""
        return "\n".join((self.origin, str(self.size), encode_base64(self.root), *self.extensions, ""))

    @staticmethod
    def decode(text: str) -> "Checkpoint":
        """Read the text of a note; raises NoteMalformed."""
        *lines, end = text.split("\n")
        if end or len(lines) < _FEWEST_LINES or not all(lines):
            raise NoteMalformed
        origin, size, root, *extensions = lines
        if not _SIZE.fullmatch(size):
            raise NoteMalformed
        return Checkpoint(origin, int(size), _read_root(root), tuple(extensions))


def sign_checkpoint(checkpoint: Checkpoint, key: VerifierKey, sign: Sign) -> str:
    """Return the signed note; the key bears the log's name. Raises NoteMalformed for no true checkpoint."""
    text = checkpoint.encode()
    if checkpoint.origin != key.name or Checkpoint.decode(text) != checkpoint:
        raise NoteMalformed
    return sign_note(text, key, sign)


def verify_checkpoint(note: str, key: VerifierKey, verify: Verify) -> Checkpoint:
    """Return the checkpoint that the log's key signed; raises NoteMalformed or NoteNotSigned."""
    checkpoint = Checkpoint.decode(verify_note(note, key, verify))
    if checkpoint.origin != key.name:
        raise NoteNotSigned
    return checkpoint


def _read_root(line: str) -> bytes:
    try:
        root = decode_base64(line)
    except ValueError as error:
        raise NoteMalformed from error
    if len(root) != HASH_BYTES:
        raise NoteMalformed
    return root
