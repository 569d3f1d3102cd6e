"""A request that comes again is done once: the same id, answered from how things are now."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from threading import Barrier

import pytest

from service.registry.errors import Unavailable
from service.registry.storing import Store, Writer
from tests.api.office import Body, Office, Reply, named, open_office, signed
from tests.api.worlds import child, enter, order_body
from tests.support.ports import MovableClock

ANA = {"names": {"display": "Ana Roy"}, "birth_date": "1990-01-01", "roles": ["staff"]}
GONE = {"received_on": "2026-10-13", "by": "person", "how": "phone"}
CHECKED = {"outcome": "accepted", "protection": "none", "asked_on": "2026-10-01", "answered_by": "R"}


@pytest.fixture
def office(anywhere: Office) -> Office:
    return anywhere


def acts(office: Office) -> int:
    """How many changes the registry has kept."""
    with office.ports.store.reading() as reader:
        return len(reader.sql.rows("SELECT sequence FROM act"))  # type: ignore[attr-defined] # an SqlReader


def twice(office: Office, path: str, role: str, body: Body | None = None) -> tuple[Reply, Reply, int]:
    """Send one request twice under one key; return both answers and the changes the second made."""
    first = office.call("POST", path, role, body, Idempotency_Key="k")
    before = acts(office)
    again = office.call("POST", path, role, body, Idempotency_Key="k")
    return first, again, acts(office) - before


Request = tuple[str, str, Body | None]


def register(_: Office) -> Request:
    return "people", "communications", ANA


def relate(office: Office) -> Request:
    body = {"kind": "sibling", "to": office.person("Luc Roy")}
    return f"people/{office.person()}/relations", "communications", body


def signal(office: Office) -> Request:
    return f"people/{office.person()}/protection-signals", "communications", {"note": "Voir."}


def sign(office: Office) -> Request:
    return "consents", "communications", signed(office.person())


def confirm(office: Office) -> Request:
    number = office.consent(office.person(), confirmed=False)
    return f"consents/{number}/confirmation", "communications", None


def withdraw(office: Office) -> Request:
    number = office.consent(office.person())
    office.post("posts", "publisher", office.post_of(named()))
    return f"consents/{number}/withdrawal", "communications", GONE


def check(office: Office) -> Request:
    return f"people/{child(office)}/legal-check", "legal", CHECKED


def batch(office: Office) -> Request:
    return "legal-checks/batch", "legal", {"checks": [{**CHECKED, "person_id": child(office)}]}


def order(office: Office) -> Request:
    return "court-orders", "legal", order_body(child(office))


def verify(office: Office) -> Request:
    made = enter(office, child(office))
    return f"court-orders/{made}/verification", "legal two", {"outcome": "verified"}


def stay(office: Office) -> Request:
    return f"court-orders/{enter(office, child(office))}/stay", "legal", {"stayed": True}


def review(office: Office) -> Request:
    office.consent(office.person(roles=["former_staff"]))
    waiting = office.call("GET", "reviews", "legal").json["items"][0]["id"]
    body = {"outcome": "accepted", "from": "2026-10-13", "until": "2026-12-31"}
    return f"reviews/{waiting}/decision", "legal", body


def clear(office: Office) -> Request:
    office.consent(office.person())
    return "posts", "publisher", office.post_of(named())


def publish(office: Office) -> Request:
    path, role, body = clear(office)
    post = office.post(path, role, body)["id"]
    out = {"url": "https://exemple.ca/a", "published_at": "2026-10-13T14:00:00-04:00"}
    return f"posts/{post}/published", "publisher", out


def remove(office: Office) -> Request:
    path, role, body = withdraw(office)
    (takedown,) = office.post(path, role, body)["takedowns"]
    return f"takedowns/{takedown}/done", "publisher", {"removed_at": "2026-10-13T14:00:00-04:00"}


def request(_: Office) -> Request:
    return "requests", "publisher", {"person_name": "Luc Savard", "note": "Portes ouvertes."}


def close(office: Office) -> Request:
    made = office.post("requests", "publisher", {"person_name": "Luc Savard"})["id"]
    return f"requests/{made}/done", "communications", None


MOVES = [
    register, relate, signal, sign, confirm, withdraw, check, batch, order, verify, stay, review,
    clear, publish, remove, request, close,
]  # fmt: skip


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.__name__)
def test_the_same_request_again_changes_nothing_and_is_answered_alike(
    office: Office, move: Callable[[Office], Request]
) -> None:
    first, again, changes = twice(office, *move(office))
    assert first.status in {200, 201, 202}
    assert (again.status, again.content, changes) == (first.status, first.content, 0)


def test_another_body_under_the_same_key_is_refused(office: Office) -> None:
    office.post("people", "communications", ANA, Idempotency_Key="k")
    reply = office.call("POST", "people", "communications", ANA | {"language": "en"}, Idempotency_Key="k")
    assert (reply.status, reply.json["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")


def test_spaces_and_order_make_no_other_body(office: Office) -> None:
    first = office.post("people", "communications", ANA, Idempotency_Key="k")
    turned = dict(reversed(ANA.items()))
    assert office.post("people", "communications", turned, Idempotency_Key="k") == first


def test_a_key_is_of_one_caller_and_one_address(office: Office) -> None:
    ids = [
        office.post("people", role, ANA, Idempotency_Key="k")["id"]
        for role in ("communications", "legal", "communications two")
    ]
    assert len(set(ids)) == 3
    numbers = [office.consent(one) for one in ids[:2]]
    for number in numbers:
        done = office.post(f"consents/{number}/withdrawal", "communications", GONE, Idempotency_Key="k")
        assert done["status"] == "withdrawn"


def test_the_answer_tells_how_things_are_now(office: Office) -> None:
    person = office.person()
    first = office.post("consents", "communications", signed(person), Idempotency_Key="k")
    office.post(f"consents/{first['id']}/confirmation", "communications")
    again = office.post("consents", "communications", signed(person), Idempotency_Key="k")
    assert (first["status"], again["status"]) == ("signed", "confirmed")


def test_a_day_later_the_key_is_new(office: Office, clock: MovableClock) -> None:
    first = office.post("people", "communications", ANA, Idempotency_Key="k")
    clock.pass_by(hours=23)
    assert office.post("people", "communications", ANA, Idempotency_Key="k")["id"] == first["id"]
    clock.pass_by(hours=2)
    assert office.post("people", "communications", ANA, Idempotency_Key="k")["id"] != first["id"]


def test_what_was_refused_is_not_kept(office: Office) -> None:
    post = office.post_of(named())
    refused = office.call("POST", "posts", "publisher", post, Idempotency_Key="k")
    assert refused.status == 409
    office.consent(office.person())
    assert office.call("POST", "posts", "publisher", post, Idempotency_Key="k").status == 201


def test_without_a_key_each_request_is_its_own(office: Office) -> None:
    ids = {office.post("people", "communications", ANA)["id"] for _ in range(2)}
    assert len(ids) == 2


def test_questions_take_no_notice_of_a_key(office: Office) -> None:
    number = office.consent(office.person())
    body = {"who": named(), "medium": "photo", "channel": "facebook", "purpose": "information"}
    question = body | {"on": "2026-10-13"}
    assert office.post("checks", "publisher", question, Idempotency_Key="k")["answer"] == "yes"
    office.post(f"consents/{number}/withdrawal", "communications", GONE)
    assert office.post("checks", "publisher", question, Idempotency_Key="k")["answer"] == "no"


@pytest.mark.parametrize("key", ["", " ", "k" * 256])
def test_a_key_that_is_none_is_refused(refusing: Office, key: str) -> None:
    reply = refusing.call("POST", "people", "communications", ANA, Idempotency_Key=key)
    assert (reply.status, reply.json["errors"][0]["pointer"]) == (422, "/Idempotency-Key")


class StopsBeforeKeeping:
    """A store that stops between a change and what is kept of its answer, as a crash there would."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    @contextmanager
    def writing(self) -> Iterator[object]:
        with self._store.writing() as writer:
            yield _Stopping(writer)


class _Stopping:
    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def __getattr__(self, name: str) -> object:
        return getattr(self._writer, name)

    def keep(self, *_: object) -> None:
        raise Unavailable("STORAGE_FULL")


def test_a_crash_between_change_and_answer_leaves_neither(office: Office) -> None:
    office.token("communications")
    before = acts(office)
    stopping = replace(office.ports, store=StopsBeforeKeeping(office.ports.store))  # type: ignore[arg-type] # all of Store
    with open_office(stopping) as stopped:
        stopped.tokens = office.tokens
        assert stopped.call("POST", "people", "communications", ANA, Idempotency_Key="k").status == 503
    assert acts(office) == before
    first = office.post("people", "communications", ANA, Idempotency_Key="k")
    assert office.post("people", "communications", ANA, Idempotency_Key="k") == first


def test_two_at_once_under_one_key_are_done_once(office: Office) -> None:
    office.token("communications")
    gate = Barrier(2)

    def register(_: int) -> Reply:
        gate.wait()
        return office.call("POST", "people", "communications", ANA, Idempotency_Key="k")

    with ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(register, range(2)))
    done = [reply for reply in replies if reply.status == 201]
    assert {reply.status for reply in replies} <= {201, 503}
    assert len({reply.json["id"] for reply in done}) == 1
    again = office.post("people", "communications", ANA, Idempotency_Key="k")
    assert again["id"] == done[0].json["id"]
    assert len(office.call("GET", "people?q=ana", "communications").json["items"]) == 1
