"""`aval keys`: what others need is listed, new keys are drawn by the root alone, a leaked one ends."""

import json
from pathlib import Path
from typing import Any

import pytest

from service import wiring
from service.credentials.key_lists import read_signed_list
from service.credentials.log_key import is_signed
from service.ledger.note import VerifierKey
from service.registry.accounts import CLOCKWORK
from service.registry.recording import changing
from service.registry.status_places import place_for
from service.settings import load_settings
from tests.support.command import Said, run_here


def aval(data: Path, *arguments: str) -> Said:
    return run_here({"AVAL_DATA_DIR": str(data)}, *arguments)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    assert aval(tmp_path / "data", "init").returncode == 0
    return tmp_path / "data"


def listed(data: Path) -> dict[str, Any]:
    keys: dict[str, Any] = json.loads(aval(data, "keys", "list").stdout)
    return keys


def test_the_list_is_signed_by_the_root_and_says_which_key_is_for_what(data: Path) -> None:
    keys = listed(data)
    ring, sequence = read_signed_list(json.dumps(keys), VerifierKey.decode(keys["root"]), is_signed)
    assert sequence == 1
    assert {key.use for key in ring.keys.values()} == {"tokens", "status"}


def test_keys_are_drawn_while_the_root_is_there_and_no_longer_once_it_is_in_its_safe(data: Path) -> None:
    said = aval(data, "keys", "rotate", "--use", "tokens", "--algorithm", "es256")
    assert (said.returncode, listed(data)["sequence"]) == (0, 2)
    (data / "keys" / "offline-root").rename(data.parent / "safe")
    refused = aval(data, "keys", "rotate")
    assert refused.returncode == 1
    assert "--root" in refused.stderr
    assert aval(data, "keys", "rotate", "--root", str(data.parent / "safe")).returncode == 0
    assert len(listed(data)["keys"]) == 5


def test_a_leaked_key_ends_and_a_number_of_no_key_is_said_so(data: Path) -> None:
    kid = listed(data)["keys"][0]["kid"]
    assert aval(data, "keys", "end", kid).returncode == 0
    assert listed(data)["keys"][0]["not_after"] < listed(data)["keys"][1]["not_after"]
    assert "kid" in aval(data, "keys", "end", "nothing").stderr


def test_a_registry_from_before_tokens_and_webhooks_gets_their_keys_at_start(data: Path) -> None:
    added = [data / "keys" / name for name in ("issuing.json", "webhooks.key")]
    for key in added:
        key.unlink()
    assert aval(data, "init").returncode == 0
    assert [key.exists() for key in added] == [True, True]


def test_keys_that_signed_something_are_away_and_no_others_are_drawn(data: Path) -> None:
    settings = load_settings({"AVAL_DATA_DIR": str(data)})
    store = wiring.open_registry(settings)
    with changing(wiring.wire(settings, store), CLOCKWORK) as change:
        place_for(change, "1K7F3M9X4T8B2QDY")
    store.close()
    (data / "keys" / "issuing.json").unlink()
    assert aval(data, "init").returncode == 0
    assert not (data / "keys" / "issuing.json").exists()
