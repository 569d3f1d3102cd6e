"""Telling other programs of a change: one job in its transaction, whatever the cause and however many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.registry.webhook_records import WebhookRecord

if TYPE_CHECKING:
    from service.registry.recording import Change

TELL: Final = "tell_programs"


def tell_programs(change: Change, event: str, first: int, count: int = 1) -> None:
    """Have programs told of posts or takedowns, `count` of them, once the change is kept; if any listens."""
    if count and change.writer.list_entries(WebhookRecord, "open", None, 1):
        now = change.ports.clock()
        change.later(TELL, None, now, event=event, first=str(first), count=str(count), at=now.isoformat())
