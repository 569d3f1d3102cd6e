"""The port `Messenger`: which ways are open, and how each letter leaves."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.headerregistry import Address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from service.notices.courriel import encode_courriel
from service.notices.smtp import SmtpAddress, send_message
from service.notices.texts import send_text
from service.registry.messages import is_address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from service.registry.letters import Letter


@dataclass(frozen=True, slots=True)
class Post:
    """Sends by the establishment's SMTP server and text gateway, as far as they are set."""

    public_url: str
    establishment: Mapping[str, str]
    clock: Callable[[], datetime]
    smtp: SmtpAddress | None = None
    text_url: str = field(default="", repr=False)

    @property
    def ways(self) -> frozenset[str]:
        """Tell what can be sent: `courriel`, `text`."""
        open_ways = (("courriel", self.smtp is not None), ("text", bool(self.text_url)))
        return frozenset(way for way, is_open in open_ways if is_open)

    def address_of(self, path: str) -> str:
        """Return the whole address of a page of ours."""
        return f"{self.public_url}{path}"

    def send_courriel(self, letter: Letter) -> None:
        """Hand a letter over; whatever is raised, it was not taken."""
        if self.smtp is None:
            raise LookupError
        message = encode_courriel(letter, self.sender, self.public_url, self.clock())
        send_message(self.smtp, message)

    def send_text(self, to: str, text: str) -> None:
        """Hand a text message over; whatever is raised, it was not taken."""
        send_text(self.text_url, to, text)

    @property
    def sender(self) -> Address:
        """Return who writes: the establishment, by the address on its forms."""
        host = urlsplit(self.public_url).hostname or "localhost"
        name = self.establishment.get("establishment", "Aval")
        email = self.establishment.get("email", "")
        return Address(name, addr_spec=email if is_address(email) else f"aval@{host}")
