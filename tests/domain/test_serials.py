"""Serials of forms: every slip is noticed, and nothing else passes for one."""

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain import identifiers, serials
from service.domain.identifiers import BadIdentifier

chances = st.integers(0).map(lambda seed: Random(seed).randbytes)  # noqa: S311 - serials of tests
drawn = chances.map(serials.draw)


@given(drawn)
def test_a_serial_is_read_as_it_is_printed(serial: str) -> None:
    assert len(serial) == serials.LENGTH
    assert serials.parse(serials.printed(serial).lower()) == serial


@given(drawn, st.integers(0, 14), st.sampled_from(identifiers.ALPHABET))
def test_a_wrong_character_is_noticed(serial: str, place: int, other: str) -> None:
    if serial[place] == other:
        return
    with pytest.raises(BadIdentifier):
        serials.parse(serial[:place] + other + serial[place + 1 :])


@given(chances)
def test_neither_a_consent_id_nor_a_piece_of_one_is_a_serial(chance: Callable[[int], bytes]) -> None:
    consent = identifiers.draw(chance, lambda _: False).text
    for piece in (consent, consent[1:], consent[:-1]):
        with pytest.raises(BadIdentifier):
            serials.parse(piece)


@pytest.mark.parametrize("text", ["", "ABCDE-FGHJK", "UUUUU-UUUUU-UUUUU"])
def test_what_is_no_serial_is_refused(text: str) -> None:
    with pytest.raises(BadIdentifier):
        serials.parse(text)


def test_a_broken_source_of_chance_ends() -> None:
    number = 0
    for each in "DEAD0DEAD0DEA":
        number = number << 5 | identifiers.ALPHABET.index(each)
    with pytest.raises(identifiers.NoIdentifierLeft):
        serials.draw((number << 7).to_bytes)
