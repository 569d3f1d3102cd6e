"""Where the legal check of one file stands, as the desk holds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CheckStanding:
    """The last check recorded in a file, and what decides whether it may be asked about."""

    status: str
    since: date
    until: date | None
    asked_on: date | None
    """The day youth protection's respondent was asked, while the answer is awaited."""
    born: date | None
    has_form: bool
    signs: int
    """How many signs legal has not looked at."""
    signed: bool = False
    """A sign was reported since the last answer."""
