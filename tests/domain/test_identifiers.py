"""Consent IDs: frozen form, every slip of one or two characters noticed, none corrected."""

import itertools
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.identifiers import (
    ALPHABET,
    BadCharacter,
    BadCheck,
    BadIdentifier,
    BadLength,
    ConsentId,
    NoIdentifierLeft,
    draw,
    from_body,
    from_bytes,
    parse,
)
from service.domain.unfit_words import reads_badly

PRINTED: dict[str, str] = json.loads(
    (Path(__file__).parents[1] / "vectors" / "identifiers.json").read_text()
)["consent_id"]["body_to_printed"]
SAMPLE = "1K7F3M9X4T8B2QDY"
bodies = st.text(ALPHABET, min_size=13, max_size=13)


def free(_: str) -> bool:
    return False


@pytest.mark.parametrize(("body", "printed"), PRINTED.items())
def test_the_vectors_hold(body: str, printed: str) -> None:
    assert from_body(body[1:]).printed == printed
    assert parse(printed) == ConsentId(printed.replace("-", ""))


def test_ten_bytes_are_five_bits_a_character() -> None:
    assert ConsentId(SAMPLE).to_bytes().hex() == "0ccef1d13d2690b15dbe"


@given(bodies)
def test_an_id_comes_back_from_paper_and_from_bytes(body: str) -> None:
    drawn = from_body(body)
    assert parse(drawn.printed) == from_bytes(drawn.to_bytes()) == drawn
    assert len(drawn.text) == 16


@pytest.mark.parametrize(
    "written",
    [
        "1K7F-3M9X-4T8B-2QDY",
        "1k7f3m9x4t8b2qdy",
        " 1K7F 3M9X 4T8B 2QDY\n",
        "IK7F-3M9X-4T8B-2QDY",
        "lk7f-3m9x-4t8b-2qdy",
        "iK7F3M9X4T8B2QDY",
        "LK7F\u20103M9X\u20114T8B\u20132QDY",
        "1K7F\u00a03M9X\u200b4T8B\u22122QDY",
        "1-K-7-F-3-M-9-X-4-T-8-B-2-Q-D-Y",
    ],
)
def test_case_hyphens_spaces_and_look_alikes_do_not_matter(written: str) -> None:
    assert parse(written).text == SAMPLE


def test_the_letter_o_is_read_as_zero() -> None:
    assert parse("1OOO-oooo-0000-00C7").printed == "1000-0000-0000-00C7"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "ID_LENGTH"),
        ("1K7F-3M9X-4T8B-2QD", "ID_LENGTH"),
        ("1K7F-3M9X-4T8B-2QDYY", "ID_LENGTH"),
        ("1K7F-3M9X-4T8B-2QDU", "ID_CHARACTER"),
        ("1K7F-3M9X-4T8B-2QDu", "ID_CHARACTER"),
        ("1K7F-3M9X-4T8B-2QDÉ", "ID_CHARACTER"),
        ("1K7F-3M9X-4T8B-2QD\N{LATIN SMALL LETTER DOTLESS I}", "ID_CHARACTER"),
        ("\N{ARABIC-INDIC DIGIT ONE}K7F-3M9X-4T8B-2QDY", "ID_CHARACTER"),
        ("1K7F/3M9X/4T8B/2", "ID_CHARACTER"),
        ("1K7F-3M9X-4T8B-2QDZ", "ID_CHECK"),
        ("1234567890123456", "ID_CHECK"),
    ],
)
def test_anything_else_is_refused_with_its_code(written: str, code: str) -> None:
    with pytest.raises(BadIdentifier) as refused:
        parse(written)
    assert refused.value.code == str(refused.value) == code


def test_a_version_nobody_knows_is_refused() -> None:
    second = next(
        text
        for ends in itertools.product(ALPHABET, repeat=2)
        if not isinstance(refusal(text := "2000000000000" + "0" + "".join(ends)), BadCheck)
    )
    assert isinstance(refusal(second), BadCharacter)


def refusal(text: str) -> BadIdentifier | None:
    try:
        parse(text)
    except BadIdentifier as error:
        return error
    return None


def test_every_error_of_one_or_two_characters_is_noticed() -> None:
    for one, other in itertools.combinations(range(16), 2):
        for first, second in itertools.product(ALPHABET, repeat=2):
            changed = [*SAMPLE]
            changed[one], changed[other] = first, second
            mistyped = "".join(changed)
            assert mistyped == SAMPLE or isinstance(refusal(mistyped), BadCheck)


@given(bodies)
def test_every_swap_of_two_characters_is_noticed(body: str) -> None:
    text = from_body(body).text
    for one, other in itertools.combinations(range(16), 2):
        changed = [*text]
        changed[one], changed[other] = changed[other], changed[one]
        swapped = "".join(changed)
        assert swapped == text or isinstance(refusal(swapped), BadCheck)


@given(st.text(max_size=24))
def test_any_text_is_an_id_or_refused(text: str) -> None:
    error = refusal(text)
    assert error is not None or parse(parse(text).printed) == parse(text)


@pytest.mark.parametrize("content", [b"", bytes(9), bytes(11)])
def test_other_than_ten_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(BadLength):
        from_bytes(content)


def test_one_changed_bit_of_the_bytes_is_noticed() -> None:
    number = int.from_bytes(ConsentId(SAMPLE).to_bytes(), "big")
    for bit in range(80):
        with pytest.raises(BadCheck):
            from_bytes((number ^ 1 << bit).to_bytes(10, "big"))


def test_drawn_ids_are_good_fit_to_print_and_all_different() -> None:
    drawn = [draw(os.urandom, free) for _ in range(2000)]
    assert len({each.text for each in drawn}) == 2000
    assert all(parse(each.printed) == each and not reads_badly(each.text) for each in drawn)


def test_all_65_random_bits_reach_the_id() -> None:
    sources = iter([(1 << bit).to_bytes(9, "big") for bit in range(7, 72)])
    assert len({draw(lambda _: next(sources), free).text for _ in range(65)}) == 65
    assert draw(lambda n: b"\xff" * n, free).text == "1ZZZZZZZZZZZZZTJ"


def test_nine_random_bytes_are_asked_for() -> None:
    assert draw(lambda asked: bytes([asked]) * 9, free) == draw(lambda _: bytes([9]) * 9, free)


def test_a_taken_id_is_drawn_again() -> None:
    sources = iter([b"\xff" * 9, b"\xf7" * 9])
    assert draw(lambda _: next(sources), lambda text: text == "1ZZZZZZZZZZZZZTJ").text.startswith("1YZ")


def test_an_unfit_id_is_drawn_again() -> None:
    unfit = int("".join(f"{ALPHABET.index(each):05b}" for each in "00MERDE000000"), 2) << 7
    sources = iter([unfit.to_bytes(9, "big"), b"\xff" * 9])
    assert draw(lambda _: next(sources), free).text == "1ZZZZZZZZZZZZZTJ"


def test_a_broken_source_of_chance_ends_in_an_error() -> None:
    with pytest.raises(NoIdentifierLeft):
        draw(bytes, lambda _: True)


@pytest.mark.parametrize(
    "text",
    [
        "1MERDE0000000000",
        "10M3RD3000000000",
        "1000000C0N000000",
        "1000DPJ000000000",
        "1PJ0000000000000",
        "10000000000SH1TX",
    ],
)
def test_unfit_words_are_seen_through_digits(text: str) -> None:
    assert reads_badly(text)


def test_ordinary_numbers_are_fit() -> None:
    assert not any(reads_badly(printed.replace("-", "")) for printed in PRINTED.values())
