"""Access alerts: too many look-ups without a post; nothing of answers, of files or of hours counts.

Seen to fail: with refused posts explaining nothing; with reloads counted; with legal's accesses watched.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from service.registry.access_alerts import Alert, Thresholds, find_alerts
from service.registry.access_records import AccessRecord, Seen
from service.registry.questions import Who

NOON = datetime(2026, 10, 13, 16, tzinfo=UTC)
DAY = date(2026, 10, 13)
LEAST = Thresholds(people_a_day=3, listed_a_day=6, one_person=2, names_an_hour=2)
SOMEONE = Who(consent_id=None)


def alerts(*records: AccessRecord) -> tuple[Alert, ...]:
    zone = ZoneInfo("America/Toronto")
    return find_alerts(records, lambda at: at.astimezone(zone).date(), LEAST)


def look(person: int, at: datetime = NOON, action: str = "check", role: str = "publisher") -> AccessRecord:
    if action in {"check", "post_check", "post_clearance"}:
        asked, met = (SOMEONE,), ((person,),)
        return AccessRecord(at, 7, role, "api", action, asked=asked, matched=met)
    return AccessRecord(at, 7, role, "page", action, (Seen(person, 1),))


def guess(at: datetime = NOON) -> AccessRecord:
    return AccessRecord(at, 7, "publisher", "api", "check", asked=(SOMEONE,), matched=((0,),))


def many(count: int, action: str = "check", at: datetime = NOON) -> list[AccessRecord]:
    return [look(person, at, action) for person in range(1, count + 1)]


@pytest.mark.parametrize("action", ["check", "post_check", "person_viewed", "consent_viewed"])
def test_more_people_in_a_day_than_work_needs_is_an_alert(action: str) -> None:
    assert alerts(*many(3, action)) == ()
    assert alerts(*many(4, action)) == (Alert("many_people", 7, DAY, 4),)


def test_people_whom_a_search_lists_count_apart() -> None:
    assert alerts(*many(6, "people_searched")) == ()
    assert alerts(*many(7, "people_searched")) == (Alert("many_people", 7, DAY, 7),)


def test_the_day_is_the_local_one() -> None:
    late = datetime(2026, 10, 14, 3, 30, tzinfo=UTC)
    assert [one.day for one in alerts(*many(4, at=late))] == [DAY]
    assert alerts(*many(2), *[look(person, NOON + timedelta(days=1)) for person in (3, 4)]) == ()


@pytest.mark.parametrize("explains", ["post_clearance", "consent_registered", "person_changed"])
@pytest.mark.parametrize(("days", "found"), [(-7, 0), (7, 0), (8, 1), (-8, 1)])
def test_a_post_asked_for_or_work_on_the_file_explains_a_look_up(
    explains: str, days: int, found: int
) -> None:
    work = look(1, NOON + timedelta(days=days), explains)
    assert len(alerts(*many(4), work)) == found
    assert len(alerts(*many(4), replace(work, by=8))) == 1


def test_a_refused_post_explains_as_much_as_a_cleared_one() -> None:
    cleared = replace(look(1, action="post_clearance"), answer="yes", verdict="ALLOW")
    refused = replace(look(1, action="post_clearance"), answer="no", verdict="DENY", reasons=("X",))
    assert alerts(*many(4), cleared) == alerts(*many(4), refused) == ()


def test_what_was_answered_changes_nothing() -> None:
    told = [replace(one, answer="no", verdict="DENY", reasons=("LPJ",)) for one in many(4)]
    assert alerts(*told) == alerts(*many(4))


def test_a_legal_act_on_a_file_explains_nothing() -> None:
    assert len(alerts(*many(4), look(1, action="legal_file"))) == 1


@pytest.mark.parametrize("role", ["legal", "auditor", "quality", "person", "operator"])
def test_other_roles_and_odd_hours_are_no_alert(role: str) -> None:
    assert alerts(*[replace(one, role=role) for one in many(9)]) == ()
    night = datetime(2026, 10, 18, 7, tzinfo=UTC)
    assert alerts(*many(3, at=night)) == ()


def test_one_person_again_and_again_is_an_alert_on_the_day_it_becomes_too_much() -> None:
    looks = [look(1, NOON + timedelta(days=n)) for n in (0, 10, 20, 21)]
    assert alerts(*looks[:2]) == ()
    assert alerts(*looks) == (Alert("one_person", 7, DAY + timedelta(days=20), 3, 1),)


def test_a_month_later_it_is_not_too_much() -> None:
    assert alerts(*[look(1, NOON + timedelta(days=n)) for n in (0, 10, 30)]) == ()


def test_pages_opened_again_are_one_look_up() -> None:
    assert alerts(*[look(1, NOON + timedelta(minutes=n)) for n in range(9)]) == ()
    assert len(alerts(*[look(1, NOON + timedelta(minutes=10 * n)) for n in range(3)])) == 1


def test_guesses_within_an_hour_are_an_alert() -> None:
    guesses = [guess(NOON + timedelta(minutes=n)) for n in (0, 40, 59)]
    assert alerts(*guesses) == (Alert("guesses", 7, DAY, 3),)
    assert alerts(*guesses[:2], guess(NOON + timedelta(minutes=60))) == ()
    unregistered = Who(unregistered=True, role="visitor", adult=True)
    assert alerts(*[replace(one, asked=(unregistered,)) for one in guesses]) == ()


def test_users_are_counted_each_by_themselves_and_the_newest_day_comes_first() -> None:
    other = [replace(one, by=8) for one in many(4)]
    assert alerts(*many(2), *other[:2]) == ()
    later = many(4, at=NOON + timedelta(days=1))
    assert [(one.user, one.day.day) for one in alerts(*other, *later)] == [(7, 14), (8, 13)]
