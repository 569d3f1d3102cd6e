"""When the registry cannot answer, the answer is never a yes (P4), and says nothing of why."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from service.registry.errors import Unavailable
from service.registry.storing import Store
from tests.api.office import Office, named, open_office
from tests.support.ports import MovableClock

PATHS = [
    ("POST", "checks", "publisher"),
    ("POST", "posts/check", "publisher"),
    ("GET", "people?q=a", "communications"),
    ("GET", "takedowns", "publisher"),
    ("GET", "access-log", "auditor"),
]


class Failing:
    """A store of which some ways fail, each with an error of its own."""

    def __init__(self, store: Store, ways: set[str], error: Exception) -> None:
        self._store = store
        self._ways = ways
        self._error = error

    def __getattr__(self, name: str) -> object:
        if name in self._ways:
            return self._fail
        return getattr(self._store, name)

    def _fail(self, *_: object) -> None:
        raise self._error


@contextmanager
def failing(office: Office, ways: set[str], error: Exception) -> Iterator[Office]:
    """The same registry, with tokens made before its store fails."""
    for role in ("publisher", "communications", "auditor"):
        office.token(role)
    store = Failing(office.ports.store, ways, error)
    with open_office(replace(office.ports, store=store)) as broken:  # type: ignore[arg-type] # all of Store
        broken.tokens = office.tokens
        yield broken


def test_no_look_up_without_its_record(office: Office, clock: MovableClock) -> None:
    office.consent(office.person())
    question = {"who": named(), "medium": "photo", "channel": "facebook", "purpose": "information"}
    error = Unavailable("ACCESS_RECORD_UNAVAILABLE")
    with failing(office, {"record_access"}, error) as broken:
        on = clock().date().isoformat()
        checked = broken.call("POST", "checks", "publisher", question | {"on": on})
        searched = broken.call("GET", "people?q=camille", "communications")
        posted = broken.call("POST", "posts", "publisher", office.post_of(named()))
    for reply in (checked, searched, posted):
        assert (reply.status, reply.json["code"]) == (503, "ACCESS_RECORD_UNAVAILABLE")
    assert office.call("GET", "posts", "publisher").json["items"] == []
    assert office.ask(named())["answer"] == "yes"


@pytest.mark.parametrize(("method", "path", "role"), PATHS)
def test_a_store_that_cannot_be_read_is_503(office: Office, method: str, path: str, role: str) -> None:
    with failing(office, {"reading"}, Unavailable("STORAGE_UNAVAILABLE")) as broken:
        reply = broken.call(method, path, role)
    assert (reply.status, reply.json["code"]) == (503, "STORAGE_UNAVAILABLE")
    assert reply.headers["retry-after"] == "5"


@pytest.mark.parametrize(("method", "path", "role"), PATHS)
def test_what_nobody_expected_is_a_constant_500(office: Office, method: str, path: str, role: str) -> None:
    with failing(office, {"reading"}, RuntimeError("Camille Roy")) as broken:
        reply = broken.call(method, path, role)
    assert (reply.status, reply.json["code"], reply.json["errors"]) == (500, "INTERNAL", [])
    assert b"Camille" not in reply.content


def test_a_registry_that_cannot_be_read_is_not_ready(office: Office) -> None:
    with failing(office, {"reading"}, Unavailable("STORAGE_UNAVAILABLE")) as broken:
        assert broken.call("GET", "/readyz").status == 503
        assert broken.call("GET", "/v/1K7F-3M9X-4T8B-2QDY").status == 503
        assert broken.call("GET", "/healthz").status == 200
