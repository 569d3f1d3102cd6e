"""Reading and growing a legal file: entries are added, and the last one whose time has come counts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from service.domain.ages import age_on, birthday
from service.domain.vocabulary import REPRESENTED_STATUSES
from service.registry.legal_records import CheckEntry, LegalFile, ProtectionEntry, Stamp
from service.registry.moments import local_day, opening_at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from service.registry.account_records import Caller
    from service.registry.people_records import PersonRecord
    from service.registry.ports import Ports

MAJORITY = 18
CHECK_DAYS = 90
"""Days an answer of youth protection's respondent is good for (ux.md, no. 5)."""


class Stamped(Protocol):
    """An entry of a legal file."""

    @property
    def stamp(self) -> Stamp:
        """Who recorded it, when, and from when it counts."""


EntryT = TypeVar("EntryT", bound=Stamped)


def current(entries: Sequence[EntryT], now: datetime) -> EntryT | None:
    """Return the last recorded entry whose time has come."""
    for entry in reversed(entries):
        if entry.stamp.effective_at <= now:
            return entry
    return None


def stamp(ports: Ports, caller: Caller, *, opens: bool) -> Stamp:
    """Stamp an entry: what opens a permission waits for the fixed hour, what closes acts at once."""
    now = ports.clock()
    return Stamp(now, opening_at(ports, now) if opens else now, caller.user)


def is_minor(ports: Ports, person: PersonRecord, day: date | None = None) -> bool:
    """Tell whether the person is known to be under 18 on a day (today when none is given)."""
    if person.birth_date is None:
        return False
    on = day or local_day(ports, ports.clock())
    return age_on(person.birth_date, on, ports.policy.config.feb29_rule) < MAJORITY


def majority_of(ports: Ports, person: PersonRecord) -> date | None:
    """Return the day from which the person is of age, by the rule of the house; None when none is known."""
    born, rule = person.birth_date, ports.policy.config.feb29_rule
    return None if born is None else birthday(born, MAJORITY, rule)


def is_represented(person: PersonRecord) -> bool:
    """Tell whether someone else decides for this adult."""
    return person.capacity.status in REPRESENTED_STATUSES


def opened_file(ports: Ports, caller: Caller, person: PersonRecord) -> LegalFile:
    """Open a file: a minor starts unknown with an open check, a represented adult with an open check."""
    return reconsidered(ports, caller, person, LegalFile(person.number))


def reconsidered(ports: Ports, caller: Caller, person: PersonRecord, legal: LegalFile) -> LegalFile:
    """Ask for a legal check where one is due and none was ever asked (rules: legal check)."""
    minor = is_minor(ports, person)
    unasked = minor and not legal.protections
    if not unasked and (legal.checks or not is_represented(person)):
        return legal
    if unasked:
        mark = stamp(ports, caller, opens=False)
        unknown = ProtectionEntry(mark, "unknown", since=local_day(ports, mark.recorded_at))
        legal = replace(legal, protections=(unknown,))
    return pending(ports, caller, legal)


def is_before_reopened(ports: Ports, legal: LegalFile, answered_on: date) -> bool:
    """Tell whether an answer was given before a sign, or before what opened the check again: it knew nothing.

    The check that a file begins with is none of these: whoever moves from binders has answers that are older.
    """
    news = [one.stamp for one in legal.signals]
    if len(legal.checks) > 1 and legal.checks[-1].status == "pending":
        news.append(legal.checks[-1].stamp)
    return any(local_day(ports, one.recorded_at) > answered_on for one in news)


def pending(ports: Ports, caller: Caller, legal: LegalFile, note: str = "") -> LegalFile:
    """Open the legal check again, at once: a change of protection, relations or placement does."""
    entry = CheckEntry(stamp(ports, caller, opens=False), "pending", note=note)
    return replace(legal, checks=(*legal.checks, entry))
