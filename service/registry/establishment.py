"""The establishment's own words on forms: who asks, whom to reach, who answers for privacy."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Final

from service.registry.forms import BLANKS

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE: Final = "establishment.toml"
EXAMPLE: Final = 'establishment = "CISSS de la Côte-des-Brumes"'


class EstablishmentMalformed(Exception):
    """The establishment's file cannot be used; `mend` says what to write."""

    code: Final = "ESTABLISHMENT_MALFORMED"

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found
        self.mend = f"{FILE} holds {', '.join(BLANKS)}, each as text: {EXAMPLE}"


def decode_establishment(content: bytes) -> Mapping[str, str]:
    """Read establishment.toml: one line for each blank of the forms. Raises `EstablishmentMalformed`."""
    try:
        given = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise EstablishmentMalformed(str(error)) from error
    wrong = [key for key, words in given.items() if key not in BLANKS or not isinstance(words, str)]
    if wrong:
        raise EstablishmentMalformed(", ".join(wrong))
    return {key: _unparted(key, words.strip()) for key, words in given.items() if words.strip()}


def _unparted(key: str, words: str) -> str:
    """A telephone number is not parted at a line's end."""
    return words.replace(" ", "\N{NO-BREAK SPACE}") if key == "phone" else words
