"""A calendar as other programs read it (RFC 5545): whole days with one title, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from service.registry.calendars import DayDue

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
_LONGEST: Final = 75
"""Octets of a line (RFC 5545, 3.1)."""
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """What a calendar says: its name, the title of each day, and the page of ours that each leads to."""

    name: str
    title: str
    page: str


def write_calendar(days: Iterable[DayDue], words: CalendarWords, now: datetime) -> bytes:
    """Write a calendar of whole days; `now` is in UTC. The same days at the same moment, the same bytes."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Aval//Aval//FR",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(words.name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
    ]
    for day in days:
        lines += _event(day, words, f"{now:%Y%m%dT%H%M%SZ}")
    lines.append("END:VCALENDAR")
    return b"".join(folded for line in lines for folded in _folded(line))


def _event(day: DayDue, words: CalendarWords, stamped: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{day.mark}@aval",
        f"DTSTAMP:{stamped}",
        f"DTSTART;VALUE=DATE:{_day(day.on)}",
        f"DTEND;VALUE=DATE:{_day(day.on + timedelta(days=1))}",
        f"SUMMARY:{_text(words.title)}",
        f"URL:{words.page}",
        "TRANSP:TRANSPARENT",
        "CLASS:PRIVATE",
        "END:VEVENT",
    ]


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    return text.translate(_ESCAPED)


def _folded(line: str) -> Iterator[bytes]:
    """Cut a line into lines of 75 octets at most, never inside a character; each ends with CRLF."""
    held = b""
    for character in line:
        octets = character.encode()
        if len(held) + len(octets) > _LONGEST:
            yield held + b"\r\n"
            held = b" "
        held += octets
    yield held + b"\r\n"
