"""Keeping files: person, legal file, consents and look-up rows, under the person's own key."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from service.registry.acts import Act, Record
from service.registry.consent_records import ConsentRecord
from service.registry.identity import ways_to_ask
from service.registry.legal_records import LegalFile
from service.registry.people_records import PersonRecord
from service.storage.acts import Snapshot
from service.storage.codec import encode
from service.storage.failures import Misplaced
from service.storage.legal_room import fit
from service.storage.sealed_files import PersonRow, open_row, row_of
from service.storage.seals import Seals, place
from service.storage.sizes import CONSENT_STEP, LEGAL_FILE, LOOK_UP_ROWS, PERSON_STEP, stepped
from service.storage.sql import Sql, one
from service.vault.look_up import draw_filler
from service.vault.sealing import Sealer

_READ: Final = "SELECT data_key, sealed FROM person WHERE number = ? LOCK"
_NEW: Final = "INSERT INTO person (number, data_key, sealed) VALUES (?, ?, ?)"
_CHANGE: Final = "UPDATE person SET sealed = ? WHERE number = ?"
_LEGAL: Final = (
    "INSERT INTO legal_file (person, sealed) VALUES (?, ?)"
    " ON CONFLICT (person) DO UPDATE SET sealed = excluded.sealed"
)
_CONSENT: Final = (
    "INSERT INTO consent (number, code, person, sealed) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (number) DO UPDATE SET sealed = excluded.sealed"
)
_LOOK_UP: Final = "INSERT INTO look_up (mark, person) VALUES (?, ?)"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom an act is about: the sealer of their file, and their row as it was (None: someone new)."""

    number: int
    sealer: Sealer
    wrapped: bytes
    before: PersonRow | None

    @property
    def acts(self) -> int:
        """How many acts there are with this one."""
        return 1 + (self.before.acts if self.before else 0)


def open_subject(sql: Sql, seals: Seals, number: int) -> Subject:
    """Read and lock whom an act is about, or draw a key for someone new."""
    row = one(sql.rows(_READ, number))
    if row is None:
        wrapped, sealer = seals.new_person()
        return Subject(number, sealer, wrapped, None)
    sealer = seals.of_person(row[0])
    return Subject(number, sealer, row[0], open_row(sealer, number, row[1]))


def put_file(sql: Sql, seals: Seals, subject: Subject, act: Act, records: Sequence[Record]) -> list[Snapshot]:
    """Keep a file's records, count the act, and return the records as they are now kept."""
    snapshots = [_encode(act, subject, record) for record in records]
    kinds = {each.kind for each in snapshots}
    if subject.before is None and not kinds.issuperset({"person", "legal_file"}):
        raise Misplaced(act.kind)
    if "person" not in kinds and subject.before:
        _put_person(sql, seals, subject, subject.before._replace(acts=subject.acts))
    for record, each in zip(records, snapshots, strict=True):
        match record:
            case PersonRecord():
                row = row_of(seals, subject.acts, record, each.content)
                _put_person(sql, seals, subject, row)
                _put_ways(sql, seals, subject, record, row)
            case LegalFile():
                _put_legal(sql, seals, subject, each.content)
            case ConsentRecord():
                _put_consent(sql, seals, subject, record, each.content)
            case _:
                raise Misplaced(each.kind)
    return snapshots


def _encode(act: Act, subject: Subject, record: Record) -> Snapshot:
    match record:
        case PersonRecord(number=number) if number == subject.number:
            return Snapshot("person", number, encode(record))
        case LegalFile(person=number) if number == subject.number:
            return Snapshot("legal_file", number, fit(record, act.at)[1])
        case ConsentRecord(person=number) if number == subject.number:
            return Snapshot("consent", record.number, encode(record))
        case _:
            raise Misplaced(type(record).__name__)


def _put_person(sql: Sql, seals: Seals, subject: Subject, row: PersonRow) -> None:
    content = row.encode()
    size = stepped(len(content), PERSON_STEP)
    sealed = subject.sealer.seal(content, place("person", subject.number), seals.random, size)
    if subject.before is None:
        sql.run(_NEW, subject.number, subject.wrapped, sealed)
    else:
        sql.run(_CHANGE, sealed, subject.number)


def _put_legal(sql: Sql, seals: Seals, subject: Subject, content: bytes) -> None:
    where = place("legal_file", subject.number)
    sql.run(_LEGAL, subject.number, subject.sealer.seal(content, where, seals.random, LEGAL_FILE))


def _put_consent(sql: Sql, seals: Seals, subject: Subject, consent: ConsentRecord, content: bytes) -> None:
    size = stepped(len(content), CONSENT_STEP)
    sealed = subject.sealer.seal(content, place("consent", consent.number), seals.random, size)
    sql.run(_CONSENT, consent.number, seals.code("consent", consent.id), subject.number, sealed)


def _put_ways(sql: Sql, seals: Seals, subject: Subject, person: PersonRecord, row: PersonRow) -> None:
    """Write the look-up rows again when the ways to ask changed: always sixteen, filled up with chance."""
    if subject.before and subject.before.ways == row.ways:
        return
    marks = {seals.index.key_for(way.kind, way.words, way.factor) for way in ways_to_ask(person)}
    while len(marks) < LOOK_UP_ROWS:
        marks.add(draw_filler(seals.random))
    if len(marks) > LOOK_UP_ROWS:
        raise Misplaced("look_up")
    sql.run("DELETE FROM look_up WHERE person = ?", subject.number)
    for mark in sorted(marks):
        sql.run(_LOOK_UP, mark, subject.number)
