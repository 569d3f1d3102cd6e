"""An address of another program that is told of posts and takedowns, by their reference alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

EVENTS: Final = ("post.cleared", "post.published", "takedown.asked", "takedown.done")
"""What programs may be told. None says why: a takedown is told alike whatever asked for it."""


@dataclass(frozen=True, slots=True)
class WebhookRecord:
    """An address of another program: where, of what it is told, and why it is told no more."""

    number: int
    state: Literal["open", "closed"]
    made_at: datetime
    made_by: int
    url: str = ""
    events: tuple[str, ...] = EVENTS
    stopped: Literal["", "by_hand", "gone", "failing"] = ""
    """Who ended it: one of us, the program itself (410), or its own failures."""
    stopped_at: datetime | None = None
