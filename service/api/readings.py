"""Readings: a post shown first to whoever asked for it, and what they answered."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fastapi import Request, Response

from service.api.calls import Call, CallIn
from service.api.fields import Given, Line, Note, one_of, shown_by
from service.api.mending import pointing
from service.api.pages import Cursor, Limit, Page, link_next, place_of
from service.api.paths import ReadingIn
from service.api.posts_given import PostGiven
from service.api.routes import COUNTED, may, routes_on
from service.api.shown import Shown, Stamp, sealed
from service.registry import readings
from service.registry.closed_lists import check_codes
from service.registry.reading_records import ReadingRecord
from service.registry.readings import ANSWERS, Status

routes = routes_on("readings")


class ReadingShown(Shown):
    """One person asked to read one text; `person` is their place among the people of the post."""

    FROM: ClassVar = {"id": "number", "person": "place", "asked_at": "made_at"}

    id: Annotated[str, sealed("reading")]
    person: int
    way: str
    status: Status
    text: str
    word: str
    asked_at: Stamp
    answered_at: Stamp | None
    ends_at: Stamp | None


class ReadingsShown(Shown):
    """The readings of one text, one for each who asked to see it first."""

    items: list[ReadingShown]


class ReadingGiven(Given):
    """What a person answered who was shown the text in person."""

    model_config = shown_by({"answer": "accepted"})

    answer: Annotated[Line, one_of(ANSWERS)]
    word: Note = ""


@routes.post("/readings", **may("publish", **{COUNTED: True}))
def ask_readings(call: CallIn, given: PostGiven) -> ReadingsShown:
    """Show a post first to whoever asked for it: those whose answer holds `review_first`, nobody else."""
    with pointing(given.places()):
        found = readings.ask_readings(call.ports, call.caller, given.new(call.ports))
    return ReadingsShown(items=[_show(call, one) for one in found])


@routes.get("/readings", **may("publish"))
def list_readings(
    call: CallIn, request: Request, response: Response, cursor: Cursor = None, limit: Limit = 50
) -> Page[ReadingShown]:
    """List the readings one asked for, newest first."""
    before = place_of(call.ports, "reading", cursor)
    found = readings.list_readings(call.ports, call.caller, before, limit + 1)
    items = [_show(call, one) for one in found[:limit]]
    following = items[-1].id if len(found) > limit else None
    return Page(items=items, next=link_next(request, response, following))


@routes.post("/readings/{reading_id}/answer", **may("publish"))
def note_reading(call: CallIn, reading: ReadingIn, given: ReadingGiven) -> ReadingShown:
    """Note what a person answered who was shown the text in person."""
    check_codes(("/answer", given.answer, ANSWERS))
    answer = given.answer
    done = call.once(
        lambda ports: readings.note_reading(
            ports,
            call.caller,
            reading,
            answer,  # type: ignore[arg-type] # one of the list
            given.word,
        ),
        lambda one: str(one.number),
        lambda kept: readings.read_reading(call.ports, call.caller, int(kept)),
    )
    return _show(call, done)


def _show(call: Call, reading: ReadingRecord) -> ReadingShown:
    text = reading.draft.text if reading.draft else ""
    return ReadingShown.of(reading, call.ports, status=readings.status_of(call.ports, reading), text=text)
