"""What a token says is granted: media times channels, each channel good for each medium."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from service.domain.vocabulary import CHANNELS, MEDIA

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Scope:
    """Media and channels, each in the order of the rules' lists."""

    media: tuple[str, ...]
    channels: tuple[str, ...]


def largest_product(granted: Iterable[tuple[str, str]]) -> Scope | None:
    """Return the largest media × channels all of whose cells are granted; None when nothing is.

    `granted` are (medium, channel) for which at least one purpose is granted. Of two as large, the one with
    more media counts, then the one whose media come first in the list.
    """
    by_medium = defaultdict[str, set[str]](set)
    for medium, channel in granted:
        by_medium[medium].add(channel)
    best: Scope | None = None
    for size in range(len(by_medium), 0, -1):
        for media in combinations([each for each in MEDIA if each in by_medium], size):
            shared = set(CHANNELS).intersection(*(by_medium[each] for each in media))
            if shared and (best is None or _cells(best) < size * len(shared)):
                best = Scope(media, tuple(each for each in CHANNELS if each in shared))
    return best


def _cells(scope: Scope) -> int:
    return len(scope.media) * len(scope.channels)


def encode_bits(words: Sequence[str], listed: tuple[str, ...]) -> int:
    """Write words as one bit each, by their place in the list."""
    return sum(1 << listed.index(each) for each in set(words))


@lru_cache(maxsize=1024)
def decode_bits(bits: int, listed: tuple[str, ...]) -> tuple[str, ...]:
    """Read bits as words of the list, in its order."""
    return tuple(word for place, word in enumerate(listed) if bits >> place & 1)
