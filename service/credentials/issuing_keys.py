"""The keys that sign tokens and status lists, and their list, signed by an offline root.

One file beside the key-encryption key: private keys wrapped, their public halves and the signed list plain.
The root's private key has a file of its own, to be moved to a medium in a safe: it is needed only when the
list changes. Old keys stay on the list until their end, so that what they signed still verifies.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from service.credentials.key_lists import sign_key_list
from service.credentials.key_ring import STATUS, TOKENS, KeyRing, VerifyingKey, key_ring, read_key, write_key
from service.credentials.refusals import KeysMalformed
from service.credentials.signing import ED25519, ES256, KID_BYTES, IssuingKey, Private
from service.ledger.note import VerifierKey
from service.vault.data_keys import unwrap, wrap
from service.vault.kek import Kek
from service.vault.key_files import alone, write_whole
from service.vault.randomness import draw_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GOOD_FOR: Final = {TOKENS: timedelta(days=4 * 365), STATUS: timedelta(days=2 * 365)}
"""A token lives 25 months at most, a list 48 hours; each key verifies well beyond what it signed last."""
SIGNS_FOR: Final = timedelta(days=365)
"""After that long `aval doctor` asks for new keys."""
_ORDER_OF_P256: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class IssuingKeysMissing(Exception):
    """The keys are not beside the key-encryption key, or their file is no such file."""

    code = "ISSUING_KEYS_MISSING"


class RootMissing(Exception):
    """The file given does not hold the root's private key."""

    code = "ROOT_MISSING"


@dataclass(frozen=True, slots=True)
class KeptKey:
    """One key: its public half and time, and the private half, wrapped."""

    public: VerifyingKey
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class KeptKeys:
    """All keys as they are kept. `sequence` grows with each list; `signed` is the root's note over it."""

    origin: str
    sequence: int
    keys: tuple[KeptKey, ...]
    signed: str
    root: str
    """The root's verifier key, as people pass it on."""

    def ring(self) -> KeyRing:
        """Return the public keys."""
        return key_ring(*(kept.public for kept in self.keys))

    def signing_key(self, use: str, kek: Kek, at: datetime) -> IssuingKey:
        """Return the newest key of a use that is in force. Raises IssuingKeysMissing."""
        fit = [one for one in self.keys if one.public.use == use and one.public.is_in_force(at)]
        if not fit:
            raise IssuingKeysMissing(use)
        newest = max(fit, key=lambda one: one.public.not_before)
        secret = unwrap(kek, newest.wrapped)
        return IssuingKey(newest.public.kid, _private(newest.public.algorithm, secret))

    def published(self) -> dict[str, Any]:
        """Return the list as anyone may load it."""
        return {
            "keys": [write_key(one.public) for one in self.keys],
            "sequence": self.sequence,
            "signed": self.signed,
        }


def create_issuing_keys(
    folder: Path, kek: Kek, random: Callable[[int], bytes], public_url: str, at: datetime
) -> None:
    """Draw the root, a key for tokens and one for lists, on disk before this returns; old ones stay."""
    path = folder / "issuing.json"
    with alone(folder / "issuing.json"):
        if path.exists():
            return
        origin = f"{urlsplit(public_url).netloc}/keys"
        root = draw_key(random)
        write_whole(root_file(folder), base64.b64encode(root) + b"\n")
        keys = tuple(_drawn(kek, random, (use, ED25519), _beginning(at)) for use in (TOKENS, STATUS))
        _keep(path, KeptKeys(origin, 0, keys, "", ""), root)


def root_file(folder: Path) -> Path:
    """Return where `init` leaves the root's private key, until it is moved to a safe."""
    return folder / "offline-root"


def load_issuing_keys(folder: Path) -> KeptKeys:
    """Read the keys, still wrapped. Raises IssuingKeysMissing."""
    try:
        given: dict[str, Any] = json.loads((folder / "issuing.json").read_bytes())
        keys = tuple(KeptKey(read_key(one), base64.b64decode(one["wrapped"])) for one in given["keys"])
        return KeptKeys(given["origin"], given["sequence"], keys, given["signed"], given["root"])
    except (OSError, ValueError, TypeError, KeyError, KeysMalformed) as error:
        raise IssuingKeysMissing from error


def rotate_issuing_keys(
    folder: Path,
    kek: Kek,
    random: Callable[[int], bytes],
    root: Path,
    new: tuple[tuple[str, int], datetime],
) -> VerifyingKey:
    """Draw a new key, `((use, algorithm), beginning)`; servers sign with it from then on, without a stop.

    Raises RootMissing when the root's key is not in the file given, or is another's.
    """
    asked, at = new
    with alone(folder / "issuing.json"):
        kept = load_issuing_keys(folder)
        secret = read_root(root, kept)
        drawn = _drawn(kek, random, asked, at)
        while any(drawn.public.kid == one.public.kid for one in kept.keys):
            drawn = _drawn(kek, random, asked, at)
        _keep(folder / "issuing.json", replace(kept, keys=(*kept.keys, drawn)), secret)
    return drawn.public


def end_issuing_key(folder: Path, kid: bytes, root: Path, at: datetime) -> None:
    """End a key at a moment: a compromised one at once. Raises RootMissing; KeysMalformed for no such key."""
    with alone(folder / "issuing.json"):
        kept = load_issuing_keys(folder)
        secret = read_root(root, kept)
        if not any(one.public.kid == kid for one in kept.keys):
            raise KeysMalformed("kid")
        keys = tuple(_ended(one, at) if one.public.kid == kid else one for one in kept.keys)
        _keep(folder / "issuing.json", replace(kept, keys=keys), secret)


def read_root(path: Path, kept: KeptKeys) -> bytes:
    """Read the root's private key, and see that it is the one these keys were signed by."""
    try:
        secret = base64.b64decode(path.read_bytes().strip(), validate=True)
        if _root_verifier(kept.origin, secret).encode() == kept.root:
            return secret
    except (OSError, ValueError, binascii.Error) as error:
        raise RootMissing from error
    raise RootMissing


def _ended(kept: KeptKey, at: datetime) -> KeptKey:
    return replace(kept, public=replace(kept.public, not_after=min(at, kept.public.not_after)))


def _drawn(kek: Kek, random: Callable[[int], bytes], asked: tuple[str, int], at: datetime) -> KeptKey:
    use, algorithm = asked
    secret = draw_key(random)
    if algorithm == ES256:
        secret = (1 + int.from_bytes(secret, "big") % (_ORDER_OF_P256 - 1)).to_bytes(len(secret), "big")
    public = _private(algorithm, secret).public_key()
    key = VerifyingKey(random(KID_BYTES), algorithm, public, at, at + GOOD_FOR[use], use)
    return KeptKey(key, wrap(kek, secret))


def _private(algorithm: int, secret: bytes) -> Private:
    if algorithm == ED25519:
        return Ed25519PrivateKey.from_private_bytes(secret)
    return ec.derive_private_key(int.from_bytes(secret, "big"), ec.SECP256R1())


def _beginning(at: datetime) -> datetime:
    """Return the day's beginning: a token is dated by its day, and its key must be in force then."""
    return datetime.combine(at.astimezone(UTC).date(), time(), UTC)


def _root_verifier(origin: str, secret: bytes) -> VerifierKey:
    public = Ed25519PrivateKey.from_private_bytes(secret).public_key()
    return VerifierKey(origin, public.public_bytes_raw())


def _keep(path: Path, kept: KeptKeys, root: bytes) -> None:
    verifier = _root_verifier(kept.origin, root)
    sequence = kept.sequence + 1
    listed = [write_key(one.public) for one in kept.keys]
    signed = sign_key_list(listed, sequence, verifier, Ed25519PrivateKey.from_private_bytes(root).sign)
    keys = [
        public | {"wrapped": base64.b64encode(one.wrapped).decode("ascii")}
        for public, one in zip(listed, kept.keys, strict=True)
    ]
    whole = {"origin": kept.origin, "root": verifier.encode(), "sequence": sequence}
    write_whole(path, json.dumps(whole | {"keys": keys, "signed": signed}, indent=1).encode())
