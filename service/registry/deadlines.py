"""The days that legal must not miss, over all files; kept up with the acts, like the desk's lists."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.registry.legal_deadlines import LegalDeadline, is_near
from service.registry.moments import today
from service.registry.permissions import check_may

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from service.registry.account_records import Caller
    from service.registry.ports import Ports
    from service.registry.storing import Reader

A_YEAR: Final = timedelta(days=365)
LATE: Final = "late"
URGENCIES: Final = ((7, "week"), (30, "month"), (90, "quarter"))
"""Days left at most → how urgent that is."""


def list_deadlines(ports: Ports, caller: Caller) -> tuple[LegalDeadline, ...]:
    """List what ends or changes within 90 days or did so lately, the earliest first."""
    check_may(caller, "decide_legally")
    day = today(ports)
    with ports.store.reading() as reader:
        near = [one for one in every_day(ports, reader) if is_near(one, day)]
    return tuple(sorted(near, key=lambda one: (one.on, one.kind, one.person, one.item)))


def urgency(deadline: LegalDeadline, day: date) -> str:
    """Say how urgent a deadline is: late, or within 7, 30 or 90 days."""
    left = (deadline.on - day).days
    if left < 0:
        return LATE
    return next((name for most, name in URGENCIES if left <= most), URGENCIES[-1][1])


def days_ahead(ports: Ports, reader: Reader) -> tuple[date, ...]:
    """List the days of the coming year on which anything is due, each once."""
    day = today(ports)
    return tuple(sorted({one.on for one in every_day(ports, reader) if day <= one.on <= day + A_YEAR}))


def every_day(ports: Ports, reader: Reader) -> Iterator[LegalDeadline]:
    """Walk the deadlines of all files."""
    for row in ports.desk.rows(ports, reader, for_legal=True).values():
        yield from row.deadlines
