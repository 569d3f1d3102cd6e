"""Calling an address that somebody gave us, and nothing behind our own walls (SSRF).

The host's name is resolved once, each of its addresses is looked at, and the connection goes to the very
address that was looked at: a name that changes its mind in between leads nowhere else.
"""

from __future__ import annotations

import socket
import ssl
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPException
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from threading import Timer
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import SplitResult, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Address: TypeAlias = IPv4Address | IPv6Address

WAIT_SECONDS: Final = 10.0
"""For each step of a call: to connect, to be heard, to be answered."""
WHOLE_SECONDS: Final = 20.0
"""For the call as a whole, however slowly each byte of the answer comes."""
PORTS: Final = {"https": 443, "http": 80}
ASSIGNED: Final = IPv4Network("192.0.0.0/24")
"""What protocols use among themselves (RFC 6890); Python of 2022 takes some of it for public."""
UNICAST: Final = IPv6Network("2000::/3")
"""All that was ever given out of the open network (RFC 4291); Python takes fec0::/10 for public."""
TRANSLATED: Final = IPv6Network("64:ff9b::/96")
"""IPv4 addresses as networks of IPv6 alone write them (RFC 6052)."""


class CallRefused(Exception):
    """An address that we do not call; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def resolve(host: str, port: int) -> list[str]:
    """List the addresses of a host. Raises `OSError` when it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a name that no server of names could know
        raise OSError from error
    return list(dict.fromkeys(str(where[0]) for *_, where in found))


@dataclass(frozen=True, slots=True)
class GuardedCaller:
    """Posts to https addresses of the open network; `allowed` origins may be ours, and plain http."""

    allowed: frozenset[str] = frozenset()
    resolve: Callable[[str, int], list[str]] = resolve
    secure: Callable[[], ssl.SSLContext] = ssl.create_default_context
    """Read at each call: whom the machine trusts changes, and reading it takes longer than a look-up."""
    seconds: float = WHOLE_SECONDS

    def fault_of(self, url: str) -> str:
        """Return the code of what is wrong with an address as written; empty when nothing is."""
        try:
            parts = self._read(url)
            self._check_written(parts)
        except CallRefused as refused:
            return refused.code
        return ""

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, str]:
        """Post, and return the status with the `Retry-After` header; redirects are not followed.

        Of the answer's body not a byte is read. Raises `CallRefused`, or `OSError` when it is not reached.
        """
        parts = self._read(url)
        port = parts.port or PORTS[parts.scheme]
        known = self._checked(parts, self.resolve(parts.hostname or "", port))
        line = socket.create_connection((known[0], port), WAIT_SECONDS)
        with line, cut_off(line, self.seconds):
            try:
                return self._post_on(line, parts, body, headers)
            except HTTPException as error:
                raise OSError from error

    def _post_on(
        self, line: socket.socket, parts: SplitResult, body: bytes, headers: Mapping[str, str]
    ) -> tuple[int, str]:
        host = parts.hostname or ""
        call = HTTPConnection(host, parts.port or PORTS[parts.scheme], timeout=WAIT_SECONDS)
        call.sock = self.secure().wrap_socket(line, server_hostname=host) if parts.scheme == "https" else line
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            call.request("POST", path, body, {"Host": parts.netloc, **headers, "Connection": "close"})
            answer = call.getresponse()
            return answer.status, answer.headers.get("Retry-After", "")
        finally:
            call.close()

    def _read(self, url: str) -> SplitResult:
        """Take an address apart. Raises `CallRefused` for what we could call in no case."""
        if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
            raise CallRefused("NOT_AN_ADDRESS")
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as error:
            raise CallRefused("NOT_AN_ADDRESS") from error
        if not parts.hostname or "@" in parts.netloc or parts.fragment or port == 0:
            raise CallRefused("NOT_AN_ADDRESS")
        if parts.scheme != "https" and not (parts.scheme == "http" and self._is_allowed(parts)):
            raise CallRefused("NOT_HTTPS")
        return parts

    def _check_written(self, parts: SplitResult) -> None:
        """Refuse an address given as a number of our own network, or as the name of this machine."""
        host = parts.hostname or ""
        if self._is_allowed(parts):
            return
        if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
            raise CallRefused("NOT_PUBLIC")
        try:
            number = ip_address(host)
        except ValueError:
            return
        if not _is_public(number):
            raise CallRefused("NOT_PUBLIC")

    def _checked(self, parts: SplitResult, found: list[str]) -> list[str]:
        """Refuse a host of which any address is not of the open network."""
        if not found:
            raise OSError
        if self._is_allowed(parts):
            return found
        if not all(_is_public(ip_address(one)) for one in found):
            raise CallRefused("NOT_PUBLIC")
        return found

    def _is_allowed(self, parts: SplitResult) -> bool:
        return f"{parts.scheme}://{parts.netloc.lower()}" in self.allowed


def _is_public(address: Address) -> bool:
    """Tell whether an address is of the open network, and none within it that stands for one of ours."""
    if isinstance(address, IPv6Address):
        inner = _inner(address)
        if inner is not None:
            return _is_public(inner)
        if address not in UNICAST:
            return False
    elif address in ASSIGNED:
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _inner(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that one of IPv6 stands for, if it does."""
    if address in TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if address.teredo:
        return IPv4Address("127.0.0.1")  # a tunnel to whoever runs it: nobody's address
    return address.ipv4_mapped or address.sixtofour


@contextmanager
def cut_off(line: socket.socket, seconds: float) -> Iterator[None]:
    """End a call that takes longer than so many seconds in all; what waits on it is told so."""
    with line.dup() as end:  # TLS takes the first for itself; the call is cut off by the other
        timer = Timer(seconds, partial(_cut, end))
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _cut(line: socket.socket) -> None:
    """End a call that takes too long; what waits on it is told so."""
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it ended by itself
