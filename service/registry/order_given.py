"""What is given of a court order: where it is found, what it says, what is said of its stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class OrderKey:
    """Where an order is found: the file of a person it covers, and its item there."""

    person: int
    item: int


@dataclass(frozen=True, slots=True)
class StaySaid:
    """What is said of an appeal or a stay, or of its end: `appeal` or `stay`, since when, a note."""

    ground: str | None = None
    on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class NewOrder:
    """An order as read from the judgment; what it does not name it does not allow."""

    court: str
    file_number: str
    order_date: date
    persons: tuple[int, ...]
    media: tuple[str, ...]
    channels: tuple[str, ...]
    purposes: tuple[str, ...]
    conditions: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    works: tuple[str, ...] | None = None
    dispenses_consent: bool = False
    statute_cited: str | None = None
    judge: str | None = None
    district: str | None = None
    copy_location: str | None = None
    interpretation: str | None = None
    other_conditions: str = ""
    """Conditions that the closed catalogue does not hold: such an order cannot be verified."""
    renews: OrderKey | None = None
