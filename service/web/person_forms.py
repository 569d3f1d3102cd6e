"""The small forms on a person: identity, capacity, a child's wish, a death, a sign, a relation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from service.domain.vocabulary import (
    CAPACITY_STATUSES,
    EMANCIPATIONS,
    MINOR_WISHES,
    OTHER_PARENT,
    ROLES,
    WISHES,
)
from service.registry import people, signals
from service.registry.errors import Invalid
from service.registry.people_records import CapacityRecord, MinorityRecord, PersonRecord
from service.registry.relations import KINDS, declare_relation
from service.web import tickets
from service.web.entrance import SignedVisit
from service.web.filled import Filled, Slipped
from service.web.identity import FIELDS, read_identity, typed_identity
from service.web.page_route import PageRoute
from service.web.people import file_at, find_people
from service.web.typed import NOTHING_TYPED, Typed
from service.web.visits import UNPROCESSABLE, Visit

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PAGE: Final = "/personnes/{ref}"
LISTS: Final = {
    "statuses": CAPACITY_STATUSES,
    "wishes": WISHES,
    "minor_wishes": MINOR_WISHES,
    "other_parent": OTHER_PARENT,
    "emancipations": EMANCIPATIONS,
}
SCOPES: Final = ("image_publication", "other")


@router.get(f"{PAGE}/identite")
def show_identity(visit: SignedVisit, ref: str) -> Response:
    """Show who the person is, to be changed."""
    person = file_at(visit, ref).person
    return _identity_page(visit, ref, person, Typed(typed_identity(person)))


@router.post(f"{PAGE}/identite")
def change_identity(visit: SignedVisit, ref: str) -> Response:
    """Change who the person is, unless someone else did meanwhile."""
    person = file_at(visit, ref).person
    form = Filled(visit.sent)
    try:
        changes = read_identity(form, person)
        form.done()
        revision = int(visit.sent.text("revision") or 0)
        people.change_person(visit.ports, visit.caller, person.number, {**changes}, revision)
    except (Slipped, Invalid) as error:
        return _identity_page(visit, ref, person, form.mend(error, FIELDS), UNPROCESSABLE)
    return visit.go(f"/personnes/{ref}?fait=modifiee")


@router.get(f"{PAGE}/capacite")
def show_capacity(visit: SignedVisit, ref: str) -> Response:
    """Show legal capacity as recorded."""
    person = file_at(visit, ref).person
    capacity = person.capacity
    typed = {
        "status": capacity.status,
        "self_decides_personal": "yes" if capacity.self_decides_personal else None,
        "wish": capacity.wish,
        "scope": capacity.scope,
    }
    return _form_page(visit, ref, "capacity", _typed(typed))


@router.post(f"{PAGE}/capacite")
def record_capacity(visit: SignedVisit, ref: str) -> Response:
    """Record legal capacity."""

    def record(form: Filled, number: int) -> None:
        capacity = CapacityRecord(
            form.choice("status", CAPACITY_STATUSES),
            form.sent.ticked("self_decides_personal"),
            form.choice_if_any("wish", WISHES),
            form.choice_if_any("scope", SCOPES),
        )
        form.done()
        people.record_capacity(visit.ports, visit.caller, number, capacity)

    return _recorded(visit, ref, "capacity", record)


@router.get(f"{PAGE}/enfant")
def show_minority(visit: SignedVisit, ref: str) -> Response:
    """Show a child's wish and what is known of the parents."""
    minority = file_at(visit, ref).person.minority
    typed = {
        "minor_wish": minority.minor_wish,
        "other_parent": minority.other_parent,
        "conflict": "yes" if minority.conflict else None,
        "emancipated": minority.emancipated,
    }
    return _form_page(visit, ref, "minority", _typed(typed))


@router.post(f"{PAGE}/enfant")
def record_minority(visit: SignedVisit, ref: str) -> Response:
    """Record a child's wish and what is known of the parents."""

    def record(form: Filled, number: int) -> None:
        minority = MinorityRecord(
            form.choice("minor_wish", MINOR_WISHES),
            form.sent.ticked("conflict"),
            form.choice_if_any("other_parent", OTHER_PARENT),
            form.choice_if_any("emancipated", EMANCIPATIONS),
        )
        form.done()
        people.record_minority(visit.ports, visit.caller, number, minority)

    return _recorded(visit, ref, "minority", record)


@router.get(f"{PAGE}/deces")
def show_death(visit: SignedVisit, ref: str) -> Response:
    """Show the day of death, if any."""
    on = file_at(visit, ref).person.deceased
    return _form_page(visit, ref, "deceased", _typed({"on": on.isoformat() if on else None}))


@router.post(f"{PAGE}/deces")
def record_death(visit: SignedVisit, ref: str) -> Response:
    """Record the day of death, or take an error back."""

    def record(form: Filled, number: int) -> None:
        on = form.day_if_any("on")
        form.done()
        people.record_death(visit.ports, visit.caller, number, on)

    return _recorded(visit, ref, "deceased", record)


@router.get(f"{PAGE}/indice")
def show_signal(visit: SignedVisit, ref: str) -> Response:
    """Ask what was seen or heard."""
    return _form_page(visit, ref, "signal", NOTHING_TYPED)


@router.post(f"{PAGE}/indice")
def report_signal(visit: SignedVisit, ref: str) -> Response:
    """Send a sign to legal; it is not shown again here."""

    def record(form: Filled, number: int) -> None:
        note = form.text("note")
        form.done()
        signals.report_signal(visit.ports, visit.caller, number, note)

    return _recorded(visit, ref, "signal", record, "indice")


@router.get(f"{PAGE}/liens")
def show_relation(visit: SignedVisit, ref: str) -> Response:
    """Search the other person of a relation."""
    ticket = visit.query.get("q", "")
    return _relation_page(visit, ref, Typed(tickets.load(visit, ticket).values) if ticket else NOTHING_TYPED)


@router.post(f"{PAGE}/liens")
def declare(visit: SignedVisit, ref: str) -> Response:
    """Search, or add the relation."""
    form = Filled(visit.sent)
    try:
        form.text("name")
        form.done()
        if visit.sent.text("do") != "add":
            return visit.go(f"/personnes/{ref}/liens?q={tickets.keep(visit)}")
        to, kind = form.sent.text("to"), form.choice("kind", KINDS)
        if not to:
            form.slip("to", "MISSING_CHOICE")
        form.done()
        opened = visit.ports.references.open
        numbers = [opened("person", one)[0] for one in (ref, to)]
        declare_relation(visit.ports, visit.caller, numbers[0], kind, numbers[1])
    except (Slipped, Invalid) as error:
        return _relation_page(visit, ref, form.mend(error, {"/to": "to"}), UNPROCESSABLE)
    return visit.go(f"/personnes/{ref}?fait=modifiee")


Record = Callable[[Filled, int], None]


def _recorded(visit: Visit, ref: str, kind: str, record: Record, done: str = "modifiee") -> Response:
    number, _ = visit.ports.references.open("person", ref)
    form = Filled(visit.sent)
    try:
        record(form, number)
    except (Slipped, Invalid) as error:
        fields = {"/parents/other_parent": "other_parent", "": "note" if kind == "signal" else "status"}
        return _form_page(visit, ref, kind, form.mend(error, fields), UNPROCESSABLE)
    return visit.go(f"/personnes/{ref}?fait={done}")


def _identity_page(visit: Visit, ref: str, person: PersonRecord, typed: Typed, status: int = 200) -> Response:
    name = person.names.display
    return visit.page(
        "communications/person_change.html", status=status, ref=ref, name=name, typed=typed, roles=ROLES
    )


def _form_page(visit: Visit, ref: str, kind: str, typed: Typed, status: int = 200) -> Response:
    name = file_at(visit, ref).person.names.display
    return visit.page(
        "communications/person_form.html",
        status=status,
        ref=ref,
        name=name,
        kind=kind,
        typed=typed,
        lists=LISTS,
    )


def _relation_page(visit: Visit, ref: str, typed: Typed, status: int = 200) -> Response:
    name = typed.text("name")
    return visit.page(
        "communications/relation.html",
        status=status,
        ref=ref,
        name=file_at(visit, ref).person.names.display,
        typed=typed,
        kinds=KINDS,
        people=find_people(visit, name).people if name else None,
    )


def _typed(values: Mapping[str, str | None]) -> Typed:
    return Typed({name: (value,) for name, value in values.items() if value})
