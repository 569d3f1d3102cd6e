"""Words of the sealed document and the receipt, and what is said of a seal or a code that is verified."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from service.i18n.evidence_codes_en import CODES as CODES_IN_ENGLISH
from service.i18n.evidence_codes_fr import CODES as CODES_IN_FRENCH
from service.i18n.evidence_en import ENGLISH
from service.i18n.evidence_fr import FRENCH
from service.i18n.typography import typeset_french

EVIDENCE: Final[Mapping[str, Mapping[str, str]]] = {
    "fr": {key: typeset_french(text) for key, text in (FRENCH | CODES_IN_FRENCH).items()},
    "en": ENGLISH | CODES_IN_ENGLISH,
}


def evidence_words(written_in: str, key: str, **values: object) -> str:
    """Return words of a document or a receipt."""
    return EVIDENCE[written_in][key].format(**values)
