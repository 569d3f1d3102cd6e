"""Sealed values: opened by their key alone, in their place alone, whole or not at all."""

import itertools
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.vault.failures import SealBroken, TooLarge
from service.vault.sealing import OVERHEAD, Place, Sealer

KEY = bytes(range(32))
SEALER = Sealer(KEY)
PLACE = Place("person", 12, "record", 3)
places = st.builds(Place, st.text(), st.integers(0, 2**48), st.text(), st.integers(0, 2**31))


@given(st.binary(max_size=500), places)
def test_what_was_sealed_opens_in_its_place(plaintext: bytes, place: Place) -> None:
    sealed = SEALER.seal(plaintext, place, os.urandom)
    assert SEALER.open(sealed, place) == plaintext
    assert len(sealed) == len(plaintext) + OVERHEAD


def test_the_sealed_bytes_are_frozen() -> None:
    sealed = SEALER.seal(b"Zoe", PLACE, bytes).hex()
    sized = SEALER.seal(b"Zoe", PLACE, bytes, size=16).hex()
    assert sealed == "01" + "00" * 12 + "54d3d0dfb75c7856da3d482b651e1b6284a8ca"
    assert sized == "02" + "00" * 12 + "0ebcb5ddef43e6bd08a8a935182c9199dee8531308ffc3636895390c96e67e9a"


@given(st.binary(max_size=60))
def test_sized_values_all_look_alike(plaintext: bytes) -> None:
    sealed = SEALER.seal(plaintext, PLACE, os.urandom, size=64)
    assert len(sealed) == 64 + OVERHEAD
    assert SEALER.open(sealed, PLACE) == plaintext


@pytest.mark.parametrize(("length", "size"), [(61, 64), (1, 4), (0, 3), (0, 0), (1, 0)])
def test_a_value_that_does_not_fit_is_refused(length: int, size: int) -> None:
    with pytest.raises(TooLarge):
        SEALER.seal(bytes(length), PLACE, os.urandom, size=size)


@given(st.integers(0, (16 + OVERHEAD) * 8 - 1), st.sampled_from([None, 16]))
def test_one_changed_bit_breaks_the_seal(bit: int, size: int | None) -> None:
    sealed = bytearray(SEALER.seal(b"twelve bytes"[:12] if size else b"s" * 16, PLACE, os.urandom, size=size))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SealBroken):
        SEALER.open(bytes(sealed), PLACE)


@pytest.mark.parametrize("kept", [0, 1, 12, 13, 28, OVERHEAD, 30])
def test_a_cut_value_breaks_the_seal(kept: int) -> None:
    with pytest.raises(SealBroken):
        SEALER.open(SEALER.seal(b"value", PLACE, os.urandom)[:kept], PLACE)


@pytest.mark.parametrize(
    "elsewhere",
    [
        PLACE._replace(table="consent"),
        PLACE._replace(row=13),
        PLACE._replace(column="legal"),
        PLACE._replace(version=4),
    ],
)
def test_a_value_moved_elsewhere_breaks_the_seal(elsewhere: Place) -> None:
    with pytest.raises(SealBroken):
        SEALER.open(SEALER.seal(b"value", PLACE, os.urandom), elsewhere)


def test_another_key_opens_nothing() -> None:
    with pytest.raises(SealBroken):
        Sealer(bytes(32)).open(SEALER.seal(b"value", PLACE, os.urandom), PLACE)


@given(places, places)
def test_no_two_places_read_alike(one: Place, other: Place) -> None:
    assert (one == other) == (one.encode() == other.encode())


def test_names_that_hold_the_separator_do_not_confuse_places() -> None:
    parts = ["", "a", "|", "|1", "1|", "a|1|b", "1:a"]
    all_places = [Place(t, row, c, 1) for t, c in itertools.product(parts, parts) for row in (1, 11)]
    assert len({place.encode() for place in all_places}) == len(all_places)
