"""A calendar as other programs read it: RFC 5545, read back by a reader of our own.

Seen to fail: with lines folded inside a character, and with a comma left as it is.
"""

from datetime import UTC, date, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from service.registry.calendars import DayDue
from service.registry.icalendar import CalendarWords, write_calendar
from tests.support.calendars import read_calendar_text

NOW = datetime(2026, 10, 13, 18, 5, tzinfo=UTC)
WORDS = CalendarWords("Aval", "Échéance à voir dans Aval", "https://aval.test/echeances")
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n"), max_size=200)


def test_a_calendar_without_days_is_a_calendar() -> None:
    read = read_calendar_text(write_calendar((), WORDS, NOW))
    assert (read.properties["VERSION"], read.properties["METHOD"], read.events) == ("2.0", "PUBLISH", [])


def test_each_day_lasts_one_day_and_says_one_title() -> None:
    (event,) = read_calendar_text(write_calendar([DayDue(date(2028, 2, 29), "ab" * 16)], WORDS, NOW)).events
    assert event == {
        "UID": "ab" * 16 + "@aval",
        "DTSTAMP": "20261013T180500Z",
        "DTSTART;VALUE=DATE": "20280229",
        "DTEND;VALUE=DATE": "20280301",
        "SUMMARY": "Échéance à voir dans Aval",
        "URL": "https://aval.test/echeances",
        "TRANSP": "TRANSPARENT",
        "CLASS": "PRIVATE",
    }


@example("Échéance, à voir; dans\n\\Aval", [date(2028, 2, 29)])
@given(TEXTS, st.lists(st.dates(date(1000, 1, 1), date.max - timedelta(days=1)), max_size=3))
def test_whatever_is_written_is_read_back(title: str, days: list[date]) -> None:
    content = write_calendar([DayDue(day, "0" * 32) for day in days], CalendarWords("A", title, "u"), NOW)
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    events = read_calendar_text(content).events
    assert [one["SUMMARY"] for one in events] == [title for _ in days]
    assert [one["DTSTART;VALUE=DATE"] for one in events] == [f"{day:%Y%m%d}" for day in days]
