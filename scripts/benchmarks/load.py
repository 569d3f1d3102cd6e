"""Asks over keep-alive connections, as fast as answers come; costs a small part of what any server does."""

from __future__ import annotations

import asyncio
import gc
import time
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias, cast

import uvloop

from scripts.benchmarks.rounds import Pace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.benchmarks.servers import Server

CONNECTIONS: Final = 16
_END: Final = b"\r\n\r\n"
_LENGTH: Final = b"content-length: "
_CHUNKED: Final = b"transfer-encoding: chunked"
_LAST_CHUNK: Final = b"0\r\n\r\n"
_OK: Final = b"HTTP/1.1 200"

Wanted: TypeAlias = tuple[bytes, int]
"""What an answer must hold, and how often at least."""


class Refused(Exception):
    """An answer was not 200, or not the one meant."""


class Asker(asyncio.Protocol):
    """One connection: sends the next request as soon as the whole answer to the last one is there."""

    def __init__(self, requests: Sequence[bytes], wanted: Wanted, done: asyncio.Future[None]) -> None:
        self._requests = iter(requests)
        self._wanted, self._least = wanted
        self._done = done
        self._got = b""
        self._sent = 0.0
        self._to: asyncio.Transport | None = None
        self.times: list[float] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the connection; `begin` asks the first question."""
        self._to = cast("asyncio.Transport", transport)  # uvloop's own class, of the same shape

    def begin(self) -> None:
        """Ask the next question, or end."""
        request = next(self._requests, None)
        if request is None:
            self._finish()
            return
        if self._to is None:
            raise ConnectionError
        self._sent = time.perf_counter()
        self._to.write(request)

    def data_received(self, data: bytes) -> None:
        """Take a part of an answer; when it is whole, go on."""
        self._got += data
        head, end, body = self._got.partition(_END)
        if not end or not _is_whole(head, body):
            return
        self.times.append(time.perf_counter() - self._sent)
        if not head.startswith(_OK) or body.count(self._wanted) < self._least:
            self._fail(self._got)
            return
        self._got = b""
        self.begin()

    def connection_lost(self, exc: Exception | None) -> None:
        """Fail when the server hangs up."""
        del exc
        self._fail(b"connection lost")

    def _finish(self) -> None:
        if not self._done.done():
            self._done.set_result(None)
        if self._to:
            self._to.close()

    def _fail(self, said: bytes) -> None:
        if not self._done.done():
            self._done.set_exception(Refused(said[:2000].decode(errors="replace")))


def ask_all(server: Server, requests: Sequence[bytes], wanted: Wanted) -> Pace:
    """Send all requests over 16 connections; raises Refused unless each answer is 200 and holds `wanted`."""
    gc.collect()
    gc.disable()
    try:
        before = server.cpu_seconds
        spent, times = uvloop.run(_ask_all(server.port, requests, wanted))
        busy = server.cpu_seconds - before
    finally:
        gc.enable()
    return Pace(len(requests) / spent, len(requests) / busy, times)


def request_bytes(path: str, token: str, body: bytes) -> bytes:
    """Write one request."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def list_bytes(path: str, token: str) -> bytes:
    """Write one request that asks for a list."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {token}\r\n\r\n".encode()


async def _ask_all(port: int, requests: Sequence[bytes], wanted: Wanted) -> tuple[float, tuple[float, ...]]:
    loop = asyncio.get_running_loop()
    ended = [loop.create_future() for _ in range(min(CONNECTIONS, len(requests)))]
    askers = [Asker(requests[place :: len(ended)], wanted, done) for place, done in enumerate(ended)]
    for asker in askers:
        await loop.create_connection(partial(_same, asker), "127.0.0.1", port)
    started = time.perf_counter()
    for asker in askers:
        asker.begin()
    await asyncio.gather(*ended)
    spent = time.perf_counter() - started
    return spent, tuple(one for asker in askers for one in asker.times)


def _same(asker: Asker) -> Asker:
    return asker


def _is_whole(head: bytes, body: bytes) -> bool:
    if _CHUNKED in head.lower():
        return body.endswith(_LAST_CHUNK)
    return len(body) >= _length_in(head)


def _length_in(head: bytes) -> int:
    _, _, after = head.lower().partition(_LENGTH)
    return int(after.partition(b"\r\n")[0] or 0)
