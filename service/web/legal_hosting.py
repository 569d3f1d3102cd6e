"""Who lives with a resource: legal alone reads it and sets it."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.registry.acts import LEGAL_FILE
from service.registry.errors import Invalid
from service.registry.naming import files_named
from service.registry.protecting import record_hosted
from service.web import tickets
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.page_route import PageRoute
from service.web.people import file_at, find_people, found_person
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/dossiers/{ref}/placement/personnes"


@router.get(PAGE)
def show_hosted(visit: SignedVisit, ref: str) -> Response:
    """Show who lives there, and search someone to add."""
    ticket = visit.query.get("q", "")
    return _page(visit, ref, Typed(tickets.load(visit, ticket).values) if ticket else NOTHING_TYPED)


@router.post(PAGE)
def change_hosted(visit: SignedVisit, ref: str) -> Response:
    """Search, add someone, or take someone out."""
    visit.must("decide_legally")
    form, do = Filled(visit.sent), visit.sent.text("do")
    try:
        if do == "search":
            form.text("name")
            form.done()
            return visit.go(f"/dossiers/{ref}/placement/personnes?q={tickets.keep(visit)}")
        who = form.sent.text("who")
        if not who:
            form.slip("who", "MISSING_CHOICE")
        form.done()
        _change(visit, ref, who, comes=do == "add")
    except (Slipped, Invalid) as error:
        return _page(visit, ref, form.mend(error, {"/hosts": "who"}), UNPROCESSABLE)
    return visit.go(f"/dossiers/{ref}?fait=placement")


def _change(visit: Visit, ref: str, who: str, *, comes: bool) -> None:
    number, other = (visit.ports.references.open("person", one)[0] for one in (ref, who))
    record_hosted(visit.ports, visit.caller, number, other, comes=comes)


def _page(visit: Visit, ref: str, typed: Typed, status: int = 200) -> Response:
    visit.must("read_legal_file")
    file, name = file_at(visit, ref), typed.text("name")
    hosts = file.legal.placements[-1].hosts if file.legal.placements else ()
    hosted = files_named(visit.ports, visit.caller, hosts, LEGAL_FILE)
    people = [one for one in find_people(visit, name).people if one.ref != ref] if name else None
    return visit.page(
        "legal/hosting.html",
        status=status,
        ref=ref,
        name=file.person.names.display,
        typed=typed,
        hosted=[found_person(visit, one.person) for one in hosted.values()],
        people=people,
    )
