"""Webhooks through the API, and what leaves when posts are cleared, published, and taken down."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from service.credentials.webhook_keys import WebhookKeys
from service.notices.guarded_calls import GuardedCaller
from service.notices.webhooks import WebhookHerald
from service.registry.jobs import Doing
from service.registry.telling import TELL
from service.registry.webhook_sending import SEND, do_send, do_tell
from service.storage.opening import open_store
from tests.api.office import Office, named, open_office
from tests.api.worlds import answer, child, withdraw
from tests.support.listener import Listener, listening
from tests.support.ports import MovableClock, make_ports
from tests.support.stores import KEK
from tests.support.work import do_due_jobs

OUT = {"url": "https://exemple.ca/a", "published_at": "2026-10-13T14:00:00-04:00"}
REMOVED = {"removed_at": "2026-10-13T14:00:00-04:00", "evidence": "Capture 12"}
DOINGS = {TELL: Doing(do_tell), SEND: Doing(do_send, long=True)}


@pytest.fixture
def listener() -> Iterator[Listener]:
    with listening() as listener:
        yield listener


@pytest.fixture
def office(sqlite_url: str, tmp_path: Path, clock: MovableClock, listener: Listener) -> Iterator[Office]:
    """An empty registry behind its API, that may call the listener."""
    store = open_store(sqlite_url, KEK, clock=clock)
    caller = GuardedCaller(frozenset({listener.origin}))
    herald = WebhookHerald(lambda: WebhookKeys(bytes(32)), clock, caller)
    with open_office(replace(make_ports(store, tmp_path, clock), herald=herald)) as office:
        yield office
    store.close()


def told(office: Office, listener: Listener) -> list[tuple[str, str]]:
    """What was told: the event, and of what."""
    do_due_jobs(office.ports, DOINGS)
    bodies = [json.loads(came.body) for came in listener.came]
    assert all(
        body.keys() == {"type", "timestamp", "data"} and body["data"].keys() == {"id"} for body in bodies
    )
    return [(body["type"], body["data"]["id"]) for body in bodies]


def test_a_post_is_told_of_from_its_clearance_to_its_removal(office: Office, listener: Listener) -> None:
    added = office.post("webhooks", "admin", {"url": f"{listener.origin}/aval"})
    assert added["public_key"].startswith("whpk_")
    number = office.consent(office.person())
    post = office.post("posts", "publisher", office.post_of(named()))["id"]
    office.post(f"posts/{post}/published", "publisher", OUT)
    withdraw(office, number)
    (takedown,) = office.call("GET", "takedowns?status=open", "publisher").json["items"]
    office.post(f"takedowns/{takedown['id']}/done", "publisher", REMOVED)
    assert told(office, listener) == [
        ("post.cleared", post),
        ("post.published", post),
        ("takedown.asked", takedown["id"]),
        ("takedown.done", takedown["id"]),
    ]
    assert "Roy" not in "".join(came.body.decode() for came in listener.came)


def test_what_is_refused_is_told_to_nobody(office: Office, listener: Listener) -> None:
    office.post("webhooks", "admin", {"url": f"{listener.origin}/aval"})
    assert office.call("POST", "posts", "publisher", office.post_of(named("Nobody Here"))).status == 409
    assert told(office, listener) == []


def test_an_address_of_ours_or_in_clear_is_refused_where_it_is_given(office: Office) -> None:
    for url, code in (
        ("https://10.0.0.8/", "NOT_PUBLIC"),
        ("http://exemple.ca/", "NOT_HTTPS"),
        ("rien", "NOT_AN_ADDRESS"),
    ):
        refused = office.call("POST", "webhooks", "admin", {"url": url})
        assert (refused.status, refused.json["errors"][0]["pointer"]) == (422, "/url")
        assert refused.json["errors"][0]["code"] == code


def test_a_webhook_is_stopped_resumed_and_told_again(office: Office, listener: Listener) -> None:
    made = office.call("POST", "webhooks", "admin", {"url": f"{listener.origin}/a"}, Idempotency_Key="1")
    again = office.call("POST", "webhooks", "admin", {"url": f"{listener.origin}/a"}, Idempotency_Key="1")
    assert made.json == again.json
    path = f"webhooks/{made.json['id']}"
    office.consent(office.person())
    office.post("posts", "publisher", office.post_of(named()))
    assert len(told(office, listener)) == 1
    assert office.post(f"{path}/stop", "admin")["stopped"] == "by_hand"
    assert office.call("POST", f"{path}/replay", "admin", {"since": OUT["published_at"]}).status == 409
    assert office.post(f"{path}/resume", "admin")["state"] == "open"
    assert office.post(f"{path}/replay", "admin", {"since": OUT["published_at"]}) == {"changes": 1}
    assert len(told(office, listener)) == 2
    assert [one["id"] for one in office.call("GET", "webhooks", "admin").json["items"]] == [made.json["id"]]
    assert office.call("GET", "webhooks/rien", "admin").status == 404


def test_a_takedown_is_told_alike_whatever_the_cause(office: Office, listener: Listener) -> None:
    office.post("webhooks", "admin", {"url": f"{listener.origin}/aval", "events": ["takedown.asked"]})
    withdrawn, dead = office.person("Ana Roy"), office.person("Éva Roy")
    hosting, noe = office.person("Lise Hôte"), child(office)
    number = office.consent(withdrawn)
    office.consent(dead)
    for one in (hosting, noe):
        answer(office, one, "accepted", "none")
    for name in ("Ana Roy", "Éva Roy"):
        office.post("posts", "publisher", office.post_of(named(name)))
    office.post("posts", "communications", office.post_of({"person_id": noe}))
    withdraw(office, number)
    office.call("PUT", f"people/{dead}/deceased", "communications", {"on": "2026-10-12"})
    placed = {"resource_clientele": "children", "kinship": False, "hosts": [noe]}
    assert len(office.call("PUT", f"people/{hosting}/placement", "legal", placed).json["takedowns"]) == 1
    assert len(told(office, listener)) == 3
    looks = {(masked(came.body), came.path, tuple(came.headers), len(came.body)) for came in listener.came}
    assert len(looks) == 1


def masked(body: bytes) -> bytes:
    return re.sub(rb'"id":"[a-z2-7]{26}"', b'"id":""', body)
