"""Words of the dashboard: for everyone, then those on authorizations, for communications."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    "screen.dashboard": "Dashboard",
    "dashboard.title": "Dashboard",
    "dashboard.lead": "Numbers as of {day}, over twelve months.",
    "dashboard.hidden": "A number below 10 is not shown.",
    "dashboard.few": "fewer than 10",
    "dashboard.what": "Detail",
    "dashboard.month": "Month",
    "dashboard.empty": "Nothing to count for now.",
    "dashboard.posts": "Posts by month",
    "dashboard.posts.of": "Posts",
    "dashboard.takedowns": "Posts to take down",
    "dashboard.takedowns.of": "Takedowns",
    "dashboard.takedowns.done": "Taken down",
    "dashboard.takedowns.done_late": "Taken down late",
    "dashboard.takedowns.open": "To take down",
    "dashboard.takedowns.late": "Late today",
    "dashboard.median": "Half of the takedowns are done in {time} or less.",
    "dashboard.minutes": ("{n} minute", "{n} minutes"),
    "dashboard.hours": ("{n} hour", "{n} hours"),
    "dashboard.days": ("{n} day", "{n} days"),
}

PAPERS: Final[dict[str, str | tuple[str, str]]] = {
    "dashboard.papers": "Authorizations",
    "dashboard.states": "Authorizations by state",
    "dashboard.signed": "Authorizations signed by month",
    "dashboard.ending": "Authorizations that end",
    "dashboard.ending.0-30": "Within 30 days",
    "dashboard.ending.31-60": "In 31 to 60 days",
    "dashboard.ending.61-90": "In 61 to 90 days",
    "dashboard.controls": "Posts without their line",
    "dashboard.controls.lead": "According to the monthly controls.",
    "dashboard.looked": "Looked at",
    "dashboard.without": "Without the line",
}
