"""A post judged as a whole: who, shown beside others, makes a protected child known (rules R34, R35, R55a).

Read from the files of the post alone. Whether anyone in it is protected or not, the same questions are asked
of every pair.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from service.domain.ages import MAJORITY, age_on
from service.registry.legal_files import current
from service.registry.ties import everyone_tied, foster_parents, household, works_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from service.registry.files import File, Found
    from service.registry.legal_records import LegalFile, ResourceEntry
    from service.registry.people_records import PersonRecord

CONCERNED: Final = frozenset({"active", "ended"})


class _Shown(NamedTuple):
    """One person of a post, as far as the others make them known."""

    place: int
    number: int
    concerned: bool
    """A minor under youth protection now or before, or placed: the placement is itself the secret."""
    tied: frozenset[int]
    home: frozenset[int]
    """Relatives, and the resource one lives with: who is of the same home as they is tied too."""
    hosts: frozenset[int]
    serves: frozenset[int]
    """This person, and the resources they work for."""
    placed_kin: frozenset[int]
    """The resources that host a child of this person's family."""


def identifying(found: Sequence[Found], on: date, now: datetime, feb29_rule: str) -> frozenset[int]:
    """Return the people whose showing beside the others of the post makes a protected child known.

    Namesakes are each looked at as if they were the one shown, but never as shown together.
    """
    shown = [
        _shown(place, file, on, now, feb29_rule) for place, met in enumerate(found) for file in met.judged
    ]
    here = _by(shown, lambda one: (one.number,))
    tied, homes, serving = (_by(shown, attrgetter(name)) for name in ("tied", "home", "serves"))
    flagged: set[int] = set()
    for child in shown:  # of everyone as if they were: whether a child is protected takes no step more
        near = _others(child, (here, child.tied), (tied, (child.number,)), (homes, child.home))
        beside = near | _others(child, (serving, child.hosts))
        placed = _others(child, (serving, child.placed_kin))
        flagged |= placed | (beside if child.concerned else set()) | ({child.number} if placed else set())
    return frozenset(flagged)


def hosts_of(file: File, entries: Iterable[ResourceEntry]) -> frozenset[int]:
    """Return who hosts a person: as legal recorded, and as foster parents were declared."""
    own = {one.resource for one in entries if one.child == file.person.number and one.hosted}
    return foster_parents(file.person) | own


def standing(legal: LegalFile, now: datetime) -> tuple[ResourceEntry, ...]:
    """Return the entry that counts of each resource and child."""
    last = {(one.resource, one.child): one for one in legal.resources if one.stamp.effective_at <= now}
    return tuple(last.values())


def _by(shown: Iterable[_Shown], keys: Callable[[_Shown], Iterable[int]]) -> dict[int, list[_Shown]]:
    """List the people of a post under each of their keys, so that no pair of strangers is looked at."""
    listed: dict[int, list[_Shown]] = {}
    for one in shown:
        for key in keys(one):
            listed.setdefault(key, []).append(one)
    return listed


def _others(child: _Shown, *looked_up: tuple[Mapping[int, list[_Shown]], Iterable[int]]) -> set[int]:
    """Return who stands under these keys and is shown together with the child."""
    return {
        other.number
        for listed, keys in looked_up
        for key in keys
        for other in listed.get(key, ())
        if other.place != child.place and other.number != child.number
    }


def _shown(place: int, file: File, on: date, now: datetime, feb29_rule: str) -> _Shown:
    person, legal = file.person, file.legal
    entries = standing(legal, now)
    hosts = hosts_of(file, entries)
    protection = current(legal.protections, now)
    placement = current(legal.placements, now)
    concerned = bool(hosts) | (protection is not None and protection.status in CONCERNED)
    placed_kin = [
        one.resource
        for one in entries
        if one.hosted and one.child != person.number and (one.until is None or on < one.until)
    ]
    return _Shown(
        place=place,
        number=person.number,
        concerned=concerned & _may_be_minor(person, on, feb29_rule),
        tied=everyone_tied(person),
        home=household(person) | hosts | frozenset(placement.hosts if placement else ()),
        hosts=hosts,
        serves=works_for(person) | {person.number},
        placed_kin=frozenset(placed_kin),
    )


def _may_be_minor(person: PersonRecord, on: date, feb29_rule: str) -> bool:
    """Tell whether the person is a minor on the day, or was at death; of an age not known, yes."""
    if person.birth_date is None:
        return not person.adult_attested
    day = on if person.deceased is None else min(on, person.deceased)
    return age_on(person.birth_date, day, feb29_rule) < MAJORITY
