"""Consent IDs in captions: found however they were typed, and nothing taken for one that is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.cited_ids import FoundId, find_in_text
from service.domain.identifiers import ALPHABET, from_body

ONE, TWO = "1K7F-3M9X-4T8B-2QDY", "1ABC-DEFG-HJKM-NPSC"
ONE_TEXT, TWO_TEXT = ONE.replace("-", ""), TWO.replace("-", "")


def found(text: str) -> list[tuple[str, bool]]:
    return [(each.text, each.ok) for each in find_in_text(text)]


@pytest.mark.parametrize(
    "written",
    [
        ONE,
        ONE_TEXT,
        ONE.lower(),
        ONE_TEXT.lower(),
        ONE.replace("1", "l"),
        ONE.replace("-", "\u2011"),
        ONE.replace("-", "\u2013"),
        ONE.replace("-", " "),
        ONE.replace("-", "\u00a0"),
        ONE.replace("-", " - "),
        "1K7F-3M9X-\n4T8B-2QDY",
    ],
)
@pytest.mark.parametrize("caption", ["{}", "Autorisations : {}.", "({}),", "«\u00a0{}\u00a0»", "_{}_", "#{}"])
def test_an_id_is_found_however_it_was_typed(caption: str, written: str) -> None:
    text = caption.format(written)
    start = text.index(written)
    assert find_in_text(text) == [FoundId(start, start + len(written), ONE_TEXT, ok=True)]


@pytest.mark.parametrize(
    "text",
    [
        f"Autorisations : {ONE}, {TWO}",
        f"{ONE} {TWO}",
        f"{ONE}-{TWO}",
        f"{ONE_TEXT}/{TWO_TEXT}",
        f"https://exemple.ca/v/{ONE_TEXT}?autre={TWO.lower()}",
        f"2024-{ONE}-2025 photo-{TWO}-large.jpg",
    ],
)
def test_several_are_found_in_order(text: str) -> None:
    assert found(text) == [(ONE_TEXT, True), (TWO_TEXT, True)]


@pytest.mark.parametrize(
    "mistyped",
    [
        "1K7F-3M9X-4T8B-2QDZ",
        "1ABC-DEFG-HJKM-NPSD",
        "1K7F-3M9X-4T8B-2QDU",
        "2K7F-3M9X-4T8B-2QDY",
        "1K7F3M9X4T8B2QYD",
        "lK7F3M9X4T8B2QYD",
        "1KAB-3MCD-ABCD-2024",
    ],
)
def test_a_mistyped_id_is_found_and_never_corrected(mistyped: str) -> None:
    assert found(f"Autorisation : {mistyped}") == [(mistyped, False)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nos bénévoles de l'été 2026 au foyer de groupe",
        "incompréhensible institutionnelle internationalise",
        "1919-1920-1921-1922",
        "2019-2020-2021-2022",
        "LIVE-FROM-HERE-2026",
        "LIVE-FR0M-HERE-2026",
        "1000 cafe 2024 mars",
        "#LesBenevoles2024",
        "a3f046454286bc12",
        "418-555-1234",
        f"X{ONE_TEXT}",
        f"{ONE_TEXT}9",
        f"é{ONE_TEXT}",
        ONE[:-1],
    ],
)
def test_words_years_phones_and_file_names_are_no_ids(text: str) -> None:
    assert found(text) == []


@given(
    st.text("ab1- ", max_size=20), st.text(ALPHABET, min_size=13, max_size=13), st.text("ab1- ", max_size=20)
)
def test_a_good_id_between_separators_is_always_found(before: str, body: str, after: str) -> None:
    drawn = from_body(body)
    assert (drawn.text, True) in found(f"{before} | {drawn.printed} | {after}")


@given(st.text("1Kk7-L ", max_size=60))
def test_what_is_found_stands_there_in_order_without_overlap(text: str) -> None:
    end = 0
    for each in find_in_text(text):
        assert end <= each.start < each.end <= len(text)
        assert each.ok or text[each.start : each.end] == each.text
        end = each.end
