"""Words of `aval check`: what to mend in a content, in the language of whoever writes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from service.i18n.content_words_en import ENGLISH
from service.i18n.content_words_fr import FRENCH
from service.i18n.typography import typeset_french

CONTENT: Final[Mapping[str, Mapping[str, str]]] = {
    "fr": {key: typeset_french(text) for key, text in FRENCH.items()},
    "en": ENGLISH,
}


def content_words(language: str, key: str, /, **values: object) -> str:
    """Return words of the command."""
    return CONTENT[language][key].format(**values)


def has_content_words(key: str) -> bool:
    """Tell whether there are words for a code; a newer gate may send others."""
    return key in FRENCH
