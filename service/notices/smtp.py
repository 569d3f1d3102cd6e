"""Handing messages to the establishment's SMTP server (RFC 5321), by TLS wherever it offers it."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

PORTS: Final = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
WAIT_SECONDS: Final = 20.0


class SmtpAddressMalformed(ValueError):
    """The address of the SMTP server cannot be read."""


class ClearPassword(Exception):
    """The server asks for a password over a line that anyone could read."""


@dataclass(frozen=True, slots=True)
class SmtpAddress:
    """Where to hand messages over: `smtps` is TLS from the start, `smtp+starttls` demands it, `smtp` may."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)


def read_smtp_address(url: str, password: str = "") -> SmtpAddress:
    """Read `smtps://user@host:465`; the password comes of its own file. Raises `SmtpAddressMalformed`."""
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError as error:
        raise SmtpAddressMalformed(url) from error
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/") or parts.query:
        raise SmtpAddressMalformed
    given = password or unquote(parts.password or "")
    return SmtpAddress(
        parts.scheme, parts.hostname, port or PORTS[parts.scheme], unquote(parts.username or ""), given
    )


def send_message(address: SmtpAddress, message: EmailMessage) -> None:
    """Hand one message over. Raises `OSError` (`smtplib` errors are) when the server does not take it."""
    with _open(address) as server:
        server.send_message(message)


def check_server(address: SmtpAddress) -> None:
    """Greet the server, with TLS and password as for a message. Raises as `send_message` does."""
    with _open(address) as server:
        server.noop()


@contextmanager
def _open(address: SmtpAddress) -> Iterator[smtplib.SMTP]:
    secure = ssl.create_default_context()
    with _connect(address, secure) as server:
        server.ehlo()
        offered = server.has_extn("starttls")
        if address.scheme == "smtp+starttls" or (address.scheme == "smtp" and offered):
            server.starttls(context=secure)
            server.ehlo()
        if address.user:
            _check_private(address, server)
            server.login(address.user, address.password)
        yield server


def _connect(address: SmtpAddress, secure: ssl.SSLContext) -> smtplib.SMTP:
    if address.scheme == "smtps":
        return smtplib.SMTP_SSL(address.host, address.port, timeout=WAIT_SECONDS, context=secure)
    return smtplib.SMTP(address.host, address.port, timeout=WAIT_SECONDS)


def _check_private(address: SmtpAddress, server: smtplib.SMTP) -> None:
    """No password goes out in clear, but to this very machine."""
    if not isinstance(server.sock, ssl.SSLSocket) and not _is_here(address.host):
        raise ClearPassword


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
