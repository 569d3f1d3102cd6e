"""Asking two worlds the same thing at the same moment, and reading what comes back byte by byte."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode, urlsplit

from service.storage.sqlite import SqliteSql
from tests.support.asgi import scope_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message

Header = tuple[bytes, bytes]
SEALED: Final = b"/ByteRange"
"""What a PDF holds that was signed. The document comes first, up to its end mark; the signature is appended,
with its own time and a number drawn for it alone, and is of one length or another."""
END: Final = b"%%EOF"
FORGOTTEN: Final = re.compile(rb"expires=\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT; (?=.*Max-Age=0;)")
"""The hour in the header that takes a cookie back, which the framework reads from the machine's own clock."""
TIDYING: Final = ("PRAGMA", "UPDATE token SET last_used")
"""Beginnings of statements that run behind an answer, in a thread of their own, when there is time."""


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as it left, and the statements it took."""

    status: int
    headers: tuple[Header, ...]
    body: bytes
    statements: tuple[str, ...]

    def counted(self) -> Said:
        """Leave of the statements their number: one finds a paper where the other finds none."""
        return replace(self, statements=("",) * len(self.statements))

    def header(self, name: str) -> str:
        """Return a header's value; empty when there is none."""
        return next((value.decode() for key, value in self.headers if key.decode().lower() == name), "")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as it is sent to both worlds; `who` says which browser or token sends it."""

    who: str
    method: str
    path: str
    body: bytes = b""
    kind: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.who}: {self.method} {self.path} {self.body[:300].decode(errors='replace')}"


@dataclass(slots=True)
class Line:
    """One browser (cookies) or program (a token) of one world."""

    app: ASGIApp
    loop: asyncio.AbstractEventLoop
    token: str = ""
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, asked: Asked) -> Said:
        """Send a request; keep the cookies of its answer."""
        with overheard() as heard:
            status, headers, body = self.loop.run_until_complete(self._send(asked))
        for name, value in headers:
            if name == b"set-cookie":
                key, _, rest = value.decode().partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return Said(
            status,
            masked_headers(headers, body),
            masked(body),
            tuple(one for one in heard if not one.startswith(TIDYING)),
        )

    async def _send(self, asked: Asked) -> tuple[int, tuple[Header, ...], bytes]:
        parts = urlsplit(asked.path)
        scope = scope_of(asked.method, parts.path, self._headers(asked))
        scope["query_string"] = parts.query.encode()
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": asked.body, "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        body = b"".join(message.get("body", b"") for message in sent[1:])
        return sent[0]["status"], tuple(sent[0]["headers"]), body

    def _headers(self, asked: Asked) -> list[Header]:
        fields = {"host": "aval.test", **asked.headers}
        if asked.kind:
            fields |= {"content-type": asked.kind, "content-length": str(len(asked.body))}
        if self.token:
            fields["authorization"] = f"Bearer {self.token}"
        else:
            fields |= {"origin": "http://aval.test", "accept": "text/html"}
            fields["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return [(name.lower().encode(), value.encode()) for name, value in fields.items()]


@contextmanager
def overheard() -> Iterator[list[str]]:
    """Write down the statements that are run meanwhile, on whatever connection, in this thread or another.

    What tidies up behind the answers comes when it likes and is left out.
    """
    heard: list[str] = []
    rows, run = SqliteSql.rows, SqliteSql.run

    def rows_heard(self: SqliteSql, statement: str, *values: object) -> list[tuple[object, ...]]:
        heard.append(statement)
        return rows(self, statement, *values)

    def run_heard(self: SqliteSql, statement: str, *values: object) -> int:
        heard.append(statement)
        return run(self, statement, *values)

    SqliteSql.rows, SqliteSql.run = rows_heard, run_heard  # type: ignore[method-assign] # they only listen
    try:
        yield heard
    finally:
        SqliteSql.rows, SqliteSql.run = rows, run  # type: ignore[method-assign] # as they were


def masked_headers(headers: tuple[Header, ...], body: bytes) -> tuple[Header, ...]:
    """Hide when a cookie is taken back, and how long a signed PDF is."""
    hidden = b"content-length" if SEALED in body else b""
    return tuple((name, b"" if name == hidden else FORGOTTEN.sub(b"", value)) for name, value in headers)


def masked(body: bytes) -> bytes:
    """Leave the signature out of a signed PDF, and nothing out of any other answer (decision 0020)."""
    return body.partition(END)[0] if SEALED in body else body


@dataclass(slots=True)
class Form:
    """A form of a page: where it goes, how, and its fields with what may be typed or chosen."""

    page: str
    action: str
    method: str
    multipart: bool
    fields: list[Field] = field(default_factory=list)


@dataclass(slots=True)
class Field:
    """One field: its kind, name, value, and what it offers."""

    kind: str
    name: str
    value: str
    options: list[str] = field(default_factory=list)


class PageRead(HTMLParser):
    """Reads the links and forms of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.links: list[str] = []
        self.forms: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "a" and said.get("href", "").startswith("/"):
            self.links.append(said["href"].partition("#")[0])
        elif tag == "form":
            action = said.get("action") or urlsplit(self.page).path
            multipart = "multipart" in said.get("enctype", "")
            self.forms.append(Form(self.page, action, said.get("method", "get").upper(), multipart))
        elif self.forms and tag in {"input", "select", "textarea", "button"} and said.get("name"):
            kind = said.get("type", "text") if tag == "input" else tag
            self.forms[-1].fields.append(Field(kind, said["name"], said.get("value", "")))
        elif tag == "option" and self.forms and self.forms[-1].fields:
            self.forms[-1].fields[-1].options.append(said.get("value", ""))


def form_body(pairs: list[tuple[str, str]]) -> bytes:
    """Write what a browser sends."""
    return urlencode(pairs).encode()
