"""Pinned keys: read from the published list, and never two of one number."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from service.credentials.key_ring import STATUS, TOKENS, key_ring, read_key_list, write_key
from service.credentials.refusals import KeysMalformed, KeyUnknown
from tests.credentials.corpus import KEYS, RING
from tests.credentials.minting import ED, ES

FIRST, SECOND = (next(key for key in KEYS if key["kid"] == kid) for kid in (ED, ES))


def listed(*keys: object) -> str:
    return json.dumps({"keys": keys, "signed": "a note"})


def test_the_keys_read_are_written_the_same() -> None:
    assert [write_key(key) for key in RING.keys.values()] == KEYS


def test_a_day_alone_is_the_whole_day() -> None:
    ring = read_key_list(listed(FIRST | {"not_before": "2026-11-22", "not_after": "2026-11-23"}))
    key = ring.find(bytes.fromhex(ED), TOKENS)
    assert key.is_in_force(datetime(2026, 11, 22, tzinfo=UTC))
    assert key.is_in_force(datetime(2026, 11, 23, 23, 59, 59, tzinfo=UTC))
    assert not key.is_in_force(datetime(2026, 11, 24, tzinfo=UTC))
    assert not key.is_in_force(datetime(2026, 11, 21, 23, 59, 59, tzinfo=UTC))


def test_a_key_serves_its_own_use_and_one_without_a_use_serves_both() -> None:
    with pytest.raises(KeyUnknown):
        RING.find(bytes.fromhex(ED), STATUS)
    with pytest.raises(KeyUnknown):
        RING.find(bytes(4), TOKENS)
    ring = read_key_list(listed({name: value for name, value in FIRST.items() if name != "use"}))
    assert ring.find(bytes.fromhex(ED), STATUS) == ring.find(bytes.fromhex(ED), TOKENS)


def test_keys_of_other_uses_are_passed_over() -> None:
    assert read_key_list(listed(FIRST, {"use": "log", "vkey": "…"})).keys.keys() == {bytes.fromhex(ED)}


def test_two_keys_of_one_number_are_refused() -> None:
    with pytest.raises(KeysMalformed):
        read_key_list(listed(FIRST, SECOND | {"kid": ED}))
    with pytest.raises(KeysMalformed):
        key_ring(*[RING.keys[bytes.fromhex(ED)]] * 2)


@pytest.mark.parametrize(
    "changed",
    [
        {"kid": "8254c3"},
        {"kid": "not hex!"},
        {"kid": 7},
        {"alg": -8},
        {"alg": -9},
        {"alg": "Ed25519"},
        {"x": FIRST["x"][:-1]},
        {"x": FIRST["x"] + "AA"},
        {"x": "*" * 43},
        {"y": SECOND["y"]},
        {"not_before": "2026-11-22T15:00:00"},
        {"not_before": "yesterday"},
        {"not_after": None},
        {"not_after": "9999-12-31"},
    ],
)
def test_a_key_that_is_none_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(KeysMalformed):
        read_key_list(listed(FIRST | changed))


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"keys": 1}', '{"keys": [1]}', '{"keys": [{}]}', "[" * 100_000]
)
def test_a_text_that_is_no_list_of_keys_is_refused(text: str) -> None:
    with pytest.raises(KeysMalformed):
        read_key_list(text)


def test_a_point_off_the_curve_is_no_key() -> None:
    with pytest.raises(KeysMalformed):
        read_key_list(listed(SECOND | {"y": SECOND["x"]}))
