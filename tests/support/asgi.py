"""Asking an application without a network: one request, and what it sends."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Scope

Headers = Iterable[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as it left: status, headers in their order, body, and seconds from question to answer."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes
    seconds: float


def ask(app: ASGIApp, method: str = "GET", path: str = "/", body: bytes = b"", headers: Headers = ()) -> Sent:
    """Send one request and wait for all of its answer."""
    return asyncio.run(send(app, scope_of(method, path, headers), body))


def scope_of(method: str, path: str, headers: Headers = ()) -> Scope:
    return {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "headers": list(headers),
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
    }


async def send(app: ASGIApp, scope: Scope, body: bytes = b"") -> Sent:
    """Send one request in a loop that runs."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def take(message: Message) -> None:
        sent.append(message)

    loop = asyncio.get_running_loop()
    began = loop.time()
    await app(scope, receive, take)
    seconds = loop.time() - began
    content = b"".join(message.get("body", b"") for message in sent[1:])
    return Sent(sent[0]["status"], list(sent[0]["headers"]), content, seconds)
