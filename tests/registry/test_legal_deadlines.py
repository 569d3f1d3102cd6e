"""Days legal must not miss: orders, checks, decisions, birthdays; told when near, each once.

Seen to fail: with the older of two orders listed still, with a birthday of 29 February lost, and with the
day's note of the letters left out.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.ages import age_on
from service.registry.files import File
from service.registry.legal_deadlines import AHEAD, LegalDeadline, days_of, is_near
from service.registry.legal_records import (
    CheckEntry,
    LegalFile,
    OrderEntry,
    ProtectionEntry,
    ReviewEntry,
    Stamp,
    Verification,
)
from service.registry.people_records import Names, PersonRecord, RolePeriod

NOW = datetime(2026, 10, 13, 12, tzinfo=UTC)
TODAY = NOW.date()
MARK = Stamp(NOW, NOW, 1)
DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


def file_with(born: date | None = None, **legal: object) -> File:
    person = PersonRecord(7, Names("Noé Roy"), (RolePeriod("user"),), NOW, NOW, birth_date=born)
    return File(person, (), replace(LegalFile(7), **legal), 1)  # type: ignore[arg-type] # fields of a file


def order(item: int, dated: date, last: date | None, outcome: str | None = "verified") -> OrderEntry:
    verified = (Verification(MARK, outcome),) if outcome else ()
    return OrderEntry(
        item,
        MARK,
        "CQ_youth",
        "110-41-900123-259",
        dated,
        (7,),
        ("photo",),
        ("facebook",),
        ("promotion",),
        valid_to=last,
        verifications=verified,
    )


def kinds(file: File) -> list[tuple[str, int]]:
    near = sorted((one.on, one.kind, one.item) for one in days_of(file) if is_near(one, TODAY))
    return [(kind, item) for _, kind, item in near]


@pytest.mark.parametrize(("left", "told"), [(-91, 0), (-90, 1), (0, 1), (7, 1), (90, 1), (91, 0)])
def test_the_last_day_of_an_order_is_told_ninety_days_around_it(left: int, told: int) -> None:
    file = file_with(orders=(order(1, TODAY, TODAY + timedelta(days=left)),))
    assert len(kinds(file)) == told


@pytest.mark.parametrize(
    ("orders", "told"),
    [
        pytest.param(((1, 10, None),), [], id="not verified"),
        pytest.param(((1, 10, "rejected"),), [], id="rejected"),
        pytest.param(((1, 10, "verified"), (2, 5, None)), [1], id="its renewal waits"),
        pytest.param(((1, 10, "verified"), (2, 5, "verified")), [2], id="renewed"),
        pytest.param(((1, 10, "verified"), (2, 10, "verified")), [1, 2], id="two of one day"),
    ],
)
def test_an_order_is_told_until_a_later_one_has_taken_its_place(
    orders: tuple[tuple[int, int, str | None], ...], told: list[int]
) -> None:
    entries = tuple(
        order(item, TODAY - timedelta(days=ago), TODAY + timedelta(days=20), outcome)
        for item, ago, outcome in orders
    )
    assert [item for _, item in kinds(file_with(orders=entries))] == told


def test_checks_and_decisions_are_told_by_their_last_entry() -> None:
    check = CheckEntry(MARK, "accepted", until=TODAY + timedelta(days=3))
    review = ReviewEntry(4, MARK, "STAFF_LEFT", "accepted", TODAY, TODAY + timedelta(days=2))
    longer = replace(review, item=5, until=TODAY + timedelta(days=30))
    file = file_with(checks=(check,), reviews=(review, longer))
    assert kinds(file) == [("check", 0), ("review", 5)]
    pending = replace(file, legal=replace(file.legal, checks=(check, CheckEntry(MARK, "pending"))))
    assert kinds(pending) == [("review", 5)]


def test_birthdays_are_told_of_those_with_an_order_or_protection_and_not_once_passed() -> None:
    born = date(2012, 10, 20)
    protected = ProtectionEntry(MARK, "active")
    assert kinds(file_with(born)) == []
    assert kinds(file_with(born, protections=(ProtectionEntry(MARK, "unknown"),))) == []
    assert kinds(file_with(born, protections=(protected,))) == [("turning_14", 0)]
    assert kinds(file_with(date(2012, 10, 12), protections=(protected,))) == []


def test_nothing_is_told_of_who_has_died() -> None:
    file = file_with(orders=(order(1, TODAY, TODAY),))
    dead = replace(file, person=replace(file.person, deceased=TODAY))
    assert kinds(dead) == []


@pytest.mark.parametrize(
    ("rule", "fourteen", "eighteen"),
    [
        ("march_1", date(2026, 3, 1), date(2030, 3, 1)),
        ("feb_28", date(2026, 2, 28), date(2030, 2, 28)),
    ],
)
def test_who_was_born_on_a_leap_day_turns_14_and_18_by_the_rule_of_the_house(
    rule: str, fourteen: date, eighteen: date
) -> None:
    file = file_with(date(2012, 2, 29), protections=(ProtectionEntry(MARK, "active"),))
    assert [one.on for one in days_of(file, rule)] == [fourteen, eighteen]


@given(DAYS | st.just(date(2016, 2, 29)), st.sampled_from(["march_1", "feb_28"]))
def test_a_birthday_is_the_first_day_of_the_age_whatever_the_day_of_birth(born: date, rule: str) -> None:
    file = file_with(born, protections=(ProtectionEntry(MARK, "active"),))
    days = {one.kind: one.on for one in days_of(file, rule)}
    for kind, age in (("turning_14", 14), ("turning_18", 18)):
        assert age_on(born, days[kind], rule) == age
        assert age_on(born, days[kind] - timedelta(days=1), rule) == age - 1


@given(DAYS, DAYS)
def test_what_is_told_is_near_and_what_is_near_is_told(last: date, today: date) -> None:
    file = file_with(orders=(order(3, date(2000, 1, 1), last),))
    (told,) = days_of(file)
    assert told == LegalDeadline(7, "order", last, 3)
    assert is_near(told, today) == (abs(last - today) <= AHEAD)
