"""All notices, by language and template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.i18n import notices_en, notices_fr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from service.i18n.notices import Notice

NOTICES: Final[Mapping[str, Mapping[str, Notice]]] = {"fr": notices_fr.NOTICES, "en": notices_en.NOTICES}


def notice_words(language: str, template: str, words: Mapping[str, str]) -> Notice:
    """Return a notice with its blanks filled in; French for a language we do not write."""
    spoken = language if language in NOTICES else "fr"
    return NOTICES[spoken][template].filled(spoken, words)
