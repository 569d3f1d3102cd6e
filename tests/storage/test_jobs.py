"""Jobs and tickets: kept with the change that asks for them, taken up once at a time, gone when done."""

from datetime import timedelta

import pytest

from service.registry.job_records import JobRecord
from service.registry.ticket_records import TicketRecord
from service.storage.store import SqlStore
from tests.storage.registry import NOW

SOON = NOW + timedelta(minutes=5)
DIGEST = bytes(range(32))


def job(store: SqlStore, minutes: int) -> int:
    with store.writing() as writer:
        number = writer.next_number("job")
        writer.put_job(JobRecord(number, "courriel", NOW + timedelta(minutes=minutes), 7, {"to": "a"}))
    return number


def break_off(store: SqlStore) -> None:
    with store.writing() as writer:
        writer.put_job(JobRecord(writer.next_number("job"), "courriel", NOW))
        raise RuntimeError


def test_jobs_are_taken_when_due_the_oldest_first_and_once(store: SqlStore) -> None:
    later, first, second = job(store, 9), job(store, -2), job(store, -1)
    with store.writing() as writer:
        assert [one.number for one in writer.take_jobs(NOW, SOON, 10)] == [first, second]
        assert writer.take_jobs(NOW, SOON, 10) == ()
    with store.writing() as writer:
        writer.end_job(first)
        (again,) = writer.take_jobs(SOON, SOON, 1)
    assert (again.number, again.tries, again.details) == (second, 1, {"to": "a"})
    assert later not in {first, second}


def test_a_job_is_lost_with_the_change_that_asked_for_it(store: SqlStore) -> None:
    with pytest.raises(RuntimeError):
        break_off(store)
    with store.writing() as writer:
        assert writer.take_jobs(NOW, SOON, 10) == ()


def test_a_ticket_opens_what_it_says_until_it_is_used_or_runs_out(store: SqlStore) -> None:
    ticket = TicketRecord(DIGEST, "code", NOW + timedelta(minutes=5), 7, {"for": "corner"})
    gone = TicketRecord(DIGEST[::-1], "code", NOW - timedelta(minutes=1))
    with store.writing() as writer:
        writer.put_ticket(gone, NOW)
        writer.put_ticket(ticket, NOW)
    with store.reading() as reader:
        assert reader.load_ticket(DIGEST) == ticket
    with store.writing() as writer:
        writer.put_ticket(ticket, NOW)
        assert writer.load_ticket(gone.digest) is None
        writer.end_ticket(DIGEST)
        assert writer.load_ticket(DIGEST) is None
