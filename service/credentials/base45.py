"""Base45 (RFC 9285): bytes as the 45 characters that QR codes hold at eleven bits a pair."""

from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_BASE: Final = 45
_MOST_OF: Final = {3: (2, 0xFFFF), 2: (1, 0xFF)}
_VALUES: Final = {each: value for value, each in enumerate(ALPHABET)}


def encode_base45(content: bytes) -> str:
    """Write two bytes as three characters, a last single byte as two."""
    return "".join(_write(content[start : start + 2]) for start in range(0, len(content), 2))


def decode_base45(text: str) -> bytes:
    """Read what `encode_base45` wrote; raises ValueError for any other character, length or value."""
    return b"".join(_read(text[start : start + 3]) for start in range(0, len(text), 3))


def _write(pair: bytes) -> str:
    number, characters = int.from_bytes(pair, "big"), ""
    for _ in range(len(pair) + 1):
        number, digit = divmod(number, _BASE)
        characters += ALPHABET[digit]
    return characters


def _read(group: str) -> bytes:
    if len(group) not in _MOST_OF or not _VALUES.keys() >= set(group):
        raise ValueError("base45")
    size, most = _MOST_OF[len(group)]
    number = 0
    for each in reversed(group):
        number = number * _BASE + _VALUES[each]
    if number > most:
        raise ValueError("base45")
    return number.to_bytes(size, "big")
