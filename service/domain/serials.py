"""Serials of printed forms: 15 characters in three groups of five, a shape nothing else has.

13 random characters and the two checks of consent IDs, computed as if an F stood before them: neither a
consent ID nor a piece of one passes for a serial. A serial says nothing of whom the form was printed for.
"""

from collections.abc import Callable
from typing import Final

from service.domain import identifiers
from service.domain.unfit_words import reads_badly

LENGTH: Final = 15
_BEFORE: Final = "F"
_MOST_DRAWS: Final = 1000


def draw(random: Callable[[int], bytes]) -> str:
    """Draw a new serial, fit to print; among a million forms, two alike are one chance in 10⁷."""
    for _ in range(_MOST_DRAWS):
        body = identifiers.draw_body(random)
        serial = body + identifiers.checks_of(_BEFORE + body)
        if not reads_badly(serial):
            return serial
    raise identifiers.NoIdentifierLeft


def parse(text: str) -> str:
    """Read a serial in any case, with or without hyphens and spaces. Raises `BadIdentifier`."""
    characters = identifiers.characters_of(text)
    if len(characters) != LENGTH:
        raise identifiers.BadLength
    if not set(identifiers.ALPHABET) >= set(characters):
        raise identifiers.BadCharacter
    if identifiers.checks_of(_BEFORE + characters[:-2]) != characters[-2:]:
        raise identifiers.BadCheck
    return characters


def printed(serial: str) -> str:
    """Return a serial as people read it."""
    return f"{serial[:5]}-{serial[5:10]}-{serial[10:]}"
