"""Work to be done after a change, kept in its transaction: nothing promised is lost to a crash."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

UNREADABLE: Final = "unreadable"
"""Kind of a row that cannot be opened: it is done by nobody, and told as stuck."""


@dataclass(frozen=True, slots=True)
class JobRecord:
    """One thing to do later (a courriel to send, a form to seal); done, its row goes.

    It may be done twice when the process stops in between: what it does must bear that.
    """

    number: int
    kind: str
    due_at: datetime
    person: int | None = None
    details: dict[str, str] = field(default_factory=dict)
    tries: int = 0
    """How often it was taken up before."""
