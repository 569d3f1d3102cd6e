"""Reading files: everything of everyone a question meets, each in one statement, all in one view."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from service.registry.files import File, Found
from service.registry.identity import are_namesakes, is_asked_for, way_asked
from service.registry.questions import Who
from service.storage.sealed_files import Opened, Sealed, open_file, write_way
from service.storage.seals import Seals
from service.storage.sql import Sql

NOBODY: Final = 0


class By(NamedTuple):
    """One way to meet people: statements that read files by one key or several, and that lock them first."""

    read_one: str
    read: str
    lock: str


def _by(key: str, person: str, source: str) -> By:
    several = f"FROM ints(?) AS asked CROSS JOIN {source}"
    whom = f"SELECT {person} {several} WHERE {key} = asked.value"
    lock = f"SELECT number FROM person WHERE number IN ({whom}) AND number > 0 ORDER BY number LOCK"  # noqa: S608 - constants
    whole = (
        f"SELECT {key}, p.number, p.data_key, p.sealed, l.sealed, c.number, c.sealed %s"
        " CROSS JOIN person p CROSS JOIN legal_file l LEFT JOIN consent c ON c.person = p.number"
        f" WHERE {key} = %s AND p.number = {person} AND l.person = {person}"
    )
    # One key by itself is read twice as fast as a list of one, and most questions have no more.
    return By(whole % (f"FROM {source}", "?"), whole % (several, "asked.value"), lock)


BY_MARK: Final = _by("k.mark", "k.person", "look_up k")
BY_CODE: Final = _by("k.code", "k.person", "consent k")
BY_NUMBER: Final = _by("k.number", "k.number", "person k")


class Asked(NamedTuple):
    """How one person is asked for: by what, under which key, and the way to compare (names alone)."""

    by: By
    key: int
    way: str = ""


class Meeting:
    """The files that one question meets; each is opened once, and none outlives the question."""

    __slots__ = ("_locked", "_met", "_opened", "_sealed", "_seals", "_sql")

    def __init__(self, sql: Sql, seals: Seals) -> None:
        self._sql = sql
        self._seals = seals
        self._sealed: dict[int, Sealed] = {}
        self._opened: dict[int, Opened] = {}
        self._locked: set[int] = {NOBODY}
        self._met: dict[int, list[int]] = {}

    def meet(self, by: By, keys: list[int]) -> None:
        """Read everyone whom these keys meet; in a writer they are locked first."""
        if self._sql.locks:
            self._lock(by, keys)
        self._read(by, keys)
        if self._sql.locks:
            self._lock_late()

    def numbers_met(self, key: int) -> list[int]:
        """Return whom a key met."""
        return self._met.get(key, [])

    def everyone(self) -> list[int]:
        """Return the numbers of all files read."""
        return sorted(self._sealed)

    def open(self, number: int) -> Opened:
        """Open a file that was read."""
        opened = self._opened.get(number)
        if opened is None:
            opened = self._opened[number] = open_file(self._seals, number, self._sealed[number])
        return opened

    def _lock(self, by: By, keys: list[int]) -> None:
        self._locked.update(number for (number,) in self._sql.rows(by.lock, keys))

    def _lock_late(self) -> None:
        """Lock who came between the lock and the view: their file is read again once it is ours."""
        while late := sorted(self._sealed.keys() - self._locked):
            self._lock(BY_NUMBER, late)
            for number in late:
                del self._sealed[number]
                self._opened.pop(number, None)
            self._read(BY_NUMBER, late)

    def _read(self, by: By, keys: list[int]) -> None:
        one = len(keys) == 1
        rows = self._sql.rows(by.read_one, keys[0]) if one else self._sql.rows(by.read, keys)
        for key, number, data_key, person, legal, consent, content in rows:
            sealed = self._sealed.get(number)
            if sealed is None:
                sealed = self._sealed[number] = Sealed(data_key, person, legal, {})
            if consent is not None:
                sealed.consents[consent] = content
            met = self._met.get(key)
            if met is None:
                self._met[key] = [number]
            elif number not in met:
                met.append(number)


def find_files(sql: Sql, seals: Seals, asked: Sequence[Who]) -> tuple[Found, ...]:
    """Find each asked person and their namesakes.

    One person costs one opened file, whoever it is: the file asked for, or the nobody file. Namesakes of who
    is found are met in a second statement, where they have marks that were not asked by.
    """
    meeting = Meeting(sql, seals)
    ways = [_read_way(seals, who) for who in asked]
    for by, keys in _keys_by(ways).items():
        meeting.meet(by, keys)
    matched = [_match(meeting, who, way) for who, way in zip(asked, ways, strict=True)]
    marks = _marks_to_meet(ways, matched)
    if marks:
        meeting.meet(BY_MARK, marks)
    if not all(matched):
        meeting.meet(BY_NUMBER, [NOBODY])
    return tuple(_found(meeting, group) for group in matched)


def load_file(sql: Sql, seals: Seals, number: int) -> File | None:
    """Read one file; the nobody file is no one's."""
    return next(load_files(sql, seals, [number]), None)


def load_files(sql: Sql, seals: Seals, numbers: Sequence[int]) -> Iterator[File]:
    """Read files in order of number."""
    meeting = Meeting(sql, seals)
    meeting.meet(BY_NUMBER, [number for number in numbers if number != NOBODY])
    return (meeting.open(number).file for number in meeting.everyone())


def find_people(sql: Sql, seals: Seals, mark: int, way: str) -> tuple[int, ...]:
    """List whom a way to ask finds."""
    meeting = Meeting(sql, seals)
    meeting.meet(BY_MARK, [mark])
    return tuple(number for number in meeting.everyone() if number and way in meeting.open(number).ways)


def _read_way(seals: Seals, who: Who) -> Asked | None:
    if not who.looked_up:
        return None
    if who.person is not None:
        return Asked(BY_NUMBER, who.person)
    if who.consent_id is not None:
        return Asked(BY_CODE, seals.code("consent", who.consent_id))
    way = way_asked(who)
    if way is None:
        return None
    return Asked(BY_MARK, seals.index.key_for(way.kind, way.words, way.factor), write_way(way))


def _keys_by(ways: Iterable[Asked | None]) -> dict[By, list[int]]:
    keys: dict[By, list[int]] = {}
    for way in ways:
        if way is not None:
            keys.setdefault(way.by, []).append(way.key)
    return keys


def _match(meeting: Meeting, who: Who, asked: Asked | None) -> list[Opened]:
    if asked is None:
        return []
    met = [meeting.open(number) for number in sorted(meeting.numbers_met(asked.key)) if number != NOBODY]
    # Keys are short, so what they meet is compared.
    if asked.way:
        return [opened for opened in met if asked.way in opened.ways]
    return [opened for opened in met if is_asked_for(who, opened.file)]


def _marks_to_meet(ways: Iterable[Asked | None], matched: Iterable[list[Opened]]) -> list[int]:
    """List the marks of name and birth date by which nobody was met yet."""
    marks: set[int] = set()
    for group in matched:
        for opened in group:
            marks.update(opened.namesakes)
    marks.difference_update([way.key for way in ways if way is not None and way.by is BY_MARK])
    return sorted(marks)


def _found(meeting: Meeting, matched: list[Opened]) -> Found:
    if not matched:
        return Found((), meeting.open(NOBODY).file)
    files = {opened.file.person.number: opened.file for opened in matched}
    for number in _met_beside(meeting, matched):
        other = meeting.open(number).file
        if any(are_namesakes(opened.file.person, other.person) for opened in matched):
            files[number] = other
    return Found(tuple([files[number] for number in sorted(files)]))


def _met_beside(meeting: Meeting, matched: list[Opened]) -> set[int]:
    """List whom the marks of those asked for met besides them."""
    met: set[int] = set()
    for opened in matched:
        for mark in opened.namesakes:
            met.update(meeting.numbers_met(mark))
    met.difference_update([opened.file.person.number for opened in matched])
    met.discard(NOBODY)
    return met
