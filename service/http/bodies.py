"""Reading what was sent: whole, in memory, and never more than is allowed; nothing is written to disk."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Final

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive

from service.http.refusals import Malformed
from service.registry.errors import Fault, Invalid

MOST_JSON: Final = 1024 * 1024
MOST_UPLOAD: Final = 26 * 1024 * 1024


class _InMemory(MultiPartParser):
    spool_max_size = MOST_UPLOAD  # an original is never written to disk in clear


async def read_whole(receive: Receive, most: int) -> bytes:
    """Return the body. Raises `Malformed` when it is larger than `most` bytes."""
    message = await receive()
    first: bytes = message.get("body", b"")
    if not message.get("more_body", False) and len(first) <= most:
        return first
    content = bytearray(first)
    while message.get("more_body", False) and len(content) <= most:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        content += message.get("body", b"")
    if len(content) > most:
        raise Malformed("TOO_LARGE")
    return bytes(content)


def replay(body: bytes) -> Receive:
    """Give a body that was read to whoever reads it next."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


async def read_file(headers: Headers, body: bytes) -> bytes:
    """Return the one file, named `file`, of a multipart body."""

    async def stream() -> AsyncGenerator[bytes, None]:
        yield body

    try:
        form = await _InMemory(headers, stream(), max_files=1, max_fields=0).parse()
    except (MultiPartException, KeyError) as error:
        raise Malformed("MALFORMED_FORM") from error
    try:
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise Invalid(Fault("/file", "MISSING"))
        return await file.read()
    finally:
        await form.close()
