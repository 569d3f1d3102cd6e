"""A token as text or bytes, and a status list: with one character or byte changed, two programs refuse."""

from collections.abc import Iterator

import pytest

from service.credentials.verify import verify_token
from tests.credentials import other_verifier
from tests.credentials.corpus import GOOD, KEYS, LISTS, RING, TOKEN
from tests.credentials.token_text import address_of, code_of

ADDRESS, CODE = address_of(TOKEN), code_of(TOKEN)
PAGE, _, NUMBER = ADDRESS.partition("#")
OTHER = "_#aO\t\n\u00a0\u0661é—"
"""Characters that neither form has, and those that some programs pass over or read as others."""


def are_refused(given: str | bytes) -> bool:
    ours = verify_token(given, RING, GOOD.status, GOOD.at)
    return not ours.authentic and other_verifier.verify(given, KEYS, GOOD.status, GOOD.at) == (False, False)


def changed_texts(text: str, start: int, others: str) -> Iterator[str]:
    for place in range(start, len(text)):
        for other in others:
            if other != text[place]:
                yield text[:place] + other + text[place + 1 :]


def next_of(text: str, start: int, letters: str) -> Iterator[str]:
    """Each character in turn, changed to the next of its alphabet."""
    for place in range(start, len(text)):
        other = letters[(letters.find(text[place]) + 1) % len(letters)]
        yield text[:place] + other + text[place + 1 :]


def test_any_digit_or_character_changed_to_another_is_refused() -> None:
    for changed in next_of(ADDRESS, len(PAGE) + 1, "0123456789"):
        assert are_refused(changed)
    for changed in next_of(CODE, 0, other_verifier.BASE45):
        assert are_refused(changed)


@pytest.mark.long
def test_any_digit_or_character_changed_to_many_others_is_refused() -> None:
    for changed in changed_texts(ADDRESS, len(PAGE), "0123456789" + OTHER):
        assert are_refused(changed), changed
    for changed in changed_texts(CODE, 0, other_verifier.BASE45[::4] + OTHER):
        assert are_refused(changed), changed


def test_what_stands_before_the_number_is_no_part_of_the_token() -> None:
    """The address says which page to open; the token is signed, the address is not and proves nothing."""
    for page in ("http://autre.example/v", "https://registre.example.qc.ca/sous/v"):
        assert verify_token(f"{page}#{NUMBER}", RING, GOOD.status, GOOD.at) == verify_token(
            ADDRESS, RING, GOOD.status, GOOD.at
        )


def test_two_characters_swapped_or_one_left_out_or_doubled_are_refused() -> None:
    for text, start in ((ADDRESS, len(PAGE) + 1), (CODE, 5)):
        for place in range(start, len(text) - 1, 3):
            one, other = text[place], text[place + 1]
            assert one == other or are_refused(text[:place] + other + one + text[place + 2 :])
            assert are_refused(text[:place] + text[place + 1 :])
            assert are_refused(text[:place] + one + text[place:])


@pytest.mark.long
def test_bytes_changed_to_any_value_are_refused_by_the_second_program_too() -> None:
    for place in range(len(TOKEN)):
        for mask in range(1, 256, 6):
            changed = TOKEN[:place] + bytes([TOKEN[place] ^ mask]) + TOKEN[place + 1 :]
            assert other_verifier.verify(changed, KEYS, GOOD.status, GOOD.at) == (False, False)
    listed = LISTS["good"]
    for place in range(len(listed)):
        for mask in (0x02, 0x10, 0x80, 0xFF):
            changed = listed[:place] + bytes([listed[place] ^ mask]) + listed[place + 1 :]
            assert other_verifier.verify(TOKEN, KEYS, changed, GOOD.at) == (True, None)
