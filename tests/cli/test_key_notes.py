"""`aval doctor` on keys: where the root lies, what ends, what was never ended, which list is late.

Seen to fail: with a key called old before what it signed had run out.
"""

import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.cli.key_notes import note_keys, note_lists
from service.credentials.issuing_keys import create_issuing_keys, root_file, rotate_issuing_keys
from service.credentials.key_ring import STATUS, TOKENS
from service.credentials.signing import ED25519
from service.registry.accounts import CLOCKWORK
from service.registry.recording import changing
from service.registry.status_places import place_for
from service.settings import Settings, load_settings
from service.storage.store import SqlStore
from service.vault.kek import Kek
from tests.support.ports import MovableClock, make_ports
from tests.support.stores import made_folder, sqlite_store, sqlite_url

__all__ = ["made_folder", "sqlite_store", "sqlite_url"]

KEK = Kek(bytes(range(32)))
AT = datetime(2026, 10, 13, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "keys").mkdir()
    create_issuing_keys(tmp_path / "keys", KEK, secrets.token_bytes, "https://aval.example", AT)
    return load_settings({"AVAL_DATA_DIR": str(tmp_path)})


def rotate(settings: Settings, use: str, days: int) -> None:
    folder = settings.kek_file.parent
    drawn = ((use, ED25519), AT + timedelta(days=days))
    rotate_issuing_keys(folder, KEK, secrets.token_bytes, root_file(folder), drawn)


def noted(settings: Settings, days: int) -> list[str]:
    return note_keys(settings, AT + timedelta(days=days))


def test_the_root_s_key_belongs_in_a_safe_unless_all_is_fictional(settings: Settings) -> None:
    (line,) = noted(settings, 0)
    assert line.startswith("note   the offline root")
    demonstration = settings.data_dir / "demonstration"
    demonstration.touch()
    assert noted(settings, 0) == []
    demonstration.unlink()
    root_file(settings.kek_file.parent).rename(settings.data_dir / "safe")
    assert noted(settings, 0) == []


@pytest.mark.parametrize(
    ("days", "words"), [(364, ""), (365, "a year old"), (729, "a year old"), (730, "no key for status")]
)
def test_a_key_is_named_before_it_ends_and_when_none_is_left(
    settings: Settings, days: int, words: str
) -> None:
    told = [line for line in noted(settings, days) if "status" in line]
    assert [words in line for line in told] == ([True] if words else [])
    assert all(line.startswith("WRONG") == (days >= 730) for line in told)


def test_an_old_key_is_named_once_all_that_it_signed_has_run_out(settings: Settings) -> None:
    rotate(settings, STATUS, 10)
    rotate(settings, TOKENS, 10)
    olds = {days: [line for line in noted(settings, days) if "keys end" in line] for days in (12, 14, 300)}
    assert (len(olds[12]), len(olds[14]), len(olds[300])) == (0, 1, 1)
    assert "for status" in olds[14][0]


@pytest.mark.parametrize(("hours", "word"), [(1, ""), (3, "note"), (49, "WRONG")])
def test_a_list_that_is_not_published_is_named(
    sqlite_store: SqlStore, tmp_path: Path, hours: int, word: str
) -> None:
    clock = MovableClock()
    ports = make_ports(sqlite_store, tmp_path, clock)
    assert note_lists(ports, clock()) == []
    with changing(ports, CLOCKWORK) as change:
        place_for(change, "1K7F3M9X4T8B2QDY")
    told = note_lists(ports, clock() + timedelta(hours=hours))
    assert [line.split()[0] for line in told] == ([word] if word else [])
