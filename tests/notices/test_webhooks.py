"""Other programs are told by Standard Webhooks: signed, thin, tried again, replayed, and given up in the end.

The signature is checked here from the specification alone. Seen to fail: with a signature over the body only,
with the id drawn anew at each try, with redirects followed, and with a 410 tried again.
"""

import json
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from service.credentials.webhook_keys import WebhookKeys
from service.notices.guarded_calls import GuardedCaller
from service.notices.webhooks import WebhookHerald
from service.registry import webhooks
from service.registry.accounts import add_user, operator
from service.registry.errors import Conflict
from service.registry.jobs import Doing, is_stuck
from service.registry.messages import COURRIEL
from service.registry.ports import Ports
from service.registry.recording import changing
from service.registry.telling import TELL, tell_programs
from service.registry.webhook_records import EVENTS
from service.registry.webhook_sending import KEPT, SEND, WAITS, do_send, do_tell
from service.registry.webhooks import Standing
from service.storage.store import SqlStore
from tests.support.listener import Came, Listener, listening
from tests.support.ports import MovableClock, make_ports
from tests.support.work import do_due_jobs

DOINGS = {TELL: Doing(do_tell), SEND: Doing(do_send, long=True)}


@dataclass(slots=True)
class Office:
    """A registry, and a program that it tells."""

    ports: Ports
    clock: MovableClock
    listener: Listener
    added: Standing

    def happens(self, event: str = "takedown.asked", first: int = 7, count: int = 1) -> None:
        with changing(self.ports, operator()) as change:
            tell_programs(change, event, first, count)

    def work(self) -> int:
        return do_due_jobs(self.ports, DOINGS)

    def now(self) -> Standing:
        return webhooks.read_webhook(self.ports, operator(), self.added.webhook.number)

    def kinds_left(self) -> list[str]:
        with self.ports.store.reading() as reader:
            return [job.kind for job in reader.list_jobs()]


@pytest.fixture
def office(store: SqlStore, tmp_path: Path) -> Iterator[Office]:
    """An empty registry with one webhook, whose program listens on this machine."""
    clock = MovableClock()
    with listening() as listener:
        keys = WebhookKeys(bytes(range(32)))
        herald = WebhookHerald(lambda: keys, clock, GuardedCaller(frozenset({listener.origin})))
        ports = replace(make_ports(store, tmp_path, clock), herald=herald)
        added = webhooks.add_webhook(ports, operator(), f"{listener.origin}/aval?from=registry")
        yield Office(ports, clock, listener, added)


def check_signature(public: str, came: Came) -> None:
    """Check one message as the specification says: `id.timestamp.body`, Ed25519, `v1a,` and base64."""
    scheme, key = public[:5], b64decode(public[5:])
    assert (scheme, len(key)) == ("whpk_", 32)
    signed = f"{came.headers['webhook-id']}.{came.headers['webhook-timestamp']}.".encode() + came.body
    version, _, signature = came.headers["webhook-signature"].partition(",")
    assert version == "v1a"
    Ed25519PublicKey.from_public_bytes(key).verify(b64decode(signature), signed)


def test_a_message_is_thin_and_signed_as_the_specification_says(office: Office) -> None:
    office.happens()
    office.work()
    (came,) = office.listener.came
    check_signature(office.added.public_key, came)
    reference = office.ports.references.seal("takedown", 7)
    assert json.loads(came.body) == {
        "type": "takedown.asked",
        "timestamp": "2026-10-13T18:05:00Z",
        "data": {"id": reference},
    }
    assert came.path == "/aval?from=registry"
    assert came.headers["content-type"] == "application/json"
    assert int(came.headers["webhook-timestamp"]) == int(office.clock().timestamp())
    assert re.fullmatch(r"msg_takedown_asked_[a-z2-7]{26}", came.headers["webhook-id"])


def test_each_webhook_has_a_key_of_its_own(office: Office) -> None:
    other = webhooks.add_webhook(office.ports, operator(), f"{office.listener.origin}/other")
    office.happens()
    office.work()
    first = next(came for came in office.listener.came if came.path.startswith("/aval"))
    with pytest.raises(InvalidSignature):
        check_signature(other.public_key, first)


@pytest.mark.long
def test_five_thousand_takedowns_are_one_job_and_come_in_order(office: Office) -> None:
    office.happens(first=1, count=450)
    assert office.kinds_left() == [TELL]
    assert office.work() == 4  # the call, then 200, 200 and 50
    told = [json.loads(came.body)["data"]["id"] for came in office.listener.came]
    assert told == [office.ports.references.seal("takedown", number) for number in range(1, 451)]


def test_what_is_not_taken_is_tried_again_under_the_same_id_with_what_follows(office: Office) -> None:
    office.listener.statuses = [200, 503, 302, 200, 200]
    office.happens(count=3)
    office.work()
    assert (office.now().waiting, office.now().answer) == (2, "503")
    office.work()
    assert len(office.listener.came) == 2  # not before its time
    office.clock.pass_by(seconds=6)
    office.work()
    assert office.now().answer == "302"  # a redirect is not followed
    office.clock.pass_by(minutes=6)
    office.work()
    ids = [came.headers["webhook-id"] for came in office.listener.came]
    assert len(ids) == 5
    assert ids[1] == ids[2] == ids[3] != ids[4]
    stamps = [int(came.headers["webhook-timestamp"]) for came in office.listener.came]
    assert stamps == sorted(stamps)
    assert stamps[1] < stamps[2] < stamps[3]
    for came in office.listener.came:
        check_signature(office.added.public_key, came)
    assert office.now().waiting == 0


def test_a_program_that_asks_for_time_is_given_it(office: Office) -> None:
    office.listener.statuses = [429]
    office.listener.headers = {"Retry-After": "3600"}
    office.happens()
    office.work()
    office.clock.pass_by(minutes=30)
    office.work()
    assert len(office.listener.came) == 1
    office.clock.pass_by(minutes=40)
    office.work()
    assert len(office.listener.came) == 2


def test_a_wait_that_cannot_be_read_is_a_failure_like_others(office: Office) -> None:
    office.listener.statuses = [503]
    office.listener.headers = {"Retry-After": "9" * 5000}
    office.happens()
    office.work()
    assert (office.now().waiting, office.now().answer) == (1, "503")


def test_410_stops_the_webhook_at_once(office: Office) -> None:
    office.listener.statuses = [410]
    office.happens(count=5)
    office.work()
    assert len(office.listener.came) == 1
    assert (office.now().webhook.state, office.now().webhook.stopped) == ("closed", "gone")
    office.happens()
    assert office.kinds_left() == [TELL]  # what it was told before; nobody listens any more


def test_a_webhook_that_fails_for_three_days_is_stopped_and_admins_are_told(office: Office) -> None:
    add_user(office.ports, operator(), "Ada", ("admin",), "ada@exemple.ca")
    office.listener.statuses = [500] * 20
    office.happens()
    began = office.clock()
    office.work()
    for wait in WAITS:
        with office.ports.store.reading() as reader:
            assert not any(is_stuck(job) for job in reader.list_jobs())
        office.clock.pass_by(seconds=wait.total_seconds() * 1.11)
        office.work()
    assert office.clock() - began > timedelta(hours=75)
    assert len(office.listener.came) == len(WAITS) + 1
    assert office.now().webhook.stopped == "failing"
    assert COURRIEL in office.kinds_left()


def test_a_webhook_is_told_only_of_what_it_asked_for(office: Office) -> None:
    webhooks.stop_webhook(office.ports, operator(), office.added.webhook.number)
    webhooks.add_webhook(office.ports, operator(), f"{office.listener.origin}/two", ("post.cleared",))
    for event in EVENTS:
        office.happens(event)
    office.work()
    assert [json.loads(came.body)["type"] for came in office.listener.came] == ["post.cleared"]


def test_what_happened_is_told_again_under_the_same_ids_for_fourteen_days(office: Office) -> None:
    office.happens(first=1)
    office.work()
    office.clock.pass_by(days=2)
    since = office.clock()
    office.happens(first=2)
    office.work()
    number = office.added.webhook.number
    assert webhooks.replay_webhook(office.ports, operator(), number, since) == 1
    assert (
        webhooks.replay_webhook(office.ports, operator(), number, datetime.min.replace(tzinfo=since.tzinfo))
        == 2
    )
    office.work()
    ids = [came.headers["webhook-id"] for came in office.listener.came]
    assert [ids.index(one) for one in ids] == [0, 1, 1, 0, 1]
    office.clock.pass_by(seconds=KEPT.total_seconds())
    office.work()
    assert office.kinds_left() == []
    assert webhooks.replay_webhook(office.ports, operator(), number, since) == 0


def test_a_stopped_webhook_is_resumed_and_is_not_told_what_waited(office: Office) -> None:
    number = office.added.webhook.number
    office.listener.statuses = [500]
    office.happens()
    office.work()
    webhooks.stop_webhook(office.ports, operator(), number)
    with pytest.raises(Conflict):
        webhooks.stop_webhook(office.ports, operator(), number)
    with pytest.raises(Conflict):
        webhooks.replay_webhook(office.ports, operator(), number, office.clock())
    office.clock.pass_by(hours=1)
    office.work()
    webhooks.resume_webhook(office.ports, operator(), number)
    office.happens(first=9)
    office.work()
    assert len(office.listener.came) == 2


def test_a_registry_that_tells_nobody_keeps_nothing(store: SqlStore, tmp_path: Path) -> None:
    ports = make_ports(store, tmp_path, MovableClock())
    with changing(ports, operator()) as change:
        tell_programs(change, "takedown.asked", 1, 5000)
    with store.reading() as reader:
        assert reader.list_jobs() == ()
