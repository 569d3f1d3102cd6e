"""Headers that are the same on every answer: nothing is kept, framed, sniffed or sent on."""

from __future__ import annotations

from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS: Final = (
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"x-robots-tag", b"noindex, nofollow"),
)
"""For answers that are no page; a page brings its own policy, which then stands."""

STRICT_TRANSPORT: Final = (b"strict-transport-security", b"max-age=63072000; includeSubDomains")


class ConstantHeaders:
    """Adds the headers an answer does not bring itself, always in the same order."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self._app = app
        self._headers = (*HEADERS, STRICT_TRANSPORT) if https else HEADERS
        self._names = frozenset(name for name, _ in self._headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                brought = self._names.intersection([name.lower() for name, _ in message["headers"]])
                added = [header for header in self._headers if header[0] not in brought]
                message["headers"] = [*message["headers"], *(added if brought else self._headers)]
            await send(message)

        await self._app(scope, receive, send_with_headers)
