"""Birthdays and months to the day (R12, R22)."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.domain.ages import add_months, age_on, birthday, is_before_birthday, is_older, next_day

LEAP = date(2008, 2, 29)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
RULES = st.sampled_from(["march_1", "feb_28"])


@pytest.mark.parametrize(
    ("born", "years", "rule", "expected"),
    [
        (LEAP, 14, "march_1", date(2022, 3, 1)),
        (LEAP, 14, "feb_28", date(2022, 2, 28)),
        (LEAP, 16, "march_1", date(2024, 2, 29)),
        (date(2010, 2, 28), 14, "march_1", date(2024, 2, 28)),
        (date(9990, 1, 1), 18, "march_1", date.max),
    ],
)
def test_born_on_february_29_comes_of_age_on_march_1_unless_configured(
    born: date, years: int, rule: str, expected: date
) -> None:
    assert birthday(born, years, rule) == expected


def test_a_year_is_completed_on_the_day_itself() -> None:
    assert [age_on(LEAP, day) for day in (date(2026, 2, 28), date(2026, 3, 1))] == [17, 18]
    assert age_on(LEAP, date(2026, 2, 28), "feb_28") == 18


@given(DAYS, DAYS, RULES)
@example(LEAP, date(2026, 2, 28), "feb_28")
@example(LEAP, date(2026, 2, 28), "march_1")
@example(date(2008, 3, 1), date(2026, 3, 1), "march_1")
def test_an_age_grows_on_the_birthday_and_on_no_other_day(born: date, on: date, rule: str) -> None:
    years = on.year - born.year
    assert age_on(born, on, rule) == years - (on < birthday(born, years, rule))


@given(DAYS, DAYS, st.sampled_from([14, 18]), RULES)
@example(LEAP, date(2022, 2, 28), 14, "feb_28")
@example(LEAP, date(2022, 2, 28), 14, "march_1")
@example(date(2008, 3, 10), date(2026, 3, 9), 18, "march_1")
@example(date(2008, 3, 10), date(2026, 3, 10), 18, "march_1")
def test_a_day_before_a_birthday_is_told_as_the_calendar_tells_it(
    born: date, day: date, years: int, rule: str
) -> None:
    assert is_before_birthday(day, born, years, rule) == (day < birthday(born, years, rule))


@given(DAYS, DAYS, st.integers(1, 1200))
@example(date(2024, 2, 29), date(2026, 2, 28), 24)
@example(date(2024, 2, 29), date(2026, 3, 1), 24)
@example(date(2024, 1, 15), date(2026, 1, 16), 24)
def test_a_paper_is_older_the_day_after_its_months_are_over(start: date, day: date, months: int) -> None:
    assert is_older(start, months, day) == (day > add_months(start, months))


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2025, 8, 31), 1, date(2025, 9, 30)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(9999, 12, 1), 24, date.max),
    ],
)
def test_months_are_counted_to_the_day(start: date, months: int, expected: date) -> None:
    assert add_months(start, months) == expected


def test_after_the_last_of_all_days_there_is_none() -> None:
    assert next_day(date.max) == date.max
    assert next_day(date(2026, 2, 28)) == date(2026, 3, 1)
