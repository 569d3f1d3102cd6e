"""The establishment's day, not the machine's: late in the evening in Québec it is tomorrow in UTC."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

QUEBEC = ZoneInfo("America/Toronto")


def today() -> date:
    """Return the day that a paper signed now bears."""
    return datetime.now(QUEBEC).date()
