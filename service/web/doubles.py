"""Whose paper it is that came by a poster: somebody we know, or somebody new; a human always says."""

from __future__ import annotations

from typing import Final

from service.registry import doubles
from service.registry.consent_records import ConsentRecord
from service.registry.consents import confirm_consent
from service.registry.people import part_people
from service.web.people import FoundPerson, found_person
from service.web.showing import Line, day_of
from service.web.visits import Visit

NEW: Final = "new"


def doubles_of(visit: Visit, consent: ConsentRecord) -> list[FoundPerson]:
    """List whom we know who may have signed; nobody, for any paper that did not come by a poster."""
    found = doubles.possible_doubles(visit.ports, visit.caller, consent.id)
    return [found_person(visit, file.person) for file in found]


def whose_lines(visit: Visit, consent: ConsentRecord) -> list[Line]:
    """List the choices: each person we know, then somebody new; none where nobody is alike."""
    words = visit.words
    known = [(one.ref, ", ".join((one.name, *_born(visit, one)))) for one in doubles_of(visit, consent)]
    return [*known, (NEW, words("new.check.whose.new"))] if known else []


def confirm_as_chosen(visit: Visit, consent: ConsentRecord, revision: int, whose: str) -> ConsentRecord:
    """Confirm as of whoever was chosen; somebody new is declared to be none of those alike."""
    if whose != NEW:
        person, _ = visit.ports.references.open("person", whose)
        return doubles.confirm_as(visit.ports, visit.caller, consent.id, person, revision)
    alike = doubles.possible_doubles(visit.ports, visit.caller, consent.id)
    kept = confirm_consent(visit.ports, visit.caller, consent.id, verified=True, revision=revision)
    for file in alike:
        part_people(visit.ports, visit.caller, consent.person, file.person.number)
    return kept


def _born(visit: Visit, person: FoundPerson) -> tuple[str, ...]:
    return (day_of(visit.words, person.birth_date),) if person.birth_date else ()
