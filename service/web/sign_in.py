"""Signing in and out, the password set by a one-time link, the role one works in, the language."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.i18n.words import LANGUAGES
from service.registry import accounts
from service.registry.errors import Invalid, NotFound
from service.web.entrance import A_YEAR, LANGUAGE_COOKIE, AnyVisit, SignedVisit, inside, roles_of
from service.web.filled import Filled, Slipped
from service.web.navigation import NOWHERE, home_of
from service.web.page_route import PageRoute
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Guest, Site

router = APIRouter(route_class=PageRoute, include_in_schema=False)

FORGET: Final = '"storage"'
"""Lists kept on this device go with whoever signs out; the language chosen stays."""

SAID: Final = {"mot-de-passe": "password.done", "fin": "sign_in.out", "terminee": "sign_in.ended"}


@router.get("/")
def arrive(visit: SignedVisit) -> Response:
    """Lead to the first screen of one's role."""
    return visit.go(home_of(visit.caller.role))


@router.get(NOWHERE)
def show_no_screen(visit: SignedVisit) -> Response:
    """Tell a role without screens where its work is done."""
    return visit.page("public/no_screen.html")


@router.get("/connexion")
def show_sign_in(guest: AnyVisit) -> Response:
    """Ask for the courriel and the password."""
    return _sign_in_page(guest, NOTHING_TYPED)


@router.post("/connexion")
def sign_in(guest: AnyVisit) -> Response:
    """Open a session; one answer for a wrong password and an unknown account."""
    form = Filled(guest.sent)
    email, password = form.text("email"), form.text("password")
    session_id = accounts.sign_in(guest.ports, email, password) if not form.slips else None
    if session_id is None:
        if not form.slips:
            form.slip("email", "SIGN_IN_FAILED")
        return _sign_in_page(guest, form.mend(), UNPROCESSABLE)
    return _carrying(guest.go(inside(guest.sent.text("back"))), guest.site, session_id)


@router.get("/mot-de-passe/{secret}")
def show_password(guest: AnyVisit, secret: str) -> Response:
    """Ask for a new password; opening the link uses nothing up."""
    if not accounts.link_is_open(guest.ports, secret):
        return guest.page("public/message.html", status=404, key="password.dead", code="", **_to_sign_in())
    return guest.page("public/password.html", typed=NOTHING_TYPED)


@router.post("/mot-de-passe/{secret}")
def set_password(guest: AnyVisit, secret: str) -> Response:
    """Set the password and use the link up."""
    form = Filled(guest.sent)
    new, again = form.text("new"), form.text("again")
    try:
        if new != again and not form.slips:
            form.slip("again", "PASSWORD_DIFFERENT")
        form.done()
        accounts.set_password(guest.ports, secret, new)
    except (Slipped, Invalid) as error:
        typed = form.mend(error, {"/password": "new"})
        return guest.page("public/password.html", status=UNPROCESSABLE, typed=typed)
    except NotFound:
        return guest.page("public/message.html", status=404, key="password.dead", code="", **_to_sign_in())
    return guest.go("/connexion?fait=mot-de-passe")


@router.get("/role")
def show_roles(visit: SignedVisit) -> Response:
    """Offer the roles one has."""
    return visit.page("public/choose_role.html", roles=roles_of(visit.site, visit.caller.user))


@router.post("/role")
def choose_role(visit: SignedVisit) -> Response:
    """Work in another role: a new session takes the old one's place."""
    role = visit.sent.text("role")
    session_id = accounts.choose_role(visit.ports, visit.signed_in.session_id, role)
    return _carrying(visit.go(home_of(role)), visit.site, session_id)


@router.get("/deconnexion")
def show_signed_in(visit: SignedVisit) -> Response:
    """Signing out takes a form; the address alone leads home."""
    return visit.go(home_of(visit.caller.role))


@router.post("/deconnexion")
def sign_out(visit: SignedVisit) -> Response:
    """End the session everywhere."""
    accounts.sign_out(visit.ports, visit.signed_in.session_id)
    answer = visit.go("/connexion?fait=fin")
    visit.site.sessions.end(answer)
    answer.headers["Clear-Site-Data"] = FORGET
    return answer


@router.get("/langue/{language}")
def choose_language(guest: AnyVisit, language: str, page: str = "/") -> Response:
    """Keep the language chosen, and come back to the same page."""
    answer = guest.go(inside(page))
    if language in LANGUAGES:
        answer.set_cookie(
            LANGUAGE_COOKIE, language, A_YEAR, secure=guest.site.secure, httponly=True, samesite="lax"
        )
    return answer


def _sign_in_page(guest: Guest, typed: Typed, status: int = 200) -> Response:
    said = SAID.get(guest.query.get("fait", ""), "")
    back = guest.sent.text("back") or guest.query.get("suite", "")
    return guest.page("public/sign_in.html", status=status, typed=typed, said=said, back=back)


def _carrying(answer: Response, site: Site, session_id: str) -> Response:
    site.sessions.begin(answer, session_id)
    return answer


def _to_sign_in() -> dict[str, str]:
    return {"path": "/connexion", "button": "sign_in.button"}
