"""Birthdays, completed years, months to the day, and the local day of an instant."""

from calendar import isleap, monthrange
from datetime import MAXYEAR, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

CONSENTS_ALONE: Final = 14
"""The age from which a minor's own signature counts (C.c.Q. 14)."""
MAJORITY: Final = 18

_FEBRUARY: Final = 2
_LEAP_DAY: Final = 29
_MONTHS: Final = 12
_SHORTEST_MONTH: Final = 28


def birthday(born: date, years: int, feb29_rule: str = "march_1") -> date:
    """Return the day a person reaches an age; born on February 29: March 1 or February 28 (R22)."""
    year = born.year + years
    if year > MAXYEAR:
        return date.max
    if born.month == _FEBRUARY and born.day == _LEAP_DAY and not isleap(year):
        return date(year, 3, 1) if feb29_rule == "march_1" else date(year, _FEBRUARY, 28)
    return date(year, born.month, born.day)


def age_on(born: date, on: date, feb29_rule: str = "march_1") -> int:
    """Return the age in completed years on a local date (R22)."""
    years = on.year - born.year
    if born.month == _FEBRUARY and born.day == _LEAP_DAY:
        return years - (on < birthday(born, years, feb29_rule))
    return years - ((on.month, on.day) < (born.month, born.day))


def is_before_birthday(day: date, born: date, years: int, feb29_rule: str = "march_1") -> bool:
    """Tell whether a day is before the person reaches an age; most often the year alone tells."""
    year = born.year + years
    return day.year < year or (day.year == year and day < birthday(born, years, feb29_rule))


def add_months(start: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month (R12)."""
    years, month = divmod(start.year * _MONTHS + start.month - 1 + months, _MONTHS)
    if years > MAXYEAR:
        return date.max
    shortest = start.day <= _SHORTEST_MONTH  # most days stand in every month
    day = start.day if shortest else min(start.day, monthrange(years, month + 1)[1])
    return date(years, month + 1, day)


def is_older(start: date, months: int, day: date) -> bool:
    """Tell whether more than so many months have passed on a day; to the day is not more (R12)."""
    passed = (day.year - start.year) * _MONTHS + day.month - start.month
    return passed > months or (passed == months and day > add_months(start, months))


def next_day(day: date) -> date:
    """Return the day after; the last of all days has none after it."""
    return day if day == date.max else day + timedelta(days=1)


def local_date(instant: datetime, time_zone: str) -> date:
    """Return the local date of an instant at the place of publication; `instant` carries its offset."""
    return instant.astimezone(ZoneInfo(time_zone)).date()
