"""Sessions of the pages: one cookie that no script reads, and forms that come from our own pages only."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import Response

from service.http.refusals import Forged
from service.registry.account_records import Caller, SessionRecord
from service.registry.accounts import session_caller
from service.registry.ports import Ports

SAFE: Final = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in, the session's record, and its id (the cookie's value)."""

    caller: Caller
    session: SessionRecord
    session_id: str


@dataclass(frozen=True, slots=True)
class Sessions:
    """Reads and writes the session cookie of one establishment, reached at `public_url`."""

    public_url: str

    @property
    def https(self) -> bool:
        """Tell whether people reach us by https."""
        return self.public_url.startswith("https:")

    @property
    def cookie(self) -> str:
        """Name the cookie; under https browsers bind it to our very host."""
        return "__Host-aval" if self.https else "aval"

    def signed_in(self, ports: Ports, request: HTTPConnection) -> SignedIn | None:
        """Return who is signed in; None when nobody is, or no longer."""
        session_id = request.cookies.get(self.cookie, "")
        known = session_caller(ports, session_id) if session_id else None
        return SignedIn(*known, session_id) if known else None

    def begin(self, answer: Response, session_id: str) -> None:
        """Hand the browser its session."""
        answer.set_cookie(self.cookie, session_id, secure=self.https, httponly=True, samesite="lax")

    def end(self, answer: Response) -> None:
        """Take the session back from the browser."""
        answer.delete_cookie(self.cookie, secure=self.https, httponly=True, samesite="lax")

    def check_origin(self, method: str, request: HTTPConnection) -> None:
        """Raise `Forged` when something is changed from a page that is not ours."""
        ours = {urlsplit(self.public_url).netloc, request.headers.get("host", "")} - {""}
        if method not in SAFE and urlsplit(request.headers.get("origin", "")).netloc not in ours:
            raise Forged


def check_form(method: str, session: SessionRecord, form_token: str) -> None:
    """Raise `Forged` when a form does not carry its session's token."""
    if method not in SAFE and not hmac.compare_digest(form_token.encode(), session.form_token.encode()):
        raise Forged
