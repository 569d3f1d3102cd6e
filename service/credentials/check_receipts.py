"""Receipts of checks: what was asked, what was answered and when, signed; for a day, whoever asked shows it.

A CWT (RFC 8392) in COSE_Sign1 as tokens are, with a type of its own in what is signed, so that neither is
ever taken for the other. Claims: 1 the registry's host, 4 its end, 6 the moment of the answer (seconds),
7 the check's number, -70004 [medium, channels, purpose, day of the post], -70005 the numbers asked about,
-70006 a digest of the whole question, -70007 [answer, numbers to cite, conditions, last day of the answer].
It names nobody. As text: `CAR1:` and base64url without padding.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from service.credentials.cbor import decode, encode, is_number
from service.credentials.cose import open_envelope, sign_envelope
from service.credentials.key_ring import TOKENS
from service.credentials.refusals import ReceiptMalformed, TokenMalformed
from service.credentials.tokens import read_id
from service.domain.identifiers import ConsentId
from service.domain.vocabulary import CHANNELS, CONDITIONS, MEDIA, PURPOSES

if TYPE_CHECKING:
    from service.credentials.key_ring import KeyRing, VerifyingKey
    from service.credentials.signing import IssuingKey

PREFIX: Final = "CAR1:"
TYPE: Final = "application/aval-receipt+cwt"
GOOD_FOR: Final = timedelta(hours=24)
ANSWERS: Final = ("yes", "yes_with_conditions", "no", "cannot_tell")
MOST_BYTES: Final = 8192
LONGEST_NAME: Final = 255
DIGEST_BYTES: Final = 32

ISSUER: Final = 1
EXPIRES: Final = 4
ISSUED: Final = 6
NUMBER: Final = 7
POST: Final = -70004
ASKED: Final = -70005
DIGEST: Final = -70006
ANSWER: Final = -70007
_ORDER: Final = (ISSUER, EXPIRES, ISSUED, NUMBER, POST, ASKED, DIGEST, ANSWER)
_LAST_SECOND: Final = (1 << 32) - 1


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt says. `at` is the moment of the answer; `until` the last day that the answer gave."""

    issuer: str
    number: str
    at: datetime
    medium: str
    channels: tuple[str, ...]
    purpose: str
    on: date
    asked: tuple[ConsentId, ...]
    digest: bytes
    answer: str
    cite: tuple[ConsentId, ...]
    conditions: tuple[str, ...]
    until: date

    @property
    def expires_at(self) -> datetime:
        """Return the moment from which it is no longer valid."""
        return self.at + GOOD_FOR


def issue_receipt(receipt: Receipt, key: IssuingKey) -> bytes:
    """Sign a receipt. Raises ReceiptMalformed for one that no verifier would take."""
    payload = _encode_claims(receipt)
    _decode_claims(payload)
    return sign_envelope(payload, key, TYPE)


def read_receipt(content: bytes, keys: KeyRing) -> tuple[Receipt, VerifyingKey]:
    """Return what a receipt says and the key that signed it; whether both are of today is for the caller.

    Raises ReceiptMalformed, KeyUnknown, AlgorithmOther or SignatureFalse.
    """
    if len(content) > MOST_BYTES:
        raise ReceiptMalformed("length")
    try:
        envelope = open_envelope(content, TYPE)
    except ValueError as error:
        raise ReceiptMalformed from error
    key = envelope.verify(keys, TOKENS)
    return _decode_claims(envelope.payload), key


def to_text(receipt: bytes) -> str:
    """Return a signed receipt as people keep and send it."""
    return PREFIX + base64.urlsafe_b64encode(receipt).rstrip(b"=").decode("ascii")


def read_text(text: str) -> bytes:
    """Return the bytes of a receipt as text; nothing of it is believed yet. Raises ReceiptMalformed."""
    written = text.strip()
    try:
        if not written.startswith(PREFIX) or len(written) > 2 * MOST_BYTES:
            raise ReceiptMalformed("text")
        body = written.removeprefix(PREFIX)
        content = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error) as error:
        raise ReceiptMalformed("text") from error
    if to_text(content) != written:
        raise ReceiptMalformed("text")
    return content


def is_receipt(given: str | bytes) -> bool:
    """Tell a receipt from a token by its kind alone, signature aside."""
    if isinstance(given, str):
        return given.strip().startswith(PREFIX)
    try:
        open_envelope(given, TYPE)
    except ValueError:
        return False
    return True


def _encode_claims(receipt: Receipt) -> bytes:
    at = int(receipt.at.timestamp())
    return encode(
        {
            ISSUER: receipt.issuer,
            EXPIRES: at + int(GOOD_FOR.total_seconds()),
            ISSUED: at,
            NUMBER: receipt.number.encode(),
            POST: [receipt.medium, list(receipt.channels), receipt.purpose, receipt.on.isoformat()],
            ASKED: [one.to_bytes() for one in receipt.asked],
            DIGEST: receipt.digest,
            ANSWER: [
                receipt.answer,
                [one.to_bytes() for one in receipt.cite],
                list(receipt.conditions),
                receipt.until.isoformat(),
            ],
        }
    )


def _decode_claims(payload: bytes) -> Receipt:
    """Read the claims. Raises ReceiptMalformed unless they are just the eight, in order and within bounds."""
    try:
        said = decode(payload)
        if not isinstance(said, dict) or tuple(said) != _ORDER:
            raise ReceiptMalformed("claims")
        return _read_claims(said)
    except (ValueError, TypeError, TokenMalformed) as error:
        raise ReceiptMalformed("claims") from error


def _read_claims(said: dict[int, Any]) -> Receipt:
    medium, channels, purpose, on = said[POST]
    answer, cite, conditions, until = said[ANSWER]
    receipt = Receipt(
        issuer=_text(said[ISSUER]),
        number=_text(_bytes(said[NUMBER]).decode("ascii")),
        at=_moment(said[ISSUED]),
        medium=_one_of(medium, MEDIA),
        channels=tuple(_one_of(each, CHANNELS) for each in _listed(channels)),
        purpose=_one_of(purpose, PURPOSES),
        on=date.fromisoformat(on),
        asked=tuple(read_id(each) for each in _listed(said[ASKED])),
        digest=_bytes(said[DIGEST]),
        answer=_one_of(answer, ANSWERS),
        cite=tuple(read_id(each) for each in _listed(cite)),
        conditions=tuple(_one_of(each, CONDITIONS) for each in _listed(conditions)),
        until=date.fromisoformat(until),
    )
    if _moment(said[EXPIRES]) != receipt.expires_at or len(receipt.digest) != DIGEST_BYTES:
        raise ReceiptMalformed("claims")
    if _encode_claims(receipt) != encode(said):
        raise ReceiptMalformed("spelling")
    return receipt


def _text(given: object) -> str:
    if not isinstance(given, str) or not 0 < len(given) <= LONGEST_NAME:
        raise ReceiptMalformed("text")
    return given


def _bytes(given: object) -> bytes:
    if not isinstance(given, bytes):
        raise ReceiptMalformed("bytes")
    return given


def _moment(given: object) -> datetime:
    if not is_number(given, 0, _LAST_SECOND):
        raise ReceiptMalformed("moment")
    return datetime.fromtimestamp(given, UTC)


def _one_of(given: object, listed: tuple[str, ...]) -> str:
    if not isinstance(given, str) or given not in listed:
        raise ReceiptMalformed("code")
    return given


def _listed(given: object) -> list[object]:
    if not isinstance(given, list):
        raise ReceiptMalformed("list")
    return given
