"""Tokens: what is printed as a QR code (CWT, RFC 8392). At most 135 bytes, and no word on who or why.

Claims: 4 the first day on which it no longer holds, 6 the day of issue (both 00:00 UTC), 7 the ID's ten
bytes, -70001 bits of media, -70002 bits of channels, -70003 [status list, place in it].
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from service.credentials.cbor import decode, encode, is_number
from service.credentials.cose import open_envelope, sign_envelope
from service.credentials.key_ring import TOKENS
from service.credentials.refusals import TokenMalformed
from service.credentials.scope import Scope, decode_bits, encode_bits
from service.domain.identifiers import ALPHABET, BYTES, LENGTH, VERSION, ConsentId
from service.domain.vocabulary import CHANNELS, MEDIA

if TYPE_CHECKING:
    from service.credentials.key_ring import KeyRing, VerifyingKey
    from service.credentials.signing import IssuingKey

MOST_BYTES: Final = 135
PLACES: Final = 1 << 20
"""Places of one status list."""
MOST_LISTS: Final = 1 << 16

EXPIRES: Final = 4
ISSUED: Final = 6
ID: Final = 7
MEDIA_BITS: Final = -70001
CHANNEL_BITS: Final = -70002
STATUS_PLACE: Final = -70003

_ORDER: Final = (EXPIRES, ISSUED, ID, MEDIA_BITS, CHANNEL_BITS, STATUS_PLACE)
_SHIFTS: Final = range(5 * (LENGTH - 1), -1, -5)
_EPOCH_ORDINAL: Final = date(1970, 1, 1).toordinal()
_DAY: Final = 86_400
_LAST_SECOND: Final = (1 << 32) - 1
"""In 2106; a day written longer would make a token too long to print."""


@dataclass(frozen=True, slots=True)
class StatusPlace:
    """Where a token's status stands: which list, and which bit of it."""

    list_number: int
    index: int


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token says. `expires_on` is the first day, in UTC, on which it no longer holds."""

    id: ConsentId
    issued_on: date
    expires_on: date
    scope: Scope
    status: StatusPlace


def expiry_of(last_day: date, issued_on: date) -> date | None:
    """Return the day after the last month end on which it is usable; None when no month end is left.

    `last_day` is the last day of use. Ends of months alone, so that the day tells nothing of the person.
    """
    first_after = (last_day + timedelta(days=1)).replace(day=1)
    return first_after if first_after > issued_on else None


def issue_token(claims: Claims, key: IssuingKey) -> bytes:
    """Sign a token. Raises TokenMalformed for claims that no verifier would take."""
    try:
        payload = _encode_claims(claims)
    except ValueError as error:
        raise TokenMalformed from error
    _decode_claims(payload)
    return sign_envelope(payload, key)


def read_token(content: bytes, keys: KeyRing) -> tuple[Claims, VerifyingKey]:
    """Return what a token says and the key that signed it.

    Whether the key is in force, and the token of today, is for the caller to judge. Raises TokenMalformed,
    KeyUnknown, AlgorithmOther or SignatureFalse.
    """
    if len(content) > MOST_BYTES:
        raise TokenMalformed("length")
    try:
        envelope = open_envelope(content)
    except ValueError as error:
        raise TokenMalformed from error
    key = envelope.verify(keys, TOKENS)
    return _decode_claims(envelope.payload), key


def _encode_claims(claims: Claims) -> bytes:
    return encode(
        {
            EXPIRES: _seconds_of(claims.expires_on),
            ISSUED: _seconds_of(claims.issued_on),
            ID: claims.id.to_bytes(),
            MEDIA_BITS: encode_bits(claims.scope.media, MEDIA),
            CHANNEL_BITS: encode_bits(claims.scope.channels, CHANNELS),
            STATUS_PLACE: [claims.status.list_number, claims.status.index],
        }
    )


def _seconds_of(day: date) -> int:
    return (day.toordinal() - _EPOCH_ORDINAL) * _DAY


def _decode_claims(payload: bytes) -> Claims:
    """Read the claims. Raises TokenMalformed unless they are just the six, in order and within bounds."""
    try:
        said = decode(payload)
    except ValueError as error:
        raise TokenMalformed from error
    if not isinstance(said, dict) or tuple(said) != _ORDER:
        raise TokenMalformed("claims")
    expires, issued, cti, media, channels, place = said.values()
    claims = Claims(
        read_id(cti),
        _read_day(issued),
        _read_day(expires),
        Scope(_read_bits(media, MEDIA), _read_bits(channels, CHANNELS)),
        _read_place(place),
    )
    if claims.expires_on <= claims.issued_on:
        raise TokenMalformed("expiry")
    return claims


def read_id(cti: object) -> ConsentId:
    """Read an ID as it was signed, ten bytes. Raises TokenMalformed.

    Check characters catch slips of typing; here the signature answers.
    """
    if not isinstance(cti, bytes) or len(cti) != BYTES:
        raise TokenMalformed("id")
    number = int.from_bytes(cti, "big")
    text = "".join([ALPHABET[number >> shift & 31] for shift in _SHIFTS])
    if not text.startswith(VERSION):
        raise TokenMalformed("id")
    return ConsentId(text)


def _read_day(seconds: object) -> date:
    if not is_number(seconds, 0, _LAST_SECOND) or seconds % _DAY:
        raise TokenMalformed("day")
    return date.fromordinal(_EPOCH_ORDINAL + seconds // _DAY)


def _read_bits(bits: object, listed: tuple[str, ...]) -> tuple[str, ...]:
    if not is_number(bits, 1, (1 << len(listed)) - 1):
        raise TokenMalformed("bits")
    return decode_bits(bits, listed)


def _read_place(place: object) -> StatusPlace:
    match place:
        case [number, index] if is_number(number, 0, MOST_LISTS - 1) and is_number(index, 0, PLACES - 1):
            return StatusPlace(number, index)
        case _:
            raise TokenMalformed("place")
