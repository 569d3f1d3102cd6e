"""What a sheet of badges says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wearer:
    """Somebody expected: their name, and whether the event's list says yes to them without a condition."""

    name: str
    free: bool


@dataclass(frozen=True, slots=True)
class BadgeSheet:
    """Badges of one event, in the order of the names."""

    language: str
    event: str
    wearers: tuple[Wearer, ...]
