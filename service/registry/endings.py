"""Authorizations that end soon: a weekly count to communications, and a word to each person, at 07:00.

One job that comes again each day. What it did is kept in the transaction of what it leaves to be sent, so
that no day is done twice. Courriels name nobody: the list is in the registry.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from service.i18n.dates import date_in_words
from service.registry.accounts import CLOCKWORK
from service.registry.consent_records import GRANTED
from service.registry.job_records import JobRecord
from service.registry.messages import CORNER_PAGE, is_address, send_courriel
from service.registry.moments import local_day
from service.registry.recording import changing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from service.registry.files import File
    from service.registry.ports import Ports
    from service.registry.recording import Change
    from service.registry.storing import Reader

JOB: Final = "endings"
NUMBER: Final = 0
"""The one job of its kind: workers that start together keep the same row."""
HOUR: Final = time(7)
TOLD_BEFORE: Final = timedelta(days=30)
MONDAY: Final = 0
DESK_PAGE: Final = "/a-faire"


def ensure_endings(ports: Ports) -> None:
    """See to it that the daily job is there; one that waits already stays as it is."""
    with ports.store.writing() as writer:
        if not any(job.number == NUMBER for job in writer.list_jobs()):
            writer.put_job(JobRecord(NUMBER, JOB, next_morning(ports, ports.clock())))


def do_endings(ports: Ports, job: JobRecord) -> JobRecord:
    """Write to those whose authorization ends in 30 days; on Mondays tell communications how many do."""
    now = ports.clock()
    day = local_day(ports, now)
    again = replace(job, tries=0, due_at=next_morning(ports, now), details={"done": day.isoformat()})
    if job.details.get("done") == day.isoformat():
        return again
    since = date.fromisoformat(job.details["done"]) if "done" in job.details else day - timedelta(days=1)
    with ports.store.reading() as reader:
        ending = [(file, on) for file in reader.each_file() for on in _ends_of(file)]
        desk = _communications(reader)
    with changing(ports, CLOCKWORK) as change:
        for file, on in ending:
            if since + TOLD_BEFORE < on <= day + TOLD_BEFORE:
                _tell_person(change, file, on)
        soon = sum(day <= on <= day + TOLD_BEFORE for _, on in ending)
        if soon and day.weekday() == MONDAY:
            _tell_desk(change, desk, soon)
        change.writer.put_job(again)
    return again


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


def _tell_desk(change: Change, desk: Iterable[tuple[str, str]], count: int) -> None:
    for email, language in desk:
        send_courriel(change, email, language, "endings", count=str(count), path=DESK_PAGE)


def _communications(reader: Reader) -> list[tuple[str, str]]:
    return [
        (user.email, user.language)
        for user in reader.list_users()
        if "communications" in user.roles and not user.disabled and user.email and is_address(user.email)
    ]


def next_morning(ports: Ports, now: datetime) -> datetime:
    """Return when daily walks are due next: at 07:00 by the local clock."""
    day = local_day(ports, now)
    today_at = datetime.combine(day, HOUR, tzinfo=ports.time_zone)
    due = (
        today_at
        if today_at > now
        else datetime.combine(day + timedelta(days=1), HOUR, tzinfo=ports.time_zone)
    )
    return due.astimezone(now.tzinfo)
