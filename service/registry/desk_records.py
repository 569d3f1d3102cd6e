"""What the desk holds of each person: names to search, and what will be due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do about a person by a day; `consent` is the number printed on the paper, if any."""

    kind: str
    person: int
    due: date
    consent: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What the desk holds of one person: folded names, and the days on which something will be due."""

    names: str
    tasks: tuple[Task, ...]
    checks: tuple[Task, ...]
    orders: tuple[Task, ...] = ()
    phone: str = ""
    """The telephone number as gateways read it; empty: none."""
