"""Newcomers of a poster who may be somebody we know: communications look, and say who signed.

Until somebody of the house confirms a paper of theirs, newcomers are found by no name: a stranger at a poster
changes no answer about anyone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.domain import identifiers
from service.registry.consents import put_in_force
from service.registry.desk import search_people
from service.registry.errors import Conflict
from service.registry.identity import CORNER, fold_factor, sorted_words
from service.registry.loading import check_revision, consent_of, file_of
from service.registry.permissions import check_may
from service.registry.recording import changing, note_view

if TYPE_CHECKING:
    from service.registry.account_records import Caller
    from service.registry.consent_records import ConsentRecord
    from service.registry.files import File
    from service.registry.people_records import PersonRecord
    from service.registry.ports import Ports

MOST_FOUND = 20


def possible_doubles(ports: Ports, caller: Caller, consent_id: str) -> tuple[File, ...]:
    """List whom we know under the name or the courriel of a newcomer whose paper waits."""
    check_may(caller, "change_consents")
    with ports.store.reading() as reader:
        newcomer, consent = consent_of(reader, consent_id)
        if not newcomer.person.unconfirmed or consent.state != "signed":
            return ()
        factor = fold_factor(newcomer.person.email or "")
        met = reader.find_people(CORNER, (), factor) if factor else ()
        by_email = [reader.load_file(number) for number in met]
    note_view(ports, caller, "people_searched", [file for file in by_email if file])
    named = search_people(ports, caller, newcomer.person.names.display, MOST_FOUND)
    same = [file for file in named if _has_name(file.person, newcomer.person.names.display)]
    found = {file.person.number: file for file in (*same, *by_email) if file and not file.person.unconfirmed}
    return tuple(found.values())


def confirm_as(
    ports: Ports, caller: Caller, consent_id: str, person: int, revision: int | None = None
) -> ConsentRecord:
    """Confirm a newcomer's paper as of somebody we know, under a number of its own; the newcomer's lapses.

    Raises `Conflict` for a paper that waits no longer, or that did not come by a poster.
    """
    check_may(caller, "change_consents")
    with changing(ports, caller) as change:
        newcomer, consent = consent_of(change.writer, consent_id)
        check_revision(consent.revision, revision)
        known = file_of(change.writer, person)
        if consent.state != "signed" or not newcomer.person.unconfirmed or known.person.unconfirmed:
            raise Conflict("WRONG_STATE")
        now = ports.clock()
        lapsed = replace(consent, state="entered_in_error", changed_at=now, revision=consent.revision + 1)
        change.put("consent_entered_in_error", newcomer.person.number, lapsed)
        moved = replace(
            consent,
            number=change.writer.next_number("consent"),
            id=identifiers.draw(ports.random, change.writer.is_taken).text,
            person=person,
            revision=1,
        )
        change.put("consent_registered", person, moved)
        return put_in_force(change, known, moved, by=caller.user, verified=True)


def _has_name(person: PersonRecord, name: str) -> bool:
    return any(sorted_words(one) == sorted_words(name) for one in person.names.every())
