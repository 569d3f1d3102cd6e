"""« Affiches »: a code that those who come read with their own device; as a page, and as a PDF to print."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry import signing_invitations
from service.registry.errors import Invalid, NotFound
from service.registry.invitation_records import InvitationRecord
from service.registry.moments import local_day, today
from service.registry.poster_sheets import PosterSheet
from service.registry.signing_invitations import NewPoster, posters_forms
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.invitation_lines import title_of
from service.web.inviting import families_of, hand_over
from service.web.page_route import PageRoute
from service.web.rendering import HEADERS
from service.web.showing import day_of
from service.web.typed import Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/affiches"
LANGUAGES: Final = ("fr", "en")
FIELDS: Final = {"/form": "family"}
SAID: Final = {"creee": "posters.made", "fin": "posters.ended"}


@router.get(PAGE)
def show_posters(visit: SignedVisit) -> Response:
    """List the posters that take answers."""
    visit.must("invite")
    found = signing_invitations.list_invitations(visit.ports, visit.caller)
    posters = [(one.activity, _line(visit, one), _path(visit, one)) for one in found if one.kind == "poster"]
    return visit.page("communications/posters.html", posters=posters)


@router.get(f"{PAGE}/nouvelle")
def show_new(visit: SignedVisit) -> Response:
    """Ask what the poster is for."""
    visit.must("invite")
    first = posters_forms(visit.ports)[0].family
    return _new_page(visit, Typed({"family": (first,), "language": (visit.frame.language,)}))


@router.post(f"{PAGE}/nouvelle")
def make(visit: SignedVisit) -> Response:
    """Make a poster."""
    visit.must("invite")
    form = Filled(visit.sent)
    try:
        new = NewPoster(
            form=form.choice("family", [one.family for one in posters_forms(visit.ports)]),
            language=form.choice("language", LANGUAGES),
            activity=form.text("activity"),
            place=visit.sent.some("place"),
            held_on=form.day_if_any("held_on"),
            last_day=form.day("last_day"),
        )
        form.done()
        poster = signing_invitations.make_poster(visit.ports, visit.caller, new)
    except (Slipped, Invalid) as error:
        return _new_page(visit, form.mend(error, FIELDS), UNPROCESSABLE)
    return visit.go(f"{_path(visit, poster)}?fait=creee")


@router.get(f"{PAGE}/{{ref}}")
def show_poster(visit: SignedVisit, ref: str) -> Response:
    """Show a poster, and what to do with it."""
    poster = _poster(visit, ref)
    return visit.page(
        "communications/poster.html",
        said=SAID.get(visit.query.get("fait", ""), ""),
        poster=poster,
        line=_line(visit, poster),
        here=f"{PAGE}/{ref}",
        address=f"{visit.site.sessions.public_url}/affiche/{ref}",
        is_open=poster.state == "open" and local_day(visit.ports, poster.ends_at) > today(visit.ports),
    )


@router.get(f"{PAGE}/{{ref}}/pdf")
def send_pdf(visit: SignedVisit, ref: str) -> Response:
    """Send the poster to print."""
    poster = _poster(visit, ref)
    sheet = PosterSheet(
        language=poster.language,
        activity=poster.activity or "",
        place=poster.place or "",
        held_on=poster.held_on,
        address=f"{visit.site.sessions.public_url}/affiche/{ref}",
        establishment=visit.ports.establishment.get("establishment", ""),
        phone=visit.ports.establishment.get("phone", ""),
    )
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="affiche-{poster.language}.pdf"'}
    content = visit.ports.printer.print_poster(sheet)
    return Response(content, headers=headers, media_type="application/pdf")


@router.post(f"{PAGE}/{{ref}}/tablette")
def welcome(visit: SignedVisit, ref: str) -> Response:
    """Leave the poster's own page on this device, and nobody signed in."""
    _poster(visit, ref)
    return hand_over(visit, f"/affiche/{ref}?sur=tablette")


@router.post(f"{PAGE}/{{ref}}/fin")
def end(visit: SignedVisit, ref: str) -> Response:
    """Close a poster."""
    signing_invitations.end_invitation(visit.ports, visit.caller, _poster(visit, ref).number)
    return visit.go(f"{PAGE}/{ref}?fait=fin")


def _poster(visit: Visit, ref: str) -> InvitationRecord:
    visit.must("invite")
    number, _ = visit.ports.references.open("invitation", ref)
    poster = signing_invitations.read_invitation(visit.ports, visit.caller, number)
    if poster.kind != "poster":
        raise NotFound
    return poster


def _path(visit: Visit, poster: InvitationRecord) -> str:
    return f"{PAGE}/{visit.seal('invitation', poster.number)}"


def _line(visit: Visit, poster: InvitationRecord) -> str:
    last = local_day(visit.ports, poster.ends_at - signing_invitations.A_MOMENT)
    return visit.words("posters.line", form=title_of(visit, poster), day=day_of(visit.words, last))


def _new_page(visit: Visit, typed: Typed, status: int = 200) -> Response:
    return visit.page(
        "communications/poster_new.html",
        status=status,
        typed=typed,
        families=families_of(visit, posters_forms(visit.ports)),
        languages=[(code, visit.words(f"posters.language.{code}")) for code in LANGUAGES],
    )
