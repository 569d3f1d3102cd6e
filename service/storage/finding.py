"""Reading files: everything of everyone a question meets, in one statement and one view."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from service.registry.consent_records import ConsentRecord
from service.registry.files import File, Found
from service.registry.identity import are_namesakes, is_asked_for, namesake_ways, way_asked
from service.registry.legal_records import LegalFile
from service.registry.people_records import PersonRecord
from service.registry.questions import Who
from service.storage.codec import decode
from service.storage.seals import Seals, place
from service.storage.sql import Sql
from service.vault.sealing import Sealer

NOBODY: Final = 0
COUNTER: Final = 8
"""Bytes before a person's record that count the acts about them."""

_MET: Final = """
SELECT person, mark FROM look_up WHERE mark IN ints(?)
UNION ALL SELECT person, code FROM consent WHERE code IN ints(?)
UNION ALL SELECT number, number FROM person WHERE number IN ints(?)
"""
_READ: Final = f"""
WITH met(person, mark) AS ({_MET}), wanted(person) AS (
  SELECT person FROM (SELECT person FROM met UNION SELECT 0) AS every WHERE person NOT IN ints(?))
SELECT 0, p.number, 0, p.data_key, p.sealed, l.sealed
FROM wanted CROSS JOIN person p CROSS JOIN legal_file l WHERE p.number = wanted.person AND l.person = p.number
UNION ALL SELECT 1, c.person, c.number, NULL, c.sealed, NULL
FROM wanted CROSS JOIN consent c WHERE c.person = wanted.person
UNION ALL SELECT 2, person, mark, NULL, NULL, NULL FROM met
"""  # noqa: S608 (put together from constants)
_LOCK: Final = f"""
SELECT number FROM person WHERE number IN (SELECT person FROM ({_MET}) AS met)
AND number > 0 ORDER BY number LOCK"""  # noqa: S608 (put together from constants)


@dataclass(slots=True)
class Sealed:
    """The rows of one file, as they lie."""

    key: bytes
    person: bytes
    legal: bytes
    consents: list[tuple[int, bytes]] = field(default_factory=list)


@dataclass(slots=True)
class Keys:
    """What a statement meets people by: marks of ways to ask, marks of consent IDs, numbers."""

    marks: list[int] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)


class Meeting:
    """The files that one question meets; each is opened once, and none outlives the question."""

    def __init__(self, sql: Sql, seals: Seals) -> None:
        self._sql = sql
        self._seals = seals
        self._sealed: dict[int, Sealed] = {}
        self._opened: dict[int, File] = {}
        self._locked: set[int] = set()
        self._met: dict[int, list[int]] = {}

    def meet(self, keys: Keys) -> None:
        """Read everyone whom these keys meet and who is not read yet, and the nobody file."""
        if self._sql.locks:
            self._lock(keys)
        self._read(keys)
        while self._sql.locks and not self._locked.issuperset(self._sealed.keys() - {NOBODY}):
            # Someone came between the lock and the view: their file is read again once it is ours.
            self._lock(Keys(numbers=sorted(self._sealed.keys() - {NOBODY} - self._locked)))
            self._sealed.clear()
            self._opened.clear()
            self._read(Keys(keys.marks, keys.codes, [*keys.numbers, *self._locked]))

    def numbers_met(self, mark: int) -> Iterable[int]:
        """Return whom a key met."""
        return self._met.get(mark, ())

    def everyone(self) -> Iterable[int]:
        """Return the numbers of all files read."""
        return self._sealed.keys()

    def open(self, number: int) -> File | None:
        """Open a file that was read."""
        file = self._opened.get(number)
        if file is None and number in self._sealed:
            file = self._opened[number] = open_file(self._seals, number, self._sealed[number])
        return file

    def _lock(self, keys: Keys) -> None:
        rows = self._sql.rows(_LOCK, keys.marks, keys.codes, keys.numbers)
        self._locked.update(number for (number,) in rows)

    def _read(self, keys: Keys) -> None:
        known = list(self._sealed)
        for what, person, number, key, sealed, legal in self._sql.rows(
            _READ, keys.marks, keys.codes, keys.numbers, known
        ):
            if what == 0:
                self._sealed[person] = Sealed(key, sealed, legal)
            elif what == 1:
                self._sealed[person].consents.append((number, sealed))
            elif person not in self._met.setdefault(number, []):
                self._met[number].append(person)


def open_file(seals: Seals, number: int, sealed: Sealed) -> File:
    """Open the rows of one file."""
    sealer = seals.of_person(sealed.key)
    person = sealer.open(sealed.person, place("person", number))
    legal = sealer.open(sealed.legal, place("legal_file", number))
    consents = (
        decode(ConsentRecord, sealer.open(each, place("consent", row)))
        for row, each in sorted(sealed.consents)
    )
    return File(
        decode(PersonRecord, person[COUNTER:]),
        tuple(consents),
        decode(LegalFile, legal),
        int.from_bytes(person[:COUNTER], "big"),
    )


def read_counter(sealer: Sealer, number: int, sealed: bytes) -> int:
    """Read how many acts were about a person."""
    return int.from_bytes(sealer.open(sealed, place("person", number))[:COUNTER], "big")


def find_files(sql: Sql, seals: Seals, asked: Sequence[Who]) -> tuple[Found, ...]:
    """Find each asked person and their namesakes, in two statements whatever is asked and found."""
    meeting = Meeting(sql, seals)
    marks = [_mark_of(seals, who) for who in asked]
    meeting.meet(_keys_of(asked, marks))
    matched = [_match(meeting, who, mark) for who, mark in zip(asked, marks, strict=True)]
    files = [file for group in matched for file in group] or [_stand_in(meeting)]
    meeting.meet(Keys(marks=[mark for file in files for mark in _namesake_marks(seals, file)]))
    return tuple(_found(meeting, seals, group) for group in matched)


def load_file(sql: Sql, seals: Seals, number: int) -> File | None:
    """Read one file; the nobody file is no one's."""
    return next(iter(load_files(sql, seals, [number])), None)


def load_files(sql: Sql, seals: Seals, numbers: Sequence[int]) -> list[File]:
    """Read files in order of number."""
    meeting = Meeting(sql, seals)
    meeting.meet(Keys(numbers=[number for number in numbers if number != NOBODY]))
    opened = (meeting.open(number) for number in sorted(meeting.everyone()) if number != NOBODY)
    return [file for file in opened if file]


def find_people(sql: Sql, seals: Seals, mark: int) -> list[File]:
    """Read the files a mark meets; who they are is for the caller to compare."""
    meeting = Meeting(sql, seals)
    meeting.meet(Keys(marks=[mark]))
    opened = (meeting.open(number) for number in sorted(meeting.numbers_met(mark)))
    return [file for file in opened if file]


def _keys_of(asked: Sequence[Who], marks: Sequence[int | None]) -> Keys:
    keys = Keys()
    for who, mark in zip(asked, marks, strict=True):
        if mark is not None:
            wanted = keys.numbers if who.person is not None else keys.codes if who.consent_id else keys.marks
            wanted.append(mark)
    return keys


def _mark_of(seals: Seals, who: Who) -> int | None:
    """Return the key a person is asked by: a number, or the mark of a consent ID or a way to ask."""
    if not who.looked_up:
        return None
    if who.person is not None:
        return who.person if who.person > NOBODY else None
    if who.consent_id is not None:
        return seals.code("consent", who.consent_id)
    way = way_asked(who)
    return seals.index.key_for(way.kind, way.words, way.factor) if way else None


def _match(meeting: Meeting, who: Who, mark: int | None) -> list[File]:
    if mark is None:
        return []
    met = (meeting.open(number) for number in sorted(meeting.numbers_met(mark)) if number != NOBODY)
    return [file for file in met if file and is_asked_for(who, file)]


def _found(meeting: Meeting, seals: Seals, matched: list[File]) -> Found:
    if not matched:
        return Found((), _stand_in(meeting))
    numbers = dict.fromkeys(file.person.number for file in matched)
    for file in matched:
        numbers.update(dict.fromkeys(_namesakes(meeting, seals, file)))
    opened = (meeting.open(number) for number in sorted(numbers))
    return Found(tuple(file for file in opened if file))


def _namesakes(meeting: Meeting, seals: Seals, file: File) -> Iterable[int]:
    for mark in _namesake_marks(seals, file):
        for number in meeting.numbers_met(mark):
            other = meeting.open(number)
            if other and number != NOBODY and are_namesakes(file.person, other.person):
                yield number


def _namesake_marks(seals: Seals, file: File) -> list[int]:
    ways = namesake_ways(file.person)
    return [seals.index.key_for(way.kind, way.words, way.factor) for way in ways]


def _stand_in(meeting: Meeting) -> File:
    file = meeting.open(NOBODY)
    if file is None:
        raise LookupError(NOBODY)
    return file
