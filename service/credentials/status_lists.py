"""Status lists: one bit for each token, 1 for « do not use », never a reason (IETF Token Status List).

A list is a CWT of its own type, signed by the status key: 2 its address, 6 signed at, 4 good until (48 h),
65534 how long to keep it before asking again, 65533 the bits, the lowest of each byte first, under zlib.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from service.credentials.cbor import decode, encode, is_number
from service.credentials.cose import open_envelope, sign_envelope
from service.credentials.key_ring import STATUS
from service.credentials.refusals import StatusMalformed
from service.credentials.tokens import MOST_LISTS, PLACES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from service.credentials.key_ring import KeyRing, VerifyingKey
    from service.credentials.signing import IssuingKey

GOOD_FOR: Final = timedelta(hours=48)
KEEP_FOR: Final = timedelta(hours=1)
TYPE: Final = "application/statuslist+cwt"
MOST_BYTES: Final = 1 << 18
"""More than any list takes: even bits that zlib cannot shorten stay below half of it."""

SUBJECT: Final = 2
EXPIRES: Final = 4
ISSUED: Final = 6
TIME_TO_LIVE: Final = 65534
STATUS_LIST: Final = 65533

_BITS_IN_BYTE: Final = 8
_BYTES: Final = PLACES // _BITS_IN_BYTE
_LAST_SECOND: Final = int(datetime.max.replace(tzinfo=UTC).timestamp())
_ADDRESS: Final = re.compile(r"https?://[^/?#\s]+(?:/[^?#\s]*)?/status/(0|[1-9][0-9]{0,4})")


@dataclass(frozen=True, slots=True)
class StatusList:
    """A list as it was signed: its address, its bits, and until when they can be told from."""

    address: str
    issued_at: datetime
    expires_at: datetime
    bits: bytes
    key: VerifyingKey

    @property
    def number(self) -> int:
        """Return the list's number, by which tokens name it."""
        return int(self.address.rpartition("/")[2])

    def is_set(self, index: int) -> bool:
        """Tell whether the token at this place must not be used."""
        return bool(self.bits[index // _BITS_IN_BYTE] >> index % _BITS_IN_BYTE & 1)


def set_bits(places: Iterable[int], count: int = PLACES) -> bytes:
    """Return `count` bits, those at `places` set, the lowest bit of each byte first."""
    bits = bytearray(count // _BITS_IN_BYTE)
    for place in places:
        bits[place // _BITS_IN_BYTE] |= 1 << place % _BITS_IN_BYTE
    return bytes(bits)


def pack_bits(bits: bytes) -> dict[str, object]:
    """Return bits as a list holds them: `{bits: 1, lst: zlib}`."""
    return {"bits": 1, "lst": zlib.compress(bits, level=9)}


def issue_status_list(bits: bytes, address: str, now: datetime, key: IssuingKey) -> bytes:
    """Sign a list as of a moment, good for 48 h. `address` is where it is published, …/status/{n}."""
    issued = int(now.timestamp())
    said: dict[int, object] = {SUBJECT: address, ISSUED: issued}
    said[EXPIRES] = issued + int(GOOD_FOR.total_seconds())
    said[TIME_TO_LIVE] = int(KEEP_FOR.total_seconds())
    payload = encode(said | {STATUS_LIST: pack_bits(bits)})
    _read_claims(payload)
    return sign_envelope(payload, key, TYPE)


def read_status_list(content: bytes, keys: KeyRing) -> StatusList:
    """Return a signed list; whether it is fresh, and its key in force, is for the caller to judge.

    Raises StatusMalformed, KeyUnknown, AlgorithmOther or SignatureFalse.
    """
    if len(content) > MOST_BYTES:
        raise StatusMalformed("length")
    try:
        envelope = open_envelope(content, TYPE)
    except ValueError as error:
        raise StatusMalformed from error
    key = envelope.verify(keys, STATUS)
    address, issued_at, expires_at, bits = _read_claims(envelope.payload)
    return StatusList(address, issued_at, expires_at, bits, key)


def _read_claims(payload: bytes) -> tuple[str, datetime, datetime, bytes]:
    """Read the claims. Raises StatusMalformed unless they are just the five, in order and within bounds."""
    try:
        said = decode(payload)
    except ValueError as error:
        raise StatusMalformed from error
    match said:
        case {2: str() as address, 6: issued, 4: expires, 65534: keep, 65533: {"lst": bytes() as compressed}}:
            held = {"bits": 1, "lst": compressed}
        case _:
            raise StatusMalformed("claims")
    in_order = {SUBJECT: address, ISSUED: issued, EXPIRES: expires, TIME_TO_LIVE: keep, STATUS_LIST: held}
    if encode(in_order) != payload:
        raise StatusMalformed("claims")
    issued_at, expires_at = _read_moment(issued), _read_moment(expires)
    if not timedelta() < expires_at - issued_at <= GOOD_FOR or not is_number(keep, 1, _LAST_SECOND):
        raise StatusMalformed("time")
    _check_address(address)
    return address, issued_at, expires_at, _open_bits(compressed)


def _check_address(address: str) -> None:
    found = _ADDRESS.fullmatch(address)
    if found is None or int(found[1]) >= MOST_LISTS:
        raise StatusMalformed("address")


def _read_moment(seconds: object) -> datetime:
    if not is_number(seconds, 0, _LAST_SECOND):
        raise StatusMalformed("time")
    return datetime.fromtimestamp(seconds, UTC)


def _open_bits(compressed: bytes) -> bytes:
    """Open the bits; never more than a list has, whatever the compressed bytes claim."""
    opened = zlib.decompressobj()
    try:
        bits = opened.decompress(compressed, _BYTES + 1)
    except zlib.error as error:
        raise StatusMalformed("bits") from error
    if len(bits) != _BYTES or not opened.eof or opened.unused_data:
        raise StatusMalformed("bits")
    return bits
