"""Jobs and tickets: kept with the change that asks for them, taken up once at a time, gone when done."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.registry.job_records import UNREADABLE, JobRecord
from service.registry.jobs import is_stuck
from service.registry.ticket_records import TicketRecord
from service.storage.opening import open_store
from service.storage.store import SqlStore
from service.storage.writing import SqlWriter
from tests.storage.registry import NOW
from tests.support.stores import KEK

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


def test_a_job_that_is_done_or_somebody_elses_cannot_be_put_off(store: SqlStore) -> None:
    number = job(store, 0)
    with store.writing() as writer:
        (taken,) = writer.take_jobs(NOW, SOON, 1)
        assert not writer.put_off(replace(taken, due_at=NOW), taken.tries)
        assert writer.put_off(replace(taken, tries=1, due_at=NOW), taken.tries + 1)
        (again,) = writer.take_jobs(NOW, SOON, 1)
        assert not writer.put_off(replace(taken, due_at=NOW), taken.tries + 1)
        assert again.tries == 1
        writer.end_job(number)
    with store.writing() as writer:
        assert not writer.put_off(replace(again, due_at=NOW), again.tries + 1)
        assert writer.list_jobs() == ()


def test_a_row_that_cannot_be_read_stands_aside_and_is_told(
    store: SqlStore, caplog: pytest.LogCaptureFixture
) -> None:
    broken, whole = job(store, -2), job(store, -1)
    with store.writing() as writer:
        assert isinstance(writer, SqlWriter)
        ((sealed,),) = writer.sql.rows("SELECT sealed FROM job WHERE number = ?", whole)
        writer.sql.run("UPDATE job SET sealed = ? WHERE number = ?", sealed, broken)
    with store.writing() as writer:
        assert [one.number for one in writer.take_jobs(NOW, SOON, 1)] == [whole]
        assert [(one.number, one.kind, is_stuck(one)) for one in writer.list_jobs()] == [
            (whole, "courriel", False),
            (broken, UNREADABLE, True),
        ]
    assert f"job {broken} cannot be read" in caplog.text
    with store.writing() as writer:
        writer.end_job(broken)
        assert [one.number for one in writer.list_jobs()] == [whole]


@pytest.mark.postgres
def test_a_worker_takes_the_next_job_while_another_takes_the_first(postgres_registry_url: str) -> None:
    one, other = (open_store(postgres_registry_url, KEK) for _ in range(2))
    first, second = job(one, -2), job(one, -1)
    with one.writing() as ahead:
        assert [job.number for job in ahead.take_jobs(NOW, SOON, 1)] == [first]
        with other.writing() as behind:
            assert [job.number for job in behind.take_jobs(NOW, SOON, 1)] == [second]
    one.close()
    other.close()
