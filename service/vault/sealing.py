"""Sealing of single values: only the key opens them, and only in the place they were sealed for."""

from typing import Final, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from service.vault.failures import SealBroken, TooLarge
from service.vault.randomness import Random

NONCE_BYTES: Final = 12
OVERHEAD: Final = 1 + NONCE_BYTES + 16
"""Bytes that sealing adds: version, nonce, tag."""
LENGTH_BYTES: Final = 4
"""Bytes of a sized value that tell its length: it holds `size - LENGTH_BYTES` at most."""

_AS_IS: Final = b"\x01"
_SIZED: Final = b"\x02"


class Place(NamedTuple):
    """Where a sealed value belongs; moved elsewhere, it does not open."""

    table: str
    row: int
    column: str
    version: int

    def encode(self) -> bytes:
        """Write table|row|column|version so that no two places read alike, whatever the names hold."""
        return f"{len(self.table)}:{self.table}|{self.row}|{self.column}|{self.version}".encode()


class Sealer:
    """Seals and opens with one 32-byte key (AES-256-GCM). Bytes: version, nonce, ciphertext with tag."""

    __slots__ = ("_cipher",)

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, plaintext: bytes, place: Place, random: Random, size: int | None = None) -> bytes:
        """Seal a value; with `size`, every value up to `size - 4` bytes gives `size + 29` bytes.

        Raises TooLarge when the value does not fit.
        """
        version, body = (_AS_IS, plaintext) if size is None else (_SIZED, _pad(plaintext, size))
        nonce = random(NONCE_BYTES)
        return version + nonce + self._cipher.encrypt(nonce, body, version + place.encode())

    def open(self, sealed: bytes, place: Place) -> bytes:
        """Return the value sealed for this place, or raise SealBroken."""
        version = sealed[:1]
        if len(sealed) < OVERHEAD or version not in (_AS_IS, _SIZED):
            raise SealBroken
        nonce = sealed[1 : 1 + NONCE_BYTES]
        try:
            body = self._cipher.decrypt(nonce, sealed[1 + NONCE_BYTES :], version + place.encode())
        except InvalidTag as error:
            raise SealBroken from error
        return body if version == _AS_IS else _unpad(body)


def _pad(plaintext: bytes, size: int) -> bytes:
    if len(plaintext) > size - LENGTH_BYTES:
        raise TooLarge
    return (len(plaintext).to_bytes(LENGTH_BYTES, "big") + plaintext).ljust(size, b"\0")


def _unpad(body: bytes) -> bytes:
    return body[LENGTH_BYTES : LENGTH_BYTES + int.from_bytes(body[:LENGTH_BYTES], "big")]
