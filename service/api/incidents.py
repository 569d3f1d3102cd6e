"""Declared situations: any role declares one; quality and auditors read them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from fastapi import Depends, Request, Response
from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from service.api.calls import Call, CallIn
from service.api.fields import Given, Line, Note, Reference, Said, is_day, is_moment, one_of, shown_by
from service.api.pages import Cursor, Limit, Page, link_next, place_of
from service.api.routes import may, routes_on
from service.api.shown import Shown, Stamp, sealed
from service.registry import incidents
from service.registry.incident_records import IncidentRecord
from service.registry.incident_register import notices_lacking
from service.registry.incident_reports import spoken

routes = routes_on("incidents")


def _when(given: object) -> object:
    if not isinstance(given, str) or not (is_day(given) or is_moment(given)):
        raise PydanticCustomError("BAD_DATE", "2026-10-13")
    return given


When = Annotated[
    str,
    BeforeValidator(_when),
    WithJsonSchema({"type": "string", "description": "A day or a moment: 2026-10-13."}),
]


class IncidentGiven(Given):
    """What happened, when, and what it seems to be; the post, when it is about one."""

    model_config = shown_by(
        {
            "what": "La légende ne cite aucun numéro.",
            "when": "2026-10-13",
            "kind": "quality",
            "about": "posts",
            "where": "https://www.facebook.com/aval/posts/123",
        }
    )

    what: Annotated[Note, Said]
    when: When
    kind: Annotated[Line, one_of(incidents.KINDS)]
    post_id: Reference | None = None
    about: Annotated[Line, one_of(incidents.ABOUT)] = "other"
    where: Annotated[str, Field(max_length=500)] = ""


class IncidentDeclared(Shown):
    """What whoever declares is given: nothing of what becomes of it."""

    FROM: ClassVar = {"id": "number", "declared_at": "made_at"}

    id: Annotated[str, sealed("incident")]
    number: str
    kind: str
    declared_at: Stamp


class MeasureShown(Shown):
    """What was done, and on which day."""

    on: date
    text: str


class NoticeShown(Shown):
    """A notice that was given."""

    to: str
    on: date
    note: str


class IncidentShown(IncidentDeclared):
    """A declared situation as quality and auditors read it."""

    status: Literal["open", "closed"]
    sorted: bool
    about: str
    what: str
    when: str
    where: str
    who: str
    contact: str
    declared_by: str | None
    post_ids: list[str]
    serious_injury: bool | None
    notices: list[NoticeShown]
    notices_lacking: list[str]
    measures: list[MeasureShown]
    outcome: str | None
    closed_at: Stamp | None


async def _number(call: CallIn, incident_id: str) -> int:
    return call.number("incident", incident_id)


IncidentIn = Annotated[int, Depends(_number)]


@routes.post("/incidents", status_code=201, **may("declare_incident"))
def declare(call: CallIn, given: IncidentGiven) -> IncidentDeclared:
    """Declare a situation; a post that is not there, or not for you to know, is not found."""
    fields: dict[str, Any] = given.model_dump(exclude={"post_id"})
    post = call.number("post", given.post_id) if given.post_id is not None else None
    told = incidents.Declared(**fields, post=post)
    done = call.once(
        lambda ports: incidents.declare_incident(ports, call.caller, told),
        lambda record: str(record.number),
        lambda kept: incidents.read_own_declaration(call.ports, call.caller, int(kept)),
    )
    return IncidentDeclared.of(done, call.ports, number=spoken(done.mark))


@routes.get("/incidents", **may("read_incidents"))
def list_all(
    call: CallIn,
    request: Request,
    response: Response,
    status: Literal["open"] | None = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Page[IncidentShown]:
    """List situations, newest first."""
    before = place_of(call.ports, "incident", cursor)
    found = incidents.list_incidents(
        call.ports, call.caller, open_only=status == "open", before=before, limit=limit + 1
    )
    items = [_shown(call, one) for one in found[:limit]]
    following = items[-1].id if len(found) > limit else None
    return Page(items=items, next=link_next(request, response, following))


@routes.get("/incidents/{incident_id}", **may("read_incidents"))
def read(call: CallIn, asked: IncidentIn) -> IncidentShown:
    """Read one situation."""
    return _shown(call, incidents.read_incident(call.ports, call.caller, asked))


def _shown(call: Call, record: IncidentRecord) -> IncidentShown:
    return IncidentShown.of(
        record,
        call.ports,
        number=spoken(record.mark),
        status=record.state,
        sorted=record.sorted_at is not None,
        declared_by=call.seal("user", record.made_by) if record.made_by else None,
        post_ids=[call.seal("post", number) for number in record.posts],
        serious_injury=record.test.serious if record.test else None,
        notices=list(record.notices),
        notices_lacking=list(notices_lacking(record)),
        measures=list(record.measures),
        outcome=record.outcome or None,
    )
