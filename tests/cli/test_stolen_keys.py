"""The procedure for stolen keys, run as docs/keys.md writes it: what was signed is refused, the rest goes on.

Seen to fail: with a key that kept its end.
"""

import json
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from service.credentials.issuer import KeyIssuer
from service.credentials.key_lists import read_signed_list
from service.credentials.log_key import is_signed
from service.ledger.note import VerifierKey
from service.registry.issuing import Issuable
from service.registry.status_records import StatusPlaceRecord
from service.vault.kek import load_kek
from tests.support.command import Said, run_here

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "service" / "web" / "static" / "js" / "token.js"
URL = "https://aval.example"
SAFE = "/media/safe/offline-root"
REFUSED = "KEY_NOT_IN_FORCE"


@dataclass(frozen=True, slots=True)
class House:
    """A registry whose root lies in a safe, and what signs there."""

    folder: Path

    def run(self, *words: str) -> Said:
        return run_here({"AVAL_DATA_DIR": str(self.folder / "data"), "AVAL_PUBLIC_URL": URL}, *words)

    @property
    def issuer(self) -> KeyIssuer:
        keys = self.folder / "data" / "keys"
        return KeyIssuer(keys, load_kek(keys / "kek"), URL, secrets.token_bytes)

    def token(self) -> str:
        now = datetime.now(UTC)
        place = StatusPlaceRecord(0, 7)
        last = date(now.year + 1, now.month, 28)
        what = Issuable("1K7F3M9X4T8B2QDY", ("photo",), ("facebook",), last, place)
        return self.issuer.sign_token(what, now.date(), now).code

    def status_list(self) -> bytes:
        return self.issuer.sign_list(0, set(), datetime.now(UTC))

    def keys(self, name: str) -> tuple[Path, dict[str, Any]]:
        path = self.folder / name
        path.write_text(self.run("keys", "list").stdout, encoding="utf-8")
        return path, json.loads(path.read_text(encoding="utf-8"))

    def verify(self, token: str, keys: Path, status: bytes) -> dict[str, Any]:
        listed = self.folder / "list.cwt"
        listed.write_bytes(status)
        said = self.run("verify", token, "--keys", str(keys), "--status", str(listed), "--json")
        found: dict[str, Any] = json.loads(said.stdout)
        return {**found, "exit": said.returncode}


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(tmp_path)
    assert made.run("init").returncode == 0
    (tmp_path / "data" / "keys" / "offline-root").rename(tmp_path / "safe")
    return made


def commands(heading: str) -> list[list[str]]:
    """The commands under a heading of the page, word by word, what they write aside."""
    page = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    block = re.search(rf"^## {heading}\n.*?```\n(.*?)```", page, re.DOTALL | re.MULTILINE)
    assert block is not None, heading
    return [line.partition(" > ")[0].split()[1:] for line in block[1].splitlines()]


def follow(house: House, heading: str, kid: str = "") -> None:
    named = {SAFE: str(house.folder / "safe"), "KID": kid}
    for words in commands(heading):
        said = house.run(*(named.get(word, word) for word in words))
        assert said.returncode == 0, (words, said.stderr)


def kid_of(listed: dict[str, Any], use: str) -> str:
    return next(str(one["kid"]) for one in listed["keys"] if one["use"] == use)


def root_signed(listed: dict[str, Any], since: int) -> int:
    return read_signed_list(json.dumps(listed), VerifierKey.decode(listed["root"]), is_signed, since)[1]


def test_what_a_stolen_key_of_tokens_signed_is_refused_and_new_codes_are_genuine(house: House) -> None:
    old_keys, before = house.keys("old.json")
    stolen, status = house.token(), house.status_list()
    assert house.verify(stolen, old_keys, status)["exit"] == 0
    follow(house, "A tokens key was stolen", kid_of(before, "tokens"))
    new_keys, after = house.keys("new.json")
    assert root_signed(after, root_signed(before, 0) + 1) == 3
    refused = house.verify(stolen, new_keys, status)
    assert (refused["authentic"], refused["detail"], refused["exit"]) == (False, REFUSED, 6)
    assert house.verify(house.token(), new_keys, status)["exit"] == 0
    assert house.verify(stolen, old_keys, status)["authentic"] is True


def test_what_a_stolen_key_of_lists_signed_tells_nothing_and_codes_stay_genuine(house: House) -> None:
    _, before = house.keys("old.json")
    token, stolen = house.token(), house.status_list()
    follow(house, "A status key was stolen", kid_of(before, "status"))
    keys, _ = house.keys("new.json")
    told = house.verify(token, keys, stolen)
    assert (told["authentic"], told["usable"], told["detail"], told["exit"]) == (
        *(True, None, "STATUS_NOT_AUTHENTIC"),
        7,
    )
    assert house.verify(token, keys, house.status_list())["usable"] is True


def test_the_log_goes_on_from_the_checkpoint_that_was_kept(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(house.folder)
    made, verified = commands("The log's key was stolen")
    (house.folder / "checkpoint").write_text(house.run(*made).stdout, encoding="utf-8")
    assert house.run(*verified).returncode == 0


def test_the_yearly_change_keeps_what_was_signed(house: House) -> None:
    token = house.token()
    follow(house, "Each year")
    keys, listed = house.keys("new.json")
    assert len(listed["keys"]) == 4
    assert house.verify(token, keys, house.status_list())["exit"] == 0


@pytest.mark.long
def test_a_browser_refuses_it_too_once_it_has_the_new_list(house: House, page: Page) -> None:
    _, before = house.keys("old.json")
    stolen = house.token()
    follow(house, "A tokens key was stolen", kid_of(before, "tokens"))
    _, after = house.keys("new.json")
    page.route(f"{URL}/**", lambda route: route.fulfill(content_type="text/html", body="<!doctype html>"))
    page.goto(f"{URL}/v")
    page.add_script_tag(path=SCRIPT)
    at = (datetime.now(UTC) + timedelta(seconds=1)).timestamp()
    judge = "async ([given, keys, at]) => (await verifyToken(given, keys, async () => null, at)).authentic"
    found = [page.evaluate(judge, [one, keys, at]) for one, keys in (
        *((stolen, before["keys"]), (stolen, after["keys"])),
        (house.token(), after["keys"]),
    )]  # fmt: skip
    assert found == [True, False, True]
