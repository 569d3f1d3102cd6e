"""Whom each direction lets use its accounts (policy 10 974, 7.4): listed, designated, noted, ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, ClassVar

from fastapi import Depends
from pydantic import Field

from service.api.calls import Call, CallIn
from service.api.fields import Day, Given, Line, Nothing, Said, shown_by
from service.api.routes import may, routes_on
from service.api.shown import Shown, Stamp, sealed
from service.registry import designations
from service.registry.designation_records import DesignationRecord
from service.registry.ports import Ports

routes = routes_on("designations")


class DesignationGiven(Given):
    """Who uses which accounts for which direction; `user_email` links to their account here."""

    model_config = shown_by(
        {
            "name": "Ana Roy",
            "position": "Agente d'information",
            "direction": "Direction du soutien",
            "accounts": "Page Facebook de la direction",
            "since": "2026-10-13",
            "user_email": "ana.roy@exemple.qc.ca",
        }
    )

    name: Annotated[Line, Said]
    position: Annotated[Line, Said]
    direction: Annotated[Line, Said]
    accounts: Annotated[str, Field(max_length=1000), Said]
    since: Day
    until: Day | None = None
    user_email: Line = ""


class DesignationShown(Shown):
    """One designation; `told_at` is when communications took note."""

    FROM: ClassVar = {"id": "number", "status": "state", "user_id": "user"}

    id: Annotated[str, sealed("designation")]
    status: str
    name: str
    position: str
    direction: str
    accounts: str
    since: date | None
    until: date | None
    user_id: Annotated[str | None, sealed("user")]
    made_at: Stamp
    told_at: Stamp | None
    ended_at: Stamp | None


class Designations(Shown):
    """By direction and name, those that ended last."""

    items: list[DesignationShown]


async def _number(call: CallIn, designation_id: str) -> int:
    return call.number("designation", designation_id)


DesignationIn = Annotated[int, Depends(_number)]


@routes.get("/designations", **may("designate"))
def list_all(call: CallIn) -> Designations:
    """List who is designated, and who was."""
    found = designations.list_designations(call.ports, call.caller)
    return Designations(items=[DesignationShown.of(one, call.ports) for one in found])


@routes.post("/designations", status_code=201, **may("designate"))
def designate(call: CallIn, given: DesignationGiven) -> DesignationShown:
    """Designate someone; the DCAI is told by courriel."""
    new = designations.NewDesignation(**given.model_dump())
    return _once(call, lambda ports: designations.designate(ports, call.caller, new))


@routes.post("/designations/{designation_id}/note", **may("take_note_of_designations"))
def take_note(call: CallIn, number: DesignationIn, _: Nothing | None = None) -> DesignationShown:
    """Take note of a designation for communications."""
    return _once(call, lambda ports: designations.take_note(ports, call.caller, number))


@routes.post("/designations/{designation_id}/end", **may("designate"))
def end(call: CallIn, number: DesignationIn, _: Nothing | None = None) -> DesignationShown:
    """End a designation from now on; the DCAI is told by courriel."""
    return _once(call, lambda ports: designations.end_designation(ports, call.caller, number))


def _once(call: Call, act: Callable[[Ports], DesignationRecord]) -> DesignationShown:
    done = call.once(
        act,
        lambda one: str(one.number),
        lambda kept: designations.read_designation(call.ports, call.caller, int(kept)),
    )
    return DesignationShown.of(done, call.ports)
