"""Telling other programs of a change: one job in its transaction, whatever the cause and however many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.registry.webhook_records import WebhookRecord

if TYPE_CHECKING:
    from collections.abc import Iterable

    from service.registry.recording import Change

TELL: Final = "tell_programs"
MARK_BYTES: Final = 12


def tell_programs(change: Change, event: str, numbers: Iterable[int]) -> None:
    """Have programs told of posts or takedowns once the change is kept; nothing is kept when none listens."""
    told = ",".join(str(number) for number in numbers)
    if told and change.writer.list_entries(WebhookRecord, "open", None, 1):
        now = change.ports.clock()
        mark = change.ports.random(MARK_BYTES).hex()
        change.later(TELL, None, now, event=event, numbers=told, at=now.isoformat(), mark=mark)
