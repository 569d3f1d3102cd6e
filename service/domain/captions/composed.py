"""A text as it is read: accents composed, and the way back to where each character was typed."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from unicodedata import is_normalized, normalize


@dataclass(frozen=True, slots=True)
class Composed:
    """A text in NFC; `typed` gives where a place in it stood in the text as typed (code points)."""

    text: str
    places: tuple[int, ...] | None = None

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """Return a span of the composed text as a span of the text that was typed."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end]


def compose(typed: str) -> Composed:
    """Compose a text. Decomposed, both spellings have one length: by it their places are matched."""
    if is_normalized("NFC", typed):
        return Composed(typed)
    text = normalize("NFC", typed)
    before = _lengths(typed)
    return Composed(text, tuple(bisect_left(before, length) for length in _lengths(text)))


def _lengths(text: str) -> list[int]:
    """Return how long the decomposed text is before each character, and in all."""
    return list(accumulate((len(normalize("NFD", each)) for each in text), initial=0))
