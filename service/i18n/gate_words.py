"""The words that go out with the gates: those of the panel, and each condition as publishers read it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from service.i18n import words_gate_en, words_gate_fr
from service.i18n.typography import typeset_french
from service.i18n.words import LANGUAGES, words_for

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {"fr": words_gate_fr.WORDS, "en": words_gate_en.WORDS}
CONDITION: Final = "condition."


@cache
def gate_words() -> Mapping[str, Mapping[str, str]]:
    """Return all words by language and code."""
    return {language: _in(language) for language in LANGUAGES}


def _in(language: str) -> Mapping[str, str]:
    own = _WORDS[language]
    known = words_for("publisher", language).texts
    conditions = {
        key: text for key, text in known.items() if key.startswith(CONDITION) and isinstance(text, str)
    }
    spaced = {key: typeset_french(text) if language == "fr" else text for key, text in own.items()}
    return {**spaced, **conditions}
