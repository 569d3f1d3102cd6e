"""Consent IDs: 16 characters that tell nothing, and whose slips are always noticed.

A version, 13 random characters (65 bits) and two Reed-Solomon checks over GF(32) (x⁵+x²+1, generator 2,
roots a¹ and a²): any one or two wrong characters and any two swapped ones give BadCheck.
A post's citation number has the same form.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Final

from service.domain.unfit_words import reads_badly

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
VERSION: Final = "1"
LENGTH: Final = 16
BODY_LENGTH: Final = 13
BYTES: Final = 10
HYPHENS: Final = "-\u2010\u2011\u2012\u2013\u2014\u2212"
"""What editors and phones make of a typed hyphen."""

_UNSEEN: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_RANDOM_BITS: Final = 5 * BODY_LENGTH
_MOST_DRAWS: Final = 1000


class BadIdentifier(ValueError):
    """The text is no consent ID; `code` says why. It is never corrected."""

    code: ClassVar[str]

    def __init__(self) -> None:
        super().__init__(self.code)


class BadLength(BadIdentifier):
    """Not 16 characters, hyphens and spaces aside."""

    code = "ID_LENGTH"


class BadCharacter(BadIdentifier):
    """A character that no ID has (U, accents, signs), or a version nobody knows."""

    code = "ID_CHARACTER"


class BadCheck(BadIdentifier):
    """The check characters do not agree: something was mistyped."""

    code = "ID_CHECK"


class NoIdentifierLeft(RuntimeError):
    """A thousand draws were all taken or unfit: the source of chance is broken."""


@dataclass(frozen=True, slots=True)
class ConsentId:
    """A consent ID. `text` is its 16 characters, as stored; `printed` is what people read."""

    text: str

    @property
    def printed(self) -> str:
        """Return the ID in four groups of four."""
        text = self.text
        return f"{text[:4]}-{text[4:8]}-{text[8:12]}-{text[12:]}"

    def to_bytes(self) -> bytes:
        """Return the ID's 10 bytes, five bits a character (a token's cti)."""
        number = 0
        for value in map(_VALUES.__getitem__, self.text):
            number = number << 5 | value
        return number.to_bytes(BYTES, "big")


def from_body(body: str) -> ConsentId:
    """Add version and checks to 13 characters of the alphabet."""
    text = VERSION + body
    return ConsentId(text + checks_of(text))


def parse(text: str) -> ConsentId:
    """Read an ID in any case, with or without hyphens and spaces; I and L are 1, O is 0.

    Raises BadLength, BadCharacter or BadCheck.
    """
    characters = characters_of(text)
    if len(characters) != LENGTH:
        raise BadLength
    if not _VALUES.keys() >= set(characters):
        raise BadCharacter
    return _checked(characters)


def characters_of(text: str) -> str:
    """Return typed characters as those of the alphabet, as far as they are; nothing is checked."""
    return "".join(text.split()).translate(_READ_AS)


def from_bytes(content: bytes) -> ConsentId:
    """Read an ID's 10 bytes. Raises BadLength, BadCharacter (unknown version) or BadCheck."""
    if len(content) != BYTES:
        raise BadLength
    number = int.from_bytes(content, "big")
    return _checked("".join(ALPHABET[number >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5)))


def draw(random: Callable[[int], bytes], is_taken: Callable[[str], bool]) -> ConsentId:
    """Draw a new ID: derived from nothing, not taken (`is_taken` gets its 16 characters), fit to print."""
    for _ in range(_MOST_DRAWS):
        drawn = from_body(draw_body(random))
        if not reads_badly(drawn.text) and not is_taken(drawn.text):
            return drawn
    raise NoIdentifierLeft


def draw_body(random: Callable[[int], bytes]) -> str:
    """Draw 13 characters of the alphabet."""
    spare = -_RANDOM_BITS % 8
    number = int.from_bytes(random((_RANDOM_BITS + spare) // 8), "big") >> spare
    return "".join(ALPHABET[number >> shift & 31] for shift in range(_RANDOM_BITS - 5, -1, -5))


def _checked(text: str) -> ConsentId:
    if checks_of(text[:-2]) != text[-2:]:
        raise BadCheck
    if not text.startswith(VERSION):
        raise BadCharacter
    return ConsentId(text)


def checks_of(text: str) -> str:
    """Divide by (x+a)(x+a²) = x² + 6x + 8; the remainder is the two check characters."""
    high = low = 0
    for each in text:
        carry = _VALUES[each] ^ high
        high, low = low ^ _TIMES_6[carry], _TIMES_8[carry]
    return ALPHABET[high] + ALPHABET[low]


def _times(one: int, other: int) -> int:
    """Multiply in GF(32)."""
    product = 0
    for bit in range(5):
        if other >> bit & 1:
            product ^= one << bit
    for bit in range(8, 4, -1):
        if product >> bit & 1:
            product ^= 0b100101 << bit - 5
    return product


_TIMES_6: Final = tuple(_times(value, 6) for value in range(32))
_TIMES_8: Final = tuple(_times(value, 8) for value in range(32))
_VALUES: Final = {each: value for value, each in enumerate(ALPHABET)}
_READ_AS: Final = (
    {ord(each.lower()): each for each in ALPHABET}
    | dict.fromkeys(map(ord, "IiLl"), "1")
    | dict.fromkeys(map(ord, "Oo"), "0")
    | dict.fromkeys(map(ord, HYPHENS + _UNSEEN))
)
