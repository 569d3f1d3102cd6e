"""Dates and hours as people read them in Québec."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from service.i18n.dates import date_in_words, hour_in_words, moment_in_words, weekday_in_words
from service.i18n.typography import typeset_french

MONTREAL = ZoneInfo("America/Toronto")


@pytest.mark.parametrize(
    ("day", "french", "english"),
    [
        (date(2026, 10, 13), "13 octobre 2026", "October 13, 2026"),
        (date(2027, 1, 1), "1er janvier 2027", "January 1, 2027"),
        (date(2026, 8, 21), "21 août 2026", "August 21, 2026"),
    ],
)
def test_a_date_is_written_in_words(day: date, french: str, english: str) -> None:
    assert (date_in_words(day, "fr"), date_in_words(day, "en")) == (french, english)


def test_a_date_may_be_named_by_its_day() -> None:
    day = date(2026, 10, 18)
    assert weekday_in_words(day, "fr") == "dimanche 18 octobre 2026"
    assert weekday_in_words(day, "en") == "Sunday, October 18, 2026"


@pytest.mark.parametrize(
    ("hour", "minute", "french", "english"),
    [
        (14, 5, "14 h 05", "2:05 p.m."),
        (16, 0, "16 h", "4:00 p.m."),
        (0, 30, "0 h 30", "12:30 a.m."),
        (12, 0, "12 h", "12:00 p.m."),
    ],
)
def test_an_hour_is_written_as_here(hour: int, minute: int, french: str, english: str) -> None:
    moment = datetime(2026, 10, 13, hour, minute, tzinfo=MONTREAL)
    said = [hour_in_words(moment, language).replace("\N{NO-BREAK SPACE}", " ") for language in ("fr", "en")]
    assert said == [french, english]


def test_a_moment_is_told_by_the_local_clock() -> None:
    moment = datetime(2026, 3, 10, 3, 30, tzinfo=UTC)
    said = [moment_in_words(moment, MONTREAL, language) for language in ("fr", "en")]
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in said] == [
        "9 mars 2026 à 23 h 30",
        "March 9, 2026 at 11:30 p.m.",
    ]


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Ligne 22, colonne « Date » : non", "Ligne 22, colonne «_Date_»_: non"),
        ("1 412 à créer, 12 345 678 en tout", "1_412 à créer, 12_345_678 en tout"),
        ("avant 16 h, ou 14 h 05", "avant 16_h, ou 14_h_05"),
        ("Prêt? Oui! Non; 25 Mo", "Prêt? Oui! Non; 25_Mo"),
    ],
)
def test_unbreakable_spaces_are_put_in_by_machine(typed: str, set_: str) -> None:
    assert typeset_french(typed).replace("\N{NO-BREAK SPACE}", "_") == set_
