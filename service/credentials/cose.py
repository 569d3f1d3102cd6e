"""COSE_Sign1 without a tag (RFC 9052): four parts, all that is said of the signature is signed with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from service.credentials.cbor import decode, encode
from service.credentials.refusals import AlgorithmOther
from service.credentials.signing import KID_BYTES, SIGNATURE_BYTES, verify_signature

if TYPE_CHECKING:
    from service.credentials.key_ring import KeyRing, VerifyingKey
    from service.credentials.signing import IssuingKey

ALGORITHM: Final = 1
KID: Final = 4
TYPE: Final = 16
_CONTEXT: Final = "Signature1"


@dataclass(frozen=True, slots=True)
class Envelope:
    """A signed message taken apart; nothing in it is believed before `verify`."""

    protected: bytes
    payload: bytes
    signature: bytes
    algorithm: int
    kid: bytes

    def verify(self, keys: KeyRing, use: str) -> VerifyingKey:
        """Return the pinned key that signed. Raises KeyUnknown, AlgorithmOther or SignatureFalse."""
        key = keys.find(self.kid, use)
        if key.algorithm != self.algorithm:
            raise AlgorithmOther
        verify_signature(key.public, self.signature, _signed_bytes(self.protected, self.payload))
        return key


def sign_envelope(payload: bytes, key: IssuingKey, type_: str | None = None) -> bytes:
    """Return the signed message; its unprotected header is empty."""
    header: dict[int, object] = {ALGORITHM: key.algorithm, KID: key.kid}
    protected = encode(header if type_ is None else header | {TYPE: type_})
    return encode([protected, {}, payload, key.sign(_signed_bytes(protected, payload))])


def open_envelope(content: bytes, type_: str | None = None) -> Envelope:
    """Take a message apart. Raises ValueError unless it has just the form `sign_envelope` gives."""
    match decode(content):
        case [bytes() as protected, dict() as others, bytes() as payload, bytes() as signature] if not others:
            algorithm, kid = _read_header(protected, type_)
        case _:
            raise ValueError
    if len(signature) != SIGNATURE_BYTES:
        raise ValueError
    return Envelope(protected, payload, signature, algorithm, kid)


@lru_cache(maxsize=64)
def _read_header(protected: bytes, type_: str | None) -> tuple[int, bytes]:
    header = decode(protected)
    if not isinstance(header, dict):
        raise ValueError  # noqa: TRY004 - what others wrote is malformed, not of a wrong Python type
    algorithm, kid = header.get(ALGORITHM), header.get(KID)
    if not isinstance(algorithm, int) or not isinstance(kid, bytes) or len(kid) != KID_BYTES:
        raise ValueError
    wanted = {ALGORITHM: algorithm, KID: kid} | ({} if type_ is None else {TYPE: type_})
    if encode(wanted) != protected:
        raise ValueError
    return algorithm, kid


def _signed_bytes(protected: bytes, payload: bytes) -> bytes:
    """Write the four parts that are signed; the payload comes last, all else is the same for one key."""
    return _before_payload(protected) + encode(payload)


@lru_cache(maxsize=64)
def _before_payload(protected: bytes) -> bytes:
    return encode([_CONTEXT, protected, b"", b""]).removesuffix(encode(b""))
