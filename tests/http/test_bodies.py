"""What is sent is read whole, in memory, up to a limit."""

import asyncio
from collections.abc import Iterable

import pytest
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive

from service.http.bodies import read_file, read_whole, replay
from service.registry.errors import RegistryError


def coming(messages: Iterable[Message]) -> Receive:
    left = iter(messages)

    async def receive() -> Message:
        return next(left)

    return receive


def part(body: bytes, *, more: bool = False) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


def test_parts_are_put_together() -> None:
    parts = [part(b"ab", more=True), part(b"cd", more=True), part(b"e")]
    assert asyncio.run(read_whole(coming(parts), 5)) == b"abcde"


@pytest.mark.parametrize(
    "parts", [[part(b"abcdef")], [part(b"abc", more=True), part(b"def", more=True), part(b"g")]]
)
def test_too_much_is_refused_without_reading_on(parts: list[Message]) -> None:
    with pytest.raises(RegistryError, match="TOO_LARGE"):
        asyncio.run(read_whole(coming(parts), 5))


def test_someone_who_leaves_halfway_is_not_answered() -> None:
    parts = [part(b"abc", more=True), {"type": "http.disconnect"}]
    with pytest.raises(ClientDisconnect):
        asyncio.run(read_whole(coming(parts), 50))


def test_what_was_read_can_be_read_again() -> None:
    assert asyncio.run(read_whole(replay(b"abc"), 50)) == b"abc"


MULTIPART = Headers({"content-type": "multipart/form-data; boundary=x"})


def multipart(name: str, content: bytes, filename: str = '; filename="a.pdf"') -> bytes:
    head = f'--x\r\nContent-Disposition: form-data; name="{name}"{filename}\r\n\r\n'
    return head.encode() + content + b"\r\n--x--\r\n"


def test_the_one_file_is_returned_byte_for_byte() -> None:
    content = bytes(range(256)) * 9000
    assert asyncio.run(read_file(MULTIPART, multipart("file", content))) == content


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (multipart("other", b"x"), "INVALID"),
        (multipart("file", b"x", filename=""), "MALFORMED_FORM"),
        (b"nothing of the kind", "MALFORMED_FORM"),
    ],
)
def test_anything_else_is_refused(body: bytes, code: str) -> None:
    with pytest.raises(RegistryError, match=code):
        asyncio.run(read_file(MULTIPART, body))
