"""Whom a direction lets use the establishment's accounts on social media."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class DesignationRecord:
    """Whom a direction lets use accounts or pages (policy 10 974, 7.4); `open` until it is ended."""

    number: int
    state: Literal["open", "closed"]
    made_at: datetime
    made_by: int
    name: str = ""
    position: str = ""
    direction: str = ""
    accounts: str = ""
    """Accounts and pages, as the direction names them."""
    since: date | None = None
    until: date | None = None
    """Last day, that day included; None: until somebody ends it."""
    told_at: datetime | None = None
    """When communications took note."""
    told_by: int | None = None
    user: int | None = None
    """Their account here, when they have one."""
    ended_at: datetime | None = None
    ended_by: int | None = None
