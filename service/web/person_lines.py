"""A person's page line by line: identity, situation, relations, history."""

from __future__ import annotations

from collections.abc import Sequence

from service.registry.acts import LEGAL_FILE, PastAct
from service.registry.legal_files import is_minor
from service.registry.people_records import PersonRecord
from service.web.showing import Line, all_of, day_of, moment_of
from service.web.visits import Visit

Changeable = tuple[str, str, str]
"""Label, value, and the way to change it (empty: not from here)."""


def identity_lines(visit: Visit, person: PersonRecord) -> list[Line]:
    """Show who the person is."""
    words = visit.words
    none = words("summary.none")
    born = day_of(words, person.birth_date) if person.birth_date else ""
    age = born or words("people.adult" if person.adult_attested else "people.unknown_age")
    return [
        (words("person.name"), person.names.display),
        (words("person.others"), ", ".join(person.names.every()[1:]) or none),
        (words("person.birth"), age),
        (words("person.roles"), all_of(words, "person_role.", [period.role for period in person.roles])),
        (words("person.language"), words(f"person.language.{person.language}")),
        (words("person.email"), person.email or none),
        (words("person.phone"), person.phone or none),
        (words("person.staff_number"), person.staff_number or none),
    ]


def situation_lines(visit: Visit, person: PersonRecord, ref: str) -> list[Changeable]:
    """Show capacity, a child's wish, and a death."""
    words, base = visit.words, f"/personnes/{ref}"
    lines: list[Changeable] = []
    if is_minor(visit.ports, person):
        lines.append((words("person.minority"), _minority(visit, person), f"{base}/enfant"))
    else:
        capacity = words(f"capacity.{person.capacity.status}")
        lines.append((words("person.capacity"), capacity, f"{base}/capacite"))
    lines.append((words("person.deceased"), day_of(words, person.deceased), f"{base}/deces"))
    return lines


def relation_lines(visit: Visit, person: PersonRecord) -> list[Line]:
    """Show whose parent, tutor or kin the person is; the others' names are on their own pages."""
    lines = []
    for relation in person.relations:
        kind = relation.kind.removesuffix("_of")
        key = "relation.from" if relation.kind.endswith("_of") else "relation.to"
        text = visit.words(key, kind=visit.words(f"relation.{kind}"))
        lines.append((text, f"/personnes/{visit.seal('person', relation.to)}"))
    return lines


def history_lines(visit: Visit, past: Sequence[PastAct]) -> list[Line]:
    """Show what was done on the file, the latest first; the same thing done several times in a row once."""
    zone = visit.ports.time_zone
    lines = [(moment_of(visit.words, one.act.at, zone), _act(visit, one)) for one in reversed(past)]
    return [line for place, line in enumerate(lines) if place == 0 or line[1] != lines[place - 1][1]]


def _act(visit: Visit, past: PastAct) -> str:
    if past.act.kind == LEGAL_FILE:
        return visit.words(f"act.legal.{past.act.details.get('what', '')}")
    return visit.words(f"act.{past.act.kind}")


def _minority(visit: Visit, person: PersonRecord) -> str:
    words, minority = visit.words, person.minority
    parts = [words(f"minor_wish.{minority.minor_wish}")]
    if minority.other_parent:
        parts.append(words(f"other_parent.{minority.other_parent}.told"))
    if minority.conflict:
        parts.append(words("person.minority.conflict"))
    return ". ".join(parts)
