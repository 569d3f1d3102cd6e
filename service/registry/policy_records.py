"""A version of a policy or of the moderation list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class PolicyRecord:
    """A version of a policy or of the moderation list."""

    number: int
    state: Literal["open", "closed"]
    made_at: datetime
    made_by: int
