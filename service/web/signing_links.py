"""« Signer par lien »: the page of a link says how the code comes; a code and a press of a button open it."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry.errors import Conflict, NotFound
from service.registry.signing_links import OpenLink, WrongCode, find_link, open_link, send_code
from service.web.entrance import AnyVisit, in_language
from service.web.filled import Filled, Slipped
from service.web.page_route import PageRoute
from service.web.signing_pages import PAGE as FORM
from service.web.signing_visits import OWN, begin
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Guest

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/signer/{secret}"
ALONE: Final = "/signer"


@router.get(PAGE)
@router.head(PAGE)
def show_link(guest: AnyVisit, secret: str) -> Response:
    """Show how the code comes. Nothing is changed, counted or sent: machines open links too."""
    try:
        link = find_link(guest.ports, secret)
    except NotFound:
        return _dead(guest)
    return _page(guest, link, NOTHING_TYPED, sent=guest.query.get("fait") == "envoye")


@router.post(PAGE)
def knock(guest: AnyVisit, secret: str) -> Response:
    """Send a code, or open the form with one."""
    guest.site.knocks.count(secret)
    try:
        if guest.sent.text("do") == "send":
            send_code(guest.ports, secret)
            return guest.go(f"{ALONE}/{secret}?fait=envoye")
        return _open(guest, secret)
    except NotFound:
        return _dead(guest)
    except Conflict as error:
        typed = Filled(guest.sent).mend(error)
        return _page(guest, find_link(guest.ports, secret), typed, status=UNPROCESSABLE)
    except WrongCode as error:
        form = Filled(guest.sent)
        form.slip("code", error.code)
        return _page(guest, find_link(guest.ports, secret), form.mend(), status=UNPROCESSABLE)


def _open(guest: Guest, secret: str) -> Response:
    form = Filled(guest.sent)
    code = form.text("code")
    try:
        form.done()
    except Slipped:
        return _page(guest, find_link(guest.ports, secret), form.mend(), status=UNPROCESSABLE)
    return begin(guest.go(FORM), guest.site, open_link(guest.ports, secret, code), own=True)


def _page(guest: Guest, link: OpenLink, typed: Typed, status: int = 200, *, sent: bool = False) -> Response:
    shown = in_language(guest, link.language)
    house = guest.ports.establishment
    return shown.page("signing/link.html", status=status, typed=typed, link=link, sent=sent, house=house)


def _dead(guest: Guest) -> Response:
    """Answer the same for a link that was used, has ended, or never was."""
    return guest.page(
        "public/message.html",
        status=404,
        key="link.dead",
        code="",
        path=OWN,
        button="link.dead.button",
    )
