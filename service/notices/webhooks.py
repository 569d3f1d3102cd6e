"""Messages to other programs as Standard Webhooks 1.0.0 has them: three headers, signed with Ed25519."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from service.notices.guarded_calls import CallRefused, GuardedCaller
from service.registry.heralds import Heard

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from service.registry.heralds import Message

PUBLIC: Final = "whpk_"
SIGNED: Final = "v1a,"
AGENT: Final = "Aval"
MOST_DIGITS: Final = 9
"""Of a wait in seconds; Python reads no number of thousands of digits."""


class Keys(Protocol):
    """What signs for each webhook."""

    def sign(self, webhook: int, message: bytes) -> bytes:
        """Return the signature."""

    def public(self, webhook: int) -> bytes:
        """Return the public key."""


@dataclass(frozen=True, slots=True)
class WebhookHerald:
    """The port `Herald`: signs with the key of each webhook, and posts under guard."""

    keys: Callable[[], Keys]
    clock: Callable[[], datetime]
    caller: GuardedCaller

    def public_key(self, webhook: int) -> str:
        """Return the public key as programs are given it."""
        return PUBLIC + b64encode(self.keys().public(webhook)).decode()

    def fault_of(self, url: str) -> str:
        """Return the code of what is wrong with an address."""
        return self.caller.fault_of(url)

    def send(self, webhook: int, url: str, message: Message) -> Heard:
        """Sign and hand over, and return how it was answered."""
        at = str(int(self.clock().timestamp()))
        signed = self.keys().sign(webhook, b".".join((message.id.encode(), at.encode(), message.body)))
        headers = {
            "Content-Type": "application/json",
            "User-Agent": AGENT,
            "webhook-id": message.id,
            "webhook-timestamp": at,
            "webhook-signature": SIGNED + b64encode(signed).decode(),
        }
        try:
            status, wait = self.caller.post(url, message.body, headers)
        except CallRefused as refused:
            return Heard(0, refused.code)
        except OSError:
            return Heard(0, "NOT_REACHED")
        readable = wait.isdecimal() and len(wait) <= MOST_DIGITS
        return Heard(status, "", int(wait) if readable else None)
