"""A declared situation, and what was done about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class IncidentRecord:
    """A declared situation, and what was done about it."""

    number: int
    state: Literal["open", "closed"]
    made_at: datetime
    made_by: int
