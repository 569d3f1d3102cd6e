"""Days and hours of the establishment: its local day, and the fixed hour at which openings take effect."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.registry.ports import Ports

IMMEDIATE = "immediate"
SATURDAY = 5


def today(ports: Ports) -> date:
    """Return the local date now."""
    return local_day(ports, ports.clock())


def local_day(ports: Ports, moment: datetime) -> date:
    """Return the local date of a moment."""
    return moment.astimezone(ports.time_zone).date()


def is_business_day(day: date, holidays: frozenset[str]) -> bool:
    """Tell whether offices are open that day."""
    return day.weekday() < SATURDAY and day.isoformat() not in holidays


def after_business_days(ports: Ports, day: date, count: int) -> date:
    """Return the day so many business days after a day."""
    while count:
        day += timedelta(days=1)
        count -= is_business_day(day, ports.policy.holidays)
    return day


def opening_at(ports: Ports, now: datetime) -> datetime:
    """Return when an answer given now that opens a permission takes effect (ux.md, no. 5)."""
    if ports.policy.minor_release == IMMEDIATE:
        return now
    day = local_day(ports, now) + timedelta(days=1)
    while not is_business_day(day, ports.policy.holidays):
        day += timedelta(days=1)
    hour = time.fromisoformat(ports.policy.minor_release)
    return datetime.combine(day, hour, tzinfo=ports.time_zone).astimezone(now.tzinfo)


def coming_sunday(day: date) -> date:
    """Return the Sunday on or after a day; the last of all days when none comes after it."""
    return day + min(timedelta(days=6 - day.weekday()), date.max - day)
