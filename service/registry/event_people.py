"""Who is expected at an event: added by name and second factor, by reference, or by its poster."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from service.domain.names import fold_words
from service.registry.checking import is_vague, readable_who
from service.registry.errors import Conflict, Fault, Invalid
from service.registry.event_records import EventRecord
from service.registry.events import event_of, open_event
from service.registry.identity import is_asked_for
from service.registry.permissions import check_may
from service.registry.questions import Who
from service.registry.recording import changing, note_view
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.registry.account_records import Caller
    from service.registry.files import File, Found
    from service.registry.ports import Ports
    from service.registry.recording import Change

MOST_EXPECTED: Final = 10_000
SEVERAL: Final = "SEVERAL_FOUND"
UNKNOWN: Final = "NOBODY_FOUND"
VAGUE: Final = "NAME_AND_FACTOR"


@dataclass(frozen=True, slots=True)
class Added:
    """The event as it is now, and for each person who was not added: the place in the list, and why."""

    event: EventRecord
    refused: tuple[tuple[int, str], ...] = ()


def add_people(ports: Ports, caller: Caller, number: int, asked: Sequence[Who]) -> Added:
    """Add those who are found; the others are said one by one, and change nothing."""
    check_may(caller, "change_events")
    if not asked:
        raise Invalid(Fault("/people", "MISSING"))
    if len(asked) > MOST_EXPECTED:
        raise Invalid(Fault("/people", "TOO_MANY", str(MOST_EXPECTED)))
    check_texts({"people": tuple(asked)})
    with ports.store.reading() as reader:
        open_event(reader, number)
        people = tuple(readable_who(who) for who in asked)
        found = reader.find_files(people)
    note_view(ports, caller, "event_people_found", [file for met in found for file in met.files])
    met = [_met(who, one) for who, one in zip(people, found, strict=True)]
    refused = tuple((place, one) for place, one in enumerate(met) if isinstance(one, str))
    event = _join(ports, caller, number, frozenset(one for one in met if isinstance(one, int)))
    return Added(event, refused)


def remove_person(ports: Ports, caller: Caller, number: int, person: int) -> EventRecord:
    """Take somebody off an event; who is not on it changes nothing."""
    check_may(caller, "change_events")
    with changing(ports, caller) as change:
        event = open_event(change.writer, number)
        if person not in event.people:
            return event
        left = tuple(one for one in event.people if one != person)
        changed = replace(event, people=left, revision=event.revision + 1)
        change.put("event_people_changed", None, changed)
    return changed


def list_people(ports: Ports, caller: Caller, number: int) -> tuple[EventRecord, tuple[File, ...]]:
    """List who is expected, by name: for those who keep the files, whatever may be published of anybody."""
    check_may(caller, "change_events")
    with ports.store.reading() as reader:
        event = event_of(reader, number)
        files = files_of(event, reader.find_files(asked_of(event)))
    note_view(ports, caller, "event_people_read", files)
    return event, files


def asked_of(event: EventRecord) -> tuple[Who, ...]:
    """Ask for everyone expected."""
    return tuple(Who(person=number) for number in event.people)


def files_of(event: EventRecord, found: Sequence[Found]) -> tuple[File, ...]:
    """Return the files of those expected, by name; namesakes met beside them are left out."""
    files = {file.person.number: file for met in found for file in met.files}
    expected = [files[number] for number in event.people if number in files]
    return tuple(sorted(expected, key=by_name))


def by_name(file: File) -> tuple[tuple[str, ...], int]:
    """Return what files are sorted by."""
    return fold_words(file.person.names.display), file.person.number


def join(change: Change, number: int, person: int) -> None:
    """Add who signed by the event's poster, in the change that keeps the signature."""
    event = change.writer.load_entry(EventRecord, number)
    if event is None or event.state == "closed" or person in event.people:
        return
    if len(event.people) < MOST_EXPECTED:
        people = tuple(sorted((*event.people, person)))
        change.put("event_people_changed", None, replace(event, people=people, revision=event.revision + 1))


def attach_poster(change: Change, number: int, poster: int) -> None:
    """Note which poster brings people to an event; one before it still does, until its last day."""
    event = open_event(change.writer, number)
    change.put("event_changed", None, replace(event, poster=poster, revision=event.revision + 1))


def _join(ports: Ports, caller: Caller, number: int, persons: frozenset[int]) -> EventRecord:
    with changing(ports, caller) as change:
        event = open_event(change.writer, number)
        people = tuple(sorted({*event.people, *persons}))
        if len(people) > MOST_EXPECTED:
            raise Conflict("EVENT_FULL")
        if people == event.people:
            return event
        changed = replace(event, people=people, revision=event.revision + 1)
        change.put("event_people_changed", None, changed)
    return changed


def _met(who: Who, found: Found) -> int | str:
    if not who.looked_up or is_vague(who):
        return VAGUE
    met = [file.person.number for file in found.files if is_asked_for(who, file)]
    if not met:
        return UNKNOWN
    return met[0] if len(met) == 1 else SEVERAL
