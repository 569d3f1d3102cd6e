"""Days typed on a page as moments, by the establishment's clock."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final

from service.registry.moments import local_day
from service.registry.ports import Ports

NOON: Final = time(12)


def moment_of_day(ports: Ports, day: date) -> datetime:
    """Return now for today, and noon for a day past: pages ask for days, the registry keeps moments."""
    now = ports.clock()
    if day == local_day(ports, now):
        return now
    return datetime.combine(day, NOON, tzinfo=ports.time_zone)
