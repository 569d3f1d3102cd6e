"""The desk: names to search and work to do, held in each worker's memory and kept up with the acts.

It serves search and lists for communications and legal; never a decision.
"""

from __future__ import annotations

from datetime import date, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Final

from service.domain.names import fold_words
from service.registry.consent_records import GRANTED
from service.registry.desk_records import Row, Task
from service.registry.legal_files import current
from service.registry.messages import plain_number
from service.registry.moments import local_day, today
from service.registry.permissions import check_may
from service.registry.recording import note_view

if TYPE_CHECKING:
    from datetime import datetime

    from service.registry.account_records import Caller
    from service.registry.files import File
    from service.registry.ports import Ports
    from service.registry.storing import Reader

SOON: Final = timedelta(days=30)
DAYS_TO_CONFIRM: Final = 2
AGES: Final = (14, 18)


class DeskInMemory:
    """Rows of every person, brought up to date from the acts before each use."""

    def __init__(self) -> None:
        self._rows: dict[int, Row] = {}
        self._sequence = -1
        self._lock = Lock()

    def rows(self, ports: Ports, reader: Reader) -> dict[int, Row]:
        """Return the rows by person number, as of the last act."""
        with self._lock:
            if self._sequence < 0:
                self._sequence, _ = reader.changed_people(0)
                self._rows = {file.person.number: row_of(ports, file) for file in reader.each_file()}
            self._sequence, changed = reader.changed_people(self._sequence)
            for number in changed:
                file = reader.load_file(number) if number else None
                if file is not None:
                    self._rows[number] = row_of(ports, file)
            return self._rows


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


def list_legal_checks(ports: Ports, caller: Caller) -> tuple[Task, ...]:
    """List the files that wait for a legal check or whose answer runs out, the earliest due first."""
    check_may(caller, "decide_legally")
    horizon = today(ports) + SOON
    with ports.store.reading() as reader:
        rows = ports.desk.rows(ports, reader).values()
        tasks = [task for row in rows for task in row.checks if task.due <= horizon]
    return tuple(sorted(tasks, key=lambda task: (task.due, task.person)))


def list_orders_to_verify(ports: Ports, caller: Caller) -> tuple[Task, ...]:
    """List the files that hold an order nobody has verified yet, the oldest first."""
    check_may(caller, "decide_legally")
    with ports.store.reading() as reader:
        tasks = [task for row in ports.desk.rows(ports, reader).values() for task in row.orders]
    return tuple(sorted(tasks, key=lambda task: (task.due, task.person)))


def row_of(ports: Ports, file: File) -> Row:
    """Make the desk's row of a file."""
    names = " ".join(dict.fromkeys(word for name in file.person.names.every() for word in fold_words(name)))
    tasks, checks, orders = _tasks(ports, file), _checks(ports, file), _orders(ports, file)
    phone = plain_number(file.person.phone or "")
    return Row(names, tuple(tasks), tuple(checks), tuple(orders), phone)


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


def _checks(ports: Ports, file: File) -> list[Task]:
    now: datetime = ports.clock()
    check = file.legal.checks[-1] if file.legal.checks else None
    if check is None:
        return []
    answered = current(file.legal.checks, now)
    if check.status == "pending":
        return [Task("check_pending", file.person.number, local_day(ports, check.stamp.recorded_at))]
    until = (answered or check).until
    return [Task("check_renewal", file.person.number, until)] if until and check.status == "accepted" else []


def _orders(ports: Ports, file: File) -> list[Task]:
    return [
        Task("verify_order", file.person.number, local_day(ports, order.stamp.recorded_at))
        for order in file.legal.orders
        if not order.verifications
    ]


def _begins(names: str, words: tuple[str, ...]) -> bool:
    held = names.split()
    return bool(words) and all(any(one.startswith(word) for one in held) for word in words)
