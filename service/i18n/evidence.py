"""Words of the sealed document and of the receipt, and what screen readers say of their seal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from service.i18n.typography import typeset_french

_FRENCH: Final = {
    "seal.said": "Sceau électronique du registre",
    "stamp.said": "Horodatage du sceau par un tiers",
}
_ENGLISH: Final = {
    "seal.said": "Electronic seal of the registry",
    "stamp.said": "Time stamp of the seal by a third party",
}
EVIDENCE: Final[Mapping[str, Mapping[str, str]]] = {
    "fr": {key: typeset_french(text) for key, text in _FRENCH.items()},
    "en": _ENGLISH,
}


def evidence_words(written_in: str, key: str, **values: object) -> str:
    """Return words of a document or a receipt."""
    return EVIDENCE[written_in][key].format(**values)
