"""The two signature algorithms there are, each by its COSE number (RFC 9864)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from service.credentials.refusals import SignatureFalse

ED25519: Final = -19
ES256: Final = -9
KID_BYTES: Final = 4
SIGNATURE_BYTES: Final = 64
_HALF: Final = 32

Private: TypeAlias = Ed25519PrivateKey | ec.EllipticCurvePrivateKey
Public: TypeAlias = Ed25519PublicKey | ec.EllipticCurvePublicKey


@dataclass(frozen=True, slots=True)
class IssuingKey:
    """Signs tokens or status lists; `kid` is the four bytes by which verifiers find the public key."""

    kid: bytes
    private: Private

    @property
    def algorithm(self) -> int:
        """Return the algorithm's COSE number: -19 or -9."""
        return ED25519 if isinstance(self.private, Ed25519PrivateKey) else ES256

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of the signature; the same message gives the same bytes."""
        if isinstance(self.private, Ed25519PrivateKey):
            return self.private.sign(message)
        r, s = decode_dss_signature(
            self.private.sign(message, ec.ECDSA(SHA256(), deterministic_signing=True))
        )
        return r.to_bytes(_HALF, "big") + s.to_bytes(_HALF, "big")


def verify_signature(public: Public, signature: bytes, message: bytes) -> None:
    """Check the 64 bytes of a signature. Raises SignatureFalse."""
    try:
        if isinstance(public, Ed25519PublicKey):
            public.verify(signature, message)
        else:
            r, s = (int.from_bytes(half, "big") for half in (signature[:_HALF], signature[_HALF:]))
            public.verify(encode_dss_signature(r, s), message, ec.ECDSA(SHA256()))
    except InvalidSignature as error:
        raise SignatureFalse from error
