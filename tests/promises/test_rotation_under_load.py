"""`aval keys rotate` while several workers answer: no request fails, all that is given verifies."""

import json
import time
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from service.credentials.key_lists import read_signed_list
from service.credentials.key_ring import KeyRing
from service.credentials.log_key import is_signed
from service.credentials.receipt_checks import verify_receipt
from service.credentials.verify import verify_token
from service.ledger.note import VerifierKey
from tests.api.office import QUESTION, signed
from tests.promises.lines import PATIENCE
from tests.promises.running import Running, running
from tests.support.days import today

pytestmark = pytest.mark.long

ASKING = 4
PAUSE = 0.05
ROTATIONS = ((), ("--algorithm", "es256"), ("--use", "tokens"))


@dataclass(slots=True)
class Asker:
    """Asks for a token, its status list, the keys and a receipt, over and over, and verifies all of it."""

    server: Running
    token: str
    number: str
    root: VerifierKey
    over: Event
    given: list[str] = field(default_factory=list)
    fallen: list[str] = field(default_factory=list)
    since: int = 0

    def run(self) -> None:
        while not self.over.is_set():
            try:
                self.ask()
                self.over.wait(PAUSE)  # the commands need a processor too
            except (OSError, AssertionError, KeyError, ValueError) as error:
                self.fallen.append(f"{type(error).__name__} {error}")

    def ask(self) -> None:
        issued = self.get(f"/api/v1/consents/{self.number}/token")["address"]
        question = {**QUESTION, "on": tomorrow(), "who": {"consent_id": self.number}}
        check = call(self.server, self.token, "/api/v1/checks", question)["id"]
        receipt = self.get(f"/api/v1/checks/{check}/receipt")["receipt"]
        status = fetch(self.server, "/status/0")
        ring = self.keys()
        now = datetime.now(UTC) + timedelta(seconds=1)
        found = verify_token(issued, ring, status, now)
        assert found, found.detail
        shown = verify_receipt(receipt, ring, now)
        assert shown, shown.detail
        assert fetch(self.server, "/log/checkpoint")
        self.given.append(issued)

    def keys(self) -> KeyRing:
        """Read the list served now: signed by the root, and never one older than what was seen."""
        ring, self.since = read_signed_list(
            fetch(self.server, "/.well-known/aval/keys.json"), self.root, is_signed, self.since
        )
        return ring

    def get(self, path: str) -> Any:  # noqa: ANN401 - JSON
        return json.loads(fetch(self.server, path, self.token))


def fetch(server: Running, path: str, token: str = "", body: object = None) -> bytes:
    """Send one request that must succeed, and return what came."""
    content = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(server.url + path, content)  # noqa: S310 - our own http address
    request.add_header("Authorization", f"Bearer {token}")
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - our own http address
        came: bytes = answer.read()
    return came


def call(server: Running, token: str, path: str, body: object) -> Any:  # noqa: ANN401 - JSON
    return json.loads(fetch(server, path, token, body))


def tomorrow() -> str:
    return (today() + timedelta(days=1)).isoformat()


def registered(server: Running) -> list[str]:
    """Register people who signed; return the numbers of what they signed, none of which has a token yet."""
    token = server.token("communications")
    numbers = []
    for at in range(ASKING // 2):
        person = {"names": {"display": f"Camille Roy {at}"}, "birth_date": "1984-03-27", "roles": ["user"]}
        made = call(server, token, "/api/v1/people", person)["id"]
        numbers.append(str(call(server, token, "/api/v1/consents", signed(made))["id"]))
        call(server, token, f"/api/v1/consents/{numbers[-1]}/confirmation", {})
    return numbers


def aval(server: Running, *arguments: str) -> str:
    done = server.aval(*arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def rotated_under_load(server: Running) -> None:
    numbers = registered(server)
    keys = json.loads(aval(server, "keys", "list"))
    over, token, root = Event(), server.token("publisher"), VerifierKey.decode(keys["root"])
    askers = [Asker(server, token, numbers[at % len(numbers)], root, over) for at in range(ASKING)]
    threads = [Thread(target=one.run) for one in askers]
    for each in threads:
        each.start()
    for options in ROTATIONS:
        aval(server, "keys", "rotate", *options)
        time.sleep(0.5)
    aval(server, "status", "publish")
    over.set()
    for each in threads:
        each.join()
    assert [one.fallen for one in askers] == [[]] * ASKING
    assert min(len(one.given) for one in askers) > len(ROTATIONS)
    ring, now, status = askers[0].keys(), datetime.now(UTC), fetch(server, "/status/0")
    assert len(ring.keys) == 2 + 5
    assert all(verify_token(token, ring, status, now) for one in askers for token in one.given)


def test_keys_rotate_under_load_without_a_failed_request(tmp_path: Path) -> None:
    with running(tmp_path / "data", workers=3) as server:
        rotated_under_load(server)


def test_so_do_they_on_postgresql(postgres_url: str, tmp_path: Path) -> None:
    with running(tmp_path / "data", workers=3, settings={"AVAL_DATABASE_URL": postgres_url}) as server:
        rotated_under_load(server)
