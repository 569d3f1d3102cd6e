"""Questions as they are asked: who, and of which post."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field, WithJsonSchema

from service.api.fields import (
    Channel,
    Day,
    Flag,
    Given,
    KnownRole,
    Line,
    Medium,
    Purpose,
    Reference,
    Role,
    shown_by,
)
from service.api.openapi import ROLES
from service.registry.errors import Fault, Invalid, NotFound
from service.registry.permissions import FILES
from service.registry.ports import Ports
from service.registry.questions import Question, Who

NOBODY: Final = 0
"""A person's reference that was not given here: it finds nobody, like any unknown one."""

Marks = Annotated[list[Line], Field(max_length=30)]
Flags = Annotated[Flag, WithJsonSchema({"type": "boolean", "const": True})]


class WhoGiven(Given):
    """One way to name a person: a number to cite; a name and one second detail; or someone not looked up.

    Or `event_id` and `person`, as an event's list gives them.
    """

    consent_id: Line | None = None
    name: Line | None = None
    birth_date: Day | None = None
    email: Line | None = None
    staff_number: Line | None = None
    person_id: Annotated[Reference | None, Field(json_schema_extra={ROLES: sorted(FILES)})] = None
    event_id: Reference | None = None
    person: Reference | None = None
    unregistered: Flag = False
    role: Role | None = None
    adult: Flag | None = None
    not_identifiable: Flag = False
    appears_as: KnownRole | None = None
    identifiable_by: Marks | None = None

    def who(self, ports: Ports) -> Who:
        """Return what the use case is asked."""
        marks = self.identifiable_by
        return Who(
            self.consent_id,
            self.name,
            self.birth_date,
            self.email,
            self.staff_number,
            self._number(ports),
            self.unregistered,
            self.role,
            self.adult,
            self.not_identifiable,
            self.appears_as,
            None if marks is None else tuple(marks),
            self.event_id is not None,
        )

    def _number(self, ports: Ports) -> int | None:
        if self.event_id is not None:
            return _expected(ports, self.event_id, self.person or "")
        return None if self.person_id is None else _number(ports, self.person_id)

    def faults(self, pointer: str) -> list[Fault]:
        """Say where more than one way is used, or more than one second detail."""
        named = None if self.unregistered else self.name  # a stranger's name is for the text alone
        ways = (self.consent_id, named, self.person_id, self.event_id, self.unregistered or None)
        details = (self.birth_date, self.email, self.staff_number)
        given = len(details) - details.count(None)
        if len(ways) - ways.count(None) > 1 or (self.unregistered and given):
            return [Fault(pointer, "ONE_WAY_ONLY")]
        if given > 1 or (given and named is None):
            return [Fault(pointer, "NAME_AND_ONE_DETAIL")]
        if (self.event_id is None) != (self.person is None):
            return [Fault(f"{pointer}/{'person' if self.person is None else 'event_id'}", "MISSING")]
        return []


class AskedOf(Given):
    """What every question says of a post."""

    medium: Medium
    purpose: Purpose
    on: Day
    channel: Channel | None = None
    channels: Annotated[list[Channel], Field(max_length=50)] | None = None
    activity: Line | None = None
    discloses_health: Flag = False

    def all_channels(self) -> tuple[str, ...]:
        """Return the channels. Raises `Invalid` unless `channel` or `channels` is given, not both."""
        if (self.channel is None) == (self.channels is None):
            raise Invalid(Fault("/channel", "MISSING" if self.channel is None else "CHANNEL_OR_CHANNELS"))
        return (self.channel,) if self.channel is not None else tuple(dict.fromkeys(self.channels or ()))

    def places(self) -> dict[str, str]:
        """Say where the registry's fields stand in this body."""
        return {"/question": "", "/channels/0": "/channel"} if self.channel is not None else {"/question": ""}


class CheckGiven(AskedOf):
    """May this person appear?"""

    model_config = shown_by(
        {
            "who": {"name": "Camille Roy", "birth_date": "1984-03-27"},
            "medium": "photo",
            "channel": "facebook",
            "purpose": "information",
            "on": "2026-10-13",
        },
        {
            "who": {"consent_id": "1K7F-3M9X-4T8B-2QDY"},
            "medium": "video",
            "channels": ["facebook", "web_site"],
            "purpose": "promotion",
            "on": "2026-10-13",
        },
    )

    who: WhoGiven
    appears_as: KnownRole | None = None
    identifiable_by: Marks | None = None

    def places(self) -> dict[str, str]:
        """Say where the registry's fields stand in this body: what is said of the person may stand beside."""
        beside = [name for name in BESIDE if getattr(self, name) is not None]
        moved = {f"{start}/{name}": f"/{name}" for name in beside for start in ("/who", "/people/0")}
        return CHECK_PLACES | super().places() | moved

    def question(self) -> Question:
        """Return the post asked about."""
        return Question(
            self.medium, self.all_channels(), self.purpose, self.on, self.activity, self.discloses_health
        )

    def person(self, ports: Ports) -> Who:
        """Return who is asked about. Raises `Invalid` when that is said in two ways."""
        faults = self.who.faults("/who")
        if faults:
            raise Invalid(*faults)
        who = self.who
        if self.appears_as is None and self.identifiable_by is None:
            return who.who(ports)
        own = {name: getattr(self, name) for name in BESIDE if getattr(self, name) is not None}
        return who.model_copy(update=own).who(ports)


BESIDE: Final = ("appears_as", "identifiable_by")
CHECK_PLACES: Final = {"/people/0": "/who", "/people": "/who"}


def _expected(ports: Ports, event: str, person: str) -> int:
    """Return whom an event's list shows under a reference; beside any other event it finds nobody."""
    try:
        of, _ = ports.references.open("event", event)
        number, whom = ports.references.open("expected", person)
    except NotFound:
        return NOBODY
    return whom if of == number else NOBODY


def _number(ports: Ports, reference: str) -> int:
    try:
        return ports.references.open("person", reference)[0]
    except NotFound:
        return NOBODY
