"""People as they are shown: what communications know of them, and nothing of the legal file."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from service.api.consents_shown import status_on
from service.api.shown import Printed, Shown, Stamp, sealed
from service.registry.files import File
from service.registry.moments import today
from service.registry.people_records import PersonRecord
from service.registry.ports import Ports


class NamesShown(Shown):
    """All the ways a name is written."""

    display: str
    given: str | None
    family: str | None
    others: list[str]


class RoleShown(Shown):
    """A role held for a time."""

    role: str
    since: date | None
    until: date | None


class ContactShown(Shown):
    """How to reach someone."""

    email: str | None
    phone: str | None


class CapacityShown(Shown):
    """Legal capacity as recorded from documents."""

    status: str
    self_decides_personal: bool
    wish: str | None
    scope: str | None


class ParentsShown(Shown):
    """What is known of the parents."""

    conflict: bool
    other_parent: str | None


class MinorityShown(Shown):
    """A minor's own wish, the parents, emancipation."""

    minor_wish: str
    parents: ParentsShown
    emancipated: str | None


class RelationShown(Shown):
    """This person is `kind` of another."""

    kind: str
    to: Annotated[str, sealed("person")]


class ConsentHeld(Shown):
    """One authorization of a person."""

    FROM: ClassVar = {"status": "state"}

    id: Printed
    status: str


class PersonShown(Shown):
    """A person; `updated_at` and the ETag follow these fields alone."""

    id: Annotated[str, sealed("person")]
    names: NamesShown
    birth_date: date | None
    adult_attested: bool
    roles: list[str]
    role_periods: list[RoleShown]
    language: str
    contact: ContactShown
    staff_number: str | None
    in_public_function: bool
    capacity: CapacityShown
    minority: MinorityShown
    deceased: date | None
    relations: list[RelationShown]
    registered_at: Stamp
    updated_at: Stamp


class FileShown(PersonShown):
    """A person with the authorizations on file."""

    consents: list[ConsentHeld]


def show_person(ports: Ports, person: PersonRecord) -> PersonShown:
    """Show a person."""
    return PersonShown.of(_fields(person), ports)


def show_file(ports: Ports, file: File) -> FileShown:
    """Show a person with the authorizations on file."""
    day = today(ports)
    consents = [
        ConsentHeld.of(one, ports, status=status_on(one, day)) for one in file.consents if one.order is None
    ]
    return FileShown.of(_fields(file.person) | {"consents": consents}, ports)


def _fields(person: PersonRecord) -> dict[str, object]:
    minority = person.minority
    same = {name: getattr(person, name) for name in PersonShown.model_fields if hasattr(person, name)}
    return same | {
        "id": person.number,
        "roles": list(dict.fromkeys(one.role for one in person.roles)),
        "role_periods": person.roles,
        "contact": {"email": person.email, "phone": person.phone},
        "minority": {
            "minor_wish": minority.minor_wish,
            "parents": {"conflict": minority.conflict, "other_parent": minority.other_parent},
            "emancipated": minority.emancipated,
        },
        "updated_at": person.changed_at,
    }
