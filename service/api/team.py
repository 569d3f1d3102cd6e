"""Who is on duty for which accounts, and who answers in the name of the DCAI and the DG."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from service.api.calls import CallIn
from service.api.fields import Given, Line, one_of, shown_by
from service.api.routes import may, routes_on
from service.api.shown import Shown, sealed
from service.registry import accounts, team
from service.registry.institutional_records import OFFICES

routes = routes_on("team")

MOST_ACCOUNTS = 100


class DutyGiven(Given):
    """Which pages and accounts somebody takes posts down from; `*`: all of them; none: not on duty."""

    model_config = shown_by({"email": "ana.roy@exemple.qc.ca", "accounts": ["Page de la direction"]})

    email: Line
    accounts: list[Line] = Field(max_length=MOST_ACCOUNTS)


class OfficesGiven(Given):
    """In the name of which offices somebody answers for confidential content; none: no longer."""

    model_config = shown_by({"email": "dg@exemple.qc.ca", "offices": ["dg"]})

    email: Line
    offices: list[Annotated[Line, one_of(OFFICES)]] = Field(max_length=len(OFFICES))


class MemberShown(Shown):
    """Someone who may take posts down."""

    FROM: ClassVar = {"id": "number"}

    id: Annotated[str, sealed("user")]
    name: str
    email: str
    duty: list[str]
    offices: list[str]


class Team(Shown):
    """By name."""

    items: list[MemberShown]


@routes.get("/team", **may("see_team"))
def list_team(call: CallIn) -> Team:
    """List whom duty and power can be given to."""
    found = team.list_team(call.ports, call.caller)
    return Team(items=[MemberShown.of(one, call.ports) for one in found])


@routes.put("/team/duty", **may("set_duty"))
def set_duty(call: CallIn, given: DutyGiven) -> MemberShown:
    """Say who is on duty for which accounts."""
    done = accounts.set_duty(call.ports, call.caller, given.email, tuple(given.accounts))
    return MemberShown.of(done, call.ports)


@routes.put("/team/offices", **may("set_offices"))
def set_offices(call: CallIn, given: OfficesGiven) -> MemberShown:
    """Say who answers in the name of the DCAI or the DG."""
    done = team.set_offices(call.ports, call.caller, given.email, tuple(given.offices))
    return MemberShown.of(done, call.ports)
