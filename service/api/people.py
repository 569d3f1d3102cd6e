"""People: register, find, read, change, and what is declared of them."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import Request, Response

from service.api.calls import Call, CallIn
from service.api.mending import pointing
from service.api.pages import Cursor, Limit, Page, link_next, place_of
from service.api.paths import PersonIn
from service.api.people_given import (
    PLACES,
    CapacityGiven,
    DeathGiven,
    MinorityGiven,
    PersonChanges,
    PersonGiven,
    RelationGiven,
    SignalGiven,
)
from service.api.people_shown import FileShown, PersonShown, show_file, show_person
from service.api.revisions import IfMatch, revision_in, tag
from service.api.routes import may, routes_on
from service.registry import people, relations, signals
from service.registry.desk import search_people
from service.registry.people_records import PersonRecord

routes = routes_on("people")


@routes.post("/people", status_code=201, **may("change_people"))
def register_person(call: CallIn, given: PersonGiven, request: Request, response: Response) -> PersonShown:
    """Register someone."""
    new = given.new_person()
    with pointing(PLACES):
        person = call.once(
            lambda ports: people.register_person(ports, call.caller, new), _number, _reading(call)
        )
    shown = _show(call, person, response)
    response.headers["Location"] = f"{request.url.path}/{shown.id}"
    return shown


@routes.get("/people", **may("read_people"))
def find_people(
    call: CallIn, request: Request, response: Response, q: str = "", cursor: Cursor = None, limit: Limit = 20
) -> Page[FileShown]:
    """Find people by the beginnings of their names' words, accents and case aside."""
    after = place_of(call.ports, "person", cursor)
    files = search_people(call.ports, call.caller, q, limit + 1, after)
    items = [show_file(call.ports, file) for file in files[:limit]]
    following = items[-1].id if len(files) > limit else None
    return Page(items=items, next=link_next(request, response, following))


@routes.get("/people/{person_id}", **may("read_people"))
def read_person(call: CallIn, person: PersonIn, response: Response) -> FileShown:
    """Read a person and the authorizations on file."""
    file = people.read_file(call.ports, call.caller, person)
    tag(response, file.person.revision)
    return show_file(call.ports, file)


@routes.patch("/people/{person_id}", **may("change_people"))
def change_person(
    call: CallIn, person: PersonIn, given: PersonChanges, response: Response, if_match: IfMatch = None
) -> PersonShown:
    """Change the fields sent; with If-Match, only what was last read."""
    changes, revision = given.changes(), revision_in(if_match)
    with pointing(PLACES):
        changed = people.change_person(call.ports, call.caller, person, changes, revision)
    return _show(call, changed, response)


@routes.post("/people/{person_id}/relations", status_code=201, **may("change_people"))
def declare_relation(call: CallIn, person: PersonIn, given: RelationGiven, response: Response) -> PersonShown:
    """Declare that this person is parent, tutor or kin of another."""
    to = call.number("person", given.to)
    related = call.once(
        lambda ports: relations.declare_relation(ports, call.caller, person, given.kind, to),
        _number,
        _reading(call),
    )
    return _show(call, related, response)


@routes.put("/people/{person_id}/capacity", **may("change_people"))
def record_capacity(
    call: CallIn, person: PersonIn, given: CapacityGiven, response: Response, if_match: IfMatch = None
) -> PersonShown:
    """Record legal capacity."""
    record, revision = given.record(), revision_in(if_match)
    changed = people.record_capacity(call.ports, call.caller, person, record, revision=revision)
    return _show(call, changed, response)


@routes.put("/people/{person_id}/minority", **may("change_people"))
def record_minority(
    call: CallIn, person: PersonIn, given: MinorityGiven, response: Response, if_match: IfMatch = None
) -> PersonShown:
    """Record a minor's own wish, what is known of the parents, and emancipation."""
    record, revision = given.record(), revision_in(if_match)
    changed = people.record_minority(call.ports, call.caller, person, record, revision=revision)
    return _show(call, changed, response)


@routes.put("/people/{person_id}/deceased", **may("change_people"))
def record_death(
    call: CallIn, person: PersonIn, given: DeathGiven, response: Response, if_match: IfMatch = None
) -> PersonShown:
    """Record the day someone died, or take an error back."""
    revision = revision_in(if_match)
    changed = people.record_death(call.ports, call.caller, person, given.on, revision=revision)
    return _show(call, changed, response)


@routes.post("/people/{person_id}/protection-signals", status_code=202, **may("report_signal"))
def report_signal(call: CallIn, person: PersonIn, given: SignalGiven) -> dict[str, str]:
    """Report a sign worth legal's attention; nothing of it is ever read back here."""
    call.once(
        lambda ports: signals.report_signal(ports, call.caller, person, given.note),
        lambda _: "",
        lambda _: None,
    )
    return {"status": "received"}


def _show(call: Call, person: PersonRecord, response: Response) -> PersonShown:
    tag(response, person.revision)
    return show_person(call.ports, person)


def _number(person: PersonRecord) -> str:
    return str(person.number)


def _reading(call: Call) -> Callable[[str], PersonRecord]:
    return lambda number: people.read_file(call.ports, call.caller, int(number)).person
