"""Who a direction lets use social media, or who lets confidential content out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class DesignationRecord:
    """Who a direction lets use social media, or who lets confidential content out."""

    number: int
    state: Literal["open", "closed"]
    made_at: datetime
    made_by: int
