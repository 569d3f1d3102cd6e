"""What signs for other programs: drawn once, wrapped, one key for each webhook."""

import secrets
from pathlib import Path

import pytest

from service.credentials.webhook_keys import (
    WebhookKeyMissing,
    WebhookKeys,
    create_webhook_keys,
    load_webhook_keys,
)
from service.registry.accounts import operator
from service.registry.heralds import WebhookKeyUnavailable
from service.registry.webhooks import add_webhook
from service.settings import load_settings
from service.vault.failures import VaultFailure
from service.vault.kek import Kek
from service.wiring import init, open_registry, wire


def test_the_secret_is_drawn_once_and_kept_wrapped(tmp_path: Path) -> None:
    path, kek = tmp_path / "webhooks.key", Kek(secrets.token_bytes(32))
    create_webhook_keys(path, kek, secrets.token_bytes)
    first = load_webhook_keys(path, kek)
    create_webhook_keys(path, kek, secrets.token_bytes)
    assert load_webhook_keys(path, kek) == first
    assert first.secret not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert "secret" not in repr(first)
    with pytest.raises(VaultFailure):
        load_webhook_keys(path, Kek(secrets.token_bytes(32)))
    with pytest.raises(WebhookKeyMissing):
        load_webhook_keys(tmp_path / "none", kek)


def test_each_webhook_has_its_own_key_and_always_the_same() -> None:
    keys = WebhookKeys(bytes(range(32)))
    assert len({keys.public(number) for number in range(50)}) == 50
    assert keys.public(7) == WebhookKeys(bytes(range(32))).public(7)
    assert keys.public(7) != WebhookKeys(bytes(32)).public(7)


def test_a_new_registry_has_its_key_and_one_that_lost_it_gets_no_other(tmp_path: Path) -> None:
    settings = load_settings({"AVAL_DATA_DIR": str(tmp_path)})
    init(settings)
    path = tmp_path / "keys" / "webhooks.key"
    store = open_registry(settings)
    try:
        ports = wire(settings, store)
        assert ports.herald.public_key(1).startswith("whpk_")
        add_webhook(ports, operator(), "https://exemple.org/crochet")
        path.unlink()
        init(settings)
        assert not path.exists()
        with pytest.raises(WebhookKeyUnavailable):
            wire(settings, store).herald.public_key(1)
    finally:
        store.close()
