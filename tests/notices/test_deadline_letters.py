"""A word to legal 90, 30 and 7 days before something ends: once a day at most, and it tells nothing.

Seen to fail: with one courriel for each deadline, and with the day's note left out of the job.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from service.registry import accounts, endings
from service.registry.account_records import Caller
from service.registry.court_orders import NewOrder, enter_order, verify_order
from service.registry.deadline_letters import WALK, do_deadline_letters
from service.registry.delivering import do_courriel
from service.registry.job_records import JobRecord
from service.registry.jobs import LEASE, Doing, Doings
from service.registry.people import NewPerson, register_person
from service.registry.people_records import Names, RolePeriod
from service.registry.ports import Ports
from service.storage.store import SqlStore
from tests.support.ports import MovableClock, make_ports
from tests.support.post_box import PostBox
from tests.support.work import do_due_jobs

NOON = datetime(2026, 10, 12, 16, tzinfo=UTC)
TOMORROW = date(2026, 10, 13)
DOINGS: Doings = {"deadlines": Doing(do_deadline_letters, long=True), "courriel": Doing(do_courriel)}


@dataclass(frozen=True, slots=True)
class Office:
    """Two users of legal, one of communications, and an outbox."""

    ports: Ports
    clock: MovableClock
    box: PostBox
    legal: Caller
    second: Caller

    def order_until(self, last: date) -> None:
        """Enter and verify an order that ends on a day."""
        person = register_person(
            self.ports, self.legal, NewPerson(Names("Noé Roy"), (RolePeriod("user"),), date(2016, 5, 5))
        )
        new = NewOrder(
            "CQ_youth",
            "110-41-900123-259",
            date(2026, 10, 1),
            (person.number,),
            ("photo",),
            ("facebook",),
            ("promotion",),
            valid_to=last,
        )
        key = enter_order(self.ports, self.legal, new)
        verify_order(self.ports, self.second, key, "verified")

    def morning(self, days: int = 1) -> list[str]:
        """Let days pass; return who was written to."""
        self.clock.pass_by(days=days)
        self.box.letters.clear()
        do_due_jobs(self.ports, DOINGS)
        return sorted(one.to for one in self.box.letters)


@pytest.fixture
def office(sqlite_store: SqlStore, tmp_path: Path) -> Office:
    """A registry whose daily job waits for the next morning."""
    clock, box = MovableClock(NOON), PostBox()
    ports = replace(make_ports(sqlite_store, tmp_path, clock), messenger=box)
    operator = accounts.operator()
    users = [
        accounts.add_user(ports, operator, name, roles, email=email)
        for name, roles, email in (
            ("Ana", ("legal",), "ana@exemple.ca"),
            ("Luc", ("legal",), None),
            ("Eve", ("communications",), "eve@exemple.ca"),
            ("Zoé", ("legal", "communications"), "zoe@exemple.ca"),
        )
    ]
    WALK.ensure(ports)
    legal, second = (Caller(user.number, user.name, "legal", "page") for user in users[:2])
    return Office(ports, clock, box, legal, second)


@pytest.mark.parametrize("before", [90, 30, 7])
def test_legal_is_told_once_so_many_days_before(office: Office, before: int) -> None:
    office.order_until(TOMORROW + timedelta(days=before))
    assert office.morning() == ["ana@exemple.ca", "zoe@exemple.ca"]
    assert office.morning() == []


@pytest.mark.parametrize("before", [91, 89, 31, 8, 6, 0])
def test_no_other_day_is_told(office: Office, before: int) -> None:
    office.order_until(TOMORROW + timedelta(days=before))
    assert office.morning() == []


def test_however_much_is_due_there_is_one_letter_and_it_tells_nothing(office: Office) -> None:
    for _ in range(3):
        office.order_until(TOMORROW + timedelta(days=30))
    assert office.morning() == ["ana@exemple.ca", "zoe@exemple.ca"]
    letter = office.box.letters[0]
    assert (letter.subject, letter.paragraphs) == (
        "Une échéance approche",
        ("Une échéance approche. Ouvrez Aval.",),
    )
    assert letter.path == "/echeances"


def test_a_morning_that_was_missed_is_made_up_for(office: Office) -> None:
    office.morning()
    office.order_until(TOMORROW + timedelta(days=32))
    assert office.morning(days=4) == ["ana@exemple.ca", "zoe@exemple.ca"]


def test_a_morning_cut_short_is_not_done_twice(office: Office) -> None:
    office.order_until(TOMORROW + timedelta(days=30))
    office.clock.pass_by(days=1)

    def cut_short(ports: Ports, job: JobRecord) -> JobRecord:
        do_deadline_letters(ports, job)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        do_due_jobs(office.ports, {"deadlines": Doing(cut_short)})
    for _ in range(2):
        office.clock.now += LEASE
        do_due_jobs(office.ports, DOINGS)
    assert [one.to for one in office.box.letters].count("ana@exemple.ca") == 1


def test_the_daily_walks_stand_side_by_side_once_each(office: Office) -> None:
    for _ in range(2):
        WALK.ensure(office.ports)
        endings.WALK.ensure(office.ports)
    with office.ports.store.reading() as reader:
        assert sorted(job.number for job in reader.list_jobs()) == [WALK.number, 0]
