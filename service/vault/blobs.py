"""Sealing of whole files, in chunks: one cut, swapped, repeated or left out does not open."""

from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from service.vault.failures import SealBroken, TooLarge
from service.vault.randomness import KEY_BYTES, Random, draw_key
from service.vault.sealing import OVERHEAD, Place, Sealer

LARGEST_BLOB: Final = 50 * 1024 * 1024
CHUNK_BYTES: Final = 64 * 1024

_VERSION: Final = b"\x03"
_HEAD: Final = len(_VERSION) + OVERHEAD + KEY_BYTES
_SEALED_CHUNK: Final = CHUNK_BYTES + 16


def seal_blob(sealer: Sealer, content: bytes, place: Place, random: Random) -> bytes:
    """Seal a file of up to 50 MB; raises TooLarge beyond.

    Bytes: version, the file's own key sealed for its place, then chunks under that key. A chunk's nonce is
    its place in the file and whether it is the last, so the key may seal no second file.
    """
    if len(content) > LARGEST_BLOB:
        raise TooLarge
    key = draw_key(random)
    cipher = AESGCM(key)
    chunks = [content[at : at + CHUNK_BYTES] for at in range(0, len(content), CHUNK_BYTES)] or [b""]
    last = len(chunks) - 1
    body = (cipher.encrypt(_nonce(i, last=i == last), chunk, None) for i, chunk in enumerate(chunks))
    return b"".join((_VERSION, sealer.seal(key, place, random), *body))


def open_blob(sealer: Sealer, sealed: bytes, place: Place) -> bytes:
    """Return the file sealed for this place, byte for byte, or raise SealBroken."""
    if sealed[:1] != _VERSION or len(sealed) <= _HEAD:
        raise SealBroken
    cipher = AESGCM(sealer.open(sealed[1:_HEAD], place))
    view = memoryview(sealed)
    starts = range(_HEAD, len(sealed), _SEALED_CHUNK)
    last = len(starts) - 1
    try:
        return b"".join(
            cipher.decrypt(_nonce(i, last=i == last), view[at : at + _SEALED_CHUNK], None)
            for i, at in enumerate(starts)
        )
    except InvalidTag as error:
        raise SealBroken from error


def _nonce(place: int, *, last: bool) -> bytes:
    return place.to_bytes(11, "big") + bytes([last])
