"""What is made for an event: its poster, its paper forms, its badges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from service.registry.badge_sheets import BadgeSheet
from service.registry.errors import Conflict, Fault, Invalid
from service.registry.events import event_of, open_event
from service.registry.permissions import check_may
from service.registry.print_jobs import LANGUAGES
from service.registry.printing import press_of, print_blank
from service.registry.rosters import read_wearers
from service.registry.signing_invitations import NewPoster, make_poster

if TYPE_CHECKING:
    from datetime import date

    from service.registry.account_records import Caller
    from service.registry.event_records import EventRecord
    from service.registry.invitation_records import InvitationRecord
    from service.registry.ports import Ports
    from service.registry.print_jobs import Order

NOBODY_EXPECTED: Final = "NOBODY_EXPECTED"


@dataclass(frozen=True, slots=True)
class EventPoster:
    """Which form a poster asks, in which language, until which day."""

    form: str
    language: str
    last_day: date


def make_event_poster(ports: Ports, caller: Caller, number: int, asked: EventPoster) -> InvitationRecord:
    """Make the event's poster: whoever signs by it joins those expected."""
    check_may(caller, "change_events")
    with ports.store.reading() as reader:
        event = open_event(reader, number)
    new = NewPoster(
        form=asked.form,
        language=asked.language,
        activity=_activity(event),
        place=event.place or None,
        held_on=_only_day(event),
        last_day=asked.last_day,
        event=event.number,
    )
    return make_poster(ports, caller, new)


def print_event_forms(ports: Ports, caller: Caller, number: int, order: Order) -> bytes:
    """Print paper forms for whoever comes, the event written on each."""
    check_may(caller, "change_events")
    with ports.store.reading() as reader:
        event = event_of(reader, number)
    day = _only_day(event)
    written = {
        "activity_name": _activity(event),
        "activity_place": event.place,
        "activity_date": day.isoformat() if day else "",
    }
    return print_blank(press_of(ports), order, written=written)


def print_badges(ports: Ports, caller: Caller, number: int, language: str) -> bytes:
    """Print a badge for everyone expected: one pattern for those who may be shown, one for all others."""
    if language not in LANGUAGES:
        raise Invalid(Fault("/language", "NOT_IN_LIST", ", ".join(LANGUAGES)))
    event, wearers = read_wearers(ports, caller, number)
    if not wearers:
        raise Conflict(NOBODY_EXPECTED)
    return ports.printer.print_badges(BadgeSheet(language, event.name, wearers))


def _activity(event: EventRecord) -> str:
    return (event.question and event.question.activity) or event.name


def _only_day(event: EventRecord) -> date | None:
    return event.held_on if event.until in (None, event.held_on) else None
