"""Sealed references: what stands outside for an internal number; all look alike, no table keeps them."""

import base64
import binascii
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from service.vault.failures import BadReference

LENGTH: Final = 26
_NUMBER: Final = slice(1, 7)
_ITEM: Final = slice(7, 11)
_ZEROS: Final = bytes(5)
_PADDING: Final = "=" * 6
_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS: Final = tuple(high + low for high in _ALPHABET for low in _ALPHABET)
_SPARE_BITS: Final = 2
_SHIFTS: Final = range(120, -1, -10)


class SealedReferences:
    """Writes and reads references under the registry's reference key.

    One AES-256 block holds kind (1 byte), number (6), item (4) and 5 zero bytes by which a forged or
    mistyped reference is told; the text is its 26 characters of lowercase base32.
    """

    __slots__ = ("_open", "_seal")

    def __init__(self, key: bytes) -> None:
        cipher = Cipher(algorithms.AES(key), modes.ECB())  # noqa: S305 - one block shows no pattern
        # Kept for all blocks: in this mode none depends on those before it.
        self._seal = cipher.encryptor()
        self._open = cipher.decryptor()

    def encode(self, kind: str, number: int, item: int = 0) -> str:
        """Return the reference of a number (below 2⁴⁸) and an item of its file (below 2³²).

        `kind` is one ASCII character. The same three always give the same text.
        """
        block = kind.encode("ascii") + number.to_bytes(6, "big") + item.to_bytes(4, "big") + _ZEROS
        return _encode_text(self._seal.update(block))

    def decode(self, kind: str, text: str) -> tuple[int, int]:
        """Return (number, item); raises BadReference when not issued here or of another kind."""
        block = self._open.update(_decode_text(text))
        if block[:1] != kind.encode("ascii") or block[_ITEM.stop :] != _ZEROS:
            raise BadReference
        return int.from_bytes(block[_NUMBER], "big"), int.from_bytes(block[_ITEM], "big")


def _encode_text(sealed: bytes) -> str:
    """Write base32 two characters at a time: every answer has two references."""
    bits = int.from_bytes(sealed, "big") << _SPARE_BITS
    return "".join([_PAIRS[bits >> shift & 1023] for shift in _SHIFTS])


def _decode_text(text: str) -> bytes:
    """Read the 26 characters; a second spelling of the same bytes is refused."""
    try:
        sealed = base64.b32decode(text.upper() + _PADDING)
    except (binascii.Error, ValueError) as error:
        raise BadReference from error
    if len(text) != LENGTH or _encode_text(sealed) != text:
        raise BadReference
    return sealed
