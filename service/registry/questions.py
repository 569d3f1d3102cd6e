"""What is asked: who, and of which post."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class Who:
    """One way to name a person; exactly one of the ways is filled.

    By code (`consent_id`), by `name` and one second factor, by `person` (internal number; communications
    and legal only), or someone not looked up at all (`unregistered`, or attested `not_identifiable`).
    """

    consent_id: str | None = None
    name: str | None = None
    birth_date: date | None = None
    email: str | None = None
    staff_number: str | None = None
    person: int | None = None
    unregistered: bool = False
    role: str | None = None
    adult: bool | None = None
    not_identifiable: bool = False
    appears_as: str | None = None
    identifiable_by: tuple[str, ...] | None = None
    of_event: bool = False
    """`person` was named by what an event's list shows of them: any who ask may."""

    @property
    def looked_up(self) -> bool:
        """Tell whether the registry is searched for this person."""
        return not (self.unregistered or self.not_identifiable)


def said_of(who: Who) -> tuple[object, ...]:
    """Return all that was said of someone, field by field."""
    said: tuple[object, ...] = _SAID(who)
    return said


_SAID: Final = attrgetter(*[each.name for each in fields(Who)])


@dataclass(frozen=True, slots=True)
class Question:
    """A post, as far as the rules ask about it (rules 1); `on` is its local date."""

    medium: str
    channels: tuple[str, ...]
    purpose: str
    on: date
    activity: str | None = None
    discloses_health: bool = False
    capture_place: str | None = None
    incidental: bool = False
    context_links_family: bool = False
    source: str = "establishment"
    content_flag: str | None = None
    copyright_cleared: bool = True
    pia_covered: bool = True
    requested_by: str | None = None
    repost: bool = False


Answer = Literal["yes", "yes_with_conditions", "no", "cannot_tell"]
