"""The keys that sign what other programs are told (Ed25519): one for each webhook, from one kept secret.

The secret is drawn at `init` and kept wrapped beside the key-encryption key. A webhook's own key follows
from it (HKDF, RFC 5869), so that what is signed for one program is good at no other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from service.credentials.log_key import create_log_key
from service.vault.data_keys import unwrap

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from service.vault.kek import Kek

KEY_BYTES: Final = 32
INFO: Final = b"aval webhook key "


class WebhookKeyMissing(Exception):
    """The secret is not beside the key-encryption key, where `init` put it."""

    code = "WEBHOOK_KEY_MISSING"


@dataclass(frozen=True, slots=True)
class WebhookKeys:
    """Signs for each webhook with its own key."""

    secret: bytes = field(repr=False)

    def sign(self, webhook: int, message: bytes) -> bytes:
        """Return the 64-byte signature of a message to a webhook."""
        return self._private(webhook).sign(message)

    def public(self, webhook: int) -> bytes:
        """Return the 32-byte public key of a webhook."""
        return self._private(webhook).public_key().public_bytes_raw()

    def _private(self, webhook: int) -> Ed25519PrivateKey:
        derived = HKDF(SHA256(), KEY_BYTES, salt=None, info=INFO + str(webhook).encode())
        return Ed25519PrivateKey.from_private_bytes(derived.derive(self.secret))


def create_webhook_keys(path: Path, kek: Kek, random: Callable[[int], bytes]) -> None:
    """Draw the secret and write it wrapped, mode 0600, on disk before this returns; an old one stays."""
    create_log_key(path, kek, random)  # it is kept as the log's: 32 bytes, wrapped


def load_webhook_keys(path: Path, kek: Kek) -> WebhookKeys:
    """Read the secret. Raises WebhookKeyMissing, or KeyUnwrapFailed for another key's file."""
    if not path.exists():
        raise WebhookKeyMissing
    return WebhookKeys(unwrap(kek, path.read_bytes()))
