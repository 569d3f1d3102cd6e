"""Counting sentences and words the strict way, and seeing slips."""

from __future__ import annotations

import pytest

from service.forms.plain_language import (
    count_words,
    find_forbidden_words,
    find_long_sentences,
    find_slips,
    find_unknown_blanks,
    sentences,
)
from service.registry.forms import Block, FormText, Line


def page(language: str, words: str) -> FormText:
    return FormText(language, "Titre", "", (Block("uses", "Choix", (Line("paragraph", words),)),))


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Vous êtes libre d'accepter ou de refuser.", 8),
        ("Pouvons-nous publier?", 3),
        ("OUI, MAIS…", 2),
        ("Appelez au {phone}.", 6),
        ("1\u00a0888\u00a0528-7741", 4),
        ("", 0),
    ],
)
def test_both_sides_of_an_apostrophe_or_hyphen_are_words_and_a_blank_is_four(words: str, count: int) -> None:
    assert count_words(words) == count


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Un. Deux? Trois!", 3),
        ("Si vous avez répondu OUI, MAIS…, cochez une limite.", 1),
        ("Voir cai.gouv.qc.ca pour plus.", 1),
        ("", 0),
    ],
)
def test_a_sentence_ends_at_a_stop_and_a_space(words: str, parts: int) -> None:
    assert len(sentences(words)) == parts


def test_twenty_words_are_short_enough_and_twenty_one_are_not() -> None:
    assert list(find_long_sentences(page("fr", "mot " * 20))) == []
    assert len(list(find_long_sentences(page("fr", "mot " * 21)))) == 1


@pytest.mark.parametrize(
    ("language", "words", "slips"),
    [
        ("fr", "Vraiment?", False),
        ("fr", "Vraiment ?", True),
        ("fr", "Vraiment\u00a0?", True),
        ("fr", "Un\u202f!", True),
        ("fr", "Un ; deux", True),
        ("fr", "Nom\u00a0: Léa", False),
        ("fr", "Nom : Léa", True),
        ("fr", "Nom: Léa", True),
        ("fr", "«\u00a0oui\u00a0»", False),
        ("fr", "« oui »", True),
        ("fr", "«oui»", True),
        ("fr", "Et puis...", True),
        ("fr", 'Le "oui"', True),
        ("en", "Really?", False),
        ("en", "Really ?", True),
        ("en", "Name: Léa", False),
        ("en", "Name : Léa", True),
        ("en", "The “yes”", False),
        ("en", "The «yes»", True),
    ],
)
def test_typography(language: str, words: str, *, slips: bool) -> None:
    assert bool(list(find_slips(page(language, words)))) is slips


def test_a_blank_is_one_of_the_five_the_establishment_fills_in() -> None:
    assert list(find_unknown_blanks(page("fr", "{phone} et {email}"))) == []
    assert list(find_unknown_blanks(page("fr", "{fax}"))) == ["fax"]
    assert list(find_unknown_blanks(page("fr", "fin }"))) == ["fin }"]


@pytest.mark.parametrize(
    "word", ["Ordonnance", "tribunaux", "LPJ", "dpj", "protection de la jeunesse", "courts"]
)
def test_words_on_courts_are_seen_outside_the_sentence_for_all(word: str) -> None:
    allowed = ("la permission d'un tribunal",)
    assert list(find_forbidden_words(page("fr", f"Oui, {word}."), allowed)) == [word]
    assert list(find_forbidden_words(page("fr", "Il faut la permission d'un tribunal."), allowed)) == []


def test_a_short_text_is_not_a_court() -> None:
    assert list(find_forbidden_words(page("en", "A courteous escort."), ())) == []
