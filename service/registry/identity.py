"""Ways to ask for a person, and whether a file is the one asked for (rules R77)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.domain.names import fold_words

if TYPE_CHECKING:
    from service.registry.files import File
    from service.registry.people_records import PersonRecord
    from service.registry.questions import Who

BIRTH = "birth"
EMAIL = "email"
STAFF = "staff"
CORNER = "corner"
"""Courriel alone: for the person's own corner, never for a publisher."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to be asked: kind of second factor, sorted folded words of the name, the factor itself."""

    kind: str
    words: tuple[str, ...]
    factor: str


def fold_factor(text: str) -> str:
    """Fold a courriel or staff number: case and spaces do not matter."""
    return "".join(text.split()).casefold()


def ways_to_ask(person: PersonRecord) -> tuple[Way, ...]:
    """List every way a person may be looked up: names × second factors, and courriel alone.

    Who came by a poster and is not confirmed is found by no name: a stranger changes no answer.
    """
    factors = [
        (BIRTH, person.birth_date.isoformat() if person.birth_date else None),
        (EMAIL, fold_factor(person.email) if person.email else None),
        (STAFF, fold_factor(person.staff_number) if person.staff_number else None),
    ]
    known = () if person.unconfirmed else person.names.every()
    names = dict.fromkeys(sorted_words(name) for name in known)
    ways = [Way(kind, words, factor) for words in names for kind, factor in factors if factor]
    return (*ways, *((Way(CORNER, (), fold_factor(person.email)),) if person.email else ()))


def namesake_ways(person: PersonRecord) -> tuple[Way, ...]:
    """List the ways that find the same name and birth date registered twice."""
    return tuple(way for way in ways_to_ask(person) if way.kind == BIRTH)


def way_asked(who: Who) -> Way | None:
    """Return the way a question asks by name and second factor; None when it asks otherwise."""
    if not who.name:
        return None
    words = sorted_words(who.name)
    if who.birth_date:
        return Way(BIRTH, words, who.birth_date.isoformat())
    if who.email:
        return Way(EMAIL, words, fold_factor(who.email))
    return Way(STAFF, words, fold_factor(who.staff_number)) if who.staff_number else None


def sorted_words(name: str) -> tuple[str, ...]:
    """Fold a name to its sorted words: « Côté-Lévesque, Zoé » and « zoe cote levesque » are one."""
    return tuple(sorted(fold_words(name)))


def is_asked_for(who: Who, file: File) -> bool:
    """Tell whether this file is the one asked for; look-up keys are short, so what they find is compared."""
    if who.person is not None:
        return file.person.number == who.person
    if who.consent_id is not None:
        return any(consent.id == who.consent_id for consent in file.consents)
    way = way_asked(who)
    return way is not None and way in ways_to_ask(file.person)


def are_namesakes(one: PersonRecord, other: PersonRecord) -> bool:
    """Tell whether two records may be one person registered twice, not yet parted by a human."""
    if one.number == other.number or other.number in one.parted_from or one.number in other.parted_from:
        return False
    return not set(namesake_ways(one)).isdisjoint(namesake_ways(other))
