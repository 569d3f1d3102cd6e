"""Events: made and changed by communications, read by all who ask."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from service.domain.vocabulary import CHANNELS, MEDIA, PURPOSES
from service.registry.closed_lists import check_codes, each_code
from service.registry.errors import Conflict, Fault, Invalid, NotFound
from service.registry.event_records import EventRecord
from service.registry.loading import check_revision
from service.registry.moments import today
from service.registry.permissions import check_may
from service.registry.recording import changing
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from datetime import date

    from service.registry.account_records import Caller
    from service.registry.ports import Ports
    from service.registry.questions import Question
    from service.registry.storing import Reader

LONGEST: Final = {"name": 80, "place": 80, "text": 2000, "activity": 80}


@dataclass(frozen=True, slots=True)
class NewEvent:
    """What an event is: its name, place and days, and what its posts are unless said otherwise."""

    name: str
    question: Question
    place: str = ""
    until: date | None = None
    text: str = ""


def make_event(ports: Ports, caller: Caller, new: NewEvent) -> EventRecord:
    """Make an event nobody is expected at yet."""
    check_may(caller, "change_events")
    _check(new)
    if new.question.on < today(ports):
        raise Invalid(Fault("/on", "IN_THE_PAST"))
    with changing(ports, caller) as change:
        event = EventRecord(
            number=change.writer.next_number("entry"),
            state="open",
            made_at=ports.clock(),
            made_by=caller.user,
            name=new.name.strip(),
            place=new.place.strip(),
            until=new.until,
            text=new.text,
            question=_named(new, new.name.strip()),
        )
        change.put("event_made", None, event)
    return event


def change_event(
    ports: Ports, caller: Caller, number: int, new: NewEvent, revision: int | None = None
) -> EventRecord:
    """Change what an event is; who is expected stays."""
    check_may(caller, "change_events")
    _check(new)
    with changing(ports, caller) as change:
        event = open_event(change.writer, number)
        check_revision(event.revision, revision)
        changed = replace(
            event,
            name=new.name.strip(),
            place=new.place.strip(),
            until=new.until,
            text=new.text,
            question=_named(new, (event.question and event.question.activity) or new.name.strip()),
            revision=event.revision + 1,
        )
        change.put("event_changed", None, changed)
    return changed


def close_event(ports: Ports, caller: Caller, number: int) -> EventRecord:
    """End an event: it leaves the lists, and nobody joins it any more. Ending it again changes nothing."""
    check_may(caller, "change_events")
    with changing(ports, caller) as change:
        event = event_of(change.writer, number)
        if event.state == "closed":
            return event
        closed = replace(event, state="closed", revision=event.revision + 1)
        change.put("event_closed", None, closed)
    return closed


def list_events(
    ports: Ports, caller: Caller, before: int | None = None, limit: int = 50
) -> tuple[EventRecord, ...]:
    """List the events that are not over, newest first."""
    check_may(caller, "read_events")
    with ports.store.reading() as reader:
        return reader.list_entries(EventRecord, "open", before, limit)


def read_event(ports: Ports, caller: Caller, number: int) -> EventRecord:
    """Read one event."""
    check_may(caller, "read_events")
    with ports.store.reading() as reader:
        return event_of(reader, number)


def event_of(reader: Reader, number: int) -> EventRecord:
    """Read an event or raise `NotFound`."""
    event = reader.load_entry(EventRecord, number)
    if event is None or event.question is None:
        raise NotFound
    return event


def open_event(reader: Reader, number: int) -> EventRecord:
    """Read an event that is not over. Raises `NotFound`, or `Conflict` EVENT_CLOSED."""
    event = event_of(reader, number)
    if event.state == "closed":
        raise Conflict("EVENT_CLOSED")
    return event


def question_today(ports: Ports, event: EventRecord) -> Question:
    """Return what is asked of everyone on the event's list: its own question, today."""
    if event.question is None:
        raise NotFound
    return replace(event.question, on=today(ports))


def _named(new: NewEvent, activity: str) -> Question:
    """Return its question with an activity: what is signed at the event is for it alone, and must be met."""
    return replace(new.question, activity=(new.question.activity or "").strip() or activity)


def _check(new: NewEvent) -> None:
    question = new.question
    check_codes(
        ("/medium", question.medium, MEDIA),
        *each_code("/channels", question.channels, CHANNELS),
        ("/purpose", question.purpose, PURPOSES),
    )
    texts = {"name": new.name, "place": new.place, "text": new.text, "activity": question.activity or ""}
    check_texts(texts)
    faults = [Fault(f"/{name}", "TOO_LONG") for name, text in texts.items() if len(text) > LONGEST[name]]
    if not new.name.strip():
        faults.append(Fault("/name", "MISSING"))
    if not question.channels:
        faults.append(Fault("/channels", "MISSING"))
    if new.until is not None and new.until < question.on:
        faults.append(Fault("/until", "BEFORE_START"))
    if faults:
        raise Invalid(*faults)
