"""Who is whose parent, tutor or kin; it matters to the rules once a child is protected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from service.registry.closed_lists import check_codes
from service.registry.combining import CONCERNED
from service.registry.errors import Fault, Invalid
from service.registry.hosting import family_around, spread_hosting
from service.registry.legal_files import majority_of, pending
from service.registry.legal_records import KinEntry, LegalFile
from service.registry.loading import file_of
from service.registry.people_records import PersonRecord, Relation
from service.registry.permissions import check_may
from service.registry.recording import changing
from service.registry.takedowns import recheck_posts_showing
from service.registry.ties import FOSTER_PARENT, PARENTAL, RESOURCE_STAFF, relatives

if TYPE_CHECKING:
    from service.registry.account_records import Caller
    from service.registry.files import File
    from service.registry.ports import Ports
    from service.registry.recording import Change

KINDS: Final = (
    *PARENTAL,
    "sibling",
    "spouse",
    "step_parent",
    "grandparent",
    FOSTER_PARENT,
    RESOURCE_STAFF,
    "relative",
    "other",
)


def declare_relation(ports: Ports, caller: Caller, number: int, kind: str, to: int) -> PersonRecord:
    """Declare that a person is `kind` of another. It opens the legal check of both again."""
    check_may(caller, "change_people")
    check_codes(("/kind", kind, KINDS))
    if number == to:
        raise Invalid(Fault("/to", "SAME_PERSON"))
    with changing(ports, caller) as change:
        one, other = file_of(change.writer, number), file_of(change.writer, to)
        relation = Relation(kind, to, ports.clock())
        back = Relation(f"{kind}_of", number, relation.recorded_at)
        for file, added in ((one, relation), (other, back)):
            _relate(change, file, added)
        for file, kin in ((one, other), (other, one)):
            spread_protection(change, file_of(change.writer, file.person.number), only=kin.person.number)
        spread_hosting(change, _reached(change, kind, (number, to)))
        for file in (one, other):
            recheck_posts_showing(change, file.person.number)
        return file_of(change.writer, number).person


def spread_protection(change: Change, child: File, only: int | None = None) -> None:
    """Tell the files of a child's parents and tutors whether the child is concerned (rules R34).

    Written whenever the child's protection or relations change, in the same transaction, so that a
    decision on a parent reads the parent's file alone; concerned or not, so that whoever steals the files
    cannot tell by which of them were written.
    """
    for relation in child.person.relations:
        elder = change.writer.load_file(relation.to) if only in (None, relation.to) else None
        if elder is None or not _is_parent(elder.person, child.person, relation.kind):
            continue
        added = _kin_to_add(change.ports, elder.legal, child)
        legal = replace(elder.legal, kin=(*elder.legal.kin, *added))
        change.put_legal("kin_concerned" if added else "kin_followed", legal)
        recheck_posts_showing(change, elder.person.number)  # concerned or not: the same work


def follow_age(change: Change, number: int) -> None:
    """Tell the files that keep until when someone is a child, and decide again the posts that show them."""
    spread_protection(change, file_of(change.writer, number))
    spread_hosting(change, family_around(change.writer, number))
    recheck_posts_showing(change, number)


def _reached(change: Change, kind: str, ends: tuple[int, int]) -> set[int]:
    """Return those whose family a new relation reaches; one with a foster parent says where a child lives."""
    reached = set(ends)
    for end in ends:
        if kind == FOSTER_PARENT:
            reached |= family_around(change.writer, end)
        else:
            reached |= relatives(file_of(change.writer, end).person)
    return reached


def _relate(change: Change, file: File, relation: Relation) -> None:
    person = file.person
    known = {(one.kind, one.to) for one in person.relations}
    if (relation.kind, relation.to) in known:
        return
    changed = replace(
        person,
        relations=(*person.relations, relation),
        revision=person.revision + 1,
        changed_at=relation.recorded_at,
    )
    legal = pending(change.ports, change.caller, file.legal)
    change.put("relation_declared", person.number, changed, legal)


def _is_parent(elder: PersonRecord, child: PersonRecord, kind: str) -> bool:
    if kind.removesuffix("_of") not in PARENTAL:
        return False
    if elder.birth_date is None or child.birth_date is None:
        return True
    return elder.birth_date < child.birth_date


def _kin_to_add(ports: Ports, legal: LegalFile, child: File) -> tuple[KinEntry, ...]:
    until = majority_of(ports, child.person)
    every = tuple(
        KinEntry(entry.stamp, child.person.number, entry.status in CONCERNED, until)
        for entry in child.legal.protections
    )
    known = tuple(entry for entry in legal.kin if entry.child == child.person.number)
    if not known and not any(entry.concerned for entry in every):
        return ()
    return tuple(entry for entry in every if entry not in known)
