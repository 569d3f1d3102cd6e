"""Every change leaves an act and an access record in its transaction; every view leaves a record first."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from service.registry.access_records import AccessRecord, Seen
from service.registry.acts import LEGAL_FILE, Act
from service.registry.job_records import JobRecord
from service.registry.people_records import PersonRecord

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from service.registry.account_records import Caller
    from service.registry.acts import Record
    from service.registry.files import File
    from service.registry.legal_records import LegalFile
    from service.registry.ports import Ports
    from service.registry.storing import Writer


CONFIRMED: Final = "consent_confirmed"
"""Somebody of the house always answers for it, even where whoever signed set it off."""
DECIDING: Final = frozenset(
    {"consent_withdrawn", "capacity_recorded", "minority_recorded", "death_recorded", LEGAL_FILE}
)
"""Acts by which somebody of the house decides on a person."""
FOLLOWING: Final = frozenset({"kin_concerned", "kin_followed", "resource_followed"})
"""Legal acts that keep a file in step with another's: nobody decided on the person it is of."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change under way: who makes it, what it may use, and the one transaction that carries it."""

    ports: Ports
    caller: Caller
    writer: Writer

    def put(self, kind: str, subject: int | None, *records: Record, **details: str) -> None:
        """Keep records with their act and the access record of the change."""
        now, caller = self.ports.clock(), self.caller
        if details.get("what") not in FOLLOWING:
            records = self._owned(kind, subject, records)
        self.writer.put(Act(kind, now, caller.user, caller.role, caller.via, subject, details), *records)
        seen = () if subject is None else (Seen(subject, 0),)
        why = details.get("why", "")
        self.writer.record_access(
            AccessRecord(now, caller.user, caller.role, caller.via, kind, seen, why=why)
        )

    def _owned(self, kind: str, subject: int | None, records: tuple[Record, ...]) -> tuple[Record, ...]:
        """Take a newcomer of a poster for somebody of ours once the house acts on their file.

        What was decided there then counts for namesakes too: whoever decided may have meant either.
        """
        decides = kind == CONFIRMED or (kind in DECIDING and self.caller.role != "person")
        if subject is None or not decides:
            return records
        kept = next((one for one in records if isinstance(one, PersonRecord)), None)
        file = self.writer.load_file(subject) if kept is None else None
        person = kept or (file.person if file else None)
        if person is None or not person.unconfirmed:
            return records
        newer = person.revision + (kept is None)
        owned = replace(person, unconfirmed=False, revision=newer, changed_at=self.ports.clock())
        return (*(one for one in records if one is not kept), owned)

    def later(self, kind: str, person: int | None, due_at: datetime, **details: str) -> None:
        """Keep something to do later, in the same transaction."""
        self.writer.put_job(JobRecord(self.writer.next_number("job"), kind, due_at, person, details))

    def put_legal(self, what: str, legal: LegalFile, *records: Record) -> None:
        """Keep a legal file: one name for everyone but legal, who reads `what` in the act's details."""
        self.put(LEGAL_FILE, legal.person, legal, *records, what=what)


@contextmanager
def changing(ports: Ports, caller: Caller) -> Iterator[Change]:
    """Open the transaction of a change: all of it is kept at the end, or none."""
    with ports.store.writing() as writer:
        yield Change(ports, caller, writer)


def note_view(ports: Ports, caller: Caller, action: str, files: Sequence[File], *, why: str = "") -> None:
    """Record that these files are being looked at, before anything of them is shown; `why`: an exception."""
    seen = tuple(Seen(file.person.number, file.acts) for file in files)
    now = ports.clock()
    ports.store.record_access(AccessRecord(now, caller.user, caller.role, caller.via, action, seen, why=why))
