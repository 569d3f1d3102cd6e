"""What a text leaves to the establishment. The room kept for it does not depend on what is written there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

NOMINAL: Final[Mapping[str, str]] = {
    "establishment": "Centre intégré de santé et de services sociaux de la Grande-Rive",
    "service": "Direction des communications et affaires",
    "phone": "418\N{NO-BREAK SPACE}555-0142",
    "email": "communications.grande-rive@exemple.qc.ca",
    "privacy_contact": "Marie-Claude Tremblay-Bouchard, acces.grande-rive@exemple.qc.ca",
}
"""Words for which room is kept: about as long as they come in the health network."""

_BLANK: Final = re.compile(r"\{([a-z_]+)\}")


def fill_in_nominally(words: str) -> str:
    """Put the same long words in the blanks, whoever prints: all establishments' pages are alike."""
    return _BLANK.sub(lambda blank: NOMINAL[blank[1]], words)


def fill_in(words: str, values: Mapping[str, str]) -> str:
    """Put the establishment's words in the blanks; an unknown one is left as a line to write on."""
    return _BLANK.sub(lambda blank: values.get(blank[1]) or "_" * (len(NOMINAL[blank[1]]) // 2), words)
