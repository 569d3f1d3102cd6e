"""Text messages by whichever gateway the establishment has, through apprise."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

TO: Final = "{to}"
"""Where the telephone number stands in the gateway's address: `twilio://SID:TOKEN@FROM/{to}`."""


class TextAddressMalformed(ValueError):
    """The gateway's address cannot be used."""


class TextRefused(Exception):
    """The gateway did not take the message."""


def check_text_address(url: str) -> None:
    """Raise `TextAddressMalformed` unless the address has room for a number and a gateway that is known."""
    from apprise import Apprise  # noqa: PLC0415 - a second and a half that only who sends texts pays

    if TO not in url or Apprise.instantiate(url.replace(TO, quote("+14185550123", safe=""))) is None:
        raise TextAddressMalformed


def send_text(url: str, to: str, text: str) -> None:
    """Hand one text message to the gateway. Raises `TextRefused` when it does not take it."""
    from apprise import Apprise  # noqa: PLC0415 - likewise

    gateway = Apprise()
    if not gateway.add(url.replace(TO, quote(to, safe=""))) or not gateway.notify(body=text):
        raise TextRefused
