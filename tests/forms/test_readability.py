"""How easy the forms are to read: the figures of the reference, counted as their sources say."""

from __future__ import annotations

import pytest

from scripts.reference_pages.readability import count_syllables, measure
from service.forms.texts import decode_text
from service.registry.forms import FormText
from tests.documents.shop import forms

LEAST_EASE = {"fr": 58, "en": 70}
FOR_LEGAL_ALONE = {"Ancien formulaire\N{NO-BREAK SPACE}: ce que son texte couvre": 50}
TEXTS = [
    pytest.param(text, id=f"{form.family}-{text.language}")
    for form in forms().versions
    for text in form.texts
]


@pytest.mark.parametrize("text", TEXTS)
def test_every_form_reads_as_easily_as_ordinary_prose_or_more(text: FormText) -> None:
    figures = measure(text)
    assert figures.ease >= FOR_LEGAL_ALONE.get(text.title, LEAST_EASE[text.language])
    assert figures.longest <= 20
    assert figures.mean <= 12


@pytest.mark.parametrize(
    ("language", "word", "syllables"),
    [
        ("en", "people", 2),
        ("en", "change", 1),
        ("en", "authorization", 5),
        ("en", "published", 2),
        ("en", "the", 1),
        ("fr", "autorisation", 5),
        ("fr", "établissement", 5),
        ("fr", "vous", 1),
        ("fr", "libre", 2),
    ],
)
def test_syllables_are_counted_about_right(language: str, word: str, syllables: int) -> None:
    assert count_syllables(word, language) == syllables


def test_the_figures_are_those_of_the_formulas() -> None:
    content = "# T\n\n## B {#b}\n\nVous pouvez dire non. Merci.\n\n- `key` Une case\n"
    figures = measure(decode_text(content.encode(), "fr"))
    assert (figures.sentences, figures.words, figures.longest, figures.mean) == (2, 5, 4, 2.5)
    assert figures.ease == pytest.approx(207 - 1.015 * 2.5 - 73.6 * 8 / 5)
