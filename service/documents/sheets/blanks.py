"""What a text leaves to the establishment. The room kept for it does not depend on what is written there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

NOMINAL: Final[Mapping[str, int]] = {
    "establishment": 64,
    "service": 36,
    "phone": 16,
    "email": 34,
    "privacy_contact": 56,
}
"""Characters for which room is kept: a long name of an establishment in the health network fits."""

_BLANK: Final = re.compile(r"\{([a-z_]+)\}")
_WORD: Final = "nnnnnn "


def fill_in_nominally(words: str) -> str:
    """Put a word of usual width for each blank, so that all establishments' pages are alike."""
    return _BLANK.sub(lambda blank: _nominal(NOMINAL[blank[1]]), words)


def fill_in(words: str, values: Mapping[str, str]) -> str:
    """Put the establishment's words in the blanks; an unknown one is left as a line to write on."""
    return _BLANK.sub(lambda blank: values.get(blank[1]) or "_" * (NOMINAL[blank[1]] // 2), words)


def _nominal(length: int) -> str:
    return (_WORD * (length // len(_WORD) + 1))[:length].rstrip()
