"""Words printed on badges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from service.i18n.typography import typeset_french

_FRENCH: Final = {
    "title": "Porte-noms",
    "free": "Photos : oui",
    "ask": "Demandez avant",
    "free.alt": "Bandes verticales : photos permises",
    "ask.alt": "Damier : demandez avant de photographier",
}
_ENGLISH: Final = {
    "title": "Badges",
    "free": "Photos: yes",
    "ask": "Please ask first",
    "free.alt": "Vertical bars: photos allowed",
    "ask.alt": "Checks: ask before taking a photo",
}
BADGES: Final[Mapping[str, Mapping[str, str]]] = {
    "fr": {key: typeset_french(text) for key, text in _FRENCH.items()},
    "en": _ENGLISH,
}


def badge_words(language: str, key: str) -> str:
    """Return words of a badge."""
    return BADGES[language][key]
