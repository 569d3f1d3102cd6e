"""Authorizations that end soon: each person once, 30 days before; communications a count on Mondays.

Seen to fail: with the day's note kept after the courriels, in a transaction of its own.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from service.registry import accounts, consents
from service.registry.account_records import Caller
from service.registry.consent_records import Outcomes, SignatureRecord
from service.registry.delivering import do_courriel
from service.registry.endings import WALK, do_endings
from service.registry.job_records import JobRecord
from service.registry.jobs import LEASE, Doing, Doings
from service.registry.people import NewPerson, record_death, register_person
from service.registry.people_records import Names, PersonRecord, RolePeriod
from service.registry.ports import Ports
from service.registry.withdrawing import NewWithdrawal, withdraw_consent
from service.storage.store import SqlStore
from tests.support.ports import MovableClock, make_ports
from tests.support.post_box import PostBox
from tests.support.work import do_due_jobs

SUNDAY = datetime(2026, 10, 11, 16, tzinfo=UTC)
"""At noon; the next morning is a Monday."""
MONDAY = date(2026, 10, 12)
DOINGS: Doings = {"endings": Doing(do_endings, long=True), "courriel": Doing(do_courriel)}


@dataclass(frozen=True, slots=True)
class Office:
    """A desk with a user of communications, and its outbox."""

    ports: Ports
    clock: MovableClock
    box: PostBox
    desk: Caller

    def signed(self, name: str, until: date, **more: object) -> tuple[PersonRecord, str]:
        """Register a person with a courriel of their own, and a paper in force until a day."""
        email = f"{name.lower()}@exemple.ca"
        new = NewPerson(Names(name), (RolePeriod("user"),), birth_date=date(1984, 3, 27), email=email)
        person = register_person(self.ports, self.desk, new)
        paper = consents.NewConsent(
            person.number,
            "adult",
            "fr",
            (SignatureRecord("self", name, date(2026, 10, 1), "paper"),),
            (Outcomes(("photo",), ("facebook",), ("promotion",), "yes"),),
            valid_until=until,
            **more,  # type: ignore[arg-type] # fields of a consent
        )
        number = consents.register_consent(self.ports, self.desk, paper).id
        consents.confirm_consent(self.ports, self.desk, number, verified=True)
        return person, number

    def morning(self) -> list[tuple[str, str]]:
        """Let one day pass; return who was written to, and under which subject."""
        self.clock.pass_by(days=1)
        self.box.letters.clear()
        do_due_jobs(self.ports, DOINGS)
        return sorted((one.to, one.subject) for one in self.box.letters)


@pytest.fixture
def office(sqlite_store: SqlStore, tmp_path: Path) -> Office:
    """An empty registry on a Sunday, whose daily job waits."""
    clock, box = MovableClock(SUNDAY), PostBox()
    ports = replace(make_ports(sqlite_store, tmp_path, clock), messenger=box)
    user = accounts.add_user(ports, accounts.operator(), "Ana", ("communications",), email="ana@exemple.ca")
    WALK.ensure(ports)
    return Office(ports, clock, box, Caller(user.number, "Ana", "communications", "page"))


def test_each_person_is_told_once_thirty_days_before(office: Office) -> None:
    office.signed("Rose", MONDAY + timedelta(days=30))
    office.signed("Lise", MONDAY + timedelta(days=31))
    subject = "Une de vos autorisations se termine bientôt"
    desk = ("ana@exemple.ca", "Autorisations qui finissent bientôt")
    assert office.morning() == [desk, ("rose@exemple.ca", subject)]
    assert office.morning() == [("lise@exemple.ca", subject)]
    assert office.morning() == []


def test_no_courriel_names_anyone(office: Office) -> None:
    office.signed("Rose", MONDAY + timedelta(days=30))
    office.morning()
    said = " ".join(" ".join((one.subject, *one.paragraphs, one.path)) for one in office.box.letters)
    assert "Rose" not in said
    assert "30 prochains jours\N{NO-BREAK SPACE}: 1." in said


def test_who_withdrew_or_died_gets_no_word(office: Office) -> None:
    _, taken_back = office.signed("Rose", MONDAY + timedelta(days=30))
    dead, _ = office.signed("Lise", MONDAY + timedelta(days=30))
    withdraw_consent(
        office.ports, office.desk, taken_back, NewWithdrawal(date(2026, 10, 11), "person", "phone")
    )
    record_death(office.ports, office.desk, dead.number, date(2026, 10, 10))
    do_due_jobs(office.ports, DOINGS)
    assert office.morning() == []


def test_a_morning_that_was_missed_is_made_up_for(office: Office) -> None:
    office.morning()
    office.signed("Rose", MONDAY + timedelta(days=32))
    office.clock.pass_by(days=3)
    assert [to for to, _ in office.morning()] == ["rose@exemple.ca"]


def test_a_morning_cut_short_is_not_done_twice(office: Office) -> None:
    office.signed("Rose", MONDAY + timedelta(days=30))
    office.clock.pass_by(days=1)

    def cut_short(ports: Ports, job: JobRecord) -> JobRecord:
        do_endings(ports, job)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        do_due_jobs(office.ports, {"endings": Doing(cut_short)})
    office.clock.now += LEASE
    do_due_jobs(office.ports, DOINGS)
    office.clock.now += LEASE
    do_due_jobs(office.ports, DOINGS)
    assert [one.to for one in office.box.letters].count("rose@exemple.ca") == 1


def test_it_comes_again_each_morning_at_seven_and_stands_once_however_often_we_start(office: Office) -> None:
    for _ in range(3):
        WALK.ensure(office.ports)
    with office.ports.store.reading() as reader:
        (job,) = reader.list_jobs()
    assert (job.number, job.due_at) == (WALK.number, datetime(2026, 10, 12, 11, tzinfo=UTC))
    office.morning()
    with office.ports.store.reading() as reader:
        (job,) = reader.list_jobs()
    assert (job.due_at, job.details["done"]) == (datetime(2026, 10, 13, 11, tzinfo=UTC), "2026-10-12")
