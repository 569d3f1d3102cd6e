"""The first later date on which the verdict changes (rules.md §6)."""

from dataclasses import replace
from datetime import date

import pytest

from service.domain.facts import Facts, LegalCheck, Lpj, Person, Review
from service.domain.valid_until import valid_until
from tests.domain.examples import DAY, LAST_DAY, adult, case, child, consent, order, teenager

OPEN_ENDED = consent(expires=None)
LASTING = consent(expires=date(2040, 1, 1))
PROTECTED = child(lpj=Lpj("active"), consents=(replace(LASTING, signer="parent"),))


def gone(review: Review) -> Person:
    return adult(role="former_staff", reviews=(review,))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (case(adult()), date(2027, 1, 15)),
        (case(adult(consents=(OPEN_ENDED,))), date(2028, 1, 16)),
        (case(adult(consents=())), None),
        (case(adult(consents=(consent(signed=None),))), None),
        (case(adult(consents=(replace(LASTING, withdrawn=date(2026, 5, 1)),))), date(2026, 5, 1)),
        (case(adult(consents=(replace(LASTING, signed=date(2026, 5, 1)),))), date(2026, 5, 1)),
        (case(child(consents=(replace(LASTING, signer="parent"),))), date(2031, 6, 1)),
        (case(teenager(consents=(replace(LASTING, signer="parent"), LASTING))), date(2040, 1, 2)),
        (case(adult(consents=(LASTING,), deceased=date(2026, 7, 1))), date(2026, 7, 1)),
        (case(adult(consents=(LASTING,), legal_check=LegalCheck(until=DAY))), date(2026, 3, 11)),
        (case(PROTECTED, orders=(order(valid_to=date(2026, 4, 1)),)), date(2026, 4, 2)),
        (case(PROTECTED, orders=(order(valid_from=date(2026, 4, 1)),)), date(2026, 4, 1)),
        (case(PROTECTED, orders=(order(order_date=date(2026, 4, 1)),)), date(2026, 4, 1)),
        (
            case(gone(Review("STAFF_LEFT", "accepted", until=DAY))),
            date(2026, 3, 11),
        ),
        (
            case(gone(Review("STAFF_LEFT", "accepted", date(2026, 6, 1)))),
            date(2026, 6, 1),
        ),
        (case(adult(dob=None)), None),
        (case(adult(consents=(consent(expires=date.max),))), None),
    ],
)
def test_the_first_change_is_found(facts: Facts, expected: date | None) -> None:
    assert valid_until(facts) == expected


def test_other_reasons_for_the_same_verdict_are_no_change() -> None:
    stays_denied = case(adult(consents=(consent(expires=LAST_DAY, informed=False),)))
    assert valid_until(stays_denied) is None


def test_the_end_of_protection_is_a_turning_day() -> None:
    ended = adult(lpj=Lpj("ended", ended=date(2026, 6, 1)), dob=date(2008, 5, 1), consents=(LASTING,))
    assert valid_until(case(ended)) == date(2026, 5, 1)


def test_nothing_is_looked_at_beyond_the_last_day_asked_for() -> None:
    assert valid_until(case(adult()), not_after=date(2027, 1, 14)) is None
    assert valid_until(case(adult()), not_after=date(2027, 1, 15)) == date(2027, 1, 15)
