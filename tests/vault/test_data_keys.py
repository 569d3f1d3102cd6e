"""Data keys: wrapped per RFC 3394, held for a while, forgotten on demand."""

import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.vault.data_keys import KeyCache, rewrap, unwrap, wrap
from service.vault.failures import KeyUnwrapFailed
from service.vault.kek import Kek

KEK, OTHER = Kek(bytes(range(32))), Kek(bytes(range(1, 33)))


def test_wrapping_is_that_of_rfc_3394() -> None:
    key = bytes.fromhex("00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f")
    wrapped = wrap(
        Kek(bytes.fromhex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")), key
    )
    assert wrapped.hex() == "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21"


@given(st.binary(min_size=32, max_size=32), st.integers(0, 319))
def test_a_wrapped_key_comes_back_and_one_changed_bit_refuses_it(key: bytes, bit: int) -> None:
    wrapped = bytearray(wrap(KEK, key))
    assert unwrap(KEK, bytes(wrapped)) == key
    wrapped[bit // 8] ^= 1 << bit % 8
    with pytest.raises(KeyUnwrapFailed):
        unwrap(KEK, bytes(wrapped))


@pytest.mark.parametrize("wrapped", [b"", bytes(8), bytes(41), wrap(OTHER, bytes(32))])
def test_what_was_not_wrapped_by_this_key_is_refused(wrapped: bytes) -> None:
    with pytest.raises(KeyUnwrapFailed):
        unwrap(KEK, wrapped)


def test_rewrapping_changes_the_wrap_and_keeps_the_key() -> None:
    assert unwrap(OTHER, rewrap(KEK, OTHER, wrap(KEK, b"k" * 32))) == b"k" * 32


def test_the_cache_gives_back_what_it_holds_and_nothing_else() -> None:
    cache = KeyCache(4)
    cache.put(1, b"one")
    assert (cache.get(1), cache.get(2)) == (b"one", None)


def test_a_key_in_use_outlives_idle_ones() -> None:
    cache = KeyCache(10)
    for number in range(100):
        cache.put(number, bytes([number]))
        assert cache.get(0) == b"\0"
    assert cache.get(50) is None


def test_a_forgotten_key_is_gone_from_both_generations() -> None:
    cache = KeyCache(2)
    cache.put(1, b"one")
    cache.put(2, b"two")
    for number in (1, 2, 3):
        cache.forget(number)
        assert cache.get(number) is None
    assert len(cache) == 0


@given(st.integers(0, 12), st.lists(st.tuples(st.sampled_from(["put", "get", "forget"]), st.integers(0, 30))))
def test_the_cache_stays_within_its_bound_and_never_gives_a_wrong_key(
    entries: int, steps: list[tuple[str, int]]
) -> None:
    cache, known = KeyCache(entries), dict[int, bytes]()
    for step, number in steps:
        if step == "put":
            cache.put(number, bytes([number]))
            known[number] = bytes([number])
        elif step == "forget":
            cache.forget(number)
            known.pop(number, None)
        else:
            assert cache.get(number) in (None, known.get(number))
        assert len(cache) <= max(2, entries)


def test_an_entry_takes_at_most_200_bytes() -> None:
    cache = KeyCache(20_000)
    for number in range(10**6, 10**6 + 20_000):
        cache.put(number, os.urandom(32))
    tables = sys.getsizeof(cache._recent) + sys.getsizeof(cache._older)  # noqa: SLF001 - its memory is the test
    assert tables / len(cache) + sys.getsizeof(b"k" * 32) + sys.getsizeof(10**6) <= 200
