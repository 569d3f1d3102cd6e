"""People as they are sent: to register, to change, and what is declared of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field, WithJsonSchema

from service.api.fields import Day, Flag, Given, Line, Reference, Role, Said, one_of, shown_by
from service.domain import vocabulary
from service.registry.errors import Fault, Invalid
from service.registry.people import LANGUAGES, NewPerson
from service.registry.people_records import CapacityRecord, MinorityRecord, Names, RolePeriod

PLACES: Final[Mapping[str, str]] = {"/email": "/contact/email", "/phone": "/contact/phone"}
"""Where the registry's fields stand in a body."""


class NamesGiven(Given):
    """The name of usage; parts and other names are optional."""

    display: Line
    given: Line | None = None
    family: Line | None = None
    others: list[Line] = Field(default=[], max_length=10)

    def names(self) -> Names:
        """Return the names as the registry keeps them."""
        return Names(self.display, self.given, self.family, tuple(self.others))


class RoleGiven(Given):
    """A role held for a time."""

    role: Role
    since: Day | None = None
    until: Day | None = None


def _alone(given: object) -> object:
    return {"role": given} if isinstance(given, str) else given


RoleIn = Annotated[
    RoleGiven,
    BeforeValidator(_alone),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "enum": list(vocabulary.ROLES)},
                {
                    "type": "object",
                    "required": ["role"],
                    "properties": {
                        "role": {"type": "string", "enum": list(vocabulary.ROLES)},
                        "since": {"type": "string", "format": "date"},
                        "until": {"type": "string", "format": "date"},
                    },
                },
            ]
        }
    ),
]
Language = Annotated[Line, one_of(LANGUAGES)]


class Contact(Given):
    """How to reach someone."""

    email: Line | None = None
    phone: Line | None = None


class PersonGiven(Given):
    """Someone to register; an adult need not give a birth date."""

    model_config = shown_by(
        {"names": {"display": "Camille Roy"}, "birth_date": "1984-03-27", "roles": ["user"]},
        {"names": {"display": "Luc Savard"}, "adult_attested": True, "roles": ["staff"]},
    )

    names: NamesGiven
    roles: list[RoleIn] = Field(max_length=50)
    birth_date: Day | None = None
    language: Language = "fr"
    contact: Contact = Contact()
    staff_number: Line | None = None
    adult_attested: Flag = False
    in_public_function: Flag = False

    def new_person(self) -> NewPerson:
        """Return what the use case is asked."""
        return NewPerson(
            names=self.names.names(),
            roles=_periods(self.roles),
            birth_date=self.birth_date,
            adult_attested=self.adult_attested,
            language=self.language,
            email=self.contact.email,
            phone=self.contact.phone,
            staff_number=self.staff_number,
            in_public_function=self.in_public_function,
        )


class PersonChanges(Given):
    """Fields to change; null empties a field that may be empty."""

    model_config = shown_by(
        {"names": {"display": "Camille Roy-Savard"}, "contact": {"email": "camille@exemple.ca"}}
    )

    names: NamesGiven | None = None
    roles: Annotated[list[RoleIn], Field(max_length=50)] | None = None
    birth_date: Day | None = None
    language: Language | None = None
    contact: Contact | None = None
    staff_number: Line | None = None
    adult_attested: Flag | None = None
    in_public_function: Flag | None = None

    def changes(self) -> dict[str, object]:
        """Return the fields sent, as the registry names them. Raises `Invalid` for a null that cannot be."""
        sent: dict[str, Any] = {name: getattr(self, name) for name in self.model_fields_set}
        empty = sorted(name for name in sent.keys() - CAN_BE_EMPTY if sent[name] is None)
        if empty:
            raise Invalid(*(Fault(f"/{name}", "MISSING") for name in empty))
        contact: Contact | None = sent.pop("contact", None)
        if contact is not None:
            sent |= {name: getattr(contact, name) for name in contact.model_fields_set}
        if self.names is not None:
            sent["names"] = self.names.names()
        if self.roles is not None:
            sent["roles"] = _periods(self.roles)
        return sent


CAN_BE_EMPTY: Final = frozenset({"birth_date", "staff_number"})


class RelationGiven(Given):
    """This person is `kind` of another."""

    model_config = shown_by({"kind": "parent", "to": "mzxw6ytboi2gk3tuobqxezlonq"})

    kind: Line
    to: Reference


class CapacityGiven(Given):
    """Legal capacity as recorded from documents (rules 1)."""

    model_config = shown_by({"status": "tutorship", "self_decides_personal": True, "wish": "agrees"})

    status: Annotated[Line, one_of(vocabulary.CAPACITY_STATUSES)]
    self_decides_personal: Flag = False
    wish: Annotated[Line, one_of(vocabulary.WISHES)] | None = None
    scope: Line | None = None

    def record(self) -> CapacityRecord:
        """Return it as the registry keeps it."""
        return CapacityRecord(self.status, self.self_decides_personal, self.wish, self.scope)


class ParentsGiven(Given):
    """What is known of the parents."""

    conflict: Flag = False
    other_parent: Annotated[Line, one_of(vocabulary.OTHER_PARENT)] | None = None


class MinorityGiven(Given):
    """A minor's own wish, the parents, emancipation."""

    model_config = shown_by(
        {"minor_wish": "refuses", "parents": {"conflict": False, "other_parent": "agrees"}}
    )

    minor_wish: Annotated[Line, one_of(vocabulary.MINOR_WISHES)] = "agrees_or_not_asked"
    parents: ParentsGiven = ParentsGiven()
    emancipated: Annotated[Line, one_of(vocabulary.EMANCIPATIONS)] | None = None

    def record(self) -> MinorityRecord:
        """Return it as the registry keeps it."""
        parents = self.parents
        return MinorityRecord(self.minor_wish, parents.conflict, parents.other_parent, self.emancipated)


class DeathGiven(Given):
    """The day someone died; null takes an error back."""

    model_config = shown_by({"on": "2026-10-01"})

    on: Day | None


class SignalGiven(Given):
    """A sign worth legal's attention; it is written, never read back."""

    model_config = shown_by({"note": "La mère demande qu'on l'appelle avant toute photo."})

    note: Annotated[Line, Said]


def _periods(roles: list[RoleGiven]) -> tuple[RolePeriod, ...]:
    return tuple(RolePeriod(one.role, one.since, one.until) for one in roles)
