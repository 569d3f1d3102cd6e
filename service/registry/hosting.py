"""Who lives with which resource, written into the files of the children and of their families (rules R55a).

A decision on a post reads the files of its people alone: what two of them tell together must stand there.
What is written follows from the relations declared, never from whether anyone is protected.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.registry.combining import hosts_of
from service.registry.legal_files import majority_of, stamp
from service.registry.legal_records import ResourceEntry
from service.registry.loading import file_of
from service.registry.takedowns import recheck_posts_showing
from service.registry.ties import own_people, relatives

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from service.registry.files import File
    from service.registry.legal_records import LegalFile
    from service.registry.recording import Change
    from service.registry.storing import Reader

FOLLOWED = "resource_followed"
Hosted = dict[tuple[int, int], "date | None"]
"""Resource and child, with the day from which it no longer matters."""


def follow_placement(change: Change, child: File, resource: int, *, hosted: bool) -> LegalFile:
    """Add to a child's legal file that a resource hosts them, or no longer does; nothing is kept yet."""
    mark = stamp(change.ports, change.caller, opens=not hosted)
    until = majority_of(change.ports, child.person)
    entry = ResourceEntry(mark, resource, child.person.number, hosted, until)
    return replace(child.legal, resources=(*child.legal.resources, entry))


def family_around(reader: Reader, number: int) -> frozenset[int]:
    """Return the people tied to someone directly or through one relative."""
    person = file_of(reader, number).person
    around = set(own_people(person))
    for step in relatives(person):
        around |= relatives(file_of(reader, step).person)
    return frozenset(around - {number})


def spread_hosting(change: Change, people: Iterable[int]) -> None:
    """Write into people's files which resources host children of their families, as it is now."""
    for number in sorted(set(people)):
        file = file_of(change.writer, number)
        added = _to_add(change, file)
        change.put_legal(FOLLOWED, replace(file.legal, resources=(*file.legal.resources, *added)))
        recheck_posts_showing(change, number)  # hosted or not: the same work


def _to_add(change: Change, file: File) -> tuple[ResourceEntry, ...]:
    number = file.person.number
    known = {(one.resource, one.child): one for one in file.legal.resources if one.child != number}
    held = {key: one.until for key, one in known.items() if one.hosted}
    now = _hosted_around(change, number)
    comes = [(key, True, until) for key, until in now.items() if key not in held or held[key] != until]
    goes = [(key, False, until) for key, until in held.items() if key not in now]
    return tuple(
        ResourceEntry(stamp(change.ports, change.caller, opens=not hosted), *key, hosted, until)
        for key, hosted, until in (*comes, *goes)
    )


def _hosted_around(change: Change, number: int) -> Hosted:
    hosted: Hosted = {}
    for near in sorted(family_around(change.writer, number)):
        child = file_of(change.writer, near)
        if child.person.birth_date is None and child.person.adult_attested:
            continue
        last = {(one.resource, one.child): one for one in child.legal.resources}
        until = majority_of(change.ports, child.person)
        hosted |= {
            (resource, near): until for resource in hosts_of(child, last.values()) if resource != number
        }
    return hosted
