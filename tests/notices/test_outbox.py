"""What a change leaves to be sent: never sent when it is undone, sent once when it is kept, never lost.

Seen to fail: with jobs ended before they are done (a server that is down loses the courriel), with jobs kept
in a transaction of their own (what is undone is sent), and with no lease (two workers send the same).
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from service.notices.post import Post
from service.notices.smtp import read_smtp_address
from service.registry.accounts import operator
from service.registry.delivering import do_courriel, do_text
from service.registry.errors import Invalid
from service.registry.job_records import JobRecord
from service.registry.jobs import DELAYS, LEASE, Doing, do_job, is_stuck, take_job
from service.registry.messages import send_courriel, send_text
from service.registry.ports import Ports
from service.registry.recording import changing
from service.storage.opening import open_store
from service.storage.store import SqlStore
from service.storage.workers import Workers
from tests.support.ports import MovableClock, make_ports
from tests.support.post_box import PostBox
from tests.support.smtp_sink import Sink, free_port, smtp_sink, words_of
from tests.support.stores import KEK
from tests.support.work import do_due_jobs

ROOT = Path(__file__).resolve().parents[2]
DOINGS = {"courriel": Doing(do_courriel), "text": Doing(do_text)}


@dataclass(slots=True)
class Office:
    """A registry with its outbox."""

    ports: Ports
    clock: MovableClock

    def ask(self, *codes: str) -> None:
        """Keep one change that leaves a courriel for each code."""
        with changing(self.ports, operator()) as change:
            for code in codes:
                send_courriel(change, "zoe@exemple.ca", "fr", "code", code=code)

    def waiting(self) -> tuple[JobRecord, ...]:
        with self.ports.store.reading() as reader:
            return reader.list_jobs()

    def at(self, port: int) -> Ports:
        """The same registry, with an SMTP server at a port."""
        address = read_smtp_address(f"smtp://127.0.0.1:{port}")
        return replace(self.ports, messenger=Post("https://aval.test", {}, self.clock, address))


def ask_and_break_off(office: Office) -> None:
    with changing(office.ports, operator()) as change:
        send_courriel(change, "zoe@exemple.ca", "fr", "code", code="123456")
        raise ZeroDivisionError


@pytest.fixture
def office(store: SqlStore, tmp_path: Path) -> Office:
    """An empty registry."""
    clock = MovableClock()
    return Office(make_ports(store, tmp_path, clock), clock)


@pytest.fixture
def sink() -> Iterator[Sink]:
    """An SMTP server."""
    with smtp_sink() as listening:
        yield listening


def test_what_is_undone_is_never_sent(office: Office, sink: Sink) -> None:
    with pytest.raises(ZeroDivisionError):
        ask_and_break_off(office)
    assert do_due_jobs(office.at(sink.port), DOINGS) == 0
    assert sink.came == []


def test_what_is_kept_is_sent_once(office: Office, sink: Sink) -> None:
    office.ask("111111", "222222")
    assert do_due_jobs(office.at(sink.port), DOINGS) == 2
    assert do_due_jobs(office.at(sink.port), DOINGS) == 0
    assert ["111111" in words_of(one) for one in sink.came] == [True, False]
    assert len({one["Message-ID"] for one in sink.came}) == 2
    assert office.waiting() == ()


@pytest.mark.long
def test_several_workers_send_each_message_once(office: Office, registry_url: str, sink: Sink) -> None:
    office.ask(*(f"{n:06}" for n in range(30)))

    def work(_: int) -> int:
        store = open_store(registry_url, KEK)
        try:
            return do_due_jobs(replace(office.at(sink.port), store=store), DOINGS)
        finally:
            store.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(work, range(3)))
    do_due_jobs(office.at(sink.port), DOINGS)
    assert set(Counter(one["Message-ID"] for one in sink.came).values()) == {1}
    assert len(sink.came) == 30


@pytest.mark.long
def test_a_server_killed_after_sending_sends_again_under_the_same_id(
    office: Office, registry_url: str, sink: Sink
) -> None:
    office.ask("123456")
    killed = subprocess.run(
        [sys.executable, "-m", "tests.notices.killed", registry_url, sink.url, office.clock.now.isoformat()],
        check=False,
        cwd=ROOT,
    )
    assert killed.returncode == -9
    assert len(sink.came) == 1
    assert do_due_jobs(office.at(sink.port), DOINGS) == 0
    office.clock.now += LEASE
    assert do_due_jobs(office.at(sink.port), DOINGS) == 1
    office.clock.now += LEASE
    assert do_due_jobs(office.at(sink.port), DOINGS) == 0
    first, second = sink.came
    assert first["Message-ID"] == second["Message-ID"]
    assert office.waiting() == ()


def test_while_the_smtp_server_is_down_a_courriel_waits_longer_each_time_and_is_then_sent(
    office: Office,
) -> None:
    office.ask("123456")
    port = free_port()
    for delay in DELAYS:
        assert do_due_jobs(office.at(port), DOINGS) == 1
        (job,) = office.waiting()
        assert job.due_at - office.clock.now == delay
        office.clock.now += delay - timedelta(seconds=1)
        assert do_due_jobs(office.at(port), DOINGS) == 0
        office.clock.now += timedelta(seconds=1)
    assert [is_stuck(one) for one in office.waiting()] == [True]
    with smtp_sink(port) as sink:
        assert do_due_jobs(office.at(port), DOINGS) == 1
        assert [words_of(one).splitlines()[0] for one in sink.came] == ["Votre code est 123456."]
    assert office.waiting() == ()


def test_without_a_server_courriels_are_kept_and_leave_once_there_is_one(office: Office, sink: Sink) -> None:
    office.ask("123456")
    nothing = replace(office.ports, messenger=Post("https://aval.test", {}, office.clock))
    for _ in range(20):
        do_due_jobs(nothing, DOINGS)
        office.clock.pass_by(minutes=5)
    (job,) = office.waiting()
    assert not is_stuck(job)
    do_due_jobs(office.at(sink.port), DOINGS)
    assert len(sink.came) == 1


def test_what_is_of_no_use_any_more_is_not_sent(office: Office, sink: Sink) -> None:
    until = (office.clock.now + timedelta(minutes=10)).isoformat()
    with changing(office.ports, operator()) as change:
        send_courriel(change, "zoe@exemple.ca", "fr", "code", code="123456", until=until)
    office.clock.pass_by(minutes=10)
    assert do_due_jobs(office.at(sink.port), DOINGS) == 1
    assert (sink.came, office.waiting()) == ([], ())


@pytest.mark.parametrize(
    "hostile",
    [
        "zoe@exemple.ca\r\nBcc: all@exemple.ca",
        "zoe@exemple.ca, all@exemple.ca",
        "<zoe@exemple.ca>",
        "zoe@exemple.ca\x00",
        "-oX@/etc",
        "zoe",
        f"{'z' * 250}@exemple.ca",
    ],
)
def test_an_address_that_is_more_than_one_is_refused_before_anything_is_kept(
    office: Office, hostile: str
) -> None:
    with pytest.raises(Invalid), changing(office.ports, operator()) as change:
        send_courriel(change, hostile, "fr", "code", code="1")
    assert office.waiting() == ()


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("418 555-0123", "+14185550123"),
        ("(418) 555-0123", "+14185550123"),
        ("+33 6 12 34 56 78", "+33612345678"),
    ],
)
def test_a_text_goes_to_the_number_as_gateways_read_it(office: Office, typed: str, number: str) -> None:
    with changing(office.ports, operator()) as change:
        send_text(change, typed, "en", "code", code="123456")
    box = PostBox()
    do_due_jobs(replace(office.ports, messenger=box), DOINGS)
    ((to, text),) = box.texts
    assert (to, "123456" in text) == (number, True)


@pytest.mark.parametrize("typed", ["poste 4471", "", "911", "418-555-0123;1", "4" * 40])
def test_what_is_no_number_gets_no_text(office: Office, typed: str) -> None:
    with pytest.raises(Invalid), changing(office.ports, operator()) as change:
        send_text(change, typed, "fr", "code", code="1")


def test_a_long_job_does_not_stand_in_the_way_of_others(office: Office) -> None:
    done: list[str] = []
    doings = {
        "scan": Doing(lambda _, job: done.append(job.kind), long=True),
        "courriel": Doing(lambda _, job: done.append(job.kind)),
    }
    with changing(office.ports, operator()) as change:
        change.later("scan", None, office.clock.now)
        change.later("courriel", None, office.clock.now)
    job = take_job(office.ports, doings, long_too=False)
    assert job is not None
    assert job.kind == "courriel"
    do_job(office.ports, doings, job)
    office.clock.pass_by(minutes=1)
    do_due_jobs(office.ports, doings)
    assert done == ["courriel", "scan"]


def test_a_kind_nobody_knows_here_waits_for_a_program_that_does(office: Office) -> None:
    with changing(office.ports, operator()) as change:
        change.later("webhook", None, office.clock.now)
    do_due_jobs(office.ports, DOINGS)
    assert [job.kind for job in office.waiting()] == ["webhook"]


def test_while_serving_a_message_leaves_within_seconds_of_its_change(office: Office, sink: Sink) -> None:
    store = office.ports.store
    assert isinstance(store, SqlStore)
    stopped: list[Exception] = []
    workers = Workers(office.at(sink.port), DOINGS, store.work, stopped.append)
    workers.begin()
    try:
        Event().wait(0.3)
        office.ask("123456")
        sink.wait_for(1)
    finally:
        workers.end()
    assert (office.waiting(), stopped) == ((), [])
