"""People: register, find, change, and what is declared of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from service.domain.names import fold_words
from service.domain.vocabulary import (
    CAPACITY_STATUSES,
    EMANCIPATIONS,
    MINOR_WISHES,
    OTHER_PARENT,
    ROLES,
    WISHES,
)
from service.registry.closed_lists import check_codes
from service.registry.errors import Fault, Invalid
from service.registry.legal_files import is_represented, opened_file, pending, reconsidered
from service.registry.loading import check_revision, file_of
from service.registry.moments import today
from service.registry.people_records import (
    MOST_NAMES,
    CapacityRecord,
    MinorityRecord,
    Names,
    PersonRecord,
    RolePeriod,
)
from service.registry.permissions import check_may
from service.registry.recording import changing, note_view
from service.registry.relations import follow_age
from service.registry.takedowns import recheck_posts_showing
from service.registry.texts import check_texts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from service.registry.account_records import Caller
    from service.registry.files import File
    from service.registry.legal_records import LegalFile
    from service.registry.ports import Ports
    from service.registry.recording import Change

LANGUAGES = ("fr", "en")
"""Characters of a sign's note: a legal file keeps room for one."""
CHANGEABLE = frozenset(
    {"names", "birth_date", "adult_attested", "roles", "language", "email", "phone", "staff_number"}
    | {"in_public_function"}
)
AGE: Final = frozenset({"birth_date", "adult_attested"})
"""What tells until when someone is a child, which other files keep too."""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What is asked to register someone; an adult need not give a birth date."""

    names: Names
    roles: tuple[RolePeriod, ...]
    birth_date: date | None = None
    adult_attested: bool = False
    language: str = "fr"
    email: str | None = None
    phone: str | None = None
    staff_number: str | None = None
    in_public_function: bool = False


def register_person(ports: Ports, caller: Caller, new: NewPerson) -> PersonRecord:
    """Register someone. Raises `Invalid` with what to mend."""
    check_may(caller, "change_people")
    with changing(ports, caller) as change:
        person, legal = made_person(change, new)
        change.put("person_registered", person.number, person, legal)
    return person


def made_person(change: Change, new: NewPerson) -> tuple[PersonRecord, LegalFile]:
    """Make someone's record and legal file; nothing is kept yet. Raises `Invalid` with what to mend."""
    _check_person(change.ports, new)
    now = change.ports.clock()
    person = PersonRecord(
        number=change.writer.next_number("person"),
        names=new.names,
        roles=new.roles,
        registered_at=now,
        changed_at=now,
        birth_date=new.birth_date,
        adult_attested=new.adult_attested,
        language=new.language,
        email=new.email,
        phone=new.phone,
        staff_number=new.staff_number,
        in_public_function=new.in_public_function,
    )
    return person, opened_file(change.ports, change.caller, person)


def read_file(ports: Ports, caller: Caller, number: int) -> File:
    """Read a person's file, leaving a record. What of it a role sees is the entrance's field list."""
    check_may(caller, "read_people")
    with ports.store.reading() as reader:
        file = file_of(reader, number)
    note_view(ports, caller, "person_viewed", [file])
    return file


def change_person(
    ports: Ports, caller: Caller, number: int, changes: Mapping[str, object], revision: int | None = None
) -> PersonRecord:
    """Change some fields. Raises `Stale` when the record is no longer at the revision given."""
    check_may(caller, "change_people")
    unknown = [name for name in changes if name not in CHANGEABLE]
    if unknown:
        raise Invalid(*(Fault(f"/{name}", "UNKNOWN_FIELD") for name in unknown))
    with changing(ports, caller) as change:
        file = file_of(change.writer, number)
        check_revision(file.person.revision, revision)
        person = replace(_revised(ports, file.person), **changes)  # type: ignore[arg-type] # names are CHANGEABLE
        _check_person(ports, person)
        legal = reconsidered(ports, caller, person, file.legal)
        change.put("person_changed", number, person, legal)
        if not AGE.isdisjoint(changes):
            follow_age(change, number)
    return person


def record_capacity(
    ports: Ports, caller: Caller, number: int, capacity: CapacityRecord, *, revision: int | None = None
) -> PersonRecord:
    """Record legal capacity; a represented adult's file goes through the legal check."""
    check_may(caller, "change_people")
    check_codes(("/status", capacity.status, CAPACITY_STATUSES), ("/wish", capacity.wish, WISHES))
    check_texts(capacity)
    with changing(ports, caller) as change:
        file = file_of(change.writer, number)
        check_revision(file.person.revision, revision)
        person = replace(_revised(ports, file.person), capacity=capacity)
        newly = is_represented(person) and not is_represented(file.person)
        legal = pending(ports, caller, file.legal) if newly else file.legal
        change.put("capacity_recorded", number, person, legal)
        recheck_posts_showing(change, number)
    return person


def record_minority(
    ports: Ports, caller: Caller, number: int, minority: MinorityRecord, *, revision: int | None = None
) -> PersonRecord:
    """Record a minor's own wish, what is known of the parents, and emancipation."""
    check_may(caller, "change_people")
    check_codes(
        ("/minor_wish", minority.minor_wish, MINOR_WISHES),
        ("/parents/other_parent", minority.other_parent, OTHER_PARENT),
        ("/emancipated", minority.emancipated, EMANCIPATIONS),
    )
    with changing(ports, caller) as change:
        known = file_of(change.writer, number).person
        check_revision(known.revision, revision)
        person = replace(_revised(ports, known), minority=minority)
        change.put("minority_recorded", number, person)
        recheck_posts_showing(change, number)
    return person


def record_death(
    ports: Ports, caller: Caller, number: int, on: date | None, *, revision: int | None = None
) -> PersonRecord:
    """Record the day a person died, or take an error back (None)."""
    check_may(caller, "change_people")
    if on is not None and on > today(ports):
        raise Invalid(Fault("/on", "IN_THE_FUTURE"))
    with changing(ports, caller) as change:
        known = file_of(change.writer, number).person
        check_revision(known.revision, revision)
        person = replace(_revised(ports, known), deceased=on)
        change.put("death_recorded", number, person)
        recheck_posts_showing(change, number)
    return person


def part_people(ports: Ports, caller: Caller, one: int, other: int) -> None:
    """Declare that two namesakes with one birth date are two people; until then the worst of both counts."""
    check_may(caller, "change_people")
    with changing(ports, caller) as change:
        for number, apart in ((one, other), (other, one)):
            person = file_of(change.writer, number).person
            parted = tuple(sorted({*person.parted_from, apart}))
            change.put("people_parted", number, replace(_revised(ports, person), parted_from=parted))


def _revised(ports: Ports, person: PersonRecord) -> PersonRecord:
    return replace(person, revision=person.revision + 1, changed_at=ports.clock())


def _check_person(ports: Ports, person: NewPerson | PersonRecord) -> None:
    faults: list[Fault] = []
    if not fold_words(person.names.display):
        faults.append(Fault("/names/display", "MISSING"))
    if len(person.names.every()) > MOST_NAMES:
        faults.append(Fault("/names/others", "TOO_MANY", str(MOST_NAMES)))
    if not person.roles:
        faults.append(Fault("/roles", "MISSING"))
    if person.birth_date is not None and person.birth_date > today(ports):
        faults.append(Fault("/birth_date", "IN_THE_FUTURE"))
    if faults:
        raise Invalid(*faults)
    roles = tuple((f"/roles/{place}", period.role, ROLES) for place, period in enumerate(person.roles))
    check_codes(*roles, ("/language", person.language, LANGUAGES))
    check_texts(person)
