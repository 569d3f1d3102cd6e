"""The public keys a verifier trusts: pinned beforehand, never fetched because a token names one."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from service.credentials.refusals import KeysMalformed, KeyUnknown
from service.credentials.signing import ED25519, ES256, KID_BYTES, Public

TOKENS: Final = "tokens"
STATUS: Final = "status"
_COORDINATE_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class VerifyingKey:
    """One public key, and its time: `not_before` included, `not_after` not.

    `use` is what it may have signed, `tokens` or `status`; None: both.
    """

    kid: bytes
    algorithm: int
    public: Public
    not_before: datetime
    not_after: datetime
    use: str | None = None

    def is_in_force(self, at: datetime) -> bool:
        """Tell whether signatures of this key are believed at a moment."""
        return self.not_before <= at < self.not_after


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Pinned keys by number; two keys of one number are refused when they are read."""

    keys: dict[bytes, VerifyingKey]

    def find(self, kid: bytes, use: str) -> VerifyingKey:
        """Return the key of this number for this use. Raises KeyUnknown."""
        key = self.keys.get(kid)
        if key is None or key.use not in {None, use}:
            raise KeyUnknown(kid.hex())
        return key


def key_ring(*keys: VerifyingKey) -> KeyRing:
    """Gather keys. Raises KeysMalformed when two have one number: the number alone finds the key."""
    ring = KeyRing({key.kid: key for key in keys})
    if len(ring.keys) != len(keys):
        raise KeysMalformed("kid")
    return ring


def read_key_list(text: str | bytes) -> KeyRing:
    """Read `{"keys": [{kid, alg, x, y?, not_before, not_after, use?}]}`. Raises KeysMalformed.

    kid in hexadecimal, x and y in base64url; a day alone means from its beginning, or to its end, in UTC.
    Whoever reads a list off the network first checks the offline root's note over it; other fields of the
    list, and keys of other uses, are passed over.
    """
    try:
        listed: Any = json.loads(text)
        return key_ring(
            *(read_key(each) for each in listed["keys"] if each.get("use") in {None, TOKENS, STATUS})
        )
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise KeysMalformed from error


def write_key(key: VerifyingKey) -> dict[str, object]:
    """Return a key as it stands in the list."""
    written: dict[str, object] = {"kid": key.kid.hex(), "alg": key.algorithm, **_write_public(key.public)}
    written |= {"not_before": _write_moment(key.not_before), "not_after": _write_moment(key.not_after)}
    return written if key.use is None else written | {"use": key.use}


def read_key(given: dict[str, Any]) -> VerifyingKey:
    """Read one key as `write_key` wrote it. Raises KeysMalformed, ValueError, TypeError or KeyError."""
    kid = bytes.fromhex(given["kid"])
    if len(kid) != KID_BYTES:
        raise KeysMalformed("kid")
    from_, until = (_read_moment(given[name], days) for name, days in (("not_before", 0), ("not_after", 1)))
    return VerifyingKey(kid, given["alg"], _read_public(given), from_, until, given.get("use"))


def _read_public(given: dict[str, Any]) -> Public:
    if given["alg"] == ED25519 and "y" not in given:
        return Ed25519PublicKey.from_public_bytes(_read_bytes(given["x"]))
    if given["alg"] == ES256:
        x, y = (int.from_bytes(_read_bytes(given[name]), "big") for name in ("x", "y"))
        return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    raise KeysMalformed("alg")


def _write_public(public: Public) -> dict[str, str]:
    if isinstance(public, Ed25519PublicKey):
        return {"x": _write_bytes(public.public_bytes_raw())}
    numbers = public.public_numbers()
    return {
        "x": _write_bytes(numbers.x.to_bytes(_COORDINATE_BYTES, "big")),
        "y": _write_bytes(numbers.y.to_bytes(_COORDINATE_BYTES, "big")),
    }


def _read_bytes(text: str) -> bytes:
    content = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if len(content) != _COORDINATE_BYTES:
        raise KeysMalformed("coordinate")
    return content


def _write_bytes(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def _read_moment(text: str, days: int) -> datetime:
    if "T" not in text:
        return datetime.combine(date.fromisoformat(text), time(), UTC) + timedelta(days=days)
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise KeysMalformed("zone")
    return moment.astimezone(UTC)


def _write_moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
