"""The door of the person's corner: its own cookie, for one browser, that no script reads."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Final

from fastapi import Depends, Request

from service.http.refusals import Forged
from service.http.sessions import SAFE
from service.registry.corner_visits import CornerVisit, read_corner
from service.web.entrance import ShowInstead, guest, read_sent
from service.web.reading import Sent
from service.web.visits import Guest

if TYPE_CHECKING:
    from starlette.responses import Response

PAGE: Final = "/mes-autorisations"
OVER: Final = f"{PAGE}?fait=finie"


@dataclass(frozen=True, slots=True)
class CornerGuest:
    """Someone in their own corner: how the page is answered, and whose corner it is."""

    guest: Guest
    visit: CornerVisit


def cookie_of(guest: Guest) -> str:
    """Name the cookie; under https browsers bind it to our very host."""
    return "__Host-aval-coin" if guest.site.secure else "aval-coin"


def secret_of(guest: Guest) -> str:
    """Return the secret this browser holds: of a code asked for, or of a visit."""
    return guest.cookies.get(cookie_of(guest), "")


def hand_secret(guest: Guest, answer: Response, secret: str) -> Response:
    """Hand the browser its secret, for as long as it stays open."""
    answer.set_cookie(cookie_of(guest), secret, secure=guest.site.secure, httponly=True, samesite="lax")
    return answer


def take_secret(guest: Guest, answer: Response) -> Response:
    """Take the secret back from the browser."""
    answer.delete_cookie(cookie_of(guest), secure=guest.site.secure, httponly=True, samesite="lax")
    return answer


def visit_of(guest: Guest) -> CornerVisit | None:
    """Return the visit under way; None when there is none, or it is over."""
    secret = secret_of(guest)
    return read_corner(guest.ports, secret, guest.frame.language) if secret else None


def own(request: Request, sent: Annotated[Sent, Depends(read_sent)]) -> CornerGuest:
    """Let in who opened their corner; a form must come from a page of theirs."""
    came = guest(request, sent)
    visit = visit_of(came)
    if visit is None:
        raise ShowInstead(OVER)
    token = sent.text("form_token").encode()
    if request.method not in SAFE and not hmac.compare_digest(token, visit.form_token.encode()):
        raise Forged
    return CornerGuest(with_token(came, visit), visit)


def with_token(came: Guest, visit: CornerVisit) -> Guest:
    """Give the page's forms the token of the visit."""
    return replace(came, frame=replace(came.frame, form_token=visit.form_token))


InCorner = Annotated[CornerGuest, Depends(own)]
