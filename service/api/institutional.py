"""Institutional authorizations: confidential content may be published, in the name of the DCAI or the DG."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from fastapi import Depends
from pydantic import Field

from service.api.calls import CallIn
from service.api.fields import Channel, Day, Given, Line, Nothing, Said, one_of, shown_by
from service.api.routes import may, routes_on
from service.api.shown import Shown, Stamp, sealed
from service.registry import institutional
from service.registry.institutional_records import OFFICES, InstitutionalRecord

routes = routes_on("institutional-authorizations")

OUTCOMES = ("granted", "refused")
MOST_CODES = 50


class InstitutionalAsked(Given):
    """Which confidential content, on which channels, and between which days."""

    model_config = shown_by(
        {
            "content": "Plan d'agrandissement du centre, avant l'annonce.",
            "channels": ["facebook", "web_site"],
            "since": "2026-10-13",
            "until": "2026-11-13",
        }
    )

    content: Annotated[str, Field(max_length=4000), Said]
    channels: list[Channel] = Field(max_length=MOST_CODES)
    since: Day
    until: Day


class InstitutionalAnswered(Given):
    """A grant or a refusal in the name of an office. A grant may be narrower than what was asked."""

    model_config = shown_by(
        {"outcome": "granted", "office": "dcai", "channels": ["web_site"], "conditions": ["no_tag"]},
        {"outcome": "refused", "office": "dg"},
    )

    outcome: Annotated[Line, one_of(OUTCOMES)]
    office: Annotated[Line, one_of(OFFICES)]
    channels: list[Channel] = Field(default=[], max_length=MOST_CODES)
    since: Day | None = None
    until: Day | None = None
    conditions: list[Annotated[Line, one_of(institutional.CONDITIONS)]] = Field(
        default=[], max_length=MOST_CODES
    )


class InstitutionalShown(Shown):
    """One request and its answer."""

    FROM: ClassVar = {
        "id": "number",
        "asked_at": "made_at",
        "asked_by": "made_by",
        "post_ids": "posts",
    }

    id: Annotated[str, sealed("institutional")]
    status: str
    content: str
    channels: list[str]
    since: date | None
    until: date | None
    conditions: list[str]
    office: str | None
    asked_at: Stamp
    asked_by: Annotated[str, sealed("user")]
    answered_at: Stamp | None
    answered_by: Annotated[str | None, sealed("user")]
    withdrawn_at: Stamp | None
    withdrawn_by: Annotated[str | None, sealed("user")]
    post_ids: list[Annotated[str, sealed("post")]]


class Institutionals(Shown):
    """What waits first, then the newest."""

    items: list[InstitutionalShown]


async def _number(call: CallIn, institutional_id: str) -> int:
    return call.number("institutional", institutional_id)


InstitutionalIn = Annotated[int, Depends(_number)]


@routes.get("/institutional-authorizations", **may(institutional.ASK))
def list_all(call: CallIn) -> Institutionals:
    """List those you asked for; all of them, when you answer in the name of the DCAI or the DG."""
    found = institutional.list_institutional(call.ports, call.caller)
    return Institutionals(items=[InstitutionalShown.of(one, call.ports) for one in found])


@routes.post("/institutional-authorizations", status_code=201, **may(institutional.ASK))
def ask(call: CallIn, given: InstitutionalAsked) -> InstitutionalShown:
    """Ask that confidential content may be published; posts cite the id once it is granted."""
    wanted = institutional.Wanted(given.content, tuple(given.channels), given.since, given.until)
    done = call.once(
        lambda ports: institutional.ask_institutional(ports, call.caller, wanted),
        lambda one: str(one.number),
        lambda kept: _read(call, int(kept)),
    )
    return InstitutionalShown.of(done, call.ports)


@routes.get("/institutional-authorizations/{institutional_id}", **may(institutional.ASK))
def read(call: CallIn, number: InstitutionalIn) -> InstitutionalShown:
    """Read one that you asked for, or may answer."""
    return InstitutionalShown.of(_read(call, number), call.ports)


@routes.post("/institutional-authorizations/{institutional_id}/answer", **may(institutional.ASK))
def answer(call: CallIn, number: InstitutionalIn, given: InstitutionalAnswered) -> InstitutionalShown:
    """Grant or refuse, with the power of the DCAI or the DG; never what you asked for yourself."""
    said = institutional.Given(
        given.outcome,
        given.office,
        tuple(given.channels),
        given.since,
        given.until,
        tuple(given.conditions),
    )
    done = call.once(
        lambda ports: institutional.answer_institutional(ports, call.caller, number, said),
        lambda one: str(one.number),
        lambda kept: _read(call, int(kept)),
    )
    return InstitutionalShown.of(done, call.ports)


@routes.post("/institutional-authorizations/{institutional_id}/withdrawal", **may(institutional.ASK))
def withdraw(call: CallIn, number: InstitutionalIn, _: Nothing | None = None) -> InstitutionalShown:
    """Take a grant back at once; the posts that cite it are to be taken down."""
    done = call.once(
        lambda ports: institutional.withdraw_institutional(ports, call.caller, number),
        lambda one: str(one.number),
        lambda kept: _read(call, int(kept)),
    )
    return InstitutionalShown.of(done, call.ports)


def _read(call: CallIn, number: int) -> InstitutionalRecord:
    return institutional.read_institutional(call.ports, call.caller, number)
