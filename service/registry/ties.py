"""The ties a person's record declares: with whom, and how far each kind reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from service.registry.people_records import PersonRecord

PARENTAL: Final = ("parent", "tutor", "parental_authority", "child")
FOSTER_PARENT: Final = "foster_parent"
RESOURCE_STAFF: Final = "resource_staff"
FAMILY: Final = frozenset({*PARENTAL, "sibling", "spouse", "step_parent", "grandparent", "relative"})
"""Kinds that lead one step further: the sister of a mother is an aunt. An `other` tie leads nowhere."""
HOME: Final = frozenset({*FAMILY, FOSTER_PARENT})
"""Kinds of those who live as one family, foster parents included."""
RESOURCE: Final = frozenset({FOSTER_PARENT, RESOURCE_STAFF})
"""Kinds that tie someone to a resource, not to a family."""
BACK: Final = "_of"
"""Ends the kind of a relation seen from its other end: `parent_of`, the other one is the parent."""


def everyone_tied(person: PersonRecord) -> frozenset[int]:
    """Return everyone with whom any tie is declared."""
    return frozenset([one.to for one in person.relations])


def relatives(person: PersonRecord) -> frozenset[int]:
    """Return everyone tied by a kind that leads one step further, whichever end they are."""
    return frozenset([one.to for one in person.relations if one.kind.removesuffix(BACK) in FAMILY])


def own_people(person: PersonRecord) -> frozenset[int]:
    """Return everyone tied otherwise than through a resource."""
    return frozenset([one.to for one in person.relations if one.kind.removesuffix(BACK) not in RESOURCE])


def household(person: PersonRecord) -> frozenset[int]:
    """Return relatives, foster parents and foster children."""
    return frozenset([one.to for one in person.relations if one.kind.removesuffix(BACK) in HOME])


def foster_parents(person: PersonRecord) -> frozenset[int]:
    """Return those declared foster parents of this person."""
    return frozenset([one.to for one in person.relations if one.kind == FOSTER_PARENT + BACK])


def foster_children(person: PersonRecord) -> frozenset[int]:
    """Return those of whom this person is declared a foster parent."""
    return frozenset([one.to for one in person.relations if one.kind == FOSTER_PARENT])


def works_for(person: PersonRecord) -> frozenset[int]:
    """Return the resources whose staff this person is of."""
    return frozenset([one.to for one in person.relations if one.kind == RESOURCE_STAFF])
