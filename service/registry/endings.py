"""Authorizations that end soon: a weekly count to communications, and a word to each person, at 07:00.

One job that comes again each day. What it did is kept in the transaction of what it leaves to be sent, so
that no day is done twice. Courriels name nobody: the list is in the registry.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from service.i18n.dates import date_in_words
from service.registry.accounts import CLOCKWORK
from service.registry.consent_records import GRANTED
from service.registry.daily import Daily, this_morning
from service.registry.messages import CORNER_PAGE, is_address, reachable, send_courriel
from service.registry.recording import changing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from service.registry.account_records import UserRecord
    from service.registry.files import File
    from service.registry.job_records import JobRecord
    from service.registry.ports import Ports
    from service.registry.recording import Change

WALK: Final = Daily(0, "endings")
TOLD_BEFORE: Final = timedelta(days=30)
MONDAY: Final = 0
DESK_PAGE: Final = "/a-faire"


def do_endings(ports: Ports, job: JobRecord) -> JobRecord:
    """Write to those whose authorization ends in 30 days; on Mondays tell communications how many do."""
    morning = this_morning(ports, job)
    if morning.is_done:
        return morning.again
    day = morning.day
    with ports.store.reading() as reader:
        ending = [(file, on) for file in reader.each_file() for on in _ends_of(file)]
        desk = reachable(reader, "communications")
    with changing(ports, CLOCKWORK) as change:
        for file, on in ending:
            if morning.since + TOLD_BEFORE < on <= day + TOLD_BEFORE:
                _tell_person(change, file, on)
        soon = sum(day <= on <= day + TOLD_BEFORE for _, on in ending)
        if soon and day.weekday() == MONDAY:
            _tell_desk(change, desk, soon)
        change.writer.put_job(morning.again)
    return morning.again


def _ends_of(file: File) -> Iterable[date]:
    """List the last days of papers that still grant something; whoever has died gets no word."""
    if file.person.deceased is not None:
        return ()
    return {
        paper.valid_until
        for paper in file.consents
        if paper.state == "confirmed" and paper.order is None and paper.valid_until is not None
        if any(one.answer in GRANTED and one.withdrawn_on is None for one in paper.outcomes)
    }


def _tell_person(change: Change, file: File, on: date) -> None:
    person = file.person
    if is_address(person.email or ""):
        day = date_in_words(on, person.language)
        send_courriel(change, person.email or "", person.language, "ending", day=day, path=CORNER_PAGE)


def _tell_desk(change: Change, desk: Iterable[UserRecord], count: int) -> None:
    for user in desk:
        send_courriel(change, user.email or "", user.language, "endings", count=str(count), path=DESK_PAGE)
