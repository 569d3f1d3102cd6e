"""What carries words to other programs: the port, what it is given, and how it went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from service.registry.errors import Unavailable

GONE: Final = 410
"""The program asks to be told no more (Standard Webhooks, delivery success and failure)."""


class WebhookKeyUnavailable(Unavailable):
    """What signs for other programs cannot be opened; the operator is told what is wrong with it."""

    def __init__(self) -> None:
        super().__init__("WEBHOOK_KEY_UNAVAILABLE")


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its id, the same at each try, and its JSON."""

    id: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Heard:
    """How a program answered: its status, or 0 and a code where it was not reached."""

    status: int
    code: str = ""
    wait: int | None = None
    """Seconds it asks to be left alone (Retry-After)."""

    @property
    def is_taken(self) -> bool:
        """Tell whether the program took it."""
        return self.status // 100 == 2  # noqa: PLR2004 - 200 to 299


class Herald(Protocol):
    """Carries messages to other programs. Sending raises nothing that is the program's doing."""

    def public_key(self, webhook: int) -> str:
        """Return `whpk_…`, with which the program checks what comes. Raises `Unavailable` without our key."""

    def fault_of(self, url: str) -> str:
        """Return the code of what is wrong with an address; empty when nothing is."""

    def send(self, webhook: int, url: str, message: Message) -> Heard:
        """Sign a message with the webhook's own key, and hand it over. Raises `Unavailable` likewise."""
