"""The desk: names to search and work to do, held in each worker's memory and kept up with the acts.

It serves search and lists for communications and legal; never a decision.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from heapq import heappop, heappush
from threading import Lock
from typing import TYPE_CHECKING, Final

from service.domain.names import fold_words
from service.registry.check_standing import WITHOUT_FORM, due_on, group_of, standing_of
from service.registry.consent_records import GRANTED
from service.registry.desk_records import Paper, Row, Task
from service.registry.last_days import last_day_of
from service.registry.legal_deadlines import CHECK, days_of
from service.registry.legal_tasks import ENTERED, due_of, order_tasks, other_tasks
from service.registry.messages import plain_number
from service.registry.moments import local_day, today
from service.registry.permissions import check_may
from service.registry.recording import note_view
from service.registry.waiting import waiting_reviews

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from service.registry.account_records import Caller
    from service.registry.consent_records import ConsentRecord
    from service.registry.files import File
    from service.registry.ports import Ports
    from service.registry.storing import Reader

SOON: Final = timedelta(days=30)
SOON_FOR_ORDERS: Final = timedelta(days=90)
DAYS_TO_CONFIRM: Final = 2
AGES: Final = (14, 18)
ENDINGS: Final = frozenset({"order_ends", "review_ends", "turning_14", "turning_18"})
"""Days that need no answer: they leave the list by themselves."""
VERIFY: Final = "verify_order"
NOTHING_YET: Final = Row("", ())


class DeskInMemory:
    """Rows of every person, brought up to date from the acts before each use, and as days pass."""

    def __init__(self) -> None:
        self._rows: dict[int, Row] = {}
        self._turning: list[tuple[date, int]] = []
        self._behind: set[int] = set()
        self._sequence = -1
        self._lock = Lock()

    def rows(self, ports: Ports, reader: Reader, *, for_legal: bool = False) -> dict[int, Row]:
        """Return the rows by person number, as of the last act; for legal, its own part as of today too.

        Others never wait for legal's part: how long it takes to make, and on which days it is made again,
        would tell of whom legal holds an order or a decision.
        """
        with self._lock:
            if self._sequence < 0:
                self._sequence, _ = reader.changed_people(0)
                for every in reader.each_file():
                    self._keep(ports, every)
            self._sequence, changed = reader.changed_people(self._sequence)
            for file in _loaded(reader, changed):
                before = self._rows.get(file.person.number, NOTHING_YET)
                self._rows[file.person.number] = renamed(ports, file, before)
            self._behind |= changed
            if for_legal:
                for file in _loaded(reader, self._behind | self._turned(today(ports))):
                    self._keep(ports, file)
                self._behind.clear()
            return self._rows

    def _keep(self, ports: Ports, file: File) -> None:
        row = row_of(ports, file)
        self._rows[file.person.number] = row
        if row.until is not None:
            heappush(self._turning, (row.until, file.person.number))

    def _turned(self, day: date) -> set[int]:
        """Take out the rows whose day has come."""
        numbers: set[int] = set()
        while self._turning and self._turning[0][0] <= day:
            numbers.add(heappop(self._turning)[1])
        return numbers


def search_people(
    ports: Ports, caller: Caller, text: str, limit: int = 20, after: int | None = None
) -> tuple[File, ...]:
    """Find people by the beginnings of their names' words, accents and case aside; `after` a person."""
    check_may(caller, "read_people")
    words = fold_words(text)
    with ports.store.reading() as reader:
        rows = ports.desk.rows(ports, reader)
        met = sorted((row.names, number) for number, row in rows.items() if _begins(row.names, words))
        start = next((place for place, (_, number) in enumerate(met, start=1) if number == after), 0)
        read = [reader.load_file(number) for _, number in met[start : start + limit]]
    files = tuple(file for file in read if file is not None)
    note_view(ports, caller, "people_searched", files)
    return files


def list_tasks(ports: Ports, caller: Caller) -> tuple[Task, ...]:
    """List what communications have to do, the earliest due first."""
    check_may(caller, "read_people")
    horizon = today(ports) + SOON
    with ports.store.reading() as reader:
        rows = ports.desk.rows(ports, reader).values()
        tasks = [task for row in rows for task in row.tasks if task.due <= horizon]
    return tuple(sorted(tasks, key=lambda task: (task.due, task.kind, task.person)))


def list_orders(ports: Ports, caller: Caller) -> tuple[Task, ...]:
    """List every order by its state, those that wait first, then the latest entered."""
    check_may(caller, "decide_legally")
    tasks = [task for row in _rows(ports).values() for task in row.orders]
    return tuple(sorted(tasks, key=lambda task: (task.kind != ENTERED, -task.due.toordinal(), task.person)))


def list_legal_tasks(ports: Ports, caller: Caller) -> tuple[Task, ...]:
    """List all that waits for the caller in the files, each with the day it is due, the earliest first.

    Nobody verifies an order they entered.
    """
    check_may(caller, "decide_legally")
    day = today(ports)
    tasks = [
        replace(task, due=due_of(ports, task))
        for number, row in _rows(ports).items()
        for task in _all_of(ports, number, row, day)
        if _is_near(task, day) and not (task.kind == VERIFY and task.by == caller.user)
    ]
    return tuple(sorted(tasks, key=lambda task: (task.due, task.kind, task.person)))


def _all_of(ports: Ports, number: int, row: Row, day: date) -> Iterator[Task]:
    yield from _check(ports, number, row, day)
    yield from (replace(task, kind=VERIFY) for task in row.orders if task.kind == ENTERED)
    yield from row.legal
    yield from _ends(row)


def _check(ports: Ports, number: int, row: Row, day: date) -> tuple[Task, ...]:
    group = group_of(ports, row.standing, day) if row.standing else None
    if row.standing is None or group in {None, WITHOUT_FORM}:
        return ()
    return (Task(f"check_{group}", number, due_on(row.standing)),)


def _ends(row: Row) -> list[Task]:
    return [
        Task(f"{one.kind}_ends" if one.item else one.kind, one.person, one.on, item=one.item)
        for one in row.deadlines
        if one.kind != CHECK
    ]


def _is_near(task: Task, day: date) -> bool:
    if task.kind not in ENDINGS:
        return True
    return -SOON <= task.due - day <= (SOON_FOR_ORDERS if task.kind == "order_ends" else SOON)


def _rows(ports: Ports) -> dict[int, Row]:
    """Copy the rows: another request may bring them up to date while these are read."""
    with ports.store.reading() as reader:
        return dict(ports.desk.rows(ports, reader, for_legal=True))


def row_of(ports: Ports, file: File) -> Row:
    """Make the desk's row of a file, legal's part included."""
    waiting = waiting_reviews(ports, file, today(ports))
    return replace(
        renamed(ports, file, NOTHING_YET),
        orders=order_tasks(ports, file),
        reviews=waiting.reviews,
        legal=other_tasks(ports, file, waiting.reviews),
        until=waiting.until,
        standing=standing_of(ports, file),
        signs=bool(file.legal.signals),
        deadlines=days_of(file, ports.policy.config.feb29_rule),
    )


def renamed(ports: Ports, file: File, before: Row) -> Row:
    """Make again the part of a row that communications read."""
    names = " ".join(dict.fromkeys(word for name in file.person.names.every() for word in fold_words(name)))
    phone = plain_number(file.person.phone or "")
    papers = tuple(_paper(ports, one) for one in file.consents if one.order is None)
    return replace(before, names=names, tasks=tuple(_tasks(ports, file)), phone=phone, papers=papers)


def _paper(ports: Ports, paper: ConsentRecord) -> Paper:
    state = "refusal" if paper.state == "confirmed" and not paper.grants else paper.state
    signed = max((one.signed_on for one in paper.signatures), default=None)
    return Paper(state, signed, last_day_of(ports, paper))


def _loaded(reader: Reader, numbers: Iterable[int]) -> Iterator[File]:
    for number in numbers:
        file = reader.load_file(number) if number else None
        if file is not None:
            yield file


def _tasks(ports: Ports, file: File) -> list[Task]:
    person = file.person.number
    tasks: list[Task] = []
    for consent in file.consents:
        recorded = local_day(ports, consent.recorded_at)
        if consent.state == "draft" and not consent.screen:
            tasks.append(Task("finish_draft", person, recorded + timedelta(days=DAYS_TO_CONFIRM), consent.id))
        if consent.state == "signed":
            tasks.append(Task("confirm", person, recorded + timedelta(days=DAYS_TO_CONFIRM), consent.id))
        if consent.state == "confirmed" and consent.order is None:
            tasks += _end_of(file, consent.id, consent.valid_until)
    granted = any(
        consent.state == "confirmed" and any(block.answer in GRANTED for block in consent.outcomes)
        for consent in file.consents
    )
    return tasks + (_birthdays(ports, file) if granted else [])


def _end_of(file: File, consent: str, until: date | None) -> list[Task]:
    return [Task("renew", file.person.number, until, consent)] if until else []


def _birthdays(ports: Ports, file: File) -> list[Task]:
    born = file.person.birth_date
    if born is None:
        return []
    days = [(age, _birthday(born, age)) for age in AGES]
    recent = today(ports) - SOON
    return [Task(f"reconfirm_at_{age}", file.person.number, day) for age, day in days if day >= recent]


def _birthday(born: date, age: int) -> date:
    leap = (born.month, born.day) == (2, 29)
    return date(born.year + age, 3, 1) if leap else born.replace(year=born.year + age)


def _begins(names: str, words: tuple[str, ...]) -> bool:
    held = names.split()
    return bool(words) and all(any(one.startswith(word) for one in held) for word in words)
