"""Every reason has its sentence in both languages, its rule and the law it rests on."""

import re
from datetime import date

import pytest

from service.domain.reasons import LEGAL_ONLY, LEGAL_REVIEW, MASKED, REASONS, WARNINGS
from service.i18n.citations import CITED, LAWS, RULES, Citation, laws_of
from service.i18n.reasons import LANGUAGES, clear_texts, explain, legal_texts, warning_texts
from service.i18n.typography import NBSP

FOR_LEGAL = MASKED | LEGAL_ONLY
MOST_WORDS = 20
WITHOUT_LAW = {"FACTS_INCOMPLETE", "STAFF_LEFT", "GROUP_COUNT_MISMATCH"}
"""What the establishment's policy alone asks."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_one_sentence_for_those_who_may_read_it(language: str) -> None:
    assert set(legal_texts(language)) == FOR_LEGAL
    assert set(clear_texts(language)) == set(REASONS) - FOR_LEGAL | {LEGAL_REVIEW}
    assert set(warning_texts(language)) == set(WARNINGS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short(language: str) -> None:
    texts = {**clear_texts(language), **legal_texts(language), **warning_texts(language)}
    long = [
        (code, sentence)
        for code, text in texts.items()
        for sentence in re.split(r"(?<=[.?!]) ", text)
        if len(sentence.split()) > MOST_WORDS
    ]
    assert long == []
    assert all(text.endswith(".") for text in texts.values())


def test_french_is_set_as_in_quebec() -> None:
    texts = {**clear_texts("fr"), **legal_texts("fr"), **warning_texts("fr")}
    assert [text for text in texts.values() if re.search(rf"\s[?!;]|[^{NBSP}]:", text)] == []


def test_every_reason_names_rules_and_only_reasons_do() -> None:
    assert set(RULES) == set(REASONS)
    assert all(re.fullmatch(r"R[1-9][0-9]?[ab]?", rule) for rules in RULES.values() for rule in rules)


def test_every_reason_of_law_cites_it_and_every_citation_exists() -> None:
    assert {code for code in REASONS if not laws_of(code)} == WITHOUT_LAW
    assert set(CITED) <= set(REASONS)
    assert {key for keys in CITED.values() for key in keys} <= set(LAWS)


def test_the_article_on_protected_children_is_shown_with_the_number_it_had() -> None:
    found = explain("LPJ_COURT_ORDER_REQUIRED", "fr")
    assert found.citations[0].in_words("fr") == "LPJ, art. 9.3 (ancien art. 11.2.1)"
    assert found.citations[0].in_words("en") == "YPA, s. 9.3 (formerly s. 11.2.1)"
    assert found.text == "Il faut une ordonnance du tribunal pour identifier cet enfant ou ce parent."
    assert found.rules == ("R32", "R37")
    assert explain(LEGAL_REVIEW, "en").rules == ()


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2022, 4, 25), "11.2.1"), (date(2022, 4, 26), "9.3"), (date(2026, 3, 10), "9.3")],
)
def test_on_each_day_one_number_of_the_article_is_in_force(day: date, expected: str) -> None:
    both = (LAWS["identify_child"], LAWS["identify_child_before"])
    assert [one.article for one in both if one.is_in_force(day)] == [expected]


def test_a_citation_is_in_force_on_its_first_and_last_day() -> None:
    one = Citation("CCQ", "35", valid_from=date(2020, 1, 1), valid_to=date(2020, 1, 31))
    days = [date(2019, 12, 31), date(2020, 1, 1), date(2020, 1, 31), date(2020, 2, 1)]
    assert [one.is_in_force(day) for day in days] == [False, True, True, False]
    assert one.in_words("fr") == "C.c.Q., art. 35"
    assert one.in_words("en") == "C.C.Q., s. 35"
