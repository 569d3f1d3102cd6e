"""The scope of a token: never a cell that was not granted, never a smaller product than there is."""

from itertools import chain, combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.credentials.scope import Scope, decode_bits, encode_bits, largest_product
from service.domain.vocabulary import CHANNELS, MEDIA

CELLS = st.sets(st.tuples(st.sampled_from(MEDIA), st.sampled_from(CHANNELS[:5])))


def some_of(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    return list(chain.from_iterable(combinations(words, size) for size in range(1, len(words) + 1)))


EVERY_PRODUCT = [(media, channels) for media in some_of(MEDIA) for channels in some_of(CHANNELS[:5])]


@given(CELLS)
def test_no_product_of_granted_cells_is_larger(granted: set[tuple[str, str]]) -> None:
    sizes = [len(m) * len(c) for m, c in EVERY_PRODUCT if set(product(m, c)) <= granted]
    found = largest_product(granted)
    if found is None:
        assert not sizes
        return
    assert set(product(found.media, found.channels)) <= granted
    assert len(found.media) * len(found.channels) == max(sizes)


@given(st.sets(st.tuples(st.sampled_from(MEDIA), st.sampled_from(CHANNELS))), st.randoms())
def test_the_order_of_what_is_granted_does_not_count(granted: set[tuple[str, str]], chance: object) -> None:
    shuffled = sorted(granted)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis gives a random.Random
    assert largest_product(shuffled) == largest_product(granted)


@pytest.mark.parametrize(
    ("granted", "scope"),
    [
        ([], None),
        ([("photo", "print")], Scope(("photo",), ("print",))),
        (
            [("photo", "x"), ("photo", "print"), ("video", "x")],
            Scope(("photo", "video"), ("x",)),
        ),
        (
            [("video", "x"), ("video", "print"), ("photo", "tiktok"), ("photo", "youtube")],
            Scope(("photo",), ("youtube", "tiktok")),
        ),
        ([*product(MEDIA, CHANNELS)], Scope(MEDIA, CHANNELS)),
        ([("sculpture", "print"), ("photo", "billboard"), ("photo", "x")], Scope(("photo",), ("x",))),
    ],
)
def test_of_two_as_large_the_one_with_more_media_then_the_first(
    granted: list[tuple[str, str]], scope: Scope | None
) -> None:
    assert largest_product(granted) == scope


def test_each_word_has_the_bit_of_its_place_in_the_rules() -> None:
    assert [encode_bits([each], MEDIA) for each in MEDIA] == [1, 2, 4, 8, 16]
    assert encode_bits(["facebook", "facebook_personal", "linkedin"], CHANNELS) == 11
    assert encode_bits(["internal_training"], CHANNELS) == 1 << 13


@given(st.integers(0, (1 << 14) - 1))
def test_bits_are_words_and_words_are_bits(bits: int) -> None:
    assert encode_bits(decode_bits(bits, CHANNELS), CHANNELS) == bits


def test_a_word_out_of_the_list_has_no_bit() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        encode_bits(["sculpture"], MEDIA)
