"""An event: its roster, and what was made for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class EventRecord:
    """An event: its roster, and what was made for it."""

    number: int
    state: Literal["open", "closed"]
    made_at: datetime
    made_by: int
