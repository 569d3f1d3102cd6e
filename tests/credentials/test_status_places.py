"""Places of a status list: drawn at random, never given twice; decoys hide how many authorizations ended."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.credentials.refusals import StatusListFull
from service.credentials.status_places import (
    FIRST_DECOYS,
    HALF_FULL,
    STEP,
    Decoys,
    draw_place,
    first_decoys,
    turn_decoys,
)
from service.credentials.tokens import PLACES


def chance(seed: int = 0) -> Callable[[int], bytes]:
    return random.Random(seed).randbytes  # noqa: S311 - the same places at each run


def in_turn(*places: int) -> Callable[[int], bytes]:
    drawn = iter(places)
    return lambda size: next(drawn).to_bytes(size, "big")


def test_a_place_is_drawn_and_a_taken_one_is_drawn_again() -> None:
    assert draw_place({5, 6}, in_turn(5, 6, 5, 9)) == 9
    assert draw_place(set(), in_turn(PLACES + 3)) == 3


def test_places_fall_anywhere_in_the_list() -> None:
    draw, taken = chance(), set[int]()
    for _ in range(4000):
        taken.add(draw_place(taken, draw))
    assert len(taken) == 4000
    eighths = [sum(place * 8 // PLACES == part for place in taken) for part in range(8)]
    assert min(eighths) > 400
    assert max(eighths) < 600


def test_a_list_half_full_gives_no_more() -> None:
    assert draw_place(set(range(HALF_FULL - 1)), chance()) >= HALF_FULL - 1
    with pytest.raises(StatusListFull):
        draw_place(set(range(HALF_FULL)), chance())


def test_a_new_list_begins_with_decoys_nobody_can_count() -> None:
    sizes = {len(first_decoys(chance(seed)).on) for seed in range(20)}
    assert len(sizes) > 10
    assert all(FIRST_DECOYS <= size < 2 * FIRST_DECOYS for size in sizes)


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 1000))
def test_bits_turn_in_eights_whatever_ended(on: int, off: int, seed: int) -> None:
    before, given_places = first_decoys(chance(seed)), set(range(0, PLACES, 5000))
    after = turn_decoys(before, given_places, (on, off), chance(seed + 1))
    turned_on, turned_off = len(after.on - before.on) + on, len(before.on - after.on) + off
    assert turned_on % STEP == turned_off % STEP == 0
    assert min(turned_on, turned_off) >= STEP
    assert turned_on - on < 2 * STEP


@given(st.integers(0, 1000))
def test_no_decoy_is_a_tokens_place_and_none_comes_back(seed: int) -> None:
    draw = chance(seed)
    decoys, given_places = first_decoys(draw), set[int]()
    for _ in range(5):
        given_places.add(draw_place(given_places | decoys.ever, draw))
        fresh = turn_decoys(decoys, given_places, (1, 0), draw)
        assert not (fresh.on - decoys.on) & decoys.ever
        assert fresh.ever == decoys.ever | fresh.on
        decoys = fresh
    assert not given_places & decoys.ever


def test_decoys_stop_before_the_list_is_more_than_half_full() -> None:
    with pytest.raises(StatusListFull):
        turn_decoys(Decoys(frozenset(), frozenset()), set(range(HALF_FULL - 3)), (0, 0), chance())


def test_where_no_decoy_is_left_to_turn_off_none_is() -> None:
    after = turn_decoys(Decoys(frozenset({1}), frozenset({1})), set(), (8, 0), chance())
    assert after == Decoys(frozenset(), frozenset({1}))
