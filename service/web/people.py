"""« Personnes »: search, register, and one person's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.domain.names import fold_words
from service.domain.vocabulary import ROLES
from service.registry.desk import search_people
from service.registry.errors import Invalid
from service.registry.files import File
from service.registry.legal_files import is_minor
from service.registry.people import NewPerson, read_file, register_person
from service.registry.people_records import PersonRecord
from service.registry.permissions import can
from service.registry.proving import read_history
from service.web import tickets
from service.web.consent_lines import consent_card
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.identity import FIELDS, read_identity
from service.web.invitation_lines import lines_of
from service.web.once import once
from service.web.page_route import PageRoute
from service.web.person_lines import history_lines, identity_lines, relation_lines, situation_lines
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/personnes"
NEW_CONSENT: Final = "/autorisations/nouvelle"
MOST_FOUND: Final = 20
SAID: Final = {
    "modifiee": "person.saved",
    "inscrite": "person.registered",
    "indice": "person.signal.done",
    "demandee": "person.ask.done",
}


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person as search results show them."""

    ref: str
    name: str
    roles: tuple[str, ...]
    birth_date: date | None
    adult_attested: bool


@dataclass(frozen=True, slots=True)
class Results:
    """Who was found, and whether there are more."""

    people: list[FoundPerson]
    more: bool


@router.get(PAGE)
def show_search(visit: SignedVisit) -> Response:
    """Search by name."""
    return search_page(visit, "communications/people.html")


@router.post(PAGE)
def search(visit: SignedVisit) -> Response:
    """Keep the name typed, and lead to who was found: no name stands in an address."""
    return keep_search(visit, PAGE, "communications/people.html")


@router.get(f"{PAGE}/nouvelle")
def show_register(visit: SignedVisit) -> Response:
    """Ask who the person is."""
    visit.must("change_people")
    begun: dict[str, tuple[str, ...]] = {"language": ("fr",)}
    ticket = visit.query.get("q", "")
    if ticket:
        begun["display"] = tickets.load(visit, ticket).each("name")
    return _register_page(visit, Typed(begun))


@router.post(f"{PAGE}/nouvelle")
def register(visit: SignedVisit) -> Response:
    """Register someone, after showing who looks like the same person."""
    form = Filled(visit.sent)
    try:
        new = _read_new(form)
        form.done()
        alike = [] if visit.sent.ticked("other") else alike_people(visit, new)
        if alike:
            return _register_page(visit, form.mend(), alike)
        path = once(visit, lambda ports: register_person(ports, visit.caller, new), partial(_next, visit))
    except (Slipped, Invalid) as error:
        return _register_page(visit, form.mend(error, FIELDS), status=UNPROCESSABLE)
    return visit.go(path)


def _next(visit: Visit, person: PersonRecord) -> str:
    ref = visit.seal("person", person.number)
    return f"{NEW_CONSENT}/{ref}" if _in_flow(visit) else f"{PAGE}/{ref}?fait=inscrite"


@router.get(f"{PAGE}/{{ref}}")
def show_person(visit: SignedVisit, ref: str) -> Response:
    """Show what communications know of a person."""
    file = file_at(visit, ref)
    legal = can(visit.caller, "read_legal_file")
    return visit.page(
        "communications/person.html",
        ref=ref,
        said=SAID.get(visit.query.get("fait", ""), ""),
        person=_seen(visit, file.person),
        consents=[consent_card(visit, one) for one in reversed(file.consents) if one.order is None],
        invitations=lines_of(visit, file.person.number),
        identity=identity_lines(visit, file.person),
        situation=situation_lines(visit, file.person, ref),
        relations=relation_lines(visit, file.person),
        legal_path=f"/dossiers/{ref}" if legal else "",
        history=history_lines(visit, read_history(visit.ports, visit.caller, file.person.number)),
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """The head of a person's page."""

    name: str
    minor: bool
    newcomer: bool
    """Came by a poster, and not confirmed yet."""


def _seen(visit: Visit, person: PersonRecord) -> Seen:
    return Seen(person.names.display, is_minor(visit.ports, person), person.unconfirmed)


def file_at(visit: Visit, ref: str) -> File:
    """Read the file a reference stands for."""
    number, _ = visit.ports.references.open("person", ref)
    return read_file(visit.ports, visit.caller, number)


def search_page(visit: Visit, template: str) -> Response:
    """Show the search, with who was found when a name was typed before."""
    visit.must("read_people")
    ticket = visit.query.get("q", "")
    if not ticket:
        return visit.page(template, typed=NOTHING_TYPED, people=None, more=False, ticket="")
    sent = tickets.load(visit, ticket)
    results = find_people(visit, sent.text("name"))
    return visit.page(
        template, typed=Typed(sent.values), people=results.people, more=results.more, ticket=ticket
    )


def keep_search(visit: Visit, page: str, template: str) -> Response:
    """Keep the name typed under a ticket and lead to the results."""
    visit.must("read_people")
    form = Filled(visit.sent)
    form.text("name")
    if form.slips:
        return visit.page(
            template, status=UNPROCESSABLE, typed=form.mend(), people=None, more=False, ticket=""
        )
    return visit.go(f"{page}?q={tickets.keep(visit)}")


def find_people(visit: Visit, name: str) -> Results:
    """Find people by name, twenty at most."""
    files = search_people(visit.ports, visit.caller, name, MOST_FOUND + 1)
    return Results([found_person(visit, file.person) for file in files[:MOST_FOUND]], len(files) > MOST_FOUND)


def found_person(visit: Visit, person: PersonRecord) -> FoundPerson:
    """Show someone in few words, to be told from others."""
    return FoundPerson(
        ref=visit.seal("person", person.number),
        name=person.names.display,
        roles=tuple(period.role for period in person.roles),
        birth_date=person.birth_date,
        adult_attested=person.adult_attested,
    )


def _read_new(form: Filled) -> NewPerson:
    identity = read_identity(form)
    return NewPerson(**identity)


def alike_people(visit: Visit, new: NewPerson) -> list[FoundPerson]:
    """Return people of the same name and birth date: a human decides whether they are one."""
    words = sorted(fold_words(new.names.display))
    files = search_people(visit.ports, visit.caller, new.names.display, MOST_FOUND)
    return [
        found_person(visit, file.person)
        for file in files
        if file.person.birth_date == new.birth_date
        and any(sorted(fold_words(name)) == words for name in file.person.names.every())
    ]


def _register_page(
    visit: Visit, typed: Typed, alike: list[FoundPerson] | None = None, status: int = 200
) -> Response:
    flow = _in_flow(visit)
    return visit.page(
        "communications/person_new.html",
        status=status,
        typed=typed,
        alike=alike or [],
        roles=ROLES,
        in_flow=flow,
        back_path=NEW_CONSENT if flow else PAGE,
        choose_path=f"{NEW_CONSENT if flow else PAGE}/",
    )


def _in_flow(visit: Visit) -> bool:
    return visit.query.get("suite") == "autorisation"
