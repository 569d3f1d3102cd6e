"""The first later date on which the verdict changes (rules.md §6, valid_until)."""

from collections.abc import Iterator
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
    days = {day for person in facts.persons for day in _person_days(person, config)}
    days.update(day for order in facts.court_orders for day in _order_days(order))
    return sorted(day for day in days if day > facts.post.date)


def _person_days(person: Person, config: Config) -> Iterator[date]:
    if person.dob is not None:
        yield birthday(person.dob, CONSENTS_ALONE, config.feb29_rule)
        yield birthday(person.dob, MAJORITY, config.feb29_rule)
    if person.deceased is not None:
        yield person.deceased
    if person.lpj is not None and person.lpj.ended is not None:
        yield person.lpj.ended
    if person.legal_check.until is not None:
        yield next_day(person.legal_check.until)
    for review in person.reviews:
        yield from _span(review.from_, review.until)
    for consent in person.consents:
        yield from _consent_days(consent, config)


def _consent_days(consent: Consent, config: Config) -> Iterator[date]:
    yield from _span(consent.signed, consent.expires)
    yield from _span(consent.withdrawn, None)
    if consent.signed is not None:
        yield next_day(add_months(consent.signed, config.max_consent_months))


def _order_days(order: CourtOrder) -> Iterator[date]:
    yield from _span(order.order_date, None)
    yield from _span(order.valid_from, order.valid_to)


def _span(first: date | None, last: date | None) -> Iterator[date]:
    if first is not None:
        yield first
    if last is not None:
        yield next_day(last)
