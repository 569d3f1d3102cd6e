"""What verifying a court order does to the legal check: it answers one that is open, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from service.registry.legal_files import CHECK_DAYS
from service.registry.legal_records import CheckEntry

if TYPE_CHECKING:
    from datetime import date

    from service.registry.legal_records import LegalFile, OrderEntry, Stamp


def check_closed(legal: LegalFile, order: OrderEntry, mark: Stamp, day: date) -> LegalFile:
    """Close the check that a verified order answers: one pending or run out.

    Who never had one is asked for none; what legal rejected stays so; and a sign that came after the order
    was entered, and that legal has not looked at, is not answered by it.
    """
    if not legal.checks or not _is_open(legal.checks[-1], day) or _has_new_sign(legal, order):
        return legal
    until = day + timedelta(days=CHECK_DAYS)
    entry = CheckEntry(mark, "accepted", answered_on=day, until=until)
    return replace(legal, checks=(*legal.checks, entry))


def _is_open(last: CheckEntry, day: date) -> bool:
    if last.status == "accepted":
        return last.until is not None and last.until < day
    return last.status == "pending"


def _has_new_sign(legal: LegalFile, order: OrderEntry) -> bool:
    entered = order.stamp.recorded_at
    return any(one.seen_at is None and one.stamp.recorded_at >= entered for one in legal.signals)
