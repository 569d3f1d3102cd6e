"""A witness's own key (Ed25519): drawn by `aval witness init`, it cosigns checkpoints and nothing else."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from service.ledger.cosignature import CosignerKey
from service.ledger.failures import LedgerFailure
from service.ledger.note import decode_base64, encode_base64
from service.vault.kek import sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_HEADER: Final = "PRIVATE+KEY"
_SEED_BYTES: Final = 32


class WitnessKeyMissing(Exception):
    """The folder holds no witness's key."""

    code = "WITNESS_KEY_MISSING"
    mend = "make it: aval witness init --name NAME"


class WitnessKeyUnreadable(Exception):
    """The file is not a witness's private key as it was written."""

    code = "WITNESS_KEY_UNREADABLE"
    mend = "bring the file back from a copy; a new key is a new witness"


@dataclass(frozen=True, slots=True)
class WitnessKey:
    """Cosigns under the witness's name; `public` is what others check cosignatures with."""

    private: Ed25519PrivateKey
    public: CosignerKey

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature of a cosigned message."""
        return self.private.sign(message)


def create_witness_key(path: Path, name: str, random: Callable[[int], bytes]) -> None:
    """Draw a key and write it, mode 0600, on disk before this returns. An old one stays.

    Raises KeyMalformed for a name that no note can bear.
    """
    seed = random(_SEED_BYTES)
    key = _of_seed(name, seed)
    line = "+".join((_HEADER, name, key.public.id.hex(), encode_base64(CosignerKey.kind + seed)))
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"{line}\n")
        file.flush()
        os.fsync(handle)
    sync_folder(path.parent)


def load_witness_key(path: Path) -> WitnessKey:
    """Read the key. Raises WitnessKeyMissing or WitnessKeyUnreadable."""
    try:
        line = path.read_text("utf-8").removesuffix("\n")
    except FileNotFoundError as error:
        raise WitnessKeyMissing from error
    try:
        name, key_id, encoded = line.removeprefix(f"{_HEADER}+").split("+", 2)
        key = _of_seed(name, decode_base64(encoded)[1:])
    except (ValueError, LedgerFailure) as error:
        raise WitnessKeyUnreadable from error
    if key.public.id.hex() != key_id:
        raise WitnessKeyUnreadable
    return key


def _of_seed(name: str, seed: bytes) -> WitnessKey:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    return WitnessKey(private, CosignerKey(name, private.public_key().public_bytes_raw()))
