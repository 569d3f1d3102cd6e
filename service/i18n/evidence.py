"""Words of the sealed document and of the receipt, and what screen readers say of their seal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from service.i18n.evidence_en import ENGLISH
from service.i18n.evidence_fr import FRENCH
from service.i18n.typography import typeset_french

EVIDENCE: Final[Mapping[str, Mapping[str, str]]] = {
    "fr": {key: typeset_french(text) for key, text in FRENCH.items()},
    "en": ENGLISH,
}


def evidence_words(written_in: str, key: str, **values: object) -> str:
    """Return words of a document or a receipt."""
    return EVIDENCE[written_in][key].format(**values)
