"""Status places: which bit of which list is whose; decoys among them look like any other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

PLACES_BITS = 20
"""A list has 2²⁰ places."""
MOST_LISTS = 1 << 16


@dataclass(frozen=True, slots=True)
class StatusPlaceRecord:
    """One place that was given: to a number (16 characters), or to nobody, as a decoy that is set or not."""

    list_number: int
    index: int
    citation: str = ""
    decoy_set: bool = False

    @property
    def key(self) -> int:
        """Return the one number of the place among those of all lists."""
        return self.list_number << PLACES_BITS | self.index


@dataclass(frozen=True, slots=True)
class StatusListRecord:
    """A list as it was last published: signed bytes, which anyone may load."""

    number: int
    published_at: datetime
    content: bytes
