"""Sealed references: opaque, of one shape, and only those issued here."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.vault.failures import BadReference
from service.vault.references import SealedReferences

REFERENCES = SealedReferences(bytes(range(32)))
numbers, items = st.integers(0, 2**48 - 1), st.integers(0, 2**32 - 1)


def test_a_reference_is_frozen() -> None:
    assert REFERENCES.encode("p", 12) == "zhlwbiybxx6mkbqktafplpzplm"


@given(st.characters(max_codepoint=127), numbers, items)
def test_a_reference_comes_back_and_has_one_shape(kind: str, number: int, item: int) -> None:
    text = REFERENCES.encode(kind, number, item)
    assert re.fullmatch("[a-z2-7]{26}", text)
    assert text == REFERENCES.encode(kind, number, item)
    assert REFERENCES.decode(kind, text) == (number, item)


@given(numbers, items)
def test_a_reference_of_another_kind_is_refused(number: int, item: int) -> None:
    with pytest.raises(BadReference):
        REFERENCES.decode("o", REFERENCES.encode("p", number, item))


@given(st.text(max_size=40))
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(BadReference):
        REFERENCES.decode("p", text)


@given(numbers, st.integers(0, 25), st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
def test_one_mistyped_character_is_refused(number: int, at: int, other: str) -> None:
    text = REFERENCES.encode("p", number)
    mistyped = text[:at] + other + text[at + 1 :]
    if mistyped != text:
        with pytest.raises(BadReference):
            REFERENCES.decode("p", mistyped)


def test_only_one_spelling_is_taken() -> None:
    text = REFERENCES.encode("p", 12)
    spellings = [text.upper(), text + "=", f" {text}", text[:-1], text + "aaaaaaaa", text.replace("a", "A")]
    for spelling in (s for s in spellings if s != text):
        with pytest.raises(BadReference):
            REFERENCES.decode("p", spelling)


def test_another_registry_reads_nothing() -> None:
    with pytest.raises(BadReference):
        SealedReferences(bytes(32)).decode("p", REFERENCES.encode("p", 12))


@pytest.mark.parametrize(("number", "item"), [(2**48, 0), (0, 2**32), (-1, 0)])
def test_numbers_out_of_range_are_no_reference(number: int, item: int) -> None:
    with pytest.raises(OverflowError):
        REFERENCES.encode("p", number, item)
