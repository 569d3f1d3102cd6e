"""The first later date on which the verdict changes (rules.md §6, valid_until)."""

from dataclasses import replace
from datetime import date

from service.domain.ages import CONSENTS_ALONE, MAJORITY, add_months, birthday, next_day
from service.domain.decision import DEFAULTS, decide
from service.domain.facts import Config, Consent, CourtOrder, Facts, Person


def valid_until(facts: Facts, config: Config = DEFAULTS, *, not_after: date | None = None) -> date | None:
    """Return the first later date on which the same facts give another verdict; None when there is none.

    With `not_after`, only dates up to that day are looked at.
    """
    days = turning_days(facts, config)
    if not_after is not None:
        days = [day for day in days if day <= not_after]
    if not days:
        return None
    verdict = decide(facts, config).verdict
    for day in days:
        if decide(replace(facts, post=replace(facts.post, date=day)), config).verdict != verdict:
            return day
    return None


def turning_days(facts: Facts, config: Config) -> list[date]:
    """List, in order, the later days on which some rule may turn: between two of them nothing changes."""
    days = [day for person in facts.persons for day in _person_days(person, config)]
    days += [day for order in facts.court_orders for day in _order_days(order)]
    today = facts.post.date
    return sorted({day for day in days if day is not None and day > today})


def _person_days(person: Person, config: Config) -> list[date | None]:
    days = [person.deceased, person.lpj.ended if person.lpj else None, _after(person.legal_check.until)]
    if person.dob is not None:
        days += [birthday(person.dob, years, config.feb29_rule) for years in (CONSENTS_ALONE, MAJORITY)]
    for review in person.reviews:
        days += (review.from_, _after(review.until))
    for consent in person.consents:
        days += (consent.signed, _after(consent.expires), consent.withdrawn, _stale_from(consent, config))
    return days


def _order_days(order: CourtOrder) -> tuple[date | None, ...]:
    return order.order_date, order.valid_from, _after(order.valid_to)


def _stale_from(consent: Consent, config: Config) -> date | None:
    signed = consent.signed
    return None if signed is None else next_day(add_months(signed, config.max_consent_months))


def _after(last: date | None) -> date | None:
    return None if last is None else next_day(last)
