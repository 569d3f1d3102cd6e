"""The words of the pages: same codes in both languages, French set as in Québec, nothing leaked."""

import re
from collections.abc import Iterator
from string import Formatter

import pytest

from service.i18n.typography import NBSP
from service.i18n.words import CATALOGUES, LANGUAGES, READS, Audience, Text, words_for

AUDIENCES: tuple[Audience, ...] = ("public", "publisher", "communications", "forms", "legal", "audit")
MOST_WORDS = 20
THE_SENTENCE_ON_EVERY_FORM = (
    "Dans certains cas, la loi exige la permission d'un tribunal, même si vous êtes d'accord.",
    "In some cases, the law requires the permission of a court, even if you agree.",
)
NEVER_BELOW_LEGAL = re.compile(
    r"ordonnance|tribuna|\bLPJ\b|\bDPJ\b|protection de la jeunesse|\bcourts?\b|youth protection|judge?ment",
    re.IGNORECASE,
)


def sentences_of(text: Text) -> tuple[str, ...]:
    texts = (text,) if isinstance(text, str) else text
    return tuple(sentence for one in texts for sentence in re.split(r"(?<=[.?!])\s", one) if sentence)


def every_text(language: str) -> Iterator[tuple[str, str]]:
    for key, text in words_for("legal", language).texts.items():
        for sentence in sentences_of(text):
            yield key, sentence


def blanks(text: Text) -> set[str]:
    whole = text if isinstance(text, str) else " ".join(text)
    return {name for _, name, _, _ in Formatter().parse(whole) if name}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_both_languages_say_the_same_things(audience: Audience) -> None:
    french, english = (CATALOGUES[audience, language] for language in LANGUAGES)
    assert list(french) == list(english)
    assert {key: blanks(french[key]) for key in french} == {key: blanks(english[key]) for key in english}
    assert [key for key in french if isinstance(french[key], str) != isinstance(english[key], str)] == []


def test_no_code_stands_in_two_catalogues() -> None:
    keys = [key for audience in AUDIENCES for key in CATALOGUES[audience, "fr"]]
    assert len(keys) == len(set(keys))


def test_french_is_set_as_in_quebec() -> None:
    wrong = [text for text in every_text("fr") if re.search(r"\s[?!;]| [:»]|« |[“”]", text[1])]
    assert wrong == []


def test_a_french_colon_never_stands_without_its_space() -> None:
    wrong = [
        (key, sentence) for key, sentence in every_text("fr") if re.search(rf"[^{NBSP}/\d]:(?!//)", sentence)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_has_more_than_twenty_words(language: str) -> None:
    long = [
        (key, sentence)
        for key, sentence in every_text(language)
        if len([word for word in sentence.split() if re.search(r"\w", word)]) > MOST_WORDS
    ]
    assert long == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ["public", "publisher"])
def test_nothing_a_publisher_reads_names_youth_protection(language: str, role: str) -> None:
    said = [
        (key, sentence)
        for key, text in words_for(role, language).texts.items()
        for sentence in sentences_of(text)
        if NEVER_BELOW_LEGAL.search(f"{key} {sentence}") and sentence not in THE_SENTENCE_ON_EVERY_FORM
    ]
    assert said == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_auditors_words_name_it_no_more_than_communications(language: str) -> None:
    texts = CATALOGUES["audit", language].items()
    assert [key for key, text in texts if NEVER_BELOW_LEGAL.search(f"{key} {text}")] == []


def test_the_public_word_is_autorisation() -> None:
    assert [key for key, sentence in every_text("fr") if re.search(r"\b[aA]ccords?\b", sentence)] == []


def test_a_role_is_given_its_own_words_only() -> None:
    assert not words_for("publisher", "fr").knows("screen.minors")
    assert words_for("legal", "fr").knows("screen.minors")
    assert words_for("auditor", "fr").texts == words_for("quality", "fr").texts
    assert words_for("auditor", "fr").knows("screen.journal")
    assert not words_for("auditor", "fr").knows("screen.minors")
    assert words_for("exception", "fr").texts == words_for("legal", "fr").texts
    assert words_for("admin", "fr").knows("screen.forms")
    assert not words_for("admin", "fr").knows("screen.people")
    assert {audience for audiences in READS.values() for audience in audiences} == set(AUDIENCES)


def test_nothing_is_singular_in_french_and_plural_in_english() -> None:
    said = [
        words_for("publisher", language).count("post.people", n) for language in LANGUAGES for n in (0, 1, 2)
    ]
    assert said == ["0 personne", "1 personne", "2 personnes", "0 people", "1 person", "2 people"]


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(KeyError):
        words_for("publisher", "fr")("no.such.code")
    with pytest.raises(TypeError):
        words_for("publisher", "fr")("post.people")
