"""Break-glass: an auditor sees what legal sees, for a reason, with a second person's word, for an hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

BreakGlassState = Literal["open", "approved", "refused", "ended"]
"""`open` waits for the second person; an approved one ends by itself at `ends_at`."""


@dataclass(frozen=True, slots=True)
class BreakGlassRecord:
    """One request to see what is masked: who, why, on whom or what, who approved it, until when."""

    number: int
    asked_at: datetime
    asked_by: int
    role: str
    scope: str
    """`person` or `decision`."""
    subject: int
    """Number of the person or of the decision."""
    reason: str
    state: BreakGlassState
    decided_at: datetime | None = None
    decided_by: int | None = None
    ends_at: datetime | None = None
    ended_at: datetime | None = None
    reference: str = ""
    """What was typed, whether it stands for anything or not."""
