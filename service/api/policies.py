"""Versions of policies and of the moderation list: every role reads them, two people make one count."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar, Final

from fastapi import Depends, Response
from pydantic import Field, StringConstraints

from service.api.calls import Call, CallIn
from service.api.fields import Day, Given, Line, Nothing, one_of, shown_by
from service.api.routes import may, routes_on
from service.api.shown import Shown, Stamp, sealed
from service.registry import acknowledging, policies
from service.registry.moments import today
from service.registry.policies import CONCERNS, NAMES, NewPolicy, ShownPolicy
from service.registry.policy_contents import ACTIONS, ENDINGS, ModerationLine, PolicyContent
from service.registry.policy_records import PolicyRecord

routes = routes_on("policies")

Text = Annotated[str, StringConstraints(max_length=60_000)]
MOST_LINES: Final = 600
"""More than a list may have; the use case says how many that is."""


class LineGiven(Given):
    """A word or a behaviour, and what is done about it."""

    model_config = shown_by({"action": "hide", "words": "Injure"})

    action: Annotated[Line, one_of(ACTIONS)]
    words: Annotated[str, Field(max_length=1000)]


class PolicyGiven(Given):
    """A version to draft: its text, or the lines of the moderation list."""

    model_config = shown_by(
        {
            "name": "moderation",
            "title": "Liste de modération",
            "starts_on": "2026-11-01",
            "changed": "Les menaces sont transmises.",
            "concerns": ["staff"],
            "lines": [{"action": "pass_on", "words": "Menace"}],
        }
    )

    name: Annotated[Line, one_of(NAMES)]
    title: Line
    starts_on: Day
    changed: Annotated[str, Field(max_length=4000)] = ""
    concerns: list[Annotated[Line, one_of(CONCERNS)]] = Field(default=[], max_length=len(CONCERNS))
    text: Text = ""
    lines: list[LineGiven] = Field(default=[], max_length=MOST_LINES)


class LineShown(Shown):
    """A word or a behaviour, and what is done about it."""

    action: str
    words: str


class PolicyShown(Shown):
    """A version; `acknowledged_at` is when the caller said they read it."""

    FROM: ClassVar[Mapping[str, str]] = {"id": "number"}

    id: Annotated[str, sealed("policy")]
    name: str
    version: int
    title: str
    status: str
    starts_on: date
    changed: str
    concerns: list[str]
    media_type: str
    sha256: str
    approved_at: Stamp | None


class PolicyRead(PolicyShown):
    """A version with what it says; a PDF is fetched apart."""

    acknowledged_at: Stamp | None
    text: str | None
    lines: list[LineShown]


class Policies(Shown):
    """The versions, by text and the newest first."""

    items: list[PolicyShown]


class Acknowledged(Shown):
    """When the caller said they read it: the first time counts."""

    acknowledged_at: Stamp


class StaffShown(Shown):
    """A user the version concerns."""

    user: str
    acknowledged_at: Stamp | None


class ResponsableShown(Shown):
    """A resource responsable the version concerns, and how many courriels left."""

    person_id: str
    sent: int
    acknowledged_at: Stamp | None


class Acknowledgements(Shown):
    """Everybody the version concerns, those who have not read it first."""

    staff: list[StaffShown]
    people: list[ResponsableShown]


async def _number(call: CallIn, policy_id: str) -> int:
    return call.number("policy", policy_id)


PolicyIn = Annotated[int, Depends(_number)]


@routes.get("/policies", **may("read_policies"))
def list_all(call: CallIn) -> Policies:
    """List the versions; drafts are for those who write them."""
    known = policies.list_policies(call.ports, call.caller)
    day = today(call.ports)
    items = [
        PolicyShown.of(
            one, call.ports, status=policies.standing_of(one, known, day), concerns=[*one.concerns]
        )
        for one in known
    ]
    return Policies(items=items)


@routes.post("/policies", status_code=201, **may("draft_policies"))
def draft(call: CallIn, given: PolicyGiven) -> PolicyRead:
    """Draft a version; an earlier draft of the same text makes way for it."""
    lines = tuple(ModerationLine(one.action, one.words.strip()) for one in given.lines)
    new = NewPolicy(
        given.name,
        given.title,
        given.starts_on,
        PolicyContent(text=given.text, lines=lines),
        given.changed,
        tuple(given.concerns),
    )
    made = call.once(
        lambda ports: policies.draft_policy(ports, call.caller, new),
        lambda record: str(record.number),
        lambda kept: policies.read_policy(call.ports, call.caller, int(kept)).record,
    )
    return _read(call, made.number)


@routes.get("/policies/{policy_id}", **may("read_policies"))
def read(call: CallIn, asked: PolicyIn) -> PolicyRead:
    """Read one version."""
    return _read(call, asked)


@routes.get("/policies/{policy_id}/document", response_class=Response, **may("read_policies"))
def fetch(call: CallIn, asked: PolicyIn) -> Response:
    """Return what a version says, byte for byte: a text, a PDF, or the list as JSON."""
    record, content = policies.kept_content(call.ports, call.caller, asked)
    name = f"version-{record.version}.{ENDINGS[record.media_type]}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=record.media_type, headers=headers)


@routes.post("/policies/{policy_id}/approval", **may("approve_policies"))
def approve(call: CallIn, asked: PolicyIn, _: Nothing | None = None) -> PolicyRead:
    """Approve a draft that somebody else wrote; it counts from its first day on."""
    done = call.once(
        lambda ports: policies.approve_policy(ports, call.caller, asked),
        lambda record: str(record.number),
        lambda kept: policies.read_policy(call.ports, call.caller, int(kept)).record,
    )
    return _read(call, done.number)


@routes.post("/policies/{policy_id}/acknowledgement", **may("read_policies"))
def acknowledge(call: CallIn, asked: PolicyIn, _: Nothing | None = None) -> Acknowledged:
    """Say that the caller read it; the first time counts."""
    at = acknowledging.acknowledge(call.ports, call.caller, asked)
    return Acknowledged(acknowledged_at=at)


@routes.get("/policies/{policy_id}/acknowledgements", **may("follow_policies"))
def follow(call: CallIn, asked: PolicyIn) -> Acknowledgements:
    """List who has read a version and who has not."""
    found = acknowledging.follow(call.ports, call.caller, asked)
    return Acknowledgements(
        staff=[
            StaffShown(user=call.seal("user", one.user.number), acknowledged_at=one.at) for one in found.staff
        ],
        people=[
            ResponsableShown(
                person_id=call.seal("person", one.asked.person),
                sent=one.asked.sent,
                acknowledged_at=one.asked.done_at,
            )
            for one in found.people
        ],
    )


def _read(call: Call, number: int) -> PolicyRead:
    shown: ShownPolicy = policies.read_policy(call.ports, call.caller, number)
    record: PolicyRecord = shown.record
    return PolicyRead.of(
        record,
        call.ports,
        status=shown.standing,
        concerns=[*record.concerns],
        acknowledged_at=acknowledging.own_reading(call.ports, call.caller, number),
        text=shown.content.text or None,
        lines=list(shown.content.lines),
    )
