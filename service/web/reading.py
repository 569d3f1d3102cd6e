"""Reading what people type: days, numbers, names with their second detail. Never corrected, never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from service.registry.questions import Who

_DAY: Final = re.compile(r"(\d{4})[-/. ]?(\d{2})[-/. ]?(\d{2})")
_LIKE_A_DAY: Final = re.compile(
    r"""
    \d{4}[-/. ]\d{1,2}[-/. ]\d{1,2} | \d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}  # 1984-3-27, 27/03/1984
    | \d{1,2}(er)?[ ][^\W\d]+\.?[ ]\d{4} | [^\W\d]+\.?[ ]\d{1,2},?[ ]\d{4}  # 27 mars 1984, March 27, 1984
    """,
    re.VERBOSE,
)
_NAMED: Final = re.compile(r"(?P<name>[^()]*[^()\s])\s*\((?P<number>[^()]*\d[^()]*)\)")
"""A line that an event's list fills in: a name, and the number to cite, which alone is asked about."""
_NUMBER: Final = re.compile(r"\d")
_SEPARATORS: Final = re.compile(r"[;,\t]")
OLDEST: Final = 1890


class NotADay(ValueError):
    """The text is no day of the calendar."""


def read_day(text: str) -> date:
    """Read « 2026-10-13 », « 20261013 » or « 2026 10 13 ». Raises `NotADay`."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise NotADay
    year, month, day = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADay from None


def seems_a_day(text: str) -> bool:
    """Tell whether someone meant a day, and it is not written as one: no staff number looks like that."""
    return _LIKE_A_DAY.fullmatch(text.strip()) is not None and _birth_day(text) is None


def read_who(named: str, factor: str = "") -> Who:
    """Read a person: a number to cite (it has a digit, names have none), or a name and its second detail."""
    named, factor = named.strip(), factor.strip()
    listed = _NAMED.fullmatch(named)
    if listed:
        return Who(consent_id=listed["number"], name=listed["name"])
    if _NUMBER.search(named):
        return Who(consent_id=named)
    return with_factor(Who(name=named), factor)


def with_factor(who: Who, factor: str) -> Who:
    """Add a second detail, recognised by its look: a courriel, a day of birth, else a staff number."""
    if not factor:
        return who
    if "@" in factor:
        return replace(who, email=factor)
    born = _birth_day(factor)
    return replace(who, birth_date=born) if born else replace(who, staff_number=factor)


def read_line(line: str) -> Who:
    """Read « Camille Roy, 1984-03-27 », « Roy, Camille; c.roy@exemple.ca » or a number alone."""
    name, *rest = _SEPARATORS.split(line)
    if not rest or _NAMED.fullmatch(line.strip()):
        return read_who(line)
    factor = rest[-1].strip()
    if not (_NUMBER.search(factor) or "@" in factor):
        return read_who(line)  # « Roy, Camille » is a name
    return with_factor(Who(name=", ".join(part.strip() for part in (name, *rest[:-1]))), factor)


@dataclass(frozen=True, slots=True)
class Upload:
    """One file sent: the field, its name at the sender's, its bytes."""

    field: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form sent: values by field, blanks and empty ones left out, and the bytes of files."""

    values: Mapping[str, tuple[str, ...]]
    files: Mapping[str, bytes]
    uploads: tuple[Upload, ...] = ()
    """Every file with its name, where several may come."""

    def text(self, name: str) -> str:
        """Return the first value of a field, or nothing."""
        values = self.values.get(name, ())
        return values[0] if values else ""

    def some(self, name: str) -> str | None:
        """Return the first value of a field, None when it was left empty."""
        return self.text(name) or None

    def each(self, name: str) -> tuple[str, ...]:
        """Return all values of a field, for boxes ticked."""
        return self.values.get(name, ())

    def ticked(self, name: str) -> bool:
        """Tell whether a lone box is ticked."""
        return self.text(name) == "yes"


NOTHING_SENT: Final = Sent({}, {})


def _birth_day(text: str) -> date | None:
    try:
        day = read_day(text)
    except NotADay:
        return None
    return day if day.year >= OLDEST else None
