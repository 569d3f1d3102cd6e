"""Base45 (RFC 9285): bytes as the 45 characters that QR codes hold at eleven bits a pair."""

from struct import pack
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_BASE: Final = 45
_PAIR, _LAST = 3, 2
"""Characters of two bytes, and of a last single one."""
_NONE: Final = 0xFF
_VALUES: Final = bytes(ALPHABET.find(chr(each)) & _NONE for each in range(256))
"""The value of each character; 0xFF is no character's."""


def encode_base45(content: bytes) -> str:
    """Write two bytes as three characters, a last single byte as two."""
    return "".join(_write(content[start : start + 2]) for start in range(0, len(content), 2))


def decode_base45(text: str) -> bytes:
    """Read what `encode_base45` wrote; raises ValueError for any other character, length or value."""
    values = text.encode("latin-1", "replace").translate(_VALUES)
    whole = len(values) - len(values) % _PAIR
    firsts, seconds, thirds = (values[start:whole:_PAIR] for start in range(_PAIR))
    pairs = [
        one + _BASE * (two + _BASE * three) for one, two, three in zip(firsts, seconds, thirds, strict=True)
    ]
    if _NONE in values or max(pairs, default=0) > 0xFFFF:  # noqa: PLR2004 - what two bytes hold
        raise ValueError("base45")
    return pack(f">{len(pairs)}H", *pairs) + _read_last(values[whole:])


def _write(pair: bytes) -> str:
    number, characters = int.from_bytes(pair, "big"), ""
    for _ in range(len(pair) + 1):
        number, digit = divmod(number, _BASE)
        characters += ALPHABET[digit]
    return characters


def _read_last(values: bytes) -> bytes:
    """Read the last single byte, when there is one. Raises ValueError."""
    if not values:
        return b""
    number = values[0] + _BASE * values[1] if len(values) == _LAST else _NONE + 1
    if number > _NONE:
        raise ValueError("base45")
    return bytes([number])
