"""Leaves: one way to write an event, and nothing of it to be read without its secret."""

import hashlib
import hmac
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.ledger.failures import ProofInvalid
from service.ledger.leaf import (
    canonical_event,
    draw_filler_entry,
    entry_for,
    padding_for,
    verify_entry,
)

VECTOR = json.loads((Path(__file__).parents[1] / "vectors" / "identifiers.json").read_text())["leaf"]
SECRET = bytes.fromhex(VECTOR["r_hex"])
texts = st.text(st.characters(codec="utf-8"))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
events = st.dictionaries(texts, values, max_size=5)


def test_the_leaf_vector_holds() -> None:
    event = canonical_event({"v": 1, "id": "1K7F3M9X4T8B2QDY", "e": "issue"})
    assert event == VECTOR["event"].encode()
    assert entry_for(SECRET, event) == b"\x01" + bytes.fromhex(VECTOR["hmac_sha256"])
    assert entry_for(SECRET, event)[1:] == hmac.new(SECRET, event, hashlib.sha256).digest()


def test_an_event_is_written_in_utf_8_without_spaces_its_keys_sorted_at_every_depth() -> None:
    event = canonical_event({"é": None, "b": [1, {"z": True, "a": "Zoé"}], "a": "\n"})
    assert event == '{"a":"\\n","b":[1,{"a":"Zoé","z":true}],"é":null}'.encode()


@given(events)
def test_an_event_reads_back_and_the_order_of_its_keys_changes_nothing(event: dict[str, object]) -> None:
    written = canonical_event(event)
    assert json.loads(written) == event
    assert canonical_event(dict(reversed(event.items()))) == written


def test_what_json_has_no_word_for_is_no_event() -> None:
    for value in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="JSON"):
            canonical_event({"a": value})
    with pytest.raises(TypeError):
        canonical_event({"a": b"bytes"})


@given(st.binary(min_size=32, max_size=32), st.binary(), st.binary())
def test_an_entry_is_that_of_its_event_alone(secret: bytes, event: bytes, other: bytes) -> None:
    entry = entry_for(secret, event)
    verify_entry(entry, secret, event)
    for claim in ((entry, SECRET, event), (entry, secret, other), (b"\x02" + entry[1:], secret, event)):
        if claim != (entry, secret, event):
            with pytest.raises(ProofInvalid):
                verify_entry(*claim)


def test_a_filler_looks_like_any_entry() -> None:
    filler, entry = draw_filler_entry(os.urandom), entry_for(SECRET, b"{}")
    assert len(filler) == len(entry) == 33
    assert filler[:1] == entry[:1]
    assert draw_filler_entry(os.urandom) != filler


@pytest.mark.parametrize(("size", "fillers"), [(0, 0), (1, 63), (63, 1), (64, 0), (65, 63)])
def test_a_checkpoint_is_filled_up_to_a_multiple_of_64(size: int, fillers: int) -> None:
    assert padding_for(size) == fillers
    assert padding_for(size, 1) == 0
