"""Events: made by communications; everyone who asks reads their list of who may appear."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Query, Request, Response

from service.api.calls import Call, CallIn
from service.api.events_shown import (
    AddedShown,
    EventGiven,
    EventShown,
    ExpectedList,
    ExpectedShown,
    OfflineListShown,
    PeopleGiven,
    ReceivedShown,
    RosterShown,
    show_roster,
)
from service.api.fields import Nothing
from service.api.pages import Cursor, Limit, Page, link_next, place_of
from service.api.paths import EventIn, PersonIn
from service.api.routes import COUNTED, may, routes_on
from service.registry import event_people, events, offline_lists, rosters
from service.registry.errors import Fault, Invalid, NotFound
from service.registry.event_records import EventRecord
from service.registry.ports import Ports

routes = routes_on("events")

Part = Annotated[int | None, Query(ge=1, le=1000, description="People on a page; without it, all.")]


@routes.post("/events", status_code=201, **may("change_events"))
def make_event(call: CallIn, given: EventGiven, request: Request, response: Response) -> EventShown:
    """Make an event; nobody is expected yet."""
    event = _once(call, lambda ports: events.make_event(ports, call.caller, given.new()))
    shown = _show(call, event)
    response.headers["Location"] = f"{request.url.path}/{shown.id}"
    return shown


@routes.get("/events", **may("read_events"))
def list_events(
    call: CallIn, request: Request, response: Response, cursor: Cursor = None, limit: Limit = 50
) -> Page[EventShown]:
    """List events that are not over, newest first."""
    before = place_of(call.ports, "event", cursor)
    found = events.list_events(call.ports, call.caller, before, limit + 1)
    items = [_show(call, one) for one in found[:limit]]
    following = items[-1].id if len(found) > limit else None
    return Page(items=items, next=link_next(request, response, following))


@routes.get("/events/{event_id}", **may("read_events"))
def read_event(call: CallIn, event: EventIn) -> EventShown:
    """Read one event."""
    return _show(call, events.read_event(call.ports, call.caller, event))


@routes.put("/events/{event_id}", **may("change_events"))
def change_event(call: CallIn, event: EventIn, given: EventGiven) -> EventShown:
    """Change what an event is; who is expected stays."""
    return _show(call, events.change_event(call.ports, call.caller, event, given.new()))


@routes.post("/events/{event_id}/end", **may("change_events"))
def end_event(call: CallIn, event: EventIn, _: Nothing | None = None) -> EventShown:
    """End an event: it leaves the lists, and its poster no longer brings anybody to it."""
    return _show(call, _once(call, lambda ports: events.close_event(ports, call.caller, event)))


@routes.get("/events/{event_id}/people", **may("change_events"))
def list_people(call: CallIn, event: EventIn) -> ExpectedList:
    """List who is expected, whatever may be published of them."""
    _, files = event_people.list_people(call.ports, call.caller, event)
    items = [
        ExpectedShown(person_id=call.seal("person", one.person.number), name=one.person.names.display)
        for one in files
    ]
    return ExpectedList(items=items)


@routes.post("/events/{event_id}/people", **may("change_events"))
def add_people(call: CallIn, event: EventIn, given: PeopleGiven) -> AddedShown:
    """Add those who are found; each of the others is named by place, and nothing else is lost."""
    faults = [fault for place, one in enumerate(given.people) for fault in one.faults(f"/people/{place}")]
    if faults:
        raise Invalid(*faults)
    asked = [one.who(call.ports) for one in given.people]
    return AddedShown.made(event_people.add_people(call.ports, call.caller, event, asked))


@routes.post("/events/{event_id}/people/{person_id}/removal", **may("change_events"))
def remove_person(call: CallIn, event: EventIn, person: PersonIn, _: Nothing | None = None) -> EventShown:
    """Take somebody off an event; who is not on it changes nothing."""
    return _show(
        call, _once(call, lambda ports: event_people.remove_person(ports, call.caller, event, person))
    )


@routes.get("/events/{event_id}/roster", **may("read_events", **{COUNTED: True}))
def read_roster(
    call: CallIn,
    event: EventIn,
    request: Request,
    response: Response,
    cursor: Cursor = None,
    limit: Part = None,
) -> RosterShown:
    """List who may appear today, by name, with the number to cite: never anybody else, never how many."""
    after = _after(call, event, cursor)
    try:
        roster = rosters.read_roster(call.ports, call.caller, event, after=after)
    except NotFound:
        if after:
            raise Invalid(Fault("/cursor", "BAD_VALUE")) from None
        raise
    shown = show_roster(call.ports, roster, limit)
    link_next(request, response, shown.next)
    return shown


@routes.get("/events/{event_id}/offline-list", **may("read_events", **{COUNTED: True}))
def take_list_along(call: CallIn, event: EventIn) -> OfflineListShown:
    """Give the list signed, to be read without the registry for 24 hours; older, it cannot tell."""
    return OfflineListShown.made(offline_lists.sign_roster(call.ports, call.caller, event))


@routes.get("/events/{event_id}/received", **may("change_events"))
def count_received(call: CallIn, event: EventIn) -> ReceivedShown:
    """Count those expected who signed since the event was made, whatever they answered; null under ten."""
    received = rosters.count_received(call.ports, call.caller, event)
    return ReceivedShown(received=received, under=rosters.HIDDEN_UNDER if received is None else None)


def _once(call: Call, act: Callable[[Ports], EventRecord]) -> EventRecord:
    return call.once(
        act,
        lambda event: str(event.number),
        lambda kept: events.read_event(call.ports, call.caller, int(kept)),
    )


def _show(call: Call, event: EventRecord) -> EventShown:
    return EventShown.of(event, call.ports)


def _after(call: Call, event: int, cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        of, person = call.ports.references.open("expected", cursor)
    except NotFound:
        of, person = 0, 0
    if of != event or not person:
        raise Invalid(Fault("/cursor", "BAD_VALUE"))
    return person
