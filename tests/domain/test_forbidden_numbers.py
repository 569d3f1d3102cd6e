"""Forbidden numbers (R75): found however they are spaced; dates, phones and consent IDs are not.

Every number here is made up: the social-insurance numbers begin with 0, which is never given to anybody.
"""

import re
import time
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from service.domain.forbidden_numbers import FoundNumber, find_forbidden_numbers
from service.domain.identifiers import ALPHABET, from_body

gaps = st.sampled_from(["", " ", "-", "\u00a0", "\u2011", "\u2013", ".", " - ", "\u200b", "\n", "_", "/"])


def kinds(text: str) -> list[str]:
    return [each.kind for each in find_forbidden_numbers(text)]


NAMS = [
    "TREM85040212",
    "TREM 8504 0212",
    "trem 8504 0212",
    "TREM-8504-0212",
    "TREM 85040212",
    "TREM8504 0212",
    "TREM 85 04 02 12",
    "TREM 850402 12",
    "TREM 8554 0212",
    "TREM 8562 3112",
    "TREM.8504.0212",
    "TREM\u00a08504\u00a00212",
    "TREM\u20118504\u20110212",
    "TREM\n8504\n0212",
    "T R E M 8504 0212",
    "TREM_8504_0212",
    "CÔTÉ 8504 0212",
    "TREM ٨٥٠٤ ٠٢١٢",
    # The customary grouping is refused even when no birth date reads in it
    "TREM 1234 5678",
    "TREM12345678",
    "ABCD 9999 9999",
    "Gala20242025",
    # Two years are a season only when one follows the other and a hyphen joins them
    "TREM 2010 2011",
    "TREM 2010-2012",
]

SINS = [
    "046454286",
    "046 454 286",
    "046-454-286",
    "046.454.286",
    "046\u00a0454\u2011286",
    "046 454286",
    "046 - 454 - 286",
]


@pytest.mark.parametrize("number", NAMS)
@pytest.mark.parametrize("text", ["{}", "NAM : {}.", "({})", "« {} »", "carte {} échue", "2026-01-01, {}"])
def test_a_health_insurance_number_is_found(text: str, number: str) -> None:
    written = text.format(number)
    start = written.index(number)
    assert find_forbidden_numbers(written) == [FoundNumber(start, start + len(number), "NAM")]


@pytest.mark.parametrize("number", SINS)
@pytest.mark.parametrize(
    "text", ["{}", "NAS : {}.", "NAS{}", "sin {}", "({})", "le 12 {}", "NAS: {} 2026-01-01", "{}\n"]
)
def test_a_social_insurance_number_is_found(text: str, number: str) -> None:
    written = text.format(number)
    start = written.index(number)
    assert find_forbidden_numbers(written) == [FoundNumber(start, start + len(number), "SIN")]


def test_several_are_found_in_order() -> None:
    assert kinds("046 454 286, TREM 8504 0212, TREM85040212, 046454286") == ["SIN", "NAM", "NAM", "SIN"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Zoé Côté-Lévesque",
        "tous nos bénévoles de 2026",
        # Dates and seasons
        "2026-11-22",
        "Date 2012-03-10",
        "reçu 10/03/2012",
        "fait 10.03.2012",
        "mars 20260310",
        "Expo 2024-2025",
        "Gala 2011-2012",
        "Bals 1998 2010",
        "2026-03-10T03:30:00.123456789Z",
        # Phones
        "418-555-1234",
        "(418) 555-1234",
        "418 555 1234 poste 4567",
        "Cell 418 555 1234",
        "+1 418 555 1234",
        "+33 612 345 676",
        "+33612345676",
        "1-800-555-0199",
        # Court file numbers
        "110-41-900123-259",
        "110-41-046454-286",
        "110 41 046454 286",
        # Longer and shorter runs, numbers inside words
        "0464542860",
        "10464542860",
        "046-454-286-1",
        "7-046-454-286",
        "04645428",
        "046 454 287",
        "0.046454286",
        "a046454286b",
        "x046454286",
        "https://exemple.ca/posts/123456789012345",
        "FACTURE 8504 0212",
        "FACTURE85040212",
        "TREM 8504 021",
        "TREM 8504 02123",
        "TRE 8504 0212",
        "XTREM85040212",
        "TREM85040212X",
        "tout 12 34 56 78",
        "tout 850400 12",
        "tout 850432 12",
        "tout 851302 12",
        "tout 856302 12",
        "tout 850002 12",
        "tout 855002 12",
        # The registry's own numbers
        "1K7F-3M9X-4T8B-2QDY",
        "6yj3kq2m7c4xw5zt2n4b8504ab",
        "H1H 4T8 046454287",
    ],
)
def test_everything_else_is_left_alone(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize("printed", ["1ABC-TREM-8504-1433", "1abc-trem-8504-1433", "1ABC TREM 8504 1433"])
def test_a_consent_id_that_reads_like_a_health_insurance_number_is_left_alone(printed: str) -> None:
    assert kinds(printed) == []
    assert kinds(f"{printed} TREM 8504 0212") == ["NAM"]


def spaced(groups: list[str], between: list[str]) -> str:
    return "".join(group + gap for group, gap in zip(groups, [*between, ""], strict=True))


@given(
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", min_size=4, max_size=4),
    st.dates(),
    st.sampled_from([0, 50]),
    st.lists(gaps, min_size=4, max_size=4),
)
def test_a_health_insurance_number_is_found_whatever_its_birth_date_and_gaps(
    letters: str, born: date, added: int, between: list[str]
) -> None:
    groups = [letters, f"{born.year % 100:02}", f"{born.month + added:02}", f"{born.day:02}", "12"]
    text = spaced(groups, between)
    assume(not re.search(r"(19|20)\d\d[-\u2011\u2013./]|[-\u2011\u2013./](19|20)\d\d$", text))
    assert find_forbidden_numbers(f"NAM {text}, suite") == [FoundNumber(4, 4 + len(text), "NAM")]


@given(st.integers(0, 10**8 - 1), st.lists(gaps, min_size=2, max_size=2))
def test_a_social_insurance_number_is_found_whatever_its_gaps(number: int, between: list[str]) -> None:
    start = f"{number:08}"
    doubled = sum(sum(divmod(2 * int(each), 10)) for each in start[1::2])
    number_text = start + str(-(doubled + sum(map(int, start[0::2]))) % 10)
    text = spaced([number_text[:3], number_text[3:6], number_text[6:]], between)
    assert find_forbidden_numbers(f"NAS : {text}, suite") == [FoundNumber(6, 6 + len(text), "SIN")]


@given(st.text(ALPHABET, min_size=13, max_size=13), st.sampled_from(["-", ""]))
def test_no_consent_id_is_ever_refused(body: str, hyphen: str) -> None:
    assert kinds(f"Autorisations : {from_body(body).printed.replace('-', hyphen)}") == []


@given(
    st.integers(2000000000, 9999999999),
    st.sampled_from(["{}-{}-{}", "({}) {}-{}", "{} {} {}", "+1 {} {} {}", "{}{}{}"]),
)
def test_no_phone_number_is_ever_refused(number: int, shape: str) -> None:
    digits = str(number)
    assert kinds(f"tél. {shape.format(digits[:3], digits[3:6], digits[6:])}.") == []


@given(st.integers(0, 10**14 - 1))
def test_no_court_file_number_is_ever_refused(number: int) -> None:
    digits = f"{number:014}"
    assert kinds(f"dossier {digits[:3]}-{digits[3:5]}-{digits[5:11]}-{digits[11:]}") == []


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]))
def test_no_date_is_ever_refused(day: date, shape: str) -> None:
    assert kinds(f"reçu {day.strftime(shape)}") == []


@given(st.text("AB0123456789 -é\n", max_size=80))
def test_what_is_found_holds_a_whole_number(text: str) -> None:
    for each in find_forbidden_numbers(text):
        digits = sum(character.isdecimal() for character in text[each.start : each.end])
        assert digits == {"NAM": 8, "SIN": 9}[each.kind]


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert find_forbidden_numbers(text) == sorted(find_forbidden_numbers(text))


@pytest.mark.parametrize(
    "part", ["1", "12345678 ", "046454286 ", "ABCD ", "ABCD 1", "A ", "1-", "TREM 8504 0212 "]
)
def test_a_long_text_is_read_in_time(part: str) -> None:
    begun = time.process_time()
    find_forbidden_numbers(part * (50_000 // len(part)))
    assert time.process_time() - begun < 3
