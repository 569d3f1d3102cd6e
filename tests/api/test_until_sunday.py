"""P3: a publisher's answer says until when it holds: the coming Sunday, or the day asked about alone.

The day itself whenever something changes by Sunday, whatever it is: neither a birthday nor the end of an
order can be told from it. Seen to fail: with the date of the change itself, with the Sunday after on a
Sunday, and with a no that looks at what would change it.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.api.office import BORN, Office, named, signed
from tests.api.worlds import CHILD, NAME, answer, child, enter
from tests.support.ports import MovableClock

MONDAY = date(2026, 10, 12)
SUNDAY = date(2026, 10, 18)
WEEK = [MONDAY + timedelta(days=place) for place in range(7)]
TEN_DAYS_ON = date(2026, 10, 22)


@pytest.fixture(autouse=True)
def _everything_is_entered_the_day_before(clock: MovableClock) -> None:
    clock.now = noon(MONDAY - timedelta(days=1))


def ask_on(office: Office, clock: MovableClock, day: date, name: str = "Ana Roy", born: str = BORN) -> str:
    """Ask on a day, at noon, about that day; return until when the answer holds."""
    clock.now = noon(day)
    return str(office.ask(named(name, born), on=day.isoformat())["valid_until"])


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("America/Toronto"))


def verify(office: Office, order: str) -> None:
    office.post(f"court-orders/{order}/verification", "legal two", {"outcome": "verified", "note": ""})


@pytest.mark.parametrize("day", WEEK, ids=[f"{day:%A}" for day in WEEK])
def test_a_yes_and_a_no_hold_till_sunday_whatever_the_weekday(
    office: Office, clock: MovableClock, day: date
) -> None:
    office.consent(office.person("Ana Roy"))
    assert ask_on(office, clock, day) == "2026-10-18"
    assert ask_on(office, clock, day, "Personne Inconnue") == "2026-10-18"


@pytest.mark.parametrize(("last", "until"), [(SUNDAY, "2026-10-18"), (SUNDAY - timedelta(days=1), None)])
@pytest.mark.parametrize("day", WEEK[:6], ids=[f"{day:%A}" for day in WEEK[:6]])
def test_a_paper_that_ends_before_sunday_is_answered_for_day_after_day(
    office: Office, clock: MovableClock, day: date, last: date, until: str | None
) -> None:
    office.consent(office.person("Ana Roy"), valid_until=last.isoformat())
    assert ask_on(office, clock, day) == (until or day.isoformat())


def test_a_question_about_a_later_day_is_answered_till_the_sunday_after_it(office: Office) -> None:
    office.consent(office.person("Ana Roy"), valid_until=TEN_DAYS_ON.isoformat())
    days = ("2026-10-18", "2026-10-19", "2026-10-22", "2026-10-23")
    until = [office.ask(named("Ana Roy"), on=day)["valid_until"] for day in days]
    assert until == ["2026-10-18", "2026-10-19", "2026-10-22", "2026-10-25"]


def test_the_day_is_the_establishments_and_not_greenwichs(office: Office, clock: MovableClock) -> None:
    office.consent(office.person("Ana Roy"))
    clock.now = datetime(2026, 10, 18, 23, 30, tzinfo=ZoneInfo("America/Toronto"))
    assert office.ask(named("Ana Roy"), on="2026-10-18")["valid_until"] == "2026-10-18"


def test_a_fourteenth_birthday_before_sunday_leaves_the_day_alone(
    office: Office, clock: MovableClock
) -> None:
    born = "2012-10-15"
    person = office.person("Ana Roy", birth_date=born)
    signature = signed("")["signatures"][0]  # type: ignore[index] # a list of one
    parents = [{**signature, "signer": "parent", "name": name} for name in ("Luc Roy", "Zoé Roy")]
    office.consent(person, form="minor", signatures=parents)
    answer(office, person, "accepted", "none")
    assert ask_on(office, clock, MONDAY, born=born) == "2026-10-12"


@pytest.mark.parametrize(("last", "until"), [("2026-10-16", "2026-10-12"), ("2026-10-18", "2026-10-18")])
def test_the_end_of_an_order_before_sunday_leaves_the_day_alone(
    office: Office, clock: MovableClock, last: str, until: str
) -> None:
    person = child(office)
    answer(office, person, "accepted", "active")
    verify(office, enter(office, person, valid_to=last))
    assert ask_on(office, clock, MONDAY, NAME, CHILD) == until


def test_a_no_that_will_be_a_yes_by_sunday_holds_till_sunday(office: Office, clock: MovableClock) -> None:
    person = child(office)
    answer(office, person, "accepted", "active")
    verify(office, enter(office, person, valid_from="2026-10-14", valid_to="2026-10-16"))
    assert ask_on(office, clock, MONDAY, NAME, CHILD) == "2026-10-18"
    assert ask_on(office, clock, WEEK[2], NAME, CHILD) == "2026-10-14"
