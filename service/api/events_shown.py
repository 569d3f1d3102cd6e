"""Events as they are sent and shown; who is expected is never a field of an event."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from service.api.fields import Channel, Day, Flag, Given, Line, Medium, Note, Purpose, shown_by
from service.api.questions import WhoGiven
from service.api.shown import Printed, Shown, Stamp, sealed
from service.registry.event_people import MOST_EXPECTED, Added
from service.registry.events import NewEvent
from service.registry.offline_lists import OfflineList
from service.registry.ports import Ports
from service.registry.questions import Question
from service.registry.rosters import Listed, Roster


class EventGiven(Given):
    """An event: its name, place and days, and what its posts are unless said otherwise."""

    model_config = shown_by(
        {
            "name": "Portes ouvertes",
            "place": "Pavillon des Érables",
            "on": "2026-10-20",
            "medium": "photo",
            "channels": ["facebook"],
            "purpose": "promotion",
        }
    )

    name: Line
    place: Line = ""
    on: Day
    until: Day | None = None
    medium: Medium
    channels: list[Channel] = Field(max_length=50)
    purpose: Purpose
    activity: Line | None = None
    discloses_health: Flag = False
    text: Note = ""

    def new(self) -> NewEvent:
        """Return what the use case is asked."""
        channels = tuple(dict.fromkeys(self.channels))
        question = Question(
            self.medium, channels, self.purpose, self.on, self.activity, self.discloses_health
        )
        return NewEvent(self.name, question, self.place, self.until, self.text)


class EventShown(Shown):
    """An event, the same for everyone who asks: nothing of it moves with who is expected."""

    FROM: ClassVar = {
        "id": "number",
        "status": "state",
        "on": "question.on",
        "medium": "question.medium",
        "channels": "question.channels",
        "purpose": "question.purpose",
        "activity": "question.activity",
        "discloses_health": "question.discloses_health",
    }

    id: Annotated[str, sealed("event")]
    status: str
    name: str
    place: str
    on: date
    until: date | None
    medium: str
    channels: list[str]
    purpose: str
    activity: str | None
    discloses_health: bool
    text: str


class PeopleGiven(Given):
    """Who is expected, each named one way."""

    model_config = shown_by({"people": [{"name": "Camille Roy", "birth_date": "1984-03-27"}]})

    people: list[WhoGiven] = Field(max_length=MOST_EXPECTED)


class RefusedShown(Shown):
    """Somebody who was not added: the place in the list sent, from 0, and why."""

    place: int
    code: str


class AddedShown(Shown):
    """How many are expected now, and who was not added."""

    expected: int
    refused: list[RefusedShown]

    @classmethod
    def made(cls, added: Added) -> AddedShown:
        """Show what became of a list."""
        refused = [RefusedShown(place=place, code=code) for place, code in added.refused]
        return cls(expected=len(added.event.people), refused=refused)


class ExpectedShown(Shown):
    """Somebody expected, for those who keep the files."""

    person_id: str
    name: str


class ExpectedList(Shown):
    """Who is expected, by name."""

    items: list[ExpectedShown]


class ListedShown(Shown):
    """Somebody who may appear: `person` is good beside this event's id alone."""

    person: str
    name: str
    cite: list[Printed]
    conditions: list[str]
    valid_until: date


class RosterShown(Shown):
    """Who may appear today. It holds nobody else, no count, and nothing that tells there is anybody else."""

    items: list[ListedShown]
    next: str | None


class OfflineListShown(Shown):
    """A list to take along: a signed note, and the key that verifies it."""

    as_of: Stamp
    expires: Stamp
    note: str
    key: str

    @classmethod
    def made(cls, taken: OfflineList) -> OfflineListShown:
        """Show a list with its hours."""
        roster = taken.roster
        return cls(as_of=roster.made_at, expires=roster.expires_at, note=taken.note, key=taken.key)


class ReceivedShown(Shown):
    """How many signed since the event was made; null under ten."""

    received: int | None
    under: int | None


def show_roster(ports: Ports, roster: Roster, limit: int | None) -> RosterShown:
    """Show a list whole, or its first part."""
    shown = [_listed(ports, roster, one) for one in roster.listed[:limit]]
    more = limit is not None and len(roster.listed) > limit
    return RosterShown(items=shown, next=shown[-1].person if more else None)


def _listed(ports: Ports, roster: Roster, one: Listed) -> ListedShown:
    return ListedShown(
        person=ports.references.seal("expected", roster.event.number, one.person),
        name=one.name,
        cite=list(one.cite),
        conditions=list(one.conditions),
        valid_until=one.valid_until,
    )
