"""The log's own signing key (Ed25519): drawn at `init`, kept wrapped beside the key-encryption key."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from service.ledger.note import VerifierKey
from service.vault.data_keys import unwrap, wrap
from service.vault.kek import Kek, sync_folder
from service.vault.randomness import draw_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class LogKeyMissing(Exception):
    """The log's key is not beside the key-encryption key, where `init` put it."""

    code = "LOG_KEY_MISSING"


@dataclass(frozen=True, slots=True)
class LogKey:
    """Signs checkpoints under the log's name; `verifier` is what others check them with."""

    private: Ed25519PrivateKey
    verifier: VerifierKey

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature of a note's text."""
        return self.private.sign(message)


def create_log_key(path: Path, kek: Kek, random: Callable[[int], bytes]) -> None:
    """Draw the key and write it wrapped, mode 0600, on disk before this returns; an old one stays."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "wb") as file:
        file.write(wrap(kek, draw_key(random)))
        file.flush()
        os.fsync(handle)
    sync_folder(path.parent)


def load_log_key(path: Path, kek: Kek, origin: str) -> LogKey:
    """Read the key. Raises LogKeyMissing, or KeyUnwrapFailed when it is not of this key-encryption key."""
    if not path.exists():
        raise LogKeyMissing
    private = Ed25519PrivateKey.from_private_bytes(unwrap(kek, path.read_bytes()))
    return LogKey(private, VerifierKey(origin, private.public_key().public_bytes_raw()))


def is_signed(key: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether an Ed25519 signature is right, for a note's verifier."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True
