"""A reader of calendars, written from RFC 5545 and sharing nothing with our writer."""

import re
from dataclasses import dataclass, field

TEXTS = ("SUMMARY", "X-WR-CALNAME")
"""Properties whose commas and semicolons must be escaped (RFC 5545, 3.3.11)."""


@dataclass(frozen=True, slots=True)
class ReadCalendar:
    """The properties of a calendar, and those of each event, by name with its parameters."""

    properties: dict[str, str] = field(default_factory=dict)
    events: list[dict[str, str]] = field(default_factory=list)


def read_calendar_text(content: bytes) -> ReadCalendar:
    """Read a calendar; whatever the RFC does not allow is an error."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    raw = content[:-2].split(b"\r\n")
    assert all(len(line) <= 75 for line in raw)
    for octets in raw:
        octets.decode()  # a character is never cut in two
    lines = content[:-2].decode().replace("\r\n ", "").split("\r\n")
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    read = ReadCalendar()
    here: dict[str, str] | None = None
    for line in lines[1:-1]:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            here = {}
        elif line == "END:VEVENT":
            assert here is not None
            read.events.append(here)
            here = None
        else:
            (read.properties if here is None else here)[name] = _plain(name, value)
    return read


def _plain(name: str, value: str) -> str:
    assert name not in TEXTS or not re.search(r"[,;]", re.sub(r"\\.", "", value)), value
    return re.sub(r"\\(.)", lambda met: "\n" if met[1] in "nN" else met[1], value)
