"""A person as communications know them; what only legal may know is in the legal file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

MOST_NAMES = 5
"""Names a person may be looked up by: the usual one, its parts, other names (look-up rows stay equal)."""


@dataclass(frozen=True, slots=True)
class Names:
    """The name of usage in one field; parts and other names are optional; a single name is a name."""

    display: str
    given: str | None = None
    family: str | None = None
    others: tuple[str, ...] = ()

    def every(self) -> tuple[str, ...]:
        """Return each way the name may be written, the usual one first."""
        parts = " ".join(part for part in (self.given, self.family) if part)
        return tuple(dict.fromkeys(name for name in (self.display, parts, *self.others) if name))


@dataclass(frozen=True, slots=True)
class RolePeriod:
    """A role held for a time; the first one in force on a day is the role judged."""

    role: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CapacityRecord:
    """Legal capacity as recorded from documents (rules 1)."""

    status: str = "capable"
    self_decides_personal: bool = False
    wish: str | None = None
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class MinorityRecord:
    """What is known of a minor's own wish, of the parents, and of emancipation."""

    minor_wish: str = "agrees_or_not_asked"
    conflict: bool = False
    other_parent: str | None = None
    emancipated: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """This person is `kind` of person number `to` (parent, tutor, child, sibling, spouse, ...)."""

    kind: str
    to: int
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One person. `number` is internal; outside, a sealed reference stands for it."""

    number: int
    names: Names
    roles: tuple[RolePeriod, ...]
    registered_at: datetime
    changed_at: datetime
    revision: int = 1
    birth_date: date | None = None
    adult_attested: bool = False
    language: str = "fr"
    email: str | None = None
    phone: str | None = None
    staff_number: str | None = None
    in_public_function: bool = False
    capacity: CapacityRecord = CapacityRecord()
    minority: MinorityRecord = MinorityRecord()
    deceased: date | None = None
    relations: tuple[Relation, ...] = ()
    parted_from: tuple[int, ...] = ()
    """Namesakes with the same birth date whom a human declared to be other people."""
    unconfirmed: bool = False
    """Came by a poster, and nobody of the house has confirmed it: found by no name, so nobody's namesake."""
