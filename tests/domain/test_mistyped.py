"""Slips of typing: every error of one or two characters in an ID is refused, two million of them drawn."""

import itertools
from collections.abc import Iterator

import numpy as np
import pytest

from service.domain.identifiers import ALPHABET, LENGTH, BadIdentifier, from_body, parse
from tests.domain.test_identifiers import SAMPLE

EDITS = 2_000_000
FEW = 20_000
A_BATCH = 20_000
IDS = 500
"""Drawn anew for each batch."""
TYPED = "".join(chr(each) for each in range(0x21, 0x7F) if chr(each) != "-") + "éÀœß§µ£·"
READ_AS = {"I": "1", "L": "1", "O": "0"}
LETTERS = np.frombuffer(ALPHABET.encode(), np.uint8)


def refused(written: str) -> bool:
    try:
        parse(written)
    except BadIdentifier:
        return True
    return False


def drawn_ids(draw: np.random.Generator) -> np.ndarray:
    """IDs as places in the alphabet, one a row."""
    bodies = draw.integers(0, 32, (IDS, LENGTH - 3))
    texts = [from_body("".join(ALPHABET[each] for each in body)).text for body in bodies]
    return np.array([[ALPHABET.index(each) for each in text] for text in texts])


def edited(draw: np.random.Generator) -> np.ndarray:
    """Rows with one character changed, two changed, or two swapped that differ."""
    rows, every = drawn_ids(draw)[draw.integers(0, IDS, A_BATCH)], np.arange(A_BATCH)
    kind = draw.choice(3, A_BATCH, p=[0.2, 0.6, 0.2])
    one = draw.integers(0, LENGTH, A_BATCH)
    other = (one + draw.integers(1, LENGTH, A_BATCH)) % LENGTH
    first, second = rows[every, one].copy(), rows[every, other].copy()
    swaps = (kind == 2) & (first != second)
    changed = (first + draw.integers(1, 32, A_BATCH)) % 32
    also = np.where(kind == 0, second, (second + draw.integers(1, 32, A_BATCH)) % 32)
    rows[every, one] = np.where(swaps, second, changed)
    rows[every, other] = np.where(swaps, first, also)
    return rows


def edits(batches: int) -> Iterator[str]:
    draw = np.random.default_rng(65)
    for number in range(batches):
        whole = LETTERS[edited(draw)].tobytes().decode()
        whole = whole.lower() if number % 2 else whole
        for start in range(0, len(whole), LENGTH):
            yield whole[start : start + LENGTH]


def check(count: int) -> None:
    assert count % A_BATCH == 0
    taken = [text for text in edits(count // A_BATCH) if not refused(text)]
    assert taken == []


def test_edits_drawn_of_many_ids_are_all_refused() -> None:
    check(FEW)


@pytest.mark.long
def test_two_million_edits_are_all_refused() -> None:
    check(EDITS)


def test_every_other_character_in_every_place_is_refused_or_read_the_same() -> None:
    for place, other in itertools.product(range(16), TYPED):
        text = SAMPLE[:place] + other + SAMPLE[place + 1 :]
        same = READ_AS.get(other.upper(), other.upper()) == SAMPLE[place]
        assert refused(text) is not same, text


def test_every_two_neighbours_swapped_doubled_or_left_out_are_refused() -> None:
    for one in range(15):
        swapped = SAMPLE[:one] + SAMPLE[one + 1] + SAMPLE[one] + SAMPLE[one + 2 :]
        assert SAMPLE[one] == SAMPLE[one + 1] or refused(swapped)
        assert refused(SAMPLE[: one + 1] + SAMPLE[one:])
        assert refused(SAMPLE[:one] + SAMPLE[one + 1 :])


def test_one_or_two_characters_too_many_or_too_few_are_refused() -> None:
    for one, other in itertools.combinations(range(LENGTH), 2):
        assert refused(SAMPLE[:one] + SAMPLE[one + 1 : other] + SAMPLE[other + 1 :])
        assert refused(SAMPLE[:one] + "7" + SAMPLE[one:other] + "K" + SAMPLE[other:])
