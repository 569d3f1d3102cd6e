"""Dates and hours as people read them, whatever the machine's locale."""

from datetime import date, datetime, tzinfo
from typing import Final

from service.i18n.typography import NBSP

_MONTHS: Final = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_DAYS: Final = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_NOON: Final = 12


def date_in_words(day: date, language: str) -> str:
    """Write « 13 octobre 2026 », « 1er octobre 2026 », or `October 13, 2026`."""
    month = _MONTHS[language][day.month - 1]
    if language == "fr":
        return f"{'1er' if day.day == 1 else day.day} {month} {day.year}"
    return f"{month} {day.day}, {day.year}"


def month_in_words(month: str, language: str) -> str:
    """Write « 2026-10 » as « octobre 2026 », or `October 2026`."""
    year, _, number = month.partition("-")
    return f"{_MONTHS[language][int(number) - 1]} {year}"


def weekday_in_words(day: date, language: str) -> str:
    """Write the date with its day: « dimanche 18 octobre 2026 », `Sunday, October 18, 2026`."""
    name = _DAYS[language][day.weekday()]
    between = " " if language == "fr" else ", "
    return f"{name}{between}{date_in_words(day, language)}"


def hour_in_words(moment: datetime, language: str) -> str:
    """Write « 14 h 05 », « 16 h », or `2:05 p.m.`."""
    if language == "fr":
        minutes = f"{NBSP}{moment.minute:02d}" if moment.minute else ""
        return f"{moment.hour}{NBSP}h{minutes}"
    hour = moment.hour % _NOON or _NOON
    return f"{hour}:{moment.minute:02d}{NBSP}{'a.m.' if moment.hour < _NOON else 'p.m.'}"


def moment_in_words(moment: datetime, zone: tzinfo, language: str) -> str:
    """Write a UTC moment by the local clock: « 13 octobre 2026 à 14 h 05 »."""
    local = moment.astimezone(zone)
    between = " à " if language == "fr" else " at "
    return f"{date_in_words(local.date(), language)}{between}{hour_in_words(local, language)}"
