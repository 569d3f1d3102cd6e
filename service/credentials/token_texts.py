"""A token as text: the address that any phone opens, and the short code that scanners take.

In the address the token stands after the `#`, as decimal digits, which QR codes hold at ten bits for three;
browsers keep what follows the `#` to themselves, so the server never sees it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from service.credentials.base45 import decode_base45, encode_base45
from service.credentials.refusals import TextMalformed
from service.credentials.tokens import MOST_BYTES

PREFIX: Final = "CAC1:"
PATH: Final = "/v"
VERSION: Final = b"\x01"
"""Stands before the token's bytes in the number, which keeps its length and says what it is."""
MOST_CHARACTERS: Final = 2048
"""Longer texts are not even looked at."""
LARGEST_QR: Final = 9
"""The largest QR version that is printed: 53 modules a side."""

Mode: TypeAlias = Literal["byte", "numeric", "alphanumeric"]

_ADDRESS: Final = re.compile(r"https?://[^/?#\s]+(?:/[^?#\s]*)?/v#([1-9][0-9]{0,339})")
_BITS_AT_M: Final = (128, 224, 352, 512, 688, 864, 992, 1232, 1456)
"""Bits that QR versions 1 to 9 hold at level M (ISO/IEC 18004, table 7)."""
_MODE_BITS: Final = 4
_COUNT_BITS: Final[dict[Mode, int]] = {"byte": 8, "numeric": 10, "alphanumeric": 9}
_LAST_DIGITS: Final = (0, 4, 7)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a QR code's text, and the mode that holds it in the fewest bits."""

    mode: Mode
    text: str

    @property
    def bits(self) -> int:
        """Return the bits it takes in versions 1 to 9, its heading included."""
        return _MODE_BITS + _COUNT_BITS[self.mode] + self._content_bits()

    def _content_bits(self) -> int:
        size = len(self.text)
        if self.mode == "numeric":
            return size // 3 * 10 + _LAST_DIGITS[size % 3]
        if self.mode == "alphanumeric":
            return size // 2 * 11 + size % 2 * 6
        return len(self.text.encode()) * 8


def to_address(token: bytes, public_url: str) -> str:
    """Return the address of a token's page, the token after the `#`."""
    return f"{public_url.rstrip('/')}{PATH}#{int.from_bytes(VERSION + token, 'big')}"


def to_code(token: bytes) -> str:
    """Return the token as `CAC1:` and base45."""
    return PREFIX + encode_base45(token)


def read_text(text: str) -> bytes:
    """Return the bytes of a token written either way; nothing of it is believed yet. Raises TextMalformed."""
    text = text.strip()
    if len(text) > MOST_CHARACTERS:
        raise TextMalformed
    try:
        if text.startswith(PREFIX):
            return _within_bounds(decode_base45(text.removeprefix(PREFIX)))
        address = _ADDRESS.fullmatch(text)
        if address is None:
            raise TextMalformed
        return _read_number(int(address[1]))
    except ValueError as error:
        raise TextMalformed from error


def segments_of(text: str) -> tuple[Segment, ...]:
    """Split an address or a code into the segments a QR code is drawn from."""
    if text.startswith(PREFIX):
        return (Segment("alphanumeric", text),)
    page, sign, number = text.partition("#")
    return Segment("byte", page + sign), Segment("numeric", number)


def qr_version(segments: tuple[Segment, ...]) -> int | None:
    """Return the smallest QR version that holds the segments at level M; None when 9 is too small."""
    needed = sum(segment.bits for segment in segments)
    return next((version for version, bits in enumerate(_BITS_AT_M, 1) if needed <= bits), None)


def qr_modules(version: int) -> int:
    """Return a QR code's modules a side, without the quiet zone."""
    return 17 + 4 * version


def longest_public_url() -> int:
    """Return the most characters PUBLIC_URL may have for the largest token to be printed."""
    number = Segment("numeric", "9" * len(to_address(b"\xff" * MOST_BYTES, "").partition("#")[2]))
    heading = Segment("byte", PATH + "#").bits
    return (_BITS_AT_M[LARGEST_QR - 1] - number.bits - heading) // 8


def _read_number(number: int) -> bytes:
    content = number.to_bytes((number.bit_length() + 7) // 8, "big")
    if not content.startswith(VERSION):
        raise TextMalformed
    return _within_bounds(content.removeprefix(VERSION))


def _within_bounds(token: bytes) -> bytes:
    if not 0 < len(token) <= MOST_BYTES:
        raise TextMalformed
    return token
