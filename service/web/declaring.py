"""« Déclarer une situation »: anyone may, without signing in; whatever is named, one answer."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from service.registry.errors import Invalid, NotFound
from service.registry.incidents import ABOUT, MARK_DIGITS, Declared, declarant, declare_incident, draw_mark
from service.registry.once import Asking, do_once
from service.registry.storing import Kept
from service.web.entrance import ONCE_BYTES, AnyVisit
from service.web.filled import Filled, Slipped
from service.web.page_route import PageRoute
from service.web.rendering import hyphenated
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import SEE_OTHER, UNPROCESSABLE, Guest

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/declarer-une-situation"
TRAP: Final = "website"
"""A field that people do not see and leave empty; what fills in every field is answered and not kept."""
ANY_POST: Final = 0


@router.get(PAGE)
def show_declare(guest: AnyVisit) -> Response:
    """Ask what happened; opening the page keeps nothing."""
    post = guest.query.get("publication", "")
    return _page(guest, Typed({"post": (post,)}) if post else NOTHING_TYPED)


@router.post(PAGE)
def declare(request: Request, guest: AnyVisit) -> Response:
    """Keep what is declared, and lead to its number."""
    guest.site.sources.count(request.client.host if request.client else "")
    form = Filled(guest.sent)
    try:
        told = _told(form, guest)
        form.done()
        mark = draw_mark(guest.ports) if guest.sent.text(TRAP) else _kept(guest, told)
    except (Slipped, Invalid) as error:
        return _page(guest, form.mend(error), UNPROCESSABLE)
    return guest.go(f"{PAGE}/recue/{mark}")


@router.get(f"{PAGE}/recue/{{mark}}")
def show_declared(guest: AnyVisit, mark: str) -> Response:
    """Show the number again; nothing is looked up."""
    if not (mark.isascii() and mark.isdigit() and len(mark) == MARK_DIGITS):
        raise NotFound
    return guest.page("public/declared.html", number=hyphenated(mark), again=PAGE)


def _told(form: Filled, guest: Guest) -> Declared:
    about = form.choice("about", ABOUT)
    sent = guest.sent
    return Declared(
        what=form.text("what"),
        when=form.text("when"),
        about=about,
        where=sent.text("where"),
        who=sent.text("who"),
        contact=sent.text("contact"),
        post=_post(guest, sent.text("post")),
    )


def _post(guest: Guest, reference: str) -> int | None:
    """Return the post that the link to this page named; a reference of nothing is looked up too."""
    if not reference:
        return None
    try:
        return guest.ports.references.open("post", reference)[0]
    except NotFound:
        return ANY_POST


def _kept(guest: Guest, told: Declared) -> str:
    """Keep it once, however often the form is sent."""
    caller = declarant(guest.frame.language)
    once = guest.sent.text("once") or guest.ports.random(ONCE_BYTES).hex()
    asking = Asking(sha256(b"declare\0" + once.encode()).digest(), b"", SEE_OTHER)
    done = do_once(
        guest.ports,
        asking,
        lambda ports: declare_incident(ports, caller, told),
        lambda declared: declared.mark,
    )
    return done.reference if isinstance(done, Kept) else done.mark


def _page(guest: Guest, typed: Typed, status: int = 200) -> Response:
    once = typed.text("once") or guest.ports.random(ONCE_BYTES).hex()
    return guest.page("public/declare.html", status=status, typed=typed, once=once, about=ABOUT, trap=TRAP)
