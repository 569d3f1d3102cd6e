"""What a poster says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class PosterSheet:
    """One poster: for which activity, where and when, and the address its code opens."""

    language: str
    activity: str
    place: str
    held_on: date | None
    address: str
    establishment: str
    phone: str
