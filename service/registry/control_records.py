"""A monthly control: posts drawn by chance, looked at, signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class ControlRecord:
    """A monthly control: posts drawn by chance, looked at, signed."""

    number: int
    state: Literal["open", "closed"]
    made_at: datetime
    made_by: int
