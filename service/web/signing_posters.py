"""What the code of a poster opens: who comes says who they are, then reads the form."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry.errors import Invalid, NotFound
from service.registry.signing_newcomers import TooYoung, arrive, read_poster, roles_for
from service.web.entrance import SWITCH, AnyVisit, in_language, keep_language, switched
from service.web.filled import Filled, Slipped
from service.web.page_route import PageRoute
from service.web.signing_pages import PAGE as FORM
from service.web.signing_visits import OWN, TABLET, begin
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Guest

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/affiche/{code}"
SAID: Final = ("email", "phone", "role")
FIELDS: Final = {"/name": "full_name"}


@router.get(PAGE)
def show_poster(guest: AnyVisit, code: str) -> Response:
    """Ask who comes; opening the page keeps nothing."""
    shared = guest.query.get("sur") == "tablette"
    return _page(guest, code, NOTHING_TYPED, shared=shared)


@router.post(PAGE)
def come(guest: AnyVisit, code: str) -> Response:
    """Lead whoever says who they are to the form."""
    guest.site.knocks.count(f"affiche/{code}")
    form, shared = Filled(guest.sent), guest.sent.ticked("shared")
    if other := switched(guest):
        return keep_language(_page(other, code, form.mend(), shared=shared), other)
    try:
        said = {name: guest.sent.text(name) for name in SAID}
        said["name"] = guest.sent.text("full_name")
        said["adult"] = "yes" if guest.sent.ticked("adult") else ""
        born = form.day_if_any("birth_date")
        said["birth_date"] = born.isoformat() if born else ""
        form.done()
        number, _ = guest.ports.references.open("invitation", code)
        poster, _ = read_poster(guest.ports, number)
        language = in_language(guest, poster.language).frame.language
        secret = arrive(guest.ports, number, said, language, shared=shared)
    except NotFound:
        return _page(guest, code, NOTHING_TYPED)
    except (Slipped, Invalid) as error:
        young = isinstance(error, TooYoung)
        return _page(guest, code, form.mend(error, FIELDS), shared=shared, young=young, status=UNPROCESSABLE)
    return begin(guest.go(FORM), guest.site, secret, own=not shared)


def _page(
    guest: Guest, code: str, typed: Typed, *, shared: bool = False, young: bool = False, status: int = 200
) -> Response:
    try:
        number, _ = guest.ports.references.open("invitation", code)
        poster, form = read_poster(guest.ports, number)
    except NotFound:
        return guest.page(
            "public/message.html",
            status=404,
            key="poster.ended",
            code="",
            path=TABLET if shared else OWN,
            button="poster.ended.button",
        )
    shown = guest if guest.sent.text(SWITCH) else in_language(guest, poster.language)
    words = shown.words
    return shown.page(
        "signing/poster.html",
        status=status,
        typed=typed,
        activity=poster.activity,
        here=f"/affiche/{code}",
        shared=shared,
        young=young,
        roles=[(role, words(f"poster.role.{role}")) for role in roles_for(form)],
    )
