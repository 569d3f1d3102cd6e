"""The words of the pages, found by code and given by role.

A catalogue holds the words of one audience in one language. A role is given the catalogues of its own
audiences and no other, so that a publisher's page cannot say what a publisher may not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, TypeAlias

from service.i18n import (
    reasons_en,
    reasons_fr,
    words_audit_en,
    words_audit_fr,
    words_batches_en,
    words_batches_fr,
    words_case_en,
    words_case_fr,
    words_consents_en,
    words_consents_fr,
    words_controls_en,
    words_controls_fr,
    words_corner_en,
    words_corner_fr,
    words_dashboard_en,
    words_dashboard_fr,
    words_event_desk_en,
    words_event_desk_fr,
    words_events_en,
    words_events_fr,
    words_following_en,
    words_following_fr,
    words_forms_en,
    words_forms_fr,
    words_hooks_en,
    words_hooks_fr,
    words_incidents_en,
    words_incidents_fr,
    words_institutional_en,
    words_institutional_fr,
    words_inviting_en,
    words_inviting_fr,
    words_legal_en,
    words_legal_fr,
    words_messages_en,
    words_messages_fr,
    words_orders_en,
    words_orders_fr,
    words_people_en,
    words_people_fr,
    words_pictures_en,
    words_pictures_fr,
    words_policies_en,
    words_policies_fr,
    words_posting_en,
    words_posting_fr,
    words_printing_en,
    words_printing_fr,
    words_public_en,
    words_public_fr,
    words_publisher_en,
    words_publisher_fr,
    words_queue_en,
    words_queue_fr,
    words_readings_en,
    words_readings_fr,
    words_reviews_en,
    words_reviews_fr,
    words_scanning_en,
    words_scanning_fr,
    words_signing_en,
    words_signing_fr,
    words_users_en,
    words_users_fr,
    words_where_en,
    words_where_fr,
)
from service.i18n.typography import typeset_french

Audience: TypeAlias = Literal["public", "publisher", "communications", "forms", "legal", "audit"]
Text: TypeAlias = str | tuple[str, str]
"""One sentence, or the sentence for one thing and the sentence for several (`{n}`)."""

LANGUAGES: Final = ("fr", "en")


def _reasons(texts: Mapping[str, str]) -> dict[str, str]:
    return {f"reason.{code}": text for code, text in texts.items()}


CATALOGUES: Final[Mapping[tuple[Audience, str], Mapping[str, Text]]] = {
    ("public", "fr"): {
        **words_public_fr.WORDS,
        **words_corner_fr.WORDS,
        **words_signing_fr.WORDS,
        **words_readings_fr.WORDS,
        **words_incidents_fr.DECLARING,
        **words_policies_fr.READING,
    },
    ("public", "en"): {
        **words_public_en.WORDS,
        **words_corner_en.WORDS,
        **words_signing_en.WORDS,
        **words_readings_en.WORDS,
        **words_incidents_en.DECLARING,
        **words_policies_en.READING,
    },
    ("publisher", "fr"): {
        **words_publisher_fr.WORDS,
        **words_following_fr.WORDS,
        **words_where_fr.WORDS,
        **words_dashboard_fr.WORDS,
        **words_posting_fr.WORDS,
        **words_pictures_fr.WORDS,
        **words_institutional_fr.WORDS,
        **words_events_fr.WORDS,
    },
    ("publisher", "en"): {
        **words_publisher_en.WORDS,
        **words_following_en.WORDS,
        **words_where_en.WORDS,
        **words_dashboard_en.WORDS,
        **words_posting_en.WORDS,
        **words_pictures_en.WORDS,
        **words_institutional_en.WORDS,
        **words_events_en.WORDS,
    },
    ("communications", "fr"): {
        **words_people_fr.WORDS,
        **words_consents_fr.WORDS,
        **words_printing_fr.WORDS,
        **words_inviting_fr.WORDS,
        **words_event_desk_fr.WORDS,
        **words_scanning_fr.WORDS,
        **words_reviews_fr.WORDS,
        **words_policies_fr.WRITING,
        **words_dashboard_fr.PAPERS,
        **_reasons(reasons_fr.CLEAR),
    },
    ("communications", "en"): {
        **words_people_en.WORDS,
        **words_consents_en.WORDS,
        **words_printing_en.WORDS,
        **words_inviting_en.WORDS,
        **words_event_desk_en.WORDS,
        **words_scanning_en.WORDS,
        **words_reviews_en.WORDS,
        **words_policies_en.WRITING,
        **words_dashboard_en.PAPERS,
        **_reasons(reasons_en.CLEAR),
    },
    ("forms", "fr"): {
        **words_forms_fr.WORDS,
        **words_messages_fr.WORDS,
        **words_hooks_fr.WORDS,
        **words_users_fr.WORDS,
    },
    ("forms", "en"): {
        **words_forms_en.WORDS,
        **words_messages_en.WORDS,
        **words_hooks_en.WORDS,
        **words_users_en.WORDS,
    },
    ("legal", "fr"): {
        **words_legal_fr.WORDS,
        **words_batches_fr.WORDS,
        **words_queue_fr.WORDS,
        **words_orders_fr.WORDS,
        **_reasons(reasons_fr.LEGAL),
    },
    ("legal", "en"): {
        **words_legal_en.WORDS,
        **words_batches_en.WORDS,
        **words_queue_en.WORDS,
        **words_orders_en.WORDS,
        **_reasons(reasons_en.LEGAL),
    },
    ("audit", "fr"): {
        **words_audit_fr.WORDS,
        **words_case_fr.WORDS,
        **words_incidents_fr.WORDS,
        **words_controls_fr.WORDS,
    },
    ("audit", "en"): {
        **words_audit_en.WORDS,
        **words_case_en.WORDS,
        **words_incidents_en.WORDS,
        **words_controls_en.WORDS,
    },
}
READS: Final[Mapping[str, tuple[Audience, ...]]] = {
    "public": ("public",),
    "publisher": ("public", "publisher"),
    "communications": ("public", "publisher", "communications", "forms"),
    "legal": ("public", "publisher", "communications", "forms", "legal", "audit"),
    "auditor": ("public", "publisher", "communications", "audit"),
    "quality": ("public", "publisher", "communications", "audit"),
    "exception": ("public", "publisher", "communications", "forms", "legal", "audit"),
    "admin": ("public", "forms"),
}
"""Which catalogues a role reads; any other role reads the public one. `exception`: sees what legal sees."""


@dataclass(frozen=True, slots=True)
class Words:
    """All the words one role reads in one language."""

    language: str
    texts: Mapping[str, Text]

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of a code, its blanks filled in; an unknown code is a `KeyError`."""
        text = self.texts[key]
        if isinstance(text, tuple):
            raise TypeError(key)  # counted: the caller must say how many
        return text.format_map(values) if values else text

    def count(self, key: str, n: int, **values: object) -> str:
        """Return the text for `n` things: none is singular in French and plural in English."""
        forms = self.texts[key]
        if isinstance(forms, str):
            raise TypeError(key)
        one, several = forms
        singular = n == 1 or (n == 0 and self.language == "fr")
        return (one if singular else several).format(n=n, **values)

    def knows(self, key: str) -> bool:
        """Tell whether this role has words for the code."""
        return key in self.texts


@cache
def words_for(role: str, language: str) -> Words:
    """Gather the words that a role reads."""
    audiences = READS.get(role, ("public",))
    texts = {key: text for audience in audiences for key, text in CATALOGUES[audience, language].items()}
    if language == "fr":
        texts = {key: _typeset(text) for key, text in texts.items()}
    return Words(language, texts)


def _typeset(text: Text) -> Text:
    if isinstance(text, str):
        return typeset_french(text)
    return typeset_french(text[0]), typeset_french(text[1])
