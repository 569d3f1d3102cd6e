"""An address of another program that is told when answers may have changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class WebhookRecord:
    """An address of another program that is told when answers may have changed."""

    number: int
    state: Literal["open", "closed"]
    made_at: datetime
    made_by: int
