"""Which bit of a status list is whose: drawn at random, never given twice, with decoys between.

A place tells nothing of when a token was issued. Decoys are places that no token will ever have; they turn
with the true ones, always in eights, so that neither the count of set bits nor the difference of two lists
tells how many authorizations ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from service.credentials.refusals import StatusListFull
from service.credentials.tokens import PLACES

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

HALF_FULL: Final = PLACES // 2
STEP: Final = 8
"""Bits turned on, and bits turned off, at each publication: a multiple of this, never none."""
FIRST_DECOYS: Final = 1024
"""A new list begins with at least as many decoys, and less than twice as many."""
_DRAW_BYTES: Final = 3


@dataclass(frozen=True, slots=True)
class Decoys:
    """Places taken by nobody: those set now, and all that ever were (they are never given)."""

    on: frozenset[int]
    ever: frozenset[int]


def draw_place(taken: AbstractSet[int], random: Callable[[int], bytes]) -> int:
    """Draw a place that nobody has. `taken`: given to tokens, or ever a decoy.

    Raises StatusListFull when half the places are taken.
    """
    if len(taken) >= HALF_FULL:
        raise StatusListFull
    while True:
        place = int.from_bytes(random(_DRAW_BYTES), "big") % PLACES
        if place not in taken:
            return place


def first_decoys(random: Callable[[int], bytes]) -> Decoys:
    """Draw the decoys a new list begins with; how many is itself drawn."""
    count = FIRST_DECOYS + int.from_bytes(random(_DRAW_BYTES), "big") % FIRST_DECOYS
    drawn = _draw_several(count, frozenset(), random)
    return Decoys(drawn, drawn)


def turn_decoys(
    decoys: Decoys, given: AbstractSet[int], turned: tuple[int, int], random: Callable[[int], bytes]
) -> Decoys:
    """Turn decoys for the next publication.

    `given` are the places of tokens; `turned` says how many of those turned on and off since the last
    publication. Raises StatusListFull when half the places are taken.
    """
    on, off = (_up_to_step(count) - count for count in turned)
    fresh = _draw_several(on, given | decoys.ever, random)
    ended = _choose(off, decoys.on, random)
    return Decoys(decoys.on - ended | fresh, decoys.ever | fresh)


def _up_to_step(count: int) -> int:
    return max(STEP, -(-count // STEP) * STEP)


def _draw_several(count: int, taken: AbstractSet[int], random: Callable[[int], bytes]) -> frozenset[int]:
    drawn: set[int] = set()
    known = set(taken)
    while len(drawn) < count:
        place = draw_place(known, random)
        known.add(place)
        drawn.add(place)
    return frozenset(drawn)


def _choose(count: int, among: frozenset[int], random: Callable[[int], bytes]) -> frozenset[int]:
    ordered = sorted(among)
    chosen: set[int] = set()
    for _ in range(min(count, len(ordered))):
        chosen.add(ordered.pop(int.from_bytes(random(8), "big") % len(ordered)))
    return frozenset(chosen)
