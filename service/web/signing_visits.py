"""A visit by whoever signs: a cookie that opens one invitation, and forms that come from its own pages."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Request
from starlette.responses import Response

from service.http.refusals import Forged
from service.http.sessions import SAFE
from service.registry.errors import NotFound
from service.registry.signing_reading import Signing, read_signing
from service.registry.signing_sessions import SigningSession, read_session
from service.web.entrance import AnyVisit, ShowInstead, in_language
from service.web.visits import Guest, Site

TABLET: Final = "/tablette"
OWN: Final = f"{TABLET}?sur=appareil"
"""The same page on a device of one's own: nothing is to be handed back."""
ON_OWN: Final = "own."
"""Before the secret in the cookie of whoever signs on a device of their own."""


@dataclass(frozen=True, slots=True)
class SigningVisit:
    """Someone at a page of an invitation."""

    guest: Guest
    session: SigningSession
    secret: str

    @property
    def language(self) -> str:
        """Return the language the form is read in."""
        return self.guest.frame.language

    def signing(self) -> Signing:
        """Read what is asked; what is over leads to the page that says so."""
        with ending_alike():
            return read_signing(self.guest.ports, self.session)

    def page(self, template: str, *, status: int = 200, **values: object) -> Response:
        """Show a page of the invitation; every form on it carries the session's own token."""
        session = self.session
        return self.guest.page(
            template, status=status, signing_token=session.form_token, shared=session.shared, **values
        )


@contextmanager
def ending_alike() -> Iterator[None]:
    """Lead to one same page whatever ended: answered by somebody since, renewed, taken back, too late."""
    try:
        yield
    except NotFound:
        raise ShowInstead(TABLET) from None


def cookie_of(site: Site) -> str:
    """Name the signer's cookie; under https browsers bind it to our very host."""
    return "__Host-aval_signature" if site.secure else "aval_signature"


def begin(answer: Response, site: Site, secret: str, *, own: bool = False) -> Response:
    """Hand the browser a signer's session; it goes with the browser's own. `own`: on one's own device."""
    held = f"{ON_OWN}{secret}" if own else secret
    answer.set_cookie(cookie_of(site), held, secure=site.secure, httponly=True, samesite="lax")
    return answer


def forget(answer: Response, site: Site) -> Response:
    """Take the session back from the browser."""
    answer.delete_cookie(cookie_of(site), secure=site.secure, httponly=True, samesite="lax")
    return answer


def is_own(guest: Guest) -> bool:
    """Tell whether whoever reads the last page holds a device of their own."""
    return guest.query.get("sur") == "appareil" or _held(guest).startswith(ON_OWN)


def _held(guest: Guest) -> str:
    return guest.cookies.get(cookie_of(guest.site), "")


def signing_visit(request: Request, guest: AnyVisit) -> SigningVisit:
    """Let in whoever holds a session that has not ended; anyone else sees a page that says nothing."""
    secret = _held(guest).removeprefix(ON_OWN)
    with ending_alike():
        session = read_session(guest.ports, secret)
    sent = guest.sent.text("form_token")
    if request.method not in SAFE and not hmac.compare_digest(sent.encode(), session.form_token.encode()):
        raise Forged
    if request.method not in SAFE:
        guest.site.knocks.count(f"signature/{session.digest.hex()}")
    return SigningVisit(in_language(guest, session.language), session, secret)


SignerVisit = Annotated[SigningVisit, Depends(signing_visit)]
