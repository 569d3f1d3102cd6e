"""A post somebody asked to see before it goes out, or was sent once it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class ReadingRecord:
    """A post somebody asked to see before it goes out, or was sent once it was."""

    number: int
    state: Literal["open", "closed"]
    made_at: datetime
    made_by: int
